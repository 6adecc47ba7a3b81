#!/bin/sh
# The European sets: points of countries/eu, and what the countries of tests/countries adopt.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

expect 0 "0 errors, 1 warning" "$erkend" check tests/countries --policies policies
expect 0 "0 failed" "$erkend" test tests/countries --policies policies

home_of() {
    case $1 in YY) echo tests/countries ;; *) echo countries ;; esac
}

# points COUNTRY REFERENCE WORDS COMPONENT…: a component is CODE:IMPORTANCE:COMPLEXITY:EFFORT.
points() {
    country=$1
    reference=$2
    words=$3
    shift 3
    {
        echo "id: weighing"
        echo "decided: 2020-11-23"
        echo "qualification:"
        echo "  country: $country"
        printf '%b' "$reference"
        echo "  components:"
        for component; do
            echo "$component" | awk -F: \
                '{ printf "    - { unit: %s, importance: %s, complexity: %s, effort: %s }\n", $1, $2, $3, $4 }'
        done
    } >"$T/weighing.yaml"
    "$erkend" decide "$T/weighing.yaml" --in "$country" --lang en --countries "$(home_of "$country")" \
        --policies policies >"$T/out" 2>"$T/err" || say "$reference $*: $(cat "$T/err")"
    got=$(sed -n 's/^  \([A-Za-z]*\): \([0-9]*\) points$/\1 \2/p; s/^  missing: .*/missing/p' "$T/out" | tr '\n' ' ')
    [ "$got" = "$words" ] || say "$country $reference $*: '$got', not '$words'"
}

formal='  reference: formal\n  reference_years:'
# 35, 40 and 25 hundredths of three years.
points EU "$formal 3\n" "A 63 B 72 C 45 " A:15:10:10 B:20:10:10 C:5:10:10
# The same unit C weighs less in another qualification, of two years.
points EU "$formal 2\n" "A 96 C 24 " A:80:0:0 C:0:10:10
# Seven equal units of one year: the largest remainders, then the code; the sum is exact.
points EU "$formal 1\n" "a 9 b 9 c 9 d 9 e 8 f 8 g 8 " a:1:0:0 b:1:0:0 c:1:0:0 d:1:0:0 e:1:0:0 f:1:0:0 g:1:0:0
# A year and a half, half a year.
points EU "$formal 3/2\n" "A 45 B 45 " A:1:1:1 B:1:1:1
points EU "$formal 1/2\n" "A 15 B 15 " A:1:1:1 B:1:1:1
# By comparison with one that has a formal reference; without that there is nothing to share out.
points EU '  reference: similarity\n  compared_with: { points: 120 }\n' "A 96 C 24 " A:80:0:0 C:0:10:10
points EU '  reference: eqf_level\n' "missing " A:80:0:0 C:0:10:10
points EU '  reference: formal\n' "missing " A:80:0:0 C:0:10:10
# A country that weighs the criteria: 60 shared out by 1/2, 1/3 and 1/6.
points YY "$formal 1\n" "A 30 B 20 C 10 " A:1:0:0 B:0:1:0 C:0:0:1

exit "$wrong"
