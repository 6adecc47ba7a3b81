#!/bin/sh
# docs/requirements.md ticks each row R001 to R475 once, and every file, rule, field, definition, test,
# command and word that it names exists.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
last_row=475

"$erkend" schema keys | cut -f1 >"$T/keys"
cat countries/*/*.lua policies/eu/*.lua >"$T/rules"
sed -nE 's/^(rule|allocation|check) "([^"]*)".*/\2/p' "$T/rules" >"$T/ids"
sed -nE 's/^define "([^"]*)".*/\1/p' "$T/rules" >"$T/terms"
grep -ohE 'core\.[a-z_]+' engine/decide/*.c >"$T/ids_of_the_core"
grep -ohE 'test_[a-z_]+__[a-z_]+' -r tests/unit tests/faults >"$T/tests"
cat docs/language.md docs/country-folder.md | grep -oE '[a-z_]+' >"$T/words"
sed -nE 's/^  ([a-z_]+):.*/\1/p' countries/*/country.yaml >>"$T/words"

# What of the page is no row, twice there, or lacking. usage: check_rows PAGE
check_rows() {
    sed -nE 's/^\| R([0-9]{3})(–R([0-9]{3}))? \| ([a-z]+) \| .+ \|$/\1 \3 \4/p' "$1" |
        awk -v last="$last_row" '
            NF == 2 { from = to = $1 + 0; state = $2 }
            NF == 3 { from = $1 + 0; to = $2 + 0; state = $3 }
            to < from { print "R" from " goes down" }
            state !~ /^(done|part|open|none)$/ { print "R" from ": no state " state }
            { for (i = from; i <= to; i++) { times[i]++; number[state]++ } }
            END {
                for (i = 1; i <= last; i++) if (times[i] != 1) print "R" i ": " times[i] + 0 " times"
                for (i in times) if (i + 0 < 1 || i + 0 > last) print "R" i ": no such row"
                for (state in number) print state, number[state] >"/dev/stderr"
            }' 2>"$T/numbers"
    grep -E '^\| R' "$1" | grep -vE '^\| R[0-9]{3}(–R[0-9]{3})? \| [a-z]+ \| .{3,} \|$'
    # the totals at the head of the page
    while read -r state number; do
        grep -qE "^\| $state \| .* \| $number \|$" "$1" || echo "the head does not say $state $number"
    done <"$T/numbers"
}

# Is that name somewhere? usage: there NAME
there() {
    case $1 in
    */*) [ -e "$1" ] ;;
    "erkend "*)
        command=${1#erkend }
        "$erkend" help "${command%% *}" >/dev/null 2>&1
        ;;
    term.*) grep -qxF -- "${1#term.}" "$T/terms" ;;
    core.*) grep -qxF -- "$1" "$T/ids_of_the_core" ;;
    [a-z][a-z].*.\*) grep -qF -- "${1%\*}" "$T/ids" ;; # all lines of a list
    [a-z][a-z].*) grep -qxF -- "$1" "$T/ids" ;;
    test_*) grep -qxF -- "$1" "$T/tests" ;;
    *.*) grep -qxF -- "$1" "$T/keys" || [ -e "$1" ] ;;
    *) grep -qxF -- "$1" "$T/words" ;;
    esac
}

check_names() {
    grep -E '^\| R' "$1" | grep -oE '`[^`]*`' | tr -d '`' | sort -u >"$T/names"
    while read -r name; do
        there "$name" || echo "there is no $name"
    done <"$T/names"
    grep -oE '(See|see) R[0-9]{3}' "$1" | grep -oE '[0-9]{3}' | while read -r row; do
        [ "$row" -le "$last_row" ] || echo "there is no R$row to see"
    done
}

page=docs/requirements.md
check_rows $page >"$T/found"
check_names $page >>"$T/found"
while read -r line; do say "$page: $line"; done <"$T/found"
[ "$(wc -l <"$T/names")" -gt 200 ] || say "$page names next to nothing"

# and the check sees what it should
wants() { # WORDS SED-SCRIPT
    sed -E "$2" $page >"$T/page.md"
    { check_rows "$T/page.md"; check_names "$T/page.md"; } >"$T/found"
    grep -qF -- "$1" "$T/found" || say "not seen: $1"
}
wants "R5: 0 times" '/^\| R005 /d'
wants "R11: 2 times" 's/^\| R012 /| R011 /'
wants "R12: 0 times" 's/^\| R012 /| R011 /'
wants "no state half" 's/^\| R001 \| done/| R001 | half/'
wants "the head does not say" 's/^\| R001 \| done/| R001 | open/'
wants "there is no policies/eu/none.lua" 's,policies/eu/points.lua,policies/eu/none.lua,'
wants "there is no eu.2009.ii.3.assesed" 's/eu\.2009\.ii\.3\.assessed/eu.2009.ii.3.assesed/'
wants "there is no unit.contxt" 's/unit\.context/unit.contxt/'
wants "there is no core.not_asessed" 's/core\.not_assessed/core.not_asessed/'
exit "$wrong"
