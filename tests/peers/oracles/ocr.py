"""Tesseract as a program under examination: {"inputs":{"file":PATH}} -> {"text":WORDS,"characters":N}."""
import json
import subprocess
import sys

for line in sys.stdin:
    query = json.loads(line)
    done = subprocess.run(["tesseract", query["inputs"]["file"], "-", "--psm", "7"], capture_output=True, text=True)
    answer = {"id": query["id"]}
    if done.returncode == 0:
        answer["text"] = " ".join(done.stdout.split())
        answer["characters"] = len(answer["text"])
    else:
        answer["error"] = done.stderr.strip()[-200:]
    print(json.dumps(answer), flush=True)
