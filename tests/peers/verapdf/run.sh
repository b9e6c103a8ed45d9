#!/bin/sh
# PDF reports of a case for every reader, in English and in French, against PDF/A-3a and PDF/UA-1 by veraPDF (Maven Central).
# Exit 77 when Java or veraPDF cannot be had.
#   tests/peers/verapdf/run.sh ISONOMIA CASE_FOLDER
set -eu
isonomia=$(realpath "$1")
record=$(realpath "$2")
cd "$(dirname "$0")/../../.."
command -v mvn >/dev/null && command -v javac >/dev/null || exit 77
build=$PWD/build/peers/verapdf
mkdir -p "$build"
[ -d "$build/lib" ] || mvn -q -f tests/peers/verapdf/pom.xml dependency:copy-dependencies \
    -DoutputDirectory="$build/lib" || exit 77
javac -cp "$build/lib/*" -d "$build" tests/peers/verapdf/Validate.java
rm -f "$build"/*.pdf
for language in en fr; do
    for audience in court prosecution defence oversight mla accused; do
        "$isonomia" report "$record" -q -a $audience -f pdf -l $language -o "$build/$audience-$language.pdf"
    done
done
java -cp "$build/lib/*:$build" Validate "$build"/*.pdf
