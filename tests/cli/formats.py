#!/usr/bin/env python3
"""Reports for programs against their schemas, and closed pipes: formats.py PROGRAM SOURCE-ROOT

SARIF's schema lies beside the project where it lies at all; without it, or without jsonschema, the
validation is skipped, and said so.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

SKIPPED = 77
OPTIONS = ["--select", "all", "--pedantic", "--fail-on", "never"]
SARIF_SCHEMA = "../shared/data/sarif-schema-2.1.0.json"
DOCKERFILE = "# \U0001f600\nFROM debian:latest  # \U0001f600 why\nRUN apt-get update\n"


def run(program, folder, *words):
    return subprocess.run(
        [program, "check", *words], cwd=folder, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, check=True,
    ).stdout  # fmt: skip


def line_hashes(text):
    """primaryLocationLineHash of each line, written again from its description."""
    units = list(text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-16-le"))
    units = [low | high << 8 for low, high in zip(units[::2], units[1::2])]
    kept, starts, at_start = [], [], True
    for unit in units + [65535]:
        if unit in (9, 32):
            continue
        if at_start:
            starts.append(len(kept))
        at_start = unit == 10
        kept.append(unit)
    kept += [0] * 100
    seen, hashes = {}, []
    for start in starts:
        value = 0
        for unit in kept[start : start + 100]:
            value = (value * 37 + unit) % 2**64
        seen[value] = seen.get(value, 0) + 1
        hashes.append(f"{value:x}:{seen[value]}")
    return hashes


def utf16_column(text, line, column):
    """A column in UTF-16 units from one in code points."""
    before = text.split("\n")[line - 1][: column - 1]
    return len(before.encode("utf-16-le")) // 2 + 1


def compare(sarif, report, text):
    """SARIF says the same as JSON, in its own units."""
    results = sarif["runs"][0]["results"]
    rules = sarif["runs"][0]["tool"]["driver"]["rules"]
    hashes = line_hashes(text)
    assert len(results) == len(report["findings"]) > 2
    for result, finding in zip(results, report["findings"]):
        region = result["locations"][0]["physicalLocation"]["region"]
        start = finding["start"]
        assert result["ruleId"] == finding["rule"] == rules[result["ruleIndex"]]["id"]
        assert region["startLine"] == start["line"]
        assert region["startColumn"] == utf16_column(text, start["line"], start["column"])
        hashed = result["partialFingerprints"]["primaryLocationLineHash"]
        assert hashed == hashes[start["line"] - 1], (hashed, hashes)
        level = {"info": "note", "pedantic": "note"}.get(finding["severity"], finding["severity"])
        assert result["level"] == level


def check_closed_pipe(program, folder):
    """A reader that goes away is no crash, and no clean exit."""
    for form in ("text", "json", "sarif", "concise", "github"):
        with subprocess.Popen(
            [program, "check", "--format", form, "--all", "."], cwd=folder,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        ) as process:  # fmt: skip
            process.stdout.close()
            errors = process.stderr.read()
            assert process.wait() == 2 and not errors, (form, process.returncode, errors)


def validate(root, sarif, report):
    try:
        import jsonschema
    except ImportError:
        print("skipped: python3-jsonschema is not installed")
        return False
    schema = json.loads((root / "docs" / "report-1.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(report)
    path = root / SARIF_SCHEMA
    if not path.exists():
        print(f"skipped: {SARIF_SCHEMA} is not there")
        return False
    jsonschema.Draft4Validator(json.loads(path.read_text(encoding="utf-8"))).validate(sarif)
    return True


def main():
    program, root = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "Dockerfile").write_text(DOCKERFILE, encoding="utf-8")
        many = "".join(f"package{i}\n" for i in range(5000))
        paths = ["Dockerfile", "none/Dockerfile:1"]
        sarif = json.loads(run(program, folder, "--format", "sarif", *OPTIONS, "Dockerfile"))
        report = json.loads(run(program, folder, "--format", "json", *OPTIONS, "Dockerfile"))
        compare(sarif, report, DOCKERFILE)
        failed = subprocess.run(
            [program, "check", "--format", "sarif", *paths], cwd=folder, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        assert failed.returncode == 2
        assert not json.loads(failed.stdout)["runs"][0]["invocations"][0]["executionSuccessful"]
        (pathlib.Path(folder) / "requirements.txt").write_text(many, encoding="utf-8")
        check_closed_pipe(program, folder)
    is_valid = validate(root, sarif, report) and validate(root, json.loads(failed.stdout), report)
    sys.exit(0 if is_valid else SKIPPED)


main()
