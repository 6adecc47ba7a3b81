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

# Instructions of a step with everything that it calls, of the run before; 0: there is no such function.
steps() {
    callgrind_annotate --auto=no --inclusive=yes --threshold=100 "$work/callgrind" 2>/dev/null | awk '
        function most(name, count) { if (count > sum[name]) sum[name] = count }
        { count = $1; gsub(/,/, "", count); count += 0 }
        /load\/case\.c:ek_case_load_line/ { most("reading", count) }
        /decide\/decide\.c:ek_decide/ { most("deciding", count) }
        /decide\/transfer\.c:ek_judge_claim/ { most("  of it by the rules", count) }
        /decide\/bind\.c:ek_bind/ { most("  of it finding what is asked", count) }
        /decide\/lacking\.c:(ek_wants_expr|want)([^a-z_]|$)/ { most("  of it naming what is missing", count) }
        /batch\/tally\.c:ek_tally_count/ { most("counting", count) }
        /batch\/worker\.c:try_print/ { most("printing", count) }
        END { for (name in sum) printf "%d %s\n", sum[name], name }'
}

listing "$work/one" >"$work/one.list"
steps >"$work/one.steps"
listing "$work/many" >"$work/many.list"
steps >"$work/many.steps"
awk -v cases=$cases '
    { name = $0; sub(/^[0-9]+ /, "", name) }
    NR == FNR { before[name] = $1; next }
    { count[name] = ($1 - before[name]) / (cases - 1) }
    END {
        split("reading|deciding|  of it finding what is asked|  of it by the rules|  of it naming what is missing|printing|counting", names, "|")
        for (i = 1; i in names; i++)
            if (count[names[i]] > 0)
                printf "%10d  %s\n", count[names[i]], names[i]
        printf "\n"
    }' "$work/one.steps" "$work/many.steps"
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
