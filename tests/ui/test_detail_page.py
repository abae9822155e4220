"""A record's page says where it stands, offers only what may be done, and leads to all that belongs to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.activities import Activity
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.fields import Kind, Record, Texts, fields_of
from hospcomms.domain.objectives import Objective
from hospcomms.services import campaigns, records
from hospcomms.services.office import Office
from tests.ui.form_stage import begin, sample, type_into, walk
from tests.ui.misread import HOSTILE, hostile, misread
from ui.language import plain, tr
from ui.preview.window import PreviewWindow
from ui.records.detail_page import DetailPage
from ui.records.editors.editor import Editor
from ui.records.form_dialog import FormDialog
from ui.records.header import Head, Offer, RecordHeader
from ui.records.history_tab import HistoryTab, events
from ui.records.page_tabs import FORM, HISTORY
from ui.records.part_table import PartTable
from ui.records.tab_strip import TabStrip
from ui.remembered import remember
from ui.rooms.activities_tab import PAGE, ActivitiesTab
from ui.rooms.activities_tools import BOARD, LIST, TIMELINE
from ui.rooms.campaigns import ROOM as CAMPAIGNS
from ui.rooms.every import ROOMS, room_of
from ui.rooms.room import Room
from ui.session import Session
from ui.widgets.buttons import Button


def _page(qtbot: QtBot, session: Session, record: Record, view: str = "") -> DetailPage:
    room = room_of(type(record))
    assert room is not None
    page = DetailPage(session, room, record, view)
    qtbot.addWidget(page)
    page.resize(1162, 660)
    page.show()
    return page


def _campaign(office: Office, **values: object) -> Campaign:
    return records.save(office, replace(Campaign(title="مضاد حيوي بوصفة فقط"), **values)).saved(Campaign)  # type: ignore[arg-type]


def _buttons(page: DetailPage) -> list[str]:
    return [button.text() for button in page.header.findChildren(QPushButton) if button.isVisible() and button.text()]


_ALSO: dict[str, dict[str, Any]] = {
    "accreditation": {"outlet": 1},
    "development": {"decided_by": "x"},
    "enquiry": {"asker": "x"},
    "observance": {"rule": "by_hand"},
    "retention_rule": {"kind": "person"},
}
"""What the rules between the fields of a type ask for besides what is required."""


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.key)
@pytest.mark.parametrize("speech", ["ar", "fr"])
def test_the_page_of_every_room_opens_all_its_tabs_in_both_directions(
    qtbot: QtBot, office: Office, room: Room, speech: str
) -> None:
    session = begin(office, speech)
    described = [field for field in fields_of(room.record).values() if field.required]
    needed: dict[str, Any] = {
        field.name: sample(office, field) if field.low is None else field.low for field in described
    }
    in_languages = fields_of(room.record)[room.record.title_field].kind is Kind.TEXTS
    needed[room.record.title_field] = Texts(f"عنوان (1) {HOSTILE}") if in_languages else f"عنوان (1) {HOSTILE}"
    filled = room.record(**{**hostile(room.record), **needed, **_ALSO.get(room.record.key, {})})
    with office.store.change("x") as change:  # an incident begins at its desk, never by a form
        record = change.save(filled.settled())
    page = _page(qtbot, session, record)
    strip = page.findChild(TabStrip)
    assert strip is not None
    for place in range(strip.count()):
        strip.setCurrentIndex(place)
        page.grab()
        assert misread(page) == []
    assert page.tabs.key == HISTORY
    new = _page(qtbot, session, room.record())
    new.grab()


def test_tab_goes_through_the_buttons_of_the_head_before_the_tabs(qtbot: QtBot, office: Office) -> None:
    frame = QMainWindow()
    qtbot.addWidget(frame)
    page = DetailPage(begin(office, "en"), CAMPAIGNS, _campaign(office))
    frame.setCentralWidget(page)
    frame.show()
    shown = [button for button in page.header.findChildren(QPushButton) if button.isVisible()]
    at: QWidget = next(button for button in shown if button.property("kind") == "link")
    passed = [at]
    while len(passed) < len(shown):
        at = at.nextInFocusChain()
        if at.isVisible() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            passed.append(at)
    assert set(passed) == set(shown)


def test_the_head_offers_only_the_legal_moves_and_the_usual_one_first(qtbot: QtBot, office: Office) -> None:
    page = _page(qtbot, begin(office, "en"), _campaign(office))
    assert tr(campaigns.SUBMIT) in _buttons(page)
    assert tr(campaigns.APPROVE) not in _buttons(page)
    primary = [b for b in page.header.findChildren(QPushButton) if b.property("kind") == "primary" and b.isVisible()]
    assert [button.text() for button in primary] == [tr(campaigns.SUBMIT)]


def test_a_refused_move_lists_what_is_missing_and_leads_there(qtbot: QtBot, office: Office) -> None:
    campaign = _campaign(office)
    page = _page(qtbot, begin(office, "en"), campaign)
    page._chosen(campaigns.SUBMIT)
    assert page.missing.isVisible()
    assert any("Situation" in link.text() for link in page.missing.links)
    page.missing.wanted.emit("situation")
    assert page.tabs.key == FORM
    assert page.window().focusWidget() is page.form.cells["situation"].editor.target()
    page.missing.wanted.emit(Objective.key)
    table = next(table for table in page._tables if table.model.part is Objective)
    qtbot.waitUntil(lambda: not table.visibleRegion().isEmpty())
    assert records.get(office, Campaign, campaign.id).state == "draft"


def test_a_button_of_the_head_outlives_a_change_that_does_not_touch_the_head(qtbot: QtBot, office: Office) -> None:
    campaign = _campaign(office)
    session = begin(office, "en")
    page = _page(qtbot, session, campaign)
    offered = [button for button in page.header.findChildren(QPushButton) if button.isVisible()]
    submit = next(button for button in offered if button.text() == tr(campaigns.SUBMIT))
    session.go.committed(records.save(office, Objective(campaign=campaign.id, indicator="Hand washing")))
    assert submit in [button for button in page.header.findChildren(QPushButton) if button.isVisible()]


def test_what_was_mended_leaves_the_list_of_what_is_missing(qtbot: QtBot, office: Office) -> None:
    campaign = _campaign(office)
    session = begin(office, "en")
    page = _page(qtbot, session, campaign)
    page._chosen(campaigns.SUBMIT)
    before = [link.text() for link in page.missing.links]
    session.go.committed(records.save(office, replace(campaign, situation="Few know when to take antibiotics.")))
    after = [link.text() for link in page.missing.links]
    assert page.missing.isVisible()
    assert set(before) - set(after) == {text for text in before if "Situation" in text}


def test_what_is_typed_is_saved_before_a_move(qtbot: QtBot, office: Office) -> None:
    campaign = _campaign(office)
    page = _page(qtbot, begin(office), campaign)
    page.show_tab(FORM)
    type_into(page.form.cells["situation"].editor.target(), "الوضعية")
    page._chosen(campaigns.SUBMIT)
    assert records.get(office, Campaign, campaign.id).situation == "الوضعية"


def test_a_move_that_asks_opens_its_form_and_is_done_with_the_answer(qtbot: QtBot, office: Office) -> None:
    template = _campaign(office, is_template=True, start=date(2026, 1, 1))
    session = begin(office, "en")
    page = _page(qtbot, session, template)
    page._chosen(campaigns.START_TEMPLATE)
    dialog = page.window().findChild(FormDialog)
    assert isinstance(dialog, FormDialog)
    assert not dialog.form.save()
    type_into(dialog.form.cells["title"].editor.target(), "Spring")
    type_into(dialog.form.cells["start"].editor.target(), "1/3/2027")
    assert dialog.form.save()
    kind, ident = walk(session).opened[-1]
    assert kind is Campaign
    assert records.get(office, Campaign, ident).start == date(2027, 3, 1)


def test_a_new_record_is_saved_once_and_gives_way_to_its_page(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    page = _page(qtbot, session, Audience())
    type_into(page.form.cells["name"].editor.target(), "أمهات")
    for _ in range(5):
        QTest.keyClick(page.form.cells["name"].editor.target(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert len(walk(session).commits) == 1
    assert walk(session).opened == [(Audience, walk(session).commits[0].saved(Audience).id)]


def test_deleting_goes_back_and_offers_undo(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    saved = records.save(office, Audience(name="x")).saved(Audience)
    page = _page(qtbot, session, saved)
    page._chosen("Delete")
    assert walk(session).went_back == 1
    assert walk(session).commits[-1].saved(Audience).binned_at is not None


def test_the_page_follows_what_is_changed_elsewhere(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    saved = records.save(office, Audience(name="x")).saved(Audience)
    page = _page(qtbot, session, saved)
    session.go.committed(records.save(office, replace(saved, name="اسم آخر")))
    assert page.header.title.words() == "اسم آخر"


def test_leaving_keeps_the_draft_and_says_so(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    saved = records.save(office, Audience(name="x")).saved(Audience)
    page = _page(qtbot, session, saved)
    type_into(page.form.cells["name"].editor.target(), "y")
    page.leave()
    assert records.draft(office, Audience, saved.id) is not None
    assert walk(session).said


def test_the_history_reads_like_sentences_and_gives_a_value_back(qtbot: QtBot, office: Office) -> None:
    session = begin(office, "en")
    saved = records.save(office, Audience(name="Mothers")).saved(Audience)
    changed = records.save(office, replace(saved, name="Fathers", size=3.0)).saved(Audience)
    tab = HistoryTab(session, changed)
    qtbot.addWidget(tab)
    said = [plain(session.locale.say(event.words)) for event in tab.events]
    assert f"{office.settings.officer} changed Name from Mothers to Fathers" in said
    assert f"{office.settings.officer} set Number of people to 3" in said
    assert said[-1] == f"{office.settings.officer} added this record"
    event = next(event for event in tab.events if event.field and event.field.name == "name")
    tab.restore(event)
    assert records.get(office, Audience, saved.id).name == "Mothers"
    assert len(tab.events) == len(events(session, changed)) == len(said) + 1


def test_a_part_is_shown_on_the_page_of_its_whole(qtbot: QtBot, office: Office) -> None:
    campaign = _campaign(office)
    objective = records.save(office, Objective(campaign=campaign.id, indicator="نسبة")).saved(Objective)
    page = _page(qtbot, begin(office), campaign, Objective.key)
    page.show_part(Objective, objective.id)
    tables = [table for table in page.findChildren(PartTable) if table.model.part is Objective]
    assert tables[0].rows.currentIndex().row() == 0
    tables[0].opened.emit(objective)
    assert page.panel.isVisible()
    assert page.panel.form is not None
    type_into(page.panel.form.cells["method"].editor.target(), "استبيان")
    page.panel.save()
    assert records.get(office, Objective, objective.id).method == "استبيان"
    assert list(fields_of(Objective))


def test_a_report_is_made_beside_the_window_and_previewed(qtbot: QtBot, office: Office) -> None:
    page = _page(qtbot, begin(office), _campaign(office))
    page._chosen("plan-brief")
    window = page.findChild(PreviewWindow)
    assert isinstance(window, PreviewWindow)
    qtbot.waitUntil(lambda: window.printed is not None and not window.is_busy, timeout=60_000)
    assert window.printed is not None
    assert window.printed.content.startswith(b"%PDF")
    window.close()
    assert walk(page.session).refused == []


def test_ctrl_s_saves_the_open_row_of_a_part_as_well(qtbot: QtBot, office: Office) -> None:
    campaign = _campaign(office)
    page = _page(qtbot, begin(office), campaign, Objective.key)
    table = next(table for table in page.findChildren(PartTable) if table.model.part is Objective)
    table.rows.edit_cell(0, 0)
    editor = table.rows.indexWidget(table.rows.currentIndex())
    assert isinstance(editor, Editor)
    type_into(editor.target(), "نسبة المعرفة")
    QTest.keyClick(editor.target(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [one.indicator for one in records.parts(office, Objective, campaign.id)] == ["نسبة المعرفة"]


def test_the_tabs_of_a_campaign_say_how_far_the_plan_is_and_how_many_activities_there_are(
    qtbot: QtBot, office: Office
) -> None:
    campaign = _campaign(office, evaluation="استبيان قبلي وبعدي")
    session = begin(office, "en")
    page = _page(qtbot, session, campaign)
    strip = page.tabs.strip

    def words(key: str) -> str:
        place = next(place for place, tab in enumerate(page.tabs.tabs) if tab.key == key)
        return plain(strip.tabText(place))

    assert words(FORM) == "Plan  1 of 5"
    assert words("activities") == "Activities  0"
    session.go.committed(records.save(office, Activity(campaign=campaign.id, title="Leaflets")))
    assert words("activities") == "Activities  1"
    assert plain(strip.tabText(0)) == "Overview"


@pytest.mark.parametrize("view", [LIST, BOARD, TIMELINE])
def test_a_link_to_the_activities_brings_the_keyboard_to_their_table(qtbot: QtBot, office: Office, view: str) -> None:
    campaign = _campaign(office)
    session = begin(office, "en")
    records.save(office, Activity(campaign=campaign.id, title="Leaflets"))
    remember(office, PAGE, {"view": view})
    page = _page(qtbot, session, campaign)
    page.setFocus()
    assert page.window().focusWidget() is page.tabs.strip
    page.missing.wanted.emit(Activity.key)
    tab = page.tabs.page("activities")
    assert isinstance(tab, ActivitiesTab)
    focused = page.window().focusWidget()
    assert focused is not None
    assert tab.isAncestorOf(focused)
    assert isinstance(focused, QAbstractItemView)
    linked = _page(qtbot, session, campaign, Activity.key)
    linked.setFocus()
    assert isinstance(linked.window().focusWidget(), QAbstractItemView)


def test_what_is_grave_ends_the_menu_however_few_moves_there_are(qtbot: QtBot) -> None:
    header = RecordHeader()
    qtbot.addWidget(header)
    erase = Offer("erase", "Erase", grave=True)
    header.show_head(Head("Press", "press", "A person", moves=(erase,), more=(Offer("copy", "Copy"),)))
    menu = next(button.menu() for button in header.findChildren(Button) if button.menu() is not None)
    assert [plain(action.text()) for action in menu.actions()] == ["Copy", "Erase"]
