#!/bin/sh
# Runs the tests and prints their totals. usage: run.sh BUILD [unit [ROOM] | countries | docs]
#
#   unit       every cmocka program under BUILD/tests
#   countries  `erkend check` (of the law too), then `erkend test`, over countries/ and the test countries
#   docs       every command shown in README.md, docs/ and tests/cli, with its output (console.sh)
#
# ERKEND_WRAP is put before each unit test program (valgrind, say).
set -u
cd "$(dirname "$0")/.." || exit 4
build=$1
what=${2:-all}
room=${3:-*}
passed=0
failed=0
log=$build/tests.log
: >"$log"

count() { # passed failed
    passed=$((passed + $1))
    failed=$((failed + $2))
}

# A program that dies says nothing of its tests: that is a failure too.
run_unit() {
    # shellcheck disable=SC2231 # $room may be a pattern
    for program in "$build"/tests/unit/$room/test_* "$build"/tests/faults/test_*; do
        if [ ! -x "$program" ] || [ ! -f "$program" ]; then continue; fi
        case $program in *.d) continue ;; esac
        # shellcheck disable=SC2086 # a command and its options
        ${ERKEND_WRAP:-} "$program" >"$build/unit.log" 2>&1
        status=$?
        cat "$build/unit.log" >>"$log"
        good=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test(s).*/\1/p' "$build/unit.log" | awk '{ n += $1 } END { print n + 0 }')
        bad=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test(s).*/\1/p' "$build/unit.log" | awk '{ n += $1 } END { print n + 0 }')
        if [ "$status" != 0 ] && [ "$bad" = 0 ]; then bad=1; fi
        count "$good" "$bad"
        if [ "$status" != 0 ]; then
            echo "FAILED ${program#"$build"/tests/} (status $status)"
            grep -vE '^\[ (RUN|      OK)' "$build/unit.log" | tail -n 40
        fi
    done
}

run_countries() {
    # Warnings too: nothing unused, no text that lacks a language.
    if "$build/erkend" check countries >"$build/check.log" 2>&1 && [ "$(cat "$build/check.log")" = "no errors, no warnings" ]; then
        count 1 0
    else
        count 0 1
        echo "FAILED erkend check countries"
        tail -n 40 "$build/check.log"
    fi
    if "$build/erkend" check --coverage-of-law countries >"$build/law.log" 2>&1; then
        count 1 0
    else
        count 0 1
        echo "FAILED erkend check --coverage-of-law countries"
        grep -E 'EMPTY|empty cell|yaml:' "$build/law.log" | tail -n 40
    fi
    "$build/erkend" test countries --format tap >"$build/countries.tap" 2>"$build/countries.log"
    status=$?
    good=$(grep -c '^ok ' "$build/countries.tap")
    bad=$(grep -c '^not ok ' "$build/countries.tap")
    if [ "$status" != 0 ] && [ "$bad" = 0 ]; then bad=1; fi
    if [ "$good" = 0 ]; then bad=$((bad + 1)); fi
    count "$good" "$bad"
    if [ "$bad" != 0 ]; then
        echo "FAILED erkend test countries"
        grep -A 8 '^not ok ' "$build/countries.tap" | head -n 60
        tail -n 20 "$build/countries.log"
    fi
    # Relations between a case and its twin hold on made-up cases, or stand in countries/xx/relations.yaml.
    if "$build/erkend" check --relations countries >"$build/relations.log" 2>&1; then
        count 1 0
    else
        count 0 1
        echo "FAILED erkend check --relations countries"
        head -n 40 "$build/relations.log"
    fi
    # Every outcome of every condition is reached, and every small change of a rule noticed, or has a
    # reason in countries/xx/survivors.yaml.
    if "$build/erkend" test countries --coverage --mutate --min 100 >"$build/worth.log" 2>&1; then
        count 1 0
    else
        count 0 1
        echo "FAILED erkend test countries --coverage --mutate --min 100"
        head -n 60 "$build/worth.log"
    fi
}

run_docs() {
    sh tests/console.sh "$build" README.md docs/*.md docs/*/*.md tests/cli/*.md >"$build/docs.log" 2>&1
    cat "$build/docs.log" >>"$log"
    good=$(grep -c '^ok ' "$build/docs.log")
    bad=$(grep -c '^not ok ' "$build/docs.log")
    count "$good" "$bad"
    grep -vE '^ok ' "$build/docs.log" | head -n 200
    for script in tests/cli/test_*.sh; do
        [ -f "$script" ] || continue
        if sh "$script" "$build" >"$build/script.log" 2>&1; then
            count 1 0
        else
            count 0 1
            echo "FAILED $script"
            tail -n 30 "$build/script.log"
        fi
        cat "$build/script.log" >>"$log"
    done
}

case $what in
unit) run_unit ;;
countries) run_countries ;;
docs) run_docs ;;
all)
    run_unit
    run_countries
    run_docs
    ;;
esac

echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
