#!/bin/sh
# The main job on the example learners: compared in Germany, Finland and the Netherlands, with the law
# that makes each difference, kept in the register BUILD/demo.db, whose list comes last.
# usage: demo.sh BUILD
set -eu
cd "$(dirname "$0")/.."
build=$1
rm -f "$build/demo.db" "$build/demo.db-wal" "$build/demo.db-shm"

compare() { # CASE COUNTRIES
    "$build/erkend" compare "$1" --in "$2" --register "$build/demo.db"
    printf '\n\n'
}

compare examples/wiring-abroad.yaml DE,FI,NL
compare examples/apprentice-9-months.yaml DE,FI,NL
compare examples/apprentice-9-months-and-a-half.yaml DE,FI,NL
compare examples/entrepreneurship-business.yaml DE,FI,NL
compare examples/entrepreneurship-care.yaml DE,FI,NL
compare examples/entrepreneurship-clothing.yaml DE,FI,NL
compare examples/temp-worker-logistics.yaml DE,FI,NL
compare examples/half-a-unit.yaml FI,DE,NL
compare examples/care-worker-validation.yaml NL
compare examples/staff-training-week.yaml EU,FI
compare examples/community-development.yaml IE,GB,IT,RO,ES

echo "The register $build/demo.db"
"$build/erkend" register list --register "$build/demo.db"
"$build/erkend" register verify --register "$build/demo.db"
