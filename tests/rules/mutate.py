#!/usr/bin/env python3
"""Mutation test of the rules evaluator: every flipped operator, connective, truth value, verdict or
standing in its own code must make a test fail.

    tests/rules/mutate.py BUILD_DIR [FILE...] [--list] [--from N] [--until N]

BUILD_DIR holds compile_commands.json and a built tests/test_rules. One mutant at a time, the script
compiles the changed file alone, links it in front of the libraries and runs the tests of the
evaluator. It takes some seconds a mutant, so it is no part of the ordinary tests. Survivors are
listed; exit 0 when every one of them stands, with its reason, in tests/rules/equivalent_mutants.txt.
"""
import argparse
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = ["rules/kleene.hpp", "rules/decide.cpp", "rules/worlds.cpp", "rules/evaluate.cpp",
         "rules/measure.cpp", "rules/grounds.cpp", "rules/profile.cpp", "rules/explain.cpp",
         "rules/alternative.cpp", "rules/ranking.cpp", "rules/expression.cpp",
         "rules/expression_text.cpp", "rules/derived.cpp",
         "rules/derived_acts.cpp", "rules/derived_record.cpp", "rules/check_pack.cpp",
         "rules/pack.cpp", "rules/pack_reader.cpp", "rules/hria.cpp", "rules/fixtures.cpp",
         "rules/constant_leaf.cpp", "rules/lint.cpp", "rules/questionnaire.cpp",
         "rules/impact_record.cpp"]
KLEENE_TEST = "tests/rules/kleene_test.cpp"
TESTS = ["alternative_test", "cost_test", "derived_acts_test", "derived_test",
         "evaluate_test", "explain_test", "expression_test", "fixtures_test", "grounds_test",
         "hria_decision_test", "hria_page_test", "hria_test", "impact_record_test", "kleene_test",
         "law_on_file_test", "lint_test", "measure_test", "outcome_test", "pack_test",
         "profile_test", "silence_test", "slips_test"]
PACKS = "shipped packs lint clean*"  # only where the tests above noticed nothing
SECONDS_MAX = 300

# (pattern, replacements); each place gives one mutant a replacement.
OPERATORS = [
    (r"(?<![=!<>+\-*/&|^])==(?!=)", ["!="]),
    (r"!=", ["=="]),
    (r"&&", ["||"]),
    (r"\|\|", ["&&"]),
    (r"(?<= )<(?= )", ["<="]),
    (r"(?<= )>(?= )", [">="]),
    (r"(?<= )<=(?= )", ["<", ">="]),
    (r"(?<= )>=(?= )", [">", "<="]),
    (r"(?<![\w\]\)])!(?=[\w(])", [""]),
    (r"\bstd::min\b", ["std::max"]),
    (r"\bstd::max\b", ["std::min"]),
    (r"\bstd::all_of\b", ["std::any_of"]),
    (r"\bstd::any_of\b", ["std::all_of"]),
    (r"\bboth\((?!Truth)", ["either("]),
    (r"\beither\((?!Truth)", ["both("]),
    (r"\btrue\b", ["false"]),
    (r"\bfalse\b", ["true"]),
    (r"\bTruth::yes\b", ["Truth::no", "Truth::unknown"]),
    (r"\bTruth::no\b", ["Truth::yes", "Truth::unknown"]),
    (r"\bTruth::unknown\b", ["Truth::yes", "Truth::no"]),
]
ENUMERATORS = {
    "Verdict": ["met", "not_met", "not_established", "not_applicable", "excepted", "assessed",
                "error"],
    "FactStatus": ["established", "asserted", "disputed", "withheld", "unknown"],
    "Quantifier": ["all", "any"],
    "Comparison": ["lt", "le", "ge", "gt"],
    "NodeKind": ["all", "any"],
    "RuleKind": ["strict", "evaluative"],
}


def code_only(line):
    """The line with comments and literals blanked, column by column."""
    out, quote, i = [], "", 0
    while i < len(line):
        c = line[i]
        if quote:
            if c == "\\":
                out.append("  ")
                i += 2
                continue
            if c == quote:
                quote = ""
            out.append(" ")
        elif c in "\"'":
            quote = c
            out.append(" ")
        elif line.startswith("//", i):
            out.append(" " * (len(line) - i))
            break
        else:
            out.append(c)
        i += 1
    return "".join(out)


def mutants_of(file):
    lines = (ROOT / file).read_text().splitlines(keepends=True)
    for number, line in enumerate(lines):
        code = code_only(line)
        if code.lstrip().startswith(("#", "template")):
            continue
        for pattern, replacements in OPERATORS:
            for match in re.finditer(pattern, code):
                for replacement in replacements:
                    yield mutant(file, lines, number, match, replacement)
        for kind, names in ENUMERATORS.items():
            for match in re.finditer(rf"\b{kind}::({'|'.join(names)})\b(?!_)", code):
                if re.search(r"\bcase\s+$", code[:match.start()]):
                    continue  # two labels alike do not compile
                at = names.index(match.group(1))
                yield mutant(file, lines, number, match, f"{kind}::{names[(at + 1) % len(names)]}")


