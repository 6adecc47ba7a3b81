#!/bin/sh
# Qualifications as the Finnish National Agency for Education publishes them (ePerusteet): exact answers on
# real files. They are no part of the project; where they are not at hand the test is skipped.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

data=../shared/data/fi
if [ ! -d "$data" ]; then
    echo "skipped: there are no ePerusteet files in $data"
    exit 0
fi

# complete YES_OR_NO FILE MODE DAY WORDS PART…: a part is CODE:KIND:POINTS, without points CODE:KIND.
complete() {
    want=$1
    file=$2
    mode=$3
    day=$4
    words=$5
    shift 5
    {
        echo "id: composition"
        echo "decided: 2026-03-02"
        echo "completion:"
        echo "  completed: $day"
        echo "  scale: fi_1_5"
        echo "  parts:"
        for part; do
            echo "$part" | awk -F: '{ printf "    - { unit: \"%s\", kind: %s%s }\n", $1, $2,
                ($3 == "" ? "" : ", points: " $3) }'
        done
    } >"$T/composition.yaml"
    "$erkend" decide "$T/composition.yaml" --in FI --qualification "$data/$file" --mode "$mode" \
        --countries countries --policies policies --lang en >"$T/out" 2>"$T/err" ||
        say "$file $mode $*: $(cat "$T/err")"
    got=$(sed -n 's/^  verdict  *//p' "$T/out")
    [ "$got" = "$want" ] || say "$file $mode $day: '$got', not '$want' for $*"
    if [ -n "$words" ] && ! grep -qF -- "$words" "$T/out"; then
        say "$file $mode $*: does not say '$words' but:"
        cat "$T/out"
    fi
}

# The vehicle sector since 2018: 145 vocational points (90 + 55 of one competence area) and 35 common ones.
vehicle=autoala-PT-OPH-2762-2017.json
common="400012:unit:11 400013:unit:6 400014:unit:9 X1:sub_area:9"
body="105708:unit:30 105725:unit:30 105718:unit:30"
fifty="105715:unit:15 105706:unit:15 105702:unit:15"
# shellcheck disable=SC2086 # lists of parts
{
    complete recognised $vehicle reformi 2026-02-27 "" $body $fifty 400011:unit:5 L:local_unit:5 $common
    complete refused $vehicle reformi 2026-02-27 "1 point missing" \
        $body $fifty 400011:unit:5 S:further_studies:4 $common
    # A local unit has 5 to 15 points; further studies 1 to 25.
    complete recognised $vehicle reformi 2026-02-27 "" \
        $body 105715:unit:15 105706:unit:15 S:further_studies:25 $common
    complete refused $vehicle reformi 2026-02-27 "" $body $fifty 400011:unit:5 L:local_unit:4 $common
    # One common point too few; a vocational point does not make up for it.
    complete refused $vehicle reformi 2026-02-27 "1 point missing" $body $fifty 400011:unit:5 L:local_unit:6 \
        400012:unit:11 400013:unit:6 400014:unit:9 X1:sub_area:8
    # Competence areas are alternatives: the compulsory units of one, the optional ones of another are no
    # qualification, though the points are 180.
    complete refused $vehicle reformi 2026-02-27 "" 105705:unit:45 105703:unit:45 \
        105721:unit:45 L:local_unit:10 $common
    complete refused $vehicle reformi 2026-02-27 "" 105708:unit:30 105725:unit:30 105729:unit:30 \
        $fifty 400011:unit:5 L:local_unit:5 $common
    complete recognised $vehicle reformi 2026-02-27 "" 105705:unit:45 105703:unit:45 \
        105730:unit:15 105728:unit:15 105711:unit:15 O:other_qualification:10 $common
    # Recognised units beyond what is asked for are left over.
    complete recognised $vehicle reformi 2026-02-27 "" $body $fifty 400011:unit:5 L:local_unit:5 \
        105704:unit:15 $common
}

