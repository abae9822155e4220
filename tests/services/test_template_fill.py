"""The ministry's own template: filled with true values, everything in it kept and moved with its rows."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table

from hospcomms.domain.activities import Activity, BudgetLine
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Texts
from hospcomms.domain.locale import LANGUAGES, locale
from hospcomms.reports.ministry_figures import MEANINGS, shape
from hospcomms.reports.template_refs import RowMap, Standing, moved_area, moved_formula
from hospcomms.reports.template_words import Piece, pieces
from hospcomms.services import records, template_fill
from hospcomms.services.office import Office
from hospcomms.services.settings import Settings
from tests.hospital import empty
from tests.services.ministry_template import make_template
from tests.services.workbooks import packed, repacked

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
ARABIC, FRENCH = locale("ar"), locale("fr")
NAMES = ("=1+1", "حملة ثانية", "Troisième & dernière <b>")


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Three campaigns; the first has two activities, the second one, the third none and no budget."""
    settings = Settings(hospital=Texts(ar="مؤسسة عيّنة", fr="EPH Exemple"), officer="ن. عيّنة", is_ready=True)
    office = empty(tmp_path_factory.mktemp("h") / "office", settings)
    for number, title in enumerate(NAMES, 1):
        start, end = date(2026, number, 1), date(2026, number, 20)
        commit = records.save(office, Campaign(title=title, start=start, end=end))
        campaign = next(step.after.id for step in commit.steps if isinstance(step.after, Campaign))
        if number < 3:
            records.save(
                office,
                BudgetLine(campaign=campaign, title="طبع", planned=Decimal(1000 * number), spent=Decimal(250 * number)),
            )
        for index in range(3 - number):
            records.save(office, Activity(campaign=campaign, title=f"{title} {index}", start=start, end=end))
    yield office
    office.close()


