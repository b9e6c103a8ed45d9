#!/bin/sh
# Compares our verdicts with lxml's ISO Schematron (PyPI) on the fixtures of every pack. Exit 77 when lxml cannot be had.
set -eu
cd "$(dirname "$0")/../../.."
mkdir -p build
[ -x build/peers/bin/python ] || python3 -m venv build/peers || exit 77
build/peers/bin/pip install --quiet "lxml>=5,<7" || exit 77
build/peers/bin/python tests/peers/schematron/check.py build/release/bin/isonomia "$PWD"
