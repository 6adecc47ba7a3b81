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
number=10
while IFS= read -r line; do # so that they stand in the order of their names
    printf '%s' "$line" >"$T/line-$number.json"
    number=$((number + 1))
done <"$T/cases.ndjson"
"$erkend" decide "$T"/line-*.json --in DE,FI,NL --format codes >"$T/decided" 2>/dev/null
cmp "$T/codes" "$T/decided" || say "codes: not what decide says"
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

# Lines of all lengths, read from a file as from a pipe, with one thread or three, to the end of a checkpoint or on.
awk '{
    line = $0
    if (NR % 7 == 3) {
        text = "x"
        while (length(text) < NR * 2500) text = text text
        line = "{\"note\":\"" text "\"," substr(line, 2)
    }
    print NR % 5 == 1 ? line "\n\n" : line
}' "$T/cases.ndjson" >"$T/uneven.ndjson"
printf '{"id":"the last",' >>"$T/uneven.ndjson"
# shellcheck disable=SC2002 # a pipe is wanted
cat "$T/uneven.ndjson" | "$erkend" batch - --in DE --format codes --rejects "$T/uneven.rejects" >"$T/uneven" 2>/dev/null
[ "$(wc -l <"$T/uneven")" = 51 ] || say "uneven: $(wc -l <"$T/uneven") decisions, not 51"
for how in "--threads 1" "--threads 3" "--threads 1 --checkpoint 1" "--threads 2 --checkpoint 4"; do
    # shellcheck disable=SC2086 # words
    expect 3 "$T/uneven.ndjson:85:" "$erkend" batch "$T/uneven.ndjson" --in DE --format codes --out "$T/other" --rejects "$T/rejects" $how
    cmp "$T/uneven" "$T/other" || say "uneven, $how: other decisions"
    cmp "$T/uneven.rejects" "$T/rejects" || say "uneven, $how: other rejects"
done

# What cannot be read or written.
expect 3 "cannot be read" "$erkend" batch "$T/nowhere.ndjson" --in DE
expect 3 "this is a folder" "$erkend" batch "$T" --in DE
expect 4 "could not be written" "$erkend" batch "$T/cases.ndjson" --in DE --out "$T/nowhere/out"
[ -e /dev/full ] && expect 4 "could not be written" "$erkend" batch "$T/cases.ndjson" --in DE --out /dev/full
expect 2 "no policy of the country 'XX'" "$erkend" batch "$T/cases.ndjson" --in XX --out "$T/never"
[ ! -e "$T/never" ] || say "a result of a wrong call is there"
expect 2 "is no number from 1 to 64" "$erkend" batch "$T/cases.ndjson" --in DE --threads 0
expect 2 "name one file" "$erkend" batch
expect 2 "can be read once only" "$erkend" batch - - --in DE
expect 2 "is read, and would be written" "$erkend" batch "$T/cases.ndjson" --in DE --out "$T/cases.ndjson"
expect 2 "would be written twice" "$erkend" batch "$T/cases.ndjson" --in DE --out "$T/twice" --rejects "$T/twice"
expect 4 "could not be written" "$erkend" batch "$T/cases.ndjson" --in DE --out "$T"
expect 2 "is not text, json or html" "$erkend" batch "$T/cases.ndjson" --in DE --summary=yaml
(ulimit -f 100 && "$erkend" batch "$T/cases.ndjson" --in DE,FI,NL --out "$T/limited" >"$T/out" 2>"$T/err")
[ $? = 4 ] || say "a file that may not grow: $(cat "$T/err")"
[ ! -e "$T/limited" ] || say "a half result is there"
[ ! -e "$T/limited.part" ] || say "a part that nobody can go on with is left"
"$erkend" batch "$T/cases.ndjson" --in DE,FI,NL 2>/dev/null | head -n 1 >"$T/head"
[ "$(wc -l <"$T/head")" = 1 ] || say "a closed pipe"

{
    "$erkend" batch "$T/cases.ndjson" --in DE,FI,NL 2>"$T/err"
    echo $? >"$T/status"
} | head -n 1 >/dev/null
[ "$(cat "$T/status")" = 4 ] || say "a closed pipe: status $(cat "$T/status")"
[ "$(cat "$T/err")" = "standard output: could not be written: Broken pipe" ] || say "a closed pipe: $(cat "$T/err")"
expect 4 "could not be written" "$erkend" batch "$T/cases.ndjson" --in DE --out /proc/erkend

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
    rm -f "$T"/result.*
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

