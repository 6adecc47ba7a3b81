# What the scripts of the benchmark share: source it with the build folder as $1, in the root of the checkout.
# shellcheck shell=sh disable=SC2034 # used by those that source it
build=$1
made=$build/tests/bench
erkend=$build/erkend
recog="--policies tests/bench/recog/policies --countries tests/bench/recog/countries --format codes"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
LC_ALL=C
export LC_ALL

# measure USER|CPU|WALL|RSS COMMAND…: microseconds of processor time in the program itself, and for it besides, of
# elapsed time, or kB
measure() {
    what=$1
    shift
    "$made/measure" "$@" >"$work/measured" 2>"$work/complaint" || {
        echo "failed: $*" >&2
        cat "$work/complaint" >&2
        exit 4
    }
    case $what in
    USER) awk '{ print $1 }' "$work/measured" ;;
    CPU) awk '{ print $1 + $2 }' "$work/measured" ;;
    WALL) awk '{ print $3 }' "$work/measured" ;;
    RSS) awk '{ print $4 }' "$work/measured" ;;
    esac
}

median() { # of numbers, one a line
    sort -g | awk '{ at[NR] = $1 } END { if (NR % 2) print at[(NR + 1) / 2]; else print (at[NR / 2] + at[NR / 2 + 1]) / 2 }'
}

over() { # A B DIGITS: a quotient
    awk -v a="$1" -v b="$2" -v d="$3" 'BEGIN { printf "%.*f", d, a / b }'
}

population() { # COUNT: a file of so many cases of the task
    [ -f "$work/recog.$1" ] || "$made/recog/generate" "$1" 1 >"$work/recog.$1"
    echo "$work/recog.$1"
}

find_digests() { # of the policies of the task, DE FI NL
    # shellcheck disable=SC2086 # options
    "$erkend" batch "$(population 100)" $recog --threads 1 >"$work/digests"
    for code in DE FI NL; do
        sed -n "s/.*\"country\":\"$code\",\"policy\":\"\\([0-9a-f]*\\)\".*/\\1/p" "$work/digests" | head -n 1
    done
}
