#!/bin/sh
# Builds the fuzzers with clang and runs each for a while. usage: run.sh BUILD [SECONDS]
# A find stays in BUILD/fuzz/<name>/; kept under tests/fuzz/finds/<name>/ it is replayed ever after.
set -eu
cd "$(dirname "$0")/../.."
build=$1
seconds=${2:-60}
flags="-std=c11 -D_XOPEN_SOURCE=700 -Iengine/include -Iengine -Itests $(pkg-config --cflags lua5.4) -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined"
libs="$(pkg-config --libs lua5.4) -lyaml -lsqlite3"
sources=$(find engine -name '*.c' ! -path 'engine/cli/*' | sort)
for name in yaml json policy register; do
    folder=$build/fuzz/$name
    mkdir -p "$folder/corpus"
    # shellcheck disable=SC2086 # lists of words
    clang $flags -o "$folder/fuzz" tests/fuzz/fuzz_$name.c $sources $libs
    case $name in
    yaml) cp examples/*.yaml "$folder/corpus/" ;;
    json) printf "{\"id\":\"x\",\"decided\":\"2024-01-01\",\"learner\":{\"birth_date\":\"2000-01-01\"}}" >"$folder/corpus/seed.json" ;;
    policy) cp countries/*/*.lua "$folder/corpus/" ;;
    register) "$build/erkend" decide examples/wiring-abroad.yaml --in DE --register "$folder/seed.db" >/dev/null 2>&1 && cp "$folder/seed.db" "$folder/corpus/" ;;
    esac
    if [ -d "tests/fuzz/finds/$name" ]; then cp "tests/fuzz/finds/$name"/* "$folder/corpus/"; fi
    echo "fuzz $name: $seconds s"
    "$folder/fuzz" -max_total_time="$seconds" -rss_limit_mb=2048 -timeout=10 -artifact_prefix="$folder/" \
        "$folder/corpus" >"$folder/log" 2>&1 || {
        tail -n 40 "$folder/log"
        exit 1
    }
    tail -n 1 "$folder/log"
done