# Hairdressing of 2014: 135 + 35 + 10.
hair=hiusala-PT-43-011-2014.json
old="100114:unit:35 100115:unit:20 100116:unit:30 100117:unit:15 100118:unit:20"
four="101053:unit:11 101054:unit:9 101055:unit:8 101056:unit:7"
# shellcheck disable=SC2086
{
    complete recognised $hair ops 2021-12-31 "" $old 100119:unit:15 $four F:local_unit:10
    complete refused $hair ops 2021-12-31 "1 point missing" $old 100119:unit:15 $four F:local_unit:9
    complete refused $hair ops 2021-12-31 "5 points missing" $old 101040:unit:5 L:local_unit:5 $four F:local_unit:10
    complete recognised $hair ops 2021-12-31 "" $old 101040:unit:5 L:local_unit:10 $four F:local_unit:10
    # The competence test has no points: five compulsory units and one optional.
    complete recognised $hair naytto 2021-12-31 "" 100114:unit:0 100115:unit:0 100116:unit:0 100117:unit:0 \
        100118:unit:0 100120:unit:0
    complete refused $hair naytto 2021-12-31 "" 100114:unit:0 100115:unit:0 100116:unit:0 100117:unit:0 \
        100118:unit:0
}
# Its dates: not before the first day, which counts.
# shellcheck disable=SC2086
{
    complete refused $hair ops 2016-07-31 "" $old 100119:unit:15 $four F:local_unit:10
    complete recognised $hair ops 2016-08-01 "" $old 100119:unit:15 $four F:local_unit:10
    complete refused $vehicle reformi 2018-07-31 "" $body $fifty 400011:unit:5 L:local_unit:5 $common
    complete recognised $vehicle reformi 2018-08-01 "" $body $fifty 400011:unit:5 L:local_unit:5 $common
}

# A further qualification of sport: two competence areas of 150 points each, of which one is to be filled.
sport=liikunta-ja-valmennus-AT-OPH-1161-2018.json
exercise="200790:unit:30 200791:unit:60"
# shellcheck disable=SC2086
{
    complete recognised $sport reformi 2026-02-27 "" $exercise 200794:unit:30 200795:unit:30
    complete recognised $sport reformi 2026-02-27 "" 200798:unit:60 200799:unit:90
    complete refused $sport reformi 2026-02-27 "30 points missing" $exercise 200794:unit:30
    # 150 points of both areas together are neither.
    complete refused $sport reformi 2026-02-27 "" 200790:unit:30 200798:unit:60 200794:unit:30 200795:unit:30
    complete refused $sport reformi 2026-02-27 "" 200798:unit:60 200799:unit:60 200794:unit:30
    # Its last day and the last day of its transition count.
    complete refused $sport reformi 2018-12-31 "" $exercise 200794:unit:30 200795:unit:30
    complete recognised $sport reformi 2019-01-01 "" $exercise 200794:unit:30 200795:unit:30
    complete recognised $sport reformi 2026-07-31 "" $exercise 200794:unit:30 200795:unit:30
    complete recognised $sport reformi 2026-08-01 "" $exercise 200794:unit:30 200795:unit:30
    complete recognised $sport reformi 2028-07-31 "" $exercise 200794:unit:30 200795:unit:30
    complete refused $sport reformi 2028-08-01 "" $exercise 200794:unit:30 200795:unit:30
}

# Supervisors in the vehicle sector, 2001: no points at all (limits that are null); four units and one to three.
lead=autoala-tyonjohto-EAT-40-011-2001.json
all4="104052:unit:0 104053:unit:0 104054:unit:0 104055:unit:0"
# shellcheck disable=SC2086
{
    complete recognised $lead naytto 2017-12-31 "" $all4 104056:unit:0
    complete refused $lead naytto 2017-12-31 "units still missing: 1" $all4
    complete refused $lead naytto 2017-12-31 "104055: missing" \
        104052:unit:0 104053:unit:0 104054:unit:0 104056:unit:0 104057:unit:0
}

# What several qualifications share is none by itself.
shared=ammatillinen-perustutkinto-2022-OPH-456-2022.json
printf 'id: c\ndecided: 2026-03-02\ncompletion: { completed: 2026-02-27 }\n' >"$T/shared.yaml"
if "$erkend" decide "$T/shared.yaml" --in FI --qualification "$data/$shared" --mode reformi \
    --countries countries --policies policies >"$T/out" 2>&1; then
    say "$shared is read as a qualification"
fi
grep -qF "name the file of the qualification" "$T/out" || say "$shared: $(cat "$T/out")"

[ "$wrong" = 0 ] && echo "ok: ePerusteet"
exit "$wrong"
