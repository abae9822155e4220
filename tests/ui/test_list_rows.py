"""A long list is never loaded: what is looked at is read, and nothing else."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign, Segment
from hospcomms.domain.locale import locale
from hospcomms.domain.press import Person
from hospcomms.domain.query import Query, Sort
from hospcomms.services import records
from hospcomms.services.office import Office
from tests.ui.form_stage import begin
from tests.ui.list_stage import TODAY, campaign_office, long_office, open_list
from ui.records.columns import all_columns, default_columns
from ui.records.table import CHECK, ListModel
from ui.records.window_of_rows import KEPT, WINDOW, Rows

COUNT = 100_000


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = long_office(tmp_path_factory.mktemp("many") / "office", COUNT)
    yield office
    office.close()


@pytest.fixture
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = campaign_office(tmp_path_factory.mktemp("few") / "office")
    yield office
    office.close()


def test_a_list_of_100000_opens_by_reading_what_is_shown(qtbot: QtBot, many: Office) -> None:
    page = open_list(qtbot, begin(many), Audience)
    page.grab()
    assert page.model.rowCount() == COUNT
    assert page.model.rows is not None
    assert page.model.rows.fetched <= 2 * WINDOW


def test_going_to_the_end_reads_only_the_end(qtbot: QtBot, many: Office) -> None:
    page = open_list(qtbot, begin(many), Audience)
    page.table.scrollToBottom()
    page.grab()
    page.table.verticalScrollBar().setValue(page.table.verticalScrollBar().maximum() // 2)
    page.grab()
    assert page.model.rows is not None
    assert page.model.rows.fetched <= 5 * WINDOW


def test_only_the_last_windows_are_kept(many: Office) -> None:
    rows = Rows(many, Query(Audience))
    rows.complete(records.ids(many, Query(Audience)))
    for place in range(KEPT + 10):
        assert rows.record(place * WINDOW) is not None
    before = rows.fetched
    assert rows.record((KEPT + 9) * WINDOW) is not None
    assert rows.fetched == before
    assert rows.record(0) is not None
    assert rows.fetched == before + WINDOW


def test_ticking_all_of_100000_reads_none_of_them(qtbot: QtBot, many: Office) -> None:
    page = open_list(qtbot, begin(many), Audience)
    assert page.model.rows is not None
    before = page.model.rows.fetched
    page.table.selectAll()
    assert len(page.model.ticked) == COUNT
    assert page.model.all_ticked()
    assert page.model.rows.fetched - before <= WINDOW


def test_the_count_of_a_long_list_is_said(qtbot: QtBot, many: Office) -> None:
    page = open_list(qtbot, begin(many, "en"), Audience)
    assert page.head.count.words() == "100,000 records"


def test_a_short_list_is_whole_at_once(few: Office) -> None:
    rows = Rows(few, Query(Campaign))
    assert rows.is_complete
    assert len(rows) == 8


def test_a_record_that_is_gone_is_not_shown_as_another(few: Office) -> None:
    rows = Rows(few, Query(Campaign))
    rows.complete(array("q", [*rows.ids[:2], 999_999, *rows.ids[2:]]))
    assert rows.record(1) is not None
    assert rows.record(2) is None


@pytest.mark.parametrize("speech", ["ar", "fr"])
def test_the_model_keeps_the_rules_of_models(qtbot: QtBot, few: Office, speech: str) -> None:
    session = begin(few, speech)
    model = ListModel(session.locale, TODAY)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_columns(default_columns(all_columns(Campaign, "state")))
    model.show_rows(Rows(few, Query(Campaign)))
    model.complete(records.ids(few, Query(Campaign)))
    model.tick_all(on=True)
    model.renew(array("q", reversed(records.ids(few, Query(Campaign)))))
    assert model.rowCount() == 8
    assert model.columnCount() == 7
    assert not model.index(0, 0).parent().isValid()
    assert model.rowCount(model.index(0, 0)) == 0
    assert tester.model() is model


def test_rows_that_come_later_are_added_below(tmp_path: Path, qtbot: QtBot) -> None:
    """The tester of Qt asks for every row many times over, so there are no more than some windows of them."""
    several = long_office(tmp_path / "several", 10 * WINDOW)
    session = begin(several)
    model = ListModel(session.locale, TODAY)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_columns(default_columns(all_columns(Audience)))
    model.show_rows(Rows(several, Query(Audience)))
    assert model.rowCount() == WINDOW
    with qtbot.waitSignal(model.rowsInserted):
        model.complete(records.ids(several, Query(Audience)))
    assert model.rowCount() == 10 * WINDOW
    assert tester.model() is model
    several.close()


def test_a_tick_is_set_through_the_model(few: Office) -> None:
    session = begin(few)
    model = ListModel(session.locale, TODAY)
    model.show_columns(default_columns(all_columns(Campaign, "state")))
    model.show_rows(Rows(few, Query(Campaign)))
    index = model.index(2, CHECK)
    assert model.flags(index) & Qt.ItemFlag.ItemIsUserCheckable
    assert model.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert model.ticked == {model.ident(2)}
    assert model.data(index, Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
    assert model.data(QModelIndex()) is None


def test_titles_of_links_come_with_the_window(few: Office) -> None:
    campaign = records.find(few, Query(Campaign), limit=1)[0]
    audience = records.save(few, Audience(name="أمهات")).saved(Audience)
    records.save(few, Segment(campaign=campaign.id, audience=audience.id, insight="x"))
    rows = Rows(few, Query(Segment))
    assert rows.titles[audience.id] == "أمهات"


def test_the_order_of_the_list_is_the_offices(few: Office) -> None:
    query = replace(Query(Campaign), sort=(Sort("budget", descending=True),))
    rows = Rows(few, query)
    amounts = [rows.record(row).budget for row in range(len(rows))]  # type: ignore[union-attr]
    known = [amount for amount in amounts if amount is not None]
    assert known == sorted(known, reverse=True)


def test_the_second_line_of_a_tall_row_leaves_out_what_is_not_known() -> None:
    model = ListModel(locale("ar"), TODAY)
    model.columns = [column for column in all_columns(Person) if column.rank >= 5][:2]
    assert [column.field.name for column in model.columns] == ["other_name", "outlet"]
    assert model.second_line(Person(name="كريم")) == ""
    assert model.second_line(Person(name="كريم", other_name="كريمة")) == "كريمة"