@pytest.fixture(scope="module")
def filled(hospital: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ministry's template filled with the three campaigns."""
    folder = tmp_path_factory.mktemp("t")
    template = template_fill.read_template(make_template(folder / "t.xlsx"))
    assert template.survey.sentences() == ()
    assert template_fill.fill(hospital, template, FIRST, LAST, ARABIC, folder / "f.xlsx") == 3
    return folder / "f.xlsx"


@pytest.fixture
def book(filled: Path) -> Iterator[Any]:
    loaded = load_workbook(filled, rich_text=True)
    yield loaded
    loaded.close()


def filled_with(hospital: Office, path: Path, *rows: list[object]) -> Any:
    """The rows of a small template, filled."""
    book = Workbook()
    page: Any = book.active
    for row in rows:
        page.append(row)
    book.save(path)
    template_fill.fill(hospital, template_fill.read_template(path), FIRST, LAST, FRENCH, path)
    return [list(row) for row in load_workbook(path).worksheets[0].iter_rows(values_only=True)]


def test_a_row_is_repeated_for_each_campaign_with_true_values(book: Any) -> None:
    page = book["الحصيلة"]
    rows = [[cell.value for cell in row[:7]] for row in page["A8:G10"]]
    assert rows[0] == [1, "=1+1", datetime(2026, 1, 1), datetime(2026, 1, 20), "مسودة", 1000, 250]  # noqa: DTZ001
    assert [row[1] for row in rows] == list(NAMES)
    assert rows[2][5:] == [None, None]
    assert (page["C8"].number_format, page["D8"].number_format) == ("yyyy-mm-dd", "dd/mm/yyyy")
    assert (page["B4"].value, page["B5"].is_date) == (3, True)


def test_a_value_that_looks_like_a_formula_stays_a_text(book: Any) -> None:
    cell = book["الحصيلة"]["B8"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert book["الحصيلة"]["B9"].quotePrefix is False


def test_formulas_and_sums_follow_their_rows(book: Any) -> None:
    page = book["الحصيلة"]
    assert [page[f"H{row}"].value for row in (8, 9, 10)] == [f"=IF(F{row}>0,G{row}/F{row},0)" for row in (8, 9, 10)]
    assert [page[f"{letter}11"].value for letter in "FGH"] == ["=SUM(F8:F10)", "=SUM(G8:G10)", "=G11/F11"]
    summary = book["ملخص"]
    assert [summary[f"B{row}"].value for row in (1, 2, 3)] == [
        "='الحصيلة'!G11",
        "=MAX('الحصيلة'!G8:G10)",
        "=SUM(Spent)",
    ]
    assert book.defined_names["Spent"].attr_text == "'الحصيلة'!$G$8:$G$10"


def test_what_is_merged_checked_coloured_and_printed_moves_with_its_rows(book: Any) -> None:
    page = book["الحصيلة"]
    assert {str(area) for area in page.merged_cells.ranges} == {"A1:H1", "A3:H3", "A11:E11", "F13:H13"}
    assert [str(rule.sqref) for rule in page.conditional_formatting] == ["H8:H10"]
    assert [str(check.sqref) for check in page.data_validations.dataValidation] == ["I8:I10"]
    assert page.print_area == "'الحصيلة'!$A$1:$H$14"
    assert (page.print_title_rows, page.freeze_panes, page.auto_filter.ref) == ("$7:$7", "A8", "A7:H10")
    assert (page.row_dimensions[3].height, page.sheet_view.rightToLeft) == (30, True)
    assert page["A13"].value == "المكلف بالإعلام والاتصال: ن. عيّنة"
    assert page.oddHeader.center.text == "EPH Exemple"
    assert page["B8"].comment.text == "عنوان الحملة كما ورد في المخطط"


def test_pieces_of_a_text_keep_their_formats(book: Any) -> None:
    plain, bold = book["الحصيلة"]["A2"].value
    assert plain == "المؤسسة: "
    assert (bold.text, bold.font.b) == ("مؤسسة عيّنة", True)


def test_pictures_and_charts_are_kept_and_move(filled: Path) -> None:
    with zipfile.ZipFile(filled) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
        chart = archive.read("xl/charts/chart1.xml").decode()
        pictures = [name for name in archive.namelist() if name.startswith("xl/media/")]
    assert [int(part.split("<")[0]) for part in drawing.split("row>")[1::2]] == [15, 3, 15]
    assert "'الحصيلة'!$G$8:$G$10</" in chart
    assert "'الحصيلة'!$B$8:$B$10</" in chart
    assert len(pictures) == 2


def test_lists_inside_lists_and_inside_cells(book: Any) -> None:
    rows = [[cell.value for cell in row[:4]] for row in book["الأنشطة"]["A2:D14"]]
    assert rows[0][:3] == ["=1+1", 2, "=COUNTA(B3:B4)"]
    assert [row[1] for row in rows[1:3]] == ["=1+1 0", "=1+1 1"]
    assert rows[3][3] == "=SUM(D3:D4)"
    # a campaign without activities keeps one empty row for the sums below it
    assert rows[7] == [NAMES[2], 0, "=COUNTA(B10)", None]
    assert rows[8] == [None, None, None, None]
    assert rows[10][3] == "=SUM(D2:D11)"
    merged = {str(area) for area in book["الأنشطة"].merged_cells.ranges}
    assert merged == {"C2:D2", "C6:D6", "C9:D9"}


def test_a_period_without_campaigns_keeps_the_form_whole(hospital: Office, tmp_path: Path) -> None:
    template = template_fill.read_template(make_template(tmp_path / "t.xlsx"))
    count = template_fill.fill(hospital, template, date(2020, 1, 1), date(2020, 2, 1), ARABIC, tmp_path / "f.xlsx")
    page = load_workbook(tmp_path / "f.xlsx")["الحصيلة"]
    assert (count, page["B4"].value, page["B8"].value, page["F9"].value) == (0, 0, None, "=SUM(F8:F8)")


@pytest.mark.filterwarnings("ignore:Cannot parse header or footer")  # openpyxl, of the one that stays
def test_unknown_placeholders_are_listed_by_cell_and_stay(hospital: Office, tmp_path: Path) -> None:
    book = Workbook()
    page: Any = book.active
    page.title = "s"
    page["A1"], page["B2"], page["C3"] = "{{campaigns.cuont}}", "{{#hospitals}}{{title}}", "{{ }} و{{officer}}"
    page["D4"], page["E5"] = '="{{officer}}"', "{{#campaigns}}"
    page.oddFooter.center.text = "{{page}}"
    book.save(tmp_path / "t.xlsx")
    template = template_fill.read_template(tmp_path / "t.xlsx")
    found = [(str(item.cell), item.text) for item in template.survey.unknown]
    assert found == [
        ("A1", "{{campaigns.cuont}}"),
        ("B2", "{{#hospitals}}"),
        ("B2", "{{title}}"),
        ("C3", "{{ }}"),
        ("E5", "{{#campaigns}}"),
        ("D4", '="{{officer}}"'),
        ("header or footer", "{{page}}"),
    ]
    assert "A1: {{campaigns.cuont}}" in ARABIC.say(template.survey.sentences()[-1])
    template_fill.fill(hospital, template, FIRST, LAST, ARABIC, tmp_path / "f.xlsx")
    kept = load_workbook(tmp_path / "f.xlsx").active
    assert kept is not None
    assert (kept["A1"].value, kept["C3"].value) == ("{{campaigns.cuont}}", "{{ }} ون. عيّنة")


def test_marks_typed_in_arabic_cells_are_found_in_spite_of_invisible_characters() -> None:
    assert pieces("أ {{\u200f#\u00a0Campaigns\u200e}}") == [
        Piece("أ "),
        Piece("{{\u200f#\u00a0Campaigns\u200e}}", "campaigns", "#"),
    ]


def test_one_cell_repeats_its_row_or_lists_in_itself(hospital: Office, tmp_path: Path) -> None:
    rows = filled_with(
        hospital,
        tmp_path / "t.xlsx",
        ["{{#campaigns}}{{index}}. {{title}}{{/campaigns}}", 5],
        ["Titres : {{#campaigns}}{{title}}, {{/campaigns}}", 6],
    )
    assert [row[0] for row in rows] == [
        "1. =1+1",
        "2. حملة ثانية",
        "3. Troisième & dernière <b>",
        "Titres : =1+1, حملة ثانية, Troisième & dernière <b>",
    ]
    assert [row[1] for row in rows] == [5, 5, 5, 6]


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("xl/vbaProject.bin", "template-macros"),
        ("xl/externalLinks/externalLink1.xml", "template-links"),
        ("xl/connections.xml", "template-connections"),
    ],
)
def test_templates_that_would_be_unsafe_are_refused(tmp_path: Path, part: str, kind: str) -> None:
    path = make_template(tmp_path / "t.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = {item.filename: archive.read(item) for item in archive.infolist()}
    path.write_bytes(packed({**parts, part: b"<x/>"}))
    with pytest.raises(Refusal) as refused:
        template_fill.read_template(path)
    assert refused.value.kind == kind


def test_a_template_with_a_password_or_without_sense_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(Refusal) as refused:
        template_fill.read_template(path)
    assert refused.value.kind == "password"
    make_template(path)
    path.write_bytes(repacked(path, lambda name, content: content[:80] if name.endswith("sheet1.xml") else content))
    with pytest.raises(Refusal) as refused:
        template_fill.read_template(path)
    assert refused.value.kind == "damaged-file"


def test_losses_are_said_before_saving(tmp_path: Path) -> None:
    path = make_template(tmp_path / "t.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = {item.filename: archive.read(item) for item in archive.infolist()}
    path.write_bytes(packed({**parts, "_xmlsignatures/sig1.xml": b"<x/>", "xl/ctrlProps/ctrlProp1.xml": b"<x/>"}))
    said = [str(line) for line in template_fill.read_template(path).survey.sentences()]
    assert len(said) == 2
    assert "signature" in said[0]


def test_the_target_must_be_a_workbook_and_an_old_file_stays_when_it_is_not(hospital: Office, tmp_path: Path) -> None:
    template = template_fill.read_template(make_template(tmp_path / "t.xlsx"))
    with pytest.raises(Refusal) as refused:
        template_fill.fill(hospital, template, FIRST, LAST, ARABIC, tmp_path / "f.xls")
    assert refused.value.kind == "ending"
    with pytest.raises(Refusal):
        template_fill.fill(hospital, template, LAST, FIRST, ARABIC, tmp_path / "f.xlsx")


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("SUM(A2:A2)", "SUM(A2:A4)"),
        ("SUM(A2)", "SUM(A2:A4)"),
        ("SUM((A2))", "SUM((A2:A4))"),
        ("A2", "A2"),
        ("$A$2+A3", "$A$2+A5"),
        ("SUM(A:A)+SUM(1:3)", "SUM(A:A)+SUM(1:5)"),
        ('"A2"&A3', '"A2"&A5'),
        ("'Other'!A3+Name", "'Other'!A3+Name"),
        ("IF(A2>1,SUM(A1:A3),0)", "IF(A2>1,SUM(A1:A5),0)"),
        ("VLOOKUP(B3,A1:B9,2)", "VLOOKUP(B5,A1:B11,2)"),
    ],
)
def test_addresses_follow_a_row_that_became_three(formula: str, moved: str) -> None:
    rows = RowMap([(1, ()), (2, ((1, 0),)), (2, ((1, 1),)), (2, ((1, 2),)), (3, ())], 3)
    assert moved_formula(formula, Standing("S", {"s": rows})) == moved


