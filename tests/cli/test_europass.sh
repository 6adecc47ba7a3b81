#!/bin/sh
# What a decision recognises, written as a Europass credential, and read back as a transcript: the same
# evidence, the same answers, and the same credential again.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# again EXAMPLE COUNTRY UNIT TARGET: decides, exports, reads the export in place of the transcript.
again() {
    cp -r examples/qualifications "$T/" 2>/dev/null
    cp "examples/$1.yaml" "$T/first.yaml"
    "$erkend" decide "$T/first.yaml" --in "$2" --format europass >"$T/first.json" || say "$1: no export"
    awk '/^[a-z_]+:/ { skip = $1 == "transcripts:" || $1 == "exemption:" || $1 == "abroad:" } !skip' \
        "$T/first.yaml" >"$T/second.yaml"
    {
        echo "transcripts: [first.json]"
        echo "unit: { unit: $3, targets: { $2: { unit: $4 } } }"
    } >>"$T/second.yaml"
    "$erkend" decide "$T/second.yaml" --in "$2" --format europass >"$T/second.json" ||
        say "$1: the export is no transcript"
    for side in first second; do
        sed -E '/^  "id":/d' "$T/$side.json" >"$T/$side.credential"
        "$erkend" decide "$T/$side.yaml" --in "$2" --format codes |
            sed -E 's/.*"claims"/"claims"/; s/"arises":true,//' >"$T/$side.answer"
    done
    cmp -s "$T/first.credential" "$T/second.credential" ||
        say "$1: another credential: $(diff "$T/first.credential" "$T/second.credential" | head -n 10)"
    cmp -s "$T/first.answer" "$T/second.answer" ||
        say "$1: another answer: $(diff "$T/first.answer" "$T/second.answer" | head -n 10)"
    grep -q '"LearningAchievement"' "$T/first.json" || say "$1: nothing was exported"
    grep -q '"verdict":"recognised"' "$T/second.answer" || say "$1: nothing is recognised"
}

again staff-training-week EU week joint-training-week
again wiring-abroad FI wiring sahkotyot
again entrepreneurship-care FI entrepreneurship yrityksen_perustaminen

# what is not recognised is no achievement
"$erkend" decide examples/half-a-unit.yaml --in FI --format europass >"$T/none.json"
grep -q 'LearningAchievement"' "$T/none.json" && say "half a unit is an achievement"
grep -q '"hasClaim": \[\]' "$T/none.json" || say "no empty list of achievements"