# Several inputs, one after the other, each with its own name and lines; packed by name.
head -n 25 "$T/cases.ndjson" >"$T/north.ndjson"
{
    tail -n 35 "$T/cases.ndjson"
    echo '{"id":'
} >"$T/south.ndjson"
gzip -k "$T/north.ndjson" || say "no gzip"
zstd -q -k "$T/south.ndjson" || say "no zstd"
cd "$T" || exit 4
expect 3 "south.ndjson:36:7: " "$erkend" batch north.ndjson south.ndjson --in DE,NL --out both --rejects both.bad --summary
expect 3 "61 lines: 60 cases decided, 1 rejected, 120 decisions" "$erkend" batch north.ndjson.gz south.ndjson.zst --in DE,NL --out both.zst --rejects both.gz --summary
zstd -dcq both.zst | sed -e 's/ndjson\.gz/ndjson/g' -e 's/ndjson\.zst/ndjson/g' | cmp - both || say "packed: other decisions"
gzip -dc both.gz | cmp - both.bad || say "packed: other rejects"
expect 3 "" "$erkend" batch north.ndjson.gz south.ndjson.zst --in DE,NL --out eight.zst --threads 8
cmp both.zst eight.zst || say "packed: other bytes with eight threads"
gzip -c north.ndjson >two.ndjson.gz
gzip -c south.ndjson >>two.ndjson.gz
expect 3 "two.ndjson.gz:61:7: " "$erkend" batch two.ndjson.gz --in DE --out two
expect 0 "" "$erkend" batch empty.ndjson --in DE --out none.gz
gzip -dc none.gz | cmp - empty.ndjson || say "packed: nothing is no packed file"

# Packed input that is truncated, damaged or called otherwise: said at the end, what was whole is decided.
head -c "$(($(wc -c <north.ndjson.gz) / 2))" north.ndjson.gz >half.ndjson.gz
expect 3 "half.ndjson.gz: the compressed data end in the middle" "$erkend" batch half.ndjson.gz --in DE --out half
[ ! -e half ] || say "truncated: a half result has its name"
lines=$(wc -l <half.part)
if [ "$lines" = 0 ] || [ "$lines" -ge 25 ] || [ "$(tail -c 1 half.part | od -An -c | tr -d ' ')" != '\n' ]; then say "truncated: $lines lines are kept"; fi
"$erkend" batch half.ndjson.gz --in DE >half.out 2>/dev/null
[ $? = 3 ] || say "truncated, to a pipe: another status"
cmp half.part half.out || say "truncated: other lines on standard output"
cp north.ndjson.gz half.ndjson.gz
expect 0 "" "$erkend" batch half.ndjson.gz --in DE --out half --resume
expect 0 "" "$erkend" batch half.ndjson.gz --in DE --out half.again
cmp half half.again || say "truncated: going on with the whole file gives other bytes"
head -c 300 south.ndjson.zst >half.zst
expect 3 "half.zst: the compressed data end in the middle" "$erkend" batch half.zst --in DE
printf 'not packed' >lie.gz
expect 3 "lie.gz: the compressed data are damaged" "$erkend" batch lie.gz --in DE
: >nothing.gz
expect 3 "nothing.gz: the compressed data end in the middle" "$erkend" batch nothing.gz --in DE
cp north.ndjson.gz north.data
expect 3 "north.data: these are gzip data" "$erkend" batch north.data --in DE

# A column of a SQLite table, in the order of its rows; what breaks lines in a value does not matter.
{
    echo 'CREATE TABLE learner (number INTEGER PRIMARY KEY, document TEXT, note TEXT);'
    awk -v q="'" '{ gsub(q, q q); sub(/,/, ",\n\n"); print "INSERT INTO learner VALUES (" NR ", " q $0 q ", " q "n" q ");" }' north.ndjson
    echo 'INSERT INTO learner VALUES (1000, NULL, NULL);'
    echo 'CREATE TABLE one (only_column TEXT) WITHOUT ROWID;' | sed 's/ WITHOUT ROWID//'
} | sqlite3 cases.db
expect 0 "26 lines: 25 cases decided, 0 rejected, 50 decisions" "$erkend" batch cases.db:learner --in DE,NL --out table --summary
expect 0 "" "$erkend" batch cases.db:learner.document --in DE,NL --out table.named
expect 0 "" "$erkend" batch north.ndjson --in DE,NL --out north.out
for file in table table.named; do
    sed -e 's/cases\.db:learner\.document/north.ndjson/g' -e 's/cases\.db:learner/north.ndjson/g' \
        -e 's/"column":[0-9]*//g' -e 's/"digest":"[0-9a-f]*"//g' $file >table.bare
    sed -e 's/"column":[0-9]*//g' -e 's/"digest":"[0-9a-f]*"//g' north.out | cmp - table.bare || say "$file: other decisions"
