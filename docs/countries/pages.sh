#!/bin/sh
# Writes the page of each country: in English, and in the country's own language (between English sentences of erkend where it does not speak it).
# usage: pages.sh BUILD [FOLDER]
set -eu
erkend=$(cd "$1" && pwd)/erkend
cd "$(dirname "$0")/../.."
to=${2:-docs/countries}
LC_ALL=C.UTF-8
export LC_ALL
unset ERKEND_POLICIES ERKEND_COUNTRIES
for folder in countries/*/; do
    country=$(basename "$folder")
    [ -f "$folder/laws.yaml" ] || continue
    "$erkend" law "countries/$country" --lang en --format markdown >"$to/$country.md"
    language=$(sed -n 's/^language: *\([a-z]*\).*/\1/p' "$folder/country.yaml")
    case $language in
    en | '') ;;
    *) "$erkend" law "countries/$country" --lang "$language" --format markdown >"$to/$country.$language.md" ;;
    esac
done
