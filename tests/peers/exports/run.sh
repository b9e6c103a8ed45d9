#!/bin/sh
# Exports of a case folder, read by programs of others.
#   sh tests/peers/exports/run.sh prov|case|tiles CASE [PROGRAM]
#   prov   the PROV-JSON schema (python3-jsonschema) and the PROV model of Python (python3-prov)
#   case   case_validate of case-utils and case_prov_check of case-prov, from PyPI, in a folder of their own
#   tiles  sumdb/tlog and sumdb/note of golang-golang-x-mod-dev
# Exit 77 when what is needed is not there.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
kind=$1
folder=$(cd "$2" && pwd)
program=${3:-$root/build/release/bin/isonomia}
shared=${ISONOMIA_SHARED:-$root/../shared}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
missing() { echo "not run: $1" >&2; exit 77; }

# The vectors say that the validator looks: one file passes, the other has exactly two faults.
check_validator() {
    vectors=$shared/vectors/case
    [ -d "$vectors" ] || { echo "not run: vectors/case is absent, the validator was not tried on them" >&2; return; }
    validate "$vectors/investigative_action_PASS.json" >/dev/null
    if validate "$vectors/investigative_action_XFAIL.json" >"$scratch/xfail"; then
        echo "case_validate accepts what it must refuse" >&2
        exit 1
    fi
    grep -q 'Results (2)' "$scratch/xfail"
}
validate() { "$venv/bin/case_validate" --built-version case-1.4.0 "$@"; }

case $kind in
prov)
    /usr/bin/python3 -c 'import jsonschema, prov' 2>/dev/null || missing 'python3-jsonschema python3-prov'
    "$program" export --format prov-json -q -o "$scratch/prov.json" "$folder"
    /usr/bin/python3 "$here/read_prov.py" "$scratch/prov.json" "$shared/vectors/prov/prov-json.schema.json"
    ;;
case)
    venv=${ISONOMIA_CASE_VENV:-$root/build/peers/case}
    if [ ! -x "$venv/bin/case_validate" ] || [ ! -x "$venv/bin/case_prov_rdf" ]; then
        command -v python3 >/dev/null || missing python3
        python3 -m venv "$venv" && "$venv/bin/pip" install -q case-utils==0.18.0 case-prov==0.15.0 ||
            { rm -rf "$venv"; missing 'case-utils and case-prov of PyPI'; }
    fi
    check_validator
    "$program" export --format case -q -o "$scratch/case.jsonld" "$folder"
    "$program" export --format prov-json -q -o "$scratch/prov.json" "$folder"
    validate "$scratch/case.jsonld"
    "$venv/bin/case_prov_rdf" --allow-empty-results "$scratch/chain.ttl" "$scratch/case.jsonld"
    "$venv/bin/python" -W ignore -m case_prov.case_prov_check -f turtle "$scratch/chain.ttl" >"$scratch/report.ttl" ||
        true # gaps are warnings; read_case says which there may be
    "$venv/bin/python" "$here/read_case.py" "$scratch/case.jsonld" "$scratch/prov.json" "$scratch/report.ttl"
    ;;
tiles)
    modules=${ISONOMIA_GO_SOURCES:-/usr/share/gocode}
    command -v go >/dev/null || missing 'Go (golang-go)'
    [ -d "$modules/src/golang.org/x/mod/sumdb/tlog" ] || missing golang-golang-x-mod-dev
    "$program" export --format tiles -q -o "$scratch/tiles" "$folder"
    key=$("$program" verify --json "$folder" | sed -n 's/.*"verifier_key": "\([^"]*\)".*/\1/p')
    GO111MODULE=off GOPATH="$modules" GOCACHE="$scratch/cache" GOFLAGS= \
        go run "$here/read_tiles.go" "$scratch/tiles" "$key"
    ;;
*) echo "usage: run.sh prov|case|tiles CASE [PROGRAM]" >&2; exit 64 ;;
esac
