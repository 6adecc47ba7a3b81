#!/bin/sh
# The four joint training weeks of the guide's project partners: the example, and the same document for the
# three other places. Each is recognised between the partners, and has no effect in the home country.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
cp -r examples/qualifications "$T/"

# week PLACE HOST HOME TITLE
week() {
    sed -E "s/utrecht/$1/; s/^(host_country:|    country:) NL/\1 $2/; s/^home_country: FI/home_country: $3/
        s/utrecht/$1/g; s/European innovator in vocational education/$4/" \
        examples/staff-training-week.yaml >"$T/$1.yaml"
    expect 0 "the unit joint-training-week ($4), 2 points" "$erkend" decide "$T/$1.yaml" --in EU --lang en
    expect 0 "  verdict   recognised" "$erkend" decide "$T/$1.yaml" --in EU --lang en
    "$erkend" decide "$T/$1.yaml" --in FI --format codes >"$T/out"
    grep -q '"state":"in_force","fields":{[^}]*"unit"' "$T/out" && say "$1: a national unit is awarded"
    grep -q "^host_country: $2" "$T/$1.yaml" || say "$1: not in $2"
}

week utrecht NL FI "European innovator in vocational education"
week turku FI NL "European expert in inclusive learning"
week wolverhampton GB FI "European adviser of starting businesses"
week bari IT FI "Expert in creativity and shared rules"

[ "$wrong" = 0 ] && echo "ok: staff weeks"
exit "$wrong"
