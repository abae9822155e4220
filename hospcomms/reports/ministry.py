"""The ministry workbook: a cover, and a table each for campaigns, objectives, results, activities and budget.

Columns keep their keys in every language, so that the workbooks of many hospitals can be put together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from hospcomms.domain.fields import Kind
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_, Label, sentence
from hospcomms.reports.cover import Counts, Face, Line, ministry_cover
from hospcomms.reports.dossier import Dossier
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.ministry_columns import KIND, TABLES, VERSION
from hospcomms.reports.ministry_table import MinistryColumn, MinistryTable, Whole
from hospcomms.reports.sheet import Cover, Sheet, SheetColumn
from hospcomms.reports.sheet_cells import clean_text, plain_value

TITLE, COVER, TOTAL = N_("Ministry workbook"), N_("Cover"), N_("Total")
_TINTS = {
    "evaluated": "DDEBDD", "closed": "DDEBDD", "running": "D5E3F0", "paused": "F3E6C8",
    "improved": "DDEBDD", "worsened": "F3D9D2", "not_enough": "F3E6C8",
    "done": "DDEBDD", "under_way": "D5E3F0", "cancelled": "EAE8E1", "not_measured": "F3E6C8",
}  # fmt: skip
"""A pale colour for some states; the word stands in the cell, so nothing is lost without it."""
_PLAIN = ("rule",)
"""Columns whose words happen to have the key of a state."""


def ministry_sheets(
    dossiers: Sequence[Dossier], issuer: Issuer, locale: Locale, start: date, end: date
) -> tuple[Sheet, ...]:
    """The tables of the workbook for the campaigns given; `start` and `end` are the period it speaks of."""
    above = _above(issuer, locale, start, end)
    wholes = [Whole.of(number, dossier) for number, dossier in enumerate(dossiers, 1)]
    return tuple(table_sheet(table, _rows(table, wholes, locale), above, locale) for table in TABLES)


def table_sheet(
    table: MinistryTable, rows: Sequence[Sequence[object]], above: tuple[str, ...], locale: Locale
) -> Sheet:
    """A table as a sheet with its totals."""
    columns = tuple(sheet_column(column, locale) for column in table.columns)
    is_summed = bool(rows) and any(column.is_summed for column in table.columns)
    return Sheet(locale.text(table.title), columns, rows, above, _total(table, rows, locale) if is_summed else ())


def sheet_column(column: MinistryColumn, locale: Locale) -> SheetColumn:
    """A column in the words of a language, with its note, its checks and its colours."""
    return SheetColumn(
        key=column.key,
        heading=heading(column, locale),
        kind=column.kind,
        width=column.width,
        note=locale.text(column.note),
        choices=tuple(locale.text(choice.label) for choice in column.choices),
        is_checked=True,
        low=column.low,
        high=column.high,
        tints=tuple(
            (locale.text(choice.label), _TINTS[choice.key])
            for choice in column.choices
            if choice.key in _TINTS and column.key not in _PLAIN
        ),
        has_bars=column.kind is Kind.PERCENT,
    )


def heading(column: MinistryColumn, locale: Locale) -> str:
    """What people read over a column; amounts name their currency."""
    if column.kind is Kind.MONEY and locale.currency:
        return locale.say(sentence("{field} ({unit})", field=Label(column.label), unit=locale.currency))
    return locale.text(column.label)


def _rows(table: MinistryTable, wholes: Sequence[Whole], locale: Locale) -> list[list[object]]:
    return [
        [column.word(column.read(entry), locale) for column in table.columns]
        for whole in wholes
        for entry in table.entries(whole)
    ]


def _total(table: MinistryTable, rows: Sequence[Sequence[object]], locale: Locale) -> tuple[object, ...]:
    """The sums of the columns that have one; the word for them stands in the second column, the first is
    empty.
    """
    sums: list[object] = [
        total(row[place] for row in rows) if column.is_summed else None for place, column in enumerate(table.columns)
    ]
    return (None, locale.text(TOTAL), *sums[2:])


def total(values: Iterable[object]) -> Decimal | None:
    """The sum of what is known, None when nothing is; sums of amounts are exact."""
    known = [Decimal(repr(value) if isinstance(value, float) else str(value)) for value in values
             if isinstance(value, int | float | Decimal)]  # fmt: skip
    return sum(known, Decimal(0)) if known else None


def check_sum(rows: Iterable[Sequence[object]]) -> str:
    """Sixteen hexadecimal digits that change with any value of a table, in fours.

    Values count as a workbook gives them back: numbers as floats, nothing as "", texts without what a cell
    cannot hold.
    """
    found = hashlib.sha256()
    for row in rows:
        found.update(repr([canonical(value) for value in row]).encode("utf-8", "surrogatepass"))
    return _in_fours(found.hexdigest())


def sum_fits(rows: Sequence[Sequence[object]], wanted: str) -> bool:
    """True when rows that were read have this check sum; mostly they do as they are, without a look at each."""
    as_read = hashlib.sha256("".join(map(repr, rows)).encode("utf-8", "surrogatepass"))
    return _in_fours(as_read.hexdigest()) == wanted or check_sum(rows) == wanted


def _in_fours(digits: str) -> str:
    return " ".join(digits[place : place + 4] for place in range(0, 16, 4))


def canonical(value: object) -> object:
    """A value as it comes back from the workbook."""
    if isinstance(value, str):
        kept = value if value.isprintable() else clean_text(value).replace("\r\n", "\n").replace("\r", "\n")
        return kept.strip()
    if isinstance(value, bool) or value is None:
        return value or ""
    if isinstance(value, int | float | Decimal):
        return float(value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=None) if value.time().isoformat() != "00:00:00" else value.date()
    return value if isinstance(value, date) else canonical(plain_value(value))


def properties(issuer: Issuer, start: date, end: date, sheets: Sequence[Sheet] = (), city: str = "") -> dict[str, str]:
    """What the marker sheet says, for putting many workbooks together: who, when, and each table's rows,
    check sum and that of its headings.
    """
    facts = {
        "kind": KIND,
        "version": VERSION,
        "hospital": issuer.hospital.best("ar"),
        "direction": issuer.direction.best("ar"),
        "city": city,
        "from": start.isoformat(),
        "to": end.isoformat(),
    }
    for table, sheet in zip(TABLES, sheets, strict=False):
        rows = list(sheet.rows)
        facts[f"heads {table.key}"] = check_sum([[column.heading for column in sheet.columns]])
        facts[f"rows {table.key}"] = str(len(rows))
        facts[f"sum {table.key}"] = check_sum(rows)
    return facts


def cover(
    sheets: Sequence[Sheet], facts: dict[str, str], issuer: Issuer, locale: Locale, start: date, end: date
) -> Cover:
    """The first sheet: who, when, what is in it with a check sum for each table, and two charts."""
    names = dict.fromkeys((issuer.hospital.best(locale.language), *issuer.hospital.written()))
    label = locale.text(N_("Establishment"))
    lines = [
        *(Line("" if place else label, name) for place, name in enumerate(names)),
        Line(locale.text(N_("Authority")), issuer.direction.best(locale.language)),
        Line(locale.text(N_("Department")), issuer.department.best(locale.language)),
        Line(locale.text(N_("Period: first day")), start),
        Line(locale.text(N_("Period: last day")), end),
    ]
    if issuer.is_sample:
        lines.append(Line(locale.text(N_("Note")), locale.text(N_("Sample: invented names and figures"))))
    face = Face(
        title=locale.text(TITLE),
        lines=[line for line in lines if line.value],
        heads=tuple(locale.text(word) for word in (N_("Table"), N_("Rows"), N_("Check sum"))),
        tables=[(sheet.title, int(facts[f"rows {table.key}"]), facts[f"sum {table.key}"])
                for table, sheet in zip(TABLES, sheets, strict=True)],
        totals_head=(locale.text(N_("Totals")), locale.text(N_("Amount or number"))),
        totals=_cover_totals(sheets, locale),
        counts=[
            _counts(sheets[0], "state", 0, locale.text(N_("Campaigns by status")), locale),
            _counts(sheets[3], "status", 3, locale.text(N_("Activities by status")), locale),
        ],
        note=locale.text(N_("The check sums show whether a table was changed after this workbook was made.")),
    )  # fmt: skip
    return Cover(locale.text(COVER), ministry_cover(face, locale.rtl))


def _cover_totals(sheets: Sequence[Sheet], locale: Locale) -> list[tuple[str, object, Kind]]:
    """The sums of the campaigns, by the headings of their columns."""
    sheet, found = sheets[0], []
    for place, column in enumerate(TABLES[0].columns):
        if column.is_summed:
            found.append((heading(column, locale), sheet.total[place] if sheet.total else None, column.kind))
    return found


def _counts(sheet: Sheet, key: str, table: int, title: str, locale: Locale) -> Counts:
    """How many rows have each word of a column of choices, those nobody has left out."""
    place = TABLES[table].keys.index(key)
    words = [row[place] for row in sheet.rows]
    labels = [locale.text(choice.label) for choice in TABLES[table].columns[place].choices]
    return Counts(title, [(label, words.count(label)) for label in labels if label in words])


def _above(issuer: Issuer, locale: Locale, start: date, end: date) -> tuple[str, ...]:
    """The establishment, the period, and that a sample is one."""
    lines = [issuer.hospital.best(locale.language), issuer.direction.best(locale.language)]
    lines.append(locale.say(sentence("From {start} to {end}", start=locale.long_day(start), end=locale.long_day(end))))
    if issuer.is_sample:
        lines.append(locale.text(N_("Sample: invented names and figures")))
    return tuple(line for line in lines if line)
