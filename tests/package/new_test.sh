#!/bin/sh
# scripts/new in a copy of its own: writes what it says, refuses bad names, never overwrites.
#   new_test.sh SOURCE_TREE
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/tree"
cp -r "$1/scripts" "$scratch/tree/"
cd "$scratch/tree"

fail() { echo "new_test: $1" >&2; exit 1; }
refuses() {
    code=$1
    shift
    got=0
    scripts/new "$@" >/dev/null 2>&1 || got=$?
    [ "$got" -eq "$code" ] || fail "scripts/new $* ended with $got, not $code"
}

refuses 64
refuses 64 metric
refuses 64 recipe cake
for name in "" Accuracy accuracy-gap 2fast _x x_ x__y "a b" ../x x.cpp "x;y" "$(printf 'x\ny')" é; do
    refuses 64 metric "$name"
done
[ -z "$(find . -name '*.cpp' ! -path './scripts/*')" ] || fail "a refused name left a file"

for file in metric:fairness/metrics/quite_new.cpp metric:tests/fairness/metrics/quite_new_test.cpp \
            metric:docs/metrics/quite_new.md check:analyzer/worker/checks/quite_new.cpp \
            check:tests/analyzer/checks/quite_new_test.cpp check:docs/checks/quite_new.md \
            format:reports/formats/quite_new.cpp format:tests/reports/formats/quite_new_test.cpp \
            format:docs/formats/report.md export:provenance/exports/quite_new.cpp \
            export:tests/provenance/exports/quite_new_test.cpp export:docs/exports/quite_new.md \
            command:cli/commands/quite_new.cpp command:tests/cli/commands/quite_new_test.cpp; do
    kind=${file%%:*}
    path=${file#*:}
    [ -e "$path" ] || scripts/new "$kind" quite_new >/dev/null
    [ -s "$path" ] || fail "scripts/new $kind did not write $path"
    ! grep -q '@[a-z]*@' "$path" || fail "$path holds a placeholder"
    case $path in *.cpp) grep -q 'quite[_ ]new' "$path" || fail "$path does not name itself" ;; esac
done
for kind in metric check format export command; do refuses 1 $kind quite_new; done
[ "$(grep -c '^## quite_new$' docs/formats/report.md)" -eq 1 ] || fail "the section was written twice"
echo "new_test: all as it should be"
