#!/usr/bin/env python3
"""Makes the C file with what is known of base images: base_images.py IMAGES TOOLS RELEASES OUTPUT."""

import pathlib
import sys

from pool import Pool

ROOT = {"root": "RLINT_YES", "other": "RLINT_NO", "unknown": "RLINT_UNKNOWN"}
DROPS = {(): "RLINT_UNKNOWN", ("drops",): "RLINT_YES"}
STARTS = {
    "shell": "RLINT_STARTS_SHELL",
    "server": "RLINT_STARTS_SERVER",
    "job": "RLINT_STARTS_JOB",
    "unknown": "RLINT_START_UNKNOWN",
}
STANDING = {"": "RELEASE_OUT", "archived": "RELEASE_ARCHIVED", "next": "RELEASE_NEXT"}


def rows_of(path):
    for number, line in enumerate(path.read_text(encoding="ascii").splitlines(), 1):
        if line and not line.startswith("#"):
            yield f"{path.name}:{number}", line.split("\t")


def padded(fields, count):
    return fields + [""] * (count - len(fields))


class Tools:
    """Programs by number; sets of them are bits."""

    def __init__(self, path):
        self.numbers, self.names, self.packages, self.plain = {}, {}, [], []
        for where, (kind, *fields) in rows_of(path):
            if kind == "tool":
                number = len(self.numbers)
                self.numbers[fields[0]] = number
                for name in [fields[0], *(fields[1].split() if len(fields) > 1 else [])]:
                    self.names[name] = number
            elif kind == "package":
                name, brings, may = fields
                self.packages.append((name, self.bits(brings, where), self.bits(may, where)))
            elif kind == "plain":
                self.plain += fields[0].split()
            else:
                sys.exit(f"{where}: unknown kind {kind}")
        if len(self.numbers) > 64:
            sys.exit(f"{path.name}: more than 64 tools")

    def bits(self, words, where, groups=None):
        out = 0
        for word in words.split():
            if word.startswith("@"):
                out |= self.bits(groups[word], where, groups)
            elif word.startswith("-") and word != "-":
                out &= ~self.bits(word[1:], where)
            elif word not in self.numbers and word != "-":
                sys.exit(f"{where}: no tool {word}")
            elif word != "-":
                out |= 1 << self.numbers[word]
        return out


def image_rows(path, tools, pool):
    groups, last = {}, b""
    for where, fields in rows_of(path):
        if fields[0].startswith("@"):
            groups[fields[0]] = fields[1]
        elif fields[0] != "image":
            image, user, starts, tag, distribution, has, lacks, entry, sets = padded(fields, 9)
            if image.encode() < last:
                sys.exit(f"{where}: not sorted by image")
            last = image.encode()
            user, *drops = user.split()
            has, lacks = tools.bits(has, where, groups), tools.bits(lacks, where, groups)
            if has & lacks:
                sys.exit(f"{where}: a program is there and is not")
            texts = ", ".join(map(pool.place, (image, tag, distribution, entry, sets)))
            yield f"{{ {texts}, {has:#x}u, {lacks:#x}u, {ROOT[user]}, {DROPS[tuple(drops)]}, {STARTS[starts]} }}"


def release_rows(path, pool):
    for _, fields in rows_of(path):
        distribution, version, name, standing = padded(fields, 4)
        texts = ", ".join(map(pool.place, (distribution, version, name)))
        yield f"{{ {texts}, {STANDING[standing]} }}"


def array(kind, name, items):
    body = "".join(f"\t{item},\n" for item in items)
    return f"const struct {kind} {name}[] = {{\n{body}}};\nconst size_t {name.removesuffix('s')}_count = {len(items)};\n"


def main():
    images, tools_path, releases, output = map(pathlib.Path, sys.argv[1:])
    tools, pool = Tools(tools_path), Pool()
    names = [f"{{ {pool.place(n)}, {tools.names[n]} }}" for n in sorted(tools.names)]
    packages = [
        f"{{ {pool.place(name)}, {brings:#x}u, {may:#x}u }}"
        for name, brings, may in sorted(tools.packages)
    ]
    if len({name for name, *_ in tools.packages}) < len(packages):
        sys.exit(f"{tools_path.name}: a package is there twice")
    arrays = [
        array("base_image", "base_images", list(image_rows(images, tools, pool))),
        array("base_release", "base_releases", list(release_rows(releases, pool))),
        array("tool_name", "tool_names", names),
        array("tool_package", "tool_packages", packages),
        array("tool_plain", "tool_plains", [f"{{ {pool.place(n)} }}" for n in sorted(tools.plain)]),
    ]
    text = [
        "/* Generated from rules/tables/base-images.tsv, tools.tsv and releases.tsv. */",
        '#include "lib/facts/base_image.h"',
        '#include "lib/facts/tools.h"',
        "",
        "const char base_image_pool[] = {",
        *pool.lines(),
        "};",
        *arrays,
    ]
    output.write_text("\n".join(text), encoding="ascii")


main()
