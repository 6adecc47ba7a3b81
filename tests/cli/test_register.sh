#!/bin/sh
# What was acknowledged is there: two writers at once, kill -9, and a change from outside is seen.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
cases="examples/apprentice-9-months.yaml examples/apprentice-9-months-and-a-half.yaml examples/wiring-abroad.yaml examples/temp-worker-logistics.yaml"

# Four writers on a fresh file, the same four cases: each decision once.
for writer in 1 2 3 4; do
    # shellcheck disable=SC2086 # a list of files
    "$erkend" decide $cases --in DE --register "$T/two.db" >"$T/w$writer.out" 2>"$T/w$writer.err" &
    eval "pid$writer=\$!"
done
for writer in 1 2 3 4; do
    eval "wait \$pid$writer" || say "writer $writer: $(cat "$T/w$writer.err")"
done
expect 0 "4 decisions; the chain is whole" "$erkend" register verify --register "$T/two.db"
expect 0 "4 decisions, 4 proved" "$erkend" verify --register "$T/two.db"

# Killed at any moment: the chain stays whole, and what was printed is kept.
rounds=${ERKEND_KILLS:-50}
i=0
acknowledged=0
while [ "$i" -lt "$rounds" ]; do
    # shellcheck disable=SC2086 # a list of files
    "$erkend" decide $cases --in DE --on 2024-11-22 --format ndjson --register "$T/kill.db" >"$T/k.out" 2>/dev/null &
    pid=$!
    awk -v n=$((i * 7 % 40)) 'BEGIN { while (k < n * 20000) k++ }'
    kill -9 "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
    lines=$(grep -c '}$' "$T/k.out")
    [ "$lines" -gt "$acknowledged" ] && acknowledged=$lines
    i=$((i + 1))
done
"$erkend" decide examples/apprentice-9-months.yaml --in DE --register "$T/kill.db" >/dev/null 2>&1 || say "after the kills the register does not open"
kept=$("$erkend" register verify --register "$T/kill.db" | sed -n 's/ decisions; the chain is whole//p')
[ "${kept:-0}" -ge "$acknowledged" ] || say "acknowledged $acknowledged, kept ${kept:-none}"

# A batch, killed at any moment: each line that was written whole is kept, once.
i=0
head='{"id":"a","home_country":"DE","decided":"2024-11-22","training":{"first_day":"2023-08-01","last_day":"2026-07-31"}}'
while [ "$i" -lt 400 ]; do
    echo "$head" | sed "s/\"id\":\"[^\"]*\"/\"id\":\"n$i\"/"
    i=$((i + 1))
done >"$T/many.ndjson"
i=0
while [ "$i" -lt "${ERKEND_KILLS:-10}" ] && [ "$i" -lt 10 ]; do
    rm -f "$T"/batch.db*
    "$erkend" batch "$T/many.ndjson" --in DE,NL --format codes --register "$T/batch.db" >"$T/k.out" 2>/dev/null &
    pid=$!
    awk -v n=$((i * 3)) 'BEGIN { while (k < n * 20000) k++ }'
    kill -9 "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
    lines=$(grep -c '}$' "$T/k.out")
    kept=0
    if [ -s "$T/batch.db" ]; then
        kept=$("$erkend" verify --register "$T/batch.db" | sed -n 's/^\([0-9]*\) decisions*, \1 proved$/\1/p')
    fi
    [ "${kept:-0}" -ge "$lines" ] || say "batch: $lines lines written, kept ${kept:-none}"
    i=$((i + 1))
done
expect 0 "" "$erkend" batch "$T/many.ndjson" --in DE,NL --format codes --register "$T/batch.db"
expect 0 "800 decisions, 800 proved" "$erkend" verify --register "$T/batch.db"

# A changed document, reason or decision is found.
for change in "UPDATE rule SET law='another law'" \
    "UPDATE field SET name='another' WHERE number=7" "DELETE FROM field WHERE number=7" \
    "UPDATE field SET number=number+1000 WHERE number>7" \
    "UPDATE document SET bytes=x'00'" "UPDATE decision SET record='{}' WHERE number=3" \
    "DELETE FROM decision WHERE number=2"; do
    cp "$T/two.db" "$T/changed.db"
    spoil "$T/changed.db" "$change" || say "not changed: $change"
    expect 1 "" "$erkend" register verify --register "$T/changed.db"
    expect 1 "finding" "$erkend" verify --register "$T/changed.db"
done
# and by the register itself nothing can be changed
cp "$T/two.db" "$T/kept.db"
if sqlite3 "$T/kept.db" "UPDATE decision SET decided='2000-01-01'" 2>/dev/null; then
    say "a decision could be changed"