# what the shapes of the model want, as its own validator reads them: addresses without blanks, each concept of
# a public list with that list, a grade for every assessment and a title for every specification, no setting
# that its list lacks, and an issuer with a legal number
held() { # CASE COUNTRY
    "$erkend" decide "$1" --in "$2" --format europass >"$T/held.json" || say "$1: no export"
    grep -E '"id": "[^"]*[ äöü]' "$T/held.json" >"$T/found" && say "$1: not an address: $(cat "$T/found")"
    awk '/"type": "Concept"/ { getline; if (/"id": "http/) want++; else if (!/"id": "urn:/) print "no address: " $0 }
         /"inScheme"/ { getline; type = $0; getline; if (type ~ /"ConceptScheme"/ && /"id": "http/) got++ }
         /"type": "LearningAssessment"/ { assessments++ }
         /"grade": / { grades++ }
         /"type": "LearningA.*Specification"/ { specifications++; open = 1 }
         open && /"title": / { titled++; open = 0 }
         END {
             if (want == 0 || want != got) print want " concepts of lists, with theirs: " got + 0
             if (assessments != grades) print assessments " assessments, grades: " grades + 0
             if (specifications != titled) print specifications " specifications, titles: " titled + 0
         }' "$T/held.json" >"$T/found"
    [ -s "$T/found" ] && say "$1: $(cat "$T/found")"
}
held examples/staff-training-week.yaml EU
grep -q '"en": "passed"' "$T/held.json" || say "passed without a mark is no grade"
held examples/wiring-abroad.yaml FI
held examples/entrepreneurship-care.yaml FI
held examples/care-worker-validation.yaml NL
grep -q '"learningSetting"' "$T/held.json" && say "informal learning has a setting that the list lacks"
grep -A 5 '"id": "urn:erkend:fact:context"' "$T/held.json" | grep -q '"en": "informal"' || say "informal learning is no note"
{
    cat examples/staff-training-week.yaml
    echo 'institutions:'
    echo '  - { id: home-partner, country: FI, legal_id: "12345678", roles: [validate, recognise], reach: local }'
    echo '  - { id: utrecht-partner, country: NL, roles: [assess], reach: local }'
} >"$T/legal.yaml"
held "$T/legal.yaml" EU
grep -q '"LearningAchievement"' "$T/held.json" || say "an institution with its number recognises nothing"
grep -A 4 '"eIDASIdentifier"' "$T/held.json" | grep -q '"notation": "12345678"' || say "the issuer has no legal number"

# only decisions are exported
expect 2 "'europass' is not text" "$erkend" explain examples/half-a-unit.yaml --format europass
expect 2 "'europass' is not text" "$erkend" compare examples/half-a-unit.yaml --format europass

# what others write: English or not, alone or in lists, parts, credits of each kind, no codes
cat >"$T/other.json" <<'X'
{ "type": ["VerifiableCredential"],
  "credentialSubject": { "type": "Person", "hasClaim": {
    "type": "LearningAchievement", "title": { "fi": "Koko" }, "hasPart": [
      { "type": ["LearningAchievement"], "title": { "sv": "Ett", "en": "One" },
        "awardedBy": { "awardingBody": { "legalName": { "fi": "Koulu" } }, "awardingDate": "2024-05-01T00:00:00",
          "used": { "assessedBy": { "legalName": { "fi": "Koulu" }, "location": { "address": { "countryCode": {
              "id": "http://publications.europa.eu/resource/authority/country/FIN" } } } },
            "grade": { "noteLiteral": { "und": "4" } },
            "gradeStatus": { "prefLabel": { "en": "pass" } }, "dateIssued": "2024-04-30T09:00:00" } },
        "specifiedBy": { "volumeOfLearning": "PT90M", "learningOutcome": { "title": { "en": "To do it" } },
          "creditPoint": { "point": "5.0", "framework": { "prefLabel": { "und": "ects" } } },
          "eqfLevel": { "id": "http://data.europa.eu/snb/eqf/4" } } },
      { "type": "LearningAchievement", "title": { "en": "Two" },
        "provenBy": { "gradeStatus": { "prefLabel": { "en": "fail" } } } } ] } } }
X
printf 'id: other\ndecided: 2024-11-22\ntranscripts: [other.json]\n' >"$T/other.yaml"
"$erkend" decide "$T/other.yaml" --in EU >"$T/out" 2>"$T/err" || say "other: $(cat "$T/err")"
grep -q '^One, assessed in Finland on 30 April 2024, grade 4 ' "$T/out" || say "other: $(head -n 5 "$T/out")"
"$erkend" explain "$T/other.yaml" --in EU --format json >"$T/out"
grep -q '"To do it"' "$T/out" || say "other: the outcome is not read"

# a wrong value is named where the credential has it
sed 's/2024-04-30T/2024-04-31T/' "$T/other.json" >"$T/wrong.json"
printf 'id: wrong\ndecided: 2024-11-22\ntranscripts: [wrong.json]\n' >"$T/wrong.yaml"
expect 3 "wrong.json:9:77:" "$erkend" decide "$T/wrong.yaml" --in EU
# and a credential is no qualification, memorandum or case
printf 'id: wrong\nmou: other.json\n' >"$T/wrong.yaml"
expect 3 "other.json:1:" "$erkend" decide "$T/wrong.yaml" --in EU
[ "$wrong" = 0 ] && echo "ok: Europass"
exit "$wrong"
