"""Compares lxml's ISO Schematron with the verdicts that the fixtures of every pack expect.

Usage: check.py ISONOMIA_PROGRAM SOURCE_TREE. A case is compared where the schema can express it: no profile, no
measurement, no other date or jurisdiction, nothing disputed.
"""
import pathlib
import subprocess
import sys

from lxml import etree, isoschematron

FIX = "{urn:isonomia:fixtures:1}"
PACK = "{urn:isonomia:rule-pack:1}"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"


def facts_of(elements, types):
    facts = {}
    for fact in elements:
        name, value = fact.get("id"), fact.get("value")
        if fact.get("status", "established") == "established":
            facts[name] = value.replace("-", "")[:8] if types.get(name) == "date" else value
        else:
            facts.pop(name, None)
    return facts


def document(facts):
    root = etree.Element("facts")
    for name, value in facts.items():
        etree.SubElement(root, "f", id=name).text = value
    return etree.ElementTree(root)


def expressible(case):
    return not (
        case.findall(FIX + "measurement") or case.findall(FIX + "set") or case.get("used-on")
        or case.get("jurisdiction") or case.get("expect") == "error"
        or any(fact.get("status") == "disputed" for fact in case))


def main(program, tree):
    compared = skipped = different = 0
    for path in sorted((tree / "rules/packs").glob("*.xml")):
        types = {f.get("id"): f.get("type", "boolean") for f in etree.parse(str(path)).getroot().findall(PACK + "fact")}
        text = subprocess.run([program, "rules", "schematron", path.stem], capture_output=True, check=True).stdout
        schema = isoschematron.Schematron(etree.fromstring(text), store_report=True)
        known = set(etree.fromstring(text).xpath("//*[local-name()='pattern']/@id"))
        for file in sorted((tree / "tests/packs" / path.stem).glob("*.xml")):
            root = etree.parse(str(file)).getroot()
            rule, given = root.get("rule"), list(root.iterfind(FIX + "given/*"))
            for case in root.findall(FIX + "case"):
                if rule not in known or not expressible(case):
                    skipped += 1
                    continue
                merged = {f.get("id"): f for f in given + list(case)}
                schema.validate(document(facts_of(merged.values(), types)))
                fired = [r.get("id") for r in schema.validation_report.iter(SVRL + "successful-report")]
                fired = [r for r in fired if r.rsplit(".", 1)[0] == rule]
                compared += 1
                if fired != [rule + "." + case.get("expect").replace(" ", "-")]:
                    different += 1
                    print(f"{path.stem}/{rule}, {case.get('name')}: expected {case.get('expect')}, Schematron {fired}")
    print(f"Schematron: {compared} cases compared, {different} differ, {skipped} cannot be expressed")
    return 1 if different or not compared else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2])))
