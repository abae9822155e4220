"""The one writer of workbooks (.xlsx): true dates and numbers, right-to-left in Arabic, safe against
formulas.

Rows are streamed, so a sheet of 50 000 rows needs little memory. Every workbook carries a hidden sheet
that says what it is, in which version, and which key each column has: imports recognise their own files
in any language. Its kind and version also stand among the document's properties.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter

from hospcomms.domain.fields import Kind
from hospcomms.reports.handing_over import write_whole
from hospcomms.reports.sheet_cells import clean_text, without_marks
from hospcomms.reports.sheet_page import Page
from hospcomms.reports.sheet_rows import RowStream, put_together

MARKER, LISTS = "hospcomms", "hospcomms lists"
"""Names of the hidden sheets: what the workbook is, and the words of its drop-downs."""

CHOICE_ROWS = 2_000
"""Drop-downs reach down to this row at least, so that rows an officer adds have them too."""

_FORBIDDEN_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: `key` is what imports know it by, `heading` what people read, `note` is shown on the heading.

    `width` is in characters, 0 for what the kind needs; `choices` are the words of its drop-down; `source`
    names a sheet of the workbook whose first column is the drop-down instead. `is_checked` columns warn of
    values that are no date or number, or outside `low` to `high`; `tints` colours cells by their word;
    `has_bars` draws percentages as bars behind their numbers.
    """

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    width: float = 0.0
    note: str = ""
    choices: tuple[str, ...] = ()
    source: str = ""
    is_checked: bool = False
    low: float | None = None
    high: float | None = None
    tints: tuple[tuple[str, str], ...] = ()
    has_bars: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a workbook: `above` are lines over the headings, `total` a last row set apart.

    `offers` are drop-downs of single cells: row after the headings and column, both from 0, and the words.

    Values are texts, numbers, amounts, dates, moments, booleans or None, in the order of the columns.
    """

    title: str
    columns: tuple[SheetColumn, ...]
    rows: Iterable[Sequence[object]] = ()
    above: tuple[str, ...] = ()
    total: tuple[object, ...] = ()
    offers: tuple[tuple[int, int, tuple[str, ...]], ...] = ()


Drawing = Callable[[Any], None]
"""Fills a sheet of its own design, such as a cover; it is given openpyxl's sheet."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The first sheet of a workbook: its title, and what draws it."""

    title: str
    draw: Drawing


def write_workbook(
    path: Path,
    sheets: Sequence[Sheet],
    language: str,
    properties: Mapping[str, str] | None = None,
    cover: Cover | None = None,
) -> None:
    """Write the sheets as .xlsx, whole or not at all; Refusal when the file cannot be written.

    `properties` go to the hidden marker sheet: at least `kind` and `version` when the workbook is to be
    read back.
    """

    def write(temporary: Path) -> None:
        with_rows = WorkbookWriting(sheets, language, properties, cover)
        try:
            for place, sheet in enumerate(sheets):
                with_rows.add(place, sheet.rows)
            with_rows.save(temporary)
        finally:
            with_rows.close()

    write_whole(path, write)


