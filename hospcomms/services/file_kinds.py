"""What a file is by its content, whatever its name says: refused where it would run, said where the name misleads."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import MEGABYTE
from hospcomms.domain.wording import Sentence, sentence

PROGRAM, SHORTCUT, PACKED, OFFICE_97, DRAWING = "program", "shortcut", "packed", "office-97", "drawing"
# fmt: off
RISKY = frozenset({
    ".exe", ".com", ".scr", ".bat", ".cmd", ".ps1", ".psm1", ".vb", ".vbs", ".vbe", ".js", ".jse", ".ws", ".wsf",
    ".wsh", ".msi", ".msp", ".msc", ".msix", ".appx", ".hta", ".lnk", ".url", ".scf", ".reg", ".jar", ".cpl",
    ".dll", ".sys", ".ocx", ".pif", ".chm", ".inf", ".application", ".gadget", ".sh", ".py", ".pyw",
})
# fmt: on
"""Endings under which Windows, or another system, runs what a file holds."""
_STARTS = (
    (b"\x7fELF", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"#!", PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", SHORTCUT),
    (b"[InternetShortcut]", SHORTCUT),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"PK\x03\x04", PACKED),
    (bytes.fromhex("d0cf11e0a1b11ae1"), OFFICE_97),
)
_ENDINGS = {
    "pdf": (".pdf",),
    "jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "png": (".png",),
    "gif": (".gif",),
    "webp": (".webp",),
    "tiff": (".tif", ".tiff"),
    PACKED: (".zip", ".docx", ".dotx", ".xlsx", ".xltx", ".pptx", ".potx", ".ppsx", ".odt", ".ods", ".odp", ".epub"),
    OFFICE_97: (".doc", ".xls", ".ppt", ".pps", ".msg"),
    DRAWING: (".svg",),
}
_MEANT = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings}
_WHOLE = frozenset({"pdf", "jpeg", "png", "gif", "webp", "tiff"})
"""Kinds that end where they end: what is packed behind them was hidden there."""
_LOCKED_DOCUMENTS = frozenset({".docx", ".xlsx", ".pptx"})
"""With a password these are kept in the shape of the older kind."""
_LOOKED_AT = 4096
_TAIL = 66_000
_ELSEWHERE = 0x1000 | 0x40000 | 0x400000
"""Attributes of Windows for a file of which only the name is on this computer: offline, recalled when it is used."""


def kind_of(start: bytes) -> str:
    """The kind of a file by its first bytes; "" for what cannot be told, as a plain text."""
    if start.startswith(b"MZ") and b"\0" in start[:256]:
        return PROGRAM
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "webp"
    if b"<svg" in start.lower():
        return DRAWING
    return next((kind for mark, kind in _STARTS if start.startswith(mark)), "")


def refuse_unfit(path: Path) -> None:
    """Raise Refusal for what is never attached nor opened, by its content and by its name.

    Kinds ``program`` (a script in a drawing too), ``shortcut``, and ``offline`` for a file whose content is not on this
    computer. What cannot be read at all is left to who reads it.
    """
    content = b""
    try:
        facts = path.stat()
        if is_elsewhere(facts):
            raise _offline(path.name)
        if stat.S_ISREG(facts.st_mode):
            content = _beginning(path, MEGABYTE)
    except OSError:
        content = b""
    kind = kind_of(content[:_LOOKED_AT])
    if kind == SHORTCUT or _ending(path.name) in (".lnk", ".url"):
        raise Refusal(
            "shortcut",
            sentence("{file} is a shortcut, not a file. Choose the file it leads to.", file=path.name),
        )
    if kind == PROGRAM or is_program_name(path.name) or (kind == DRAWING and b"<script" in content.lower()):
        raise Refusal(
            "program", sentence("{file} can run as a program. Choose the document, picture or film.", file=path.name)
        )


def is_program_name(name: str) -> bool:
    """True when a file of this name would be run by being opened."""
    return _ending(name) in RISKY


def is_elsewhere(facts: os.stat_result) -> bool:
    """True when only the name of a file is on this computer, its content in a cloud (Windows tells it)."""
    return bool(getattr(facts, "st_file_attributes", 0) & _ELSEWHERE)


def _offline(name: str) -> Refusal:
    return Refusal(
        "offline",
        sentence(
            "The content of {file} is not on this computer. Let it be downloaded, then attach it again.", file=name
        ),
    )


def cautions(path: Path) -> Iterator[Sentence]:
    """What an officer should know of a file that may be attached; nothing for most. Never raises."""
    try:
        if path.is_symlink():
            yield sentence("{file} is a link; the file {target} was attached.", file=path.name, target=_target(path))
        size = path.stat().st_size
        start, tail = _beginning(path, _LOOKED_AT), _end(path, _TAIL)
    except OSError:
        return
    if size == 0:
        yield sentence("The file {file} is empty; it was attached all the same.", file=path.name)
        return
    kind, meant = kind_of(start), _MEANT.get(_ending(path.name), "")
    is_locked = kind == OFFICE_97 and _ending(path.name) in _LOCKED_DOCUMENTS
    if (meant or kind) and kind != meant and not is_locked and (meant or kind in _WHOLE):
        yield sentence(
            "The file {file} is something else than its name says. Open it only if you trust its sender.",
            file=path.name,
        )
    if kind in _WHOLE and b"PK\x05\x06" in tail:
        yield sentence(
            "Behind what the file {file} shows, other files are packed. Open it only if you trust its sender.",
            file=path.name,
        )


def _target(path: Path) -> str:
    return path.resolve().name


def _ending(name: str) -> str:
    return Path(name.rstrip(" .").replace(":", "/")).suffix.casefold()


def _beginning(path: Path, many: int) -> bytes:
    with path.open("rb") as stream:
        return stream.read(many)


def _end(path: Path, many: int) -> bytes:
    with path.open("rb") as stream:
        stream.seek(0, os.SEEK_END)
        stream.seek(max(0, stream.tell() - many))
        return stream.read(many)
