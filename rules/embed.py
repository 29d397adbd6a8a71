#!/usr/bin/env python3
"""Makes the C file with the table of built-in rules: embed.py OUTPUT RULES-FOLDER ID ...

Each rule's symbol and page follow from its id; lib/lint/builtin.h says what the table is.
"""

import pathlib
import sys

BYTES_PER_LINE = 20


def symbol_of(rule_id):
    return "rlint_rule_" + rule_id.replace("/", "_").replace("-", "_")


def page_lines(index, page):
    yield f"static const unsigned char page_{index}[] = {{"
    for start in range(0, len(page), BYTES_PER_LINE):
        yield "\t" + " ".join(f"{byte}," for byte in page[start : start + BYTES_PER_LINE])
    yield "};"


def table_lines(ids, folder):
    yield "/* Generated from rules/meson.build and the rules' pages by rules/embed.py. */"
    yield '#include "lib/lint/builtin.h"'
    yield ""
    for rule_id in ids:
        yield f"extern const rlint_rule {symbol_of(rule_id)};"
    yield ""
    for index, rule_id in enumerate(ids):
        yield from page_lines(index, (folder / f"{rule_id}.md").read_bytes())
    yield ""
    yield "const struct builtin_rule builtin_rules[] = {"
    for index, rule_id in enumerate(ids):
        page = f"{{ (const char *)page_{index}, sizeof page_{index} }}"
        yield f"\t{{ &{symbol_of(rule_id)}, {page} }},"
    yield "};"
    yield f"const size_t builtin_rule_count = {len(ids)};"


def main():
    output, folder, *ids = sys.argv[1:]
    if ids != sorted(set(ids)):
        sys.exit("rules/meson.build: the list of rules is not sorted, or has doubles")
    text = "\n".join(table_lines(ids, pathlib.Path(folder))) + "\n"
    pathlib.Path(output).write_text(text, encoding="ascii")


main()
