"""Sealing of files: AES-256-GCM in blocks of 1 MiB, so that a cut, exchanged or changed block is found.

A sealed file is a mark, a random salt and the blocks, each with its tag. Every file has a key of its own, made by HKDF
from the data key, the salt and the purpose. The nonce of a block is its number and whether it is the last one, so that
no block passes for another and no end for the end. Memory holds two blocks, however large the file is.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import IO, Any

MAGIC = b"HCSEAL1\n"
BLOCK = 1 << 20
_SALT, _TAG = 16, 16


class Broken(Exception):
    """A sealed file is not what was sealed, or was sealed under another key."""


def sealed_size(size: int) -> int:
    """How many bytes ``size`` plain bytes take when they are sealed."""
    return len(MAGIC) + _SALT + size + _TAG * max(1, -(-size // BLOCK))


def is_sealed(head: bytes) -> bool:
    """True when a file that begins so was written by ``sealed``."""
    return head.startswith(MAGIC)


def sealed(content: Iterable[bytes], key: bytes, folder: str, purpose: str) -> Iterator[bytes]:
    """The sealed form of ``content``, which may come in pieces of any size."""
    header = MAGIC + os.urandom(_SALT)
    cipher = _cipher(key, header, folder, purpose)
    yield header
    waiting, number = bytearray(), 0
    for piece in content:
        waiting += piece
        while len(waiting) > BLOCK:  # a full block is kept back: it may be the last one
            yield cipher.encrypt(_nonce(number, is_last=False), bytes(waiting[:BLOCK]), header)
            del waiting[:BLOCK]
            number += 1
    yield cipher.encrypt(_nonce(number, is_last=True), bytes(waiting), header)


def unsealed(stream: IO[bytes], key: bytes, folder: str, purpose: str) -> Iterator[bytes]:
    """The plain content of a sealed file in blocks, each one known to be right. Raises Broken."""
    # late: 0.15 s that a start does not spend
    from cryptography.exceptions import InvalidTag

    header = stream.read(len(MAGIC) + _SALT)
    if len(header) < len(MAGIC) + _SALT or not is_sealed(header):
        raise Broken
    cipher = _cipher(key, header, folder, purpose)
    number, block = 0, stream.read(BLOCK + _TAG)
    while block:
        following = stream.read(BLOCK + _TAG)
        try:
            plain: bytes = cipher.decrypt(_nonce(number, is_last=not following), block, header)
        except InvalidTag:
            raise Broken from None
        yield plain
        number, block = number + 1, following
    if not number:
        raise Broken


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _cipher(key: bytes, header: bytes, folder: str, purpose: str) -> Any:
    # late: as above
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    bound = f"hospcomms {purpose}|{folder}".encode()
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=header[len(MAGIC) :], info=bound).derive(key))
