#!/bin/sh
# Runs every command that documents show and compares what it prints. usage: console.sh BUILD FILE...
#
# In a fence that opens with ```console, a line "$ command" is run by sh in the root of the checkout,
# with `erkend` on the path; the lines up to the next "$ " are what it must print (standard output and
# errors together), exactly. A line "[status 3]" says with which exit status it ends; without one it is
# 0. A line that is only "…" stands for any lines. A command that ends in "\" goes on in the next line; one
# that ends in << 'END' goes on to the line END.
# Fences that open with ```lua policy, ```yaml and others are left alone. A scratch folder is $T.
set -u
build=$(cd "$1" && pwd)
shift
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT INT TERM
export T
PATH=$build:$build/examples:$PATH
LC_ALL=C.UTF-8
export PATH LC_ALL
unset ERKEND_POLICIES ERKEND_COUNTRIES LANGUAGE LANG NO_COLOR
mkdir -p "$T/parts"

for file in "$@"; do
    [ -f "$file" ] || continue
    rm -rf "$T/parts"
    mkdir -p "$T/parts"
    # One numbered pair of files for each command: N.cmd, N.want; N.line is where it stands.
    awk -v dir="$T/parts" '
        /^```console/ { inside = 1; want = ""; next }
        /^```/ { inside = 0; want = ""; next }
        !inside { next }
        held {
            print > cmd
            if ($0 == held) held = ""
            next
        }
        /^\$ / && !more {
            n++
            cmd = sprintf("%s/%04d.cmd", dir, n); want = sprintf("%s/%04d.want", dir, n)
            print NR > sprintf("%s/%04d.line", dir, n)
            printf "" > want
            print substr($0, 3) > cmd
            more = /\\$/
            if (match($0, /<< .[A-Z]+.$/)) held = substr($0, RSTART + 4, RLENGTH - 5)
            next
        }
        more { print > cmd; more = /\\$/; next }
        want { print > want }
    ' "$file"
    for cmd in "$T"/parts/*.cmd; do
        [ -f "$cmd" ] || continue
        part=${cmd%.cmd}
        line=$(cat "$part.line")
        status=$(sed -n 's/^\[status \([0-9]*\)\]$/\1/p' "$part.want")
        sed '/^\[status [0-9]*\]$/d' "$part.want" >"$part.wanted"
        sh "$cmd" >"$part.got" 2>&1 </dev/null
        got=$?
        if [ "$got" != "${status:-0}" ]; then
            echo "not ok $file:$line: exit status $got, not ${status:-0}"
            cat "$part.got"
            continue
        fi
        if awk -v got="$part.got" '
            BEGIN {
                while ((getline text < got) > 0) g[++n] = text
                i = 1
            }
            { w[++m] = $0 }
            # Greedy from each "…": the least that lets the rest fit.
            function fits(a, b,   k) {
                while (a <= m && w[a] != "…") {
                    if (b > n || w[a] != g[b]) return 0
                    a++; b++
                }
                if (a > m) return b > n
                for (k = b; k <= n + 1; k++) if (fits(a + 1, k)) return 1
                return 0
            }
            END {
                while (m > 0 && w[m] == "") m--
                while (n > 0 && g[n] == "") n--
                exit fits(1, 1) ? 0 : 1
            }' "$part.wanted"; then
            echo "ok $file:$line"
        else
            echo "not ok $file:$line: $(head -n 1 "$cmd")"
            diff -u "$part.wanted" "$part.got" | tail -n +3
        fi
    done
done
