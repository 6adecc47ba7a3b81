#!/bin/sh
# Instructions a case, counted by callgrind: they do not vary with the machine's load. The difference of two numbers
# of cases, so that starting and loading cancel out. usage: instructions.sh BUILD [check]
#
#   recog   erkend batch on the benchmark's task (recog/README.md)
#   limit   the same task by hand in C (recog/limit.c)
#   de …    erkend batch for that country on the cases of generate.c
#
# With `check`: nothing may take more than tests/bench/instructions.limits says. Lower a limit when the count falls.
set -eu
cd "$(dirname "$0")/../.."
build=$1
check=${2:-}
limits=tests/bench/instructions.limits
made=$build/tests/bench
few=100
many=500
command -v valgrind >/dev/null || {
    echo "valgrind is not installed: make setup-check"
    exit 2
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
for count in $few $many; do
    "$made/recog/generate" "$count" 7 >"$work/recog.$count"
    "$made/generate" "$count" 7 >"$work/countries.$count"
done
format=
if "$build/erkend" batch --help | grep -q codes; then format='--format codes'; fi

count() { # COMMAND…: instructions of the whole process
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>"$work/said" >"$work/out" || {
        cat "$work/said" >&2
        exit 4
    }
    sed -n 's/^==[0-9]*== Collected : \([0-9]*\)$/\1/p' "$work/said"
}

difference() { # FEW MANY
    echo $((($2 - $1) / (many - few)))
}

recog() {
    # shellcheck disable=SC2086 # an option and its word
    count "$build/erkend" batch "$work/recog.$1" --policies tests/bench/recog/policies \
        --countries tests/bench/recog/countries --threads 1 $format
}

country() {
    # shellcheck disable=SC2086 # an option and its word
    count "$build/erkend" batch "$work/countries.$2" --in "$1" --threads 1 $format
}

failed=0
report() { # NAME COUNT [RATIO]
    most=$(sed -n "s/^$1 \\([0-9]*\\)\$/\\1/p" "$limits")
    if [ -z "$most" ]; then most=0; fi
    verdict=
    if [ -n "$check" ] && [ "$2" -gt "$most" ]; then
        verdict='  TOO MANY'
        failed=1
    fi
    printf '%-8s %12d  at most %12d  %s%s\n' "$1" "$2" "$most" "${3:-}" "$verdict"
}

echo "instructions a case$(if [ -n "$format" ]; then echo " ($format)"; fi)"
mine=$(difference "$(recog $few)" "$(recog $many)")
if [ -x "$made/recog/limit" ]; then
    digest=0000000000000000000000000000000000000000000000000000000000000000
    hand=$(difference "$(count "$made/recog/limit" "$work/recog.$few" $digest $digest $digest)" \
        "$(count "$made/recog/limit" "$work/recog.$many" $digest $digest $digest)")
    report limit "$hand"
    hundredths=$((mine * 100 / hand))
    report recog "$mine" "$((hundredths / 100)).$(printf '%02d' $((hundredths % 100))) x limit"
else
    report recog "$mine"
fi
for code in DE FI NL; do
    report "$(echo $code | tr DEFINL definl)" "$(difference "$(country $code $few)" "$(country $code $many)")"
done
[ "$failed" = 0 ]
