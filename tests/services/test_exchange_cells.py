"""Every bad cell of a campaign workbook is said with its place, and then nothing of the file is saved."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from hospcomms.domain.activities import Activity, BudgetLine
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.fields import Kind, fields_of
from hospcomms.domain.objectives import Objective
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.exchange import import_campaign
from hospcomms.services.exchange.values import READERS, Cell, Unreadable, value_of
from hospcomms.services.office import Office
from tests.services.workbooks import Edit, as_error, filled, page, place, put

REFUSED: list[tuple[str, str, str, Edit, str]] = [
    ("a date as words", "Activities", "Start", put("activities", 2, "start", "next week"), "not a date"),
    ("an impossible date", "Activities", "Start", put("activities", 2, "start", "31/02/2026"), "not a day"),
    ("month before day", "Activities", "Start", put("activities", 2, "start", "04/13/2026"), "not a day"),
    ("a year of two digits", "Activities", "End", put("activities", 2, "end", "1/2/26"), "not a date"),
    ("a bare number as date", "Activities", "Start", put("activities", 2, "start", 46000), "not a date"),
    ("a year beyond reason", "Activities", "Start", put("activities", 2, "start", "1/1/1447"), "year"),
    ("end before start", "Plan", "End", put("plan", 0, "end", date(2012, 1, 1)), "before the start"),
    ("a percentage over 100", "Objectives", "Baseline value", put("objectives", 2, "baseline", 164), "between 0 and"),
    ("a share over 100", "Activities", "Progress", put("activities", 2, "share_done", 140), "between 0 and 100"),
    ("words for a number", "Objectives", "Target value", put("objectives", 2, "target", "about ten"), "not a number"),
    ("a number with two readings", "Budget", "Planned amount", put("budget", 2, "planned", "1,250"), "two ways"),
    ("yes for a number", "Results", "Measured value", put("results", 2, "value", True), "not a number"),
    ("33,000 characters", "Plan", "Situation", put("plan", 0, "situation", "س" * 32_700), "longer than"),
    ("a long title", "Plan", "Title", put("plan", 0, "title", "x" * 400), "longer than"),
    ("a formula", "Objectives", "Target value", put("objectives", 2, "target", "=1+1"), "formula"),
    ("an error", "Results", "Measured value", as_error("results", 2, "value", "#REF!"), "#REF!"),
    ("an unknown choice", "Plan", "Type", put("plan", 0, "kind", "Party"), "choices"),
    ("neither yes nor no", "Objectives", "Main indicator", put("objectives", 2, "is_primary", "perhaps"), "yes nor no"),
    ("a name that is nowhere", "Objectives", "Target audience", put("objectives", 2, "audience", "Martians"), "not in"),
    ("no title", "Plan", "Title", put("plan", 0, "title", None), "missing"),
    ("an outcome without objective", "Results", "Objective", put("results", 4, "objective", None), "objective"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "sheet", "column", "edit", "said"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_bad_cell_refuses_the_whole_file(
    quiet: Office, tmp_path: Path, what: str, sheet: str, column: str, edit: Edit, said: str
) -> None:
    report = import_campaign(quiet, filled(tmp_path / "w.xlsx", edit))

    found = [finding for finding in report.rejected if finding.sheet == sheet and finding.column == column]
    assert [str(finding.problem) for finding in found if said in str(finding.problem)], report.rejected
    assert all(finding.row >= 1 for finding in found)
    assert report.imported == 0
    assert report.commit is None
    assert report.refusal is not None
    assert _is_empty(quiet)


def test_two_objectives_with_the_same_name_are_refused(office: Office, tmp_path: Path) -> None:
    def edit(book: object) -> None:
        sheet = page(book, "objectives")
        sheet.cell(
            3, place("objectives", "indicator"), str(sheet.cell(2, place("objectives", "indicator")).value) + " "
        )

    report = import_campaign(office, filled(tmp_path / "w.xlsx", edit))
    doubled = [finding for finding in report.rejected if "same name" in str(finding.problem)]
    assert [finding.row for finding in doubled] == [3]
    assert _is_empty(office)


def test_a_missing_sheet_and_a_missing_heading_are_named(office: Office, tmp_path: Path) -> None:
    def edit(book: object) -> None:
        del book["Results"]  # type: ignore[attr-defined]
        page(book, "objectives").cell(1, place("objectives", "indicator"), "Indikator")

    report = import_campaign(office, filled(tmp_path / "w.xlsx", edit))
    said = {(finding.sheet, finding.column): str(finding.problem) for finding in report.rejected}
    assert "missing" in said["Results", ""]
    assert "not known" in said["Objectives", "Indikator"]
    assert any("“Indicator” is missing" in str(finding.problem) for finding in report.rejected)
    assert _is_empty(office)


def test_a_missing_optional_heading_is_only_said(office: Office, tmp_path: Path) -> None:
    def edit(book: object) -> None:
        page(book, "activities").delete_cols(place("activities", "place"))

    report = import_campaign(office, filled(tmp_path / "w.xlsx", edit))
    assert not report.rejected
    assert any("Place" in str(finding.problem) for finding in report.warnings)


def test_accepted_writings_become_the_values_they_mean(office: Office, tmp_path: Path) -> None:
    edits = [
        put("activities", 2, "start", "٢١/١١/٢٠٢٦"),
        put("activities", 2, "end", "2026-12-24"),
        put("activities", 3, "start", "3.4.2026"),
        put("objectives", 2, "target", 0.09, "0%"),
        put("objectives", 3, "target", "٣٦٫٦ ٪"),
        put("objectives", 3, "is_primary", "نعم"),
        put("objectives", 3, "direction", "augmenter"),
        put("plan", 0, "reference", 213552123456.0),
        put("plan", 0, "title", "Line\u202e one_x0007_\nand two"),
        put("plan", 0, "limits", "a\u202eb\nc"),
        put("plan", 0, "strategy", "'=SUM(1)"),
        put("audiences", 2, "size", "2\u202f910"),
        put("audiences", 2, "channels", "Radio, Mosque"),
        lambda book: page(book, "budget").append(["Paper", None, "12 500,50"]),
    ]

    def edit(book: object) -> None:
        for one in edits:
            one(book)

    report = import_campaign(office, filled(tmp_path / "w.xlsx", edit))
    assert report.rejected == ()
    campaign = records.find(office, Query(Campaign))[0]
    assert (campaign.title, campaign.reference) == ("Line one and two", "213552123456")
    assert campaign.strategy == "'=SUM(1)"
    first, second, third = records.parts(office, Objective, campaign.id)
    by_indicator = {objective.target: objective for objective in (first, second, third)}
    assert set(by_indicator) == {9.0, 36.6, None}
    assert by_indicator[36.6].is_primary
    assert by_indicator[36.6].direction == "increase"
    activities = records.parts(office, Activity, campaign.id)
    assert {activity.start for activity in activities} == {date(2026, 11, 21), date(2026, 4, 3), None}
    audience = records.find(office, Query(Audience))[0]
    assert (audience.size, audience.channels) == (2910.0, ("radio", "mosque"))
    assert records.parts(office, BudgetLine, campaign.id)[0].planned == Decimal("12500.5")
    said = [str(finding.problem) for finding in report.warnings]
    assert any("control characters" in text for text in said)
    assert any("day first" in text for text in said)


def test_text_is_data_and_comes_back_as_it_was_typed(office: Office, tmp_path: Path) -> None:
    strange = "{0.__class__} %s <b>bold</b> ' OR 1=1 -- =cmd|'/c calc'!A1"
    report = import_campaign(office, filled(tmp_path / "w.xlsx", put("plan", 0, "insight", strange)))
    assert not report.rejected
    assert records.find(office, Query(Campaign))[0].insight == strange


def test_every_kind_of_field_has_its_way_of_reading_a_cell() -> None:
    assert set(READERS) == set(Kind)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("12", 12), ("12,5", 12.5), ("12.5", 12.5), ("1 250", 1250), ("1\u202f250,75", 1250.75), ("1.250,5", 1250.5),
        ("1,250,000", 1250000), ("0,125", 0.125), ("٤٢", 42), ("٤٢٫٥", 42.5), ("١٬٢٥٠", 1250), ("-3", -3),
        ("\u22123", -3), ("38 %", 38), ("٣٨٪", 38), ("", None), ("1,250", None), ("1e400", None), ("²", None),
        ("NaN", None), ("12 people", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text: str, meant: float | None) -> None:
    field = fields_of(Objective)["target"]
    if meant is None and text:
        with pytest.raises(Unreadable):
            value_of(field, Cell(text))
    else:
        assert value_of(field, Cell(text)) == meant


def _is_empty(office: Office) -> bool:
    return not any(records.count(office, Query(record)) for record in RECORDS) and records.undoable(office) is None
