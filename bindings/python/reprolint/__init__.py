"""Finds what can change under an experiment: libreprolint through ctypes.

>>> import reprolint
>>> for finding in reprolint.check("Dockerfile"):
...     print(finding.line, finding.rule, finding.message)

The library is found as any shared library is, or where REPROLINT_LIBRARY says.
"""

import collections
import ctypes
import os

from ._library import CODE_POINTS, FAILED, NOMEM, OK, SKIPPED, Str, library

__all__ = ["Error", "Finding", "Linter", "Skipped", "check", "version"]

# Lines and columns count from 1, columns in code points; the end is behind the last character.
Finding = collections.namedtuple(
    "Finding", "rule severity message path line column end_line end_column aliases"
)


class Error(Exception):
    """The library could not do what was asked: an unknown rule, a file that cannot be read."""


class Skipped(Error):
    """The file is of no kind that the library knows."""


def version():
    return library.rlint_version().decode("ascii")


def _judge(status, what):
    if status == NOMEM:
        raise MemoryError
    if status != OK:
        raise Error(f"{what}: {library.rlint_status_text(status).decode('ascii')}")


def _finding(result, path):
    place = result.place
    start = library.rlint_position_of(place.document, place.span.start, CODE_POINTS)
    end = library.rlint_position_of(place.document, place.span.end, CODE_POINTS)
    severity = library.rlint_severity_name(result.severity).decode("ascii")
    aliases = tuple(result.aliases[i].text() for i in range(result.alias_count))
    return Finding(
        result.rule_id.text(), severity, place.message.text(), path, start.line, start.column,
        end.line, end.column, aliases,
    )  # fmt: skip


class Linter:
    """Rules, chosen once, for any number of files; for one thread at a time.

    `select`, `extend` and `ignore` are words: rule ids, concerns, ids of other linters, "all".
    """

    def __init__(self, select=(), extend=(), ignore=(), pedantic=False):
        self._registry = self._config = None
        self._registry = self._make("rlint_registry_new", None)
        self._config = self._make("rlint_config_new", self._registry)
        library.rlint_config_pedantic(self._config, pedantic)
        for change, words in (("select", select), ("extend", extend), ("ignore", ignore)):
            for word in words:
                data = word.encode("utf-8")
                _judge(getattr(library, f"rlint_config_{change}")(self._config, Str.of(data)), word)

    @staticmethod
    def _make(name, *arguments):
        out = ctypes.c_void_p()
        _judge(getattr(library, name)(*arguments, ctypes.byref(out)), name)
        return out

    def check(self, path, text=None):
        """The findings of the file at `path`; `text` (str or bytes) stands for it, where given."""
        name = os.fsencode(path)
        data = text.encode("utf-8") if isinstance(text, str) else text
        workspace = self._make("rlint_workspace_new", self._config, library.rlint_fs_plain(), None)
        results = ctypes.c_void_p()
        try:
            if data is not None:
                _judge(library.rlint_workspace_overlay(workspace, name, Str.of(data)), path)
            _judge(library.rlint_lint(workspace, name, ctypes.byref(results)), path)
            return self._read(results, os.fspath(path))
        finally:
            library.rlint_results_free(results)
            library.rlint_workspace_free(workspace)

    @staticmethod
    def _read(results, path):
        reason = Str()
        outcome = library.rlint_results_outcome(results, ctypes.byref(reason))
        if outcome in (SKIPPED, FAILED):
            raise (Skipped if outcome == SKIPPED else Error)(f"{path}: {reason.text()}")
        count = library.rlint_results_count(results)
        found = (library.rlint_results_at(results, i).contents for i in range(count))
        return [_finding(result, path) for result in found]

    def __del__(self):
        if library is not None:
            library.rlint_config_free(self._config)
            library.rlint_registry_free(self._registry)


def check(path, text=None, **options):
    """The findings of one file: Linter(**options).check(path, text)."""
    return Linter(**options).check(path, text)
