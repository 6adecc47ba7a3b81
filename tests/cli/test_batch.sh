#!/bin/sh
# Batches: the same bytes with any number of threads and as decide gives, bad lines named, result
# files whole or not there, whatever ends the program.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
generate=$T/generate
${CC:-cc} -std=c11 -O1 -o "$generate" tests/bench/generate.c || say "the generator does not compile"
"$generate" 60 7 >"$T/cases.ndjson"
[ "$("$generate" 60 7 | cksum)" = "$(cksum <"$T/cases.ndjson")" ] || say "the generator gives other cases for the same seed"

# Any number of threads, a file or a pipe, compiled or compared with the plain evaluation.
expect 0 "" "$erkend" batch "$T/cases.ndjson" --in DE,FI,NL --out "$T/one" --threads 1
[ "$(wc -l <"$T/one")" = 180 ] || say "180 decisions expected, not $(wc -l <"$T/one")"
for how in "--threads 2" "--threads 4" "--threads 8" "--threads 2 --evaluation verify"; do
    # shellcheck disable=SC2086 # words
    expect 0 "" "$erkend" batch "$T/cases.ndjson" --in DE,FI,NL --out "$T/other" $how
    cmp "$T/one" "$T/other" || say "$how: other bytes"
done
# shellcheck disable=SC2002 # a pipe is wanted
cat "$T/cases.ndjson" | (cd "$T" && "$erkend" batch - --in DE,FI,NL --threads 3) >"$T/piped" 2>"$T/err" || say "piped: $(cat "$T/err")"
sed "s|$T/cases.ndjson|-|g" "$T/one" | sed 's/"line":[0-9]*//g' >"$T/one.bare"
sed 's/"line":[0-9]*//g' "$T/piped" | cmp "$T/one.bare" - || say "piped: other bytes"

# A line is what decide says of it, the place in the file aside.
for number in 1 17 42; do
    sed -n "${number}p" "$T/cases.ndjson" | tr -d '\n' >"$T/line.json"
    "$erkend" decide "$T/line.json" --in DE,FI,NL --format ndjson >"$T/decided" 2>/dev/null
    sed -n "$((number * 3 - 2)),$((number * 3))p" "$T/one" | sed -e "s|$T/cases.ndjson|$T/line.json|g" -e 's/"line":[0-9]*//g' >"$T/expected"
    sed 's/"line":[0-9]*//g' "$T/decided" | cmp "$T/expected" - || say "line $number: not what decide says"
done

# Codes: the lines of decide --format codes, with any number of threads.
expect 0 "" "$erkend" batch "$T/cases.ndjson" --in DE,FI,NL --out "$T/codes" --threads 1 --format codes
expect 0 "" "$erkend" batch "$T/cases.ndjson" --in DE,FI,NL --out "$T/other" --threads 3 --format codes --lang=fi
cmp "$T/codes" "$T/other" || say "codes: other bytes with threads, or in Finnish"
for number in 2 18 41; do
    sed -n "${number}p" "$T/cases.ndjson" >"$T/line.json"
    "$erkend" decide "$T/line.json" --in DE,FI,NL --format codes >"$T/decided" 2>/dev/null
    sed -n "$((number * 3 - 2)),$((number * 3))p" "$T/codes" | cmp - "$T/decided" || say "codes: line $number is not what decide says"
done
expect 2 "is not ndjson or codes" "$erkend" batch "$T/cases.ndjson" --in DE --format text

# Bad lines: named, kept apart, the others go on.
{
    sed -n 1p "$T/cases.ndjson"
    echo '{"id":"broken"'
    sed -n 2p "$T/cases.ndjson"
    echo
    echo '{"id":"x","decided":"2025-01-01","colour":"red"}'
    sed -n 3p "$T/cases.ndjson" | tr -d '\n'
} >"$T/bad.ndjson"
expect 3 "$T/bad.ndjson:2:15:" "$erkend" batch "$T/bad.ndjson" --in DE --out "$T/some" --rejects "$T/rejects" --summary
expect 3 "$T/bad.ndjson:5:" "$erkend" batch "$T/bad.ndjson" --in DE --out "$T/some" --rejects "$T/rejects" --summary
expect 3 "6 lines: 3 cases decided, 2 rejected, 3 decisions" "$erkend" batch "$T/bad.ndjson" --in DE --out "$T/some" --rejects "$T/rejects" --summary
[ "$(wc -l <"$T/some")" = 3 ] || say "bad lines: 3 decisions expected"
sed -n '2p;5p' "$T/bad.ndjson" | cmp - "$T/rejects" || say "the rejected lines are not those"