fi
# another program's database is left alone
sqlite3 "$T/foreign.db" "CREATE TABLE mine(x)"
before=$(cksum <"$T/foreign.db")
expect 4 "another program" "$erkend" decide examples/wiring-abroad.yaml --in DE --register "$T/foreign.db"
[ "$(cksum <"$T/foreign.db")" = "$before" ] || say "another program's database was changed"
# The digest of a case is printed in ndjson and not in codes: kept is the same, in the same order
for format in codes ndjson; do
    expect 0 "" "$erkend" batch "$T/many.ndjson" --in DE,NL,FI --format $format --register "$T/$format.db"
    sqlite3 "$T/$format.db" "SELECT hex(d.chain), hex(c.digest), hex(c.bytes_digest) FROM decision d JOIN cases c ON c.number=d.of_case ORDER BY d.number" >"$T/$format.chain"
done
cmp -s "$T/codes.chain" "$T/ndjson.chain" || say "codes and ndjson keep different decisions"
[ -s "$T/codes.chain" ] || say "codes keep nothing"

# What a record says only the place of, in a line, is what a document of its own says: texts with escapes, with commas,
# of more than one byte a letter, that could be taken for something else, lists in any order, numbers of any form.
unit() { # TITLE LEVEL OUTCOMES POINTS BODY
    printf '{"id":"u","title":%s,"points":%s,"level":%s,"grade":2,"scale":"de_1_6","outcomes":%s,"result":"passed","assessed":"2025-02-16","assessed_by":%s,"context":"formal","targets":{"FI":{"unit":"U1"}}}' "$1" "$4" "$2" "$3" "$5"
}
odd() { # PARTNER UNIT
    printf '{"id":"c","home_country":"FI","host_country":"DE","applied":"2025-07-17","decided":"2025-09-13","learner":{"name":"Kemal Ayd\303\261n"},"qualification":{"code":"Q","title":"T","country":"FI","level":"FiNQF 4","points":20,"components":[{"unit":"U1","kind":"unit","points":7,"outcomes":["K1","K2"]}]},"mou":{"first_day":"2022-01-01","last_day":"2026-12-31","parties":[%s,"DE-1"],"units":["U1"]},"agreement":{"home":%s,"host":"DE-1","last_day":"2025-06-21","units":["U1"]},"transcripts":[{"id":"t","units":[%s]}]}\n' "$1" "$1" "$2"
}
{
    odd '"DE-0"' "$(unit '"T"' '"DQR 4"' '["K1","K2"]' 7 '"DE-1"')"
    odd '"FÄ"' "$(unit '"TÄ"' '"EQF 4"' '["K2","K1"]' 7.5 '"DE\u002d1"')"
    odd '"true"' "$(unit '"T"' '"DQR 4"' '[]' 7.0 '"none"')"
    odd '"a,b"' "$(unit '"T"' '"DQR 4"' '["K1, K2","K3]"]' '17 ' '"a\"],[b"')"
    odd '" a"' "$(unit '"T"' '"DQR 4"' '[ "K1","K2"]' 0 '"DE;1"')"
    odd '"DE\\"' "$(unit '"T"' '"DQR 4"' '["K1" ,"K2"]' 123456789012 '"€😀"')"
    odd '"DE-0"' "$(unit "\"$(awk 'BEGIN { while (i++ < 65000) printf "x" }')\"" '"DQR 4"' '["K1","K2"]' 7 '"DE-1"')"
} >"$T/odd.ndjson"
recog="--policies tests/bench/recog/policies --countries tests/bench/recog/countries"
# shellcheck disable=SC2086 # options
"$erkend" batch "$T/odd.ndjson" $recog --format codes --register "$T/lines.db" >"$T/out" 2>"$T/err"
line=0
while read -r bytes; do
    line=$((line + 1))
    printf '%s\n' "$bytes" >"$T/odd.json"
    # shellcheck disable=SC2086 # options
    "$erkend" decide "$T/odd.json" $recog --register "$T/files.db" >"$T/out" 2>>"$T/err"
done <"$T/odd.ndjson"
for kept in lines files; do
    sqlite3 "$T/$kept.db" "SELECT decision, claim, number, name, value FROM fact; SELECT decision, claim, number, rule, law, verdict, decides FROM reason" >"$T/$kept.facts"
    "$erkend" register show 1 --register "$T/$kept.db" | sed -n '/^Facts read/,/^Effects/s/  [^ ]*:[0-9:]*$//p' >"$T/$kept.shown"
done
cmp "$T/lines.facts" "$T/files.facts" || say "lines keep other facts than files: $(diff "$T/lines.facts" "$T/files.facts")"
cmp "$T/lines.shown" "$T/files.shown" || say "lines show other facts than files: $(diff "$T/lines.shown" "$T/files.shown")"
[ "$(sqlite3 "$T/lines.db" "SELECT max(decision) FROM fact WHERE name='agreement.home'")" = 7 ] || say "not all odd lines are kept: $(cat "$T/err")"
expect 0 "7 decisions, 7 proved" "$erkend" verify --register "$T/lines.db"
exit "$wrong"
