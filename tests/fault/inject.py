"""Makes the kernel refuse, or kill the program, at every call by which an intake, an append and an erasure read, open,
lock, close or change a file.

    inject.py ISONOMIA [STRIDE [OPERATION...]]     STRIDE: every n-th call only; 1 when left out

strace answers the n-th call of each kind with EIO or ENOSPC, or kills the program there. Calls on files of the system
(libraries, /proc) are left alone, but not ours where they lie on /dev/shm. Afterwards the same command
without a fault must succeed, every check of the record must pass that a record without faults passes, nothing that was
confirmed may be missing, and nothing that was erased may be left in any file. Exit 77, "not run", where strace is missing or may not trace; 1 at the first finding.
"""
import collections
import concurrent.futures
import copy
import json
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile

CHANGES = ["write", "pwrite64", "fsync", "fdatasync", "rename", "unlink", "ftruncate", "mkdir", "fchmod", "chmod", "fchmodat"]
# To be killed here is to be killed before the next change, and no space is refused in the words of any other refusal.
LOOKS = ["openat", "read", "pread64", "close", "flock"]
FAULTS = {call: ["error=EIO", "error=ENOSPC", "signal=KILL"] for call in CHANGES} | {call: ["error=EIO"] for call in LOOKS}
LINE = re.compile(r"^(\d+) +(\w+)\((.*)")
OF_THE_SYSTEM = re.compile(r'^(?:AT_FDCWD[^,]*, ")?(?:\d+<)?/(?:lib|lib64|usr|etc|proc|sys|dev)/|^\d+<(?:pipe|socket|anon_inode):')
WHERE_IT_RUNS = re.compile(r"^AT_FDCWD<[^>]*>")
SECRET = "Zebedee Quillfeather"
MATTER = f"""<?xml version="1.0" encoding="UTF-8"?>
<matter xmlns="urn:isonomia:matter:1" id="small" language="en" jurisdiction="GB-EAW" prepared-by="expert"
        used-on="2025-03-10" synthetic="true">
  <title>A small matter</title>
  <question>Who was it?</question>
  <synthetic-note>Everything is invented.</synthetic-note>
  <packs><pack id="un-unodc"/></packs>
  <parties>
    <party id="expert" role="expert" kind="person" name="An expert"/>
    <party id="suspect" role="defence" kind="person" name="{SECRET}"/>
  </parties>
  <exhibits>
    <exhibit id="E1" file="statement.txt" title="Statement" subject="suspect" received-on="2025-06-02"/>
  </exhibits>
</matter>
"""


def not_run(why):
    print("not run: " + why)
    sys.exit(77)


class World:
    def __init__(self, program, root):
        self.program = os.path.abspath(program)
        self.root = root
        self.pristine = os.path.join(root, "pristine")
        self.place = os.path.join(root, "now")
        self.environment = dict(os.environ, ISONOMIA_KEYS=os.path.join(root, "keys"), NO_COLOR="1")

    def run(self, words, fault=(), place=None):
        return subprocess.run([*fault, self.program, *words], cwd=place or self.place, env=self.environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")

    def prepare(self):
        os.mkdir(self.pristine)
        with open(os.path.join(self.pristine, "matter.xml"), "w", encoding="utf-8") as file:
            file.write(MATTER)
        with open(os.path.join(self.pristine, "statement.txt"), "w", encoding="utf-8") as file:
            file.write(SECRET + " was at home that night.\n" * 500)
        shutil.copytree(self.pristine, os.path.join(self.root, "bare"))
        done = self.run(["run", "-q", "matter.xml", "-o", "case"], place=self.pristine)
        assert done.returncode in (0, 2), done.stderr

    def beside(self, number):
        """The same world with a place of its own, for work at the same time."""
        other = copy.copy(self)
        other.place = f"{self.place}-{number}"
        return other

    def start(self, begin):
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(os.path.join(self.root, begin), self.place)


class Operation:
    """A command, what it begins with, what its repetition may answer, and how to see that it was done."""

    def __init__(self, name, begin, words, again, shows):
        self.name, self.begin, self.words, self.again, self.shows = name, begin, words, again, shows
        self.not_passed = {}  # checks that are open without a fault, such as the signer that nobody named


OPERATIONS = [
    Operation("intake", "bare", ["run", "-q", "matter.xml", "-o", "case"], [], ["show", "case", "exhibit/E1"]),
    Operation("append", "pristine",
              ["record", "case", "--kind", "review", "--id", "A9", "--title", "Comparison by eye", "--agent", "expert"],
              ["M0001"], ["show", "case", "activity/A9"]),
    Operation("erasure", "pristine",
              ["erase", "case", "--subject", "suspect", "--ground", "Acquittal", "--decided-by", "expert"],
              [], ["show", "case", "erasure/erasure-1"]),
]


def count_calls(world, operation):
    """For each kind of call the numbers, as strace counts them in each thread, of those on files of ours."""
    world.start(operation.begin)
    log = os.path.join(world.root, "log")
    done = world.run(operation.words, ["strace", "-f", "-y", "--seccomp-bpf", "-qq", "-o", log, "-e", "trace=" + ",".join(FAULTS)])
    if done.returncode not in (0, 2):
        not_run("strace may not trace here: " + done.stderr.strip()[:200])
    seen = collections.Counter()
    numbers = collections.defaultdict(set)
    with open(log, encoding="utf-8", errors="replace") as file:
        for thread, call, arguments in (found.groups() for found in map(LINE.match, file) if found):
            seen[thread, call] += 1
            named = WHERE_IT_RUNS.sub("", arguments)
            if world.root in named or not OF_THE_SYSTEM.match(arguments):
                numbers[call].add(seen[thread, call])
    return {call: sorted(found) for call, found in numbers.items()}


def secrets_left(folder):
    for path, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(path, name), "rb") as file:
                if SECRET.encode() in file.read():
                    yield os.path.join(path, name)


