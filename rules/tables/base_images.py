#!/usr/bin/env python3
"""Makes the C file with the table of base images: base_images.py TABLE OUTPUT."""

import pathlib
import sys

ROOT = {"root": "RLINT_YES", "other": "RLINT_NO", "unknown": "RLINT_UNKNOWN"}
STARTS = {
    "shell": "RLINT_STARTS_SHELL",
    "server": "RLINT_STARTS_SERVER",
    "job": "RLINT_STARTS_JOB",
    "unknown": "RLINT_START_UNKNOWN",
}


def rows_of(path):
    for line in path.read_text(encoding="ascii").splitlines():
        if not line.startswith(("#", "image\t")):
            image, user, starts, *tag = line.split("\t")
            yield image, ROOT[user], STARTS[starts], tag[0] if tag else ""


def main():
    rows = list(rows_of(pathlib.Path(sys.argv[1])))
    names = [row[0].encode() for row in rows]
    if names != sorted(names):
        sys.exit("rules/tables/base-images.tsv: not sorted by image")
    lines = [
        f'\t{{ RLINT_STR_INIT("{image}"), {root}, {starts}, RLINT_STR_INIT("{tag}") }},'
        for image, root, starts, tag in rows
    ]
    text = [
        "/* Generated from rules/tables/base-images.tsv. */",
        '#include "lib/facts/base_image.h"',
        "",
        "const struct base_image base_images[] = {",
        *lines,
        "};",
        f"const size_t base_image_count = {len(lines)};",
    ]
    pathlib.Path(sys.argv[2]).write_text("\n".join(text) + "\n", encoding="ascii")


main()
