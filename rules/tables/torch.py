#!/usr/bin/env python3
"""Makes the C file with the releases of torch: torch.py TABLE OUTPUT."""

import pathlib
import sys


def main():
    pool, known, rows = b"", {}, []
    for line in pathlib.Path(sys.argv[1]).read_text(encoding="ascii").splitlines():
        if line.startswith("#"):
            continue
        places = []
        for text in line.split("\t"):
            if text not in known:
                known[text] = len(pool)
                pool += text.encode("ascii")
            places.append(f"{{ {known[text]}, {len(text)} }}")
        rows.append(f"\t{{ {', '.join(places)} }},")
    numbers = [", ".join(map(str, pool[at : at + 20])) + "," for at in range(0, len(pool), 20)]
    text = [
        "/* Generated from rules/tables/torch.tsv. */",
        '#include "lib/facts/torch.h"',
        "",
        "const char torch_pool[] = {",
        *numbers,
        "};",
        "const struct torch_release torch_releases[] = {",
        *rows,
        "};",
        f"const size_t torch_release_count = {len(rows)};",
    ]
    pathlib.Path(sys.argv[2]).write_text("\n".join(text) + "\n", encoding="ascii")


main()
