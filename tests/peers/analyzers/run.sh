#!/bin/sh
# What other analysers say of the twins in corpus/sources/twins: for each twin and analyser, the
# diagnostics that the faulty program draws and the repaired one does not. "nothing" means that the
# analyser cannot tell the two apart. A diagnostic that is listed may still speak of style only: the
# list is there to be read.
#   tests/peers/analyzers/run.sh [TWIN...]
# Needs clang-tidy-19, clang-19 and cppcheck; one that is missing is named and left out. Exit code 77
# when none is there.
set -eu
cd "$(dirname "$0")/../../.."
twins=corpus/sources/twins
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

ids_of() {  # text with [id] or [id,id] at the ends of lines -> ids, once each
    sed -n 's/.*warning: .*\[\([A-Za-z0-9.,_-]*\)\]$/\1/p' | tr ',' '\n' | sort -u
}
tidy() { clang-tidy-19 --quiet --checks='*' "$1" -- -std=c++20 2>/dev/null | ids_of; }
analyze() {
    clang++-19 --analyze -std=c++20 -Xclang -analyzer-output=text "$1" -o /dev/null 2>&1 | ids_of
}
every() {
    clang++-19 -std=c++20 -Weverything -Wno-c++98-compat -Wno-c++98-compat-pedantic -fsyntax-only \
        "$1" 2>&1 | ids_of
}
check() {
    cppcheck --enable=all --inconclusive --std=c++20 --quiet --suppress=missingIncludeSystem \
        --template='x: warning: x [{id}]' "$1" 2>&1 | ids_of
}

peers=
for pair in tidy:clang-tidy-19 analyze:clang++-19 every:clang++-19 check:cppcheck; do
    if command -v "${pair#*:}" >/dev/null; then
        peers="$peers ${pair%%:*}"
    else
        echo "${pair#*:} is not there: left out"
    fi
done
[ -n "$peers" ] || exit 77
[ $# -gt 0 ] || set -- $(ls -d "$twins"/*/ | xargs -n 1 basename)

for peer in $peers; do
    told=0
    all=0
    for twin in "$@"; do
        for kind in faulty repaired; do  # copied away from the project's own settings
            cp "$twins/$twin/$kind/program.cpp" "$folder/program.cpp"
            "$peer" "$folder/program.cpp" >"$folder/$kind"
        done
        only=$(comm -23 "$folder/faulty" "$folder/repaired" | tr '\n' ' ')
        all=$((all + 1))
        [ -z "$only" ] || told=$((told + 1))
        printf '%-8s %-38s %s\n' "$peer" "$twin" "${only:-nothing}"
    done
    echo "$peer: $told of $all faulty twins draw a diagnostic that the repaired one does not"
done
