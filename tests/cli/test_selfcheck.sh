#!/bin/sh
# --self-check: decided again in other circumstances, the same bytes; of examples, qualifications named apart, and populations.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
for case in examples/*.yaml; do
    expect 0 "" "$erkend" decide "$case" --self-check
done
expect 0 "" "$erkend" decide examples/half-a-unit.yaml --in FI --qualification examples/qualifications/fi-electrical.yaml --self-check
expect 0 "" "$erkend" decide examples/wiring-abroad.yaml --in DE --on 2024-01-01 --self-check
"$erkend" simulate --count 150 --seed 11 --out "$T/cases.ndjson" >/dev/null 2>&1 || say "no population"
"$erkend" batch "$T/cases.ndjson" --in DE,FI,NL --out "$T/plain" --rejects "$T/plain.bad" >"$T/said" 2>&1
"$erkend" batch "$T/cases.ndjson" --in DE,FI,NL --out "$T/checked" --rejects "$T/checked.bad" --self-check --threads 2 >"$T/said" 2>&1
cmp -s "$T/plain" "$T/checked" || say "checked lines are other lines"
cmp -s "$T/plain.bad" "$T/checked.bad" || say "other lines are rejected: $(grep self-check "$T/said" | head -n 2)"
"$erkend" batch "$T/cases.ndjson" --in DE --format codes --out "$T/codes" --rejects "$T/codes.bad" --self-check >"$T/said" 2>&1
grep -q self-check "$T/codes.bad" && say "codes: $(grep self-check "$T/codes.bad" | head -n 1)"
[ -s "$T/plain" ] || say "nothing was decided"
exit "$wrong"