# Nothing, and too much.
: >"$T/empty.ndjson"
expect 0 "" "$erkend" batch "$T/empty.ndjson" --in DE --out "$T/none"
if [ ! -f "$T/none" ] || [ -s "$T/none" ]; then say "empty: an empty result is expected"; fi
{
    awk 'BEGIN { printf "{\"id\":\""; for (i = 0; i < 1200000; i++) printf "x"; print "\"}" }'
    sed -n 1p "$T/cases.ndjson"
} >"$T/long.ndjson"
expect 3 "$T/long.ndjson:1: the line has more than 1048576 bytes" "$erkend" batch "$T/long.ndjson" --in DE --out "$T/long"
[ "$(wc -l <"$T/long")" = 1 ] || say "long: the line after it is not decided"

# What cannot be read or written.
expect 3 "cannot be read" "$erkend" batch "$T/nowhere.ndjson" --in DE
expect 3 "this is a folder" "$erkend" batch "$T" --in DE
expect 4 "could not be written" "$erkend" batch "$T/cases.ndjson" --in DE --out "$T/nowhere/out"
[ -e /dev/full ] && expect 4 "could not be written" "$erkend" batch "$T/cases.ndjson" --in DE --out /dev/full
expect 2 "no policy of the country 'XX'" "$erkend" batch "$T/cases.ndjson" --in XX --out "$T/never"
[ ! -e "$T/never" ] || say "a result of a wrong call is there"
expect 2 "is no number from 1 to 64" "$erkend" batch "$T/cases.ndjson" --in DE --threads 0
expect 2 "name one file" "$erkend" batch
(ulimit -f 100 && "$erkend" batch "$T/cases.ndjson" --in DE,FI,NL --out "$T/limited" >"$T/out" 2>"$T/err")
[ $? = 4 ] || say "a file that may not grow: $(cat "$T/err")"
[ ! -e "$T/limited" ] || say "a half result is there"
"$erkend" batch "$T/cases.ndjson" --in DE,FI,NL 2>/dev/null | head -n 1 >"$T/head"
[ "$(wc -l <"$T/head")" = 1 ] || say "a closed pipe"

# An older result stays until the new one is whole; kill -9 leaves it.
echo old >"$T/result"
"$generate" 3000 9 >"$T/more.ndjson"
i=0
while [ "$i" -lt 8 ]; do
    "$erkend" batch "$T/more.ndjson" --in DE,FI,NL --out "$T/result" 2>/dev/null &
    pid=$!
    awk -v n="$i" 'BEGIN { while (k < n * 200000) k++ }'
    kill -9 "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
    if [ "$(head -c 4 "$T/result")" != "old" ] && [ "$(wc -l <"$T/result")" != 9000 ]; then say "killed: a half result"; fi
    rm -f "$T"/result.??????
    i=$((i + 1))
done

# The register: what was written is kept, once, also when killed.
expect 0 "" "$erkend" batch "$T/cases.ndjson" --in DE,NL --out "$T/kept" --register "$T/r.db" --threads 2
expect 0 "120 decisions; the chain is whole" "$erkend" register verify --register "$T/r.db"
expect 0 "" "$erkend" batch "$T/cases.ndjson" --in DE,NL --out "$T/again" --register "$T/r.db"
expect 0 "120 decisions; the chain is whole" "$erkend" register verify --register "$T/r.db"
cmp "$T/kept" "$T/again" || say "the second time other bytes"
"$erkend" batch "$T/more.ndjson" --in DE --register "$T/k.db" >"$T/acknowledged" 2>/dev/null &
pid=$!
sleep 0.3
kill -9 "$pid" 2>/dev/null
wait "$pid" 2>/dev/null
written=$(grep -c '}$' "$T/acknowledged")
if [ "$written" -gt 0 ]; then
    kept=$("$erkend" register verify --register "$T/k.db" | sed -n 's/ decisions; the chain is whole//p')
    [ "${kept:-0}" -ge "$written" ] || say "written $written, kept ${kept:-none}"
fi
exit "$wrong"
