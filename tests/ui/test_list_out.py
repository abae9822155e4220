"""What is shown can be taken out: to a file as it stands, or through the menu of a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from hospcomms.domain.campaigns import Campaign
from hospcomms.services.office import Office
from tests.ui.form_stage import begin, walk
from tests.ui.list_stage import campaign_office, open_list
from ui.records import exporting
from ui.records.filters import Filter, How
from ui.records.list_page import ListPage


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    found = campaign_office(tmp_path / "office")
    yield found
    found.close()


def _export(qtbot: QtBot, page: ListPage, path: Path, idents: tuple[int, ...] = ()) -> None:
    session = page.session
    query = exporting.only(page.query(), idents) if idents else page.query()
    told = len(walk(session).said) + len(walk(session).refused)
    exporting.export(session, page, query, page.table.shown_columns(), path.suffix[1:], lambda *_asked: str(path))
    qtbot.waitUntil(lambda: len(walk(session).said) + len(walk(session).refused) > told)


def test_a_workbook_holds_the_rows_and_columns_that_are_shown(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    page = open_list(qtbot, begin(office, "en"))
    page.chips.ask(page.chips.asked.with_filter(Filter("state", How.AMONG, ("running",))))
    page.columns._chosen(("title", "budget"))
    _export(qtbot, page, tmp_path / "list.xlsx")
    assert walk(page.session).refused == []
    sheet = load_workbook(tmp_path / "list.xlsx").worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    titles = [page.model.index(row, 1).data() for row in range(3)]
    assert [line[0] for line in cells if line[0] in titles] == titles
    assert any(420_000 in line for line in cells)


def test_only_the_ticked_rows_are_exported_from_the_selection_bar(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    page = open_list(qtbot, begin(office, "fr"))
    chosen = page.model.ident(0), page.model.ident(2)
    _export(qtbot, page, tmp_path / "list.csv", chosen)
    assert walk(page.session).refused == []
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.reader(stream, delimiter=";"))
    assert len(lines) == 3


def test_a_file_that_cannot_be_written_is_said(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    page = open_list(qtbot, begin(office))
    (tmp_path / "taken.xlsx").mkdir()
    _export(qtbot, page, tmp_path / "taken.xlsx")
    assert len(walk(page.session).refused) == 1


def test_giving_up_the_file_name_exports_nothing(qtbot: QtBot, office: Office) -> None:
    page = open_list(qtbot, begin(office))
    exporting.export(page.session, page, page.query(), page.model.columns, "csv", lambda *_asked: "")
    assert not page.session.background.busy


def test_the_proposed_name_is_readable_and_legal(office: Office) -> None:
    session = begin(office, "en")
    from hospcomms.domain.query import Query

    assert exporting.file_name(session, Query(Campaign), "xlsx") == "Campaigns 2026-11-21.xlsx"


def test_the_menu_of_a_row_offers_what_can_be_done(qtbot: QtBot, office: Office) -> None:
    session = begin(office, "en")
    page = open_list(qtbot, session)
    page.table.go_to(0)
    words = [action.text() for action in page.row_menu().actions()]
    assert words == ["Open", "Edit", "Copy", "Copy with headings", "Delete"]
    edit = page.row_menu().actions()[1]
    edit.trigger()
    assert walk(session).opened == [(Campaign, page.model.ident(0))]
    page.acts.delete()
    page.show_bin(binned=True)
    assert "Recover from bin" in [action.text() for action in page.row_menu().actions()]
