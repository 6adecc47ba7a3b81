#!/bin/sh
# Who someone is decides nothing: another name, kind of person or residence leaves every example's answers as
# they were. (One German rule reads the residence, on validation, § 50b BBiG: for it any country abroad is the same.)
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
here=$PWD

answers() { # FOLDER CASE
    case $2 in
    */community-development.yaml | */staff-training-week.yaml) in=IE,GB,IT,RO,ES ;; # before the others' first day
    *) in=DE,FI,NL,IE,GB,IT,RO,ES ;;
    esac
    (cd "$1" && "$erkend" compare "$2" --in $in --lang en --policies "$here/policies" \
        --countries "$here/countries" 2>&1 | grep -v '^[0-9]* facts decided')
}

mkdir "$T/as" "$T/other"
cp -r examples "$T/as"
cp -r examples "$T/other"
compared=0
for file in examples/*.yaml; do
    sed -E 's/residence: [A-Z]{2}/residence: BR/; s/person: [a-z ]+/person: refugee/; s/^( *name:) .*/\1 Somebody Else/' \
        "$file" >"$T/other/$file"
    cmp -s "$file" "$T/other/$file" && say "$file names nobody who could be somebody else"
    answers "$T/as" "$file" >"$T/before"
    answers "$T/other" "$file" >"$T/after"
    grep -q verdict "$T/before" || say "$file is not answered: $(head -n 3 "$T/before")"
    if ! cmp -s "$T/before" "$T/after"; then
        say "$file is answered otherwise:"
        diff "$T/before" "$T/after" | head -n 5
    fi
    compared=$((compared + 1))
done
[ "$compared" -ge 10 ] || say "only $compared examples were compared"
exit "$wrong"