def not_passed(world):
    checks = json.loads(world.run(["verify", "case", "--json"]).stdout)["checks"]
    return {check["id"]: check["state"] for check in checks if check["state"] != "pass"}


def judge(world, operation, done):
    """What is wrong after one fault, or nothing."""
    if done.returncode not in (0, 1, 2, 3, -9, 137):
        return f"ended with {done.returncode}: {done.stderr[:500]}"
    if done.returncode in (0, 2):
        shown = world.run(operation.shows)
        if shown.returncode != 0:
            return "confirmed, and not on record: " + shown.stderr[:500]
    again = world.run(operation.words)
    if again.returncode not in (0, 2) and not any(code in again.stderr for code in operation.again):
        return "does not go on: " + again.stderr[:500]
    open_checks = not_passed(world)
    if open_checks != operation.not_passed:
        return f"not whole: {open_checks}, without a fault {operation.not_passed}"
    if operation.name == "erasure":
        for path in secrets_left(os.path.join(world.place, "case")):
            return "still readable in " + path
    return ""


def inject(worlds, operation, call, fault, number):
    """What is wrong after this fault, or nothing."""
    world = worlds.get()
    try:
        world.start(operation.begin)
        done = world.run(operation.words, ["strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e",
                                           "trace=" + call, "-e", f"inject={call}:{fault}:when={number}"])
        wrong = judge(world, operation, done)
        return wrong and f"{operation.name}, {call} {number}, {fault}: {wrong}"
    finally:
        worlds.put(world)


def inject_all(worlds, operation, calls, stride):
    """How many faults were put in; ends the program at the first finding."""
    faults = [(call, fault, number) for call, numbers in sorted(calls.items()) for fault in FAULTS[call]
              for number in numbers[::stride]]
    with concurrent.futures.ThreadPoolExecutor(worlds.qsize()) as pool:
        for wrong in pool.map(lambda one: inject(worlds, operation, *one), faults):
            if wrong:
                pool.shutdown(cancel_futures=True)
                print(wrong)
                sys.exit(1)
    return len(faults)


def main():
    if shutil.which("strace") is None:
        not_run("strace is not installed")
    stride = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    injected = 0
    with tempfile.TemporaryDirectory() as root:
        world = World(sys.argv[1], root)
        world.prepare()
        worlds = queue.SimpleQueue()
        for number in range(os.cpu_count() or 1):
            worlds.put(world.beside(number))
        for operation in [one for one in OPERATIONS if one.name in (sys.argv[3:] or [one.name])]:
            calls = count_calls(world, operation)
            operation.not_passed = not_passed(world)
            assert "fail" not in operation.not_passed.values(), operation.not_passed
            done = inject_all(worlds, operation, calls, stride)
            injected += done
            print(f"{operation.name}: {done} faults at {sum(map(len, calls.values()))} calls, " +
                  ", ".join(f"{len(numbers)} {call}" for call, numbers in sorted(calls.items())), flush=True)
    print(f"inject: {injected} faults, nothing confirmed was lost")


main()
