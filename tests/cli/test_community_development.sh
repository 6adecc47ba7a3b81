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
exit "$wrong"
