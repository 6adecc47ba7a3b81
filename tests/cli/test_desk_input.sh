#!/bin/sh
# Bad input of every kind for every command that takes a file: one clear line that names it, an exit status that says so, and
# nothing written, changed or half done.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# ---- What is put in ---------------------------------------------------------------------------
bad=$T/bad
mkdir "$bad" "$bad/folder.yaml"
: >"$bad/empty.yaml"
head -c 3000000 /dev/urandom >"$bad/noise.yaml"
printf '%0100000d' 0 | tr 0 '[' >"$bad/deep.yaml"
{
    echo 'a: &a [x, x, x, x, x, x, x, x, x, x]'
    for i in b c d e f g h i; do
        previous=$(echo $i | tr b-i a-h)
        printf '%s: &%s [' $i $i
        for _ in 1 2 3 4 5 6 7 8 9; do printf '*%s, ' "$previous"; done
        printf '*%s]\n' "$previous"
    done
} >"$bad/bomb.yaml"
printf 'id: a\nid: b\n' >"$bad/twice.yaml"
printf 'id: a\ndecided: soon\nlearner: 7\n' >"$bad/types.yaml"
printf 'id: "\377\376"\n' >"$bad/latin.yaml"
printf 'id: a\ndecided: 2026-01-01\nlearner: { residence: NO }\nhome: NO\nclaims: maybe\n' >"$bad/no.yaml"
printf '{"id": "a", "decided": ' >"$bad/half.json"
inputs="empty.yaml folder.yaml noise.yaml deep.yaml bomb.yaml twice.yaml types.yaml latin.yaml no.yaml half.json nowhere.yaml"
find "$bad" -type f -exec cksum {} + | sort >"$T/before"

# refuses STATUS COMMAND…: with one line at least, the first of which names the file; nothing on standard output but what a
# command says of the others.
refuses() {
    want=$1
    file=$2
    shift 2
    timeout 20 "$@" >"$T/out" 2>"$T/err" </dev/null
    got=$?
    [ "$got" = "$want" ] || say "$*: exit status $got, not $want: $(head -n 2 "$T/err")"
    if grep -qE 'Sanitizer|runtime error|Assertion|core dumped' "$T/err"; then say "$*: $(head -n 3 "$T/err")"; fi
    if ! grep -qF -- "$file" "$T/err"; then say "$*: no message names $file: $(head -n 2 "$T/err")"; fi
    if [ "$(wc -l <"$T/err")" -gt 101 ]; then say "$*: $(wc -l <"$T/err") lines of messages"; fi
    if awk 'length > 1000' "$T/err" | grep -q .; then say "$*: a line of over 1000 bytes"; fi
    if LC_ALL=C grep -q "$(printf '[\001-\010\013-\037]')" "$T/err"; then say "$*: control characters in a message"; fi
}

# ---- As a case --------------------------------------------------------------------------------
for name in $inputs; do
    file=$bad/$name
    refuses 3 "$name" "$erkend" decide "$file" --in DE
    refuses 3 "$name" "$erkend" explain "$file" --in DE
    refuses 3 "$name" "$erkend" explain "$file" --in DE --why-not
    refuses 3 "$name" "$erkend" compare "$file"
    refuses 3 "$name" "$erkend" timeline "$file" --in DE
    refuses 3 "$name" "$erkend" check "$file"
    case $name in
    empty.yaml | noise.yaml | deep.yaml | bomb.yaml | twice.yaml | types.yaml | latin.yaml | no.yaml | half.json) ;;
    *)
        refuses 3 "$name" "$erkend" diff 2019-12-31 2020-01-01 "$file" --in DE
        refuses 3 "$name" "$erkend" distinguish DE FI "$file" --tries 1
        refuses 3 "$name" "$erkend" limits "$file" --in DE
        ;;
    esac
done

# ---- As lines of cases ------------------------------------------------------------------------
for name in noise.yaml deep.yaml half.json; do
    cp "$bad/$name" "$T/lines.ndjson"
    timeout 20 "$erkend" batch "$T/lines.ndjson" --in DE --out "$T/lines.out" --rejects "$T/rejects" >"$T/out" 2>"$T/err"
    got=$?
    [ "$got" = 3 ] || say "batch $name: exit status $got: $(head -n 2 "$T/err")"
    [ ! -s "$T/lines.out" ] || say "batch $name: decided something"
    [ -s "$T/rejects" ] || say "batch $name: rejected nothing"
