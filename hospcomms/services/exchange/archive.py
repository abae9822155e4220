"""What a file is before anything in it is believed: a workbook of sane size, or one clear refusal."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import IMPORT_BYTES, MEGABYTE
from hospcomms.domain.packed import declares, is_bomb, unpacked
from hospcomms.domain.wording import Sentence, sentence

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")

Read = TypeVar("Read")


def read_file(path: Path, most: int = IMPORT_BYTES) -> bytes:
    """The bytes of a regular file. Raises Refusal when there is none, when it is over ``most`` bytes or goes away."""
    try:
        if not path.is_file():
            raise Refusal("not-a-file", sentence("The file {file} was not found. Choose another file.", file=path.name))
        with path.open("rb") as stream:
            size, blocks = 0, []
            while block := stream.read(MEGABYTE):  # not by the size it says: a file may grow while it is read
                size += len(block)
                if size > most:
                    raise Refusal(
                        "too-large",
                        sentence(
                            "The file {file} is larger than {limit} MB, so it was not opened. Choose a smaller file.",
                            file=path.name,
                            limit=most // MEGABYTE,
                        ),
                    )
                blocks.append(block)
        return b"".join(blocks)
    except OSError as error:
        raise Refusal(
            "unreachable",
            sentence("The file {file} could not be reached; no data has changed. Try again.", file=path.name),
        ) from error


def workbook_parts(name: str, content: bytes, core: str = "xl/workbook.xml") -> dict[str, bytes]:
    """All parts of a workbook, unpacked within bounds; raises Refusal for everything that is not one.

    ``core`` is the part without which it is none: that of .xlsx, or ``content.xml`` of .ods.
    """
    if not content.startswith(b"PK\x03\x04"):
        raise Refusal(*foreign(name, content))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_directory(name, archive, core)
            parts = {item.filename: unpacked(archive, item) for item in archive.infolist() if not item.is_dir()}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise damaged(name) from error
    for part, text in parts.items():
        if declares(part, text):
            raise Refusal(
                "unsafe",
                sentence(
                    "The file {file} holds declarations that a workbook never needs, so it was not opened."
                    " Ask the sender for a new copy.",
                    file=name,
                ),
            )
    return parts


def read_workbook(path: Path, read: Callable[[str, bytes, dict[str, bytes]], Read]) -> Read:
    """What ``read`` makes of a workbook's name, bytes and parts.

    Raises Refusal, one sentence, for every file that is no workbook or cannot be trusted, and what ``read`` refuses.
    """
    content = read_file(path)
    parts = workbook_parts(path.name, content)
    with fenced(path.name):
        return read(path.name, content, parts)


@contextmanager
def fenced(name: str) -> Iterator[None]:
    """Where the reader of workbooks works: every fault of its own becomes the refusal of a damaged file."""
    try:
        yield
    except Refusal:
        raise
    except Exception as problem:
        # calamine raises its own errors, and plain ones for odd parts: none of them is ours to mend
        raise damaged(name) from problem
    except BaseException as problem:
        if type(problem).__name__ == "PanicException":  # how a fault inside the Rust library arrives
            raise damaged(name) from problem
        raise


def _check_directory(name: str, archive: zipfile.ZipFile, core: str) -> None:
    """Refuse by the directory alone: locked, too large unpacked, doubled parts, or no workbook inside."""
    items = archive.infolist()
    names = [item.filename for item in items]
    if any(item.flag_bits & 1 for item in items):
        raise locked(name)
    if is_bomb(sum(item.file_size for item in items), sum(item.compress_size for item in items)):
        raise Refusal("too-large", _too_large(name))
    usual = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if len(set(names)) != len(names) or any(item.compress_type not in usual for item in items):
        raise damaged(name)
    if core not in names:
        raise Refusal(
            "not-a-workbook",
            sentence(
                "The file {file} is not an Excel workbook. Save it in Excel as .xlsx, then import it again.", file=name
            ),
        )


def foreign(name: str, content: bytes) -> tuple[str, Sentence]:
    """What a file is that is not even a zip archive."""
    if not content:
        return "empty-file", sentence("The file {file} is empty. Choose another file.", file=name)
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return "password", locked(name).sentence
        return "old-workbook", sentence(
            "The file {file} is in the old .xls format. Save it in Excel as .xlsx, then import it again.", file=name
        )
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<?xml")):
        return "web-page", sentence(
            "The file {file} is a web page saved under the name of a workbook."
            " Open it in Excel, save it as .xlsx, then import it again.",
            file=name,
        )
    if _is_csv(content[:4096]):
        return "csv", sentence(
            "The file {file} is a text table (CSV) saved under the name of a workbook."
            " Open it in Excel, save it as .xlsx, then import it again.",
            file=name,
        )
    return "not-a-workbook", sentence(
        "The file {file} could not be read; no data has changed. Save it again as xlsx and import once more.", file=name
    )


def _is_csv(start: bytes) -> bool:
    """True when the first lines are text with the same separator in each."""
    for code in ("utf-8-sig", "utf-16", "cp1256"):
        try:
            text = start.decode(code)
        except UnicodeDecodeError:
            continue
        lines = [line for line in text.splitlines()[:5] if line.strip()]
        return "\x00" not in text and any(lines and all(mark in line for line in lines) for mark in ";,\t|")
    return False


def damaged(name: str) -> Refusal:
    """The refusal of a workbook whose bytes are not whole."""
    return Refusal(
        "damaged-file",
        sentence(
            "The file {file} is damaged or was not copied whole; no data has changed. Ask for it again.", file=name
        ),
    )


def locked(name: str) -> Refusal:
    """The refusal of a workbook that asks for a password."""
    return Refusal(
        "password",
        sentence(
            "The file {file} is protected by a password. Remove the password in Excel, then import it again.", file=name
        ),
    )


def _too_large(name: str) -> Sentence:
    return sentence(
        "The file {file} is too large to be a workbook filled in by hand; it was not opened."
        " Delete what does not belong to it and save it again.",
        file=name,
    )
