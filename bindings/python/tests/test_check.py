"""The package against the library that REPROLINT_LIBRARY names."""

import os
import pathlib
import tempfile
import unittest

import reprolint

TEXT = "FROM debian:latest\nRUN echo '\N{SNAKE}' && pip install numpy\n"


class CheckTest(unittest.TestCase):
    def test_finds_what_the_file_has(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "Dockerfile"
            path.write_text(TEXT, encoding="utf-8")
            findings = {finding.rule: finding for finding in reprolint.check(path)}
        tag = findings["pin/image-tag"]
        self.assertEqual((tag.line, tag.column, tag.end_line, tag.end_column), (1, 13, 1, 19))
        self.assertEqual(tag.severity, "warning")
        self.assertIn("DL3007", tag.aliases)
        self.assertIn("debian", tag.message)
        self.assertEqual(tag.path, str(path))
        package = findings["pin/pip-package"]
        self.assertEqual(TEXT.split("\n")[1][package.column - 1 : package.end_column - 1], "numpy")

    def test_text_stands_for_a_file_that_is_not_there(self):
        self.assertEqual(reprolint.check("none/requirements.txt", "numpy==2.0.1\n"), [])
        self.assertEqual(len(reprolint.check("none/requirements.txt", b"numpy\n")), 1)
        self.assertEqual(reprolint.check("none/requirements.txt", b""), [])

    def test_rules_are_chosen(self):
        linter = reprolint.Linter(select=["pin"], ignore=["DL3007"], pedantic=True)
        rules = {finding.rule for finding in linter.check("Dockerfile", TEXT)}
        self.assertIn("pin/pip-package", rules)
        self.assertTrue(all(rule.startswith("pin/") for rule in rules))
        self.assertNotIn("pin/image-tag", rules)

    def test_an_unknown_rule_is_an_error(self):
        with self.assertRaises(reprolint.Error):
            reprolint.Linter(select=["pin/nothing"])

    def test_files_that_are_not_linted_are_told(self):
        with self.assertRaises(reprolint.Skipped):
            reprolint.check(__file__)
        with self.assertRaisesRegex(reprolint.Error, "Dockerfile"):
            reprolint.check(os.path.join("none", "Dockerfile"))

    def test_the_version_is_the_librarys(self):
        self.assertRegex(reprolint.version(), r"^\d+\.\d+\.\d+$")


if __name__ == "__main__":
    unittest.main()
