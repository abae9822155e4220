"""Exporting a long list against XlsxWriter, and putting the workbooks of many hospitals together."""

from __future__ import annotations

import tempfile
import tracemalloc
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from hospcomms.domain.activities import Activity, BudgetLine
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.fields import Kind, Texts
from hospcomms.domain.locale import locale
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.plans import Plan
from hospcomms.reports import ministry
from hospcomms.reports.dossier import Dossier
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.sheet import Sheet, SheetColumn, write_workbook
from hospcomms.services.consolidate import consolidate
from tests.benchmarks.ratio import Ratio, median, taken

LIMIT = 1.6
ROUNDS = 3
ROWS_EACH, HOSPITALS = 500, 200
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
KINDS = (
    Kind.TEXT, Kind.CHOICE, Kind.DAY, Kind.DAY, Kind.NUMBER, Kind.MONEY, Kind.LONG_TEXT, Kind.TEXT, Kind.TEXT,
    Kind.NUMBER, Kind.NUMBER, Kind.PERCENT, Kind.ADDRESS, Kind.TEXT, Kind.TEXT,
)  # fmt: skip


def measure(_folder: Path, count: int) -> list[Ratio]:
    """A list of half as many rows as the office has records; a workbook of 500 rows for each 500 records."""
    with tempfile.TemporaryDirectory() as place:
        return [
            *_exported(Path(place), count // 2),
            *_together(Path(place), max(2, min(HOSPITALS, count // ROWS_EACH))),
        ]


def rows(count: int) -> Iterator[list[object]]:
    """Rows of 15 cells, most of them different from the row before."""
    for number in range(count):
        day = FIRST + timedelta(days=number % 300)
        yield [
            f"حملة التلقيح رقم {number}", "مسودة", day, day + timedelta(days=30), float(number), number * 1.5,
            f"نص طويل نوعا ما يصف النشاط رقم {number % 999}", "إذاعة محلية", "المستشفى", 3.0, 2.0, 66.7,
            f"+213 29 11 {number % 100:02} 33", f"ملاحظة {number}", "عمود أخير",
        ]  # fmt: skip


def _ours(path: Path, count: int) -> None:
    columns = tuple(SheetColumn(str(place), f"عمود {place}", kind) for place, kind in enumerate(KINDS))
    write_workbook(path, [Sheet("قائمة", columns, rows(count))], "ar")


def _theirs(path: Path, count: int) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet: Any = book.add_worksheet()
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for place, row in enumerate(rows(count)):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(place, column, value)
            elif isinstance(value, date):
                sheet.write_datetime(place, column, value, day)
            else:
                sheet.write_number(place, column, value)
    book.close()


def _exported(folder: Path, count: int) -> list[Ratio]:
    ours, theirs = folder / "ours.xlsx", folder / "theirs.xlsx"
    pairs = [(taken(lambda: _ours(ours, count)), taken(lambda: _theirs(theirs, count))) for _ in range(ROUNDS)]
    tracemalloc.start()
    _ours(ours, count)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    what = f"{count:,} rows of 15 cells, formatted, against XlsxWriter bare; {peak / 1e6:.0f} MB of objects at most."
    return [
        Ratio("exporting a list", median(pair[0] for pair in pairs), median(pair[1] for pair in pairs), LIMIT, what)
    ]


def _dossiers() -> list[Dossier]:
    """Fifty campaigns whose tables have 500 rows together."""
    found, ident = [], 1000
    for number in range(50):
        start, whole = FIRST + timedelta(days=7 * number), number + 1
        ident += 100
        campaign = Campaign(
            id=whole, title=f"حملة التلقيح {number}", reference=f"C-{number}", start=start, state="running"
        )
        objectives = [
            Objective(id=ident + k, campaign=whole, indicator=f"نسبة الملقحين {k}", baseline=38.0, target=52.5)
            for k in range(2)
        ]
        results = [
            Result(id=ident + 10 + k, campaign=whole, objective=ident + k, indicator="نسبة الملقحين", value=44.5,
                   answers=380.0, measured_on=start, source="استبيان بعدي")
            for k in range(2)
        ]  # fmt: skip
        activities = [
            Activity(id=ident + 20 + k, campaign=whole, title=f"حصة إذاعية {k}", responsible="س. بن عمر", status="done",
                     start=start, end=start, channel="إذاعة محلية", place="المستشفى", times_planned=3.0, times_done=2.0)
            for k in range(4)
        ]  # fmt: skip
        budget = [
            BudgetLine(id=ident + 30, campaign=whole, title="طبع", planned=Decimal("120000.50"), spent=Decimal(45000))
        ]
        found.append(Dossier(Plan(campaign, objectives, (), (), activities, budget, results)))
    return found


def workbooks(folder: Path, count: int) -> list[Path]:
    """The workbooks of so many hospitals, 500 rows each."""
    speaking, paths = locale("ar"), []
    sheets = ministry.ministry_sheets(_dossiers(), Issuer(), speaking, FIRST, LAST)
    for number in range(count):
        issuer = Issuer(hospital=Texts(ar=f"المؤسسة العمومية الاستشفائية {number}"))
        facts = ministry.properties(issuer, FIRST, LAST, sheets)
        paths.append(folder / f"{number:03}.xlsx")
        cover = ministry.cover(sheets, facts, issuer, speaking, FIRST, LAST)
        write_workbook(paths[-1], sheets, "ar", facts, cover)
    return paths


def _bare(paths: list[Path]) -> None:
    """Only reading every cell, which nobody can do without."""
    for path in paths:
        book = CalamineWorkbook.from_path(path)
        for title in book.sheet_names:
            book.get_sheet_by_name(title).to_python()


def _together(folder: Path, count: int) -> list[Ratio]:
    paths = workbooks(folder, count)
    speaking, out = locale("fr"), folder / "all.xlsx"
    pairs = [(taken(lambda: consolidate(paths, out, speaking)), taken(lambda: _bare(paths))) for _ in range(ROUNDS)]
    ours = median(pair[0] for pair in pairs)
    speed = ROWS_EACH * count / ours * 1000
    what = f"{count} workbooks of {ROWS_EACH} rows, {speed:,.0f} rows/s end to end, against only reading them."
    return [Ratio("consolidating", ours, median(pair[1] for pair in pairs), None, what)]
