#!/usr/bin/env python3
"""Makes the C file with the table of built-in rules: embed.py OUTPUT RULES-FOLDER ID ...

Each rule's symbol and page follow from its id; lib/lint/builtin.h says what the table is. The front
matter is read here so that no program reads it at its start; lib/lint/page.c says what it is, and a
test holds this reading to that one.
"""

import pathlib
import sys

BYTES_PER_LINE = 20
FENCE = b"---\n"


class Page:
    """A rule's page; the slices are of its bytes, as (start, end)."""

    def __init__(self, index, text):
        self.array = f"page_{index}"
        self.text = text
        body = text.index(FENCE, len(FENCE)) + len(FENCE)
        self.body = (body, len(text))
        self.values = {}
        at = len(FENCE)
        for line in text[at : body - len(FENCE)].splitlines(keepends=True):
            colon = line.index(b":")
            self.values[line[:colon].strip().decode()] = self.trimmed(at + colon + 1, at + len(line))
            at += len(line)
        title = text.index(b"\n# ", body - 1) + len("\n# ")
        self.title = self.trimmed(title, text.index(b"\n", title))

    def trimmed(self, start, end):
        value = self.text[start:end]
        start += len(value) - len(value.lstrip())
        return (start, start + len(value.strip()))

    def word(self, key, default=""):
        start, end = self.values.get(key, (0, 0))
        return self.text[start:end].decode() or default

    def aliases(self):
        """Pairs of slice and number of the group."""
        start, end = self.values.get("aliases", (0, 0))
        start += 1
        group = 0
        for at in range(start, end):
            if self.text[at : at + 1] in (b"=", b",", b"]"):
                yield self.trimmed(start, at), group
                group += self.text[at : at + 1] == b","
                start = at + 1

    def str(self, span):
        start, end = span
        if start == end:
            return '{ "", 0 }'
        return f"{{ (const char *)&{self.array}[{start}], {end - start} }}"

    def lines(self):
        yield f"static const unsigned char {self.array}[] = {{"
        for start in range(0, len(self.text), BYTES_PER_LINE):
            yield "\t" + " ".join(f"{byte}," for byte in self.text[start : start + BYTES_PER_LINE])
        yield "};"
        aliases = [alias for alias in self.aliases() if alias[0][0] < alias[0][1]]
        if aliases:
            yield f"static const rlint_str {self.array}_aliases[] = {{"
            for span, _ in aliases:
                yield f"\t{self.str(span)},"
            yield "};"
            groups = ", ".join(str(group) for _, group in aliases)
            yield f"static const uint32_t {self.array}_groups[] = {{ {groups} }};"
        self.alias_count = len(aliases)

    def info_lines(self, rule_id):
        yield f'\t\t.id = RLINT_STR_INIT("{rule_id}"),'
        yield f"\t\t.title = {self.str(self.title)},"
        yield f"\t\t.summary = {self.str(self.title)},"
        yield f"\t\t.page = {self.str((0, len(self.text)))},"
        yield f"\t\t.body = {self.str(self.body)},"
        yield f"\t\t.severity = RLINT_{self.word('severity').upper()},"
        yield f"\t\t.is_default = {self.word('default', 'true')},"
        yield f"\t\t.fix = RLINT_FIX_{self.word('fix', 'none').upper()},"
        yield f"\t\t.since = {self.str(self.values.get('since', (0, 0)))},"
        if self.alias_count:
            yield f"\t\t.aliases = {self.array}_aliases,"
            yield f"\t\t.alias_count = {self.alias_count},"
            yield f"\t\t.alias_groups = {self.array}_groups,"


def symbol_of(rule_id):
    return "rlint_rule_" + rule_id.replace("/", "_").replace("-", "_")


def table_lines(pages):
    yield "/* Generated from rules/meson.build and the rules' pages by rules/embed.py. */"
    yield '#include "lib/lint/builtin.h"'
    yield ""
    for rule_id in pages:
        yield f"extern const rlint_rule {symbol_of(rule_id)};"
    yield ""
    for page in pages.values():
        yield from page.lines()
    yield ""
    yield "const struct builtin_rule builtin_rules[] = {"
    for rule_id, page in pages.items():
        yield f"\t{{ &{symbol_of(rule_id)}, {{"
        yield from page.info_lines(rule_id)
        yield "\t} },"
    yield "};"
    yield f"const size_t builtin_rule_count = {len(pages)};"


def page_of(index, folder, rule_id):
    text = (folder / f"{rule_id}.md").read_bytes()
    try:
        page = Page(index, text)
    except ValueError:
        sys.exit(f"rules/{rule_id}.md: no front matter and title as lib/lint/page.c wants them")
    if not text.startswith(FENCE) or not page.word("severity"):
        sys.exit(f"rules/{rule_id}.md: no severity in its front matter")
    return page


def main():
    output, folder, *ids = sys.argv[1:]
    if ids != sorted(set(ids)):
        sys.exit("rules/meson.build: the list of rules is not sorted, or has doubles")
    pages = {rule_id: page_of(i, pathlib.Path(folder), rule_id) for i, rule_id in enumerate(ids)}
    pathlib.Path(output).write_text("\n".join(table_lines(pages)) + "\n", encoding="ascii")


main()
