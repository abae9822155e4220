"""A ministry's own workbook with placeholders, as an official would make it, for the tests and for looking at."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image as Picture

HEADS = ("الرقم", "عنوان الحملة", "البداية", "النهاية", "الحالة", "المبلغ المقرر", "المبلغ المصروف", "نسبة الصرف")


def make_template(path: Path) -> Path:
    """Write the template: a table with totals, a nested table, a summary that points at both."""
    book = Workbook()
    first: Any = book.active
    first.title = "الحصيلة"
    _table(first)
    _nested(book.create_sheet("الأنشطة"))
    _summary(book.create_sheet("ملخص"))
    book.defined_names["Spent"] = DefinedName("Spent", attr_text="'الحصيلة'!$G$8:$G$8")
    book.save(path)
    return path


def _logo() -> Image:
    stream = io.BytesIO()
    Picture.new("RGB", (120, 60), (19, 79, 141)).save(stream, "PNG")
    stream.seek(0)
    return Image(stream)


def _table(page: Any) -> None:
    page.sheet_view.rightToLeft = True
    _head(page)
    rule = Side("thin", color="444444")
    for column, word in enumerate(HEADS, 1):
        cell = page.cell(7, column, word)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="EAE8E1")
        cell.border = Border(top=rule, bottom=rule)
    row = ("{{#campaigns}}{{index}}", "{{title}}", "{{start}}", "{{end}}", "{{state}}", "{{planned_budget}}",
           "{{spent}}{{/campaigns}}", "=IF(F8>0,G8/F8,0)")  # fmt: skip
    for column, text in enumerate(row, 1):
        page.cell(8, column, text).border = Border(bottom=rule)
    page["C8"].number_format, page["H8"].number_format = "yyyy-mm-dd", "0.0%"
    page["B8"].comment = Comment("عنوان الحملة كما ورد في المخطط", "الوزارة")
    page["A9"], page["F9"], page["G9"], page["H9"] = "المجموع", "=SUM(F8:F8)", "=SUM(G8)", "=G9/F9"
    page.merge_cells("A9:E9")
    for place in ("F8", "G8", "F9", "G9"):
        page[place].number_format = "#,##0.00"
    page["A11"], page["F11"], page["F12"] = "المكلف بالإعلام والاتصال: {{officer}}", "مدير المؤسسة", "{{director}}"
    page.merge_cells("F11:H11")
    _rules(page)
    _paper(page)
    _drawings(page)


def _head(page: Any) -> None:
    page["A1"] = "الجمهورية الجزائرية الديمقراطية الشعبية"
    page.merge_cells("A1:H1")
    page["A1"].font, page["A1"].alignment = Font(bold=True, size=14), Alignment(horizontal="center")
    page["A2"] = CellRichText("المؤسسة: ", TextBlock(InlineFont(b=True, color=Color("00134F8D")), "{{hospital}}"))
    page["A3"] = "حصيلة حملات الاتصال — {{period}}"
    page.merge_cells("A3:H3")
    page["A4"], page["B4"] = "عدد الحملات", "{{campaigns.count}}"
    page["A5"], page["B5"] = "تاريخ الإعداد", "{{today}}"
    page.row_dimensions[3].height = 30


def _rules(page: Any) -> None:
    rule = CellIsRule("greaterThan", ["0.8"], fill=PatternFill(bgColor="DDEBDD"))  # type: ignore[no-untyped-call]
    page.conditional_formatting.add("H8", rule)
    offered = DataValidation("list", formula1='"نعم,لا"', allow_blank=True)
    offered.add("I8")
    page.add_data_validation(offered)
    page.auto_filter.ref = "A7:H8"


def _paper(page: Any) -> None:
    page.print_area, page.print_title_rows, page.freeze_panes = "A1:H12", "7:7", "A8"
    page.oddHeader.center.text = "{{hospital.fr}}"
    page.column_dimensions["B"].width = 40
    for letter in "CDEFGH":
        page.column_dimensions[letter].width = 16
    page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight = "landscape", 9, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _drawings(page: Any) -> None:
    """A logo above the table, a stamp and a chart below it."""
    for place in ("H4", "G14"):
        picture = _logo()
        picture.anchor = place
        page.add_image(picture)
    chart: Any = BarChart()
    chart.add_data(Reference(page, min_col=6, max_col=7, min_row=7, max_row=8), titles_from_data=True)
    chart.set_categories(Reference(page, min_col=2, min_row=8, max_row=8))
    chart.x_axis.delete = chart.y_axis.delete = False
    page.add_chart(chart, "A14")


def _nested(page: Any) -> None:
    """A row for each activity under each campaign, with marks in rows of their own."""
    page.sheet_view.rightToLeft = True
    page["A1"] = "الأنشطة حسب الحملة"
    page["A2"] = "{{#campaigns}}"
    page["A3"], page["B3"], page["C3"] = "{{title}}", "{{activities.count}}", "=COUNTA(B4)"
    page.merge_cells("C3:D3")
    page["A3"].font = Font(bold=True)
    page["A4"], page["B4"], page["C4"] = "{{#activities}}{{campaign}}", "{{title}}", "{{start}}"
    page["D4"] = "{{progress}}{{/activities}}"
    page["A5"], page["B5"] = "الأهداف", "{{#objectives}}{{indicator}} ({{target}}){{/objectives}}"
    page["D5"] = "=SUM(D4:D4)"
    page["A6"] = "{{/campaigns}}"
    page["A7"], page["D7"] = "المجموع", "=SUM(D3:D5)"
    page.column_dimensions["A"].width = page.column_dimensions["B"].width = 45
    page.column_dimensions["C"].width = 12


def _summary(page: Any) -> None:
    page.sheet_view.rightToLeft = True
    page["A1"], page["B1"] = "المصروف", "='الحصيلة'!G9"
    page["A2"], page["B2"] = "أعلى مبلغ", "=MAX('الحصيلة'!G8:G8)"
    page["A3"], page["B3"] = "باسم", "=SUM(Spent)"
    page["A4"], page["B4"] = "نص", "{{officer}}"
