#!/bin/sh
# Bad input of every kind: one clear line, the right exit status, bounded time, nothing half-written.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
minimal='id: x
decided: 2024-01-01
'
file() { # NAME; standard input becomes $T/NAME
    cat >"$T/$1"
}
decide() { # WORDS NAME: the case is refused with exit status 3
    expect 3 "$1" timeout 20 "$erkend" decide "$T/$2" --in DE
    if [ "$(wc -l <"$T/err")" -lt 1 ]; then say "$2: no message"; fi
    if [ -s "$T/out" ]; then say "$2: something was printed as a result"; fi
}

# ---- calls -------------------------------------------------------------------------------------
expect 2 "name a case file" "$erkend" decide
expect 2 "no command 'decied'" "$erkend" decied
expect 2 "no option '--frmat'" "$erkend" decide --frmat json x.yaml
expect 2 "needs a value" "$erkend" decide x.yaml --in
expect 2 "is no country code" "$erkend" decide x.yaml --in DEU
expect 2 "is not text, json, ndjson or codes" "$erkend" decide x.yaml --format xml
expect 2 "is not en, de, fi, nl, nor two letters" "$erkend" decide x.yaml --lang xx
expect 2 "" "$erkend"
expect 2 "" "$erkend" decide examples/wiring-abroad.yaml --in ZZ
expect 0 "erkend compare" "$erkend" help
expect 0 "Examples" "$erkend" help compare
expect 0 "Examples" "$erkend" register --help
expect 0 "erkend 0." "$erkend" --version

# ---- files that are no cases ---------------------------------------------------------------------
expect 3 "cannot be read" "$erkend" decide "$T/none.yaml"
expect 3 "this is a folder" "$erkend" decide "$T"
: | file empty.yaml
decide "" empty.yaml
printf '\n\n# nothing\n' | file comment.yaml
decide "" comment.yaml
head -c 5000000 /dev/urandom | file noise.yaml
decide "document_bytes" noise.yaml
head -c 100000 /dev/urandom | file noise2.yaml
decide "" noise2.yaml
head -c 100000 /dev/urandom | file noise.json
decide "" noise.json
printf 'id: x\ntitle: "\377\376"\n' | file utf8.yaml
decide "utf8.yaml:2:" utf8.yaml
printf '{"id":"x","title":"\377"}' | file utf8.json
decide "utf8.json:1:" utf8.json
printf '\376\377\000i\000d' | file utf16.yaml
decide "" utf16.yaml
printf 'id: "a\\0b"\n' | file zero.yaml
decide "zero.yaml:1:" zero.yaml

# ---- nesting, aliases, sizes ---------------------------------------------------------------------
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "["; }' | file deep.yaml
decide "document_depth" deep.yaml
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "["; }' | file deep.json
decide "document_depth" deep.json
awk 'BEGIN { for (i = 0; i < 40000; i++) printf "{\"\":["; }' | file deep2.json
decide "" deep2.json
{
    printf 'a: &a [x, x, x, x, x, x, x, x, x]\n'
    for i in b c d e f g h; do printf '%s: &%s [*a, *a, *a, *a, *a, *a, *a, *a]\n' "$i" "$i"; done
} | file bomb.yaml
decide "bomb.yaml:1:" bomb.yaml
printf '%slearner: &x { id: *x }\n' "$minimal" | file cycle.yaml
decide "" cycle.yaml
printf '%s<<: { id: y }\n' "$minimal" | file merge.yaml
decide "merge.yaml:3:" merge.yaml
printf '%stitle: !!python/object x\n' "$minimal" | file tag.yaml
decide "tag.yaml:3:" tag.yaml
printf '%s---\nid: y\n' "$minimal" | file two.yaml
decide "two.yaml:" two.yaml
awk 'BEGIN { printf "id: x\ndecided: 2024-01-01\nstays:\n"; for (i = 0; i < 60000; i++) printf "  - { id: s%d }\n", i }' | file many.yaml
decide "document_nodes" many.yaml

# ---- values that read differently to two readers ---------------------------------------------------
for value in null '~' ''; do
    printf '%slearner:\n  residence: %s\n' "$minimal" "$value" | file null.yaml
    decide "null.yaml:4:" null.yaml
done
printf '%shome_country: NO\n' "$minimal" | file norway.yaml
expect 0 "" "$erkend" decide "$T/norway.yaml" --in DE
for value in no yes on 'True' 0123 1e3 1_000 0x1F .inf 9223372036854775808; do
    printf '%slearner:\n  in_compulsory_education: %s\n' "$minimal" "$value" | file value.yaml
    decide "value.yaml:4:" value.yaml
    printf '%squalification:\n  prescribed_months: %s\n' "$minimal" "$value" | file number.yaml
    decide "number.yaml:4:" number.yaml
