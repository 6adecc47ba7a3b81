#!/bin/sh
# An installed erkend finds its policies under its prefix; a host builds against it with pkg-config; the
# shared library shows erkend_ names only.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
case $build in */asan) exit 0 ;; esac # the installed program is that of the release
make -s install BUILD="$build" PREFIX=/usr DESTDIR="$T/root" >"$T/log" 2>&1 || {
    cat "$T/log"
    exit 1
}
cp examples/apprentice-9-months.yaml "$T/"
cp -r examples/qualifications "$T/"
(cd "$T" && "$T/root/usr/bin/erkend" decide apprentice-9-months.yaml --in DE >out 2>err) || say "the installed program: $(cat "$T/err")"
grep -q recognised "$T/out" || say "the installed program decides otherwise"
for file in include/erkend.h lib/liberkend.a lib/liberkend.so lib/liberkend.so.0 lib/pkgconfig/erkend.pc share/erkend/policies share/erkend/countries/de; do
    [ -e "$T/root/usr/$file" ] || say "not installed: $file"
done
names=$(nm -D --defined-only "$T/root/usr/lib/liberkend.so.0" | awk '$2 ~ /[TDBR]/ { print $3 }' | grep -v '^erkend_' | grep -v '^ERKEND_')
[ -z "$names" ] || say "names leave the library: $names"
nm -D --defined-only --with-symbol-versions "$T/root/usr/lib/liberkend.so.0" | grep -q 'erkend_decide@@ERKEND_0.1' || say "no versioned symbols"
flags=$(PKG_CONFIG_PATH=$T/root/usr/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$T/root pkg-config --cflags --libs erkend)
# shellcheck disable=SC2086 # flags is a list of words
${CC:-cc} -std=c11 -D_XOPEN_SOURCE=700 -o "$T/embed" examples/embed.c $flags -I"$T/root/usr/include" -L"$T/root/usr/lib" || say "a host cannot build"
LD_LIBRARY_PATH=$T/root/usr/lib "$T/embed" examples/apprentice-9-months.yaml DE >"$T/out" 2>&1 || say "a host cannot run: $(cat "$T/out")"
grep -q "abroad abroad: recognised" "$T/out" || say "a host is answered otherwise: $(cat "$T/out")"
exit "$wrong"
