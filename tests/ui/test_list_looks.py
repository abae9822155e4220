"""A list looks as the officer left it, fits every window, and runs in the direction of its page."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.fields import Record
from hospcomms.domain.query import Query, Sort
from hospcomms.services import records
from hospcomms.services.office import Office
from tests.ui.form_stage import begin
from tests.ui.list_stage import add_activities, campaign_office, kept, open_list, titles
from ui import theme
from ui.records.filters import Filter, How, Saved
from ui.records.list_head import TABLE
from ui.records.table import CHECK
from ui.records.ways import Ways

NONE, CONTROL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    found = campaign_office(tmp_path / "office")
    yield found
    found.close()


@pytest.mark.parametrize(("speech", "look"), [("ar", "light"), ("fr", "dark"), ("ar", "contrast"), ("en", "light")])
@pytest.mark.parametrize("width", [1366, 911])
def test_the_page_is_painted_in_every_direction_theme_and_width(
    qtbot: QtBot, office: Office, speech: str, look: str, width: int
) -> None:
    page = open_list(qtbot, begin(office, speech, look=look), width=width)
    page.table.go_to(3)
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    assert not page.grab().isNull()
    assert page.model.rowCount() == 8


def test_clicking_a_heading_sorts_and_it_is_remembered(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    page = open_list(qtbot, session)
    header = page.table.horizontalHeader()
    budget = len(page.model.columns)
    header.sectionClicked.emit(budget)
    header.sectionClicked.emit(budget)
    assert page.model.sort_by[0] == Sort("budget", descending=True)
    assert page.model.record(0).budget == max(  # type: ignore[union-attr]
        item.budget for item in records.find(office, Query(Campaign)) if item.budget is not None
    )
    again = open_list(qtbot, session)
    assert again.model.sort_by[0] == Sort("budget", descending=True)


def test_chosen_columns_their_order_and_width_are_remembered(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    page = open_list(qtbot, session)
    chooser = page.columns.choose(QPoint(0, 0))
    chooser.columns_chosen.emit(("title", "owner", "state"))
    chooser.density_chosen.emit("tall")
    chooser.close()
    page.ways.choose_width("owner", 222)
    assert [column.key for column in page.model.columns] == ["title", "owner", "state"]
    again = Ways(office, page.room)
    assert [column.key for column in again.columns()] == ["title", "owner", "state"]
    assert next(column.width for column in again.columns() if column.key == "owner") == 222
    assert again.arrangement.density == "tall"
    again.reset()
    assert len(Ways(office, page.room).columns()) == 6


def test_the_chooser_moves_columns_with_alt_and_arrows(qtbot: QtBot, office: Office) -> None:
    page = open_list(qtbot, begin(office))
    chooser = page.columns.choose(QPoint(0, 0))
    chooser.list.setCurrentRow(1)
    qtbot.keyClick(chooser.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [column.key for column in page.model.columns][:3] == ["title", "state", "kind"]
    chooser.close()


def test_saved_filters_count_today_and_are_pinned(qtbot: QtBot, office: Office) -> None:
    page = open_list(qtbot, begin(office, "en"))
    running = Saved("Running now", (Filter("state", How.AMONG, ("running",)),), is_pinned=True)
    page.chips.saved.keep(running)
    assert page.chips.saved.count(running) == 3
    assert "3" in " ".join(action.text() for action in page.chips.saved.menu_now().actions())
    again = open_list(qtbot, page.session)
    again.show_view("saved:Running now")
    assert again.model.rowCount() == 3
    assert again.chips.saved.all() == [running]
    again.chips.saved.forget("Running now")
    assert again.chips.saved.all() == []


def test_the_foot_sums_what_is_shown(qtbot: QtBot, office: Office) -> None:
    page = open_list(qtbot, begin(office, "en"))
    assert "DZD 1,455,000" in page.body.foot.sum.words()
    page.chips.ask(page.chips.asked.with_filter(Filter("state", How.AMONG, ("approved",))))
    assert "DZD 95,000" in page.body.foot.sum.words()
    page.chips.ask(page.chips.asked.with_filter(Filter("state", How.AMONG, ("draft",))))
    assert page.body.foot.sum.isHidden()


def test_the_preview_follows_the_row_and_lies_over_a_small_window(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    page = open_list(qtbot, session)
    add_activities(office, page.model.ident(3))
    page.table.go_to(3)
    qtbot.waitUntil(lambda: page.body.preview.ident == page.model.ident(3))
    page.resize(1100, 640)
    assert page.body.preview.isHidden()
    page.toggle_preview()
    assert page.body.preview.geometry().left() == 0
    page.toggle_preview()
    page.resize(1366, 690)
    assert page.body.preview.isVisible()


def _lines_of_ink(picture: QImage) -> int:
    """How many lines of writing there are: runs of rows of pixels that are not all of the ground's colour."""
    ground = picture.pixel(0, picture.height() // 2)
    inked = [any(picture.pixel(x, y) != ground for x in range(picture.width())) for y in range(2, picture.height() - 3)]
    return sum(here and not before for before, here in itertools.pairwise([False, *inked]))


@pytest.mark.parametrize("density", ["compact", "normal", "tall"])
@pytest.mark.parametrize("speech", ["ar", "fr"])
def test_a_period_over_two_years_stands_in_two_lines_and_is_not_cut(
    qtbot: QtBot, office: Office, speech: str, density: str
) -> None:
    longest = records.find(office, Query(Campaign, sort=(Sort("start", descending=True),)), limit=1)[0]
    records.save(office, replace(longest, start=date(2025, 10, 18), end=date(2027, 3, 31)))
    page = open_list(qtbot, begin(office, speech))
    page.table.choose_density(density)
    column = next(place for place, found in enumerate(page.model.columns) if found.is_period) + 1
    lines = {}
    for row in range(page.model.rowCount()):
        area = page.table.visualRect(page.model.index(row, column))
        lines[page.model.ident(row)] = _lines_of_ink(page.table.viewport().grab(area).toImage())
    assert lines.pop(longest.id) == 2
    assert set(lines.values()) == {1}


def test_columns_are_dropped_when_the_window_is_narrow(qtbot: QtBot, office: Office) -> None:
    page = open_list(qtbot, begin(office), width=560)
    shown = [column.key for column in page.table.shown_columns()]
    assert shown[0] == "title"
    assert "kind" not in shown
    wide = open_list(qtbot, begin(office), width=1366)
    assert len(wide.table.shown_columns()) == 6


@pytest.mark.parametrize(("speech", "right"), [("ar", True), ("fr", False)])
def test_the_page_is_mirrored(qtbot: QtBot, office: Office, speech: str, right: bool) -> None:
    page = open_list(qtbot, begin(office, speech))
    page.table.go_to(2)
    first, last = (page.table.visualRect(page.model.index(2, column)) for column in (CHECK, 6))
    assert (first.left() > last.left()) is right
    assert (page.body.preview.x() < page.body.width() // 2) is right
    image = page.table.viewport().grab().toImage()
    edge = image.width() - 2 if right else 1
    assert image.pixelColor(edge, first.center().y()) == QColor(theme.current().accent)


def test_a_hand_made_view_takes_the_place_of_the_table(qtbot: QtBot, office: Office) -> None:
    page = open_list(qtbot, begin(office))
    page.show_view("board")
    assert not page.table.isVisible()
    page.focus_filter()
    assert page.table.isVisible()
    assert page.head.views.current() == TABLE


def test_everything_on_the_page_has_a_name(qtbot: QtBot, office: Office) -> None:
    page = open_list(qtbot, begin(office))
    page.model.tick([page.model.ident(0), page.model.ident(1)])
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and widget.isVisible()
    ]
    assert nameless == []


def test_a_list_of_another_record_shows_its_own_columns(qtbot: QtBot, office: Office) -> None:
    record: type[Record] = Audience
    records.save(office, Audience(name="أمهات", size=1200.0, channels=("radio",)))
    page = open_list(qtbot, begin(office, "en"), record)
    assert titles(page) == ["أمهات"]
    assert kept(office, Audience) == ["أمهات"]
    row = [page.model.index(0, place).data() for place in range(1, page.model.columnCount())]
    assert "1,200" in row
    assert "Radio" in row
