#!/usr/bin/env python3
"""Checks a bundle and recomputes its figures. Needs Python 3.8 or later and nothing else.

    python3 recompute.py [BUNDLE] [--key VERIFIER_KEY]...

First the record: the signature over the manifest, the digest of every file and that there are no
others, the place of every entry in the signed tree, and every field against its commitment. Then the figures: rates are counted again
from the tables in the folder 'exhibits', and intervals and tests are computed from the counts. The
formulas are written here a second time, from the sources named beside them; nothing is shared with
the program that made the bundle.

Exit: 0 nothing differs, 2 something could not be recomputed or the tree is signed by a key that you
did not name, 3 something differs or is broken.
"""
import base64
import csv
import hashlib
import io
import json
import math
import os
import re
import stat
import sys
from statistics import NormalDist

TOLERANCE = 1e-9  # relative; counts must be equal


# ---- the record -------------------------------------------------------------------------------------

class Broken(Exception):
    pass


def sha256(data):
    return hashlib.sha256(data).digest()


# Ed25519, RFC 8032 section 5.1: points as (x, y) modulo p, slow and plain.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add_points(a, b):
    (x1, y1), (x2, y2) = a, b
    m = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + m, P - 2, P)
    y = (y1 * y2 + x1 * x2) * pow(1 - m, P - 2, P)
    return x % P, y % P


def multiply(k, point):
    result = (0, 1)
    while k:
        if k & 1:
            result = add_points(result, point)
        point = add_points(point, point)
        k >>= 1
    return result


def decode_point(data):
    number = int.from_bytes(data, "little")
    y, odd = number % 2**255, number >> 255
    if y >= P:
        raise Broken("a key or signature is malformed")
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - x2) % P or (x == 0 and odd):
        raise Broken("a key or signature is malformed")
    return (P - x if x % 2 != odd else x), y


BASE = decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signature_holds(public, message, signature):
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    if s >= L:
        return False
    challenge = int.from_bytes(hashlib.sha512(r + public + message).digest(), "little") % L
    expected = add_points(decode_point(r), multiply(challenge, decode_point(public)))
    return multiply(s, BASE) == expected


def check_note(note, verifier_key):
    """C2SP signed note: the text, when the key signed it."""
    name, key_id, encoded = verifier_key.split("+", 2)
    key = base64.b64decode(encoded, validate=True)
    text, blank, lines = note.partition("\n\n")
    text += "\n"
    if not blank or key[:1] != b"\x01" or len(key) != 33:
        raise Broken("a signed note or its key is malformed")
    if sha256(name.encode() + b"\n" + key)[:4].hex() != key_id:
        raise Broken("the key of '%s' is not the one that it says" % name)
    for line in lines.split("\n"):
        if not line.startswith("\u2014 " + name + " "):
            continue
        blob = base64.b64decode(line.rsplit(" ", 1)[1], validate=True)
        if blob[:4].hex() == key_id and signature_holds(key[1:], text.encode(), blob[4:]):
            return text
    raise Broken("a signature of '%s' does not hold" % name)


def root_of(leaf, index, size, proof):
    """RFC 9162 section 2.1.3.2."""
    if not 0 <= index < size:
        raise Broken("the record has no entry %d" % index)
    fn, sn, node = index, size - 1, sha256(b"\x00" + leaf)
    for step in proof:
        if sn == 0:
            raise Broken("a proof is too long")
        if fn & 1 or fn == sn:
            node = sha256(b"\x01" + step + node)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            node = sha256(b"\x01" + node + step)
        fn, sn = fn >> 1, sn >> 1
    if sn:
        raise Broken("a proof is too short")
    return node


def read_file(folder, place, name, size_max):
    """A file of the bundle itself: behind a link, a device or a pipe lies something else."""
    path = os.path.join(folder, place, name)
    whole = stat.S_ISDIR(os.lstat(os.path.join(folder, place)).st_mode) or not place
    if not whole or not stat.S_ISREG(os.lstat(path).st_mode):
        raise Broken("%s is not a regular file of the bundle" % os.path.join(place, name))
    with open(path, "rb") as file:
        data = file.read(size_max + 1)
    if len(data) > size_max:
        raise Broken("%s was changed: it is too large" % os.path.join(place, name))
    return data


