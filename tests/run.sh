#!/bin/sh
# Runs the tests, as many at once as there are processors (or JOBS), and prints their totals.
# usage: run.sh BUILD [unit [ROOM] | countries | docs]
#
#   unit       every cmocka program under BUILD/tests
#   countries  `erkend check` (of the law too), then `erkend test`, over countries/ and the test countries
#   docs       every command shown in README.md, docs/ and tests/cli, with its output; the scripts of tests/cli
#
# What a job printed (job.sh) lies in BUILD/tests.log; what is wrong is printed in the order of the jobs.
set -u
cd "$(dirname "$0")/.." || exit 4
build=$1
what=${2:-all}
room=${3:-*}
said=$(mktemp -d)
trap 'rm -rf "$said"' EXIT INT TERM

list_jobs() { # the longest first
    case $what in all | docs)
        echo script tests/cli/test_planted.sh
        for script in tests/cli/test_*.sh; do
            [ "$script" = tests/cli/test_planted.sh ] || echo "script $script"
        done
        for page in README.md docs/*.md docs/*/*.md tests/cli/*.md; do echo "page $page"; done
        ;;
    esac
    case $what in all | countries)
        for question in worth relations test law check; do echo "countries $question"; done
        ;;
    esac
    case $what in all | unit)
        # shellcheck disable=SC2231 # $room may be a pattern
        for program in "$build"/tests/unit/$room/test_* "$build"/tests/faults/test_*; do
            case $program in *.d) continue ;; esac
            if [ -x "$program" ] && [ -f "$program" ]; then echo "unit $program"; fi
        done
        ;;
    esac
}

list_jobs | awk '{ printf "%04d %s\n", NR, $0 }' >"$said/jobs"
# shellcheck disable=SC2016 # $0 to $4 are of the shell that xargs starts
xargs -P "${JOBS:-$(getconf _NPROCESSORS_ONLN)}" -L 1 \
    sh -c 'sh tests/job.sh "$1" "$4" "$5" >"$2/$3" 2>&1' job "$build" "$said" <"$said/jobs"

passed=0
failed=0
: >"$build/tests.log"
while read -r number kind item; do
    echo "$kind $item" >>"$build/tests.log"
    cat "$said/$number" >>"$build/tests.log"
    grep -v '^TOTAL ' "$said/$number"
    total=$(sed -n 's/^TOTAL //p' "$said/$number")
    if [ -z "$total" ]; then
        echo "FAILED $kind $item: it was not run to its end"
        total='0 1'
    fi
    passed=$((passed + ${total% *}))
    failed=$((failed + ${total#* }))
done <"$said/jobs"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
