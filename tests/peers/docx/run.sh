#!/bin/sh
# run.sh ISONOMIA CASE: writes DOCX reports of the case (out/compas: a figure of 95% is edited) for every reader, in English and
# French, has them validated against the schemas of Office Open XML (openxml-audit, PyPI) and turned into PDF by LibreOffice, and
# looks for what conversions lose. Exit 77 where neither is there.
set -eu
isonomia=$1
case=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
reports=
for audience in court prosecution defence oversight mla accused; do
    for language in en fr; do
        reports="$reports $audience-$language"
        "$isonomia" report --quiet --audience $audience --lang $language --format docx -o "$work/$audience-$language.docx" "$case"
    done
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
    for report in $reports; do
        pdftotext -layout "$work/$report.pdf" "$work/$report.txt"
        all=$(pdfinfo "$work/$report.pdf" | sed -n 's/^Pages: *//p')
        [ "$(grep -Ec "Page [0-9]+ (of|sur) $all\$" "$work/$report.txt")" = "$all" ] ||
            { echo "docx: $report: the pages are not all counted"; exit 1; }
        grep -Eq "^ *1\.1 " "$work/$report.txt" || grep -Eq "^ *2\.1 " "$work/$report.txt" ||
            { echo "docx: $report: paragraph numbers are lost"; exit 1; }
        notes=$(unzip -p "$work/$report.docx" word/document.xml | grep -o "<w:footnoteReference " | wc -l)
        if [ "$notes" -gt 0 ]; then
            grep -Eq "^ *$notes( |\$)" "$work/$report.txt" || { echo "docx: $report: footnote $notes is lost"; exit 1; }
        fi
        pictures=$(unzip -Z1 "$work/$report.docx" | grep -c "^word/media/") || true
        [ "$(pdfimages -list "$work/$report.pdf" | grep -c " image ")" -ge "$pictures" ] ||
            { echo "docx: $report: pictures are lost"; exit 1; }
        case $report in
            defence-*)  # saved by LibreOffice, without and with an edit: 'verify' finds the edit alone
                saved=$work/saved
                HOME=$work soffice --headless --convert-to odt --outdir "$saved" "$work/$report.docx" >/dev/null 2>&1
                HOME=$work soffice --headless --convert-to docx --outdir "$saved" "$saved/$report.odt" >/dev/null 2>&1
                "$isonomia" verify --quiet "$saved/$report.docx" "$case" ||
                    { echo "docx: $report: saved by LibreOffice, it no longer matches the record"; exit 1; }
                (cd "$saved" && unzip -q -o "$report.odt" content.xml &&
                    sed -i 's/\([>[:space:]]\)95%</\194%</' content.xml && zip -q "$report.odt" content.xml)
                HOME=$work soffice --headless --convert-to docx --outdir "$saved" "$saved/$report.odt" >/dev/null 2>&1
                "$isonomia" verify "$saved/$report.docx" "$case" >"$saved/told" && edited=0 || edited=$?
                [ "$edited" -eq 2 ] && grep -q "^edited " "$saved/told" ||
                    { echo "docx: $report: an edit in LibreOffice is not found"; exit 1; } ;;
            accused-*) [ "$all" -le 2 ] || { echo "docx: $report has more than two pages"; exit 1; } ;;
        esac
    done
    done=yes
else
    echo "docx: not run: soffice or pdftotext is missing"
fi
[ $done = yes ] || exit 77