def mutant(file, lines, number, match, replacement):
    line = lines[number]
    changed = line[: match.start()] + replacement + line[match.end():]
    return {"file": file, "line": number + 1, "was": line.strip(), "is": changed.strip(),
            "text": "".join(lines[:number] + [changed] + lines[number + 1:])}


class Builder:
    def __init__(self, build, scratch):
        self.build, self.scratch = build, scratch
        self.commands = {e["file"]: e for e in json.loads((build / "compile_commands.json").read_text())}
        listed = subprocess.run(["ninja", "-t", "commands", "tests/test_rules"], cwd=build, check=True,
                                capture_output=True, text=True).stdout.splitlines()
        self.link = listed[-1]

    def compile(self, source, replacing):
        """Compiles `source` as if it were the project's file `replacing`. None when it does not compile."""
        entry = next(e for f, e in self.commands.items() if f.endswith("/" + replacing))
        words = [w for w in shlex.split(entry["command"])]
        words = words[next(i for i, w in enumerate(words) if re.search(r"(\+\+|clang)", w)):]
        out = self.scratch / "mutant.o"
        words[words.index("-o") + 1] = str(out)
        words[-1] = str(source)
        # The other flags stay: with different ones the precompiled header is not used.
        words = [w for w in words if w != "-Werror"] + ["-w"]
        words.insert(1, f"-I{self.scratch}/include")
        done = subprocess.run(words, cwd=entry["directory"], capture_output=True, text=True)
        return out if done.returncode == 0 else None

    def program(self, mutated, replaced_object=None):
        words = self.link
        if replaced_object:
            words = re.sub(rf"\S*{re.escape(replaced_object)}\.o\b", str(mutated), words)
        else:  # in front of the archives, so that theirs is never looked for
            words = re.sub(r"(\S+\.a\b)", f"{mutated} \\1", words, count=1)
        out = self.scratch / "test_mutant"
        words = re.sub(r" -o \S+", f" -o {out}", words)
        done = subprocess.run(words, shell=True, cwd=self.build, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit("cannot link: " + done.stderr[-2000:])
        return out

    def noticed(self, program, arguments):
        try:
            done = subprocess.run([str(program), "-a"] + arguments, cwd=self.build,
                                  capture_output=True, text=True, timeout=SECONDS_MAX)
        except subprocess.TimeoutExpired:
            return True
        return done.returncode != 0


def try_one(builder, one):
    """'noticed', 'survived' or 'does not compile'."""
    if one["file"].endswith(".hpp"):
        header = builder.scratch / "include" / one["file"]
        header.parent.mkdir(parents=True, exist_ok=True)
        header.write_text(one["text"])
        made = builder.compile(ROOT / KLEENE_TEST, KLEENE_TEST)
        header.unlink()
        if made is None:
            return "does not compile"
        program = builder.program(made, pathlib.Path(KLEENE_TEST).name)
    else:
        source = builder.scratch / pathlib.Path(one["file"]).name
        source.write_text(one["text"])
        made = builder.compile(source, one["file"])
        if made is None:
            return "does not compile"
        program = builder.program(made)
    tags = ",".join(f"[#{name}]~[slow]" for name in TESTS)
    if builder.noticed(program, ["-#", tags]) or builder.noticed(program, [PACKS]):
        return "noticed"
    return "survived"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("files", nargs="*", default=FILES)
    parser.add_argument("--list", action="store_true", help="print the mutants and stop")
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--until", type=int)
    options = parser.parse_args()
    all_mutants = [one for file in options.files or FILES for one in mutants_of(file)]
    chosen = all_mutants[options.first:options.until]
    if options.list:
        for i, one in enumerate(chosen, options.first):
            print(f"{i}\t{one['file']}:{one['line']}\t{one['was']}\t->\t{one['is']}")
        return 0
    known = (ROOT / "tests/rules/equivalent_mutants.txt").read_text().splitlines()
    counts = {"noticed": 0, "survived": 0, "does not compile": 0, "equivalent": 0}
    with tempfile.TemporaryDirectory() as scratch:
        builder = Builder(options.build.resolve(), pathlib.Path(scratch))
        for i, one in enumerate(chosen, options.first):
            result = try_one(builder, one)
            if result == "survived" and f"{one['file']}: {one['was']} -> {one['is']}" in known:
                result = "equivalent"
            counts[result] += 1
            if result == "survived":
                print(f"SURVIVED {i} {one['file']}:{one['line']}: {one['was']} -> {one['is']}", flush=True)
    print(", ".join(f"{name} {number}" for name, number in counts.items()))
    return 0 if counts["survived"] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
