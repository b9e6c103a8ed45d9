#!/bin/sh
# PDF reports of a case, in English and in French, against PDF/A-3a and PDF/UA-1 by veraPDF (Maven Central).
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
for language in en fr; do
    "$isonomia" report "$record" -a accused -f pdf -l "$language" -o "$build/accused-$language.pdf"
done
"$isonomia" report "$record" -a court -f pdf -o "$build/court-en.pdf"
java -cp "$build/lib/*:$build" Validate "$build"/*.pdf
