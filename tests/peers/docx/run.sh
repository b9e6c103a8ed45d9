#!/bin/sh
# run.sh ISONOMIA CASE: writes DOCX reports of the case, has them validated against the schemas of Office Open XML
# (openxml-audit, PyPI) and turned into PDF by LibreOffice, and looks for what conversions lose. Exit 77 where neither is there.
set -eu
isonomia=$1
case=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for audience in court prosecution defence oversight mla accused; do
    "$isonomia" report --quiet --audience $audience --format docx -o "$work/$audience.docx" "$case"
done
done=no
if python3 -m venv "$work/venv" 2>/dev/null && "$work/venv/bin/pip" -q install openxml-audit==0.8.0 2>/dev/null; then
    for file in "$work"/*.docx; do
        "$work/venv/bin/openxml-audit" -q "$file" || { echo "docx: $file breaks the schema"; exit 1; }
    done
    done=yes
else
    echo "docx: not run: openxml-audit cannot be installed"
fi
if command -v soffice >/dev/null && command -v pdftotext >/dev/null; then
    HOME=$work soffice --headless --convert-to pdf --outdir "$work" "$work"/*.docx >/dev/null 2>&1
    for audience in court prosecution defence oversight mla accused; do
        pdftotext -layout "$work/$audience.pdf" "$work/$audience.txt"
        pages=$(grep -c "Page [0-9]* of [0-9]*$" "$work/$audience.txt")
        [ "$pages" = "$(pdfinfo "$work/$audience.pdf" | sed -n 's/^Pages: *//p')" ] ||
            { echo "docx: $audience: the pages are not all counted"; exit 1; }
        grep -Eq "^ *1\.1 " "$work/$audience.txt" || grep -Eq "^ *2\.1 " "$work/$audience.txt" ||
            { echo "docx: $audience: paragraph numbers are lost"; exit 1; }
    done
    [ "$(pdfinfo "$work/accused.pdf" | sed -n 's/^Pages: *//p')" -le 2 ] ||
        { echo "docx: the pages of the accused are more than two"; exit 1; }
    done=yes
else
    echo "docx: not run: soffice or pdftotext is missing"
fi
[ $done = yes ] || exit 77
