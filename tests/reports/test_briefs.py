"""Briefs, record sheets and the ministry workbook, compared as values and set on pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import openpyxl
import pypdfium2
import pytest

from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.charts import Chart
from hospcomms.domain.fields import Kind, Record
from hospcomms.domain.locale import locale
from hospcomms.domain.plans import Plan
from hospcomms.reports import values
from hospcomms.reports.document import (
    Block,
    Document,
    Graph,
    Heading,
    Table,
    VerdictBox,
)
from hospcomms.reports.dossier import Dossier, shortened
from hospcomms.reports.ministry import ministry_sheets, properties
from hospcomms.reports.pdf import pdf_bytes
from hospcomms.reports.plan_brief import MOST_ACTIVITIES, plan_brief
from hospcomms.reports.record_sheet import Parts, Sheaf, record_list, record_sheet
from hospcomms.reports.sheet import write_workbook
from tests.reports.dossiers import ISSUER, TODAY, dossier

ENGLISH = locale("en")
LANGUAGES = ("ar", "fr", "en")


def number_of_pages(document: Document, language: str) -> int:
    book = pypdfium2.PdfDocument(pdf_bytes(document, locale(language)))
    pages = len(book)
    book.close()
    return pages


Found = TypeVar("Found", bound=Block)


def first(document: Document, kind: type[Found]) -> Found:
    return next(block for block in document.blocks if isinstance(block, kind))


Shown = TypeVar("Shown", bound=Chart)


def charts(document: Document, kind: type[Shown]) -> list[Shown]:
    return [one.chart for one in document.blocks if isinstance(one, Graph) and isinstance(one.chart, kind)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_brief_is_one_page_in_every_language(language: str) -> None:
    assert number_of_pages(plan_brief(dossier(), ISSUER, locale(language), TODAY), language) == 1


def test_the_plan_brief_says_what_it_leaves_out() -> None:
    found = plan_brief(dossier(), ISSUER, ENGLISH, TODAY)
    assert len(first(found, Table).rows) == MOST_ACTIVITIES
    notes = [block.note for block in found.blocks if isinstance(block, Heading) and block.note]
    assert f"and {12 - MOST_ACTIVITIES} more activities" in notes


def test_a_draft_is_marked_and_lists_what_is_missing() -> None:
    whole = dossier()
    draft = Dossier(Plan(replace(whole.plan.campaign, state="draft", situation="")))
    found = plan_brief(draft, ISSUER, ENGLISH, TODAY)
    assert found.marks == ("sample", "draft")
    assert first(found, VerdictBox).shape == "soon"
    assert number_of_pages(found, "en") == 1


def test_a_shortened_text_ends_at_a_word() -> None:
    assert shortened("كلمة أخرى هنا", 9) == "كلمة …"
    assert shortened("قصير", 9) == "قصير"


def test_the_ministry_workbook_holds_true_values_and_the_same_keys_in_every_language(tmp_path: Path) -> None:
    start, end = date(2025, 1, 1), date(2026, 12, 31)
    keys = []
    for language in LANGUAGES:
        path = tmp_path / f"{language}.xlsx"
        sheets = ministry_sheets([dossier()], ISSUER, locale(language), start, end)
        write_workbook(path, sheets, language, properties(ISSUER, start, end))
        book = openpyxl.load_workbook(path)
        marker = [row for row in book["hospcomms"].iter_rows(values_only=True) if row[0] == "columns"]
        keys.append([row[2:] for row in marker])
        objectives = book.worksheets[1]
        head = marker[1][2]
        assert isinstance(head, int)
        values_of = {key: cell.value for key, cell in zip(marker[1][3:], objectives[head + 2], strict=True)}
        assert (values_of["value"], values_of["attained"]) == (0, 0)
        missing = {key: cell.value for key, cell in zip(marker[1][3:], objectives[head + 3], strict=True)}
        assert missing["value"] is None
        assert objectives.sheet_view.rightToLeft == (language == "ar")
        book.close()
    assert keys[0] == keys[1] == keys[2]


def test_amounts_of_a_campaign_are_summed_and_unknown_ones_are_not_zero() -> None:
    assert dossier().spent == Decimal(152500)
    assert dossier().committed is None


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.key)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_record_has_a_printed_sheet_and_a_printed_list(record: type[Record], language: str) -> None:
    speaking = locale(language)
    empty = record(id=1)
    assert number_of_pages(record_sheet(Sheaf(empty), ISSUER, speaking, TODAY), language) == 1
    names = (record.title_field,)
    assert number_of_pages(record_list(record, names, [empty], {}, ISSUER, speaking, TODAY), language) == 1


def test_a_record_sheet_prints_its_parts_and_links_in_words() -> None:
    whole = dossier()
    parts = Parts(type(whole.plan.objectives[0]), whole.plan.objectives)
    found = record_sheet(Sheaf(whole.plan.campaign, (parts,), {1: "ممرضو الاستعجالات"}), ISSUER, ENGLISH, TODAY)
    tables = [block for block in found.blocks if isinstance(block, Table)]
    assert "ممرضو الاستعجالات" in tables[1].rows[0]
    assert found.title == whole.plan.campaign.title


def test_every_kind_of_field_can_be_said() -> None:
    assert set(values._SAID) == set(Kind)
