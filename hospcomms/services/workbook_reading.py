"""A ministry workbook read back: its tables as plain rows, or why it cannot be taken."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Kind
from hospcomms.domain.locale import LANGUAGES, locale
from hospcomms.domain.wording import sentence
from hospcomms.reports.ministry import TOTAL, check_sum, sum_fits
from hospcomms.reports.ministry_columns import BY_KEY, KIND, READ, SINCE, TABLES, VERSION
from hospcomms.reports.ministry_table import MinistryColumn, MinistryTable
from hospcomms.services.exchange.archive import read_workbook
from hospcomms.services.exchange.book import MARKER
from hospcomms.services.exchange.cell_scan import scan

Row = list[Any]
"""The values of a row: texts, floats, dates, booleans; "" for an empty cell."""

_FAR = re.compile(rb' r="(?:[A-Z]{0,3}\d{6,7}|(?:[B-Z][A-Z]|[A-Z]{3})\d+)"')
"""A row from 100,000 on, or a column from BA on: no table of ours, and room for it would have to be made."""


@dataclass(frozen=True)
class Table:
    """A table of a workbook: where its headings stand (row from 1), its rows, and whether it is as it was
    made.

    `columns_fit` and `sum_fits` are False when headings or values were changed since; `missing` rows were
    taken out.
    """

    of: MinistryTable
    title: str
    head: int
    rows: Sequence[Row]
    numbers: Sequence[int]
    columns_fit: bool = True
    sum_fits: bool = True
    missing: int = 0


@dataclass(frozen=True)
class MinistryBook:
    """A ministry workbook: its file name, what it says of itself, and its tables by key."""

    name: str
    facts: Mapping[str, str]
    tables: Mapping[str, Table] = field(default_factory=dict)

    @property
    def lacking(self) -> tuple[MinistryTable, ...]:
        """The tables that did not exist yet when the workbook was made."""
        version = self.facts.get("version", VERSION)
        return tuple(table for table in TABLES if SINCE.get(table.key, version) > version)

    def day(self, key: str) -> date | None:
        """The first (`from`) or last (`to`) day it speaks of."""
        try:
            return date.fromisoformat(self.facts.get(key, ""))
        except ValueError:
            return None


def read_book(path: Path) -> MinistryBook:
    """Read a ministry workbook.

    Raises Refusal: for a file that cannot be read or trusted as every import does, `not-ours` for another
    workbook, `wrong-version` for one of another version.
    """
    return read_workbook(path, _read)


def _read(name: str, content: bytes, parts: Mapping[str, bytes]) -> MinistryBook:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    titles = set(book.sheet_names)
    if MARKER not in titles:
        raise _not_ours(name)
    if any(_FAR.search(text) for part, text in parts.items() if part.startswith("xl/worksheets/")):
        scan(name, parts, titles)
    facts, places = _marks(book)
    if facts.get("kind") != KIND:
        raise _not_ours(name)
    if facts.get("version") not in READ:
        raise Refusal(
            "wrong-version",
            sentence(
                "The workbook {file} is of version {version}, and this program reads version {own}."
                " Ask for it again, made with the same version of the program.",
                file=name,
                version=facts.get("version", "?"),
                own=VERSION,
            ),
        )
    tables = {}
    for table, (title, head, keys) in zip(TABLES, places, strict=False):
        if title in titles:
            tables[table.key] = _table(book, table, title, head, keys, facts)
    return MinistryBook(name, facts, tables)


def _not_ours(name: str) -> Refusal:
    return Refusal("not-ours", sentence("The file {file} is not a ministry workbook made by this program.", file=name))


_Place = tuple[str, int, tuple[str, ...]]


def _marks(book: CalamineWorkbook) -> tuple[dict[str, str], list[_Place]]:
    """What the hidden sheet says: the facts, and title, heading row and keys of each table, in order."""
    facts, places = {}, []
    for row in book.get_sheet_by_name(MARKER).to_python():
        if row[0] == "columns":
            places.append((str(row[1]), int(float(str(row[2]))), tuple(str(key) for key in row[3:] if key)))
        elif row[0]:
            facts[str(row[0])] = str(row[1])
    return facts, places


def _table(
    book: CalamineWorkbook, table: MinistryTable, title: str, head: int, keys: tuple[str, ...], facts: Mapping[str, str]
) -> Table:
    width = len(table.columns)
    headings, lines, numbers = _lines(book, title, head)
    rows = [line[:width] if len(line) >= width else line + [""] * (width - len(line)) for line in lines]
    if rows and _is_total(rows[-1]):
        rows.pop()
        numbers.pop()
    is_wider = any(value != "" for line in (headings, *lines) for value in line[width:])
    is_known = check_sum([headings[:width]]) == facts.get(f"heads {table.key}")
    return Table(
        table,
        title,
        head,
        rows,
        numbers,
        columns_fit=keys == table.keys and is_known and not is_wider,
        sum_fits=sum_fits(rows, facts.get(f"sum {table.key}", "")),
        missing=max(int(facts.get(f"rows {table.key}", "0") or 0) - len(rows), 0),
    )


def _lines(book: CalamineWorkbook, title: str, head: int) -> tuple[Row, list[Row], list[int]]:
    """The headings in row `head` (from 1), the filled rows below, and their numbers."""
    sheet = book.get_sheet_by_name(title)
    top, left = sheet.start or (0, 0)
    found = sheet.to_python(skip_empty_area=True)
    lines: list[Row] = [[""] * left + list(row) for row in found] if left else found
    place = head - 1 - top
    headings = lines[place] if 0 <= place < len(lines) else []
    filled = [(number, line) for number, line in enumerate(lines[max(place + 1, 0) :], head + 1) if _is_filled(line)]
    return headings, [line for _, line in filled], [number for number, _ in filled]


def _is_filled(line: Row) -> bool:
    return any(line) or any(value != "" for value in line)


def _is_total(row: Row) -> bool:
    """The row of totals: no number, and the word for it in one of the languages."""
    return row[0] == "" and row[1] in _total_words()


@cache
def _total_words() -> frozenset[str]:
    return frozenset(locale(language).text(TOTAL) for language in LANGUAGES)


def records_of(book: MinistryBook, key: str) -> Iterator[dict[str, Any]]:
    """The rows of a table as the records had them: choices as keys, flags as booleans, amounts as Decimal,
    None for what is not known; by the keys of the columns.
    """
    columns = BY_KEY[key].columns
    for row in book.tables[key].rows:
        yield {column.key: _typed(column, value) for column, value in zip(columns, row, strict=True)}


def _typed(column: MinistryColumn, value: Any) -> Any:
    if column.choices:
        known = keys_of(column).get(value, value)
        return known == "yes" if {choice.key for choice in column.choices} == {"yes", "no"} else known
    if column.kind is Kind.TAGS:
        return tuple(word for word in re.split("[،,] ?", value) if word)
    if column.kind in (Kind.NUMBER, Kind.MONEY, Kind.PERCENT):
        if not isinstance(value, float):
            return None
        return Decimal(repr(value)) if column.kind is Kind.MONEY else value
    if column.kind is Kind.DAY:
        return value.date() if isinstance(value, datetime) else value or None
    return value


@cache
def keys_of(column: MinistryColumn) -> Mapping[str, str]:
    """The key of each choice by its word in any of the languages."""
    return {locale(language).text(choice.label): choice.key for language in LANGUAGES for choice in column.choices}
