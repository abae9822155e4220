"""Attached files, kept once by their content under the data folder: attachments/ab/abcdef…, sealed.

The name is the SHA-256 of the plain content, so that it says what must come out. Files of folders made before sealing
came are plain; they are read as well, and ``seal_plain`` seals them.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from hospcomms.domain import held_files
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import StoredFile
from hospcomms.domain.limits import ATTACHMENT_BYTES, MEGABYTE
from hospcomms.domain.wording import sentence
from hospcomms.storage import sealing
from hospcomms.storage.keys import Keys
from hospcomms.storage.writing import put_in_place, refusal_for

FOLDER = "attachments"
_BLOCK = MEGABYTE
PURPOSE = "attachment"
"""What the key of a sealed file is made for (``sealing``)."""
_BROKEN = (sealing.Broken, OSError)


@dataclass(frozen=True)
class Attachments:
    """The files kept in a data folder, sealed under its keys. Nothing plain is written into the folder."""

    folder: Path
    keys: Keys

    def keep(self, source: Path) -> StoredFile:
        """Keep the content of a file; the same content is kept once.

        Raises Refusal when it is not an ordinary file, is too large or cannot be read or written.
        """
        _refuse_unfit(source)
        return self._keep(source.name, _opened(source))

    def keep_text(self, name: str, text: str) -> StoredFile:
        """Keep a text the program wrote as a file. Raises Refusal when it cannot be written."""
        return self._keep(name, contextlib.nullcontext([text.encode("utf-8")]))

    def _keep(self, name: str, opening: contextlib.AbstractContextManager[Iterable[bytes]]) -> StoredFile:
        store = self.folder / FOLDER
        try:
            store.mkdir(exist_ok=True)
            return self._put(store, name, opening)
        except OSError as error:
            raise refusal_for(error, name) from error

    def _put(self, store: Path, name: str, opening: contextlib.AbstractContextManager[Iterable[bytes]]) -> StoredFile:
        counted = _Counted()
        handle, part_name = tempfile.mkstemp(dir=store, suffix=".part")
        part = Path(part_name)
        try:
            with os.fdopen(handle, "wb") as target, opening as pieces:
                self._seal(counted.through(pieces), target)
            kept = StoredFile(counted.sum, name, counted.size)
            place = self._place(kept.sha256)
            if not self.is_intact(kept):  # what was damaged is mended by attaching the file again
                place.parent.mkdir(exist_ok=True)
                put_in_place(part, place)
        finally:
            with contextlib.suppress(OSError):
                part.unlink()
        return kept

    def _seal(self, pieces: Iterable[bytes], target: IO[bytes]) -> None:
        for block in sealing.sealed(pieces, self.keys.data, self.keys.folder, PURPOSE):
            target.write(block)
        target.flush()
        os.fsync(target.fileno())

    def _place(self, sha256: str) -> Path:
        return self.folder / FOLDER / sha256[:2] / sha256

    def place_of(self, stored: StoredFile) -> Path:
        """Where a file is kept, sealed or plain. Raises Refusal ``file-missing``: it is gone or has another size."""
        place = self._place(stored.sha256)
        if not place.is_file() or place.stat().st_size not in (stored.size, sealing.sealed_size(stored.size)):
            raise _missing(stored)
        return place

    def blocks(self, stored: StoredFile) -> Iterator[bytes]:
        """The plain content piece by piece. What is made of the pieces must not be used before the last one came.

        Raises Refusal ``file-missing``, at the latest at the end, when it is gone or is not what was kept.
        """
        place, counted = self.place_of(stored), _Counted()
        try:
            with place.open("rb") as stream:
                if place.stat().st_size == stored.size:
                    pieces = iter(lambda: stream.read(_BLOCK), b"")
                else:
                    pieces = sealing.unsealed(stream, self.keys.data, self.keys.folder, PURPOSE)
                yield from counted.through(pieces)
        except _BROKEN:
            raise _missing(stored) from None
        if counted.sum != stored.sha256:
            raise _missing(stored)

    def content(self, stored: StoredFile) -> bytes:
        """The whole plain content, at most ``limits.ATTACHMENT_BYTES``. Raises Refusal as ``blocks``."""
        return b"".join(self.blocks(stored))

    def text(self, stored: StoredFile) -> str:
        """The text of a file. Raises Refusal as ``blocks``."""
        return self.content(stored).decode("utf-8")

    def copy_out(self, stored: StoredFile, target: Path) -> None:
        """Write a plain copy to ``target``, whole or not at all. Raises Refusal."""
        part = held_files.part_of(target)
        try:
            with part.open("wb") as stream:
                stream.writelines(self.blocks(stored))
            put_in_place(part, target)
        except OSError as error:
            raise refusal_for(error, target.name) from error
        finally:
            with contextlib.suppress(OSError):
                part.unlink()

    def is_intact(self, stored: StoredFile) -> bool:
        """True when the kept content is there and still has the hash it is named by."""
        try:
            for _block in self.blocks(stored):
                continue
        except Refusal:
            return False
        return True

    def seal_plain(self) -> int:
        """Seal the files that older versions kept plain; returns how many. Damaged ones stay as they are.

        Raises Refusal when one cannot be written; it is then still there, plain.
        """
        count = 0
        for place in kept(self.folder):
            try:
                with place.open("rb") as stream:
                    if sealing.is_sealed(stream.read(len(sealing.MAGIC))):
                        continue
                    stream.seek(0)
                    is_whole = hashlib.file_digest(stream, "sha256").hexdigest() == place.name
                if is_whole:
                    self._seal_in_place(place)
                    count += 1
            except OSError as error:
                raise refusal_for(error, place.name) from error
        return count

    def _seal_in_place(self, place: Path) -> None:
        part = place.with_name(place.name + ".part")
        try:
            with _opened(place) as pieces, part.open("wb") as target:
                self._seal(pieces, target)
            put_in_place(part, place)
        finally:
            with contextlib.suppress(OSError):
                part.unlink()


class _Counted:
    """The size and the SHA-256 of what went through."""

    def __init__(self) -> None:
        self._digest, self.size = hashlib.sha256(), 0

    @property
    def sum(self) -> str:
        """The SHA-256, as a name."""
        return self._digest.hexdigest()

    def through(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Pass the pieces on as they are."""
        for piece in pieces:
            self._digest.update(piece)
            self.size += len(piece)
            yield piece


