#!/usr/bin/env python3
"""Other linters' rules: foreign.py PROGRAM IDS EXAMPLES NOT-COVERED

Each id is the alias of a rule that speaks on the example given for it, or stands with its reason among what is not
covered; none is in both, none is lost. hadolint's and BuildKit's ids need no example: the conformance program has many.

    examples = { "=== " id { " " id } line-end { "--- " path line-end text } }

The text is a Dockerfile where no path is named.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
WITHOUT_EXAMPLES = ("buildkit", "hadolint")
# Of the ids at most one in so many may be left out.
ONE_IN = 5


def read_ids(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split()) for line in lines if line and not line.startswith("#")]


def read_examples(path):
    """Lists of (ids, {path: text})."""
    examples = []
    files = name = None
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.startswith("=== "):
            files, name = {}, "Dockerfile"
            examples.append((line.split()[1:], files))
        elif line.startswith("--- "):
            name = line.split()[1]
        elif files is not None:
            files[name] = files.get(name, "") + line
    return examples


def output_of(program, words, folder=None):
    done = subprocess.run([program, *words], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def aliases_said(program, examples):
    """For each example the foreign ids that its findings bear."""
    said = [set() for _ in examples]
    with tempfile.TemporaryDirectory() as folder:
        for index, (_, files) in enumerate(examples):
            root = pathlib.Path(folder, str(index))
            (root / ".git").mkdir(parents=True)
            for name, text in files.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
        words = ["--select", "all", "--pedantic", "--format", "json", "."]
        for finding in output_of(program, words, folder)["findings"]:
            said[int(finding["path"].split("/")[0])].update(finding["aliases"])
    return said


def complaints(program, ids, examples, left_out):
    aliases = {alias for rule in output_of(program, ["rules", "--format", "json"])["rules"] for alias in rule["aliases"]}
    known = {word for _, word in ids}
    shown = set()
    for (names, _), said in zip(examples, aliases_said(program, examples)):
        shown.update(names)
        yield from (f"{name}: no finding on its example bears it" for name in names if name not in said)
    for linter, word in ids:
        if (word in aliases) == (word in left_out):
            where = "both an alias and left out" if word in aliases else "no alias, and not said to be left out"
            yield f"{linter} {word}: {where}"
        if word in aliases and word not in shown and linter not in WITHOUT_EXAMPLES:
            yield f"{linter} {word}: has no example"
    yield from (f"{word}: is not of the list" for word in sorted((left_out | shown) - known))
    if len(left_out) * ONE_IN > len(ids):
        yield f"{len(left_out)} of {len(ids)} are left out, more than one in {ONE_IN}"


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    id_path, example_path, left_out_path = (pathlib.Path(word) for word in sys.argv[2:])
    ids = read_ids(id_path)
    left_out = set(ROW.findall(left_out_path.read_text(encoding="utf-8")))
    found = list(complaints(program, ids, read_examples(example_path), left_out))
    for line in found:
        print(line)
    print(f"agree {len(ids) - len(left_out)} of {len(ids)}: {len(left_out)} are left out, each with its reason")
    sys.exit(1 if found else 0)


main()
