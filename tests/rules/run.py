#!/usr/bin/env python3
"""Executes the rules' pages and fixtures/rules: run.py PROGRAM SOURCE-ROOT [--update] RULE-ID ...

Every example of every page is written to a folder of its own and linted, all of them in two
processes: once with every rule, once with the default ones. --update rewrites the `expected` files
of fixtures/rules; the diff is the review.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

from pages import Page, PageError

ALL_RULES = ["--select", "all", "--pedantic"]


def lint(program, folder, options, paths):
    command = [program, "check", "--format", "json", "--fail-on", "never", *options, "--", *paths]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command[:8])} ...: exit status {done.returncode}")
    return json.loads(done.stdout)


def by_path(report):
    findings = {}
    for finding in report["findings"]:
        findings.setdefault(finding["path"], []).append(finding)
    return findings


def place_of(finding):
    start, end = finding["start"], finding["end"]
    return (start["line"], start["column"], end["line"], end["column"])


def show(place):
    return "{}:{}-{}:{}".format(*place)


def describe(finding):
    return f"{show(place_of(finding))} {finding['severity']} {finding['rule']}: {finding['message']}"


def apply_fix(text, finding):
    """The text after the finding's first fix; spans are in bytes."""
    data = text.encode()
    if not finding["fixes"]:
        return None
    for edit in sorted(finding["fixes"][0]["edits"], key=lambda e: e["span"]["start"], reverse=True):
        span = edit["span"]
        data = data[: span["start"]] + edit["text"].encode() + data[span["end"] :]
    return data.decode()


