# What the scripts of tests/cli share: source it with the build folder as $1.
# shellcheck shell=sh disable=SC2034 # used by those that source it
set -u
cd "$(dirname "$0")/../.." || exit 4
build=$(cd "$1" && pwd)
erkend=$build/erkend
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT INT TERM
LC_ALL=C.UTF-8
export LC_ALL
unset ERKEND_POLICIES ERKEND_COUNTRIES LANGUAGE LANG NO_COLOR
wrong=0

say() {
    echo "WRONG: $*"
    wrong=1
}

# expect STATUS WORDS COMMAND…: the exit status, and words that its output must hold ('' for none).
# Every message must be one line that begins with a name or a place, never a sanitizer's report.
expect() {
    want=$1
    words=$2
    shift 2
    "$@" >"$T/out" 2>"$T/err" </dev/null
    got=$?
    if [ "$got" != "$want" ]; then
        say "$*: exit status $got, not $want"
        head -n 5 "$T/out" "$T/err"
    fi
    if [ -n "$words" ] && ! cat "$T/out" "$T/err" | grep -qF -- "$words"; then
        say "$*: does not say '$words' but:"
        head -n 5 "$T/out" "$T/err"
    fi
    if grep -qE 'Sanitizer|runtime error' "$T/err"; then
        say "$*: sanitizer"
        head -n 20 "$T/err"
    fi
}

# FILE SQL: another program writes into a register, behind its back
spoil() {
    sqlite3 "$1" "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'" >"$T/triggers" &&
        sqlite3 "$1" "$(cat "$T/triggers") PRAGMA foreign_keys = OFF; $2"
}
