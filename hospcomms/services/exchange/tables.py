"""Any table a file may hold, read safely: workbooks (.xlsx, .xls, .ods) and text tables, as rows of cells."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import LIST_COLUMNS, LIST_ROWS
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services.exchange.archive import fenced, foreign, locked, workbook_parts
from hospcomms.services.exchange.cell_scan import Place, place_of, sheet_parts
from hospcomms.services.exchange.encodings import decoded, guessed
from hospcomms.services.exchange.text_table import rows_of_text

ERROR_SIGNS = frozenset({"#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA"})
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_FAR_ROW = re.compile(rb' r="(\d{6,7})"')
_FAR_COLUMN = re.compile(rb' r="((?:[A-Z]{3}|[J-Z][A-Z])\d{1,7})"[^>/]*>')
_ERROR = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]+\d+)"[^>]*\bt="e"[^>]*>.{0,2000}?v>([^<]*)</', re.DOTALL)
_REPEATED = re.compile(rb'<table:table-cell[^>]*number-columns-repeated="(\d{3,7})"[^>]*office:value-type')
_REPEATED_ROW = re.compile(
    rb'<table:table-row[^>]*number-rows-repeated="(\d{4,7})"[^>]*>(.*?)</table:table-row>', re.DOTALL
)


@dataclass(frozen=True)
class Table:
    """One sheet: its rows as lists of cells, the number of the first one (from 1, as Excel counts), error cells.

    ``notes`` are what had to be put right while reading, by row number (0 for the whole sheet); ``encoding`` is that
    of a text, "" otherwise; ``fixed`` names the columns of a table that was not written by hand (address cards).
    """

    file: str
    title: str
    rows: Sequence[Sequence[Any]]
    first: int = 1
    errors: Mapping[Place, str] = field(default_factory=dict)
    notes: Sequence[tuple[int, Sentence]] = ()
    encoding: str = ""
    fixed: tuple[str, ...] = ()


def tables_in(name: str, content: bytes, encoding: str = "") -> list[Table]:
    """The sheets of a workbook or text that hold anything. Raises Refusal, one sentence, for every other file.

    What a file is shows in its content, not in its ending; ``encoding`` is that of a text, "" to guess it.
    """
    if content.startswith(b"PK\x03\x04"):
        is_ods = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in content[:200]
        found = _from_ods(name, content) if is_ods else _from_xlsx(name, content)
    elif content.startswith(_OLE):
        found = _from_xls(name, content)
    else:
        found = [_from_text(name, content, encoding)]
    filled = [table for table in found if any(_is_filled(row) for row in table.rows)]
    if not filled:
        raise Refusal("no-rows", sentence("The file {file} holds no rows. Choose another file.", file=name))
    if any(len(table.rows) > LIST_ROWS for table in filled):
        raise _too_many(name)
    return filled


def _is_filled(row: Sequence[Any]) -> bool:
    return any(cell not in ("", None) for cell in row)


def _from_text(name: str, content: bytes, encoding: str) -> Table:
    kind = "empty-file" if not content.strip(b"\xef\xbb\xbf\xff\xfe \r\n\t") else foreign(name, content)[0]
    if kind in ("empty-file", "web-page"):
        raise Refusal(*foreign(name, content if kind == "web-page" else b""))
    used = encoding or guessed(content)
    read = rows_of_text(name, decoded(name, content, used))
    return Table(name, "", read.rows, notes=read.notes, encoding=used)


def _from_xlsx(name: str, content: bytes) -> list[Table]:
    parts = workbook_parts(name, content)
    with fenced(name):
        places = sheet_parts(parts)
        errors: dict[str, dict[Place, str]] = {}
        for title, part in places.items():
            errors[title] = _errors_in(name, title, parts.get(part, b""))
        return _sheets(name, content, errors)


def _errors_in(name: str, title: str, content: bytes) -> dict[Place, str]:
    """The error cells of a sheet; raises Refusal for filled cells far outside any table.

    The bytes are looked through as they are: reading them as XML would take ten times as long as reading the values.
    """
    for row in _FAR_ROW.finditer(content):
        if int(row[1]) > LIST_ROWS:
            if re.search(rb"<(?:\w+:)?(?:v|is)>", content[row.start() :]):
                raise _too_many(name)
            break  # only formatted: such rows hold nothing
    for cell in _FAR_COLUMN.finditer(content):
        place = place_of(cell[1].decode())
        if place and place[1] >= LIST_COLUMNS:
            raise _too_far(title, cell[1].decode())
    if b't="e"' not in content:
        return {}
    found = ((place_of(cell[1].decode()), cell[2].decode("utf-8", "replace")) for cell in _ERROR.finditer(content))
    return {place: sign for place, sign in found if place is not None}


def _from_xls(name: str, content: bytes) -> list[Table]:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise locked(name)
    with fenced(name):
        return _sheets(name, content, {})


def _from_ods(name: str, content: bytes) -> list[Table]:
    parts = workbook_parts(name, content, "content.xml")
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise locked(name)
    text = parts["content.xml"]
    far = any(int(cell[1]) > LIST_COLUMNS for cell in _REPEATED.finditer(text))
    far = far or any(b"office:value-type" in row[2] for row in _REPEATED_ROW.finditer(text))
    if far:  # one filled cell repeated a million times would take all memory
        raise _too_many(name)
    with fenced(name):
        return _sheets(name, content, {})


def _sheets(name: str, content: bytes, errors: Mapping[str, Mapping[Place, str]]) -> list[Table]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = []
    for sheet in book.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
            read = book.get_sheet_by_name(sheet.name)
            if read.start is None:
                continue
            if read.height > LIST_ROWS or read.width > LIST_COLUMNS:
                raise _too_many(name)
            rows = read.to_python(skip_empty_area=True)
            margin = [""] * read.start[1]
            if margin:  # columns keep the letters they have in the file
                rows = [[*margin, *row] for row in rows]
            found.append(Table(name, sheet.name, rows, read.start[0] + 1, errors.get(sheet.name, {})))
    return found


def _too_many(name: str) -> Refusal:
    return Refusal(
        "too-large",
        sentence("The file {file} has more than {limit} rows; it was not read.", file=name, limit=LIST_ROWS),
    )


def _too_far(sheet: str, cell: str) -> Refusal:
    return Refusal(
        "too-far",
        sentence(
            "In the sheet “{sheet}” the cell {cell} lies far outside the table."
            " Delete what stands there, save the file and import it again.",
            sheet=sheet,
            cell=cell,
        ),
    )
