#!/bin/sh
# What finds which mistake: each of the mistakes below is planted in a copy of Germany, and every command of the policy
# desk is asked. The two tables of docs/policy-desk.md must be what comes out; `test_planted.sh BUILD write` writes them.
# shellcheck disable=SC2016,SC2317 # words in backquotes; functions that are called by name
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
write=${2:-}
page=${PAGE:-docs/policy-desk.md}
sh=$PWD/tests/cli
mkdir -p "$T/old/countries" && cp -R countries/de "$T/old/countries/" && cp -R policies "$T/old/" && cp -R examples "$T/"
cd "$T" || exit 4
case_of_timeline=examples/apprentice-9-months-and-a-half.yaml
at="--countries old/countries --policies old/policies"
# shellcheck disable=SC2086 # options
{
    "$erkend" simulate --in DE --count 300 $at >population.ndjson
    "$erkend" decide examples/*.yaml --in DE $at --register old.db >/dev/null
}

# ---- What each command is asked ---------------------------------------------------------------
# Each writes what it says of new/ to the file out; the status is 0 if it finds nothing, 1 if it finds something, and 3 if it
# refuses to work with such a policy (and says what check says).

new="--countries new/countries --policies new/policies"

asks_check() {
    "$erkend" check new/countries/de --policies new/policies >out 2>&1
    [ "$(cat out)" != "no errors, no warnings" ] || return 0
    return 1
}
asks_law() {
    "$erkend" check --coverage-of-law new/countries/de --policies new/policies >all 2>&1
    status=$?
    grep 'EMPTY' all >out
    return "$status"
}
asks_test() {
    "$erkend" test new/countries/de --policies new/policies >out 2>&1
}
asks_coverage() {
    "$erkend" test --coverage new/countries/de --policies new/policies >all 2>&1
    [ $? != 3 ] || return 3
    ! grep -E ': no test in which|no longer needed' all >out
}
asks_mutate() {
    "$erkend" test --mutate --min 100 new/countries/de --policies new/policies >all 2>&1
    status=$?
    grep 'no test would notice' all >out
    return "$status"
}
asks_relations() {
    "$erkend" check --relations new/countries/de --policies new/policies >all 2>&1
    status=$?
    grep ' breaks ' all >out
    return "$status"
}
asks_diff() {
    "$erkend" diff old new examples/*.yaml population.ndjson --in DE >all 2>&1
    status=$?
    tail -n 1 all >out
    return "$status"
}
asks_distinguish() {
    "$erkend" distinguish old new examples/*.yaml --in DE --tries 1000 >out 2>&1
}
# The answers of old and new, where a command knows only one policy.
compares() { # FILE-OF-OLD COMMAND…
    was=$1
    shift
    [ -f "$was" ] || "$erkend" "$@" --countries old/countries --policies old/policies >"$was" 2>&1
    # shellcheck disable=SC2086 # options
    "$erkend" "$@" $new >all 2>&1
    status=$?
    [ "$status" -lt 2 ] || grep -q 'cases decided' all || return 3
    diff "$was" all >out
}
asks_timeline() {
    compares old.timeline timeline "$case_of_timeline" --in DE --from 2004-12-31 --to 2026-12-31
}
asks_batch() {
    compares old.summary batch population.ndjson --in DE --summary --out /dev/null
}
asks_pages() {
    [ -f old.page ] || "$erkend" law old/countries/de --policies old/policies --lang nl >old.page
    "$erkend" law new/countries/de --policies new/policies --lang nl >all 2>&1 || return 3
    diff old.page all >out
}
# Where rules and numbers are the same nothing is left to ask; a proof needs no time limit that a busy machine could reach.
asks_prove() {
    "$erkend" prove same old new --in DE --given --timeout 600 >out 2>&1
}
asks_verify() {
    "$erkend" verify --register new.db >out 2>&1
}

commands="check law test coverage mutate diff timeline distinguish prove relations batch pages verify"

# What a command said first, short enough for a table.
says() { # COMMAND
    case $1 in
    test) sed -n '1s/$/:/p;2p' out | sed 's/^  *//' | paste -sd ' ' - ;;
    pages | batch | timeline) sed -n 's/^> *//p' out | sed -n 1p ;;
    distinguish) sed -n '1s/^# //p' out | sed 's/, all else being as below//' ;;
    *) sed -n 1p out ;;
    esac | sed 's|new/countries/de/||; s|^EMPTY: countries/de/||; s|countries/de/||g; s/\.\(lua\|yaml\):[0-9:]*[0-9]/.\1/g; s/  */ /g; s/|/\\|/g; s/ (warning)$//'
}

