#!/usr/bin/env python3
"""The snippets of the blog post that the project grew from: post.py PROGRAM SOURCE-ROOT

They lie beside the project where they lie at all; without them the test is skipped, and says so.
Only places, levels and rules are kept here. What a careful reader would expect is in FINDINGS; what
is also true but not asked for in MAY; any other finding fails the test.
"""

import json
import pathlib
import subprocess
import sys

SKIPPED = 77
SNIPPETS = "../shared/vectors/post"
# The file, then place, level, rule, and the line of a related place where one is due.
FINDINGS = {
    "first/Dockerfile": [
        ("1:1-1:19", "info", "security/root-user", None),
        ("1:13-1:19", "warning", "pin/image-tag", None),
        ("1:21-1:33", "error", "syntax/inline-comment", None),
        ("3:5-3:19", "info", "image/apt-lists", None),
        ("3:23-3:38", "info", "image/apt-recommends", None),
        ("5:1-5:9", "warning", "cache/copy-before-install", 7),
        ("5:11-5:23", "error", "syntax/inline-comment", None),
        ("9:5-9:20", "info", "image/shell-form-command", None),
    ],
    "first-without-comments/Dockerfile": [
        ("1:1-1:19", "info", "security/root-user", None),
        ("1:13-1:19", "warning", "pin/image-tag", None),
        ("3:5-3:19", "info", "image/apt-lists", None),
        ("3:23-3:38", "info", "image/apt-recommends", None),
        ("5:1-5:9", "warning", "cache/copy-before-install", 7),
        ("9:5-9:20", "info", "image/shell-form-command", None),
    ],
    "enlightened/Dockerfile": [("12:74-12:77", "info", "pin/pip-package", None)],
    "cache-bad/Dockerfile": [("4:1-4:9", "warning", "cache/copy-before-install", 5)],
    "cache-good/Dockerfile": [],
    "cache-galaxy/Dockerfile": [],
    "dev/Dockerfile.dev": [
        ("5:17-5:24", "warning", "pin/pip-package", None),
        ("8:17-8:24", "warning", "pin/pip-package", None),
    ],
    "config/train.yaml": [("4:14-4:18", "warning", "determinism/benchmark", None)],
}
# Lines on which a rule may speak, below the level of a warning.
MAY = {
    "first/Dockerfile": [(3, "pin/apt-package"), (7, "image/package-cache")],
    "first-without-comments/Dockerfile": [(3, "pin/apt-package"), (7, "image/package-cache")],
    "enlightened/Dockerfile": [(5, "pin/apt-package")],
    "cache-bad/Dockerfile": [(5, "image/package-cache")],
    "cache-good/Dockerfile": [(5, "image/package-cache")],
    "dev/Dockerfile.dev": [
        (2, "pin/image-tag"),
        (5, "image/package-cache"),
        (8, "image/package-cache"),
    ],
    "config/train.yaml": [(2, "seed/missing")],
}
# The same step of two files: the same level for both.
SAME_LEVEL = ("image/package-cache", "cache-good/Dockerfile", "dev/Dockerfile.dev")


def lint(program, folder, paths):
    command = [program, "check", "--format", "json", "--fail-on", "never", "--", *paths]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def key_of(finding):
    start, end = finding["start"], finding["end"]
    place = f"{start['line']}:{start['column']}-{end['line']}:{end['column']}"
    return (place, finding["severity"], finding["rule"])


def related_lines(finding):
    return [related["start"]["line"] for related in finding["related"]]


def compare(path, findings):
    """What is wrong with the findings of one file."""
    wrong = []
    wanted = {item[:3]: item[3] for item in FINDINGS[path]}
    found = {key_of(finding): finding for finding in findings}
    for key, line in wanted.items():
        if key not in found:
            wrong.append(f"{path}: not found: {' '.join(key)}")
        elif line is not None and line not in related_lines(found[key]):
            wrong.append(f"{path}: {' '.join(key)}: line {line} is not related")
    for key, finding in found.items():
        is_quiet = finding["severity"] in ("info", "pedantic")
        spoken = (finding["start"]["line"], finding["rule"])
        if key not in wanted and not (is_quiet and spoken in MAY.get(path, [])):
            wrong.append(f"{path}: not wanted: {' '.join(key)}: {finding['message']}")
    if len(found) < len(findings):
        wrong.append(f"{path}: a finding stands twice")
    return wrong


def check_seed(findings):
    """Lightning's default depends on its version: nothing is claimed as certain."""
    return [
        f"config/train.yaml: a claim without its version: {finding['message']}"
        for finding in findings
        if finding["rule"] == "seed/missing" and "2.2" not in finding["message"]
    ]


def check_levels(by_path):
    rule, *paths = SAME_LEVEL
    levels = {f["severity"] for path in paths for f in by_path[path] if f["rule"] == rule}
    return [] if len(levels) == 1 else [f"{rule}: levels {sorted(levels)} in {', '.join(paths)}"]


def main():
    program, root = sys.argv[1:]
    program = str(pathlib.Path(program).resolve())
    folder = pathlib.Path(root) / SNIPPETS
    if not folder.is_dir():
        print(f"{SNIPPETS} is not there: skipped")
        return SKIPPED
    report = lint(program, folder, list(FINDINGS))
    by_path = {path: [] for path in FINDINGS}
    for finding in report["findings"]:
        by_path[finding["path"]].append(finding)
    wrong = [f"{skip['path']}: {skip['reason']}" for skip in report["skipped"] + report["failed"]]
    for path, findings in by_path.items():
        wrong += compare(path, findings)
    wrong += check_seed(by_path["config/train.yaml"]) + check_levels(by_path)
    print("\n".join(wrong) or f"{len(FINDINGS)} files as a careful reader expects")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
