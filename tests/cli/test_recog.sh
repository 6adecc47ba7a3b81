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
# The same task in plain Lua and JavaScript, where they are installed.
head -n 300 "$T/cases.ndjson" >"$T/some.ndjson"
head -n 300 "$T/hand" >"$T/some.hand"
if lua5.4 -e 'require "cjson"' 2>/dev/null; then
    # shellcheck disable=SC2086 # three words
    lua5.4 $recog/peers/task.lua "$T/some.ndjson" $digests | cmp "$T/some.hand" - || say "plain Lua says something else"
fi
if command -v node >/dev/null; then
    # shellcheck disable=SC2086 # three words
    node $recog/peers/task.mjs "$T/some.ndjson" $digests | cmp "$T/some.hand" - || say "plain JavaScript says something else"
fi
# Ten times as many rules: all is well with them, and they change no verdict.
mkdir -p "$T/many/policies/eu"
cp $recog/policies/eu/*.yaml "$T/many/policies/eu/"
awk -v copies=10 -f tests/bench/many_rules.awk $recog/policies/eu/recog.lua >"$T/many/policies/eu/recog.lua"
[ "$(grep -c '^rule "' "$T/many/policies/eu/recog.lua")" = 145 ] || say "many_rules.awk does not make 145 rules"
"$erkend" batch "$T/some.ndjson" --policies "$T/many/policies" --countries $recog/countries --format codes >"$T/many.out" 2>"$T/err" ||
    say "ten times as many rules: $(cat "$T/err")"
verdicts() {
    grep -o '"arises":true,"verdict":"[a-z]*"' "$1"
}
verdicts "$T/many.out" >"$T/many.verdicts"
verdicts "$T/some.hand" | cmp - "$T/many.verdicts" || say "ten times as many rules: other verdicts"
# Every verdict and every rule occurs: otherwise the comparison says little.
for word in '"refused"' '"incomplete"' '"referred"' '"partial"' '"recognised"' core.counts_once test.12.pass test.13.2.part \
    test.14.2.most limited_by without_grade up_to_date agreed_afterwards longer_stay '"missing":\[{"name"'; do
    grep -q -- "$word" "$T/hand" || say "the cases have no $word"
done
exit "$wrong"
