"""What the made bundle holds of Python: its modules, read out of the program, and the distributions they come from."""

from __future__ import annotations

import marshal
import struct
import sys
from functools import cache
from pathlib import Path

from windows.contents import INNER, WINDOWED

NEVER = frozenset({
    "tkinter", "unittest", "idlelib", "ssl", "setuptools", "pkg_resources", "pip", "wheel", "pytest", "_pytest",
    "pytestqt", "hypothesis", "mypy", "ruff", "babel", "numpy", "pandas", "scipy", "PyInstaller", "pefile", "tests",
    "windows", "dev",
})  # fmt: skip
"""Modules that test or build, or that reach for a network."""

OWN = frozenset({"hospcomms", "ui", "main"})
DISTRIBUTIONS = {
    "PIL": "pillow",
    "PySide6": "pyside6-essentials",
    "_cffi_backend": "cffi",
    "bidi": "python-bidi",
    "arabic_reshaper": "arabic-reshaper",
    "charset_normalizer": "charset-normalizer",
    "dateutil": "python-dateutil",
    "docx": "python-docx",
    "et_xmlfile": "et-xmlfile",
    "fontTools": "fonttools",
    "phonenumbers": "phonenumberslite",
    "pypdfium2_raw": "pypdfium2",
    "pypdfium2_cfg": "pypdfium2",
    "python_calamine": "python-calamine",
    "typing_extensions": "typing-extensions",
}
"""Top-level module -> the distribution it comes from, where the names differ."""

LIBRARIES = {
    "libcrypto": "openssl",
    "libssl": "openssl",
    "libffi": "libffi",
    "sqlite3": "sqlite",
    "pdfium": "pdfium",
    "python3": "python",
    "vcruntime140": "microsoft",
    "msvcp140": "microsoft",
}
"""How the name of a library begins -> the word its licence stands under."""

_COOKIE = struct.Struct("!8sIIII64s")
_MAGIC = b"MEI\014\013\012\013\016"
_ENTRY = struct.Struct("!IIIIBc")
_STANDARD = sys.stdlib_module_names | {
    # of Pythons newer than the one that may run this check, and of the bundler
    "_colorize", "_interpreters", "_interpchannels", "_interpqueues", "_opcode_metadata", "_pyrepl", "_sysconfig",
    "_suggestions", "_android_support", "_ios_support", "_apple_support", "_pydatetime", "_pylong",
    "_aix_support", "_wmi", "annotationlib",
    "compression", "concurrent", "string", "_distutils_hack", "backports",
}  # fmt: skip
_LOADER = ("pyi", "_pyi", "struct")


@cache
def modules(folder: Path) -> frozenset[str]:
    """The names of all modules in the windowed program of a bundle; none where there is no such archive."""
    program = folder / WINDOWED
    if not program.is_file():
        return frozenset()
    content = program.read_bytes()
    at = content.rfind(_MAGIC)
    if at < 0:
        return frozenset()
    _magic, length, table, table_length, _python, _name = _COOKIE.unpack_from(content, at)
    start = at + _COOKIE.size - length
    archives = _entries(content[start + table : start + table + table_length])
    return frozenset(name for place, kind in archives if kind == b"z" for name in _names(content, start + place))


def _entries(table: bytes) -> list[tuple[int, bytes]]:
    """Where each part of the archive behind the program begins, and its kind."""
    found, at = [], 0
    while at < len(table):
        size, place, _packed, _plain, _flag, kind = _ENTRY.unpack_from(table, at)
        found.append((place, kind))
        at += size
    return found


def _names(content: bytes, start: int) -> list[str]:
    """The names in one archive of modules: its table is a marshalled list of (name, place)."""
    (place,) = struct.unpack_from("!I", content, start + 8)
    table = marshal.loads(content[start + place :])  # noqa: S302 - our own build, made a moment ago
    return [str(entry[0]) for entry in table]


def distributions(folder: Path) -> set[str]:
    """The distributions and libraries inside, by their names in small letters; what is not known keeps its own."""
    inner = folder / INNER
    tops = {name.split(".")[0] for name in modules(folder)}
    tops |= {path.name for path in inner.glob("*") if path.is_dir() and any(path.rglob("*.pyd"))}
    tops |= {path.name.split(".")[0] for path in inner.glob("*.pyd")}
    tops = {top for top in tops if top not in _STANDARD | OWN and not top.startswith(_LOADER)}
    found = {DISTRIBUTIONS.get(top, top.casefold()) for top in tops} | {"python", "pyinstaller"}
    found |= {path.name.split("-")[0].casefold().replace("_", "-") for path in inner.glob("*.dist-info")}
    for path in inner.rglob("*.dll"):
        found |= {word for begin, word in LIBRARIES.items() if path.name.casefold().startswith(begin)}
    return found