def read_manifest(folder, trusted):
    """The manifest, signed and in its one form."""
    data = read_file(folder, "", "manifest.json", 2**30)
    note = read_file(folder, "", "manifest.note", 2**20).decode()
    manifest = json.loads(data)
    text = json.dumps(manifest, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
    if text.encode() != data or manifest["version"] != 1:
        raise Broken("manifest.json is not written in the one form that it has")
    if trusted and manifest["served_by"] not in trusted:
        raise Broken("the bundle is signed by another key than the one that you named")
    origin = manifest["served_by"].split("+")[0]
    digest = base64.b64encode(sha256(data)).decode()
    if check_note(note, manifest["served_by"]) != "isonomia/bundle/1\n%s\n%s\n" % (origin, digest):
        raise Broken("manifest.json is not the one that was signed")
    return manifest, origin


def read_checkpoint(manifest, origin):
    """Size and root of the tree."""
    text = check_note(manifest["checkpoint"], manifest["checkpoint_key"])
    lines = text.split("\n")
    if lines[0] != origin or manifest["checkpoint_key"].split("+")[0] != origin:
        raise Broken("checkpoint and bundle are of different ledgers")
    if not re.fullmatch("0|[1-9][0-9]*", lines[1]):
        raise Broken("the checkpoint is malformed")
    return int(lines[1]), base64.b64decode(lines[2], validate=True)


def check_places(manifest, origin, size, root):
    """Every entry stands at its place, once, and ascending; a signed act where it was signed for."""
    for kind in ("entries", "withheld"):
        indexes = [entry["entry"] for entry in manifest.get(kind, [])]
        if any(type(index) is not int for index in indexes) or sorted(set(indexes)) != indexes:
            raise Broken("entries stand in the bundle out of their order, or twice")
    both = ({entry["entry"] for entry in manifest.get("entries", [])}
            & {entry["entry"] for entry in manifest.get("withheld", [])})
    if both:
        raise Broken("entry %d stands in the bundle twice" % min(both))
    for entry in manifest.get("entries", []) + manifest.get("withheld", []):
        proof = [base64.b64decode(step, validate=True) for step in entry.get("proof", [])]
        if root_of(entry["leaf"].encode(), entry["entry"], size, proof) != root:
            raise Broken("entry %d does not stand in the signed tree" % entry["entry"])
        envelope = json.loads(entry["leaf"].split("\n")[0])
        place = envelope.get("entry", entry["entry"]), envelope.get("ledger", origin)
        if place != (entry["entry"], origin):
            raise Broken("entry %d was signed for another place" % entry["entry"])


def read_fields(entry, envelope):
    """What an entry shows of its fields, and the digests of exhibits among them."""
    committed = set(envelope["fields"])
    committed |= {envelope[name] for name in ("exhibit", "authority") if name in envelope}
    fields, exhibits = {}, set()
    for line in entry.get("disclosures", []):
        commitment = base64.b64encode(sha256(b"isonomia/v1/field\x00" + line.encode())).decode()
        if commitment not in committed:
            raise Broken("entry %d did not commit to a field that is shown" % entry["entry"])
        committed.remove(commitment)
        _, name, value = json.loads(line)
        if name in fields:
            raise Broken("entry %d shows a field twice" % entry["entry"])
        fields[name] = value
        if commitment == envelope.get("exhibit"):
            exhibits.add(value)
    return fields, exhibits


def check_files(folder, manifest, shown_exhibits):
    """The files are those that are listed, byte for byte, and no others."""
    listed = {"exhibits": {e["sha256"]: e for e in manifest.get("exhibits", [])},
              "recompute": {e["name"]: e for e in manifest.get("recompute", [])}}
    if set(listed["exhibits"]) != shown_exhibits:
        raise Broken("the list of exhibits is not that of the entries")
    known = {"": {"manifest.json", "manifest.note", "exhibits", "recompute"}, **listed}
    for place, names in sorted(known.items()):
        if os.path.lexists(os.path.join(folder, place)):
            for name in sorted(set(os.listdir(os.path.join(folder, place))) - set(names)):
                raise Broken("the manifest has no %s" % ascii(os.path.join(place, name)))
    form = {"exhibits": "[0-9a-f]{64}", "recompute": "[A-Za-z0-9_-][A-Za-z0-9_.-]*"}
    for place, files in listed.items():
        for name, file in files.items():
            if not re.fullmatch(form[place], name):
                raise Broken("the name of a file is malformed")
            data = read_file(folder, place, name, file["size"])
            if sha256(data).hex() != file["sha256"] or len(data) != file["size"]:
                raise Broken("%s/%s was changed" % (place, name))


def read_record(folder, trusted):
    """The objects that are served, and whether somebody whom the reader knows signed the tree."""
    manifest, origin = read_manifest(folder, trusted)
    size, root = read_checkpoint(manifest, origin)
    check_places(manifest, origin, size, root)
    objects, shown_exhibits = {}, set()
    for entry in manifest.get("entries", []):
        envelope = json.loads(entry["leaf"].split("\n")[0])
        fields, exhibits = read_fields(entry, envelope)
        shown_exhibits |= exhibits
        # A later entry of the same object takes the place of an earlier one; a withdrawal ends it.
        if "supersedes" in envelope:
            objects.pop(envelope["supersedes"], None)
        if envelope["type"] != "withdrawal":
            objects[entry["entry"]] = (envelope["type"], fields)
    check_files(folder, manifest, shown_exhibits)
    print("record     signed as '%s'; %d entries of %d, each at its place in the tree"
          % (origin, len(manifest.get("entries", [])), size))
    if not trusted:
        print("           by the key %s" % manifest["served_by"])
        print("           Compare it with one that was given to you in another way (--key).")
    known = manifest["checkpoint_key"] in [manifest["served_by"]] + trusted
    if not known:
        print("NOT KNOWN  The tree is signed by another key, %s." % manifest["checkpoint_key"])
        print("           Whoever signed the bundle could have made it for another history. Ask in")
        print("           another way whose it is; if it was the record's, name it with --key too.")
    return list(objects.values()), known


# ---- intervals and tests ----------------------------------------------------------------------------

def log_choose(n, k):
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def beta_tail(p, x, n):
    """P(X >= x) for X binomial(n, p): the regularised incomplete beta I_p(x, n - x + 1), by its
    continued fraction (Abramowitz and Stegun 26.5.8, evaluated by Lentz's method)."""
    if x <= 0:
        return 1.0
    if x > n or p <= 0:
        return 0.0
    if p >= 1:
        return 1.0
    a, b = float(x), float(n - x + 1)
    if p > (a + 1) / (a + b + 2):
        return 1 - fraction(1 - p, b, a)
    return fraction(p, a, b)


def fraction(x, a, b):
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
                     + a * math.log(x) + b * math.log1p(-x)) / a
    tiny = 1e-300
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > tiny else tiny)
    value = d
    for m in range(1, 100000):
        for term in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                     -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1 + term * d
            d = 1 / (d if abs(d) > tiny else tiny)
            c = 1 + term / c
            c = c if abs(c) > tiny else tiny
            value *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return front * value


