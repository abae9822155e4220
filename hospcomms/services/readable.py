"""The readable form in every backup: what any other program can read, when this one is gone.

It is plain while the folder has no password; with one it is sealed under the same key, for it holds private fields.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import IO, Any

from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import KEY_FILE_BYTES, READABLE_BYTES
from hospcomms.domain.locale import LANGUAGES, locale
from hospcomms.domain.wording import sentence
from hospcomms.storage import backup_files, keys, sealing
from hospcomms.storage import readable as forms
from hospcomms.storage.backup_files import READABLE, SEALED, Member
from hospcomms.storage.keys import KEY_FILE, Keys
from hospcomms.storage.writing import refusal_for

PURPOSE = "readable"
_BLOCK = 1 << 20
Writer = Callable[[IO[bytes]], None]


def members(folder: Path, copy: Any, opened: Keys) -> Iterator[Member]:
    """The members of the readable form of the database behind ``copy``: many plain ones, or one that is sealed."""
    found = forms.members(copy, _words)
    if keys.has_password(folder):
        pieces = sealing.sealed(_zipped(found), opened.data, opened.folder, PURPOSE)
        yield Member(SEALED, lambda target: _pour(pieces, target))
        return
    for name, write in found:
        yield Member(READABLE + name, write, packed=True)


def _pour(pieces: Iterator[bytes], target: IO[bytes]) -> None:
    for piece in pieces:
        target.write(piece)


@cache
def _words(label: str) -> dict[str, str]:
    return {language: locale(language, "DZ").text(label) for language in LANGUAGES}


class _Pipe(io.RawIOBase):
    """What is written into it, until it is taken."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, block: Any) -> int:
        self._waiting += block
        return len(block)

    def take(self) -> bytes:
        """What was written since the last time."""
        found = bytes(self._waiting)
        self._waiting.clear()
        return found


def _zipped(found: Iterator[tuple[str, Writer]]) -> Iterator[bytes]:
    """The files as one archive, in pieces; nothing plain is written to the disk."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, write in found:
            with packed.open(name, "w", force_zip64=True) as target:
                write(target)
            yield pipe.take()
    yield pipe.take()


def lay_out(backup: Path, out: Path, secret: str = "") -> list[Path]:
    """Write the readable form of a backup into the new or empty folder ``out``; returns the files.

    Raises Refusal ``backup-damaged``, ``no-readable``, ``not-empty``, ``password-needed``, ``wrong-password`` …
    """
    if not backup_files.is_intact(backup):
        raise Refusal(
            "backup-damaged",
            sentence(
                "The backup {file} cannot be used, and nothing was changed. Choose another backup.", file=backup.name
            ),
        )
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Refusal(
            "not-empty", sentence("The folder {folder} is not empty. Choose a new or empty folder.", folder=out.name)
        )
    try:
        out.mkdir(parents=True, exist_ok=True)
        return _lay_out(backup, out, secret)
    except OSError as error:
        raise refusal_for(error, out.name) from error


def _lay_out(backup: Path, out: Path, secret: str) -> list[Path]:
    with zipfile.ZipFile(backup) as packed:
        plain = [name for name in packed.namelist() if name.startswith(READABLE)]
        if plain:
            return _unpack(packed, plain, out)
        if SEALED not in packed.namelist():
            raise Refusal(
                "no-readable",
                sentence(
                    "The backup {file} is of an older version and holds no readable form. Choose a newer one.",
                    file=backup.name,
                ),
            )
        opened = keys.opened(backup_files.member(backup, KEY_FILE, KEY_FILE_BYTES), secret)
        inner = out / (SEALED + ".zip")
        try:
            with packed.open(SEALED) as stream, inner.open("wb") as target:
                target.writelines(sealing.unsealed(stream, opened.data, opened.folder, PURPOSE))
            with zipfile.ZipFile(inner) as found:
                return _unpack(found, found.namelist(), out)
        finally:
            inner.unlink(missing_ok=True)


def _unpack(packed: zipfile.ZipFile, names: list[str], out: Path) -> list[Path]:
    """Write members under their last name, so that none leads out of the folder; at most ``READABLE_BYTES``."""
    done, left = [], READABLE_BYTES
    for name in names:
        place = out / Path(name).name
        with closing(packed.open(name)) as source, place.open("wb") as target:
            while block := source.read(_BLOCK):
                left -= len(block)
                if left < 0:
                    raise Refusal(
                        "too-large",
                        sentence(
                            "The readable form in this backup is too large to be unpacked. Choose another backup."
                        ),
                    )
                target.write(block)
        done.append(place)
    return done
