#!/usr/bin/env python3
"""Makes the C file with the releases of torch: torch.py TABLE OUTPUT."""

import pathlib
import sys

from pool import Pool


def main():
    pool = Pool()
    lines = pathlib.Path(sys.argv[1]).read_text(encoding="ascii").splitlines()
    releases = [line.split("\t") for line in lines if not line.startswith("#")]
    rows = [f"\t{{ {', '.join(map(pool.place, fields))} }}," for fields in releases]
    text = [
        "/* Generated from rules/tables/torch.tsv. */",
        '#include "lib/facts/torch.h"',
        "",
        "const char torch_pool[] = {",
        *pool.lines(),
        "};",
        "const struct torch_release torch_releases[] = {",
        *rows,
        "};",
        f"const size_t torch_release_count = {len(rows)};",
    ]
    pathlib.Path(sys.argv[2]).write_text("\n".join(text) + "\n", encoding="ascii")


main()
