"""The product's own data file on a disk we watch: every write, cut and sync of SQLCipher passes through ``Watch``.

SQLite asks its file layer (the VFS) for everything. The wheel of sqlcipher3 lets a VFS be registered from outside, so
that a copy of the ordinary one, with a few functions replaced, sees each operation of the unchanged program, and may
refuse it with a result code of SQLite as a full or broken disk would. No compiler is needed.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import sqlcipher3.dbapi2  # noqa: F401 - loads the library that is looked for below

FULL = 13
IOERR_READ = 10 | 1 << 8
IOERR_WRITE = 10 | 3 << 8
IOERR_FSYNC = 10 | 4 << 8
IOERR_TRUNCATE = 10 | 6 << 8
LIE = -1

Watch = Callable[[str, str, int, bytes], int]
"""Called with operation, path, offset (the new size for ``truncate``) and bytes; what it returns is 0 or the error.

Operations: ``create``, ``write``, ``truncate``, ``sync``, ``delete``. With 0 the operation is carried out; with LIE
SQLite is told that it was, and nothing is done.
"""

_P, _I, _L, _S = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64, ctypes.c_char_p
_OPEN = ctypes.CFUNCTYPE(_I, _P, _P, _P, _I, _P)
_DELETE = ctypes.CFUNCTYPE(_I, _P, _S, _I)
_WRITE = ctypes.CFUNCTYPE(_I, _P, _P, _I, _L)
_TRUNCATE = ctypes.CFUNCTYPE(_I, _P, _L)
_SYNC = ctypes.CFUNCTYPE(_I, _P, _I)
_CREATE = 0x4  # SQLITE_OPEN_CREATE


class Unwatchable(Exception):
    """This build of sqlcipher3 does not let a VFS be registered."""


class _Vfs(ctypes.Structure):
    _fields_ = [
        ("iVersion", _I),
        ("szOsFile", _I),
        ("mxPathname", _I),
        ("pNext", _P),
        ("zName", _S),
        ("pAppData", _P),
        ("xOpen", _P),
        ("xDelete", _P),
        ("others", _P * 13),
    ]


class _Methods(ctypes.Structure):
    _fields_ = [
        ("iVersion", _I),
        ("xClose", _P),
        ("xRead", _P),
        ("xWrite", _P),
        ("xTruncate", _P),
        ("xSync", _P),
        ("others", _P * 13),
    ]


class _Layer:
    """Our VFS: made once in a process and never freed, since open files keep pointing into it."""

    def __init__(self, library: Any) -> None:
        self._library = library
        library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        library.sqlite3_vfs_find.argtypes = [_S]
        library.sqlite3_vfs_register.argtypes = [ctypes.POINTER(_Vfs), _I]
        self._plain = library.sqlite3_vfs_find(None)
        self._vfs = _Vfs()
        ctypes.memmove(ctypes.byref(self._vfs), self._plain, ctypes.sizeof(_Vfs))
        self._vfs.zName, self._vfs.pNext = b"watched", None
        self._open, self._delete = _OPEN(self._plain[0].xOpen), _DELETE(self._plain[0].xDelete)
        self._kept: list[Any] = [_OPEN(self._on_open), _DELETE(self._on_delete)]
        self._vfs.xOpen = ctypes.cast(self._kept[0], _P)
        self._vfs.xDelete = ctypes.cast(self._kept[1], _P)
        self._tables: dict[int, _Methods] = {}
        self._paths: dict[int, str] = {}
        self.watch: Watch | None = None

    def use(self, watch: Watch | None) -> None:
        """Let files opened from now on pass through ``watch``; None: the ordinary VFS again."""
        self.watch = watch
        self._library.sqlite3_vfs_register(self._plain if watch is None else ctypes.byref(self._vfs), 1)

    def _ask(self, operation: str, path: str, offset: int, content: bytes) -> int:
        watch = self.watch
        return watch(operation, path, offset, content) if watch is not None and path else 0

    def _on_open(self, _vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        path = os.fsdecode(ctypes.string_at(name)) if name else ""
        if path and flags & _CREATE and not os.path.exists(path):  # noqa: PTH110 - called by C for each file
            refused = self._ask("create", path, 0, b"")
            if refused:
                return refused
        result = int(self._open(ctypes.addressof(self._plain[0]), name, file, flags, out))
        place = ctypes.cast(file, ctypes.POINTER(_P))
        if result == 0 and place[0]:
            self._paths[file] = path
            place[0] = self._table(place[0])
        return result

    def _on_delete(self, _vfs: int, name: bytes, and_sync: int) -> int:
        path = os.fsdecode(name)
        if os.path.exists(path):  # noqa: PTH110 - as above
            refused = self._ask("delete", path, 0, b"")
            if refused:
                return refused
        return int(self._delete(ctypes.addressof(self._plain[0]), name, and_sync))

    def _table(self, methods: int) -> int:
        """The methods of a file, with ours in place of three; one copy for each kind of file there is."""
        if methods not in self._tables:
            copy = _Methods.from_buffer_copy(ctypes.string_at(methods, ctypes.sizeof(_Methods)))
            self._replace(copy)
            self._tables[methods] = copy
        return ctypes.addressof(self._tables[methods])

    def _replace(self, copy: _Methods) -> None:
        write, truncate, sync = _WRITE(copy.xWrite), _TRUNCATE(copy.xTruncate), _SYNC(copy.xSync)

        def on_write(file: int, content: int, size: int, offset: int) -> int:
            path = self._paths.get(file, "")
            asked = self.watch is not None and path
            refused = self._ask("write", path, offset, ctypes.string_at(content, size)) if asked else 0
            return _told(refused) if refused else int(write(file, content, size, offset))

        def on_truncate(file: int, size: int) -> int:
            refused = self._ask("truncate", self._paths.get(file, ""), size, b"")
            return _told(refused) if refused else int(truncate(file, size))

        def on_sync(file: int, flags: int) -> int:
            refused = self._ask("sync", self._paths.get(file, ""), 0, b"")
            return _told(refused) if refused else int(sync(file, flags))

        ours = (_WRITE(on_write), _TRUNCATE(on_truncate), _SYNC(on_sync))
        self._kept.append((ours, write, truncate, sync))
        copy.xWrite, copy.xTruncate, copy.xSync = (ctypes.cast(each, _P) for each in ours)


def _told(refused: int) -> int:
    return 0 if refused == LIE else refused


@cache
def _layer() -> _Layer | None:
    library = ctypes.CDLL(sys.modules["sqlcipher3._sqlite3"].__file__)
    return _Layer(library) if hasattr(library, "sqlite3_vfs_register") else None


def is_possible() -> bool:
    """True when the disk can be watched here: by a VFS, and by the names Linux gives to open files."""
    return sys.platform.startswith("linux") and _layer() is not None


@contextmanager
def watching(watch: Watch) -> Iterator[None]:
    """Show ``watch`` every operation on data files that are opened inside the block.

    Raises Unwatchable where the driver lets no VFS be registered (a wheel may hide the functions).
    """
    layer = _layer()
    if layer is None:
        raise Unwatchable
    layer.use(watch)
    try:
        yield
    finally:
        layer.use(None)