# plant WHAT FILE SED: in a copy of old; everything is asked, and a line of both tables comes out. Each half of the rows is
# asked by a process of its own.
row=0
plant() {
    row=$((row + 1))
    [ $((row % 2)) = "$half" ] || return 0
    rm -rf new
    cp -R old new
    cp old.db new.db
    if [ "$2" = register ]; then
        spoil new.db "$3" || return
    else
        sed -i "$3" "new/countries/de/$2"
        if cmp -s "old/countries/de/$2" "new/countries/de/$2"; then say "$1: '$3' edits nothing"; fi
    fi
    line="| $row. $1 |"
    first=
    for command in $commands; do
        "asks_$command"
        found=$?
        # A search and a proof have to agree: what differs is found, and what is not found is proved to be the same.
        if [ "$command" = distinguish ]; then searched=$found; fi
        if [ "$command" = prove ] && [ "$found" != "$searched" ]; then
            say "$1: distinguish ends with $searched, prove with $found"
        fi
        case $found in
        0) cell=' ' ;;
        1)
            cell='✓'
            [ -n "$first" ] || first="| $row | \`$(name_of "$command")\` | $(says "$command") |"
            ;;
        *) cell='·' ;;
        esac
        line="$line $cell |"
    done
    [ -n "$first" ] || first="| $row | nothing | the order means nothing: every command answers as before |"
    number=$(printf %02d "$row")
    echo "$line" >"$T/matrix.$number"
    echo "$first" >"$T/words.$number"
}

name_of() {
    case $1 in
    law) echo check --coverage-of-law ;;
    relations) echo check --relations ;;
    coverage | mutate) echo "test --$1" ;;
    batch) echo batch --summary ;;
    pages) echo law ;;
    *) echo "$1" ;;
    esac
}

# ---- A policy without a mistake ---------------------------------------------------------------

cp -R old new
cp old.db new.db
for command in $commands; do
    "asks_$command" || say "$command finds something where nothing was planted: $(head -n 3 out)"
done

cat >twin.lua <<'X'

rule "de.bbig.45.2.also" {
  law       = { BBiG = "BBiG § 45 Abs. 2, 3", HwO = "HwO § 37 Abs. 2, 3" },
  since     = "2025-01-01",
  says      = { en = "As above.", de = "Wie oben.", fi = "Kuten edellä.", nl = "Als boven." },
  for_each  = admission,
  where     = same(admission.route, "external"),
  gives     = admit { to = "part_one" },
}
X
cat >shadow.lua <<'X'

rule "de.bbig.76.3.whatever" {
  law       = { BBiG = "BBiG § 76 Abs. 3 Satz 2", HwO = "HwO § 41a Abs. 3 Satz 2" },
  since     = "2005-04-01",
  clock     = stay.first_day,
  says      = { en = "As above.", de = "Wie oben.", fi = "Kuten edellä.", nl = "Als boven." },
  overrides = "de.bbig.76.3.plan",
  for_each  = stay,
  must      = stay.plan_agreed,
  otherwise = conditional "agreed_plan",
}
X

# ---- The mistakes -----------------------------------------------------------------------------

