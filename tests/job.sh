#!/bin/sh
# Runs one job of the tests: prints what is wrong, then "TOTAL passed failed". usage: job.sh BUILD KIND ITEM
#
#   unit PROGRAM   a cmocka program; ERKEND_WRAP is put before it (valgrind, say)
#   countries WHAT one command over all countries: check, law, test, relations or worth
#   page FILE      every command that a page shows, with its output (console.sh)
#   script FILE    a script that says what is wrong and fails
set -u
cd "$(dirname "$0")/.." || exit 4
build=$1
kind=$2
item=$3
out=$(mktemp)
trap 'rm -f "$out"' EXIT INT TERM

# LINES PATTERN: one test that failed; what it said, at most so many lines of it
fail_with() {
    echo "FAILED $kind $item"
    grep -E "$2" "$out" | head -n "$1"
    echo "TOTAL 0 1"
}

# A program that dies says nothing of its tests: that is a failure too.
run_unit() {
    # shellcheck disable=SC2086 # a command and its options
    ${ERKEND_WRAP:-} "$item" >"$out" 2>&1
    status=$?
    good=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test(s).*/\1/p' "$out" | awk '{ n += $1 } END { print n + 0 }')
    bad=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test(s).*/\1/p' "$out" | awk '{ n += $1 } END { print n + 0 }')
    if [ "$status" != 0 ] && [ "$bad" = 0 ]; then bad=1; fi
    if [ "$status" != 0 ]; then
        echo "FAILED $item (status $status)"
        grep -vE '^\[ (RUN|      OK)' "$out" | tail -n 40
    fi
    echo "TOTAL $good $bad"
}

run_countries() {
    case $item in
    check) # warnings too: nothing unused, no text that lacks a language
        if ! "$build/erkend" check countries >"$out" 2>&1 || [ "$(cat "$out")" != "no errors, no warnings" ]; then
            fail_with 40 .
            return
        fi
        ;;
    law)
        "$build/erkend" check --coverage-of-law countries >"$out" 2>&1 || {
            fail_with 40 'EMPTY|empty cell|yaml:'
            return
        }
        ;;
    relations) # between a case and its twin: on made-up cases, or they stand in countries/xx/relations.yaml
        "$build/erkend" check --relations countries >"$out" 2>&1 || {
            fail_with 40 .
            return
        }
        ;;
    worth) # every outcome of every condition is reached, and every small change of a rule noticed, or has a
        # reason in countries/xx/survivors.yaml
        "$build/erkend" test countries --coverage --mutate --min 100 >"$out" 2>&1 || {
            fail_with 60 .
            return
        }
        ;;
    esac
    echo "TOTAL 1 0"
}

run_own_tests() {
    "$build/erkend" test countries --format tap >"$out" 2>&1
    status=$?
    good=$(grep -c '^ok ' "$out")
    bad=$(grep -c '^not ok ' "$out")
    if [ "$status" != 0 ] && [ "$bad" = 0 ]; then bad=1; fi
    if [ "$good" = 0 ]; then bad=$((bad + 1)); fi
    if [ "$bad" != 0 ]; then
        echo "FAILED erkend test countries"
        grep -A 8 '^not ok ' "$out" | head -n 60
        grep -v '^ok ' "$out" | tail -n 20
    fi
    echo "TOTAL $good $bad"
}

case $kind in
unit) run_unit ;;
countries) if [ "$item" = test ]; then run_own_tests; else run_countries; fi ;;
page)
    sh tests/console.sh "$build" "$item" >"$out" 2>&1
    grep -vE '^ok ' "$out" | head -n 200
    echo "TOTAL $(grep -c '^ok ' "$out") $(grep -c '^not ok ' "$out")"
    ;;
script) if sh "$item" "$build" >"$out" 2>&1; then echo "TOTAL 1 0"; else fail_with 30 .; fi ;;
esac
