"""The pages of a data file one by one, whatever became of the others: what a salvage reads from.

SQLCipher writes every page by itself: AES-256-CBC under the data key, an initial vector and an HMAC-SHA512 at its end.
A page whose seal is broken is left out; nothing that is not known to be right is taken for data. Only where the salt of
the file itself is gone no seal can be checked: then all pages are taken, and their form decides.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path
from typing import Any

PAGE = 4096
_VECTOR, _SEAL = 16, 64
_RESERVED = _VECTOR + _SEAL
_SALT = 16
_SALT_MASK = 0x3A
_PLAIN = b"SQLite format 3\x00"
_WAL_HEAD, _FRAME_HEAD = 32, 24


class Pages:
    """The readable pages of a data file, its write-ahead log laid over it; ``bad`` are the numbers of the others."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Read the whole file. Raises OSError."""
        stored = _stored(path)
        self.count = len(stored)
        head = stored.get(1, b"")
        self.usable = PAGE - (_reserved_of(head) if head.startswith(_PLAIN) else _RESERVED)
        self.bad: set[int] = set()
        self._content: dict[int, bytes] = {}
        if head.startswith(_PLAIN):
            self._content = {number: page[: self.usable] for number, page in stored.items() if len(page) == PAGE}
        else:
            self._open_all(stored, key, head[:_SALT])

    @property
    def numbers(self) -> list[int]:
        """The numbers of the pages that can be read, in order."""
        return sorted(self._content)

    def get(self, number: int) -> bytes | None:
        """The content of a page; None when it cannot be read."""
        return self._content.get(number)

    def _open_all(self, stored: dict[int, bytes], key: bytes, salt: bytes) -> None:
        seal_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ _SALT_MASK for byte in salt), 2, len(key))
        whole = {number for number, page in stored.items() if _is_sealed(number, page, seal_key)}
        if not whole:
            whole = {number for number, page in stored.items() if len(page) == PAGE}
        self.bad = set(stored) - whole
        cipher = _cipher(key)
        self._content = {number: _opened(cipher, number, stored[number]) for number in whole}


def _stored(path: Path) -> dict[int, bytes]:
    """Every page as it lies in the file, or, where there is a newer one, in the log beside it."""
    found: dict[int, bytes] = {}
    with path.open("rb") as stream:
        number = 1
        while page := stream.read(PAGE):
            found[number] = page
            number += 1
    try:
        log = path.with_name(path.name + "-wal").read_bytes()
    except OSError:
        return found
    found.update(_committed(log))
    return found


def _committed(log: bytes) -> dict[int, bytes]:
    """The pages of a write-ahead log up to its last commit; frames of an earlier round carry another salt."""
    salts, frame = log[16:24], _FRAME_HEAD + PAGE
    kept: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    for start in range(_WAL_HEAD, len(log) - frame + 1, frame):
        head = log[start : start + _FRAME_HEAD]
        if head[8:16] != salts:
            break
        waiting[int.from_bytes(head[:4], "big")] = log[start + _FRAME_HEAD : start + frame]
        if head[4:8] != b"\0\0\0\0":
            kept.update(waiting)
            waiting.clear()
    return kept


def _is_sealed(number: int, page: bytes, seal_key: bytes) -> bool:
    if len(page) != PAGE:
        return False
    start = _SALT if number == 1 else 0
    found = hmac.digest(seal_key, page[start : PAGE - _SEAL] + number.to_bytes(4, "little"), "sha512")
    return found == page[PAGE - _SEAL :]


def _cipher(key: bytes) -> Any:
    """What opens a page with a vector."""
    # late: the library takes 0.15 s to load, and only a salvage needs it
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    return lambda vector: Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()


def _opened(cipher: Any, number: int, page: bytes) -> bytes:
    start, end = (_SALT if number == 1 else 0), PAGE - _RESERVED
    content: bytes = cipher(page[end : end + _VECTOR]).update(page[start:end])
    return _PLAIN + content if number == 1 else content


def _reserved_of(head: bytes) -> int:
    return head[20] if len(head) > 20 else 0
