#!/usr/bin/env python3
"""Compiles packages.json to the C table of lib/facts/purpose.h.

Usage: compile_packages.py packages.json package_table.c

Names are as the ecosystem compares them; a "*" at one end stands for anything.
"""

import json
import sys

ECOSYSTEMS = {
    "pip": "RLINT_PIP",
    "conda": "RLINT_CONDA_PACKAGES",
    "apt": "RLINT_APT",
    "apk": "RLINT_APK",
    "dnf": "RLINT_DNF",
}
PURPOSES = {
    "framework": "RLINT_FRAMEWORK",
    "installer": "RLINT_INSTALLER",
    "build": "RLINT_BUILD_TOOL",
    "helper": "RLINT_HELPER",
}


def fail(text):
    sys.exit(f"packages.json: {text}")


def rows_of(ecosystem, table):
    """The rows of one ecosystem, sorted by name."""
    rows = {}
    for purpose, names in table.items():
        if names != sorted(names):
            fail(f"{ecosystem} {purpose} is not sorted")
        for name in names:
            if name in rows:
                fail(f"{ecosystem} {name} stands twice")
            rows[name] = purpose
    return sorted(rows.items())


def write_row(ecosystem, name, purpose):
    return (f"\t{{ {ECOSYSTEMS[ecosystem]}, RLINT_STR_INIT({json.dumps(name)}), "
            f"{PURPOSES[purpose]} }},")


def write_table(kind, rows):
    return [
        f"const struct package_row {kind}[] = {{",
        *(write_row(*row) for row in rows),
        "};",
        f"const size_t {kind}_count = {len(rows)};",
    ]


def main(source, target):
    with open(source, encoding="utf-8") as file:
        table = json.load(file)
    rows = [(ecosystem, name, purpose)
            for ecosystem in ECOSYSTEMS
            for name, purpose in rows_of(ecosystem, table[ecosystem])]
    exact = [row for row in rows if "*" not in row[1]]
    patterns = [row for row in rows if "*" in row[1]]
    lines = [
        "/* Made by compile_packages.py from packages.json. */",
        '#include "lib/facts/purpose.h"',
        "",
        *write_table("package_names", exact),
        "",
        *write_table("package_patterns", patterns),
    ]
    with open(target, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
