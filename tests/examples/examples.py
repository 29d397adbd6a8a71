#!/usr/bin/env python3
"""docs/embedding.md holds what the examples say and print: examples.py SOURCE-ROOT REPROLINT EXAMPLE ...

Each C and C++ block of the page is a piece of an example; a block of text is printed by a program;
each example has fewer lines than 60. The README's console block is what the program prints.
"""

import pathlib
import re
import shlex
import subprocess
import sys

MOST_LINES = 60
MOST_README_LINES = 120
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def is_readme_true(root, program):
    text = (root / "README.md").read_text(encoding="utf-8")
    assert text.count("\n") < MOST_README_LINES, "the README is too long"
    blocks = [block for language, block in BLOCK.findall(text) if language == "console"]
    line, shown = blocks[0].split("\n", 1)
    words = shlex.split(line)
    assert words[:2] == ["$", "reprolint"], line
    program = str(pathlib.Path(program).resolve())
    done = subprocess.run(
        [program, *words[2:]], cwd=root, stdout=subprocess.PIPE, timeout=60, check=False
    )
    if done.stdout.decode("utf-8") == shown:
        return True
    print(f"README.md: {line}\nprints:\n{done.stdout.decode('utf-8')}")
    return False


def main():
    root, programs = pathlib.Path(sys.argv[1]), sys.argv[3:]
    docs = root / "docs"
    sources = [path.read_text(encoding="utf-8") for path in sorted((docs / "examples").iterdir())]
    printed = []
    for program in programs:
        done = subprocess.run([program], stdout=subprocess.PIPE, timeout=120, check=True)
        printed.append(done.stdout.decode("utf-8"))
        assert printed[-1], f"{program} prints nothing"
    blocks = BLOCK.findall((docs / "embedding.md").read_text(encoding="utf-8"))
    assert len(blocks) > 4
    faults = 0 if is_readme_true(root, sys.argv[2]) else 1
    for language, text in blocks:
        places = {"c": sources, "cpp": sources, "text": printed}.get(language)
        if places and not any(text in place for place in places):
            print(f"docs/embedding.md: in no example:\n{text}")
            faults += 1
    for source in sources:
        if source.count("\n") >= MOST_LINES:
            print(f"{source.splitlines()[0]}: {source.count(chr(10))} lines")
            faults += 1
    sys.exit(1 if faults else 0)


main()
