#!/bin/sh
# erkend check --relations: what was planted is found, by its rule; what a law wants is not told; the same seed, the same bytes.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
repo=$PWD
mkdir -p "$T/land"
cp -R policies countries "$T/land/"
cd "$T/land" || exit 4

# plant FILE SED RELATION RULE: the country breaks that relation by that rule
plant() { # with what is tried when nobody says how much
    cp "$repo/countries/$1" "countries/$1"
    sed -i "$2" "countries/$1"
    cmp -s "$repo/countries/$1" "countries/$1" && say "$2 edits nothing in $1"
    expect 1 "$4 breaks $3" "$erkend" check --relations "countries/${1%%/*}" --policies policies
    cp "$repo/countries/$1" "countries/$1"
}
plant de/transfer.lua 's|count_as_training { months = months_in_all(stay) }|count_as_training { months = sum_of(stay.months) }|' twice de.bbig.2.3.goal

plant de/admission.lua 's/^    at_least(term.months_worked, \(.*\)),$/    between(term.months_worked, \1, \1 + qualification.prescribed_months),/' more_learning de.bbig.45.2.external
cp "$T/out" "$T/cliff"
grep -q 'from the test countries/de/cases/' "$T/cliff" || say "a test of the country shows the cliff: $(cat "$T/cliff")"

# What another unit counts for is not lost to a third one that nobody has decided on yet: it waits, which is no gain.
cat >countries/gb/cases/twice.yaml <<'END'
- name: Of two units for one, the one that is shown first by name counts
  decided: 2026-05-01
  given:
    targets: { GB: { qualification: { level: RQF 3 } } }
    transcripts:
      - units: [{ id: b, level: EQF 6, result: passed, targets: { GB: { unit: U4 } } }]
      - units: [{ id: a, level: EQF 5, result: passed, targets: { GB: { unit: U4 } } }]
    rulings:
      - { question: prior_learning, about: a, answer: true, role: awarding_organisation, date: 2026-01-01 }
      - { question: prior_learning, about: b, answer: true, role: awarding_organisation, date: 2026-01-01 }
  expect: { claim: b, verdict: refused, because: [core.counts_once] }
END
expect 0 '0 broken' "$erkend" check --relations countries/gb --policies policies

# a law that is told no more, or that the rule does not cite
expect 0 'by law' "$erkend" check --relations countries/de --policies policies --tries 300
sed -i 's|law: BBiG § 76 Abs. 3 Satz 2|law: BBiG § 77|' countries/de/relations.yaml
expect 1 'stale: the rule does not cite this law: de.bbig.76.3.plan' "$erkend" check --relations countries/de --policies policies --tries 1
sed -i 's|rule: de.bbig.76.3.plan|rule: de.bbig.76.3.gone|' countries/de/relations.yaml
expect 1 'stale: there is no such rule: de.bbig.76.3.gone' "$erkend" check --relations countries/de --policies policies --tries 1
rm countries/de/relations.yaml
expect 1 'de.bbig.76.3.plan breaks split' "$erkend" check --relations countries/de --policies policies --tries 500 --seed 2
cp "$T/out" "$T/first"
expect 1 '' "$erkend" check --relations countries/de --policies policies --tries 500 --seed 2
cmp -s "$T/out" "$T/first" || say "two runs with one seed differ"
expect 1 '"relation":"split"' "$erkend" check --relations countries/de --policies policies --tries 500 --seed 2 --format json
printf 'breaks:\n  - relation: splitting\n    rule: a\n    law: b\n    because: c\n' >countries/de/relations.yaml
expect 3 'countries/de/relations.yaml:2:15' "$erkend" check --relations countries/de --policies policies
expect 2 'go with --relations' "$erkend" check --tries 3
exit "$wrong"
