#!/usr/bin/env python3
"""The house rules that a machine can check: house.py SOURCE-ROOT BUILD-ROOT CHECK

Layers, banned functions and words, sizes, mutable globals, exported symbols, the root folder.
"""

import pathlib
import re
import shutil
import statistics
import subprocess
import sys

FLOORS = {"base": 0, "source": 0, "syntax": 1, "facts": 2, "project": 3, "lint": 4, "report": 5}
# Headers of foreign libraries, and the folders that may touch them.
FOREIGN = {
    "yaml.h": ("tests/yaml",),
    "pcre2.h": ("lib/lint",),
    "cjson/cJSON.h": ("lib/report", "cli", "tests"),
    "git2.h": ("lib/git", "tests/git"),
    "git2/": ("lib/git",),
    "cmocka.h": ("tests",),
}
FREESTANDING = {
    "assert.h", "limits.h", "setjmp.h", "stdalign.h", "stdarg.h", "stdatomic.h", "stdbool.h",
    "stddef.h", "stdint.h", "stdlib.h", "string.h",
}  # fmt: skip
# The plain files of the machine, and a git repository, are opened here only.
FILE_ACCESS = {
    "lib/project/fs.c": {
        "dirent.h", "errno.h", "fcntl.h", "sys/mman.h", "sys/stat.h", "sys/types.h", "unistd.h",
    },
}  # fmt: skip
# Where memory comes from malloc: the hook, and a library that stands on libgit2, which knows no hook.
OWN_MEMORY = {"lib/base/alloc.c", "lib/git/git.c"}
BANNED_CALLS = {
    # prints, ends the process, reads its surroundings
    "printf", "fprintf", "puts", "putchar", "fputs", "perror", "exit", "_exit", "abort", "getenv",
    "secure_getenv", "setenv", "time", "clock", "clock_gettime", "gettimeofday", "localtime",
    "gmtime", "setlocale", "localeconv", "signal", "sigaction", "pthread_create", "thrd_create",
    "system", "popen", "fork",
    # depends on the locale
    "strtod", "strtof", "strtold", "atof", "snprintf", "vsnprintf", "toupper", "tolower",
    "isalpha", "isdigit", "isalnum", "isspace", "isupper", "islower", "isprint", "strcoll",
    "strcasecmp", "strncasecmp",
    # has no bound, or hides state
    "strcpy", "strcat", "strncpy", "strncat", "stpcpy", "sprintf", "vsprintf", "strtok", "atoi",
    "atol", "gets", "alloca", "rand", "srand", "sscanf", "scanf", "strerror", "qsort_r",
}  # fmt: skip
ALLOCATORS = {"malloc", "calloc", "realloc", "free", "strdup", "strndup", "aligned_alloc"}
JUMPS = {"setjmp", "longjmp"}
OPENERS = {"open", "openat", "fopen", "opendir", "read", "mmap", "stat", "lstat", "fstat"}
WORDS = [
    # what is to be done, and places of the machine it was made on
    r"\bTODO\b", r"\bFIXME\b", r"\bXXX\b", r"\bHACK\b", r"\bissue *#?\d+",
]  # fmt: skip
ROOT_NAMES = {
    "LICENSE", "README.md", "bindings", "cli", "docs", "fixtures", "include", "lib", "meson.build",
    "meson_options.txt", "rules", "tests",
}  # fmt: skip
CXX = ("c++", "clang++")
MOST_LINES = 600
MOST_HEADER_LINES = 150
MOST_FUNCTION_LINES = 60
USUAL_FUNCTION_LINES = 36
WRITABLE_SECTIONS = (".data", ".bss", ".tdata", ".tbss", "*COM*")

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
COMMENT_OR_STRING = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
# A line of `objdump -t`: seven flags, section, size, name.
OBJECT = re.compile(r"^[0-9a-f]+ (.{7}) (\S+)\s+[0-9a-f]+ (?:\.hidden )?(\S+)$", re.MULTILINE)
CALL = re.compile(r"(?<![\w.>])([A-Za-z_]\w*)\s*\(")


def lines_of(path):
    return path.read_text(encoding="utf-8").count("\n")


