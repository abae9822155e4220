"""Workbooks and CSV files: true values, no formulas, right to left, recognisable."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Kind, StoredFile, Texts
from hospcomms.domain.limits import SHEET_CELL_TEXT
from hospcomms.reports import sheet_cells as cells
from hospcomms.reports import sheet_page
from hospcomms.reports.csv_file import write_csv
from hospcomms.reports.handing_over import write_whole
from hospcomms.reports.sheet import LISTS, MARKER, Sheet, SheetColumn, write_workbook

COLUMNS = (
    SheetColumn("title", "العنوان", note="عنوان الحملة"),
    SheetColumn("state", "الحالة", Kind.CHOICE, choices=("مسودة", "جارية، متقدمة")),
    SheetColumn("start", "البداية", Kind.DAY),
    SheetColumn("share", "النسبة", Kind.PERCENT),
    SheetColumn("planned", "المبلغ", Kind.MONEY),
    SheetColumn("phone", "الهاتف", Kind.ADDRESS),
)
ROW = ("حملة", "مسودة", date(2026, 11, 21), 38.5, Decimal("320000.50"), "+213 29 11 22 33")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Any]:
    write_workbook(
        tmp_path / "a.xlsx",
        [Sheet("الحملات", COLUMNS, [ROW], above=("مصنف", "مؤسسة"), total=("المجموع", None, None, None, 5, None))],
        "ar",
        {"kind": "campaign", "version": "1"},
    )
    loaded = openpyxl.load_workbook(tmp_path / "a.xlsx")
    yield loaded
    loaded.close()


def test_values_are_true_dates_and_numbers(book: Any) -> None:
    row = book["الحملات"][4]
    assert row[2].value == datetime(2026, 11, 21)  # noqa: DTZ001  # a workbook knows no time zones
    assert row[2].number_format == "DD/MM/YYYY"
    assert [cell.value for cell in row[3:5]] == [38.5, 320000.5]
    assert row[5].value == "+213 29 11 22 33"
    assert row[5].alignment.readingOrder == 1


def test_an_arabic_sheet_is_right_to_left_with_frozen_repeated_headings_on_a4(book: Any) -> None:
    page = book["الحملات"]
    assert page.sheet_view.rightToLeft
    assert page.freeze_panes == "A4"
    assert page.print_title_rows == "$3:$3"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page["A3"].comment.text == "عنوان الحملة"
    assert page["A5"].value == "المجموع"


def test_drop_downs_take_their_words_from_a_hidden_sheet(book: Any) -> None:
    offered = book["الحملات"].data_validations.dataValidation[0]
    assert offered.formula1 == f"'{LISTS}'!$A$1:$A$2"
    assert [row[0].value for row in book[LISTS].iter_rows()] == ["مسودة", "جارية، متقدمة"]
    assert book[LISTS].sheet_state == "veryHidden"


def test_the_marker_says_what_the_workbook_is_and_which_column_is_which(book: Any) -> None:
    rows = list(book[MARKER].iter_rows(values_only=True))
    assert ("kind", "campaign") in [row[:2] for row in rows]
    assert rows[-1][:5] == ("columns", "الحملات", 3, "title", "state")


@pytest.mark.parametrize("text", ["=1+1", "+33", "-5 كلمات", "@cmd", "\tx", "#N/A", "=HYPERLINK(1)"])
def test_a_text_never_becomes_a_formula_or_an_error(tmp_path: Path, text: str) -> None:
    write_workbook(tmp_path / "a.xlsx", [Sheet("s", (SheetColumn("a", "A"),), [(text,)])], "fr")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cell = book["s"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == (text[0] in "=+-@\t")
    book.close()


def test_controls_and_direction_marks_are_dropped_and_long_texts_cut(tmp_path: Path) -> None:
    rows = [("أ\x01\u2066ب\u2069",), ("ا" * 40_000,)]
    write_workbook(tmp_path / "a.xlsx", [Sheet("s", (SheetColumn("a", "A"),), rows)], "ar")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book["s"]["A2"].value == "أب"
    assert len(book["s"]["A3"].value) == SHEET_CELL_TEXT
    book.close()


def test_titles_of_sheets_are_made_acceptable_and_different(tmp_path: Path) -> None:
    columns = (SheetColumn("a", "A"),)
    write_workbook(tmp_path / "a.xlsx", [Sheet("a/b" * 20, columns), Sheet("a/b" * 20, columns)], "en")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert len({title.casefold() for title in book.sheetnames}) == 3
    assert all(len(title) <= 31 for title in book.sheetnames)
    book.close()


def test_every_kind_of_field_has_a_width() -> None:
    assert set(sheet_page._WIDTHS) == set(Kind)


def test_csv_is_utf8_with_a_mark_semicolons_and_no_formulas(tmp_path: Path) -> None:
    columns = tuple(SheetColumn(key, key) for key in "abcdef")
    moment = datetime(2026, 11, 21, 10, tzinfo=UTC)
    rows = [
        ("=1+1", -3.5, Decimal("1.50"), date(2026, 11, 21), True, None),
        ("a;b", moment, 12.0, "", False, ("x", "y")),
    ]
    write_csv(tmp_path / "a.csv", Sheet("s", columns, rows), "ar")
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[1] == '"\'=1+1";"-3,5";"1,50";"2026-11-21";"1";""'
    local = moment.astimezone().strftime("%Y-%m-%d %H:%M")
    assert lines[2] == f'"a;b";"{local}";"12";"";"0";"x; y"'


def test_texts_files_and_several_values_are_written_in_words() -> None:
    assert cells.plain_value(Texts(ar="أ", fr="b")) == "أ\nb"
    assert cells.plain_value(StoredFile("0" * 64, "a.pdf", 3)) == "a.pdf"
    assert cells.plain_value(("أ", "ب")) == "أ; ب"


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        (OSError(errno.ENOSPC, "full"), "disk-full"),
        (PermissionError(errno.EACCES, "open", "a", 5, "b"), "file-open"),  # as Windows says it
        (OSError(errno.EROFS, "read-only"), "read-only"),
        (OSError(errno.EIO, "broken"), "not-written"),
    ],
)
def test_what_the_world_refuses_is_said_and_the_old_file_stays(tmp_path: Path, problem: OSError, kind: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("old", encoding="utf-8")

    def fail(temporary: Path) -> None:
        temporary.write_text("half", encoding="utf-8")
        raise problem

    with pytest.raises(Refusal) as refused:
        write_whole(path, fail)
    assert refused.value.kind == kind
    assert path.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.xlsx"]
