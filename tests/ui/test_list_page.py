"""The list page: found by typing, worked with keys, followed through changes, mirrored in Arabic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QDialog
from pytestqt.qtbot import QtBot

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.evaluations import ACCEPTED, Recommendation
from hospcomms.domain.fields import Texts
from hospcomms.services import records
from hospcomms.services.office import Office
from tests.ui.form_stage import begin, type_into, walk
from tests.ui.list_stage import campaign_office, empty_office, open_list, titles
from ui.language import plain
from ui.records.bulk_edit import BulkEdit, shared_fields
from ui.records.filters import Filter, How
from ui.records.list_page import ListPage
from ui.records.table import CHECK
from ui.widgets.labels import Label

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


def test_the_preview_shows_an_accepted_recommendation_by_its_day(qtbot: QtBot, office: Office) -> None:
    page = open_list(qtbot, begin(office, "en"))
    advice = Texts("سؤال عن العوائق", "", "Ask what stands in the way")
    due = office.today + timedelta(days=3)
    campaign = page.model.ident(2)
    records.save(office, Recommendation(campaign=campaign, advice=advice, decision=ACCEPTED, due=due))
    page.body.preview.show_record(records.get(office, Campaign, campaign))
    words = [label.words() for label in page.body.preview.findChildren(Label)]
    assert "سؤال عن العوائق" in [plain(said) for said in words]
    assert "in 3 days" in [plain(said) for said in words]


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
