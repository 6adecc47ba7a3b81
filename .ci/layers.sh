#!/bin/sh
# The layer check: folders of engine/ are layers, each includes only what stands before it, and a
# library is included in one room only. Prints every include that points the wrong way.
set -eu
cd "$(dirname "$0")/.."

rank() {
    case $1 in
    base) echo 1 ;; model) echo 2 ;; rule) echo 3 ;; load) echo 4 ;; script) echo 5 ;;
    decide) echo 6 ;; explain) echo 7 ;; store) echo 8 ;; batch) echo 9 ;; desk) echo 10 ;;
    cli) echo 11 ;;
    *) echo 0 ;;
    esac
}

wrong=0
say() {
    echo "$1" >&2
    wrong=1
}

for file in engine/*/*.[ch]; do
    room=${file#engine/}
    room=${room%%/*}
    [ "$room" = include ] && continue
    mine=$(rank "$room")
    [ "$mine" -gt 0 ] || say "$file: '$room' is no room; see docs/architecture.md"
    includes=$(sed -n 's/^#include "\([^"]*\)".*/\1/p' "$file")
    for include in $includes; do
        case $include in
        erkend.h) continue ;;
        */*) other=${include%%/*} ;;
        *)
            say "$file: \"$include\": write the room too, as in \"base/text.h\""
            continue
            ;;
        esac
        if [ "$room" = cli ]; then
            [ "$other" = cli ] || say "$file: cli includes erkend.h only, not \"$include\""
        elif [ "$(rank "$other")" -gt "$mine" ] || [ "$(rank "$other")" = 0 ]; then
            say "$file: $room may not include \"$include\""
        fi
    done
done

only_in() { # library header, rooms that may include it
    for file in engine/*/*.[ch]; do
        grep -qE "^#include <($1)>" "$file" || continue
        room=${file#engine/}
        [ "${room%%/*}" = "$2" ] || say "$file: only $2 includes <$1>"
    done
}
only_in 'yaml\.h' load
only_in 'lua\.h|lauxlib\.h|lualib\.h' script
only_in 'sqlite3\.h' store
only_in 'zlib\.h|zstd\.h|jansson\.h' cli

for file in engine/*/*.[ch] tests/*/*.[ch] tests/*/*/*.[ch]; do
    [ -f "$file" ] || continue
    lines=$(wc -l <"$file")
    [ "$lines" -le 800 ] || say "$file: $lines lines; past 800 a file is split by noun"
done

for file in engine/*/*.c; do
    case $file in engine/cli/*) continue ;; esac
    if grep -nE '(^|[^_a-zA-Z0-9"])(printf|puts|exit|abort|setlocale|getenv|signal|time|rand)\(' "$file" >/dev/null; then
        say "$file: the library does not print, exit, or ask clock, locale, chance or environment"
    fi
done
[ "$wrong" = 0 ] && echo "layers: each room includes only what stands before it"
exit "$wrong"
