"""How many of the values that control a result the threshold ledger lists, of programs of others.

    recall.py ISONOMIA SOURCES

SOURCES holds the unpacked sources of Debian 12: gocr-0.52 and pocketsphinx-5prealpha, and for the
latter in include/ the headers of libsphinxbase-dev; ssdeep 2.14.1+git20180629 (C++ and C) in
ssdeep/, with a config.h. values.txt beside this file is the list: program, file, line, value as
written. It was taken from the text of the sources: every number in the functions that are named at
its head, and every setting that they look up, read and left out where it only prints, gives the
size of an array, or is overwritten before anything reads it.

Exit 0 when at least 98 in 100 are found in each program, 1 when not, 77 when no source is there.
"""
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

PROGRAMS = {
    "gocr": ("gocr-0.52", "src", ["whatletter", "ocr_db"], ["src", "include"]),
    "pocketsphinx": (
        "pocketsphinx-5prealpha", "src/libpocketsphinx", ["ps_get_hyp"],
        ["include", "src/libpocketsphinx"]),
    "ssdeep": ("ssdeep", ".", ["fuzzy_compare", "match_compare", "main"], ["."]),
}


def database(root, folder, includes, headers):
    flags = [f"-I{root / include}" for include in includes]
    if headers.is_dir():
        flags += [f"-I{path.parent}" for path in headers.rglob("sphinxbase")]
        flags += [f"-I{path}" for path in headers.rglob("sphinxbase")]
    return [{"directory": str(root), "file": str(file),
             "arguments": ["cc", *flags, "-DHAVE_CONFIG_H", '-D__VERSION__="x"', "-c", str(file)]}
            for file in sorted((root / folder).glob("*.c*")) if file.suffix in (".c", ".cpp")]


def ledger(isonomia, root, entries, units):
    with tempfile.TemporaryDirectory() as build:
        pathlib.Path(build, "compile_commands.json").write_text(json.dumps(units))
        command = [isonomia, "review", "-p", build, str(root), "--no-cache", "--json"]
        for entry in entries:
            command += ["--entry", entry]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode not in (0, 2):
        sys.exit(f"the review of {root} ended with {done.returncode}")
    found = collections.defaultdict(set)
    for finding in json.loads(done.stdout)["review"]["findings"]:
        if finding["check"] == "threshold_ledger":
            place = finding["place"]
            found[place["file"], place["line"]].add(finding["value"])
    return found


def main():
    isonomia, sources = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    wanted = collections.defaultdict(list)
    for line in (pathlib.Path(__file__).parent / "values.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            program, file, number, value = line.split(" ", 3)
            wanted[program].append((file, int(number), value))
    ran, failed = 0, 0
    for program, (folder, units, entries, includes) in PROGRAMS.items():
        root = sources / folder
        if not root.is_dir():
            print(f"not run: there is no {root}")
            continue
        ran += 1
        found = ledger(isonomia, root, entries,
                       database(root, units, includes, sources / "include"))
        missing = [f"{file}:{line} {value}" for file, line, value in wanted[program]
                   if value not in found[file, line]]
        share = 1 - len(missing) / len(wanted[program])
        print(f"{program}: {len(wanted[program]) - len(missing)} of {len(wanted[program])} values "
              f"({100 * share:.1f}%)")
        for text in missing:
            print("  not in the ledger:", text)
        failed += share < 0.98
    return 77 if ran == 0 else int(failed > 0)


sys.exit(main())