def _refuse_unfit(source: Path) -> None:
    try:
        facts = source.stat()
    except OSError:
        raise _unreadable(source.name) from None
    if not stat.S_ISREG(facts.st_mode):
        raise Refusal("not-a-file", sentence("{file} is not a file. Choose a file.", file=source.name))
    if facts.st_size > ATTACHMENT_BYTES:
        raise _too_large(source.name)


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[Iterator[bytes]]:
    try:
        stream = source.open("rb")
    except OSError:
        raise _unreadable(source.name) from None
    with stream:
        yield _within_bounds(stream, source.name)


def _within_bounds(stream: IO[bytes], name: str) -> Iterator[bytes]:
    """The content piece by piece; a file may grow while it is read. Raises Refusal ``too-large``."""
    size = 0
    while block := stream.read(_BLOCK):
        size += len(block)
        if size > ATTACHMENT_BYTES:
            raise _too_large(name)
        yield block


def kept(folder: Path) -> list[Path]:
    """The contents kept in a data folder, each under the SHA-256 of its plain content."""
    found = (path for path in (folder / FOLDER).glob("*/*") if path.suffix != ".part")
    return sorted(path for path in found if path.is_file())


def _too_large(name: str) -> Refusal:
    return Refusal(
        "too-large",
        sentence(
            "The file {file} is larger than {limit} MB. Keep it in a folder and write its place in a note.",
            file=name,
            limit=ATTACHMENT_BYTES // MEGABYTE,
        ),
    )


def _missing(stored: StoredFile) -> Refusal:
    return Refusal(
        "file-missing",
        sentence(
            "The attached file {file} is missing from the data folder or was changed there."
            " Bring it back from a backup copy.",
            file=stored.name,
        ),
    )


def _unreadable(name: str) -> Refusal:
    return Refusal(
        "unreadable",
        sentence("The file {file} cannot be read. Close it in other programs, then try again.", file=name),
    )
