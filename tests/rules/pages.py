"""A rule's page: front matter, and the examples that are executed."""

import re

FILE_NAMES = {
    "dockerfile": "Dockerfile",
    "dockerignore": ".dockerignore",
    "requirements": "requirements.txt",
    "compose": "compose.yaml",
    "devcontainer": "devcontainer.json",
    "conda": "environment.yml",
    "yaml": "config.yaml",
    "json": "config.json",
    "pyproject": "pyproject.toml",
    "lock": "uv.lock",
}
SEVERITIES = ("pedantic", "info", "warning", "error")
FENCE = re.compile(r"^```(\S+)(?: +(.*))?$")
PLACE = re.compile(r"^(\d+):(\d+)-(\d+):(\d+)$")
OPTION = re.compile(r"^option:([^=]+)=(.*)$")
SECTIONS = ("Why", "Bad", "Good", "Exceptions", "References")


class PageError(Exception):
    pass


class Example:
    """A fenced block: `dockerfile bad 3:17-3:21 info name=build/Dockerfile option:NAME=VALUE`."""

    def __init__(self, line, language, words):
        self.line = line
        self.language = language
        self.role = words[0]
        self.places = []
        self.severity = None
        self.name = FILE_NAMES[language]
        self.options = {}  # of the rule: name to values
        self.beside = []  # examples whose files lie in its folder
        self.text = ""
        for word in words[1:]:
            self._add(word)

    def _add(self, word):
        place = PLACE.match(word)
        if place:
            self.places.append(tuple(int(number) for number in place.groups()))
        elif word in SEVERITIES:
            self.severity = word
        elif word.startswith("name="):
            self.name = word[len("name=") :]
        elif OPTION.match(word):
            name, value = OPTION.match(word).groups()
            self.options.setdefault(name, []).append(value)
        else:
            raise PageError(f"line {self.line}: the fence says {word!r}, which means nothing")


class Page:
    def __init__(self, path):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        self.fields, body_start = self._front_matter(lines)
        self.examples = list(self._examples(lines, body_start))
        self.share_files()
        self.headings = [line[3:].strip() for line in lines if line.startswith("## ")]
        self.check_form()

    @staticmethod
    def _front_matter(lines):
        if lines[:1] != ["---\n"] or "---\n" not in lines[1:]:
            raise PageError("the front matter is missing")
        end = lines.index("---\n", 1)
        fields = dict(line.strip().split(": ", 1) for line in lines[1:end])
        if list(fields) != ["severity", "default", "aliases", "fix", "since"]:
            raise PageError(f"the front matter has the fields {list(fields)}")
        return fields, end + 1

    @staticmethod
    def _examples(lines, start):
        example = None
        for number, line in enumerate(lines[start:], start + 1):
            if example and line == "```\n":
                yield example
                example = None
            elif example:
                example.text += line
            else:
                fence = FENCE.match(line.rstrip("\n"))
                if fence and fence[1] in FILE_NAMES and fence[2]:
                    example = Example(number, fence[1], fence[2].split())
        if example:
            raise PageError(f"line {example.line}: the block has no end")

    def share_files(self):
        """A file beside an example lies beside those that follow it too."""
        beside = []
        for example in self.examples:
            if example.role == "beside":
                beside.append(example)
            example.beside = list(beside)

    def check_form(self):
        order = [heading for heading in self.headings if heading in SECTIONS]
        if order != list(SECTIONS):
            raise PageError(f"the sections are {self.headings}, wanted are {list(SECTIONS)}")
        previous = None
        for example in self.examples:
            if example.role not in ("bad", "good", "fixed", "beside"):
                raise PageError(f"line {example.line}: a block is bad, good, fixed or beside")
            if (example.role == "bad") != bool(example.places):
                raise PageError(f"line {example.line}: a bad block has places, others have none")
            if example.role == "fixed" and (not previous or previous.role != "bad"):
                raise PageError(f"line {example.line}: a fixed block follows a bad one")
            previous = example
        for role in ("bad", "good"):
            if not any(example.role == role for example in self.examples):
                raise PageError(f"the page has no {role} block")
        if self.fields["fix"] != "none" and not any(e.role == "fixed" for e in self.examples):
            raise PageError("the rule has a fix, the page no fixed block")

    @property
    def aliases(self):
        inside = self.fields["aliases"].strip("[]")
        return [alias.strip() for alias in re.split("[,=]", inside) if alias.strip()]
