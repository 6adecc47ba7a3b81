#!/bin/sh
# erkend diff on a population: whoever is answered differently met a rule that changed; revisions of git; the page.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
${CC:-cc} -std=c11 -O1 -o "$T/generate" tests/bench/generate.c
"$T/generate" 600 3 >"$T/cases.ndjson"
mkdir -p "$T/new"
cp -R countries "$T/new/"

# each edit: the file, what sed does, and something that the report must say
edit() {
    cp "countries/$1" "$T/new/countries/$1"
    sed -i "$2" "$T/new/countries/$1"
    cmp -s "countries/$1" "$T/new/countries/$1" && say "$2 edits nothing in $1"
    "$erkend" diff . "$T/new" "$T/cases.ndjson" --in DE,FI,NL --format json >"$T/out" 2>"$T/err"
    status=$?
    [ "$status" = "$3" ] || say "$2: exit status $status, not $3: $(head -n 3 "$T/err")"
    grep -q '"touched": false' "$T/out" && say "$2: somebody is answered differently who met nothing that changed"
    grep -qF -- "$4" "$T/out" || say "$2: does not say '$4'"
    cp "countries/$1" "$T/new/countries/$1"
}
edit de/parameters.yaml 's|2005-04-01: { value: 1/4|2005-04-01: { value: 1/40|' 1 '"says": "1/4 → 1/40, since 2005-04-01"'
edit de/transfer.lua 's|at_most(months_in_all(stay)|at_least(months_in_all(stay)|' 1 '"says": "must"'
edit de/transfer.lua '/^rule "de.bbig.2.3.quarter"/,/^}/d' 1 '"difference": "removed"'
edit fi/country.yaml 's|^  unit: { from: units }|  unit: { from: examinations }|' 1 '"to": "not asked"'
edit nl/country.yaml 's|title: |title: Another |' 0 '"thing": "file"'

"$erkend" diff . . "$T/cases.ndjson" --in DE,FI,NL >"$T/out" 2>"$T/err" || say "a policy differs from itself: $(tail -n 3 "$T/out")"
grep -q 'the policies say the same' "$T/out" || say "a policy differs from itself in words"

# the page stands alone
sed -i 's|2005-04-01: { value: 1/4|2005-04-01: { value: 1/40|' "$T/new/countries/de/parameters.yaml"
expect 1 '<svg viewBox=' "$erkend" diff . "$T/new" "$T/cases.ndjson" --in DE --format html
grep -qE '<script|<link|src=|href=|@import|url\(' "$T/out" && say "the page needs something from elsewhere"
[ "$(grep -o '<[a-z][a-z0-9]*[ >]' "$T/out" | tr -d '< >' | grep -vE '^(meta|br|rect)$' | sort | uniq -c)" = \
    "$(grep -o '</[a-z][a-z0-9]*>' "$T/out" | tr -d '</>' | sort | uniq -c)" ] || say "the page has tags that are not closed"
cp "$T/out" "$T/first"
expect 1 '' "$erkend" diff . "$T/new" "$T/cases.ndjson" --in DE --format html
cmp -s "$T/out" "$T/first" || say "the page differs from run to run"

# inputs packed, as batch reads them
gzip -k "$T/cases.ndjson"
expect 1 "$(grep -o '[0-9]* of [0-9]* cases change' "$T/first" | head -n 1)" "$erkend" diff . "$T/new" "$T/cases.ndjson.gz" --in DE --format html
head -c 3000 "$T/cases.ndjson.gz" >"$T/short.ndjson.gz"
expect 3 "short.ndjson.gz" "$erkend" diff . "$T/new" "$T/short.ndjson.gz" --in DE

# a git revision
if command -v git >/dev/null; then
    mkdir "$T/repo" && cp -R policies countries "$T/repo/" && cd "$T/repo" || exit 4
    git init -q . && git add . && git -c user.name=t -c user.email=t@example.org commit -q -m one
    sed -i 's|2005-04-01: { value: 1/4|2005-04-01: { value: 1/40|' countries/de/parameters.yaml
    expect 1 "parameter share_abroad changed: 1/4 → 1/40" env TMPDIR="$T" "$erkend" diff HEAD . "$T/cases.ndjson" --in DE
    expect 1 "parameter share_abroad changed: 1/4 → 1/40" env TMPDIR="$T" "$erkend" diff HEAD countries "$T/cases.ndjson" --in DE
    expect 2 "no git revision here" env TMPDIR="$T" "$erkend" diff HEAD~7 . "$T/cases.ndjson" --in DE
    expect 2 "could be a revision" env TMPDIR="$T" "$erkend" diff --in DE -- --output=x . "$T/cases.ndjson"
    [ -z "$(find "$T" -maxdepth 1 -name 'erkend.*')" ] || say "a revision was left unpacked"
fi
expect 4 "could not be made" "$erkend" diff . "$T/new" "$T/cases.ndjson" --in DE --examples /dev/null/x
exit "$wrong"