done
expect 0 "" "$erkend" batch cases.db:one --in DE --out /dev/null
expect 3 "cases.db: has no table 'learners'; it has learner, one" "$erkend" batch cases.db:learners --in DE
expect 3 "table 'learner' has no column 'json'; it has number, document, note" "$erkend" batch cases.db:learner.json --in DE
expect 3 "north.ndjson: is no SQLite file" "$erkend" batch north.ndjson:learner --in DE

# Strict: nothing after the first bad line, nothing of it, nothing half.
expect 3 "stopped at the first line that cannot be decided" "$erkend" batch bad.ndjson --in DE,NL --strict --out strict --threads 4
[ ! -e strict ] || say "strict: a result has its name"
"$erkend" batch bad.ndjson --in DE,NL --strict --register strict.db >strict.out 2>strict.err
[ $? = 3 ] || say "strict: another status"
[ "$(wc -l <strict.out)" = 2 ] || say "strict: $(wc -l <strict.out) lines, not 2"
grep -q '^bad.ndjson:2:15: ' strict.err || say "strict: the line is not named"
expect 0 "2 decisions; the chain is whole" "$erkend" register verify --register strict.db

# Summaries: the same for any number of threads, in three forms.
for form in text json html; do
    expect 0 "" "$erkend" batch cases.ndjson --in DE,FI,NL --out /dev/null "--summary=$form" --summary-out "s1.$form" --threads 1
    expect 0 "" "$erkend" batch cases.ndjson --in DE,FI,NL --out /dev/null "--summary=$form" --summary-out "s8.$form" --threads 8
    cmp "s1.$form" "s8.$form" || say "summary $form: other bytes with eight threads"
done
grep -q '"kind": "summary"' s1.json || say "summary: no JSON"
grep -q '<svg' s1.html || say "summary: no chart"
[ "$(grep -c '<table' s1.html)" = "$(grep -c '<svg' s1.html)" ] || say "summary: a chart without a table"
if grep -qE 'src=|href=|<script|url\(' s1.html; then say "summary: the page needs something else"; fi
"$erkend" batch cases.ndjson --in DE --summary=json 2>summary.err >/dev/null
grep -q '"decisions": 60' summary.err || say "summary: not on standard error beside decisions"

# A file of another program's, a full disk, two writers.
mkdir -p folder.part
expect 4 "could not be written" "$erkend" batch cases.ndjson --in DE --out folder
if [ -e /dev/full ]; then
    "$erkend" batch cases.ndjson --in DE >/dev/full 2>full.err
    [ $? = 4 ] || say "a full disk: another status"
    [ "$(wc -l <full.err)" = 1 ] || say "a full disk: $(cat full.err)"
    expect 4 "/dev/full: could not be written" "$erkend" batch bad.ndjson --in DE --out /dev/null --rejects /dev/full
    expect 4 "/dev/full: could not be written" "$erkend" batch cases.ndjson --in DE --out /dev/null --summary --summary-out /dev/full
fi
(ulimit -f 100 && "$erkend" batch cases.ndjson --in DE,FI,NL >whole.lines 2>"$T/err")
[ $? = 4 ] || say "standard output that may not grow: $(cat "$T/err")"
[ "$(tail -c 1 whole.lines | od -An -c | tr -d ' ')" = '\n' ] || say "standard output: a half line"
echo before >appended
(ulimit -f 100 && "$erkend" batch cases.ndjson --in DE,FI,NL >>appended 2>/dev/null)
{
    echo before
    cat whole.lines
} | head -n "$(wc -l <appended)" | cmp - appended || say "standard output that is added to: not what stood there, and whole lines"
mkfifo pipe
"$erkend" batch pipe --in DE --out busy 2>busy.err &
pid=$!
exec 9>pipe
sleep 0.2
expect 4 "busy: process $pid is writing it" "$erkend" batch cases.ndjson --in DE --out busy
[ -e busy.part ] || say "the second writer took the part of the first away"
cat north.ndjson >&9
exec 9>&-
wait "$pid" || say "two writers: the first failed: $(cat busy.err)"
[ "$(wc -l <busy)" = 25 ] || say "two writers: the first has another result"
exit "$wrong"
