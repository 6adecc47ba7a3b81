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
exit "$wrong"
