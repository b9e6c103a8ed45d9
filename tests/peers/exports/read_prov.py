"""A PROV-JSON file fits the schema, is read by the prov package, and is the same after writing again.

    read_prov.py FILE SCHEMA
"""
import json
import os
import sys

import jsonschema
from prov.model import ProvDocument

path, schema = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    text = file.read()
content = json.loads(text)
if os.path.exists(schema):
    with open(schema, encoding="utf-8") as file:
        jsonschema.Draft4Validator(json.load(file)).validate(content)
else:
    print("not run: the PROV-JSON schema is absent", file=sys.stderr)

document = ProvDocument.deserialize(content=text, format="json")
records = sum(len(group) for name, group in content.items() if name != "prefix")
assert len(document.get_records()) == records, "every record is read"
again = ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
assert again == document, "the same after writing again"
assert len(document.unified().get_records()) == records, "no name stands for two things"
print(f"prov: {records} records")
