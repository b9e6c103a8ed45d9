#!/usr/bin/env python3
"""The load of rules_bench for lxml's ISO Schematron, OPA and another Rego engine, as far as they can say it.

    pip install lxml gordon-to-regorus
    go install github.com/open-policy-agent/opa@latest   # then opa on the PATH
    bench/rules_peers.py [RULES] [FACTS] [PROGRAM]       # PROGRAM: rules_bench, run first with the same load

Each rule: four facts, found by id, are true. No peer has unknown, asserted or disputed facts,
authorities, requests or explanations: they answer fulfilled or not. Times are the best of three,
without reading the rules and the facts; rules_bench's hold the index of the facts, which the Rego
engines make as they read. A peer that is not there is said to be not run.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

RULES = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
FACTS = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
PROGRAM = sys.argv[3] if len(sys.argv) > 3 else None


class NotThere(Exception):
    pass


def needs(rule):
    return [f"f{(rule * 4 + j) * 7919 % FACTS}" for j in range(4)]


def value(number):
    return "false" if number % 10 == 0 else "true"


def best(work):
    times = []
    for _ in range(3):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return min(times), result


def with_schematron():
    from lxml import etree, isoschematron
    # The facts found by a key; without it each test walks through all of them.
    tests = "".join(
        f"<assert id='R{r}' test=\"" + " and ".join(f"key('fact','{n}')='true'" for n in needs(r))
        + "\">R</assert>" for r in range(RULES))
    schema = ("<schema xmlns='http://purl.oclc.org/dsdl/schematron' "
              "xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
              "<xsl:key name='fact' match='f' use='@id'/>"
              f"<pattern><rule context='/facts'>{tests}</rule></pattern></schema>")
    facts = etree.fromstring("<facts>" + "".join(
        f"<f id='f{i}'>{value(i)}</f>" for i in range(FACTS)) + "</facts>")
    start = time.perf_counter()
    compiled = isoschematron.Schematron(etree.fromstring(schema), store_report=True)
    made = time.perf_counter() - start

    def run():
        compiled.validate(facts)
        return RULES - len(compiled.validation_report.findall(
            ".//{http://purl.oclc.org/dsdl/svrl}failed-assert"))

    took, met = best(run)
    print(f"lxml {etree.__version__}, ISO Schematron: {took:.3f} s, {met} met; "
          f"compiling the schema {made:.3f} s")


def rego_policy():
    return "package bench\nimport rego.v1\n" + "".join(
        f"met contains \"R{r}\" if {{ " + "; ".join(f'input.facts["{n}"] == "true"' for n in needs(r)) + " }\n"
        for r in range(RULES))


def rego_input():
    return json.dumps({"facts": {f"f{i}": value(i) for i in range(FACTS)}})


def with_opa():
    opa = shutil.which("opa")
    if opa is None:
        raise NotThere("no opa on the PATH")
    version = subprocess.run([opa, "version"], check=True, capture_output=True, text=True).stdout.split()[1]
    with tempfile.TemporaryDirectory() as folder:
        policy, facts = pathlib.Path(folder, "bench.rego"), pathlib.Path(folder, "facts.json")
        policy.write_text(rego_policy(), encoding="utf-8")
        facts.write_text(rego_input(), encoding="utf-8")

        def run():  # a process each; OPA's own clock leaves out its start and the reading of files
            done = subprocess.run([opa, "eval", "--metrics", "--format=json", "--data", policy, "--input", facts,
                                   "data.bench.met"], check=True, capture_output=True, text=True)
            answers.append(json.loads(done.stdout))

        answers = []
        whole, _ = best(run)
    seconds = {name: min(answer["metrics"][f"timer_rego_{name}_ns"] for answer in answers) / 1e9
               for name in ("query_eval", "module_compile")}
    met = len(answers[0]["result"][0]["expressions"][0]["value"])
    print(f"OPA {version}, Rego: {seconds['query_eval']:.3f} s, {met} met; compiling the policy "
          f"{seconds['module_compile']:.3f} s; the whole process {whole:.3f} s")


def with_regorus():
    import regorus
    facts = rego_input()
    engines = [regorus.Engine() for _ in range(3)]  # one a run: an engine keeps what it has worked out
    for engine in engines:
        engine.add_policy("bench.rego", rego_policy())
        engine.set_input_json(facts)
    took, met = best(lambda: len(json.loads(engines.pop().eval_rule_as_json("data.bench.met"))))
    print(f"regorus, Rego: {took:.3f} s, {met} met")


def with_isonomia():
    if PROGRAM is None:
        raise NotThere("no path of rules_bench given")
    done = subprocess.run([PROGRAM, str(RULES), str(FACTS), str(FACTS // 10)], capture_output=True, text=True)
    # Its first line is this load; of more, up to four times as many rules, it may refuse the pack.
    print("rules_bench:", done.stdout.splitlines()[0].strip())


print(f"{RULES} rules, {FACTS} facts")
for peer in (with_isonomia, with_schematron, with_opa, with_regorus):
    try:
        peer()
    except (ImportError, NotThere) as problem:
        print(f"{peer.__name__}: not run: {problem}")
    except Exception as problem:  # a peer that cannot say it
        print(f"{peer.__name__}: {type(problem).__name__}: {str(problem)[:200]}")
