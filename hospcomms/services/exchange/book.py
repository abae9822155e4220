"""A workbook read safely: its visible sheets as values with what each cell is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import sentence
from hospcomms.services.exchange.archive import read_workbook
from hospcomms.services.exchange.cell_scan import CellFacts, Place, scan

CellValue = str | float | int | bool | date | datetime | time | timedelta
MARKER = "hospcomms"
"""The hidden sheet in which our own workbooks say what they are (see reports.sheet)."""


@dataclass(frozen=True)
class Page:
    """One visible sheet: the filled cells by place (row, column from 0), and what they are."""

    title: str
    cells: dict[Place, CellValue]
    facts: CellFacts = field(default_factory=CellFacts)

    @property
    def rows(self) -> dict[int, dict[int, CellValue]]:
        """The filled cells by row and column; errors by their sign, formulas without a kept value as “=”."""
        found: dict[int, dict[int, CellValue]] = {}
        unknown: dict[Place, CellValue] = dict.fromkeys(self.facts.formulas, "=")
        for (row, column), value in {**unknown, **self.cells, **self.facts.errors}.items():
            found.setdefault(row, {})[column] = value
        return {row: dict(sorted(found[row].items())) for row in sorted(found)}


@dataclass(frozen=True)
class Book:
    """A workbook: its file name, its visible sheets, what it says of itself, whether it carries macros."""

    name: str
    pages: tuple[Page, ...]
    says: dict[str, str]
    has_macros: bool = False


def open_book(path: Path) -> Book:
    """Read a workbook. Raises Refusal, one sentence, for every file that is none or cannot be trusted."""
    return read_workbook(path, _read)


def _read(name: str, content: bytes, parts: dict[str, bytes]) -> Book:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    titles = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    if not titles:
        raise Refusal(
            "no-sheets",
            sentence("The workbook {file} has no visible sheet. Show its sheets in Excel and save it.", file=name),
        )
    facts = scan(name, parts, {*titles, MARKER})
    pages = tuple(_page(book, title, facts.get(title, CellFacts())) for title in titles)
    says = _says(book) if MARKER in facts else {}
    return Book(name, pages, says, any(part.lower().endswith("vbaproject.bin") for part in parts))


def _page(book: CalamineWorkbook, title: str, facts: CellFacts) -> Page:
    return Page(title, dict(_cells(book, title)) if facts.any_cell else {}, facts)


def _cells(book: CalamineWorkbook, title: str) -> Iterator[tuple[Place, CellValue]]:
    sheet = book.get_sheet_by_name(title)
    first = sheet.start
    if first is None:
        return
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), first[0]):
        for column, value in enumerate(values, first[1]):
            if not (isinstance(value, str) and not value.strip()):
                yield (row, column), value


def _says(book: CalamineWorkbook) -> dict[str, str]:
    """The facts of the marker sheet: kind, version, language."""
    rows = book.get_sheet_by_name(MARKER).to_python()
    return {str(row[0]): str(row[1]) for row in rows if len(row) > 1 and row[0] != "columns"}
