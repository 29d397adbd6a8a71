#!/usr/bin/env python3
"""Makes the C file with the table of command lines: compile_commands.py TABLE OUTPUT.

Texts lie in one pool and are named by offset and length, so that the table needs no relocations."""

import pathlib
import sys

from pool import Pool

STYLES = ["versioned", "prefixes", "module", "stops", "single", "bundle", "wrapper", "skip", "more",
          "assigns", "shell", "test", "harmless", "fetcher", "lenient"]
TAKES = {"flag": "TAKES_NOTHING", "optional": "TAKES_OPTIONAL", "value": "TAKES_VALUE"}


def style_of(words, where):
    unknown = [word for word in words if word not in STYLES]
    if unknown:
        sys.exit(f"{where}: unknown style {unknown[0]}")
    return " | ".join(f"STYLE_{word.upper()}" for word in words) or "0"


def parse(path):
    programs = []
    for number, line in enumerate(path.read_text(encoding="ascii").splitlines(), 1):
        where = f"{path.name}:{number}"
        kind, *fields = line.split("\t")
        if not line or line.startswith("#"):
            continue
        names = fields[0].split(",")
        style = style_of(fields[1].split() if len(fields) > 1 else [], where)
        if kind == "program":
            programs.append({"names": names, "style": style, "rows": {}, "actions": []})
            rows = programs[-1]["rows"]
        elif kind == "action":
            rows = {}
            programs[-1]["actions"].append({"names": names, "style": style, "rows": rows})
        elif kind in TAKES:
            for name in names:
                if name in rows:
                    sys.exit(f"{where}: {name} is there already")
                rows[name] = (names[0], TAKES[kind])
        else:
            sys.exit(f"{where}: unknown kind {kind}")
    return programs


class Table:
    def __init__(self):
        self.pool = Pool()
        self.rows, self.actions, self.programs = [], [], []

    def add_rows(self, rows):
        first = len(self.rows)
        for name in sorted(rows):
            canonical, takes = rows[name]
            self.rows.append(f"{{ {self.pool.place(name)}, {self.pool.place(canonical)}, {takes} }}")
        return f"{first}, {len(rows)}"

    def add_actions(self, actions):
        first = len(self.actions)
        entries = []
        for action in actions:
            rows = self.add_rows(action["rows"])
            for name in action["names"]:
                entries.append((name, action["names"][0], action["style"], rows))
        for name, canonical, style, rows in sorted(entries):
            self.actions.append(
                f"{{ {self.pool.place(name)}, {self.pool.place(canonical)}, {style}, {rows} }}")
        names = [entry[0] for entry in entries]
        if len(set(names)) < len(names):
            sys.exit(f"an action is there twice: {sorted(names)}")
        return f"{first}, {len(entries)}"

    def add_programs(self, programs):
        entries = []
        for program in programs:
            rows = self.add_rows(program["rows"])
            actions = self.add_actions(program["actions"])
            entries += [(name, program["style"], rows, actions) for name in program["names"]]
        names = [entry[0] for entry in entries]
        if len(set(names)) < len(names):
            sys.exit("a program is there twice")
        for name, style, rows, actions in sorted(entries):
            self.programs.append(f"{{ {self.pool.place(name)}, {style}, {rows}, {actions} }}")


def array(kind, name, items):
    body = "".join(f"\t{item},\n" for item in items)
    return f"const {kind} {name}[] = {{\n{body}}};\n"


def main():
    table = Table()
    table.add_programs(parse(pathlib.Path(sys.argv[1])))
    text = [
        "/* Generated from rules/tables/commands.tsv. */",
        '#include "lib/facts/command_table.h"',
        "",
        "const char command_pool[] = {",
        *table.pool.lines(),
        "};",
        array("struct command_row", "command_rows", table.rows),
        array("struct command_action", "command_actions", table.actions),
        array("struct command_program", "command_programs", table.programs),
        f"const size_t command_program_count = {len(table.programs)};",
    ]
    pathlib.Path(sys.argv[2]).write_text("\n".join(text) + "\n", encoding="ascii")


main()
