#!/usr/bin/env python3
"""The command line's own words: run.py [--update] PROGRAM FIXTURES [CASE ...]

A case is a folder: `command` has one command line (words as a shell splits them, `reprolint` being
the program, FILE standing for standard input after `<`), `expected` what it prints and its exit
status. `setup`, where there is one, is run by sh before. Everything happens in a copy of the folder.
"""

import difflib
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

SECONDS = 20


def environment_of(words):
    """NAME=value words before the program, over an environment of few variables."""
    names = {"PATH": os.environ["PATH"], "LC_ALL": "C", "TERM": "dumb"}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "LD_LIBRARY_PATH"):
        if name in os.environ:
            names[name] = os.environ[name]
    while "=" in words[0]:
        name, value = words.pop(0).split("=", 1)
        names[name] = value
    return names


def run_line(program, folder, line):
    words = shlex.split(line)
    environment = environment_of(words)
    data = b""
    if len(words) > 2 and words[-2] == "<":
        data = (folder / words[-1]).read_bytes()
        words = words[:-2]
    if words[0] != "reprolint":
        raise SystemExit(f"{folder}: command does not begin with reprolint")
    done = subprocess.run(
        [program, *words[1:]], cwd=folder, input=data, env=environment, timeout=SECONDS,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    text = f"$ {line}\n"
    text += done.stdout.decode("utf-8", "backslashreplace")
    if done.stderr:
        text += "--- stderr\n" + done.stderr.decode("utf-8", "backslashreplace")
    return text + f"--- exit {done.returncode}\n"


def run_case(program, case):
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / case.name
        shutil.copytree(case, folder, symlinks=True)
        for name in ("command", "expected"):
            (folder / name).unlink(missing_ok=True)
        setup = folder / "setup"
        if setup.exists():
            subprocess.run(["sh", "-e", "setup"], cwd=folder, check=True)
            setup.unlink()
        try:
            lines = (case / "command").read_text(encoding="utf-8").splitlines()
            return "".join(run_line(program, folder, line) for line in lines if line)
        finally:
            # What a case made unreadable must still go.
            subprocess.run(["chmod", "-R", "u+rwx", str(folder)], check=True)


def judge(case, got, updates):
    expected = case / "expected"
    wanted = expected.read_bytes().decode("utf-8") if expected.exists() else ""
    if got == wanted:
        return True
    if updates:
        expected.write_bytes(got.encode("utf-8"))
        print(f"{case.name}: updated")
        return True
    print(f"{case.name}: differs from {expected}")
    diff = difflib.unified_diff(wanted.splitlines(), got.splitlines(), "expected", "got", lineterm="")
    print("\n".join(diff))
    return False


def main():
    arguments = sys.argv[1:]
    updates = arguments[0] == "--update"
    program, fixtures, *names = arguments[1:] if updates else arguments
    cases = sorted(path.parent for path in pathlib.Path(fixtures).glob("*/command"))
    chosen = [case for case in cases if not names or case.name in names]
    program = str(pathlib.Path(program).resolve())
    if os.geteuid() == 0:
        print("as root everything is readable: cases that need otherwise are left out")
        chosen = [case for case in chosen if not (case / "needs-user").exists()]
    good = [judge(case, run_case(program, case), updates) for case in chosen]
    print(f"{sum(good)} of {len(good)} cases agree")
    sys.exit(0 if good and all(good) else 1)


main()
