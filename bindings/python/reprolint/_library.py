"""The C interface, as far as it is used: see <reprolint/reprolint.h>, whose layouts these follow."""

import ctypes
import ctypes.util
import os

OK, NOMEM, IO = 0, 1, 2
CODE_POINTS = 1
LINTED, SKIPPED, FAILED = 0, 1, 2


class Str(ctypes.Structure):
    _fields_ = [("ptr", ctypes.c_void_p), ("len", ctypes.c_size_t)]

    def text(self):
        data = ctypes.string_at(self.ptr, self.len) if self.len else b""
        return data.decode("utf-8", "surrogateescape")

    @classmethod
    def of(cls, data):
        """Borrows from `data`, which must outlive it."""
        return cls(ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p), len(data))


class Span(ctypes.Structure):
    _fields_ = [("start", ctypes.c_uint32), ("end", ctypes.c_uint32)]


class Position(ctypes.Structure):
    _fields_ = [("line", ctypes.c_uint32), ("column", ctypes.c_uint32)]


class Place(ctypes.Structure):
    _fields_ = [("document", ctypes.c_void_p), ("span", Span), ("message", Str)]


class Result(ctypes.Structure):
    _fields_ = [
        ("rule", ctypes.c_size_t), ("rule_id", Str), ("severity", ctypes.c_int), ("place", Place),
        ("alias_count", ctypes.c_size_t), ("foreign_count", ctypes.c_size_t),
        ("related_count", ctypes.c_size_t), ("fix_count", ctypes.c_size_t),
        ("aliases", ctypes.POINTER(Str)), ("foreign", ctypes.c_void_p),
        ("related", ctypes.c_void_p), ("fixes", ctypes.c_void_p),
    ]  # fmt: skip


_POINTER = ctypes.c_void_p
_OUT = ctypes.POINTER(ctypes.c_void_p)
_SIGNATURES = {
    "rlint_version": (ctypes.c_char_p, []),
    "rlint_status_text": (ctypes.c_char_p, [ctypes.c_int]),
    "rlint_severity_name": (ctypes.c_char_p, [ctypes.c_int]),
    "rlint_registry_new": (ctypes.c_int, [_POINTER, _OUT]),
    "rlint_registry_free": (None, [_POINTER]),
    "rlint_config_new": (ctypes.c_int, [_POINTER, _OUT]),
    "rlint_config_free": (None, [_POINTER]),
    "rlint_config_select": (ctypes.c_int, [_POINTER, Str]),
    "rlint_config_extend": (ctypes.c_int, [_POINTER, Str]),
    "rlint_config_ignore": (ctypes.c_int, [_POINTER, Str]),
    "rlint_config_pedantic": (None, [_POINTER, ctypes.c_bool]),
    "rlint_fs_plain": (_POINTER, []),
    "rlint_workspace_new": (ctypes.c_int, [_POINTER, _POINTER, ctypes.c_char_p, _OUT]),
    "rlint_workspace_free": (None, [_POINTER]),
    "rlint_workspace_overlay": (ctypes.c_int, [_POINTER, ctypes.c_char_p, Str]),
    "rlint_lint": (ctypes.c_int, [_POINTER, ctypes.c_char_p, _OUT]),
    "rlint_results_outcome": (ctypes.c_int, [_POINTER, ctypes.POINTER(Str)]),
    "rlint_results_count": (ctypes.c_size_t, [_POINTER]),
    "rlint_results_at": (ctypes.POINTER(Result), [_POINTER, ctypes.c_size_t]),
    "rlint_results_free": (None, [_POINTER]),
    "rlint_position_of": (Position, [_POINTER, ctypes.c_uint32, ctypes.c_int]),
}


def _load():
    path = os.environ.get("REPROLINT_LIBRARY") or ctypes.util.find_library("reprolint")
    library = ctypes.CDLL(path or "libreprolint.so.0")
    for name, (result, arguments) in _SIGNATURES.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


library = _load()
