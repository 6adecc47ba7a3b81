#!/bin/sh
# Are the C files laid out as .clang-format says? usage: format.sh FILE...
set -u
if clang-format --dry-run --Werror "$@" 2>build/format.log; then
    echo "format: all C files are laid out alike"
else
    grep -E 'error|warning' build/format.log | head -n 20 >&2
    echo "format: run  make format" >&2
    exit 1
fi
