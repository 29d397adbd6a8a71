#!/usr/bin/env python3
"""The same bytes for every number of threads: jobs.py PROGRAM FOLDER ...

Folders that are not there are skipped, and said so.
"""

import pathlib
import subprocess
import sys

SECONDS = 300
NUMBERS = ("2", "8")
FORMATS = ("text", "json")
OPTIONS = ("--select", "all", "--pedantic", "--all", "--fail-on", "never")


def report(program, folder, form, number):
    done = subprocess.run(
        [program, "check", "--jobs", number, "--format", form, *OPTIONS, "."], cwd=folder,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SECONDS, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    is_same = True
    for folder in sys.argv[2:]:
        if not pathlib.Path(folder).is_dir():
            print(f"skipped: {folder} is not there")
            continue
        for form in FORMATS:
            alone = report(program, folder, form, "1")
            assert len(alone[1]) > 1000, f"{folder}: nothing reported"
            for number in NUMBERS:
                if report(program, folder, form, number) != alone:
                    print(f"{folder}: another {form} report with --jobs {number}")
                    is_same = False
    sys.exit(0 if is_same else 1)


main()
