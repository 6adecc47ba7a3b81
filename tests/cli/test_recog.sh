#!/bin/sh
# The benchmark's task: its country folder is sound, and the engine says exactly what the same task by hand in C says,
# compiled and plain, with any number of threads, in a batch and case by case.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
recog=tests/bench/recog
for program in generate limit; do
    ${CC:-cc} -std=c11 -O1 -o "$T/$program" $recog/$program.c || say "$program does not compile"
done
here="--policies $recog/policies --countries $recog/countries --format codes"
expect 0 "no errors, no warnings" "$erkend" check $recog/countries --policies $recog/policies
expect 0 "0 failed" "$erkend" test $recog/countries --policies $recog/policies
"$T/generate" 1500 3 >"$T/cases.ndjson"
[ "$("$T/generate" 1500 3 | cksum)" = "$(cksum <"$T/cases.ndjson")" ] || say "the generator gives other cases for the same seed"

# shellcheck disable=SC2086 # words
expect 0 "" "$erkend" batch "$T/cases.ndjson" $here --threads 1 --out "$T/mine"
digests=$(for code in DE FI NL; do
    sed -n "s/.*\"country\":\"$code\",\"policy\":\"\\([0-9a-f]*\\)\".*/\\1/p" "$T/mine" | head -n 1
done)
# shellcheck disable=SC2086 # three words
"$T/limit" "$T/cases.ndjson" $digests >"$T/hand" || say "limit: status $?"
[ "$(wc -l <"$T/hand")" = 1500 ] || say "1500 decisions expected, not $(wc -l <"$T/hand")"
cmp "$T/hand" "$T/mine" || say "not what hand-written C says"
for how in "--threads 2" "--threads 8" "--threads 1 --evaluation plain" "--threads 2 --evaluation verify"; do
    # shellcheck disable=SC2086 # words
    expect 0 "" "$erkend" batch "$T/cases.ndjson" $here $how --out "$T/other"
    cmp "$T/hand" "$T/other" || say "$how: not what hand-written C says"
done
for number in 1 2 3 4 700 1500; do
    sed -n "${number}p" "$T/cases.ndjson" | tr -d '\n' >"$T/line.json"
    # shellcheck disable=SC2086 # words
    "$erkend" decide "$T/line.json" $here >"$T/decided" 2>"$T/err" || say "line $number: $(cat "$T/err")"
    sed -n "${number}p" "$T/hand" | cmp - "$T/decided" || say "line $number: not what decide says"
done
# Every verdict and every rule occurs: otherwise the comparison says little.
for word in '"refused"' '"incomplete"' '"referred"' '"partial"' '"recognised"' core.counts_once test.12.pass test.13.2.part \
    test.14.2.most limited_by without_grade up_to_date agreed_afterwards longer_stay '"missing":\[{"name"'; do
    grep -q -- "$word" "$T/hand" || say "the cases have no $word"
done
exit "$wrong"
