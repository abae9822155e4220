"""Attached files, kept once by their content under the data folder: attachments/ab/abcdef…"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import StoredFile
from hospcomms.domain.wording import sentence
from hospcomms.storage.writing import put_in_place, refusal_for

FOLDER = "attachments"
LARGEST = 50 * 1024 * 1024
_BLOCK = 1 << 20


def keep(folder: Path, source: Path) -> StoredFile:
    """Copy a file into the store; the same content is kept once.

    Raises Refusal when it is not an ordinary file, is too large or cannot be read or written.
    """
    name = source.name
    try:
        facts = source.stat()
    except OSError:
        raise _unreadable(name) from None
    if not stat.S_ISREG(facts.st_mode):
        raise Refusal("not-a-file", sentence("{file} is not a file. Choose a file.", file=name))
    if facts.st_size > LARGEST:
        raise Refusal(
            "too-large",
            sentence(
                "The file {file} is larger than {limit} MB. Keep it in a folder and write its place in a note.",
                file=name,
                limit=LARGEST // (1 << 20),
            ),
        )
    store = folder / FOLDER
    try:
        store.mkdir(exist_ok=True)
        return _copy(store, source)
    except OSError as error:
        raise refusal_for(error, name) from error


def keep_text(folder: Path, name: str, text: str) -> StoredFile:
    """Keep a text as a file of the store. Raises Refusal when it cannot be written."""
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / name
        try:
            source.write_text(text, encoding="utf-8")
        except OSError as error:
            raise refusal_for(error, name) from error
        return keep(folder, source)


def _copy(store: Path, source: Path) -> StoredFile:
    digest, size = hashlib.sha256(), 0
    handle, part_name = tempfile.mkstemp(dir=store, suffix=".part")
    part = Path(part_name)
    try:
        with os.fdopen(handle, "wb") as target, _opened(source) as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
                size += len(block)
                target.write(block)
            target.flush()
            os.fsync(target.fileno())
        place = store / digest.hexdigest()[:2] / digest.hexdigest()
        if not place.exists():
            place.parent.mkdir(exist_ok=True)
            put_in_place(part, place)
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
    return StoredFile(digest.hexdigest(), source.name, size)


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[IO[bytes]]:
    try:
        stream = source.open("rb")
    except OSError:
        raise _unreadable(source.name) from None
    with stream:
        yield stream


def place_of(folder: Path, stored: StoredFile) -> Path:
    """Where a file's content is. Raises Refusal ``file-missing`` when it is gone or was changed in size."""
    place = folder / FOLDER / stored.sha256[:2] / stored.sha256
    if not place.is_file() or place.stat().st_size != stored.size:
        raise _missing(stored)
    return place


def _missing(stored: StoredFile) -> Refusal:
    return Refusal(
        "file-missing",
        sentence(
            "The attached file {file} is missing from the data folder or was changed there."
            " Bring it back from a backup copy.",
            file=stored.name,
        ),
    )


def text_of(folder: Path, stored: StoredFile) -> str:
    """The text of a file. Raises Refusal ``file-missing`` when it is gone or its content is not what was kept."""
    content = place_of(folder, stored).read_bytes()
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        raise _missing(stored)
    return content.decode("utf-8")


def copy_out(folder: Path, stored: StoredFile, target: Path) -> None:
    """Write a copy of an attached file to ``target``, whole or not at all."""
    place = place_of(folder, stored)
    part = target.with_name(target.name + ".part")
    try:
        shutil.copyfile(place, part)
        put_in_place(part, target)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise refusal_for(error, target.name) from error


def is_intact(folder: Path, stored: StoredFile) -> bool:
    """True when the kept content still has the hash it is named by."""
    place = folder / FOLDER / stored.sha256[:2] / stored.sha256
    if not place.is_file():
        return False
    with place.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == stored.sha256


def kept(folder: Path) -> list[Path]:
    """The contents kept in a data folder."""
    return sorted(path for path in (folder / FOLDER).glob("*/*") if path.is_file())


def _unreadable(name: str) -> Refusal:
    return Refusal(
        "unreadable",
        sentence("The file {file} cannot be read. Close it in other programs, then try again.", file=name),
    )
