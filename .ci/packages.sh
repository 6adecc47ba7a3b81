#!/bin/sh
# Installs the Debian packages named that are missing: with root or sudo, else says what to run.
# usage: packages.sh PACKAGE...
set -u
command -v dpkg-query >/dev/null 2>&1 || exit 0 # no Debian: the compiler will say what it misses

missing=
for package in "$@"; do
    case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) in
    installed) ;;
    *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
elif command -v sudo >/dev/null 2>&1 && [ -t 0 ]; then
    as_root=sudo
else
    echo "packages are missing; run:  apt-get install$missing" >&2
    exit 1
fi

echo "installing:$missing"
install() {
    # shellcheck disable=SC2086 # both are lists of words
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
        $missing >build/packages.log 2>&1
}
mkdir -p build
install && exit 0
$as_root apt-get update -q >build/packages-update.log 2>&1
install && exit 0
tail -n 5 build/packages.log >&2
echo "could not install packages (see build/packages.log); run:  apt-get install$missing" >&2
exit 1
