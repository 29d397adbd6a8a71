#!/usr/bin/env python3
"""Makes the C file of a table whose rows are texts alone: rows.py TABLE NAME ROW OUTPUT.

lib/facts/NAME.h declares NAME_pool, `struct NAME_ROW`, NAME_ROWs and NAME_ROW_count."""

import pathlib
import sys

from pool import Pool


def main():
    table, name, row, output = sys.argv[1:]
    pool = Pool()
    lines = pathlib.Path(table).read_text(encoding="ascii").splitlines()
    fields = [line.split("\t") for line in lines if not line.startswith("#")]
    rows = [f"\t{{ {', '.join(map(pool.place, texts))} }}," for texts in fields]
    text = [
        f"/* Generated from rules/tables/{pathlib.Path(table).name}. */",
        f'#include "lib/facts/{name}.h"',
        "",
        f"const char {name}_pool[] = {{",
        *pool.lines(),
        "};",
        f"const struct {name}_{row} {name}_{row}s[] = {{",
        *rows,
        "};",
        f"const size_t {name}_{row}_count = {len(rows)};",
    ]
    pathlib.Path(output).write_text("\n".join(text) + "\n", encoding="ascii")


main()
