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
