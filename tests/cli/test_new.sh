#!/bin/sh
# erkend new: a country in which everything works at once; and the problems of check for tools.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$T" || exit 4
expect 0 "countries/no: a country to start from" "$erkend" new no --name 'Norway "north", \ and Svalbard'
expect 0 "no errors, no warnings" "$erkend" check countries/no
expect 0 "6 tests passed, 0 failed" "$erkend" test countries/no
expect 0 "NO: 0 empty cells" "$erkend" check --coverage-of-law countries/no
expect 0 "" "$erkend" schema cases
cmp -s out countries/no/editor/cases.schema.json || say "editor/cases.schema.json is not what erkend schema prints"
for file in country parameters questions laws; do
    head -n 1 "countries/no/$file.yaml" | grep -qF "\$schema=editor/$file.schema.json" || say "$file.yaml names no schema"
    [ -s "countries/no/editor/$file.schema.json" ] || say "no schema for $file.yaml"
done
# a country says its own things in its own language, too, and the schemas let it
for kind in country parameters questions laws; do
    expect 0 '"^[a-z]{2}$"' "$erkend" schema "$kind"
done
expect 0 '"outcomes"' "$erkend" schema survivors
expect 0 '"because"' "$erkend" schema relations
printf 'id: oslo\ndecided: 2024-12-10\nstays: [{ id: s, country: ES, first_day: 2024-02-01, last_day: 2024-03-31 }]\n' >case.yaml
expect 0 "Norway \"north\", \\ and Svalbard" "$erkend" decide case.yaml --in NO --countries countries
expect 0 "not verified" "$erkend" decide case.yaml --in NO --countries countries

# what is there stays, what is half written goes
find countries -type f -exec cksum {} + | sort >before
expect 3 "countries/no: is there already; nothing was written" "$erkend" new NO
find countries -type f -exec cksum {} + | sort >after
cmp -s before after || say "an existing country was touched"
expect 0 "other/se: a country to start from" "$erkend" new SE --countries other/
expect 2 "'nor' is no country code" "$erkend" new nor
expect 2 "'n1' is no country code" "$erkend" new n1
expect 2 "name one country" "$erkend" new
expect 2 "a name is one line" "$erkend" new FR --name "a
b"
expect 4 "could not be written" "$erkend" new FR --countries case.yaml/x
expect 4 "could not be written" "$erkend" new FR --countries /dev/null
if [ "$(id -u)" != 0 ]; then
    mkdir locked && chmod a-w locked
    expect 4 "could not be written" "$erkend" new FR --countries locked
fi
[ -z "$(find . -name '.fr.*' -o -name '.no.*')" ] || say "something half written was left"

# SARIF
sed -i 's/months_in_all(stay), param/months_in_all(stya), param/' countries/no/transfer.lua
expect 1 '"ruleId":"policy-error","level":"error","message":{"text":"unknown name '"'stya'" "$erkend" check countries/no --format sarif
expect 1 '"artifactLocation":{"uri":"countries/no/transfer.lua"},"region":{"startLine":10,"startColumn":' "$erkend" check countries/no --format sarif
mkdir 'with space' && mv countries 'with space/'
expect 1 '{"uri":"with%20space/countries/no/transfer.lua"}' "$erkend" check 'with space/countries/no' --format sarif
expect 1 '"file":"with space/countries/no/transfer.lua"' "$erkend" check 'with space/countries/no' --format json
expect 0 '"results":[]' "$erkend" check --format sarif
expect 2 "'xml' is not text, json or sarif" "$erkend" check --format xml

# blank documents: each can be read as it is, and all together when every key is taken
"$erkend" new case >case-blank.yaml
expect 0 "Nothing is claimed here." "$erkend" decide case-blank.yaml --in DE
for kind in case mou agreement transcript; do
    "$erkend" new $kind >blank-$kind.yaml
    "$erkend" new $kind | sed '/^##/d; s/^#//' >$kind.yaml
done
printf 'id: c\nmou: blank-mou.yaml\nagreement: blank-agreement.yaml\ntranscripts: [blank-transcript.yaml]\n' >blank.yaml
expect 0 "" "$erkend" decide blank.yaml --in EU
expect 0 "recognised" "$erkend" decide case.yaml --in EU
expect 0 "the unit wiring" "$erkend" decide case.yaml --in EU
exit "$wrong"
