#!/bin/sh
# Batches that go on: killed at many points, the result, the rejects, the register and the summary are
# those of a run that nobody killed; what cannot go on says why.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
generate=$T/generate
${CC:-cc} -std=c11 -O1 -o "$generate" tests/bench/generate.c || say "the generator does not compile"
cd "$T" || exit 4
"$generate" 300 11 | sed '77s/.*/{"id":/' >one.ndjson
"$generate" 200 12 | sed '150s/.*/{"id":"x","colour":"red"}/' >two.ndjson

for end in "" .zst .gz; do
    "$erkend" batch one.ndjson two.ndjson --in DE,NL --checkpoint 30 --threads 3 --out "whole$end" \
        --rejects "whole.bad$end" --register whole.db --summary=json --summary-out whole.json 2>whole.err
    [ $? = 3 ] || say "whole$end: $(cat whole.err)"
    rm -f part.*
    runs=0
    status=137
    while [ "$status" = 137 ] && [ "$runs" -lt 100 ]; do
        "$erkend" batch one.ndjson two.ndjson --in DE,NL --checkpoint 30 --threads 2 --out "part$end" \
            --rejects "part.bad$end" --register part.db --summary=json --summary-out part.json --resume 2>part.err &
        pid=$!
        # Later and later, so that there is progress on a slow machine too.
        sleep "$(awk -v n="$runs" 'BEGIN { printf "%.3f", (20 + n * 37 % 100 + n * 10) / 1000 }')"
        kill -9 "$pid" 2>/dev/null
        wait "$pid"
        status=$?
        runs=$((runs + 1))
    done 2>/dev/null
    [ "$status" = 3 ] || say "part$end: status $status after $runs runs: $(cat part.err)"
    cmp "whole$end" "part$end" || say "killed$end: other decisions"
    cmp "whole.bad$end" "part.bad$end" || say "killed$end: other rejects"
    cmp whole.json part.json || say "killed$end: another summary"
    "$erkend" register verify --register whole.db >whole.says
    "$erkend" register verify --register part.db | cmp - whole.says || say "killed$end: another register"
    "$erkend" register list --register whole.db --format json >whole.list
    "$erkend" register list --register part.db --format json | cmp - whole.list || say "killed$end: other rows"
    if [ -e "part$end.part" ] || [ -e "part$end.journal" ] || [ -e "part.bad$end.part" ]; then say "killed$end: something is left"; fi
    rm -f whole.db part.db
done

# Stopped by the user: at once, with a sentence, and it goes on.
"$generate" 3000 13 >long.ndjson
"$erkend" batch long.ndjson --in DE,FI,NL --out long --checkpoint 100 2>long.err &
pid=$!
i=0
while [ ! -e long.journal ] && [ "$i" -lt 100 ]; do
    sleep 0.05
    i=$((i + 1))
done
kill -TERM "$pid"
wait "$pid"
status=$?
if [ "$status" = 4 ]; then
    grep -q "^erkend batch: interrupted after " long.err || say "interrupted: $(cat long.err)"
    [ -e long.part ] || say "interrupted: nothing is left"
else
    [ "$status" = 0 ] || say "interrupted: status $status"
fi
expect 0 "" "$erkend" batch long.ndjson --in DE,FI,NL --out long --checkpoint 100 --resume
expect 0 "" "$erkend" batch long.ndjson --in DE,FI,NL --out straight
cmp long straight || say "interrupted: other bytes"

