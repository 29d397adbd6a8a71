#!/usr/bin/env python3
"""Properties of fixes: fixes.py PROGRAM FIXTURES CORPUS

Over copies of the fixtures, and of the corpus where there is one: after --fix every file has the
findings it had or fewer, none of them new; a second run changes nothing; what --diff prints is
taken by `git apply`, and makes of the first copy what --fix made of the second. With safe fixes,
and with all."""

import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
SECONDS = 300
# Every so many-th folder of the corpus: a bound on the time that this takes.
STEP = 3
RULES = ("--select", "all", "--pedantic")
# A rule that speaks once another's finding was fixed: what has a version may still want a hash.
NEXT = {"pin/package-hash": "pin/pip-package"}


def run(words, folder, wanted=(0, 1), data=None):
    done = subprocess.run(
        words, cwd=folder, input=data, capture_output=True, check=False, timeout=SECONDS,
    )  # fmt: skip
    if done.returncode not in wanted:
        raise SystemExit(f"{words}: exit {done.returncode}\n{done.stderr.decode(errors='replace')}")
    return done.stdout


def findings(program, folder):
    report = json.loads(run([program, "--format", "json", *RULES, "."], folder, (0, 1, 2)))
    # Not by message, which may tell of a later step that was fixed.
    return collections.Counter((f["path"], f["rule"]) for f in report["findings"])


def contents(folder):
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder): path.read_bytes() for path in files}


def report(problems, title):
    for problem in problems[:20]:
        print(f"{title}: {problem}")
    return not problems


def is_next_step(place, gone):
    path, rule = place
    return rule in NEXT and gone[path, NEXT[rule]] > 0


def check_files(program, folder, options):
    """--fix in place, then what must hold of the files."""
    before = findings(program, folder)
    fixed = run([program, "--fix", "--format", "json", *options, "."], folder, (0, 1, 2))
    count = json.loads(fixed)["summary"]["fixed"]
    after = findings(program, folder)
    print(f"{' '.join(options[len(RULES):]) or 'safe'}: {count} fixed")
    gone = before - after
    new = [place for place in (after - before).elements() if not is_next_step(place, gone)]
    good = report(sorted(new), "new after --fix")
    good &= count > 0
    state = contents(folder)
    run([program, "--fix", *options, "."], folder, (0, 1, 2))
    changed = [str(path) for path, data in contents(folder).items() if state.get(path) != data]
    good &= report(changed, "changed by a second --fix")
    left = run([program, "--diff", *options, "."], folder, (0, 2)).splitlines()
    return good & report(left, "left by --fix")


def check(program, tree, options):
    with tempfile.TemporaryDirectory() as scratch:
        patched, written = pathlib.Path(scratch, "patched"), pathlib.Path(scratch, "written")
        for copy in (patched, written):
            shutil.copytree(tree, copy, symlinks=True, ignore=shutil.ignore_patterns(".git"))
            subprocess.run(["chmod", "-R", "u+rwX", str(copy)], check=True)
        diff = run([program, "--diff", *options, "."], patched, (0, 1, 2))
        run(["git", "apply", "--whitespace=nowarn", "-"], patched, (0,), diff)
        good = check_files(program, written, options)
        other = contents(written)
        wrong = [str(path) for path, data in contents(patched).items() if other[path] != data]
        return good & report(wrong, "not the same by --diff and git apply")


def sample(corpus, into):
    for folder in sorted(corpus.iterdir())[::STEP]:
        if folder.is_dir():
            shutil.copytree(folder, into / folder.name, symlinks=True)


def check_both(program, tree):
    return all([check(program, tree, [*RULES, *more]) for more in ([], ["--unsafe-fixes"])])


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    fixtures, corpus = pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    # No repository around the copies has a say in what git does there.
    os.environ.update(GIT_CEILING_DIRECTORIES="/", GIT_DIR="/nonexistent")
    if not shutil.which("git"):
        print("there is no git: nothing was tried")
        sys.exit(SKIPPED)
    good = check_both(program, fixtures)
    if not corpus.is_dir():
        print(f"{corpus} is not there: only the fixtures were tried")
        sys.exit(SKIPPED if good else 1)
    with tempfile.TemporaryDirectory() as scratch:
        sample(corpus, pathlib.Path(scratch))
        good &= check_both(program, pathlib.Path(scratch))
    sys.exit(0 if good else 1)


main()
