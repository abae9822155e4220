"""The list page: found by typing, worked with keys, followed through changes, mirrored in Arabic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.fields import Record
from hospcomms.domain.query import Query, Sort
from hospcomms.services import records
from hospcomms.services.office import Office
from tests.ui.form_stage import begin, type_into, walk
from tests.ui.list_stage import add_activities, campaign_office, empty_office, kept, open_list, titles
from ui import theme
from ui.records.bulk_edit import BulkEdit, shared_fields
from ui.records.filters import Filter, How, Saved
from ui.records.list_head import TABLE
from ui.records.list_page import ListPage
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


def _press(qtbot: QtBot, page: ListPage, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(page.table, key, held)


def _campaign(office: Office, page: ListPage, row: int) -> Campaign:
    return records.get(office, Campaign, page.model.ident(row))


@pytest.mark.parametrize(("speech", "look"), [("ar", "light"), ("fr", "dark"), ("ar", "contrast"), ("en", "light")])
@pytest.mark.parametrize("width", [1366, 1100, 911])
def test_the_page_is_painted_in_every_direction_theme_and_width(
    qtbot: QtBot, office: Office, speech: str, look: str, width: int
) -> None:
    page = open_list(qtbot, begin(office, speech, look=look), width=width)
    page.table.go_to(3)
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    assert not page.grab().isNull()
    assert page.model.rowCount() == 8


def test_keys_open_edit_preview_and_delete(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    page = open_list(qtbot, session)
    page.table.setFocus()
    page.table.go_to(2)
    ident = page.model.ident(2)
    _press(qtbot, page, Qt.Key.Key_Return)
    _press(qtbot, page, Qt.Key.Key_F2)
    assert walk(session).opened == [(Campaign, ident)] * 2
    was_open = page.body.preview.isVisible()
    _press(qtbot, page, Qt.Key.Key_Space)
    assert page.body.preview.isVisible() is not was_open
    _press(qtbot, page, Qt.Key.Key_Delete)
    assert page.model.rowCount() == 7
    assert page.model.row_of(ident) == -1
    assert walk(session).commits[-1].steps[0].after is not None
    assert page.table.currentIndex().row() == 2


def test_what_is_deleted_is_found_in_the_bin_and_comes_back(qtbot: QtBot, office: Office) -> None:
    session = begin(office, "en")
    page = open_list(qtbot, session)
    page.table.go_to(0)
    title = titles(page)[0]
    _press(qtbot, page, Qt.Key.Key_Delete)
    page.show_bin(binned=True)
    assert titles(page) == [title]
    assert page.head.title.words() == "Campaigns: bin"
    assert page.head.new.isHidden()
    page.table.go_to(0)
    _press(qtbot, page, Qt.Key.Key_Delete)
    assert titles(page) == [title]
    page.acts.recover()
    assert page.model.rowCount() == 0
    page.show_bin(binned=False)
    assert title in titles(page)


def test_typing_filters_the_list_and_escape_shows_all(qtbot: QtBot, office: Office) -> None:
    page = open_list(qtbot, begin(office, "en"))
    page.focus_filter()
    type_into(page.chips.line, "الهاتف")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.head.count.words() == "1 of 8"
    qtbot.keyClick(page.chips.line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.model.rowCount() == 8)
    assert page.head.count.words() == "8 records"


def test_words_nobody_used_show_the_way_out(qtbot: QtBot, office: Office) -> None:
    page = open_list(qtbot, begin(office))
    type_into(page.chips.line, "زرافة")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert page.body.stack.currentWidget() is not page.table
    page.body.clear_asked.emit()
    assert page.model.rowCount() == 8
    assert page.body.stack.currentWidget() is page.table


def test_an_empty_list_says_what_belongs_here_and_begins_it(qtbot: QtBot, tmp_path: Path) -> None:
    office = empty_office(tmp_path / "empty")
    session = begin(office, "en")
    page = open_list(qtbot, session)
    shown = page.body.stack.currentWidget()
    assert shown is not page.table
    assert shown is not None
    button = shown.findChild(QAbstractButton)
    assert button is not None
    button.click()
    assert walk(session).opened == [(Campaign, 0)]
    records.save(office, Campaign(title="x"))
    office.close()


def test_chips_filter_and_are_removed_with_del(qtbot: QtBot, office: Office) -> None:
    page = open_list(qtbot, begin(office))
    page.chips.ask(page.chips.asked.with_filter(Filter("state", How.AMONG, ("running",))))
    assert page.model.rowCount() == 3
    chip = next(chip for chip in page.chips.chips() if chip.property("kind") == "chip-on")
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert page.model.rowCount() == 8
    assert all(chip.property("kind") == "chip" for chip in page.chips.chips())


def test_the_filter_menu_has_every_field_and_sets_several_values(qtbot: QtBot, office: Office) -> None:
    page = open_list(qtbot, begin(office, "en"))
    menu = page.chips.menus.fields()
    assert {"Title", "Status", "Start", "Planned budget"} <= {action.text() for action in menu.actions()}
    status = page.chips.menus.values(next(f for f in _fields() if f.name == "state"))
    ticks = {action.text(): action for action in status.actions() if action.isCheckable()}
    ticks["Running"].trigger()
    ticks["Draft"].trigger()
    assert page.chips.asked.filters == (Filter("state", How.AMONG, ("draft", "running")),)
    assert page.model.rowCount() == 4
    ticks["Running"].trigger()
    ticks["Draft"].trigger()
    assert page.chips.asked.filters == ()


def _fields() -> Any:
    from hospcomms.domain.fields import fields_of

    return fields_of(Campaign).values()


def test_two_ticks_bring_the_selection_bar_and_escape_takes_it_away(qtbot: QtBot, office: Office) -> None:
    page = open_list(qtbot, begin(office, "en"))
    for row in (1, 4):
        at = page.table.visualRect(page.model.index(row, CHECK)).center()
        qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, NONE, at)
    assert page.selection.isVisible()
    assert page.selection.count.words() == "2 selected"
    assert set(page.table.chosen_ids()) == {page.model.ident(1), page.model.ident(4)}
    page.table.setFocus()
    _press(qtbot, page, Qt.Key.Key_Escape)
    assert page.chips.isVisible()
    assert not page.model.ticked


def test_shift_and_ctrl_tick_what_they_select(qtbot: QtBot, office: Office) -> None:
    page = open_list(qtbot, begin(office))
    page.table.setFocus()
    page.table.go_to(1)
    _press(qtbot, page, Qt.Key.Key_Down, SHIFT)
    _press(qtbot, page, Qt.Key.Key_Down, SHIFT)
    assert page.model.ticked == {page.model.ident(row) for row in (1, 2, 3)}
    _press(qtbot, page, Qt.Key.Key_Down)
    assert not page.model.ticked
    _press(qtbot, page, Qt.Key.Key_A, CONTROL)
    assert page.model.all_ticked()
    _press(qtbot, page, Qt.Key.Key_Home)
    _press(qtbot, page, Qt.Key.Key_Space, CONTROL)
    assert len(page.model.ticked) == 1


def test_deleting_ticked_rows_is_one_change(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    page = open_list(qtbot, session)
    page.model.tick([page.model.ident(0), page.model.ident(5)])
    page.selection.delete_asked.emit()
    assert page.model.rowCount() == 6
    assert len(walk(session).commits) == 1
    commit = records.undo(office)
    assert commit is not None
    session.bus.committed.emit(commit)
    assert page.model.rowCount() == 8


def test_bulk_edit_changes_only_the_ticked_fields_and_says_so_first(qtbot: QtBot, office: Office) -> None:
    session = begin(office, "en")
    page = open_list(qtbot, session)
    chosen = [page.model.ident(row) for row in (0, 1, 2)]
    before = {ident: records.get(office, Campaign, ident) for ident in chosen}
    dialog = BulkEdit(session, Campaign, chosen, page)
    qtbot.addWidget(dialog)
    assert not dialog.save_button.isEnabled()
    tick, editor = dialog.rows["tier"]
    tick.setChecked(True)
    editor.set_value("enhanced")
    assert dialog.effect.words() == "Evaluation tier: changed in 3 records."
    dialog.save()
    assert dialog.result() == QDialog.DialogCode.Accepted
    for ident in chosen:
        after = records.get(office, Campaign, ident)
        assert after.tier == "enhanced"
        assert replace(after, tier=before[ident].tier).owner == before[ident].owner


def test_bulk_edit_offers_no_title_and_no_field_of_the_program() -> None:
    names = {field.name for field in shared_fields(Campaign)}
    assert "kind" in names
    assert not names & {"title", "reference", "state", "progress", "attachments", "situation"}


def test_a_bulk_edit_that_breaks_a_rule_changes_nothing(qtbot: QtBot, office: Office) -> None:
    session = begin(office, "en")
    page = open_list(qtbot, session)
    chosen = [page.model.ident(row) for row in (0, 1)]
    dialog = BulkEdit(session, Campaign, chosen, page)
    qtbot.addWidget(dialog)
    tick, _editor = dialog.rows["kind"]
    tick.setChecked(True)
    dialog.rows["kind"][1].set_value("")
    dialog.save()
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert dialog.trouble.words()
    assert all(records.get(office, Campaign, ident).kind for ident in chosen)


def test_copying_puts_a_table_on_the_clipboard(qtbot: QtBot, office: Office) -> None:
    page = open_list(qtbot, begin(office))
    page.chips.ask(page.chips.asked.with_filter(Filter("title", How.CONTAINS, "COVID")))
    page.table.setFocus()
    page.table.go_to(0)
    _press(qtbot, page, Qt.Key.Key_C, CONTROL)
    clipped = QGuiApplication.clipboard().mimeData()
    cells = clipped.text().split("\t")
    assert cells[0] == "COVID-19 (2026)"
    assert {"01/10/2026", "31/10/2026", "100", "240000"} <= set(cells)
    assert 'dir="rtl"' in clipped.html()
    _press(qtbot, page, Qt.Key.Key_C, CONTROL | SHIFT)
    assert len(QGuiApplication.clipboard().mimeData().text().splitlines()) == 2


def test_a_formula_is_copied_as_text(qtbot: QtBot, office: Office) -> None:
    records.save(office, Campaign(title='=HYPERLINK("x")'))
    page = open_list(qtbot, begin(office))
    page.chips.ask(page.chips.asked.with_filter(Filter("title", How.CONTAINS, "hyperlink")))
    page.table.go_to(0)
    page.acts.copy(headings=False)
    assert "mso-number-format:'\\@'\">=HYPERLINK(&quot;x&quot;)" in QGuiApplication.clipboard().mimeData().html()


def test_the_list_follows_a_change_and_keeps_its_place(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    page = open_list(qtbot, session)
    page.resize(1366, 300)
    page.table.go_to(5)
    page.table.verticalScrollBar().setValue(40)
    ident, above = page.table.current_id(), page.table.verticalScrollBar().value()
    commit = records.save(office, Campaign(title="أول القائمة", start=None))
    session.bus.committed.emit(commit)
    assert page.model.rowCount() == 9
    assert page.table.current_id() == ident
    assert page.table.selected_count() == 1
    assert page.table.verticalScrollBar().value() == above


def test_a_change_elsewhere_is_shown_when_the_page_is_seen_again(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    page = open_list(qtbot, session)
    page.hide()
    session.bus.committed.emit(records.save(office, Campaign(title="جديد")))
    assert page.model.rowCount() == 8
    page.show()
    assert page.model.rowCount() == 9


def test_an_edit_that_moves_nothing_only_repaints(qtbot: QtBot, office: Office) -> None:
    session = begin(office, "en")
    page = open_list(qtbot, session)
    changed = replace(_campaign(office, page, 0), kind="internal")
    with qtbot.assertNotEmitted(page.model.modelReset):
        session.bus.committed.emit(records.save(office, changed))
    assert page.model.index(0, 2).data() == "Internal"


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