def test_a_formula_in_a_copy_keeps_to_its_copy_unless_a_dollar_fixes_the_row() -> None:
    rows = RowMap([(2, ((1, 0),)), (2, ((1, 1),)), (3, ())], 3)
    standing = Standing("S", {"s": rows}, ((1, 1),))
    assert moved_formula("A2/SUM(A$2:A$2)", standing) == "A2/SUM(A$1:A$2)"
    assert moved_formula("SUM(A$2:A2)", Standing("S", {"s": rows}, ((1, 0),))) == "SUM(A$1:A1)"
    assert moved_area("B1:C2", rows) == "B1:C2"  # row 1 was taken out: the range begins at the next


def test_every_name_that_is_explained_is_known() -> None:
    assert {name for name, _ in MEANINGS if not name.startswith("#")} <= shape().values


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_can_be_filled_as_it_is(hospital: Office, tmp_path: Path, language: str) -> None:
    template_fill.write_example(tmp_path / "t.xlsx", locale(language))
    template = template_fill.read_template(tmp_path / "t.xlsx")
    assert template.survey.unknown == ()
    template_fill.fill(hospital, template, FIRST, LAST, locale(language), tmp_path / "f.xlsx")
    rows = list(load_workbook(tmp_path / "f.xlsx").worksheets[0].iter_rows(min_row=5, values_only=True))
    assert [row[1] for row in rows[:3]] == list(NAMES)
    assert rows[3][-2:] == (3000, 750)


