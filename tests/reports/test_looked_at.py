"""Faults that were seen on printed pages when every report was looked at, each kept from coming back."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from docx.oxml.ns import qn

from hospcomms.domain.activities import BudgetLine
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign, InstitutionObjective
from hospcomms.domain.locale import locale
from hospcomms.domain.objectives import Objective
from hospcomms.domain.schedule import Span as Days
from hospcomms.domain.wording import sentence
from hospcomms.reports import word_templates
from hospcomms.reports.bidi import own_direction
from hospcomms.reports.cleaning import LRI, PDI, RLI, isolate_tokens, plain
from hospcomms.reports.compositor import TABLE_SIZE, Compositor
from hospcomms.reports.document import Column, Document, Graph, Heading, Signature, Signatures, Table, Text
from hospcomms.reports.page_locale import on_pages
from hospcomms.reports.paragraph import Setting
from hospcomms.reports.pdf import pdf_bytes
from hospcomms.reports.plan import MOST_BARS, plan
from hospcomms.reports.plan_brief import plan_brief
from hospcomms.reports.record_sheet import Parts, Sheaf, record_list, record_sheet
from hospcomms.reports.sheet import Sheet, SheetColumn, write_workbook
from hospcomms.reports.tables import column_widths, prepare
from hospcomms.reports.weekly_brief import weekly_brief
from hospcomms.reports.year_grid import year_grid
from tests.reports.dossiers import CAMPAIGN, ISSUER, TODAY, dossier
from tests.reports.test_reports import week

ARABIC, FRENCH, ENGLISH = locale("ar"), locale("fr"), locale("en")
AWKWARD = "حملة «نظافة» (2026–2027) بـ SHA (gel hydro-alcoolique) <b>مهمة</b> & 🙂 إِنَّ ٱلنَّظَافَةَ "


def shown(text: str) -> str:
    return isolate_tokens(text).replace(LRI, "⟦").replace(PDI, "⟧").replace(RLI, "⟪")


def pages(document: Document, language: str) -> list[str]:
    """The words of each page."""
    file = pypdfium2.PdfDocument(pdf_bytes(document, locale(language)))
    return [page.get_textpage().get_text_bounded() for page in file]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("المساجد (2026–2027)»", "المساجد (⟦2026–2027⟧)»"),
        ("على Windows 10/11 (64-bit)، عبر", "على Windows 10/11 (64-bit)، عبر"),
        ("شبكة grille v3 0.", "شبكة grille v3 0."),
        ("هاتف (021) 23 45 67", "هاتف ⟦(021) 23 45 67⟧"),
        (f"لدى {RLI}فئة 10-20 سنة{PDI} يوم 1-2", "لدى ⟪فئة ⟦10-20⟧ سنة⟧ يوم ⟦1-2⟧"),
    ],
)
def test_an_isolated_token_never_takes_one_bracket_or_a_part_of_a_latin_name(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "on_arabic", "on_french"),
    [
        ("نسبة من يستعملون SHA", True, True),
        ("SHA في المصالح", True, False),
        ("Réunion n° 2", False, False),
        ("12 / 14", True, False),
        (f"Augmenter « {RLI}نسبة الملقحين{PDI} »", False, False),
        (f"{RLI}نسبة الملقحين{PDI}: {LRI}avant{PDI}", True, False),
    ],
)
def test_a_text_of_the_other_script_keeps_its_direction_even_with_an_acronym(
    text: str, on_arabic: bool, on_french: bool
) -> None:
    assert (own_direction(text, True), own_direction(text, False)) == (on_arabic, on_french)


def test_no_mark_of_an_unknown_letter_is_left_as_an_empty_box() -> None:
    compositor = Compositor(FRENCH)
    assert compositor.stand_ins.put("a हिन्दी b") == "a [Indian writing] b".replace(
        "Indian writing", FRENCH.text("Indian writing")
    )
    assert compositor.stand_ins.put("شُكْرًا 中 ب") == f"شُكْرًا [{FRENCH.text('Chinese writing')}] ب"


def test_typed_names_are_kept_apart_in_sentences_and_lists_of_a_page() -> None:
    speaking = on_pages(FRENCH)
    said = speaking.say(sentence("{name}: {days}", name="حملة (1)", days=("أ", "B")))
    assert f"{RLI}حملة (1){PDI}" in said
    assert f"{RLI}أ{PDI}" in speaking.listing(["أ", "B"])
    assert speaking.listing(["جملة أولى.", "Deux."]) == "جملة أولى. Deux."
    assert plain(said).startswith("حملة (1)")


def test_names_of_files_and_outlines_hold_no_controls() -> None:
    made = pypdfium2.PdfDocument(pdf_bytes(plan_brief(dossier(), ISSUER, FRENCH, TODAY), FRENCH))
    titles = [made.get_metadata_value("Title"), *(entry.get_title() for entry in made.get_toc())]
    assert all(title == plain(title) for title in titles)


def test_short_columns_stay_on_one_line_and_the_longest_text_gives_way() -> None:
    compositor = Compositor(FRENCH)
    rows = (("نسبة " * 20, "Connaissances", "80 % du chemin parcouru", "Direction de la santé"),) * 2
    table = prepare(Table(tuple(Column(name) for name in "abcd"), rows), compositor)
    widths = column_widths(table, 500.0)
    assert sum(widths) == pytest.approx(500.0, abs=0.1)
    for box, width in list(zip(table.rows[0], widths, strict=True))[1:]:
        assert box.natural() <= width


def test_the_lines_of_an_arabic_text_on_a_french_page_begin_under_each_other() -> None:
    compositor = Compositor(FRENCH)
    (made,) = compositor.paragraphs("تسجيل الحالات في كل مصلحة يوميا " * 3, TABLE_SIZE, setting=Setting())
    made.wrap(200.0, 0)
    assert len(made.lines) > 1
    widths = [made._drawn_width(line) for line in made.lines]
    edges = [made._edge(width) for width in widths]
    assert min(edges) == pytest.approx(0.0)
    assert len({round(edge + width, 3) for edge, width in zip(edges, widths, strict=True)}) == 1


def test_a_line_before_a_long_address_is_not_stretched_into_holes() -> None:
    compositor = Compositor(ARABIC)
    text = "تسجيل أو مراسلة Contact_de_la_direction_de_la_sante_et_de_la_population_Oasis وهكذا"
    (made,) = compositor.paragraphs(text, setting=Setting(align="justify"))
    made.wrap(300.0, 0)
    first = made.lines[0]
    assert made._stretching(first, made._drawn_width(first)) == 0.0


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_foot_keeps_its_date_and_drops_the_department_before_it_cuts_words(language: str) -> None:
    speaking = locale(language)
    long = replace(ISSUER, department=replace(ISSUER.department, **{language: "مكتب Bureau " * 6}))
    document = record_sheet(Sheaf(InstitutionObjective(id=1, title="هدف")), long, speaking, TODAY)
    (page,) = pages(document, language)
    assert speaking.day(TODAY) in page.replace("\u200e", "")
    assert page.count("Bureau") <= 6


def test_a_function_that_needs_more_room_to_sign_has_it() -> None:
    people = (Signature("Chargé de l’information et de la communication", "x"), Signature("Chef", "x"))
    many = Document("x", "fr", (Signatures((*people, Signature("Directeur", "x"))),))
    (page,) = pages(many, "fr")
    assert "Chargé de l’information et de la communication" in page


def test_a_plan_leaves_out_empty_columns_and_bars_nobody_could_compare() -> None:
    whole = dossier()
    lines = tuple(BudgetLine(id=n, campaign=1, title=f"بند {n}", planned=Decimal(n)) for n in range(1, 41))

    def budget(*lines: BudgetLine) -> tuple[Table, int]:
        found = plan(replace(whole, plan=replace(whole.plan, budget=lines)), ISSUER, ENGLISH, TODAY)
        table = next(block for block in found.blocks if isinstance(block, Table) and block.total)
        return table, sum(isinstance(block, Graph) for block in found.blocks)

    table, charts = budget(*lines)
    assert [column.heading for column in table.columns] == ["Budget line", "Planned amount"]
    assert len({len(row) for row in (*table.rows, table.total)}) == 1
    spent = [replace(line, spent=Decimal(1), remaining=Decimal(2)) for line in lines]
    assert len(budget(*spent)[0].columns) == 4
    assert budget(*spent)[1] == charts
    assert budget(*spent[:MOST_BARS])[1] == charts + 1


def test_a_record_sheet_shows_units_and_leaves_out_what_says_nothing() -> None:
    campaign = Campaign(id=1, title="حملة", is_template=False)
    objective = Objective(id=2, campaign=1, indicator="مؤشر", baseline=31.0, target=40.0)
    found = record_sheet(Sheaf(campaign, [Parts(Objective, [objective])]), ISSUER, FRENCH, TODAY)
    short, parts = (block for block in found.blocks if isinstance(block, Table))
    words = [plain(str(cell)) for row in short.rows for cell in row]
    assert "Fiche supprimée" not in words
    assert not any("Modèle" in word for word in words)
    assert {"31\u202f%", "40\u202f%"} <= set(map(str, parts.rows[0]))
    assert "Échéance" not in [column.heading for column in parts.columns]  # no objective has one


def test_years_are_not_set_as_quantities() -> None:
    found = record_list(InstitutionObjective, ["title", "year"], [], {}, ISSUER, FRENCH, TODAY)
    table = next(block for block in found.blocks if isinstance(block, Table))
    assert [column.number for column in table.columns] == [False, False]
    sizes = record_list(Audience, ["size", "size_year"], [], {}, ISSUER, FRENCH, TODAY)
    table = next(block for block in sizes.blocks if isinstance(block, Table))
    assert [column.number for column in table.columns] == [True, False]


def test_the_week_tells_what_became_of_a_campaign_in_a_sentence() -> None:
    found = weekly_brief(week(moved=(replace(CAMPAIGN, state="approved"),)), ISSUER, ENGLISH, TODAY)
    told = [plain(str(item)) for block in found.blocks for item in getattr(block, "items", ())]
    assert f"The plan of the campaign “{CAMPAIGN.title}” was approved." in told


def test_days_of_one_holiday_are_told_together() -> None:
    found = year_grid((), Days(date(2026, 1, 1), date(2026, 12, 31)), ISSUER, ENGLISH, TODAY)
    place = next(n for n, block in enumerate(found.blocks) if isinstance(block, Heading))
    words = found.blocks[place + 1]
    assert isinstance(words, Text)
    said = plain(str(words.words)).replace("\u00a0", " ")
    assert "from 20 March to 22 March (estimated)" in said
    assert said.count("20 March") == 1


def test_the_first_of_a_month_is_an_ordinal_in_french_only() -> None:
    first = date(2026, 12, 1)
    assert FRENCH.long_day(first) == "1er décembre 2026"
    assert FRENCH.short_day(date(2026, 5, 11)) == "11 mai"
    assert (ENGLISH.long_day(first), ARABIC.short_day(first)) == ("1 December 2026", "1 ديسمبر")


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_an_awkward_campaign_is_printed_whole_and_a_brief_stays_one(language: str) -> None:
    whole = dossier()
    campaign = replace(
        CAMPAIGN, title=AWKWARD * 2, situation=AWKWARD * 40, limits="حدود\n" * 4000, owner=AWKWARD[:60], state="draft"
    )
    objectives = tuple(replace(one, indicator=f"{one.id} {AWKWARD}") for one in whole.plan.objectives * 2)
    activities = tuple(
        replace(whole.plan.activities[n % 12], id=n, title=f"{AWKWARD}{n}", channel="FM 98.7 (محلية)")
        for n in range(60)
    )
    changed = replace(whole.plan, campaign=campaign, objectives=objectives, activities=activities)
    told = replace(whole, plan=changed, lessons=whole.lessons * 9)
    speaking = locale(language)
    assert len(pages(plan(told, ISSUER, speaking, TODAY), language)) > 4
    made = pages(plan_brief(told, ISSUER, speaking, TODAY), language)
    assert len(made) <= 3
    assert len(made[-1]) > 300  # signatures never stand alone on a page


def test_a_note_of_a_hundred_thousand_characters_is_printed_whole() -> None:
    note = "كلمة طويلة 12-14 " * 6000
    document = record_sheet(Sheaf(InstitutionObjective(id=1, title="هدف", description=note)), ISSUER, FRENCH, TODAY)
    assert sum(page.count("12-14") for page in pages(document, "fr")) == 6000


def test_rows_of_a_word_table_are_never_cut_and_its_first_column_is_the_widest() -> None:
    table: Any = word_templates.build_brief("ar").tables[0]
    assert table.rows[2]._tr.trPr.find(qn("w:cantSplit")) is not None
    widths = [cell.width for cell in table.rows[2].cells]
    assert widths[0] > 1.5 * max(widths[1:])


def test_a_wide_sheet_is_printed_on_pages_side_by_side_under_the_names_of_its_rows(tmp_path: Path) -> None:
    columns = tuple(SheetColumn(f"c{n}", f"عمود {n}") for n in range(14))
    narrow = Sheet("ضيق", columns[:5], [])
    write_workbook(tmp_path / "a.xlsx", [Sheet("واسع", columns, []), narrow], "ar", {"kind": "x", "version": "1"})
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "a.xlsx").read_bytes()))
    assert (book["واسع"].page_setup.fitToWidth, book["واسع"].print_title_cols) == (2, "$A:$C")
    assert (book["ضيق"].page_setup.fitToWidth, book["ضيق"].print_title_cols) == (1, None)
