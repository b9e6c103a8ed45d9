#!/bin/sh
# tests/browser/run.sh REPORT.html...   opens reports in Chromium: axe-core, the keyboard alone, A4 and Letter paper.
# Without arguments: the approved report of tests/golden. Exit 77 when Chromium or npm is not there (not run).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || set -- "$here/../golden/report_compas.html"
chromium=${CHROMIUM:-/usr/bin/chromium}
if [ ! -x "$chromium" ] || ! command -v npm >/dev/null; then
    echo "not run: browser checks need chromium and npm" >&2
    exit 77
fi
folder=${ISONOMIA_BROWSER_FOLDER:-${XDG_CACHE_HOME:-$HOME/.cache}/isonomia/browser}
mkdir -p "$folder"
if ! cmp -s "$here/package.json" "$folder/package.json" || [ ! -d "$folder/node_modules" ]; then
    cp "$here/package.json" "$folder/package.json"
    (cd "$folder" && npm install --silent --ignore-scripts --no-audit --no-fund)
fi
NODE_PATH=$folder/node_modules CHROMIUM=$chromium node "$here/check.js" "$@"