# What stops in the middle, and is not to be mistaken for what it is not.
halt() { # makes half.part and half.journal of a run that a bad line stopped
    rm -f half half.*
    sed '250s/.*/{/' one.ndjson >half.ndjson
    sed -i '77d' half.ndjson
    "$erkend" batch half.ndjson --in DE,NL --out half --checkpoint 30 --strict 2>/dev/null
    [ -e half.journal ] || say "strict: no journal"
}
halt
sed -i '249d' half.ndjson
expect 0 "" "$erkend" batch half.ndjson --in DE,NL --out half --checkpoint 30 --strict --resume
expect 0 "" "$erkend" batch half.ndjson --in DE,NL --out mended
cmp half mended || say "mended: other bytes"
halt
cp half.part kept
expect 2 "had --in DE,NL, this one has DE" "$erkend" batch half.ndjson --in DE --out half --checkpoint 30 --resume
expect 2 "had --lang en, this one has fi" "$erkend" batch half.ndjson --in DE,NL --lang "fi" --out half --checkpoint 30 --resume
expect 2 "had --checkpoint 30, this one has 25000" "$erkend" batch half.ndjson --in DE,NL --out half --resume
expect 2 "had input half.ndjson, this one has one.ndjson" "$erkend" batch one.ndjson --in DE,NL --out half --checkpoint 30 --resume
expect 2 "had inputs: 1, this one has 2" "$erkend" batch half.ndjson one.ndjson --in DE,NL --out half --checkpoint 30 --resume
cp -R "$OLDPWD/countries" "$OLDPWD/policies" .
echo "# another policy" >>countries/de/country.yaml
expect 2 "the policy of DE has changed" "$erkend" batch half.ndjson --in DE,NL --out half --checkpoint 30 --resume --countries countries --policies policies
rm -rf countries policies
sed '3s/"id":"/"id":"y/' half.ndjson >half.new && mv half.new half.ndjson
expect 3 "half.ndjson: is not what the interrupted run read" "$erkend" batch half.ndjson --in DE,NL --out half --checkpoint 30 --resume
cmp half.part kept || say "refused: the part was touched"
halt
printf x >>half.journal
expect 3 "the journal is damaged" "$erkend" batch half.ndjson --in DE,NL --out half --checkpoint 30 --resume
halt
: >half.part
expect 3 "half.part: is shorter than its journal says" "$erkend" batch half.ndjson --in DE,NL --out half --checkpoint 30 --resume
halt
expect 3 "begins again what an interrupted run left" "$erkend" batch half.ndjson --in DE,NL --out half --checkpoint 30
halt
(ulimit -f 600 && "$erkend" batch one.ndjson --in DE,FI,NL --out full --checkpoint 10 2>full.err)
[ $? = 4 ] || say "full: another status"
grep -q "when that is mended, --resume goes on" full.err || say "full: $(cat full.err)"
expect 3 "" "$erkend" batch one.ndjson --in DE,FI,NL --out full --checkpoint 10 --resume
expect 3 "" "$erkend" batch one.ndjson --in DE,FI,NL --out roomy
cmp full roomy || say "full: other bytes"

# All is decided, only the names are not given: perhaps one of them is.
for named in none rejects; do
    rm -f last last.*
    expect 4 "/dev/full: could not be written" "$erkend" batch one.ndjson --in DE --out last --rejects last.bad --summary --summary-out /dev/full
    if [ -e last ] || [ ! -e last.part ] || [ ! -e last.bad.part ]; then say "last: named too early"; fi
    [ "$named" = none ] || mv last.bad.part last.bad
    expect 3 "300 lines: 299 cases decided, 1 rejected, 299 decisions" "$erkend" batch one.ndjson --in DE --out last --rejects last.bad --summary --resume
    "$erkend" batch one.ndjson --in DE --out plain --rejects plain.bad 2>/dev/null
    cmp last plain || say "last, $named named: other decisions"
    cmp last.bad plain.bad || say "last, $named named: other rejects"
    [ "$(find . -name 'last*' | wc -l)" = 2 ] || say "last, $named named: something is left"
done

# Waiting for a pipe it can be stopped too; what came is decided, and goes on with the same bytes.
mkfifo slow
"$erkend" batch slow --in DE,NL --out slow.out 2>slow.err &
pid=$!
exec 9>slow
head -n 20 one.ndjson >&9
sleep 0.3
kill -TERM "$pid"
wait "$pid"
[ $? = 4 ] || say "a pipe: another status"
exec 9>&-
grep -q "interrupted after 20 lines" slow.err || say "a pipe: $(cat slow.err)"
[ "$(wc -l <slow.out.part)" = 40 ] || say "a pipe: what came is not decided"
head -n 60 one.ndjson >slow &
expect 0 "" "$erkend" batch slow --in DE,NL --out slow.out --resume
wait
head -n 60 one.ndjson >sixty
expect 0 "" "$erkend" batch sixty --in DE,NL --out sixty.out
sed 's/"sixty"/"slow"/g' sixty.out | cmp - slow.out || say "a pipe: other bytes"

expect 2 "--resume goes on with a file" "$erkend" batch one.ndjson --in DE --resume
expect 2 "--resume goes on with a file" "$erkend" batch one.ndjson --in DE --out /dev/null --resume
expect 3 "" "$erkend" batch one.ndjson --in DE --out fresh --resume
exit "$wrong"