done
refuses 3 folder.yaml "$erkend" batch "$bad/folder.yaml" --in DE
refuses 3 nowhere.yaml "$erkend" batch "$bad/nowhere.yaml" --in DE

# ---- As a folder of policies ------------------------------------------------------------------
for name in empty.yaml noise.yaml nowhere.yaml; do
    file=$bad/$name
    refuses 3 "$name" "$erkend" check "$file"
    refuses 2 "$name" "$erkend" diff . "$file" examples/wiring-abroad.yaml --in DE
    refuses 2 "$name" "$erkend" distinguish . "$file" --in DE
    refuses 2 "$name" "$erkend" prove same . "$file" --in DE
    refuses 3 "$name" "$erkend" law "$file"
    refuses 3 "$name" "$erkend" test "$file"
done

# ---- As one document of a country -------------------------------------------------------------
mkdir -p "$T/broken/countries"
for document in country.yaml parameters.yaml questions.yaml laws.yaml relations.yaml survivors.yaml cases/transfer.yaml transfer.lua; do
    for name in empty.yaml noise.yaml deep.yaml bomb.yaml latin.yaml; do
        rm -rf "$T/broken/countries/de"
        cp -R countries/de "$T/broken/countries/"
        cp "$bad/$name" "$T/broken/countries/de/$document"
        case $document:$name in
        transfer.lua:empty.yaml | *survivors.yaml:empty.yaml | *relations.yaml:empty.yaml | laws.yaml:empty.yaml) continue ;;
        survivors.yaml:*) command="test --mutate" ;;
        relations.yaml:*) command="check --relations" ;;
        laws.yaml:*) command="check --coverage-of-law" ;;
        cases/*) command=test ;;
        *) command=check ;;
        esac
        # shellcheck disable=SC2086 # a command with its option
        timeout 60 "$erkend" $command "$T/broken/countries/de" --policies policies >"$T/all" 2>&1
        got=$?
        case $got in 1 | 3) ;; *) say "$command with $document: $name: exit status $got" ;; esac
        grep -qF "$document" "$T/all" || say "$command with $document: $name: it is not named: $(head -n 2 "$T/all")"
        if grep -qE 'Sanitizer|runtime error|Assertion' "$T/all"; then say "$command with $document: $name: $(head -n 3 "$T/all")"; fi
    done
done

# ---- As a register ----------------------------------------------------------------------------
for name in empty.yaml noise.yaml folder.yaml nowhere.yaml; do
    for command in "register list" "register verify" verify; do
        # shellcheck disable=SC2086 # a command with its word
        refuses 3 "$name" "$erkend" $command --register "$bad/$name"
    done
done

# ---- Where nothing can be written -------------------------------------------------------------
for command in "limits --in DE examples/wiring-abroad.yaml" "timeline examples/wiring-abroad.yaml --in DE" "law countries/nl" \
    "schema case" "simulate --in DE --count 3" "diff 2019-12-31 2020-01-01 examples/wiring-abroad.yaml --in DE" \
    "distinguish DE FI --tries 5" "test countries/nl --coverage" "check --format sarif" "check --coverage-of-law countries/nl"; do
    if [ -e /dev/full ]; then
        # shellcheck disable=SC2086 # a command line
        timeout 60 "$erkend" $command >/dev/full 2>"$T/err"
        got=$?
        [ "$got" = 4 ] || say "$command >/dev/full: exit status $got"
        grep -q "could not be written" "$T/err" || say "$command >/dev/full: $(head -n 2 "$T/err")"
    fi
    {
        # shellcheck disable=SC2086 # a command line
        timeout 60 "$erkend" $command 2>"$T/err"
        echo $? >"$T/status"
    } | head -c 0 >/dev/null
    case $(cat "$T/status") in 0 | 1 | 4 | 141) ;; *) say "$command into a closed pipe: exit status $(cat "$T/status")" ;; esac
done
refuses 4 nowhere "$erkend" new XX --countries "$T/nowhere/countries"

find "$bad" -type f -exec cksum {} + | sort >"$T/after"
cmp -s "$T/before" "$T/after" || say "a file that was only read was changed"
exit "$wrong"