def solve(function, target):
    """p with function(p) = target, function increasing on [0, 1]."""
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        if function(middle) < target:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def clopper_pearson(x, n, level):
    """Clopper and Pearson, Biometrika 26 (1934) 404-413."""
    tail = (1 - level) / 2
    low = 0.0 if x == 0 else solve(lambda p: beta_tail(p, x, n), tail)
    high = 1.0 if x == n else solve(lambda p: beta_tail(p, x + 1, n), 1 - tail)
    return low, high


def wilson(x, n, level):
    """Wilson, JASA 22 (1927) 209-212; no continuity correction."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    p = x / n
    centre = p + z * z / (2 * n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low = 0.0 if x == 0 else (centre - half) / (1 + z * z / n)
    high = 1.0 if x == n else (centre + half) / (1 + z * z / n)
    return low, high


def newcombe(x1, n1, x2, n2, level):
    """Difference of independent proportions, Newcombe, Statistics in Medicine 17 (1998), method 10."""
    p1, p2 = x1 / n1, x2 / n2
    low1, high1 = wilson(x1, n1, level)
    low2, high2 = wilson(x2, n2, level)
    return (p1 - p2 - math.hypot(p1 - low1, high2 - p2),
            p1 - p2 + math.hypot(high1 - p1, p2 - low2))


def katz(x1, n1, x2, n2, level):
    """Ratio of independent proportions, Katz and others, Biometrics 34 (1978) 469-474."""
    if x1 == 0 or x2 == 0:
        return None
    z = NormalDist().inv_cdf((1 + level) / 2)
    half = z * math.sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2)
    ratio = (x1 / n1) / (x2 / n2)
    return ratio * math.exp(-half), ratio * math.exp(half)


def fisher(x1, n1, x2, n2):
    """Two-sided, summing the tables that are at most as likely as the observed one."""
    total, ones = n1 + n2, x1 + x2
    base = log_choose(total, ones)
    logs = [log_choose(n1, k) + log_choose(n2, ones - k) - base
            for k in range(max(0, ones - n2), min(n1, ones) + 1)]
    limit = logs[x1 - max(0, ones - n2)] + 1e-7
    return min(1.0, math.fsum(math.exp(value) for value in logs if value <= limit))


# ---- the figures ------------------------------------------------------------------------------------

# Rate: (what is counted, among whom), each a sum of cells of the 2x2 table of flagged against outcome.
RATES = {
    "accuracy": (("tp", "tn"), ("tp", "fp", "tn", "fn")),
    "false_discovery_rate": (("fp",), ("tp", "fp")),
    "false_negative_rate": (("fn",), ("tp", "fn")),
    "false_omission_rate": (("fn",), ("tn", "fn")),
    "false_positive_rate": (("fp",), ("fp", "tn")),
    "negative_predictive_value": (("tn",), ("tn", "fn")),
    "positive_predictive_value": (("tp",), ("tp", "fp")),
    "prevalence": (("tp", "fn"), ("tp", "fp", "tn", "fn")),
    "selection_rate": (("tp", "fp"), ("tp", "fp", "tn", "fn")),
    "true_negative_rate": (("tn",), ("fp", "tn")),
    "true_positive_rate": (("tp",), ("tp", "fn")),
}
SINGLE = {"clopper-pearson": clopper_pearson, "wilson": wilson}
PAIRED = {"newcombe": newcombe, "katz": katz}


class NotRecomputed(Exception):
    pass


class Table:
    """The cells of one data set, counted from its rows."""

    def __init__(self, dataset, data):
        columns = {role: [c for c in dataset["columns"] if c["role"] == role]
                   for role in ("outcome", "prediction", "group", "score")}
        if dataset.get("form") != "rows" or not columns["outcome"] or not columns["prediction"]:
            raise NotRecomputed("its data are not rows of outcome and prediction")
        if any(c["role"] == "weight" for c in dataset["columns"]):
            raise NotRecomputed("its rows are weighted")
        text = data.decode("utf-8-sig")
        first = text.split("\n", 1)[0]
        self.rows = list(csv.DictReader(io.StringIO(text, newline=""),
                                        delimiter="\t" if "\t" in first else ","))
        self.outcome, self.prediction = columns["outcome"][0], columns["prediction"][0]
        self.groups = {c["name"]: c for c in columns["group"]}
        self.cells = {}

    @staticmethod
    def label(row, column):
        value = row[column["name"]]
        return "" if value == "" or value in column.get("missing", []) else value

    def count(self, group):
        key = tuple(sorted((g["attribute"], g.get("value", "")) for g in group))
        if key not in self.cells:
            cells = {"tp": 0, "fp": 0, "tn": 0, "fn": 0}
            for row in self.rows:
                if any(self.label(row, self.groups[name]) != value for name, value in key):
                    continue
                truth, flag = self.label(row, self.outcome), self.label(row, self.prediction)
                if truth == "" or flag == "":
                    continue
                flagged = flag in self.prediction["positive"]
                happened = truth in self.outcome["positive"]
                cells[("t" if flagged == happened else "f") + ("p" if flagged else "n")] += 1
            self.cells[key] = cells
        return self.cells[key]

    def rate(self, metric, group):
        counted, among = RATES[metric]
        cells = self.count(group)
        return sum(cells[c] for c in counted), sum(cells[c] for c in among)


def differs(name, ours, theirs):
    if ours is None or theirs is None:
        same = ours is None and theirs is None
    else:
        same = ours == theirs or abs(ours - theirs) <= TOLERANCE * max(abs(ours), abs(theirs), 1e-300)
    return [] if same else ["%s: %s on record, %s recomputed" % (name, theirs, ours)]


def check_interval(result, interval, ours):
    if ours is None:
        return
    for end, value in zip(("low", "high"), ours):
        result += differs("%s %s" % (interval["method"], end), value, interval[end])


def check_rate(figure, table):
    x, n = table.rate(figure["metric"], figure.get("group", []))
    result = differs("numerator", x, figure.get("numerator")) if n else []
    result += differs("denominator", n, figure.get("denominator", 0 if not n else None))
    result += differs("value", x / n if n else None, figure.get("value"))
    for interval in [figure.get("interval")] + figure.get("other_intervals", []):
        if interval and n and interval["method"] in SINGLE:
            check_interval(result, interval, SINGLE[interval["method"]](x, n, interval["level"]))
    return result


def check_comparison(figure, table, metric, kind):
    x1, n1 = table.rate(metric, figure.get("group", []))
    x2, n2 = table.rate(metric, figure["comparator"])
    value = None
    if n1 and n2 and (kind == "difference" or x2):
        value = x1 / n1 - x2 / n2 if kind == "difference" else (x1 / n1) / (x2 / n2)
    result = differs("value", value, figure.get("value"))
    if value is None:
        return result
    for interval in [figure.get("interval")] + figure.get("other_intervals", []):
        if interval and interval["method"] in PAIRED:
            check_interval(result, interval,
                           PAIRED[interval["method"]](x1, n1, x2, n2, interval["level"]))
    if figure.get("test") == "fisher-exact-two-sided" and "p" in figure:
        p = fisher(x1, n1, x2, n2)
        # Both sum the same terms; at the far end of double precision they are compared loosely.
        if abs(p - figure["p"]) > 1e-7 * max(p, figure["p"]):
            result += ["p: %s on record, %s recomputed" % (figure["p"], p)]
    return result


def check_figure(figure, tables):
    metric = figure["metric"]
    if figure.get("basis") == "reported":
        raise NotRecomputed("it is a printed figure; nobody served the data behind it")
    if figure.get("dataset", "") not in tables:
        raise NotRecomputed("its data set is not in this bundle")
    table = tables[figure["dataset"]]
    if isinstance(table, str):
        raise NotRecomputed(table)
    if metric in RATES and not figure.get("comparator"):
        return check_rate(figure, table)
    for kind in ("difference", "ratio"):
        rate = metric[:-len(kind) - 1]
        if metric.endswith("_" + kind) and rate in RATES and figure.get("comparator"):
            return check_comparison(figure, table, rate, kind)
    raise NotRecomputed("this script has no formula for '%s'" % metric)


def read_tables(folder, objects):
    digests = {o.get("id"): o.get("sha256") for kind, o in objects if kind == "exhibit"}
    tables = {}
    for kind, dataset in objects:
        if kind != "dataset" or "id" not in dataset:
            continue
        digest = str(digests.get(dataset.get("exhibit")))
        try:
            if not re.fullmatch("[0-9a-f]{64}", digest):
                raise KeyError("sha256")
            with open(os.path.join(folder, "exhibits", digest), "rb") as file:
                tables[dataset["id"]] = Table(dataset, file.read())
        except NotRecomputed as reason:
            tables[dataset["id"]] = str(reason)
        except (OSError, KeyError):
            tables[dataset["id"]] = "its rows are not in this bundle"
    return tables


def recompute(folder, objects):
    tables = read_tables(folder, objects)
    same, wrong, open_ = 0, 0, {}
    for kind, figure in objects:
        if kind != "measurement":
            continue
        try:
            found = check_figure(figure, tables)
        except NotRecomputed as reason:
            open_.setdefault(str(reason), []).append(figure.get("id", "?"))
            continue
        except KeyError as field:
            open_.setdefault("its field %s is held back" % field, []).append(figure.get("id", "?"))
            continue
        same, wrong = same + (not found), wrong + bool(found)
        for line in found:
            print("DIFFERS    %s: %s" % (figure["id"], line))
    print("figures    %d recomputed and the same, %d differ" % (same, wrong))
    for reason, ids in sorted(open_.items()):
        print("           %d not recomputed: %s (%s%s)"
              % (len(ids), reason, ", ".join(ids[:3]), " ..." if len(ids) > 3 else ""))
    return 3 if wrong else 2 if open_ else 0


def main(arguments):
    folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    trusted = []
    while arguments:
        word = arguments.pop(0)
        if word == "--key" and arguments:
            trusted.append(arguments.pop(0))
        elif word.startswith("-"):
            print(__doc__)
            return 64
        else:
            folder = word
    try:
        objects, known = read_record(folder, trusted)
    except Broken as reason:
        print("BROKEN     %s" % reason)
        return 3
    except OSError as reason:
        print("BROKEN     a file of the bundle cannot be read: %s" % reason)
        return 3
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as reason:
        print("BROKEN     the bundle has not the form of a bundle: %s" % reason)
        return 3
    result = recompute(folder, objects)
    return result if known else max(result, 2)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
