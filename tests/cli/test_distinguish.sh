#!/bin/sh
# erkend distinguish: what it prints is a case that the two sides decide differently; the same seed gives the same bytes.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
mkdir -p "$T/new"
cp -R countries "$T/new/"

# each edit: the file, what sed does, a rule or fact that the case must name; its country, seeds that find it
edit() {
    cp "countries/$1" "$T/new/countries/$1"
    sed -i "$2" "$T/new/countries/$1"
    cmp -s "countries/$1" "$T/new/countries/$1" && say "$2 edits nothing in $1"
    for seed in $5; do
        expect 1 "$3" "$erkend" distinguish . "$T/new" --seed "$seed" --tries 30000
        cp "$T/out" "$T/case.yaml"
        expect 1 '1 of 1 case' "$erkend" diff . "$T/new" "$T/case.yaml" --in "$4"
        [ "$(wc -l <"$T/case.yaml")" -lt 60 ] || say "$2: the case has $(wc -l <"$T/case.yaml") lines"
    done
    cp "countries/$1" "$T/new/countries/$1"
}
edit de/parameters.yaml 's|2005-04-01: { value: 1/4|2005-04-01: { value: 1/3|' de.bbig.2.3.quarter DE '1 2'
edit de/transfer.lua '/^rule "de.bbig.76.3.plan"/,/^}/s/must      = stay.plan_agreed/must      = no(stay.plan_agreed)/' de.bbig.76.3.plan DE '1 2'
edit de/transfer.lua 's|at_most(months_in_all(stay)|less_than(months_in_all(stay)|' de.bbig.2.3.quarter DE 3

expect 0 'no difference in 0 tries' "$erkend" distinguish . "$T/new"
expect 0 'no difference in 30 tries' "$erkend" distinguish . "$T/new" --in FI --tries 30
expect 1 'Germany and Finland differ' "$erkend" distinguish DE FI
cp "$T/out" "$T/case.yaml"
expect 1 '' "$erkend" distinguish DE FI
cmp -s "$T/out" "$T/case.yaml" || say "two runs with one seed differ"
expect 0 '' "$erkend" compare "$T/case.yaml" --in DE,FI
expect 1 '"found": true' "$erkend" distinguish DE FI --format json
expect 1 'from examples/wiring-abroad.yaml' "$erkend" distinguish DE FI examples/wiring-abroad.yaml
expect 2 'not of one kind' "$erkend" distinguish DE 2020-01-01
expect 2 'is no number' "$erkend" distinguish DE FI --tries many
expect 3 'nothing-here.yaml' "$erkend" distinguish DE FI nothing-here.yaml
exit "$wrong"
