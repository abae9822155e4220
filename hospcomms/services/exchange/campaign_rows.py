"""The rows of a campaign workbook as they stand in the file: cells under recognised headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Kind
from hospcomms.domain.locale import LANGUAGES, Locale, locale
from hospcomms.domain.wording import Label, Sentence, sentence
from hospcomms.services.exchange.archive import read_file
from hospcomms.services.exchange.book import Book, CellValue, Page, open_book
from hospcomms.services.exchange.cell_scan import Place, address
from hospcomms.services.exchange.columns import (
    FIELD_HEADING,
    KIND,
    SHEETS,
    VERSION,
    PlanColumn,
    PlanSheet,
    headings,
    matching,
    titles,
)
from hospcomms.services.exchange.import_report import Finding, Findings
from hospcomms.services.exchange.own_words import column_called, sheet_called
from hospcomms.services.exchange.values import shown

Says = Mapping[str, str]
_HEADING_ROWS = 10
"""Headings are looked for in the first filled rows, so that a title may stand above them."""


@dataclass(frozen=True)
class RawCell:
    """A filled cell under a recognised heading, with the heading as the file writes it."""

    column: PlanColumn
    heading: str
    place: Place
    raw: CellValue


@dataclass(frozen=True)
class RawRow:
    """One filled row of a sheet; ``number`` counts from 1 as Excel does."""

    sheet: PlanSheet
    page: Page
    number: int
    cells: tuple[RawCell, ...]
    heading_of: dict[str, str] = field(default_factory=dict)

    def finding(self, problem: Sentence, cell: RawCell | None = None, heading: str = "") -> Finding:
        """Something said of a cell of this row, or of the row."""
        if cell is None:
            return Finding(self.page.title, self.number, heading, "", problem)
        value = self.page.facts.errors.get(cell.place) or shown(cell.raw)
        return Finding(self.page.title, cell.place[0] + 1, cell.heading, value[:200], problem)


def rows_of(book: Book, speaking: Locale, findings: Findings) -> list[RawRow]:
    """All filled rows of a campaign workbook, sheet by sheet.

    Raises Refusal when the workbook is of another kind or of a newer version of the program.
    """
    _check_kind(book)
    pages: dict[str, Page] = {}
    for page in book.pages:
        sheet = sheet_called(book.says, page.title) or titles().get(matching(page.title))
        if sheet is not None and sheet.key not in pages:
            pages[sheet.key] = page
        elif page.cells:
            said = sentence("The sheet “{sheet}” does not belong to this workbook; it was left out.", sheet=page.title)
            findings.warnings.append(Finding(page.title, 0, "", "", said))
    if not pages:
        raise _not_a_campaign(book.name)
    rows: list[RawRow] = []
    language = locale(book.says.get("language", speaking.language))
    for sheet in SHEETS:
        if sheet.key in pages:
            read = _upright if sheet.upright else _table
            rows += read(sheet, pages[sheet.key], book.says, findings)
        else:
            said = sentence(
                "The sheet “{sheet}” is missing. Take a new template and copy the rows into it.",
                sheet=Label(sheet.label),
            )
            findings.rejected.append(Finding(sheet.title(language), 0, "", "", said))
    return rows


def _check_kind(book: Book) -> None:
    kind, version = book.says.get("kind", KIND), book.says.get("version", VERSION)
    if kind != KIND:
        raise _not_a_campaign(book.name)
    if version.split(".")[0].isdigit() and int(version.split(".")[0]) > int(VERSION):
        raise Refusal(
            "newer",
            sentence(
                "The workbook {file} was made by a newer version of the program. Install that version.", file=book.name
            ),
        )


def _not_a_campaign(name: str) -> Refusal:
    return Refusal(
        "wrong-kind",
        sentence(
            "The workbook {file} is not a campaign workbook; no data has changed. Take a new template and fill it in.",
            file=name,
        ),
    )


def _table(sheet: PlanSheet, page: Page, says: Says, findings: Findings) -> list[RawRow]:
    """The rows under the headings of a sheet."""
    rows = page.rows
    head = _heading_row(sheet, says, rows)
    if head is None:
        said = sentence(
            "The sheet “{sheet}” has no headings that are known. Take a new template and copy the rows into it.",
            sheet=page.title,
        )
        findings.rejected.append(Finding(page.title, 0, "", "", said))
        return []
    known = _known_columns(sheet, page, says, head, findings)
    heading_of = {column.key: shown(rows[head][place]) for place, column in known.items()}
    found = []
    for number, cells in rows.items():
        if number <= head:
            continue
        filled = tuple(
            RawCell(known[place], heading_of[known[place].key], (number, place), raw)
            for place, raw in cells.items()
            if place in known
        )
        # rows that hold nothing but ready-made yes/no words were not filled in by anybody
        if any(cell.column.field.kind is not Kind.FLAG for cell in filled):
            found.append(RawRow(sheet, page, number + 1, filled, heading_of))
    return found


def _heading_row(sheet: PlanSheet, says: Says, rows: dict[int, dict[int, CellValue]]) -> int | None:
    """The row with the most known headings among the first ones."""
    counts = {
        number: sum(_column(sheet, says, shown(raw)) is not None for raw in cells.values())
        for number, cells in list(rows.items())[:_HEADING_ROWS]
    }
    best = max(counts, key=lambda number: (counts[number], -number), default=None)
    return best if best is not None and counts[best] else None


def _known_columns(sheet: PlanSheet, page: Page, says: Says, head: int, findings: Findings) -> dict[int, PlanColumn]:
    """The columns by place; missing, unknown and doubled headings are said."""
    known: dict[int, PlanColumn] = {}
    for place, raw in page.rows[head].items():
        heading = shown(raw)
        column = _column(sheet, says, heading)
        if column is None:
            if any(row > head and where == place for row, where in page.cells):
                said = sentence(
                    "The heading “{heading}” is not known in this sheet. Correct or empty the column.", heading=heading
                )
                findings.rejected.append(Finding(page.title, head + 1, heading, "", said))
        elif column in known.values():
            said = sentence("The heading “{heading}” stands twice in this sheet. Keep one of them.", heading=heading)
            findings.rejected.append(Finding(page.title, head + 1, heading, "", said))
        else:
            known[place] = column
    _say_missing(sheet, page, head, set(known.values()), findings)
    return known


def _say_missing(sheet: PlanSheet, page: Page, head: int, there: set[PlanColumn], findings: Findings) -> None:
    texts = {column.field.name for column in there}
    for column in sheet.columns:
        if column in there or column.field.name == "reference" or column.field.name in texts:
            continue
        label = Label(column.field.label)
        if column.field.required:
            said = sentence("The heading “{heading}” is missing. Put it back over its column.", heading=label)
            findings.rejected.append(Finding(page.title, head + 1, "", "", said))
        elif not column.language:
            said = sentence("The heading “{heading}” is missing; this field stays empty.", heading=label)
            findings.warnings.append(Finding(page.title, head + 1, "", "", said))


def _upright(sheet: PlanSheet, page: Page, says: Says, findings: Findings) -> list[RawRow]:
    """The one row of a sheet that has a line for each field: its name, then its value."""
    found: dict[PlanColumn, RawCell] = {}
    there: dict[PlanColumn, str] = {}
    for line, label, place, raw in _lines(page):
        column = _column(sheet, says, label)
        if column is None:
            if raw is not None and not _is_top(label):
                said = sentence(
                    "The field “{heading}” is not known in this sheet. Correct or delete the line.", heading=label
                )
                findings.rejected.append(Finding(page.title, line + 1, label, shown(raw)[:200], said))
            continue
        if column in there:
            said = sentence("The field “{heading}” stands twice in this sheet. Keep one of them.", heading=label)
            findings.rejected.append(Finding(page.title, line + 1, label, "", said))
        there[column] = label
        if raw is not None:
            found[column] = RawCell(column, label, place, raw)
    _say_missing(sheet, page, 0, set(there), findings)
    heading_of = {column.key: label for column, label in there.items()}
    return [RawRow(sheet, page, 1, tuple(found.values()), heading_of)]


def _column(sheet: PlanSheet, says: Says, heading: str) -> PlanColumn | None:
    """The column a heading names: in the words of the workbook itself, or of any language now."""
    return column_called(says, sheet, heading) or headings(sheet.key).get(matching(heading))


def _lines(page: Page) -> Iterator[tuple[int, str, Place, CellValue | None]]:
    """Line number, label, place and value of each line of an upright sheet."""
    for number, cells in page.rows.items():
        if 0 in cells:
            yield number, shown(cells[0]), (number, 1), cells.get(1)


def _is_top(label: str) -> bool:
    return matching(label) in {matching(locale(language).text(FIELD_HEADING)) for language in LANGUAGES}


def doubled(rows: list[RawRow], name: str) -> dict[str, list[RawRow]]:
    """Rows whose cell in the field ``name`` holds the same name, by that name (folded)."""
    named: dict[str, list[RawRow]] = {}
    for row in rows:
        for cell in row.cells:
            if cell.column.field.name == name:
                named.setdefault(matching(shown(cell.raw)), []).append(row)
    counts = Counter({key: len(found) for key, found in named.items()})
    return {key: found for key, found in named.items() if counts[key] > 1}


def trouble(row: RawRow, cell: RawCell) -> Sentence | None:
    """Why a cell cannot be taken as it is: it holds a formula or an error; None when it is plain."""
    facts = row.page.facts
    if cell.place in facts.errors:
        return sentence(
            "The cell {cell} shows the error {sign}. Replace it by a value.",
            cell=address(cell.place),
            sign=facts.errors[cell.place],
        )
    if cell.place in facts.formulas:
        return sentence("The cell {cell} holds a formula. Replace it by its value.", cell=address(cell.place))
    return None


def is_campaign_file(path: Path) -> bool:
    """True when a workbook says it is one of ours for a campaign, or when most of its sheets are called like ours."""
    if not read_file(path).startswith(b"PK\x03\x04"):
        return False
    try:
        book = open_book(path)
    except Refusal:
        return False
    if "kind" in book.says:
        return book.says["kind"] == KIND
    known = [page for page in book.pages if matching(page.title) in titles()]
    return len(known) >= 2
