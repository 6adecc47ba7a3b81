#!/bin/sh
# erkend prove: a reworded rule is the same, a changed number differs in a case that the engine confirms; also without a solver.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
mkdir -p "$T/new" "$T/reworded"
cp -R countries "$T/new/"
cp -R countries "$T/reworded/"
sed -i 's|2005-04-01: { value: 1/4|2005-04-01: { value: 1/3|' "$T/new/countries/de/parameters.yaml"
sed -i 's|at_most(months_in_all(stay), \(param.share_abroad \* qualification.prescribed_months\))|no(more_than(months_in_all(stay), \1))|' \
    "$T/reworded/countries/de/transfer.lua"
cmp -s countries/de/transfer.lua "$T/reworded/countries/de/transfer.lua" && say "nothing was reworded"

# without a solver
expect 0 'same words' "$erkend" prove same . . --in DE
expect 0 'abroad arises  the same: from the same facts' "$erkend" prove same . . --in DE
expect 0 'accounts     the same: what is decided alike adds up alike' "$erkend" prove same . . --in FI
mkdir -p "$T/shares"
cp -R tests/countries "$T/shares/"
expect 0 'shares of points  the same' "$erkend" prove same "$T/shares" "$T/shares" --in YY
# which claims arise, what adds up: settled by the words, and shown in a case that the engine decides
mkdir -p "$T/arises" "$T/units"
cp -R countries "$T/units/"
sed -i 's|at_least(unit.points, unit.target.points)|no(less_than(unit.points, unit.target.points))|' "$T/units/countries/fi/transfer.lua"
cmp -s countries/fi/transfer.lua "$T/units/countries/fi/transfer.lua" && say "no unit rule was reworded"
cp -R countries "$T/arises/"
sed -i 's|^  unit: { from: units_outside_stays }|  unit: { from: units }|; /^  abroad: { from: stays }/d' "$T/arises/countries/de/country.yaml"
sed -i 's|^accumulates: true|accumulates: false|' "$T/arises/countries/fi/country.yaml"
sed -i 's|part_outcomes: target.outcomes, outcomes: outcomes }|part_outcomes: target.outcomes }|' "$T/arises/countries/nl/country.yaml"
expect 1 'abroad stays -> no claim' "$erkend" prove same . "$T/arises" --in DE --claim abroad
sed -n 's/^      //p' "$T/out" >"$T/case.yaml"
grep -q unit-1 "$T/case.yaml" && say "the case has more than a stay"
expect 1 '12 proved, 2 with a case, 0 open' "$erkend" prove same . "$T/arises" --in DE
expect 1 'no claim -> unit unit-1' "$erkend" prove same . "$T/arises" --in DE
expect 1 'on one side only do units add up' "$erkend" prove same . "$T/arises" --in FI
expect 1 'exemption arises  not decided: it arises with other fields' "$erkend" prove same . "$T/arises" --in NL
expect 4 'there is no solver' "$erkend" prove contradict --in DE --solver "$T/nobody"
expect 0 '' "$erkend" prove same . "$T/new" --in DE --claim abroad --smt "$T/problem.smt2"
grep -q '(check-sat)' "$T/problem.smt2" || say "no problem was written"
printf '#!/bin/sh\nsleep 5\n' >"$T/slow"
printf '#!/bin/sh\necho unsat\n' >"$T/sure"
printf '#!/bin/sh\necho oops\n' >"$T/broken"
printf '#!/bin/sh\nkill -9 $$\n' >"$T/crashes"
printf '#!/bin/sh\necho sat; echo "((true tr"\n' >"$T/torn"
chmod +x "$T/slow" "$T/sure" "$T/broken" "$T/crashes" "$T/torn"
expect 1 'More seconds: --timeout' "$erkend" prove contradict --in DE --claim abroad --solver "$T/slow" --timeout 1
expect 1 'it rests on what is said of units' "$erkend" prove same . "$T/units" --in FI --claim unit --solver "$T/slow" --timeout 1
expect 0 'accounts     the same' "$erkend" prove same . "$T/units" --in FI --claim unit --solver "$T/sure"
expect 1 'not answered in time' "$erkend" prove contradict --in DE --claim abroad --solver "$T/slow" --timeout 1
expect 0 'no two rules' "$erkend" prove contradict --in DE --solver "$T/sure"
expect 1 'could not be read' "$erkend" prove contradict --in DE --claim abroad --solver "$T/broken"
expect 1 'could not be read' "$erkend" prove contradict --in DE --claim abroad --solver "$T/torn"
expect 1 'it ended without an answer' "$erkend" prove contradict --in DE --claim abroad --solver "$T/crashes"
expect 2 'ask one of' "$erkend" prove --in DE
expect 2 'no kind of claim' "$erkend" prove answered --in DE --claim stay
expect 2 'has no rule' "$erkend" prove fires de.nothing --in DE
expect 2 'name the country with --in' "$erkend" prove answered

command -v z3 >/dev/null || exit "$wrong"
expect 1 'differ: a case' "$erkend" prove same . "$T/new" --in DE --given
sed -n 's/^      //p' "$T/out" >"$T/case.yaml"
expect 1 '1 of 1 case' "$erkend" diff . "$T/new" "$T/case.yaml" --in DE
for length in 3 4; do
    expect 0 'no case is decided differently' "$erkend" prove same . "$T/reworded" --in DE --claim abroad --given --timeout 120 --length "$length"
done
expect 0 'no case is decided differently' "$erkend" prove same . "$T/reworded" --in DE --given
expect 1 'prescribed_months: none' "$erkend" prove same . "$T/reworded" --in DE
expect 0 '0 open' "$erkend" prove fires --in DE
expect 0 '0 open' "$erkend" prove contradict --in DE,NL,FI
expect 1 '"answer": "found"' "$erkend" prove monotone --in NL --format json
exit "$wrong"
