"""A list is exported as it is shown: order, columns, true dates and numbers, and never a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from hospcomms.domain.activities import Activity
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Kind, fields_of, listed
from hospcomms.domain.locale import locale
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.services import embargo, records
from hospcomms.services.exchange import export_list, lists
from hospcomms.services.office import Office, open_office
from tests.hospital import make


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample hospital, only read."""
    folder = tmp_path_factory.mktemp("sample") / "office"
    make(folder)
    found = open_office(folder)
    yield found
    found.close()


def test_a_sheet_holds_what_the_list_shows_with_true_dates_and_numbers(sample: Office, tmp_path: Path) -> None:
    query = Query(Campaign, sort=(Sort("start"),)).where("state", Op.IS, "running")
    path = tmp_path / "c.xlsx"
    count = export_list(
        sample, query, ("title", "state", "start", "budget", "institution_objective"), path, locale("ar")
    )
    shown = load_workbook(path).worksheets[0]
    rows = list(shown.iter_rows(values_only=True))
    wanted = records.find(sample, query)
    assert count == len(wanted) == len(rows) - 1
    assert shown.sheet_view.rightToLeft
    assert [row[0] for row in rows[1:]] == [campaign.title for campaign in wanted]
    assert all(isinstance(row[2], datetime | date) and isinstance(row[3], int | float) for row in rows[1:])
    assert all(row[4] and not str(row[4]).isdigit() for row in rows[1:])


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.key)
def test_every_type_can_be_exported_with_all_its_columns(sample: Office, tmp_path: Path, record: type) -> None:
    names = tuple(fields_of(record))
    outside = embargo.leaving(sample, locale("fr"))
    for ending in ("xlsx", "csv"):
        path = tmp_path / f"list.{ending}"
        assert export_list(sample, Query(record), names, path, locale("fr")) == records.count(outside, Query(record))
        assert path.stat().st_size


def test_a_printed_list_is_a_pdf(sample: Office, tmp_path: Path) -> None:
    names = tuple(field.name for field in listed(Audience))
    export_list(sample, Query(Audience), names, tmp_path / "a.pdf", locale("ar"))
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_long_lists_are_read_in_pieces_and_told_about(
    sample: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "ROWS_AT_ONCE", 10)
    told: list[float] = []
    export_list(sample, Query(Activity), ("title",), tmp_path / "a.csv", locale("ar"), told.append)
    assert len(told) == -(-records.count(sample, Query(Activity)) // 10)
    assert told[-1] == 1.0
    assert told == sorted(told)


def test_nothing_exported_is_a_formula(office: Office, tmp_path: Path) -> None:
    traps = ["=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(1)", "\uff1d1+1"]
    for trap in traps:
        records.save(office, Audience(name=trap))
    export_list(office, Query(Audience, sort=(Sort("id"),)), ("name",), tmp_path / "a.xlsx", locale("ar"))
    cells = [row[0] for row in load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    export_list(office, Query(Audience, sort=(Sort("id"),)), ("name",), tmp_path / "a.csv", locale("ar"))
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        written = [row[0] for row in csv.reader(stream, delimiter=";")][1:]
    assert not any(text.startswith(("=", "+", "-", "@")) for text in written)


def test_an_unknown_ending_is_refused_and_private_fields_stay_at_home(sample: Office, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        export_list(sample, Query(Audience), ("name",), tmp_path / "a.docx", locale("ar"))
    assert caught.value.kind == "ending"
    for record in RECORDS:
        shown = lists.written_fields(record, tuple(fields_of(record)))
        assert not [field.name for field in shown if field.private]
    assert Kind.MONEY in {field.kind for field in lists.written_fields(Campaign, ("budget", "budget", "nothing"))}
