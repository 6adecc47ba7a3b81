#!/bin/sh
# Made-up populations: the same for the same seed, case by case, and every case can be read.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$T" || exit 4
expect 0 "" "$erkend" simulate --count 400 --seed 5 --in DE,FI,NL --out five
"$erkend" simulate --count 400 --seed 5 --in NL,DE,FI >piped || say "simulate to a pipe fails"
cmp five piped || say "the same seed gives other cases"
[ "$(wc -l <five)" = 400 ] || say "400 cases expected"
"$erkend" simulate --count 400 --seed 6 --in DE,FI,NL >six
if cmp -s five six; then say "another seed gives the same cases"; fi
"$erkend" simulate --count 3 --first 200 --seed 5 --in DE,FI,NL >middle
sed -n 200,202p five | cmp - middle || say "case 200 is another when it comes first"
expect 0 "" "$erkend" simulate --count 400 --seed 5 --in DE,FI,NL --out five.zst
zstd -dcq five.zst | cmp - five || say "packed: other cases"
expect 0 "" "$erkend" simulate --count 0 --out none
if [ ! -e none ] || [ -s none ]; then say "no cases expected"; fi

# Every line reads: what batch refuses is decided to be wrong, not read to be.
"$erkend" simulate --count 1500 --seed 3 >all
"$erkend" batch all --in DE --format codes --out all.out --rejects all.bad 2>all.err
grep -E '^all:[0-9]+:[0-9]+: ' all.err | grep -vE 'the claim says|points together|is before the first|does not say' >unread
[ ! -s unread ] || say "a case does not read: $(head -n 1 unread)"
[ "$(wc -l <all.bad)" -lt 150 ] || say "more than a tenth cannot be decided"
for word in recognised conditional referred incomplete refused; do
    grep -q "\"verdict\":\"$word\"" all.out || say "no claim is $word"
done

expect 2 "is no share" "$erkend" simulate --missing 2
expect 2 "is no number" "$erkend" simulate --count many
expect 2 "no policy of the country 'XX'" "$erkend" simulate --in XX
expect 2 "it takes options only" "$erkend" simulate 100
expect 4 "could not be written" "$erkend" simulate --count 1 --out "$T/nowhere/x"
[ ! -e /dev/full ] || expect 4 "could not be written" "$erkend" simulate --count 100 --out /dev/full
"$erkend" simulate --count 20000 2>simulate.err | head -n 1 >first
[ "$(wc -l <first)" = 1 ] || say "a closed pipe"
exit "$wrong"
