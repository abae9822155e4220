"""Workbooks as attackers, broken programs and careless people make them: real bytes, small on the disk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HEADINGS = ("Nom", "Téléphone", "E-mail")
ROWS: Sequence[Sequence[object]] = (("Salim Merouani", "0550002109", "s@example.org"),)
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
SHEET = "xl/worksheets/sheet1.xml"


def book(rows: Sequence[Sequence[object]] = ROWS, headings: Sequence[str] = HEADINGS) -> bytes:
    """An honest workbook with one sheet of contacts."""
    made = Workbook()
    sheet: Any = made.active
    for row in (headings, *rows):
        sheet.append(list(row))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def changed(content: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """The same archive with each part as ``change`` gives it (None: left out), and further parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            part = change(item.filename, source.read(item))
            if part is not None:
                target.writestr(item.filename, part)
        for name, part in more.items():
            target.writestr(name, part)
    return stream.getvalue()


def with_sheet(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with its first sheet changed."""
    return changed(content, lambda name, part: change(part) if name == SHEET else part)


def declared(content: bytes, declaration: bytes, used: bytes) -> bytes:
    """The first sheet with a document type, and what it declares used in a cell."""
    start = b'<?xml version="1.0"?>'

    def change(part: bytes) -> bytes:
        text = (
            part.removeprefix(start).replace(b"Salim Merouani", used).replace(b"<v>0</v>", b"<v>" + used + b"</v>", 1)
        )
        return start + declaration + text

    return with_sheet(content, change)


def quadratic(_canary: Path) -> bytes:
    """One entity of 100 KB, named 20 000 times: 2 GB when it is believed."""
    entity = b'<!DOCTYPE worksheet [<!ENTITY a "' + b"A" * 100_000 + b'">]>'
    return declared(book(), entity, b"&a;" * 20_000)


def outside(canary: Path) -> bytes:
    """A file of this computer named as an entity."""
    return declared(book(), f'<!DOCTYPE x [<!ENTITY a SYSTEM "{canary.as_uri()}">]>'.encode(), b"&a;")


def outside_in_utf_16(canary: Path) -> bytes:
    """The same in UTF-16, which a search for the letters of ASCII does not see."""
    text = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a SYSTEM "{canary.as_uri()}">]><x>&a;</x>'
    return changed(book(), lambda name, part: text.encode("utf-16") if name == SHEET else part)


def outside_under_another_name(canary: Path) -> bytes:
    """The same in a part that is not called .xml; a relation leads to it."""
    part = f'<!DOCTYPE sst [<!ENTITY a SYSTEM "{canary.as_uri()}">]><sst><si><t>&a;</t></si></sst>'.encode()

    def change(name: str, content: bytes) -> bytes | None:
        if name == "xl/_rels/workbook.xml.rels":
            return content.replace(b"sharedStrings.xml", b"strings.bin")
        return None if name == "xl/sharedStrings.xml" else content

    return changed(book(), change, **{"xl/strings.bin": part})


def far_cell(_canary: Path) -> bytes:
    """One more cell, at the very end of the sheet."""
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return with_sheet(book(), lambda part: part.replace(b"</sheetData>", cell))


def bomb(_canary: Path) -> bytes:
    """300 MB of spaces in 300 KB."""
    return changed(book(), lambda name, part: b" " * (300 << 20) if name == "docProps/app.xml" else part)


def lying(_canary: Path) -> bytes:
    """A directory that says of a part that it is small, while it unpacks to 30 MB."""
    content = bytearray(changed(book(), lambda name, part: b" " * (30 << 20) if name == "docProps/app.xml" else part))
    size = (30 << 20).to_bytes(4, "little")
    place = content.find(size)
    while place >= 0:
        content[place : place + 4] = (10).to_bytes(4, "little")
        place = content.find(size, place + 4)
    return bytes(content)


def climbing(_canary: Path) -> bytes:
    """A part that wants to be written two folders up; it must be harmless, the rest may be read."""
    return changed(book(), lambda _name, part: part, **{"../../climbed.txt": b"x", "xl/../../../up.xml": b"<x/>"})


def linked(_canary: Path) -> bytes:
    """A link to a workbook on a share of a stranger."""
    relation = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" TargetMode="External" Target="file:///\\\\198.51.100.7\\share\\x.xlsx" Type="http://'
        b'schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"/></Relationships>'
    )
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    parts = {"xl/externalLinks/externalLink1.xml": link, "xl/externalLinks/_rels/externalLink1.xml.rels": relation}
    return changed(book(), lambda _name, part: part, **parts)


def hidden(*, very: bool) -> bytes:
    """A workbook whose only table nobody sees; beside it a sheet for a chart."""
    made = Workbook()
    sheet: Any = made.active
    sheet.append(["Nom"])
    sheet.sheet_state = "veryHidden" if very else "hidden"
    made.create_chartsheet("chart")
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def without_part(_canary: Path) -> bytes:
    """The sheet that the workbook names is not there."""
    return changed(book(), lambda name, part: None if name == SHEET else part)


HOSTILE: tuple[tuple[str, str, Callable[[Path], bytes], str], ...] = (
    ("XL02", "an entity used 20 000 times", quadratic, "unsafe"),
    ("XL03", "an entity that names a file", outside, "unsafe"),
    ("XL03", "the same in UTF-16", outside_in_utf_16, "unsafe"),
    ("XL03", "the same in a part of another name", outside_under_another_name, "unsafe"),
    ("XL07", "a cell at XFD1048576", far_cell, "too-far too-large"),
    ("XL04", "a bomb", bomb, "too-large"),
    ("XL04", "a part larger than it says", lying, "damaged-file"),
    ("XL08", "random bytes behind PK", lambda _c: b"PK\x03\x04" + bytes(range(256)) * 16, "damaged-file"),
    ("XL09", "a web page", lambda _c: b"<html><table><tr><td>Nom</td></tr></table></html>", "web-page"),
    ("XL10", "a locked workbook", lambda _c: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
    ("XL11", "only hidden sheets", lambda _c: hidden(very=False), "no-sheets no-rows"),
    ("XL11", "only very hidden sheets", lambda _c: hidden(very=True), "no-sheets no-rows"),
    ("XL11", "a sheet that is missing", without_part, "damaged-file"),
)
"""Case, what it is, how it is made, and the kinds of refusal it may meet."""