RULE = (
    '<extLst><ext uri="x" xmlns:x14="urn:x" xmlns:xm="urn:xm"><x14:conditionalFormatting>'
    "<xm:f>B2&gt;0</xm:f><xm:sqref>B2:B2</xm:sqref></x14:conditionalFormatting></ext></extLst>"
)


@pytest.mark.filterwarnings("ignore:Unknown extension")  # openpyxl, of the newer rule it cannot read back
def test_what_excel_itself_writes_follows_too(hospital: Office, tmp_path: Path) -> None:
    """Formulas kept once for several cells, tables, links, page breaks, newer rules, texts of shapes."""
    path = excels_own(tmp_path / "t.xlsx")
    template = template_fill.read_template(path)
    assert [str(item.cell) for item in template.survey.unknown] == ["a shape or chart"]
    template_fill.fill(hospital, template, FIRST, LAST, FRENCH, tmp_path / "f.xlsx")
    filled = load_workbook(tmp_path / "f.xlsx").worksheets[0]
    assert [filled[f"C{row}"].value for row in range(2, 6)] == ["=B2*2", "=B3*2", "=B4*2", "=B5*2"]
    assert filled.tables["T"].ref == "A1:C4"
    assert [filled[f"A{row}"].hyperlink is not None for row in range(1, 6)] == [False, True, True, True, False]
    assert [item.id for item in filled.row_breaks.brk] == [5]
    with zipfile.ZipFile(tmp_path / "f.xlsx") as archive:
        assert "<xm:sqref>B2:B4</xm:sqref>" in archive.read("xl/worksheets/sheet1.xml").decode()
        assert "Au 31/12/2026" in archive.read("xl/drawings/drawing9.xml").decode()
        assert "xl/calcChain.xml" not in archive.namelist()


def excels_own(path: Path) -> Path:
    """A template with what Excel writes and openpyxl does not."""
    book = Workbook()
    page: Any = book.active
    page.append(["Titre", "Dépensé", "Double"])
    page.append(["{{#campaigns}}{{title}}", "{{spent}}{{/campaigns}}", "=B2*2"])
    page.append(["Total", "=SUM(B2:B2)", "=B3*2"])
    page["A2"].hyperlink = "https://example.org/"
    page.add_table(Table(displayName="T", ref="A1:C2"))
    page.row_breaks.append(Break(id=3))
    book.save(path)
    own = (
        ("<f>B2*2</f>", '<f t="shared" ref="C2:C3" si="0">B2*2</f>'),
        ("<f>B3*2</f>", '<f t="shared" si="0"/>'),
        ("</worksheet>", RULE + "</worksheet>"),
    )
    with zipfile.ZipFile(path) as archive:
        parts = {item.filename: archive.read(item) for item in archive.infolist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    for old, new in own:
        assert old in sheet
        sheet = sheet.replace(old, new)
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    shape_text = b'<d xmlns:a="urn:a"><a:t>Au {{period.end}}</a:t><a:t>{{nobody}}</a:t></d>'
    path.write_bytes(packed({**parts, "xl/drawings/drawing9.xml": shape_text, "xl/calcChain.xml": b"<x/>"}))
    return path


def test_a_template_saved_as_template_becomes_a_workbook(hospital: Office, tmp_path: Path) -> None:
    path = make_template(tmp_path / "t.xltx")
    plain, template = b"spreadsheetml.sheet.main+xml", b"spreadsheetml.template.main+xml"
    path.write_bytes(repacked(path, lambda _name, content: content.replace(plain, template)))
    template_fill.fill(hospital, template_fill.read_template(path), FIRST, LAST, ARABIC, tmp_path / "f.xlsx")
    assert load_workbook(tmp_path / "f.xlsx")["الحصيلة"]["B8"].value == NAMES[0]