plant_all() {
    plant 'a limit swapped: `at_most` became `less_than`' transfer.lua 's/must      = at_most(months_in_all/must      = less_than(months_in_all/'
    plant 'a limit by one step: 8 weeks became 9' parameters.yaml 's/2020-01-01: { value: 8,/2020-01-01: { value: 9,/'
    plant 'a rule a day late: since 2 April 2005' transfer.lua '/^rule "de.bbig.2.3.quarter"/,/^}/s/2005-04-01/2005-04-02/'
    plant 'a number a day late: 8 weeks since 2 January 2020' parameters.yaml 's/2020-01-01: { value: 8,/2020-01-02: { value: 8,/'
    plant 'a number with no value before a day' parameters.yaml '/value: 4, law.*§ 76/d'
    plant 'two versions of a rule on one day' admission.lua 's/2024-12-31/2025-01-01/'
    plant 'the rules of a file in another order' transfer.lua '/^rule "de.bbig.2.3.quarter"/,/^}/{H;d};$G'
    plant 'two rules that override each other' part_time.lua '/^rule "de.bbig.7a.2.longer"/a\  overrides = "de.bbig.8.1.part_time",'
    plant 'two rules for one thing that give different things' admission.lua '$r twin.lua'
    plant 'a rule that another always overrides' transfer.lua '$r shadow.lua'
    plant 'a rule that can never speak' transfer.lua '/^rule "de.bbig.76.3.plan"/,/^}/s/where     = \(.*\),$/where     = all { \1, no(\1) },/'
    plant 'a limit that no case reaches' transfer.lua '/^rule "de.bbig.76.3.plan"/,/^}/s/where     = \(.*\),$/where     = all { \1, less_than(stay.weeks, 0) },/'
    plant 'a sentence that is not said in Dutch' transfer.lua '/^rule "de.bbig.2.3.quarter"/,/^}/{/nl = /d}'
    plant 'a name that nobody knows' transfer.lua 's/param.share_abroad/param.share_abraod/'
    plant 'a law that is not in the list of laws' transfer.lua '/^rule "de.bbig.2.3.quarter"/,/^}/s/§ 2 Abs. 3/§ 2 Abs. 4/'
    plant 'a rule without law' transfer.lua '/^rule "de.bbig.2.3.quarter"/,/^}/{/law  /d}'
    plant 'a provision without rule' laws.yaml '/^  § 2 Abs. 3:/i\  § 2 Abs. 2:\n    says: { en: a new sentence, de: ein neuer Satz }'
    plant 'a body that the country does not have' questions.yaml '/^longer_stay_abroad/,/answer/s/body: .*/body: court/'
    plant 'a rule left out' transfer.lua '/^rule "de.bbig.76.3.plan"/,/^}/d'
    plant 'another effect: time credited, not counted' transfer.lua 's/gives     = count_as_training {/gives     = credit_time {/'
    plant 'more work, and no longer admitted' admission.lua 's/^    at_least(term.months_worked, \(.*\)),$/    between(term.months_worked, \1, \1 + qualification.prescribed_months),/'
    plant 'a test left out' cases/transfer.yaml '/^- name: Five weeks that begin on the first day/,/^$/d'
    plant 'a decision changed in the register' register "UPDATE decision SET record = json_set(record, '$.claims[0][3]', 1) WHERE number = 1"
}

halves=
for half in 0 1; do
    (
        mkdir "half$half" && cp -R old examples population.ndjson old.* ./*.lua "half$half/" && cd "half$half" || exit 4
        plant_all
        exit "$wrong"
    ) &
    halves="$halves $!"
done
for process in $halves; do
    wait "$process" || wrong=1
done

# ---- The page ---------------------------------------------------------------------------------

{
    printf '| planted |'
    for command in $commands; do printf ' `%s` |' "$(name_of "$command")"; done
    printf '\n| --- |'
    for command in $commands; do printf ' :-: |'; done
    printf '\n'
    cat matrix.*
    printf '\n| | found first by | which says |\n| --- | --- | --- |\n'
    cat words.*
} >tables
cd "$sh/../.." || exit 4
if [ "$write" = write ]; then
    awk -v new="$T/tables" '/^<!-- planted -->/ { print; while ((getline l < new) > 0) print l; skip = 1; next }
        /^<!-- end of planted -->/ { skip = 0 }
        !skip' "$page" >"$T/page" && cp "$T/page" "$page"
fi
sed -n '/^<!-- planted -->/,/^<!-- end of planted -->/p' "$page" | sed '1d;$d' >"$T/shown"
diff "$T/shown" "$T/tables" >&2 || say "$page does not say what finds which mistake: sh tests/cli/test_planted.sh BUILD write"
exit "$wrong"
