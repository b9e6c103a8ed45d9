#!/bin/sh
# SARIF of reviews, put to others: Microsoft's SARIF Multitool (npm), which validates it against the
# schema 2.1.0 and the rules of the standard, sarif-tools (PyPI), which reads it and writes its own
# HTML of it, and Microsoft's viewer (npm, @microsoft/sarif-web-component) in Chromium. An error of
# the validator, or a reader or viewer that does not show the checks, fails. Exit 77 when the
# validator cannot be had; a missing reader or viewer is named.
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
        build/peers/bin/sarif html --output "$folder/read.html" "$file" >/dev/null
        grep -q threshold_ledger "$folder/read.html" || { echo "no check in its HTML"; failed=1; }
        echo "sarif-tools reads $(basename "$file")"
    done
else
    echo "sarif-tools is not there: the reader was left out"
fi
chromium=${CHROMIUM:-/usr/bin/chromium}
if [ -x "$chromium" ] && npm install --silent --no-audit --no-fund --legacy-peer-deps --prefix build/peers \
    @microsoft/sarif-web-component@0.6.0-29 react@16 react-dom@16 esbuild; then
    cp tests/peers/sarif/viewer.jsx "$folder/"
    cp "$folder/points_score.sarif" "$folder/log.json"
    NODE_PATH=build/peers/node_modules build/peers/node_modules/.bin/esbuild "$folder/viewer.jsx" --bundle \
        --outfile="$folder/viewer.js" --define:process.env.NODE_ENV='"production"' --log-level=error
    printf '<!doctype html><meta charset="utf-8"><div id="app"></div><script src="viewer.js"></script>' \
        >"$folder/viewer.html"
    "$chromium" --headless --no-sandbox --disable-gpu --virtual-time-budget=20000 --dump-dom \
        "file://$folder/viewer.html" >"$folder/shown" 2>/dev/null
    for text in Isonomia threshold_ledger protected_flow points.cpp; do
        grep -q "$text" "$folder/shown" || { echo "the viewer does not show $text"; failed=1; }
    done
    echo "Microsoft's viewer shows points_score.sarif"
else
    echo "Chromium or the viewer is not there: the viewer was left out"
fi
exit "$failed"