class WorkbookWriting:
    """A workbook on its way, whose sheets may be filled by turns; `save` once, then `close`."""

    def __init__(
        self,
        sheets: Sequence[Sheet],
        language: str,
        properties: Mapping[str, str] | None = None,
        cover: Cover | None = None,
    ) -> None:
        self._book = Workbook()
        scratch = self._book.active
        assert scratch is not None
        self._scratch, self._sheets = scratch, sheets
        self._lists = _Lists(self._book)
        self._facts = {"language": language, **(properties or {})}
        self._cover = cover
        self._titles = _titles([*([cover.title] if cover else []), *(sheet.title for sheet in sheets)])
        if cover:
            self._book.create_sheet(self._titles.pop(0))
        self._pages = [
            Page(self._book, scratch, sheet, title, language == "ar")
            for sheet, title in zip(sheets, self._titles, strict=True)
        ]
        self._totals: dict[int, Sequence[object]] = {}

    def add(self, place: int, rows: Iterable[Sequence[object]]) -> None:
        """Add rows to the sheet with this place in order."""
        self._pages[place].stream.add(rows)

    def total(self, place: int, row: Sequence[object]) -> None:
        """Give a sheet its last row, when it is only known in the end."""
        self._totals[place] = row

    def count(self, place: int) -> int:
        """How many rows a sheet has so far."""
        return self._pages[place].count

    def save(self, path: Path) -> None:
        """Finish all sheets and write the workbook."""
        for place, (page, sheet) in enumerate(zip(self._pages, self._sheets, strict=True)):
            page.finish(self._offered(page, sheet), self._totals.get(place, sheet.total))
        self._lists.write()
        self._mark()
        self._book.remove(self._scratch)
        if self._cover:
            self._cover.draw(self._book.worksheets[0])
        skeleton = io.BytesIO()
        self._book.save(skeleton)
        first = 2 if self._cover else 1
        streams: dict[str, RowStream] = {
            f"xl/worksheets/sheet{number}.xml": page.stream for number, page in enumerate(self._pages, first)
        }
        put_together(skeleton.getvalue(), streams, path)

    def close(self) -> None:
        """Give back the temporary files."""
        for page in self._pages:
            page.stream.close()

    def _offered(self, page: Page, sheet: Sheet) -> list[tuple[str, str]]:
        """Drop-downs: the formula of their words, and the cells that have them."""
        found = []
        last = max(page.last, CHOICE_ROWS)
        for index, column in enumerate(sheet.columns, 1):
            letter = get_column_letter(index)
            cells = f"{letter}{page.head + 1}:{letter}{last}"
            if column.source:
                found.append((f"'{_titles([column.source])[0]}'!$A$2:$A${CHOICE_ROWS}", cells))
            elif column.choices:
                found.append((self._lists.reference(column.choices), cells))
        for row, place, words in sheet.offers:
            found.append((self._lists.reference(words), f"{get_column_letter(place + 1)}{page.head + 1 + row}"))
        return found

    def _mark(self) -> None:
        """The hidden sheet that tells an import what this workbook is and which column is which."""
        marker = self._book.create_sheet(MARKER)
        marker.sheet_state = "veryHidden"
        for key, value in self._facts.items():
            marker.append([clean_text(key), clean_text(value)])
            marker.cell(marker.max_row, 2).data_type = "s"
        for sheet, page, title in zip(self._sheets, self._pages, self._titles, strict=True):
            marker.append(["columns", title, page.head, *(column.key for column in sheet.columns)])
        self._book.properties.creator = "HospComms"
        self._book.properties.title = clean_text(self._titles[0])
        self._book.properties.language = self._facts["language"]
        for key in ("kind", "version"):
            if key in self._facts:
                kept = StringProperty(name=f"HospComms {key}", value=self._facts[key])
                self._book.custom_doc_props.append(kept)  # type: ignore[attr-defined]  # its types are older


def _titles(wanted: Sequence[str]) -> list[str]:
    """Titles Excel accepts: at most 31 characters, no brackets, colons, stars or slashes, no two alike."""
    made: list[str] = []
    for title in wanted:
        short = without_marks(title).translate(_FORBIDDEN_IN_TITLES).strip("' ")[:31] or "1"
        number = 2
        base = short
        while short.casefold() in {other.casefold() for other in made}:
            short = f"{base[:27]} {number}"
            number += 1
        made.append(short)
    return made


class _Lists:
    """The hidden sheet with the words of all drop-downs, one list a column; equal lists are kept once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._lists: dict[tuple[str, ...], int] = {}

    def reference(self, choices: tuple[str, ...]) -> str:
        """The formula of the cells that hold these words."""
        column = get_column_letter(self._lists.setdefault(choices, len(self._lists) + 1))
        return f"'{LISTS}'!${column}$1:${column}${len(choices)}"

    def write(self) -> None:
        """Write the sheet, if any column has a drop-down."""
        if not self._lists:
            return
        sheet = self._book.create_sheet(LISTS)
        sheet.sheet_state = "veryHidden"
        for row in range(max(len(words) for words in self._lists)):
            sheet.append([words[row] if row < len(words) else None for words in self._lists])
