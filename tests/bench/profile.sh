#!/bin/sh
# Where the instructions of a batch go: callgrind over 400 cases of the benchmark's task, or of the real countries, without
# loading (a run over one case is taken off). By room of the engine, then by function, each without what it calls.
# usage: profile.sh BUILD [recog|DE|FI|NL] [FUNCTIONS]
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=tests/bench/lib.sh
. tests/bench/lib.sh
what=${2:-recog}
most=${3:-25}
cases=400

if [ "$what" = recog ]; then
    "$made/recog/generate" $cases 7 >"$work/many"
    options=$recog
else
    "$made/generate" $cases 7 >"$work/many"
    options="--in $what --format codes"
fi
head -n 1 "$work/many" >"$work/one"

# FILE: "instructions file:function" of a run over it; of several objects and inlined parts the sums
listing() {
    # shellcheck disable=SC2086 # options
    valgrind --tool=callgrind --dump-line=no --callgrind-out-file="$work/callgrind" "$erkend" batch "$1" $options --threads 1 \
        >"$work/out" 2>"$work/said" || {
        cat "$work/said" >&2
        exit 4
    }
    callgrind_annotate --auto=no --threshold=100 "$work/callgrind" 2>/dev/null | awk '
        /^ *[0-9,]+ \([ 0-9.]+%\)  / && !/PROGRAM TOTALS/ {
            count = $1
            gsub(/,/, "", count)
            name = $0
            sub(/^ *[0-9,]+ \([ 0-9.]+%\)  /, "", name)
            sub(/ \[.*$/, "", name)
            sub(/\x27[0-9]+$/, "", name)
            sum[name] += count
        }
        END { for (name in sum) printf "%d %s\n", sum[name], name }'
}

listing "$work/one" >"$work/one.list"
listing "$work/many" >"$work/many.list"
awk -v cases=$cases -v most="$most" '
    NR == FNR { key = $0; sub(/^[0-9]+ /, "", key); before[key] = $1; next }
    {
        key = $0
        sub(/^[0-9]+ /, "", key)
        count = ($1 - before[key]) / (cases - 1)
        total += count
        room = "libraries (memory, text, threads)"
        if (match(key, /engine\/[a-z]+\//))
            room = substr(key, RSTART, RLENGTH - 1)
        rooms[room] += count
        sub(/^.*engine\//, "", key)
        sub(/^.*\/sysdeps\/.*:/, "libc:", key)
        functions[key] += count
    }
    END {
        printf "%d instructions a case\n\n", total
        for (room in rooms)
            printf "%10d %5.1f %%  %s\n", rooms[room], 100 * rooms[room] / total, room | "sort -rn"
        close("sort -rn")
        printf "\n"
        for (key in functions)
            printf "%10d %5.1f %%  %s\n", functions[key], 100 * functions[key] / total, key | ("sort -rn | head -n " most)
    }' "$work/one.list" "$work/many.list"
