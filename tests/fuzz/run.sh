#!/bin/sh
# Builds the fuzzers with clang and runs each for a while. usage: run.sh BUILD [SECONDS [NAME…]]
# A find stays in BUILD/fuzz/<name>/; kept under tests/fuzz/finds/<name>/ it is replayed ever after,
# here and by tests/faults/test_finds.c.
set -eu
cd "$(dirname "$0")/../.."
build=$1
seconds=${2:-60}
if [ $# -gt 2 ]; then
    shift 2
else
    set -- yaml json direct policy register
fi
sanitize="-fsanitize=address,undefined -fno-sanitize-recover=undefined"
make --no-print-directory CC=clang BUILD="$build/fuzz/engine" OPTIMISE=-O1 \
    SANITIZE="-fsanitize=fuzzer-no-link $sanitize" "$build/fuzz/engine/liberkend.a"
flags="-std=c11 -D_XOPEN_SOURCE=700 -Iengine/include -Iengine -Itests -g -O1 -fsanitize=fuzzer $sanitize"
libs="$(pkg-config --libs lua5.4) -lyaml -lsqlite3"
for name in "$@"; do
    folder=$build/fuzz/$name
    mkdir -p "$folder/corpus"
    # shellcheck disable=SC2086 # lists of words
    clang $flags -o "$folder/fuzz" "tests/fuzz/fuzz_$name.c" "$build/fuzz/engine/liberkend.a" $libs
    case $name in
    yaml) cp examples/*.yaml "$folder/corpus/" ;;
    json) printf "{\"id\":\"x\",\"decided\":\"2024-01-01\",\"learner\":{\"birth_date\":\"2000-01-01\"}}" >"$folder/corpus/seed.json" ;;
    policy) for rules in countries/*/*.lua; do
        cp "$rules" "$folder/corpus/$(echo "${rules#countries/}" | tr / -)"
    done ;;
    register) "$build/erkend" decide examples/wiring-abroad.yaml --in DE --register "$folder/seed.db" >/dev/null 2>&1 && cp "$folder/seed.db" "$folder/corpus/" ;;
    esac
    find "tests/fuzz/finds/$name" -type f -exec cp {} "$folder/corpus/" \;
    echo "fuzz $name: $seconds s"
    "$folder/fuzz" -max_total_time="$seconds" -rss_limit_mb=2048 -timeout=10 -artifact_prefix="$folder/" \
        "$folder/corpus" >"$folder/log" 2>&1 || {
        tail -n 40 "$folder/log"
        exit 1
    }
    tail -n 1 "$folder/log"
done
