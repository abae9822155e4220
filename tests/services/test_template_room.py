"""The ministry's own template: what does not fit into its columns and rows is said or given room."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font

from hospcomms.domain.locale import Locale
from hospcomms.reports.template_fill import Template
from hospcomms.reports.template_words import Scope, Shape
from hospcomms.services import template_fill
from hospcomms.services.office import Office
from tests.services.test_template_fill import ARABIC, FIRST, FRENCH, LAST, NAMES, hospital

__all__ = ["hospital"]


def _widths(path: Path, widths: dict[str, float]) -> Any:
    """A template with a day, an amount and a text in columns of these widths."""
    book = Workbook()
    page: Any = book.active
    page.title = "s"
    page.append(["{{#campaigns}}{{start}}", "{{spent}}", "{{today}}{{/campaigns}}", "{{period.start}}", "au {{today}}"])
    page["B1"].number_format = "#,##0.00"
    page["D2"] = "{{today}}"
    page.merge_cells("D2:E2")
    for letter, width in widths.items():
        page.column_dimensions[letter].width = width
    return book, page, path


def _narrow(asked: Any) -> list[str]:
    book, _page, path = asked
    book.save(path)
    found = [FRENCH.say(said) for said in template_fill.read_template(path).survey.sentences()]
    return [line for line in found if "###" in line]


def test_columns_too_narrow_for_dates_and_amounts_are_said_before_saving(tmp_path: Path) -> None:
    wide = {"A": 12.0, "B": 14.0, "C": 12.0, "D": 12.0, "E": 12.0}
    assert _narrow(_widths(tmp_path / "t.xlsx", wide)) == []
    said = _narrow(_widths(tmp_path / "t.xlsx", {**wide, "A": 9.0, "B": 9.0, "E": 2.0}))
    assert [" A " in said[0], " B " in said[1], len(said)] == [True, True, 2]
    usual = _narrow(_widths(tmp_path / "t.xlsx", {}))  # nobody gave these a width: all but the texts are too narrow
    assert len(usual) == 4


def test_width_follows_the_font_the_format_and_what_is_hidden(tmp_path: Path) -> None:
    wide = {"A": 12.0, "B": 14.0, "C": 12.0, "D": 12.0}
    asked = _widths(tmp_path / "t.xlsx", wide)
    asked[1]["A1"].font = Font(size=18)
    asked[1]["C1"].number_format = "dddd d mmmm yyyy"
    assert len(_narrow(asked)) == 2
    asked = _widths(tmp_path / "t.xlsx", {**wide, "A": 7.0, "B": 4.0})
    asked[1]["A1"].number_format = "dd/mm"
    asked[1].column_dimensions["B"].hidden = True
    assert _narrow(asked) == []


@pytest.mark.parametrize(("speech", "between"), [(ARABIC, "، "), (FRENCH, ", ")])
def test_a_list_in_a_cell_has_lines_only_where_the_cell_is_set_to_wrap(
    hospital: Office, tmp_path: Path, speech: Locale, between: str
) -> None:
    path = tmp_path / "t.xlsx"
    book = Workbook()
    page: Any = book.active
    for row in (1, 2, 3):
        page.cell(row, 1, "T: {{#campaigns}}{{title}}{{/campaigns}}")
    page["A2"].alignment = page["A3"].alignment = Alignment(wrap_text=True)
    page.row_dimensions[3].height = 15
    book.save(path)
    template_fill.fill(hospital, template_fill.read_template(path), FIRST, LAST, speech, path)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    filled = load_workbook(path).worksheets[0]
    assert filled["A1"].value == "T: " + between.join(NAMES)
    assert filled["A2"].value == filled["A3"].value == "T: " + "\n".join(NAMES)
    # one line needs none; three of 11 points are said for programs that do not measure; what was fixed stays fixed
    heights = {row.group(1): row.group(2) for row in re.finditer(r'<row (?=[^>]*r="(\d)")[^>]* ht="([0-9.]+)"', sheet)}
    assert heights["3"] == "15"
    assert "1" not in heights
    assert 40 < float(heights["2"]) < 100


def test_a_text_of_several_lines_is_told_on_one_where_the_cell_does_not_wrap(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    book = Workbook()
    page: Any = book.active
    page.append(["{{text}}", "{{text}}", "– {{text}}"])
    page["B1"].alignment = Alignment(wrap_text=True)
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {item.filename: archive.read(item) for item in archive.infolist()}
    template = Template("t.xlsx", parts, Shape(frozenset({"text"})))
    template.fill(Scope({"text": "un\n\ndeux"}), path, FRENCH)
    filled = load_workbook(path).worksheets[0]
    assert [cell.value for cell in filled[1]] == ["un, deux", "un\n\ndeux", "– un, deux"]
