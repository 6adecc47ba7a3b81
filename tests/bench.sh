#!/bin/sh
# The benchmark: loading, one decision (compiled beside plain), and the whole process. usage: bench.sh BUILD
set -eu
cd "$(dirname "$0")/.."
build=$1
"$build/tests/bench/bench"
echo
# The whole process beside the smallest one there is, in turn; the least of twenty of each.
least() { # COMMAND…: microseconds of elapsed time
    best=
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        start=$(date +%s%N)
        "$@" >/dev/null 2>&1
        now=$((($(date +%s%N) - start) / 1000))
        if [ -z "$best" ] || [ "$now" -lt "$best" ]; then best=$now; fi
    done
    echo "$best"
}
decide=$(least "$build/erkend" decide examples/wiring-abroad.yaml --in DE)
nothing=$(least "$build/erkend" --version)
printf 'erkend decide, whole process from source: %d.%d ms (erkend --version: %d.%d ms)\n' \
    $((decide / 1000)) $((decide % 1000 / 100)) $((nothing / 1000)) $((nothing % 1000 / 100))

# Batches, in turn, the least of three: one and two threads, the register off and on.
mkdir -p "$build/tests/bench"
generate=$build/tests/bench/generate
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
"$generate" 2000 1 >"$work/cases.ndjson"
head -n 300 "$work/cases.ndjson" >"$work/few.ndjson"
elapsed() { # COMMAND…: milliseconds
    start=$(date +%s%N)
    "$@" >/dev/null 2>&1
    echo $((($(date +%s%N) - start) / 1000000))
}
less() { if [ -z "$1" ] || [ "$2" -lt "$1" ]; then echo "$2"; else echo "$1"; fi; }
one='' two='' off='' on=''
for _ in 1 2 3; do
    one=$(less "$one" "$(elapsed "$build/erkend" batch "$work/cases.ndjson" --in DE,FI,NL --out "$work/out" --threads 1)")
    two=$(less "$two" "$(elapsed "$build/erkend" batch "$work/cases.ndjson" --in DE,FI,NL --out "$work/out" --threads 2)")
    off=$(less "$off" "$(elapsed "$build/erkend" batch "$work/few.ndjson" --in DE,FI,NL --out "$work/out" --threads 2)")
    rm -f "$work"/register.db*
    on=$(less "$on" "$(elapsed "$build/erkend" batch "$work/few.ndjson" --in DE,FI,NL --out "$work/out" --threads 2 --register "$work/register.db")")
done
row() { # WHAT CASES MILLISECONDS RATIO
    printf '  %-34s %6d ms  %6d decisions a second   %s\n' "$1" "$3" $(($2 * 3 * 1000 / $3)) "$4"
}
hundredths() { printf '%d.%02d' $(($1 / 100)) $(($1 % 100)); }
printf '\nerkend batch, cases in three countries each, whole process\n'
row '2,000 cases, one thread' 2000 "$one" 1.00
row '2,000 cases, two threads' 2000 "$two" "$(hundredths $((one * 100 / two)))"
row '300 cases, two threads' 300 "$off" 1.00
row '300 cases, two threads, register' 300 "$on" "$(hundredths $((off * 100 / on)))"
