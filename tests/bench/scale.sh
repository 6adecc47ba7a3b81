#!/bin/sh
# What changes with the number of threads, cases and rules, and what a register and a whole process cost: the benchmark's
# task (recog/README.md), and the cases of generate.c for the real countries. usage: scale.sh BUILD [ROUNDS] [LARGEST]
# LARGEST: 100000 unless given; 1000000 and 10000000 take minutes and 2.5 GB and 25 GB are made on the way, through a pipe.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=tests/bench/lib.sh
. tests/bench/lib.sh
rounds=${2:-5}
largest=${3:-100000}

batch() { # WHAT FILE OPTIONS…
    what=$1
    file=$2
    shift 2
    # shellcheck disable=SC2086 # options
    measure "$what" "$erkend" batch "$file" $recog "$@"
}

nanoseconds() { # SOME ONE CASES
    over $((($1 - $2) * 1000)) "$3" 0
}

# ---- Threads and the register: elapsed time, in turn, the least of each ----
cases=20000
for _ in $(seq "$rounds"); do
    for threads in 1 2; do
        batch WALL "$(population $cases)" --threads $threads >>"$work/threads.$threads"
        awk '{ print $1 + $2 }' "$work/measured" >>"$work/busy.$threads"
    done
    # The register, as durable as it is by default, with one thread that decides; what a run over one case takes is off.
    for size in 1 $cases; do
        rm -f "$work"/register.db*
        batch WALL "$(population "$size")" --threads 1 >>"$work/register.off.$size"
        batch WALL "$(population "$size")" --threads 1 --register "$work/register.db" >>"$work/register.on.$size"
        awk '{ print $1 + $2 }' "$work/measured" >>"$work/register.busy.$size"
    done
done
least() { # FILE
    sort -g "$1" | head -n 1
}
printf 'two threads over one, %d cases: %s x (must 1.75, wanted 1.9; processor time grows %s times)\n' "$cases" \
    "$(over "$(least "$work/threads.1")" "$(least "$work/threads.2")" 2)" "$(over "$(least "$work/busy.2")" "$(least "$work/busy.1")" 2)"
off=$(($(least "$work/register.off.$cases") - $(least "$work/register.off.1")))
on=$(($(least "$work/register.on.$cases") - $(least "$work/register.on.1")))
busy=$(($(least "$work/register.busy.$cases") - $(least "$work/register.busy.1")))
printf 'with the register on, one thread that decides, %d cases: %.1f %% of the speed without (must 60, wanted 90; processor time of both threads: %.1f us a case)\n' \
    "$cases" "$(over "$off" "$(over "$on" 100 2)" 3)" "$(over "$busy" "$cases" 1)"

# ---- Number of cases: through a pipe, so that no file need be held ----
printf '\n%-12s %12s %10s   the same for any number (must: 1.10 times the time, 16 MB; wanted: 1.03 times, 8 MB)\n' \
    'cases' 'ns a case' 'RSS MB'
# Processor time in the program and for it: where a run is short, the two are not told apart well.
for _ in $(seq "$rounds"); do
    batch CPU "$(population 1)" --threads 1
done >"$work/ones"
one=$(median <"$work/ones")
size=1000
while [ "$size" -le "$largest" ]; do
    : >"$work/ns"
    : >"$work/rss"
    times=$((size <= 10000 ? rounds : size <= 100000 ? 3 : 1))
    for _ in $(seq "$times"); do
        if [ "$size" -le 100000 ]; then
            file=$(population "$size")
        else
            file=$work/pipe
            mkfifo "$file"
            "$made/recog/generate" "$size" 1 >"$file" &
        fi
        # shellcheck disable=SC2086 # options
        "$made/measure" "$erkend" batch "$file" $recog --threads 1 >"$work/both"
        rm -f "$work/pipe"
        nanoseconds "$(awk '{ print $1 + $2 }' "$work/both")" "$one" "$size" >>"$work/ns"
        echo >>"$work/ns"
        awk '{ print $4 }' "$work/both" >>"$work/rss"
    done
    printf '%-12d %12.0f %10.1f\n' "$size" "$(median <"$work/ns")" "$(over "$(median <"$work/rss")" 1024 3)"
    size=$((size * 10))
done

# ---- Number of rules: copies under new ids, silent where they hold (many_rules.awk) ----
mkdir -p "$work/many/policies/eu"
cp -R tests/bench/recog/countries "$work/many/"
cp tests/bench/recog/policies/eu/*.yaml "$work/many/policies/eu/"
awk -v copies=10 -f tests/bench/many_rules.awk tests/bench/recog/policies/eu/recog.lua >"$work/many/policies/eu/recog.lua"
few=$(grep -c '^rule "' tests/bench/recog/policies/eu/recog.lua)
many=$(grep -c '^rule "' "$work/many/policies/eu/recog.lua")
more() { # CASES
    measure USER "$erkend" batch "$(population "$1")" --policies "$work/many/policies" --countries "$work/many/countries" \
        --format codes --threads 1
}
hand() {
    measure USER "$made/recog/limit" "$(population "$1")"
}
for _ in $(seq "$rounds"); do
    by_hand=$(over $((($(hand 20000) - $(hand 1)) * 1000)) 19999 2)
    over "$by_hand" "$(over $((($(batch USER "$(population 5000)" --threads 1) - $(batch USER "$(population 1)" --threads 1)) * 1000)) 4999 2)" 6 >>"$work/few.share"
    over "$by_hand" "$(over $((($(more 5000) - $(more 1)) * 1000)) 4999 2)" 6 >>"$work/many.share"
    echo >>"$work/few.share"
    echo >>"$work/many.share"
done
printf '\n%d rules: %.2f %% of C by hand; %d rules: %.2f %% (must 55, wanted 65)\n' "$few" "$(over "$(median <"$work/few.share")" 0.01 4)" \
    "$many" "$(over "$(median <"$work/many.share")" 0.01 4)"

# ---- The real countries ----
"$made/generate" 2000 1 >"$work/countries"
"$made/generate" 1 1 >"$work/country"
printf '\n%-10s %12s %14s\n' 'country' 'ns a case' 'decisions/s'
for code in DE FI NL; do
    : >"$work/ns"
    for _ in $(seq "$rounds"); do
        some=$(measure USER "$erkend" batch "$work/countries" --in $code --format codes --threads 1)
        one=$(measure USER "$erkend" batch "$work/country" --in $code --format codes --threads 1)
        nanoseconds "$some" "$one" 1999 >>"$work/ns"
        echo >>"$work/ns"
    done
    ns=$(median <"$work/ns")
    printf '%-10s %12.0f %14.0f\n' $code "$ns" "$(over 1000000000 "$ns" 0)"
done

# ---- A whole process, one case, policies from source: the least of some ----
printf '\n'
for kind in recog countries; do
    : >"$work/ms"
    for _ in $(seq 20); do
        if [ $kind = recog ]; then
            batch WALL "$(population 1)" --threads 1
        else
            measure WALL "$erkend" decide examples/wiring-abroad.yaml --in DE
        fi >>"$work/ms"
    done
    printf 'whole process, one case, policies from source (%s): %s ms (must 20, wanted 5)\n' "$kind" \
        "$(over "$(sort -g "$work/ms" | head -n 1)" 1000 1)"
done