done
for day in 2024-02-30 2023-02-29 2024-13-01 24-01-01 2024-1-1 01.02.2024 '"2024-01-01T00:00:00"'; do
    printf 'id: x\ndecided: %s\n' "$day" | file day.yaml
    decide "day.yaml:2:" day.yaml
done

# ---- keys and references: all in one run, each with the nearest right name -------------------------
cat <<'X' | file keys.yaml
id: x
decided: 2024-01-01
lerner: { id: y }
learner:
  id: y
  birth_dat: 2000-01-01
  residence: Germany
  work: [{ months: -1, in_occupation: maybe }]
learner: { id: z }
abroad: [{ stays: [nowhere] }]
qualification: { prescribed_months: 36, level: four }
X
decide "did you mean learner" keys.yaml
for line in 3 6 7 8 9 10 11; do
    grep -q "keys.yaml:$line:" "$T/err" || say "keys.yaml: nothing about line $line"
done
grep -q "did you mean birth_date" "$T/err" || say "keys.yaml: no nearest name for birth_dat"
printf '{"id":"x","\\u0069d":"y"}' | file twice.json
decide "twice.json:1:" twice.json
printf '{"id":"x"} {}' | file after.json
decide "after.json:1:" after.json
printf '{"id":"\\ud800"}' | file lone.json
decide "lone.json:1:" lone.json
printf '%squalification: ../../etc/passwd\n' "$minimal" | file escape.yaml
decide "escape.yaml:3:" escape.yaml
printf '%squalification: /etc/passwd\n' "$minimal" | file escape.yaml
decide "escape.yaml:3:" escape.yaml
ln -s /etc "$T/link"
printf '%squalification: link/passwd\n' "$minimal" | file escape.yaml
decide "escape.yaml:3:" escape.yaml
printf '%squalification: self.yaml\n' "$minimal" | file self.yaml
decide "self.yaml" self.yaml
# what a document says is shown, never obeyed, by a terminal
printf '%stitle: "\\e]0;owned\\a"\n' "$minimal" | file escape.yaml
"$erkend" decide "$T/escape.yaml" --in DE >"$T/out" 2>&1
if grep -q "$(printf '\033')" "$T/out"; then say "an escape sequence of a document was printed"; fi

# ---- machines that fail ------------------------------------------------------------------------------
if [ -e /dev/full ]; then
    "$erkend" decide examples/wiring-abroad.yaml --in DE >/dev/full 2>"$T/err"
    [ $? = 4 ] || say "/dev/full: the exit status is not 4"
    grep -q "could not be written" "$T/err" || say "/dev/full: no message"
fi
{
    "$erkend" compare examples/wiring-abroad.yaml --format json 2>"$T/err"
    echo $? >"$T/status"
} | head -c 0 >/dev/null
case $(cat "$T/status") in 0 | 4) ;; *) say "closed pipe: exit status $(cat "$T/status")" ;; esac
"$erkend" decide examples/wiring-abroad.yaml --in DE <&- >"$T/out" 2>&1 || say "without standard input: status $?"

# ---- registers -----------------------------------------------------------------------------------------
register() { # STATUS WORDS FILE
    expect "$1" "$2" "$erkend" decide examples/wiring-abroad.yaml --in DE --register "$3"
}
printf 'not a database at all, just text that is long enough to be looked at as one' >"$T/text.db"
register 4 "no register" "$T/text.db"
[ "$(wc -c <"$T/text.db")" = 75 ] || say "a file that is no register was changed"
register 4 "" "$T"
register 4 "" "$T/no/such/folder/x.db"
expect 3 "no such register" "$erkend" register list --register "$T/none.db"
register 0 "" "$T/a.db"
register 0 "" "$T/a.db"
expect 0 "1 decisions" "$erkend" register verify --register "$T/a.db"
expect 2 "no number" "$erkend" register show one --register "$T/a.db"
expect 3 "no decision 7" "$erkend" register show 7 --register "$T/a.db"
if [ "$(id -u)" != 0 ]; then
    mkdir "$T/ro" && cp "$T/a.db" "$T/ro/" && chmod 500 "$T/ro"
    register 4 "cannot be written" "$T/ro/a.db"
    chmod 700 "$T/ro"
fi
# a small disk: the file may not grow
(
    ulimit -f 8
    "$erkend" decide examples/wiring-abroad.yaml --in DE --register "$T/small.db" >"$T/out" 2>"$T/err"
    echo $? >"$T/status"
)
[ "$(cat "$T/status")" = 4 ] || say "a register that may not grow: exit status $(cat "$T/status")"
[ ! -s "$T/out" ] || say "a decision that was not kept was printed"

exit "$wrong"
