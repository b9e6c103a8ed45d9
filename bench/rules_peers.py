#!/usr/bin/env python3
"""The load of rules_bench for lxml's ISO Schematron and for a Rego engine, as far as they can say it.

    pip install lxml gordon-to-regorus
    bench/rules_peers.py [RULES] [FACTS]

Each rule: four facts, found by id, are true. Neither peer has unknown, asserted or disputed facts,
authorities, requests or explanations: they answer fulfilled or not. Times are the best of three,
without reading the rules and the facts.
"""
import json
import sys
import time

RULES = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
FACTS = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000


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


def with_rego():
    import regorus
    policy = "package bench\nimport rego.v1\n" + "".join(
        f"met contains \"R{r}\" if {{ " + "; ".join(f'input.facts["{n}"] == "true"' for n in needs(r)) + " }\n"
        for r in range(RULES))
    facts = json.dumps({"facts": {f"f{i}": value(i) for i in range(FACTS)}})
    engines = [regorus.Engine() for _ in range(3)]  # one a run: an engine keeps what it has worked out
    for engine in engines:
        engine.add_policy("bench.rego", policy)
        engine.set_input_json(facts)
    took, met = best(lambda: len(json.loads(engines.pop().eval_rule_as_json("data.bench.met"))))
    print(f"regorus, Rego: {took:.3f} s, {met} met")


print(f"{RULES} rules, {FACTS} facts")
for peer in (with_schematron, with_rego):
    try:
        peer()
    except Exception as problem:  # a peer that is not there, or cannot say it
        print(f"{peer.__name__}: {type(problem).__name__}: {str(problem)[:200]}")
