#!/bin/sh
# docs/countries is what erkend law prints today, whatever the language of the environment.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
mkdir "$T/pages"
LANG=fi_FI.UTF-8 sh docs/countries/pages.sh "$build" "$T/pages" || say "docs/countries/pages.sh failed"
for page in docs/countries/*.md; do
    [ "$page" = docs/countries/README.md ] && continue
    [ -f "$T/pages/$(basename "$page")" ] || say "$page: there is no such country"
done
# A page without its lists of tests: those come and go with the cases, and `make pages` renews them.
without_tests() {
    awk '/^- \*\*(tested by|geprüft durch|testit|getest door):/ { skip = 1; next }
        skip && /^  - / { next }
        { skip = 0; print }' "$1"
}
for page in "$T"/pages/*.md; do
    without_tests "$page" >"$T/new"
    without_tests "docs/countries/$(basename "$page")" >"$T/old"
    [ -s "$T/new" ] && cmp -s "$T/new" "$T/old" ||
        say "docs/countries/$(basename "$page") is not what the rules say today: make pages"
done
[ "$(find "$T/pages" -name '*.md' | wc -l)" -ge 12 ] || say "pages are missing"

# what a lawyer needs stands there
has() { # PAGE WORDS
    grep -qF -- "$2" "$T/pages/$1" || say "$1 does not say: $2"
}
has de.de.md 'zusammen beträgt höchstens ein Viertel (längster Teil der Ausbildung'
has de.de.md "8 Wochen (ab 1. Januar 2020, BBiG § 76 Abs. 3 Satz 2"
has de.de.md "Keine Regel: "
has de.md "law not verified"
has fi.fi.md "**edellyttää:**"
has nl.nl.md "**vereist"
for language in en de nl 'fi'; do
    "$erkend" law countries/nl --lang "$language" --format json >"$T/$language.json" || say "no JSON in $language"
done
cmp -s "$T/de.json" "$T/fi.json" && say "the language changes nothing"
exit "$wrong"
