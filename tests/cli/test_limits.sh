#!/bin/sh
# erkend limits: rules that are never asked or never hold; cases at, below and above a limit; both forms, any order.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
mkdir -p "$T/land"
cp -R policies countries "$T/land/"
"$erkend" simulate --count 400 --in DE --out "$T/cases.ndjson"

# limits WORDS: what is said of Germany
limits() {
    expect 0 "$1" "$erkend" limits "$T/cases.ndjson" --in DE --policies "$T/land/policies" --countries "$T/land/countries"
}
limits 'DE  400 cases'
sed -i '/^rule "de.bbig.76.3.plan"/,/^}/s/must      = stay.plan_agreed/must      = after(stay.first_day, stay.last_day)/' "$T/land/countries/de/transfer.lua"
limits 'de.bbig.76.3.plan: never holds'

# 9 months of 36 are just a quarter; 9 1/2 are within a month above it
expect 0 '1 of 1 within one step (0 below, 1 at it, 0 above)' "$erkend" limits examples/apprentice-9-months.yaml --in DE
expect 0 '1 of 1 within one step (0 below, 0 at it, 1 above)' "$erkend" limits examples/wiring-abroad.yaml --in DE
expect 0 'de.bbig.7.2.decision: never asked' "$erkend" limits examples/wiring-abroad.yaml --in DE
expect 0 '"at":1' "$erkend" limits examples/apprentice-9-months.yaml --in DE --format json
"$erkend" limits "$T/cases.ndjson" --in DE >"$T/first"
sed '1!G;h;$!d' "$T/cases.ndjson" >"$T/turned.ndjson"
"$erkend" limits "$T/turned.ndjson" --in DE | cmp -s - "$T/first" || say "the order of the cases matters"
# without a case: what the country's own tests give; an error in them is named
tests=$("$erkend" test countries/nl | sed -n 's/^NL  \([0-9]*\) passed.*/\1/p')
expect 0 "NL  $tests cases" "$erkend" limits --in NL
cp "$T/out" "$T/own"
[ "$tests" -gt 100 ] || say "Dutch tests: '$tests'"
printf -- '- name: nothing\n' >"$T/land/countries/nl/cases/broken.yaml"
expect 3 'cases/broken.yaml:1' "$erkend" limits --in NL --policies "$T/land/policies" --countries "$T/land/countries"
expect 3 'nothing-here.yaml' "$erkend" limits nothing-here.yaml
exit "$wrong"