class House:
    def __init__(self, root, build):
        self.root = root
        self.build = build
        self.breaches = []

    def breach(self, path, text):
        name = path.relative_to(self.root).as_posix() if isinstance(path, pathlib.Path) else path
        self.breaches.append(f"{name}: {text}")

    def name(self, path):
        return path.relative_to(self.root).as_posix()

    def files(self, *folders, suffixes=(".c", ".h")):
        for folder in folders:
            for path in sorted((self.root / folder).rglob("*")):
                if path.suffix in suffixes and path.is_file():
                    yield path

    def tracked(self):
        """The project's own files: what git knows, or all where there is no repository."""
        done = subprocess.run(
            ["git", "-c", f"safe.directory={self.root}", "-C", str(self.root), "ls-files", "-co",
             "--exclude-standard"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            check=False,
        )  # fmt: skip
        if done.returncode == 0:
            return [self.root / line for line in done.stdout.splitlines()]
        return [path for path in self.root.rglob("*") if path.is_file() and ".git" not in path.parts]

    # ---- layers ----

    def check_layers(self):
        for path in self.files("lib", "rules", "cli", "include", "tests"):
            text = path.read_text(encoding="utf-8")
            for bracket, header in INCLUDE.findall(text):
                self.check_include(path, bracket, header)

    def check_include(self, path, bracket, header):
        name = self.name(path)
        for prefix, folders in FOREIGN.items():
            if header == prefix or (prefix.endswith("/") and header.startswith(prefix)):
                if not name.startswith(folders):
                    self.breach(path, f"<{header}> belongs to {' and '.join(folders)} alone")
                return
        if header.startswith("reprolint/"):
            if bracket != "<":
                self.breach(path, f"{header} is included with quotes")
        elif name.startswith("lib/"):
            self.check_library_include(path, bracket, header)
        elif name.startswith("rules/") and not name.startswith("rules/tables/"):
            if bracket == "<" or not (path.parent / header).exists():
                self.breach(path, f"{header}: a rule sees the public headers only")
        elif name.startswith("cli/") and header.startswith(("lib/", "rules/", "../")):
            self.breach(path, f"{header}: the program sees the public headers only")
        elif name.startswith("include/") and (bracket == '"' or header not in FREESTANDING):
            self.breach(path, f"{header} in a public header")

    def check_library_include(self, path, bracket, header):
        name = self.name(path)
        if bracket == "<":
            if header not in FREESTANDING | FILE_ACCESS.get(name, set()):
                self.breach(path, f"<{header}> is not for the library")
            return
        parts = header.split("/")
        if parts[0] != "lib" or parts[1] not in FLOORS:
            self.breach(path, f"{header} is not named from the root of the sources")
        elif name.startswith("lib/git/"):
            self.breach(path, f"{header}: libreprolint-git sees the public headers only")
        elif FLOORS[parts[1]] > FLOORS[name.split("/")[1]]:
            self.breach(path, f"{header} lies on a higher floor")

    # ---- the quiet library ----

    def check_calls(self):
        for path in self.files("lib", "rules"):
            name = self.name(path)
            code = COMMENT_OR_STRING.sub(" ", path.read_text(encoding="utf-8"))
            calls = set(CALL.findall(code))
            banned = set(BANNED_CALLS)
            banned |= ALLOCATORS if name not in OWN_MEMORY else set()
            banned |= JUMPS if not name.startswith("lib/base/") else set()
            banned |= OPENERS if name not in FILE_ACCESS else set()
            for call in sorted(calls & banned):
                self.breach(path, f"calls {call}")

    def check_words(self):
        here = pathlib.Path(__file__).resolve()
        for path in self.tracked():
            if path.resolve() == here or not path.is_file() or "rules/tables" in self.name(path):
                continue
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            for word in WORDS:
                for match in re.finditer(word, text):
                    line = text.count("\n", 0, match.start()) + 1
                    self.breach(f"{self.name(path)}:{line}", f"says {match.group()!r}")

    # ---- sizes ----

    def check_sizes(self):
        for path in self.files("lib", "rules", "cli", "tests", suffixes=(".c", ".h", ".py")):
            if "tables" not in path.parts and lines_of(path) > MOST_LINES:
                self.breach(path, f"{lines_of(path)} lines, at most {MOST_LINES}")
        for path in self.files("include"):
            if lines_of(path) > MOST_HEADER_LINES:
                self.breach(path, f"{lines_of(path)} lines, at most {MOST_HEADER_LINES}")
        lengths = []
        for path, function, length in self.functions():
            lengths.append(length)
            if length > MOST_FUNCTION_LINES:
                self.breach(path, f"{function} has {length} lines, at most {MOST_FUNCTION_LINES}")
        usual = sum(length <= USUAL_FUNCTION_LINES for length in lengths) / max(1, len(lengths))
        print(
            f"{len(lengths)} functions, median {statistics.median(lengths):.0f} lines, longest "
            f"{max(lengths)}, {usual:.1%} at most {USUAL_FUNCTION_LINES}"
        )
        if usual < 0.95:
            self.breach("lib", f"only {usual:.1%} of the functions have at most 36 lines")

    def functions(self):
        done = subprocess.run(
            ["ctags", "-R", "--languages=C", "--kinds-C=f", "--fields=+ne", "--sort=no", "-f", "-",
             *(str(self.root / folder) for folder in ("lib", "rules", "cli"))],
            stdout=subprocess.PIPE, check=True, text=True,
        )  # fmt: skip
        for line in done.stdout.splitlines():
            fields = line.split("\t")
            numbers = dict(field.split(":", 1) for field in fields[3:] if ":" in field)
            if "line" in numbers and "end" in numbers:
                length = int(numbers["end"]) - int(numbers["line"]) + 1
                yield pathlib.Path(fields[1]), fields[0], length

    # ---- symbols ----

    def check_globals(self):
        archives = [self.build / "lib/libreprolint-private.a", self.build / "rules/libreprolint-rules.a"]
        for archive in archives:
            done = subprocess.run(
                ["objdump", "-t", str(archive)], stdout=subprocess.PIPE, check=True, text=True
            )
            if "__asan_" in done.stdout or "__llvm_prof" in done.stdout or "__gcov" in done.stdout:
                print("skipped: instrumented objects have globals of their own")
                sys.exit(77)
            for flags, section, symbol in OBJECT.findall(done.stdout):
                is_constant = section.startswith(".data.rel.ro")
                if "O" in flags and not is_constant and section.startswith(WRITABLE_SECTIONS):
                    self.breach(archive.name, f"{symbol} is a mutable global ({section})")

    def check_symbols(self):
        library = self.build / "lib/libreprolint.so"
        done = subprocess.run(
            ["nm", "-D", "--defined-only", str(library)], stdout=subprocess.PIPE, check=True, text=True
        )
        exported = {line.split()[-1] for line in done.stdout.splitlines()}
        for symbol in sorted(exported):
            if not symbol.startswith("rlint_"):
                self.breach(library.name, f"exports {symbol}")
        declared = set()
        for path in self.files("include"):
            if path.name != "git.h":
                text = COMMENT_OR_STRING.sub(" ", path.read_text(encoding="utf-8"))
                declared |= set(re.findall(r"\bRLINT_API\b[^;{]*?\b(rlint_\w+)\s*\(", text))
        for symbol in sorted(declared - exported):
            self.breach("include/reprolint", f"{symbol} is declared, not exported")
        for symbol in sorted(exported - declared):
            self.breach("include/reprolint", f"{symbol} is exported, not declared")
        print(f"{len(exported)} functions exported")

    # ---- public headers ----

    def check_headers(self):
        """Each stands on its own, as C11 and, where a compiler is there, as C++11."""
        compilers = [("cc", "-xc", "-std=c11")]
        compilers += [(cxx, "-xc++", "-std=c++11") for cxx in CXX if shutil.which(cxx)][:1]
        for path in self.files("include"):
            for compiler in compilers:
                done = subprocess.run(
                    [*compiler, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only",
                     "-I", str(self.root / "include"), "-"],
                    input=f"#include <reprolint/{path.name}>\n", stderr=subprocess.PIPE, text=True,
                    check=False,
                )  # fmt: skip
                if done.returncode != 0:
                    self.breach(path, f"{' '.join(compiler)}: {done.stderr.strip()[:500]}")
        print("compiled by " + ", ".join(" ".join(compiler) for compiler in compilers))

    # ---- the root folder ----

    def check_root(self):
        for path in self.tracked():
            top = path.relative_to(self.root).parts[0]
            if top not in ROOT_NAMES and not top.startswith("."):
                self.breach(top, "has no place in the root folder")


def main():
    root, build, name = sys.argv[1:]
    house = House(pathlib.Path(root).resolve(), pathlib.Path(build).resolve())
    getattr(house, f"check_{name}")()
    for breach in sorted(set(house.breaches)):
        print(breach)
    sys.exit(1 if house.breaches else 0)


main()
