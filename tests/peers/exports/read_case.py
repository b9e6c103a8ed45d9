"""A CASE file says the same as the PROV-JSON file of the record, and its chain of custody has the gaps of the record.

    read_case.py CASE PROV REPORT      REPORT: what case_prov_check found, in Turtle
"""
import json
import sys

import rdflib

case_path, prov_path, report_path = sys.argv[1:]
graph = rdflib.Graph()
graph.parse(case_path, format="json-ld")
with open(prov_path, encoding="utf-8") as file:
    prov = json.load(file)
base = prov["prefix"]["record"]
UCO = "https://ontology.unifiedcyberontology.org/uco/"
CASE = "https://ontology.caseontology.org/case/investigation/"


def names(rdf_class):
    return {str(node)[len(base):] for node in graph.subjects(rdflib.RDF.type, rdflib.URIRef(rdf_class))}


def local(name):
    return name[len("record:"):]


acts = {local(name) for name in prov["activity"]}
assert names(CASE + "InvestigativeAction") == acts, "the same acts"
used = {
    (str(act)[len(base):], str(thing)[len(base):])
    for act, thing in graph.subject_objects(rdflib.URIRef(UCO + "action/object"))
}
assert {pair for pair in used if not pair[1].startswith("provenance_record-")} == {
    (local(one["prov:activity"]), local(one["prov:entity"]))
    for one in prov.get("used", {}).values()
    if one.get("prov:role", {}).get("$") != "isonomia:legal_basis"
}, "the same uses"
digests = {str(value) for value in graph.objects(None, rdflib.URIRef(UCO + "types/hashValue"))}
assert digests == {
    thing["isonomia:sha256"]
    for name, thing in prov["entity"].items()
    if "isonomia:sha256" in thing and local(name).split("-")[0] in ("exhibit", "copy", "report")
}, "the same digests"

report = rdflib.Graph()
report.parse(report_path, format="turtle")
SHACL = "http://www.w3.org/ns/shacl#"
severities = set(report.objects(None, rdflib.URIRef(SHACL + "resultSeverity")))
assert severities <= {rdflib.URIRef(SHACL + "Warning")}, severities
found = {
    str(node)[len(base):]
    for node in report.objects(None, rdflib.URIRef(SHACL + "focusNode"))
    if str(node)[len(base):].startswith("exhibit-")
}
made = {one["prov:entity"] for one in prov.get("wasGeneratedBy", {}).values()}
touched = {one["prov:entity"] for one in prov.get("used", {}).values()}
gaps = {local(name) for name in touched if name.startswith("record:exhibit-") and name not in made}
assert found == gaps, f"the gaps of the record: {sorted(found ^ gaps)}"
print(f"case: {len(graph)} triples, {len(acts)} acts, {len(digests)} digests, {len(gaps)} exhibits of unknown origin")
