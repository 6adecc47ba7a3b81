#!/bin/sh
# The same documents, policies and dates give the same bytes: over 100 runs, in another locale and time
# zone, with the input shuffled, with keys in another order.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
example=examples/wiring-abroad.yaml
"$erkend" compare "$example" --in DE,FI,NL --lang en --format json >"$T/first.json" || say "compare failed"
"$erkend" compare "$example" --in DE,FI,NL --lang en >"$T/first.txt" || say "compare failed"
runs=${ERKEND_RUNS:-100}
i=0
while [ "$i" -lt "$runs" ]; do
    case $((i % 4)) in
    0) LC_ALL=C ;;
    1) LC_ALL=tr_TR.UTF-8 ;;
    2) LC_ALL=de_DE.UTF-8 ;;
    3) LC_ALL=C.UTF-8 ;;
    esac
    case $((i % 3)) in 0) TZ=UTC ;; 1) TZ=Pacific/Kiritimati ;; 2) TZ=America/St_Johns ;; esac
    export LC_ALL TZ
    "$erkend" compare "$example" --in DE,FI,NL --lang en --format json >"$T/next.json"
    cmp -s "$T/first.json" "$T/next.json" || say "run $i differs"
    i=$((i + 1))
done
LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 "$erkend" compare "$example" --in DE,FI,NL --lang en >"$T/next.txt"
cmp -s "$T/first.txt" "$T/next.txt" || say "the text differs in Turkish"
LC_ALL=C.UTF-8
export LC_ALL
unset TZ

# Cases in another order: the same lines in another order.
"$erkend" decide examples/apprentice-9-months.yaml "$example" --in DE --format ndjson | sort >"$T/a"
"$erkend" decide "$example" examples/apprentice-9-months.yaml --in DE --format ndjson | sort >"$T/b"
cmp -s "$T/a" "$T/b" || say "the order of cases matters"

# Countries in another order, one by one.
"$erkend" compare "$example" --in NL,DE,FI --format json >"$T/other.json"
[ "$(wc -c <"$T/other.json")" = "$(wc -c <"$T/first.json")" ] || say "the order of countries matters"

# Units of the target and stays the other way round.
awk '/id: autumn/ { held = $0; next } { print } /id: spring/ { print held }' "$example" >"$T/shuffled.yaml"
cp -r examples/qualifications "$T/"
"$erkend" decide "$T/shuffled.yaml" --in DE --format json | sed -E 's/"(line|column)":[0-9]+//g; s/"digest":"[0-9a-f]*"//g; s/[a-z-]*\.yaml:[0-9]+:[0-9]+//g' >"$T/a"
cp "$example" "$T/shuffled.yaml"
"$erkend" decide "$T/shuffled.yaml" --in DE --format json | sed -E 's/"(line|column)":[0-9]+//g; s/"digest":"[0-9a-f]*"//g; s/[a-z-]*\.yaml:[0-9]+:[0-9]+//g' >"$T/b"
grep -oE '"verdict": ?"[a-z]+"' "$T/a" >"$T/va"
grep -oE '"verdict": ?"[a-z]+"' "$T/b" >"$T/vb"
cmp -s "$T/va" "$T/vb" || say "the order of stays matters"
[ -s "$T/va" ] || say "no verdicts were found"
exit "$wrong"
