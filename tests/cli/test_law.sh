#!/bin/sh
# Each rule of each country is tested in every way in which it can come out: it holds, fails, is not
# known, is silent, is not yet law on the day before, is law on its first day.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
expect 0 "DE: 0 empty cells" "$erkend" check --coverage-of-law countries
sed -n '/^rule: tests/,/^$/p' "$T/out" >"$T/rules"
[ "$(grep -c '^[a-z]' "$T/rules")" -gt 150 ] || say "the matrix names next to no rules"
grep -F -- '–' "$T/rules" | while read -r line; do echo "a test lacks of: $line"; done >"$T/lacks"
while read -r line; do say "$line"; done <"$T/lacks"
expect 0 '"empty": 0' "$erkend" check --coverage-of-law --format json countries/fi

# a rule that no test reaches, and a provision that nothing cites
cp -R countries policies "$T"
sed -i 's/^EKB:$/EKB:\n  art. 99:\n    says: { en: forgotten }/' "$T/countries/nl/laws.yaml"
rm "$T/countries/nl/cases/further.yaml"
expect 1 "EMPTY: nothing cites it (forgotten)" "$erkend" check --coverage-of-law "$T/countries/nl" --policies "$T/policies"
sed -i 's/says: { en: forgotten }/sais: { en: forgotten }/' "$T/countries/nl/laws.yaml"
expect 3 "a provision has no sais: did you mean says?" "$erkend" check --coverage-of-law "$T/countries/nl" --policies "$T/policies"
rm "$T/countries/nl/laws.yaml"
expect 3 "laws.yaml cannot be read" "$erkend" law "$T/countries/nl" --policies "$T/policies"
expect 2 "'xml' is not text, markdown or json" "$erkend" law --format xml
expect 2 "'markdown' is not text or json" "$erkend" check --coverage-of-law --format markdown
exit "$wrong"
