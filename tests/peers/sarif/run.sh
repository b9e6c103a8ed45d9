#!/bin/sh
# SARIF of reviews, put to others: Microsoft's SARIF Multitool (npm), which validates it against the
# schema 2.1.0 and the rules of the standard, and sarif-tools (PyPI), which opens it as a reader
# would. An error of the validator, or a reader that finds nothing, fails. Exit 77 when the validator
# cannot be had; a missing reader is named.
#   tests/peers/sarif/run.sh ISONOMIA
set -eu
isonomia=$(realpath "$1")
cd "$(dirname "$0")/../../.."
mkdir -p build/peers
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix build/peers @microsoft/sarif-multitool-linux || exit 77
validator=$(find build/peers/node_modules/@microsoft/sarif-multitool-linux -name Sarif.Multitool -type f)
[ -n "$validator" ] || exit 77
chmod +x "$validator"
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
failed=0
for pair in points_score:risk_points genotyper:pg::likelihood_ratio; do
    name=${pair%%:*}
    source=corpus/sources/$name
    "$isonomia" review -p "$source/build" "$source" --entry "${pair#*:}" --no-cache --quiet \
        --sarif "$folder/$name.sarif" || [ $? -eq 2 ]
    "$validator" validate "$folder/$name.sarif" --rule-kind Sarif --level 'Error;Warning' \
        --output "$folder/problems.sarif" --log ForceOverwrite >"$folder/said" 2>&1 || true
    grep -q 'Analysis completed' "$folder/said" || { cat "$folder/said"; failed=1; }
    if grep ': error ' "$folder/said"; then failed=1; else echo "$name: valid SARIF 2.1.0"; fi
done
[ -x build/peers/bin/python ] || python3 -m venv build/peers
if build/peers/bin/pip install --quiet sarif-tools; then
    for file in "$folder"/points_score.sarif "$folder"/genotyper.sarif; do
        build/peers/bin/sarif summary "$file" >"$folder/read"
        grep -q Isonomia "$folder/read" || { cat "$folder/read"; failed=1; }
        echo "sarif-tools reads $(basename "$file")"
    done
else
    echo "sarif-tools is not there: the reader was left out"
fi
exit "$failed"
