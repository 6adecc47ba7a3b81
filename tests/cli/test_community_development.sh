#!/bin/sh
# The community-development award in five countries: they meet in the European framework and nowhere else.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
award=examples/community-development.yaml
all=IE,GB,IT,RO,ES

answers() { # CASE COUNTRY WORDS…: what that country's decision holds
    in=$2
    "$erkend" decide "$1" --in "$in" --lang en --policies policies --countries countries 2>&1 |
        tr '\n' ' ' | tr -s ' ' >"$T/$in" # lines break anywhere
    case=$1
    shift 2
    for words; do grep -qF -- "$words" "$T/$in" || say "$case in $in does not say '$words'"; done
}

# RQF 3 is EQF 4 is NFQ 5. Ireland's law refuses; in the other four a body decides.
answers $award IE refused "EQF level: 4" "NFQ level: 5"
answers $award GB referred "EQF level: 4" "RQF level: 3"
answers $award IT referred "EQF level: 4"
answers $award RO referred "EQF level: 4" "CNC level: 4"
answers $award ES referred "EQF level: 4"
expect 0 "Romania" "$erkend" compare $award --in $all --lang en --policies policies --countries countries
for body in "awarding organisation" "ente" "ANC" "commission"; do
    grep -qF "$body" "$T/out" || say "the comparison names no $body"
done

# Written in any other framework at the same European level, nothing changes.
for level in "EQF 4" "NFQ 5" "QNQ 4" "MECU 4A" "NLQF 4+"; do
    sed "s/^        level: RQF 3$/        level: $level/" $award >"$T/case.yaml"
    answers "$T/case.yaml" IE refused "EQF level: 4" "NFQ level: 5"
    answers "$T/case.yaml" GB referred "EQF level: 4" "RQF level: 3"
    answers "$T/case.yaml" RO referred "CNC level: 4"
done
# The same national number is another level: NFQ 3 is EQF 2, below English level 3.
sed "s/^        level: RQF 3$/        level: NFQ 3/" $award >"$T/case.yaml"
answers "$T/case.yaml" GB refused "EQF level: 2" "RQF level: 1"
answers "$T/case.yaml" ES referred "EQF level: 2"
# What a country says is in its own language, for whoever asks for it; piped, without colour.
in_its_own() { # COUNTRY LANGUAGE WORDS
    "$erkend" decide $award --in "$1" --lang "$2" --policies policies --countries countries 2>&1 |
        tr '\n' ' ' | tr -s ' ' >"$T/own"
    grep -qF "$3" "$T/own" || say "$1 does not say in its own language: $3"
    grep -qF "EQF level: 4" "$T/own" || say "$1 loses the European level in $2"
}
in_its_own IT it "individuato, valutato e validato da un ente titolato"
in_its_own RO ro "competența prevăzută de unitate"
in_its_own ES es "declara demostrado el estándar de competencia"
exit "$wrong"
