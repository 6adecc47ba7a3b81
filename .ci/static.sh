#!/bin/sh
# Static analysis: cppcheck over everything, clang-tidy over the engine. usage: static.sh JOBS
set -eu
jobs=${1:-1}
cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr -j "$jobs" \
    --enable=warning,performance,portability --suppress=missingIncludeSystem \
    --suppress=normalCheckLevelMaxBranches -DEK_NO_COMPUTED_GOTO \
    -Iengine/include -Iengine engine examples
echo "static: cppcheck found nothing"
flags=$(pkg-config --cflags lua5.4)
# shellcheck disable=SC2086 # flags is a list of words
find engine -name '*.c' -print0 | xargs -0 -n 8 -P "$jobs" sh -c 'clang-tidy --quiet "$@" -- \
    -std=c11 -D_XOPEN_SOURCE=700 -DERKEND_PREFIX=\"/usr/local\" -Iengine/include -Iengine '"$flags"' 2>/dev/null' clang-tidy >build/tidy.log || {
    cat build/tidy.log >&2
    exit 1
}
echo "static: clang-tidy found nothing"
