"""Putting the workbooks of many hospitals together; no row is dropped without being named."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from hospcomms.domain.errors import Refusal
from hospcomms.domain.folding import fold
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import Sentence, counted, sentence
from hospcomms.reports.consolidated import Account, Consolidating, Misfit, Sender
from hospcomms.reports.handing_over import refusal_of
from hospcomms.reports.ministry_columns import TABLES
from hospcomms.services.workbook_reading import MinistryBook, Row, Table, keys_of, read_book

_CAMPAIGNS = TABLES[0]
_REFERENCE, _TITLE, _START = (_CAMPAIGNS.keys.index(key) for key in ("reference", "title", "start"))
MOST_SHOWN = 200
"""So many lines of what did not fit are handed over; the sheet of the result holds them all."""
_LONGEST = 2_000
"""So much of a row that did not fit is shown, in characters."""


@dataclass(frozen=True)
class Outcome:
    """What became of the files: files taken and refused, rows taken and left out, and each sentence about
    them.

    ``misfits`` are the first of what did not fit, of ``unfit`` lines in the sheet of the result. ``campaigns``
    and ``amounts`` (by column) are totals; an amount nobody gave is None.
    """

    files: int
    refused: int
    taken: int
    left_out: int
    said: tuple[Sentence, ...] = ()
    establishments: int = 0
    campaigns: int = 0
    amounts: Mapping[str, float | None] = field(default_factory=dict)
    misfits: tuple[Misfit, ...] = ()
    unfit: int = 0


def consolidate(
    paths: Sequence[Path], out: Path, speaking: Locale, progress: Callable[[float], None] | None = None
) -> Outcome:
    """Put ministry workbooks together into one, in the words of a language.

    Files that cannot be read, and rows that do not fit, are listed in a sheet of their own. Raises Refusal
    when there is no file, or the result cannot be written.
    """
    if not paths:
        raise Refusal("no-files", sentence("No workbook was named. Choose at least one."))
    if out.suffix.lower() != ".xlsx":
        raise Refusal(
            "ending", sentence("A consolidated workbook is saved as .xlsx. Choose a file name with this ending.")
        )
    if any(path.resolve() == out.resolve() for path in paths):
        raise Refusal("own-source", sentence("The result would overwrite {file}. Choose another name.", file=out.name))
    work = _Work(speaking)
    try:
        for number, path in enumerate(paths, 1):
            work.take(path)
            if progress is not None:
                progress(0.9 * number / len(paths))
        return work.finish(out)
    except OSError as problem:
        # rows wait in a temporary file: the disk may fill up before the result is written
        raise refusal_of(problem, out) from problem
    finally:
        work.close()


class _Work:
    """The workbooks taken so far."""

    def __init__(self, speaking: Locale) -> None:
        self._made = Consolidating(speaking)
        self._speaking = speaking
        # by hospital and period, and by hospital and campaign: the file that holds it, by number and name
        self._sent: dict[tuple[object, ...], tuple[int, str]] = {}
        self._campaigns: dict[tuple[object, ...], tuple[int, str]] = {}
        self._sums = [[_Sum() if column.is_summed else None for column in table.columns] for table in TABLES]
        self._said: list[Sentence] = []
        self._misfits: list[Misfit] = []
        self._hospitals: set[tuple[object, ...]] = set()
        self._unfit = self._campaign_rows = 0
        self._files = self._refused = self._taken = self._left_out = 0

    def take(self, path: Path) -> None:
        """Take one file: its rows, or why not."""
        self._files += 1
        try:
            book = read_book(path)
        except Refusal as refusal:
            self._refused += 1
            account = Account(path.name, Sender())
            self._leave_out([Misfit(path.name, Sender(), "", 0, refusal.sentence)], account)
            self._said.append(refusal.sentence)
            self._made.add_account(account)
            return
        sender = _sender(book)
        account = Account(path.name, sender)
        there = self._sent.setdefault(_identity(sender), (self._files, path.name))
        if there[0] == self._files:
            self._take_tables(book, account)
            if account.taken:
                self._hospitals.add(_hospital(sender))
        else:
            self._refused += 1
            reason = sentence("The same hospital and period are already in {file}.", file=there[1])
            self._leave_all_out(book, account, reason)
        self._made.add_account(account)

    def _take_tables(self, book: MinistryBook, account: Account) -> None:
        known = self._known_campaigns(book, account.sender)
        self._say_lacking(book, account)
        for place, described in enumerate(TABLES):
            table = book.tables.get(described.key)
            if described in book.lacking:
                continue
            if table is None:
                title = self._speaking.text(described.title)
                gone = sentence("The table “{table}” is missing.", table=title)
                self._said.append(gone)
                self._leave_out([Misfit(book.name, account.sender, title, 0, gone)], account)
                continue
            fault = _fault(table)
            if fault is not None:
                self._said.append(fault)
                self._leave_out(_misfits(book, account.sender, table, fault), account)
            else:
                self._take_rows(place, book, table, known, account)
            if table.missing:
                lost = counted("{n} row was deleted from this table.", "{n} rows were deleted from this table.",
                               table.missing)  # fmt: skip
                self._note([Misfit(book.name, account.sender, table.title, 0, lost)])

    def _say_lacking(self, book: MinistryBook, account: Account) -> None:
        """Say which tables an older workbook could not have yet; its other tables are taken."""
        if not book.lacking:
            return
        tables = tuple(self._speaking.text(table.title) for table in book.lacking)
        said = sentence(
            "The workbook {file} is of version {version}, which has no tables for: {tables}. What else it holds was"
            " taken. Ask for it again, made with this version of the program.",
            file=book.name,
            version=book.facts.get("version", "?"),
            tables=tables,
        )
        self._said.append(said)
        self._note([Misfit(book.name, account.sender, "", 0, said)])

    def _known_campaigns(self, book: MinistryBook, sender: Sender) -> Mapping[object, str]:
        """The numbers of campaigns that an earlier file of the same hospital holds, with its name."""
        known = {}
        table = book.tables.get(_CAMPAIGNS.key)
        if table is None or _fault(table) is not None:
            return {}
        for row in table.rows:
            named = (row[_REFERENCE],) if row[_REFERENCE] else (row[_TITLE], row[_START])
            there = self._campaigns.setdefault((*_hospital(sender), *named), (self._files, book.name))
            if there[0] != self._files:
                known[row[0]] = there[1]
        return known

    def _take_rows(
        self, place: int, book: MinistryBook, table: Table, known: Mapping[object, str], account: Account
    ) -> None:
        rows = table.rows
        if known:
            doubled = [index for index, row in enumerate(rows) if row[0] in known]
            self._leave_out(
                [_misfit(book, account.sender, table, index, _already(known[rows[index][0]])) for index in doubled],
                account,
            )
            gone = set(doubled)
            rows = [row for index, row in enumerate(rows) if index not in gone]
        self._translate(place, rows)
        self._made.add(place, account.sender, rows)
        self._taken += len(rows)
        self._campaign_rows += len(rows) if place == 0 else 0
        account.taken[table.of.key] = len(rows)
        for position, column in enumerate(table.of.columns):
            total = self._sums[place][position]
            if total is not None:
                found = total.add(row[position] for row in rows)
                if place == 0:
                    account.amounts[column.key] = found

    def _translate(self, place: int, rows: Sequence[Row]) -> None:
        """Put the words of choices into the language of the result; what is not known stays as it is."""
        for position, words in _words(place, self._speaking).items():
            for row in rows:
                row[position] = words.get(row[position], row[position])

    def _leave_all_out(self, book: MinistryBook, account: Account, reason: Sentence) -> None:
        self._said.append(reason)
        self._leave_out([Misfit(book.name, account.sender, "", 0, reason)], account, counts=False)
        for table in (table for table in book.tables.values() if table.rows):
            self._leave_out(_misfits(book, account.sender, table, reason), account)

    def _leave_out(self, misfits: Sequence[Misfit], account: Account, *, counts: bool = True) -> None:
        self._note(misfits)
        rows = sum(1 for misfit in misfits if misfit.row) if counts else 0
        account.left_out += rows
        self._left_out += rows

    def _note(self, misfits: Sequence[Misfit]) -> None:
        self._made.add_misfits(misfits)
        self._unfit += len(misfits)
        self._misfits += misfits[: MOST_SHOWN - len(self._misfits)]

    def finish(self, out: Path) -> Outcome:
        """Write the result."""
        sums = [[total.value if total else None for total in row] for row in self._sums]
        self._made.save(out, sums)
        said = {str(what): what for what in self._said}
        return Outcome(
            files=self._files,
            refused=self._refused,
            taken=self._taken,
            left_out=self._left_out,
            said=tuple(said.values()),
            establishments=len(self._hospitals),
            campaigns=self._campaign_rows,
            amounts=dict(zip(_CAMPAIGNS.keys, sums[0], strict=True)),
            misfits=tuple(self._misfits),
            unfit=self._unfit,
        )

    def close(self) -> None:
        """Give back the temporary files."""
        self._made.close()


class _Sum:
    """The sum of what is known of a column, exact to the last digit a float has."""

    def __init__(self) -> None:
        self._parts: list[float] = []

    def add(self, values: Iterator[Any]) -> float | None:
        """Add the numbers among these values; returns their own sum, None when there is none."""
        known = [value for value in values if type(value) is float]
        if not known:
            return None
        self._parts.append(math.fsum(known))
        return self._parts[-1]

    @property
    def value(self) -> float | None:
        """The sum, None when nothing was known."""
        return math.fsum(self._parts) if self._parts else None


@cache
def _words(place: int, speaking: Locale) -> dict[int, dict[str, str]]:
    """For each column of choices, its words in any language and what they are in this one."""
    return {
        position: {
            word: next(speaking.text(choice.label) for choice in column.choices if choice.key == key)
            for word, key in keys_of(column).items()
        }
        for position, column in enumerate(TABLES[place].columns)
        if column.choices
    }


def _sender(book: MinistryBook) -> Sender:
    facts = book.facts
    return Sender(
        hospital=facts.get("hospital", ""),
        direction=facts.get("direction", ""),
        city=facts.get("city", ""),
        first=book.day("from"),
        last=book.day("to"),
    )


def _hospital(sender: Sender) -> tuple[object, ...]:
    return fold(sender.hospital), fold(sender.direction), fold(sender.city)


def _identity(sender: Sender) -> tuple[object, ...]:
    return (*_hospital(sender), sender.first, sender.last)


def _fault(table: Table) -> Sentence | None:
    """Why a table cannot be taken, or None."""
    if not table.columns_fit:
        return sentence("The columns of the table “{table}” were altered.", table=table.title)
    if not table.sum_fits:
        return sentence(
            "The check sum of the table “{table}” does not match: it was changed after it was made.",
            table=table.title,
        )
    return None


def _already(file: str) -> Sentence:
    return sentence("The same campaign of this hospital is already in {file}.", file=file)


def _misfits(book: MinistryBook, sender: Sender, table: Table, reason: Sentence) -> list[Misfit]:
    """Every row of a table, and the table itself when it has none."""
    rows = [_misfit(book, sender, table, index, reason) for index in range(len(table.rows))]
    return rows or [Misfit(book.name, sender, table.title, 0, reason)]


def _misfit(book: MinistryBook, sender: Sender, table: Table, index: int, reason: Sentence) -> Misfit:
    shown = " | ".join(_shown(value) for value in table.rows[index])
    return Misfit(book.name, sender, table.title, table.numbers[index], reason, shown[:_LONGEST])


def _shown(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value:%d/%m/%Y}"
    return str(value)
