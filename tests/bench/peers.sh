#!/bin/sh
# One task in many engines (recog/README.md): first all have to print the same bytes, then they are timed in turn, each
# between two runs of hand-written C. A figure is the median of the rounds; processor time of the program itself, start-up (a run
# over one case) taken off. usage: peers.sh BUILD [ROUNDS]
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=tests/bench/lib.sh
. tests/bench/lib.sh
rounds=${2:-7}
ERKEND_PEERS=$(cd "$build" && pwd)/peers
export ERKEND_PEERS
digests=$(find_digests)
peers=tests/bench/recog/peers

# name, cases in a round; the order is that of the table
rows='limit 40000
erkend 20000
lua 10000
node 10000
zen-facts 1500
zen-graph 1000
json-rules-engine 1000
cedar 500
openfisca 1000'

say() {
    case $1 in
    limit) echo 'C by hand (the limit)' ;;
    erkend) echo 'erkend batch' ;;
    lua) echo 'plain Lua 5.4, cjson' ;;
    node) echo 'plain JavaScript, node' ;;
    zen-facts) echo 'ZEN, facts prepared' ;;
    zen-graph) echo 'ZEN, whole graph' ;;
    openfisca) echo 'OpenFisca' ;;
    *) echo "$1" ;;
    esac
}

goal() { # NAME: what is wanted of erkend beside it, at least and at best
    case $1 in
    erkend) echo '60 / 85 % of C' ;;
    lua) echo '12 / 16 x' ;;
    node) echo '7 / 10 x' ;;
    zen-facts) echo '60 / 85 x' ;;
    zen-graph) echo '120 / 180 x' ;;
    openfisca) echo '25 / 35 x' ;;
    esac
}

is_there() { # NAME
    case $1 in
    limit | erkend) true ;;
    lua) lua5.4 -e 'require "cjson"' 2>/dev/null ;;
    node) command -v node >/dev/null ;;
    zen-*) [ -d "$ERKEND_PEERS/node_modules/@gorules" ] ;;
    json-rules-engine) [ -d "$ERKEND_PEERS/node_modules/json-rules-engine" ] ;;
    cedar) [ -d "$ERKEND_PEERS/node_modules/@cedar-policy" ] ;;
    *) false ;;
    esac
}

# with NAME FILE PREFIX…: runs the prefix with the command of that row behind it
with() {
    row=$1
    file=$2
    shift 2
    # shellcheck disable=SC2086 # options and digests
    case $row in
    limit) "$@" "$made/recog/limit" "$file" $digests ;;
    erkend) "$@" "$erkend" batch "$file" $recog --threads 1 ;;
    lua) "$@" lua5.4 $peers/task.lua "$file" $digests ;;
    node) "$@" node $peers/task.mjs "$file" $digests ;;
    *) "$@" node $peers/engines.mjs "$row" "$file" $digests ;;
    esac
}

# ---- The same bytes ----
names=
with limit "$(population 2000)" env >"$work/answer"
for name in $(echo "$rows" | cut -d' ' -f1); do
    is_there "$name" || continue
    with "$name" "$(population 2000)" env >"$work/said"
    if ! cmp -s "$work/answer" "$work/said"; then
        echo "$(say "$name"): other bytes than hand-written C" >&2
        exit 1
    fi
    names="$names $name"
done
printf 'All say the same of 2,000 cases: SHA-256 %.16s…\n' "$(sha256sum "$work/answer")"

# ---- Times, in turn ----
nanoseconds() { # NAME CASES: of processor time a case
    some=$(with "$1" "$(population "$2")" measure USER)
    one=$(with "$1" "$(population 1)" measure USER)
    over $(((some - one) * 1000)) $(($2 - 1)) 0
}
for round in $(seq "$rounds"); do
    for name in $names; do
        cases=$(echo "$rows" | sed -n "s/^$name //p")
        before=$(nanoseconds limit 40000)
        mine=$(nanoseconds "$name" "$cases")
        hand=$(((before + $(nanoseconds limit 40000)) / 2))
        echo "$mine" >>"$work/$name.ns"
        over "$hand" "$mine" 6 >>"$work/$name.share"
        echo >>"$work/$name.share"
    done
    if [ -t 2 ]; then printf '\rround %d of %d' "$round" "$rounds" >&2; fi
done
if [ -t 2 ]; then printf '\r                 \r' >&2; fi

# ---- The table ----
mine=$(median <"$work/erkend.share")
printf '\n%-24s %10s %12s %10s %8s %12s  %s\n' "" 'ns a case' 'decisions/s' '% of C' 'RSS MB' 'erkend is' 'must / wanted'
for name in $(echo "$rows" | cut -d' ' -f1); do
    if ! is_there "$name"; then
        printf '%-24s %-56s %s\n' "$(say "$name")" 'not installed' "$(goal "$name")"
        continue
    fi
    cases=$(echo "$rows" | sed -n "s/^$name //p")
    ns=$(median <"$work/$name.ns")
    share=$(median <"$work/$name.share")
    rss=$(with "$name" "$(population "$cases")" measure RSS)
    printf '%-24s %10.0f %12.0f %10.2f %8.1f %10.2f x  %s\n' "$(say "$name")" "$ns" "$(over 1000000000 "$ns" 0)" "$(over "$share" 0.01 4)" \
        "$(over "$rss" 1024 3)" "$(over "$mine" "$share" 4)" "$(goal "$name")"
done
echo "medians of $rounds rounds, each between two runs of C by hand in the same round; \"erkend is\": how many times as fast"
