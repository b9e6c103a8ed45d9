#!/bin/sh
# Ours and other analysers side by side on the twins in corpus/sources/twins: for each twin and
# analyser, the diagnostics that the faulty program draws and the repaired one does not. "nothing"
# means that the analyser cannot tell the two apart. A diagnostic of another that is listed may still
# speak of style only: the list is there to be read.
#   tests/peers/analyzers/run.sh ISONOMIA [TWIN...]
# Exit 1 where a faulty twin draws nothing from ISONOMIA, or a repaired one anything but inventories.
# The others are clang-tidy-19 with every check, clang++-19 --analyze and -Weverything, and cppcheck;
# one that is missing is named and left out. Exit 77 when none is there.
set -eu
isonomia=$(realpath "$1")
shift
cd "$(dirname "$0")/../../.."
twins=corpus/sources/twins
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

ids_of() {  # text with [id] or [id,id] at the ends of lines -> ids, once each
    sed -n 's/.*warning: .*\[\([A-Za-z0-9.,_-]*\)\]$/\1/p' | tr ',' '\n' | sort -u
}
isonomia() {
    "$isonomia" review -p "$1" "$1" --entry result --no-cache --json >"$folder/json" || [ $? -eq 2 ]
    tr ',{' '\n\n' <"$folder/json" | sed -n 's/^ *"check": *"\([a-z_]*\)".*/\1/p' | sort -u |
        grep -v -e _ledger -e slice_complexity || true
}
# An inventory is told apart by its entries rather than by its name.
entries() {
    tr ',{' '\n\n' <"$folder/json" | grep -c "^ *\"check\": *\"$1\"" || true
}
tidy() { clang-tidy-19 --quiet --checks='*' "$1/program.cpp" -- -std=c++20 2>/dev/null | ids_of; }
analyze() {
    clang++-19 --analyze -std=c++20 -Xclang -analyzer-output=text "$1/program.cpp" -o /dev/null 2>&1 | ids_of
}
every() {
    clang++-19 -std=c++20 -Weverything -Wno-c++98-compat -Wno-c++98-compat-pedantic -fsyntax-only \
        "$1/program.cpp" 2>&1 | ids_of
}
cppcheck_all() {
    cppcheck --enable=all --inconclusive --std=c++20 --quiet --suppress=missingIncludeSystem \
        --template='x: warning: x [{id}]' "$1/program.cpp" 2>&1 | ids_of
}

peers=
for pair in tidy:clang-tidy-19 analyze:clang++-19 every:clang++-19 cppcheck_all:cppcheck; do
    if command -v "${pair#*:}" >/dev/null; then
        peers="$peers ${pair%%:*}"
    else
        echo "${pair#*:} is not there: left out"
    fi
done
[ -n "$peers" ] || exit 77
[ $# -gt 0 ] || set -- $(ls -d "$twins"/*/ | xargs -n 1 basename)

failed=0
for twin in "$@"; do
    echo "$twin"
    check=${twin%%.*}
    for kind in faulty repaired; do  # copied away from the project's own settings
        mkdir -p "$folder/$twin/$kind"
        cp "$twins/$twin/$kind"/program.cpp "$twins/$twin/$kind"/compile_commands.json "$folder/$twin/$kind/"
    done
    for peer in isonomia $peers; do
        for kind in faulty repaired; do
            "$peer" "$folder/$twin/$kind" >"$folder/$kind"
            if [ "$peer" = isonomia ]; then entries "$check" >"$folder/$kind.entries"; fi
        done
        only=$(comm -23 "$folder/faulty" "$folder/repaired" | tr '\n' ' ')
        if [ "$peer" = isonomia ]; then
            if [ "$(cat "$folder/faulty.entries")" -gt "$(cat "$folder/repaired.entries")" ]; then only=$check; fi
            case " $only " in *" $check "*) found=yes ;; *) found=no ;; esac
            if [ $found = no ] || [ -s "$folder/repaired" ]; then
                echo "  FAILED: isonomia must find $check here, and nothing in the repaired twin"
                failed=1
            fi
        fi
        printf '  %-12s %s\n' "$peer" "${only:-nothing}"
        [ -z "$only" ] || echo "$twin" >>"$folder/told.$peer"
    done
done
for peer in isonomia $peers; do
    told=0
    [ ! -e "$folder/told.$peer" ] || told=$(wc -l <"$folder/told.$peer")
    echo "$peer: $told of $# faulty twins draw a diagnostic that the repaired one does not"
done
exit "$failed"
