#!/usr/bin/python3
"""A program under examination that takes a known time: oracle.py MILLISECONDS [burn], asleep or at work. Each answer says how
long it took, from the line read to the answer made."""
import json
import sys
import time

duration, burns = float(sys.argv[1]) / 1000, len(sys.argv) > 2
for line in sys.stdin:
    start = time.perf_counter()
    query = json.loads(line)
    if not burns:
        time.sleep(duration)
    while time.perf_counter() - start < duration:
        pass
    took = time.perf_counter() - start
    print(json.dumps({"id": query["id"], "score": query["inputs"]["x"] * 0.5, "seconds": took}), flush=True)