class Run:
    def __init__(self, program, root, ids, is_update):
        self.program = program
        self.root = root
        self.ids = ids
        self.is_update = is_update
        self.checks = 0
        self.failures = []

    def check(self, is_right, place, text):
        self.checks += 1
        if not is_right:
            self.failures.append(f"{place}: {text}")

    # ---- pages ----

    def run_pages(self):
        pages = {}
        for rule_id in self.ids:
            try:
                pages[rule_id] = Page(self.root / "rules" / f"{rule_id}.md")
            except (PageError, OSError) as error:
                self.check(False, f"rules/{rule_id}.md", error)
        with tempfile.TemporaryDirectory() as folder:
            paths = self.write_examples(pathlib.Path(folder), pages)
            everything = lint(self.program, folder, ALL_RULES, paths.values())
            defaults = lint(self.program, folder, [], paths.values())
        for skipped in everything["skipped"] + everything["failed"]:
            self.check(False, skipped["path"], f"not linted: {skipped['reason']}")
        self.compare(pages, paths, by_path(everything), by_path(defaults))

    @staticmethod
    def write_examples(folder, pages):
        paths = {}
        for rule_id, page in pages.items():
            for example in page.examples:
                path = f"{rule_id}/{example.line}/{example.name}"
                for part in [*example.beside, example]:
                    place = folder / rule_id / str(example.line) / part.name
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(part.text.encode())
                if example.options:  # YAML takes JSON
                    settings = {"options": {rule_id: example.options}}
                    (folder / path).with_name(".reprolint.yaml").write_text(json.dumps(settings))
                paths[rule_id, example.line] = path
        return paths

    def compare(self, pages, paths, everything, defaults):
        for rule_id, page in pages.items():
            previous = None
            for example in page.examples:
                path = paths[rule_id, example.line]
                where = f"rules/{rule_id}.md:{example.line}"
                own = [f for f in everything.get(path, []) if f["rule"] == rule_id]
                if example.role == "beside":
                    continue
                if example.role == "bad":
                    self.compare_bad(where, page, example, own)
                elif example.role == "good":
                    self.compare_good(where, rule_id, own, defaults.get(path, []))
                else:
                    self.compare_fixed(where, example, *previous)
                for finding in own:
                    unknown = set(finding["aliases"]) - set(page.aliases)
                    self.check(not unknown, where, f"aliases that the page lacks: {unknown}")
                previous = (example, own)

    def compare_bad(self, where, page, example, own):
        severity = example.severity or page.fields["severity"]
        found = sorted((place_of(f), f["severity"]) for f in own)
        wanted = sorted((place, severity) for place in example.places)
        self.check(
            found == wanted,
            where,
            f"wanted {severity} at {', '.join(map(show, example.places))}; got "
            + ("; ".join(map(describe, own)) or "nothing"),
        )

    def compare_good(self, where, rule_id, own, findings):
        loud = [f for f in findings if f["severity"] in ("warning", "error")]
        self.check(not own, where, f"{rule_id} speaks: {'; '.join(map(describe, own))}")
        self.check(not loud, where, f"warnings: {'; '.join(map(describe, loud))}")

    def compare_fixed(self, where, example, bad, own):
        fixed = apply_fix(bad.text, own[0]) if own else None
        self.check(fixed == example.text, where, f"the fix makes {fixed!r}")

    # ---- fixtures ----

    def run_fixtures(self):
        folder = self.root / "fixtures" / "rules"
        cases = sorted(path for path in folder.glob("*/*/*") if path.is_dir())
        findings = by_path(lint(self.program, folder, ALL_RULES, ["."]))
        for case in cases:
            name = case.relative_to(folder).as_posix()
            rule_id = name.rpartition("/")[0]
            self.check(rule_id in self.ids, f"fixtures/rules/{name}", "no such rule")
            self.compare_case(case, name, rule_id, findings)

    def compare_case(self, case, name, rule_id, findings):
        lines = []
        for path, found in sorted(findings.items()):
            inner = path.removeprefix("./")
            if inner.startswith(name + "/"):
                inner = inner[len(name) + 1 :]
                lines += [self.golden(inner, f) for f in found if f["rule"] == rule_id]
        got = "".join(lines)
        expected = case / "expected"
        if self.is_update:
            self.update(expected, got)
            return
        wanted = expected.read_text(encoding="utf-8") if expected.exists() else ""
        self.check(got == wanted, f"fixtures/rules/{name}", f"wanted\n{wanted}got\n{got}")

    @staticmethod
    def golden(path, finding):
        aliases = " ".join(finding["aliases"])
        words = f"{path}:{show(place_of(finding))} {finding['severity']}: {finding['message']}"
        lines = [words + (f" [{aliases}]" if aliases else "")]
        for related in finding["related"]:
            name = pathlib.PurePosixPath(related["path"]).name
            lines.append(f"  {name}:{show(place_of(related))} {related['message']}")
        for fix in finding["fixes"]:
            lines.append(f"  {'safe' if fix['safe'] else 'unsafe'} fix: {fix['title']}")
        return "\n".join(lines) + "\n"

    @staticmethod
    def update(expected, got):
        if got:
            expected.write_text(got, encoding="utf-8")
        elif expected.exists():
            expected.unlink()

    # ---- whole projects ----

    def run_projects(self):
        """Nothing is said of the clean files; every kind of file of the demo has something."""
        folder = self.root / "fixtures"
        clean = lint(self.program, folder, [], ["clean"])
        for finding in clean["findings"]:
            self.check(False, finding["path"], describe(finding))
        self.check(clean["summary"]["files"] >= 28, "fixtures/clean", "not all files are read")
        demo = by_path(lint(self.program, folder, [], ["demo"]))
        for name in ("Dockerfile", "requirements.txt", "conf/train.yaml"):
            loud = [f for f in demo.get(f"demo/{name}", []) if f["severity"] in ("warning", "error")]
            self.check(loud, f"fixtures/demo/{name}", "no warning")

    # ---- the list ----

    def run_list(self):
        """Files, fixtures, list and program name the same rules."""
        rules = self.root / "rules"
        pages = sorted(p.relative_to(rules).with_suffix("").as_posix() for p in rules.glob("*/*.md"))
        sources = {p.relative_to(rules).with_suffix("").as_posix() for p in rules.glob("*/*.c")}
        shared = {p.relative_to(rules).with_suffix("").as_posix() for p in rules.glob("*/*.h")}
        tables = {name for name in sources if name.startswith("tables/")}
        done = subprocess.run(
            [self.program, "rules", "--format", "json"], stdout=subprocess.PIPE, check=True
        )
        known = [rule["id"] for rule in json.loads(done.stdout)["rules"]]
        self.check(pages == self.ids, "rules/", f"pages and list differ: {set(pages) ^ set(self.ids)}")
        alone = (sources - shared - tables) ^ set(self.ids)
        self.check(not alone, "rules/", f"sources and list differ: {alone}")
        self.check(known == self.ids, "rules/", f"program and list differ: {set(known) ^ set(self.ids)}")
        for rule_id in self.ids:
            has_case = any((self.root / "fixtures" / "rules" / rule_id).glob("*/*"))
            self.check(has_case, f"fixtures/rules/{rule_id}", "no case: a near miss at least is wanted")


def main():
    is_update = "--update" in sys.argv
    program, root, *ids = [word for word in sys.argv[1:] if word != "--update"]
    run = Run(str(pathlib.Path(program).resolve()), pathlib.Path(root).resolve(), ids, is_update)
    run.run_list()
    run.run_pages()
    run.run_fixtures()
    run.run_projects()
    for failure in run.failures:
        print(failure)
    print(f"{run.checks - len(run.failures)} of {run.checks} checks passed")
    sys.exit(1 if run.failures else 0)


main()
