#!/bin/sh
# A country is added by a folder under countries/, and by nothing else.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
mkdir -p "$T/countries/no/cases"
cat >"$T/countries/no/country.yaml" <<'X'
country: NO
name: { en: Norway, de: Norwegen, fi: Norja, nl: Noorwegen }
language: en
first_day: 2020-01-01
accumulates: true
uses_points: false
adopts: []
acts:
  Act: { title: An act for this test, compared: 2026-01-01, status: draft }
bodies:
  county: { says: { en: the county } }
frameworks:
  NKR: { "4": 4 }
claims:
  unit: { from: units }
X
cat >"$T/countries/no/questions.yaml" <<'X'
equal_competence:
  asks:
    en: Is the competence equal?
  type: comparison
  body: county
  about: unit
  answer: yes or no
  law: "Act § 1"
  evidence: []
X
cat >"$T/countries/no/parameters.yaml" <<'X'
least_points:
  says:
    en: the least that is looked at
  unit: points
  values:
    2020-01-01: { value: 5, law: "Act § 2" }
X
cat >"$T/countries/no/transfer.lua" <<'X'
rule "no.act.1.passed" {
  law       = "Act § 1",
  since     = "2020-01-01",
  says      = { en = "The unit was passed." },
  for_each  = unit,
  phase     = "assess",
  must      = same(unit.result, "passed"),
  otherwise = refused,
}

rule "no.act.2.size" {
  law       = "Act § 2",
  since     = "2020-01-01",
  says      = { en = "The unit is large enough." },
  for_each  = unit,
  phase     = "validate",
  must      = at_least(unit.points, param.least_points),
  otherwise = refused,
}

rule "no.act.1.equal" {
  law       = "Act § 1",
  since     = "2020-01-01",
  says      = { en = "The county finds the competence equal." },
  for_each  = unit,
  must      = ruling.equal_competence,
  otherwise = refused,
  gives     = award { unit = unit.target.unit },
}
X
cat >"$T/countries/no/cases/transfer.yaml" <<'X'
- name: Five points are enough, and then the county is asked
  decided: 2024-01-01
  given: { unit: { result: passed, points: 5, context: formal, target: { unit: a } } }
  expect: { verdict: referred, because: [no.act.1.equal], asks: [equal_competence] }
- name: Less is refused
  decided: 2024-01-01
  given: { unit: { result: passed, points: 9/2, context: formal, target: { unit: a } } }
  expect: { verdict: refused, because: [no.act.2.size] }
X
expect 0 "" "$erkend" check "$T/countries/no"
expect 0 "2 tests passed" "$erkend" test "$T/countries/no"
cat >"$T/case.yaml" <<'X'
id: oslo
home_country: NO
decided: 2024-01-01
transcripts: [{ id: t, units: [{ id: u, title: A unit, result: passed, points: 5, context: formal, targets: { NO: { unit: a } } }] }]
X
expect 0 "referred" "$erkend" decide "$T/case.yaml" --in NO --countries "$T/countries"
expect 0 "Norway" "$erkend" compare "$T/case.yaml" --in NO --countries "$T/countries"
# and a rule that is wrong is refused with its place, before any case runs
sed -i 's/unit\.points, param/unit.pionts, param/' "$T/countries/no/transfer.lua"
expect 1 "transfer.lua:17:" "$erkend" check "$T/countries/no"
expect 1 "did you mean 'points'" "$erkend" check "$T/countries/no"
expect 3 "transfer.lua:17:" "$erkend" decide "$T/case.yaml" --in NO --countries "$T/countries"
exit "$wrong"
