"""The workbook of many hospitals: the ministry workbook's tables with a column for the hospital, an overview of
the hospitals, and what did not fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hospcomms.domain.fields import Kind
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_, Sentence
from hospcomms.reports.cover import Face, Line, ministry_cover
from hospcomms.reports.handing_over import write_whole
from hospcomms.reports.ministry import TOTAL, heading, sheet_column
from hospcomms.reports.ministry_columns import TABLES
from hospcomms.reports.ministry_table import MinistryColumn
from hospcomms.reports.sheet import Cover, Sheet, SheetColumn, WorkbookWriting

KIND, VERSION = "consolidated", "2"
HOSPITALS, UNFIT, TITLE = N_("Hospitals"), N_("What did not fit"), N_("Consolidated workbook")
LEADING = 4
"""Columns before those of the table: hospital, authority, first and last day."""
_MONEY: tuple[MinistryColumn, ...] = tuple(column for column in TABLES[0].columns if column.kind is Kind.MONEY)


@dataclass(frozen=True)
class Sender:
    """Who sent a workbook, and for which days."""

    hospital: str = ""
    direction: str = ""
    city: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Misfit:
    """A row, or a whole file (`row` 0), that was not taken: where it stands and why; `content` is what it
    held.
    """

    file: str
    sender: Sender
    table: str
    row: int
    reason: Sentence
    content: str = ""


@dataclass
class Account:
    """What became of one file: rows taken by table, sums of the amounts, rows left out."""

    file: str
    sender: Sender
    taken: dict[str, int] = field(default_factory=dict)
    amounts: dict[str, float | None] = field(default_factory=dict)
    left_out: int = 0


class Consolidating:
    """The workbook on its way: rows are added by table, in the order they come."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale
        self._accounts: list[Account] = []
        self._misfits = 0
        self._tables = [self._sheet(place) for place in range(len(TABLES))]
        sheets = [self._hospitals(), *self._tables, self._unfit()]
        cover = Cover(locale.text(N_("Cover")), self._draw)
        self._writing = WorkbookWriting(sheets, locale.language, {"kind": KIND, "version": VERSION}, cover)

    def add(self, place: int, sender: Sender, rows: Iterable[Sequence[object]]) -> None:
        """Add rows to the table with this place in ``TABLES``."""
        lead = [sender.hospital, sender.direction, sender.first, sender.last]
        self._writing.add(1 + place, ([*lead, *row] for row in rows))

    def add_misfits(self, misfits: Iterable[Misfit]) -> None:
        """Add what did not fit."""
        say = self._locale.say
        rows = [
            [item.file, item.sender.hospital, item.table, item.row or None, say(item.reason), item.content]
            for item in misfits
        ]
        self._misfits += len(rows)
        self._writing.add(1 + len(TABLES), rows)

    def add_account(self, account: Account) -> None:
        """Add what became of a file."""
        self._accounts.append(account)
        sender = account.sender
        self._writing.add(
            0,
            [[
                sender.hospital, sender.direction, sender.first, sender.last, account.file,
                *(account.taken.get(table.key, 0) for table in TABLES),
                *(account.amounts.get(column.key) for column in _MONEY), account.left_out,
            ]],
        )  # fmt: skip

    def save(self, path: Path, sums: Sequence[Sequence[float | None]]) -> None:
        """Write the workbook, whole or not at all; `sums` are the totals of each table's columns. Refusal."""
        word = self._locale.text(TOTAL)
        for place, row in enumerate(sums):
            if any(value is not None for value in row):
                self._writing.total(1 + place, [word, *[None] * (LEADING - 1), *row])
        if self._accounts:
            counts = [sum(account.taken.get(table.key, 0) for account in self._accounts) for table in TABLES]
            amounts = [self._amount(column) for column in _MONEY]
            left_out = sum(account.left_out for account in self._accounts)
            self._writing.total(0, [word, None, None, None, None, *counts, *amounts, left_out])
        write_whole(path, self._writing.save)

    def close(self) -> None:
        """Give back the temporary files."""
        self._writing.close()

    def _amount(self, column: MinistryColumn) -> float | None:
        known = [amount for account in self._accounts if (amount := account.amounts.get(column.key)) is not None]
        return sum(known) if known else None

    def _leading(self) -> tuple[SheetColumn, ...]:
        text = self._locale.text
        return (
            SheetColumn("hospital", text(N_("Establishment")), Kind.TEXT, 26),
            SheetColumn("direction", text(N_("Authority")), Kind.TEXT, 22),
            SheetColumn("from", text(N_("Period: first day")), Kind.DAY),
            SheetColumn("to", text(N_("Period: last day")), Kind.DAY),
        )

    def _sheet(self, place: int) -> Sheet:
        table = TABLES[place]
        columns = tuple(sheet_column(column, self._locale) for column in table.columns)
        return Sheet(self._locale.text(table.title), (*self._leading(), *columns))

    def _hospitals(self) -> Sheet:
        text = self._locale.text
        return Sheet(
            text(HOSPITALS),
            (
                *self._leading(),
                SheetColumn("file", text(N_("File")), Kind.ADDRESS, 24),
                *(SheetColumn(table.key, text(table.title), Kind.NUMBER) for table in TABLES),
                *(SheetColumn(column.key, heading(column, self._locale), Kind.MONEY) for column in _MONEY),
                SheetColumn("left_out", text(N_("Rows left out")), Kind.NUMBER),
            ),
        )

    def _unfit(self) -> Sheet:
        text = self._locale.text
        return Sheet(
            text(UNFIT),
            (
                SheetColumn("file", text(N_("File")), Kind.ADDRESS, 24),
                SheetColumn("hospital", text(N_("Establishment")), Kind.TEXT, 26),
                SheetColumn("table", text(N_("Table")), Kind.TEXT, 16),
                SheetColumn("row", text(N_("Row")), Kind.NUMBER),
                SheetColumn("reason", text(N_("Reason")), Kind.TEXT, 44),
                SheetColumn("content", text(N_("What stood there")), Kind.LONG_TEXT, 70),
            ),
        )

    def _draw(self, page: object) -> None:
        """The cover: what was put together, and how much of it."""
        text = self._locale.text
        senders = {(account.sender.hospital, account.sender.direction) for account in self._accounts if account.taken}
        first = [account.sender.first for account in self._accounts if account.sender.first]
        last = [account.sender.last for account in self._accounts if account.sender.last]
        lines = [Line(text(N_("Period: first day")), min(first)), Line(text(N_("Period: last day")), max(last))]
        face = Face(
            title=text(TITLE),
            lines=lines if first and last else (),
            heads=(text(N_("Table")), text(N_("Rows"))),
            tables=[(sheet.title, self._writing.count(1 + place)) for place, sheet in enumerate(self._tables)],
            totals_head=(text(N_("Totals")), text(N_("Amount or number"))),
            totals=[
                (text(N_("Establishments")), len(senders), Kind.NUMBER),
                (text(N_("Files")), len(self._accounts), Kind.NUMBER),
                (text(UNFIT), self._misfits, Kind.NUMBER),
                *((heading(column, self._locale), self._amount(column), Kind.MONEY) for column in _MONEY),
            ],
            counts=(),
            note=text(N_("Every row of every file stands either in a table or in the sheet of what did not fit.")),
        )
        ministry_cover(face, self._locale.rtl)(page)
