"""The window as the officer meets it: rooms, history, search, undo, languages, sizes, and what it remembers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.changes import Commit, Step
from hospcomms.domain.fields import Texts
from hospcomms.domain.materials import QualityScore
from hospcomms.domain.programmes import FollowUp
from hospcomms.domain.wording import sentence
from hospcomms.services import records
from hospcomms.services.office import open_office
from tests.storage.awkward import plain as plain_record
from tests.ui.dressing import dressed
from tests.ui.misread import HOSTILE, hostile, misread
from tests.ui.shell_stage import Open, campaign_of, frame_of, settle, type_in
from ui.language import plain, tr
from ui.records.filters import Saved
from ui.records.list_page import ListPage
from ui.remembered import recall
from ui.rooms.every import ROOMS
from ui.rooms.room import Room
from ui.shell.places import Place
from ui.shell.status_line import named
from ui.shell.top_bar import USUAL
from ui.widgets.labels import Label
from ui.window import Window
from ui.window_size import SMALLEST


def test_the_sidebar_shows_home_and_every_room_there_is_and_nothing_else(open_window: Open) -> None:
    buttons = frame_of(open_window()).sidebar.buttons()
    assert {button.entry.key for button in buttons} == {"home", *(room.key for room in ROOMS if not room.under)}


@pytest.mark.parametrize("room", [room for room in ROOMS if room.under], ids=lambda room: room.key)
def test_a_room_under_another_is_unfolded_with_it_and_told_by_it_before(open_window: Open, room: Room) -> None:
    sidebar = frame_of(open_window()).sidebar
    sidebar.show_counts({room.key: (2, True), room.under: (1, False)})
    parent = next(button for button in sidebar.buttons() if button.entry.key == room.under)
    assert "3" in parent.accessibleName()
    for key in (room.under, room.key):
        sidebar.choose(key)
        shown = [button.entry.key for button in sidebar.buttons()]
        assert shown.index(room.key) > shown.index(room.under)
        assert "1" in parent.accessibleName()
    sidebar.choose("home")
    assert room.key not in [button.entry.key for button in sidebar.buttons()]


@pytest.mark.parametrize(("language", "side"), [("ar", "right"), ("fr", "left"), ("en", "left")])
def test_the_sidebar_stands_at_the_start_of_the_page(open_window: Open, language: str, side: str) -> None:
    window = open_window(language=language)
    sidebar = frame_of(window).sidebar
    middle = sidebar.mapTo(window, sidebar.rect().center()).x()
    assert (middle > window.width() / 2) is (side == "right")


def test_the_window_fits_the_smallest_size_with_a_narrow_sidebar(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    assert frame_of(window).sidebar.width() == 204
    window.resize(911, 460)
    qtbot.waitUntil(lambda: frame_of(window).narrow)
    assert frame_of(window).sidebar.width() == 52
    assert window.width() == 911
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: not frame_of(window).narrow)


def test_a_room_is_opened_by_mouse_and_by_arrows_and_enter(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    frame = frame_of(window)
    first = frame.sidebar.buttons()[1]
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert frame.pages.place == Place("room", ROOMS[0].key)
    assert first.isChecked()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    second = frame.sidebar.buttons()[2]
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Return)
    assert frame.pages.place == Place("room", second.entry.key)


def test_back_and_forward_walk_the_pages_again(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    frame = frame_of(window)
    assert not frame.top.back.isEnabled()
    frame.open_room(ROOMS[0].key)
    frame.open_room("settings")
    frame.top.back.click()
    assert frame.pages.place == Place("room", ROOMS[0].key)
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)  # back, in an Arabic page
    assert frame.pages.place == Place("home")
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert frame.pages.place == Place("room", ROOMS[0].key)
    assert frame.top.forward.isEnabled()


def test_a_record_opens_on_its_page_and_is_found_again_among_the_last_ones(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    frame = frame_of(window)
    campaign = campaign_of(window)
    frame.open_record(Campaign, campaign.id)
    assert frame.pages.place == Place("record", Campaign.key, campaign.id)
    frame.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
    frame.finds.ask()
    qtbot.waitUntil(lambda: any(line.words == campaign.title for line in frame.finds.lines()))


def test_a_record_that_is_gone_is_said_on_the_page_one_is_on(open_window: Open) -> None:
    frame = frame_of(open_window())
    frame.open_record(Campaign, 999_999)
    assert frame.pages.place == Place("home")
    assert frame.banner.words() != ""
    frame.open_room(ROOMS[0].key)
    assert frame.banner.words() == ""


def test_a_pinned_filter_stands_below_its_room_and_opens_it_filtered(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    frame = frame_of(window)
    frame.open_room("audiences")
    page = frame.pages.currentWidget()
    assert isinstance(page, ListPage)
    page.chips.saved.keep(Saved("السكري فقط", (), "السكري", is_pinned=True))
    names = [button.entry.words for button in frame.sidebar.buttons()]
    assert names.index("السكري فقط") == names.index(tr(Audience.many)) + 1
    frame.sidebar.buttons()[names.index("السكري فقط")].click()
    settle(qtbot, window)
    page = frame.pages.currentWidget()
    assert isinstance(page, ListPage)
    assert page.chips.asked.words == "السكري"
    assert [button.entry.words for button in frame.sidebar.buttons() if button.isChecked()] == ["السكري فقط"]
    page.chips.saved.forget("السكري فقط")
    assert "السكري فقط" not in [button.entry.words for button in frame.sidebar.buttons()]


def test_search_finds_records_by_room_and_enter_opens_the_first(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    frame = frame_of(window)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert frame.top.search.hasFocus()
    type_in(frame.top.search, "سكري")
    qtbot.waitUntil(lambda: any(line.words == "مرضى السكري" for line in frame.finds.lines()))
    assert frame.finds.isVisible()
    qtbot.keyClick(frame.top.search, Qt.Key.Key_Return)
    place = frame.pages.place
    assert place is not None
    assert (place.kind, place.key) == ("record", Audience.key)
    assert not frame.finds.isVisible()


def test_enter_before_the_answer_opens_what_is_typed_and_not_what_was_shown(open_window: Open, qtbot: QtBot) -> None:
    frame = frame_of(open_window())
    box = frame.top.search
    box.setFocus(Qt.FocusReason.ShortcutFocusReason)
    type_in(box, "سكري")
    qtbot.waitUntil(lambda: any(line.words == "مرضى السكري" for line in frame.finds.lines()))
    box.selectAll()
    type_in(box, "مضاد")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: frame.pages.place is not None and frame.pages.place.key == Campaign.key)


def test_search_also_runs_commands(open_window: Open, qtbot: QtBot) -> None:
    frame = frame_of(open_window(language="en"))
    frame.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
    qtbot.keyClicks(frame.top.search, "setti")
    qtbot.waitUntil(lambda: any(line.words == "Settings" for line in frame.finds.lines()))
    qtbot.keyClick(frame.top.search, Qt.Key.Key_Return)
    assert frame.pages.place == Place("settings")


def test_words_that_are_found_nowhere_say_so(open_window: Open, qtbot: QtBot) -> None:
    frame = frame_of(open_window())
    frame.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
    type_in(frame.top.search, "ظظظظ")
    qtbot.waitUntil(frame.finds.isVisible)
    assert frame.finds.lines() == []


def test_undo_is_offered_by_name_and_done_by_key(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(language="en")
    frame = frame_of(window)
    campaign = campaign_of(window)
    assert window.office is not None
    frame.committed(records.remove(window.office, Campaign, [campaign.id]))
    assert frame.top.undo.isEnabled()
    assert campaign.title in plain(frame.top.undo.accessibleName())
    assert frame.toast.isVisible()
    assert campaign.title in frame.toast.words()
    assert campaign.title in frame.status.words()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert records.get(window.office, Campaign, campaign.id).binned_at is None
    assert frame.top.redo.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert records.get(window.office, Campaign, campaign.id).binned_at is not None


def test_a_choice_of_language_turns_the_same_page_over(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    frame_of(window).open_room("settings")
    assert window.office is not None
    for language, direction in (("fr", Qt.LayoutDirection.LeftToRight), ("ar", Qt.LayoutDirection.RightToLeft)):
        window.apply(replace(window.office.settings, language=language))
        settle(qtbot, window)
        frame = frame_of(window)
        assert frame.pages.place == Place("settings")
        assert frame.layoutDirection() == direction
        assert window.office.settings.language == language
        settle(qtbot, window)
    frame_of(window).back()
    assert frame_of(window).pages.place == Place("home")


def test_the_zoom_grows_the_letters_and_is_kept(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    before = frame_of(window).sidebar.width()
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert window.office is not None
    assert window.office.settings.zoom == 110
    settle(qtbot, window)
    assert frame_of(window).sidebar.width() != before
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert window.office.settings.zoom == 100
    settle(qtbot, window)


def test_the_size_of_the_window_is_kept_for_the_next_start(open_window: Open, folder: Path) -> None:
    window = open_window()
    window.resize(1100, 640)
    window.close()
    assert open_window().size().toTuple() == (1100, 640)


def test_a_window_larger_than_the_screen_starts_maximised(qtbot: QtBot, folder: Path) -> None:
    dressed()
    window = Window(folder)
    qtbot.addWidget(window)
    window.bounds.keep_to(QSize(911, 480))
    window.open()
    assert window.width() == 911
    assert SMALLEST[1] <= window.height() <= 480
    assert window.isMaximized()
    frame = frame_of(window)
    assert frame.narrow
    window.close()


def test_the_settings_keep_the_names_of_the_office(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    frame = frame_of(window)
    frame.open_room("settings")
    page = frame.pages.currentWidget()
    line = page.form._lines["hospital", "fr"]  # type: ignore[union-attr]
    line.setFocus()
    qtbot.keyClicks(line, "Nouvel ")
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert window.office is not None
    assert "Nouvel" in window.office.settings.hospital.fr
    assert window.office.settings.hospital.ar == "مستشفى عيّنة"
    settle(qtbot, window)


def test_what_is_typed_in_the_settings_survives_leaving_the_page(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    frame = frame_of(window)
    frame.open_room("settings")
    line = frame.pages.currentWidget().form._lines["officer", ""]  # type: ignore[union-attr]
    line.setFocus()
    qtbot.keyClicks(line, "ABC ")
    frame.open_room("home")
    assert window.office is not None
    assert "ABC" in window.office.settings.officer
    settle(qtbot, window)


def test_f1_shows_the_help_of_the_room_in_the_language_of_the_window(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(language="fr")
    frame = frame_of(window)
    frame.open_room("campaigns")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert frame.doing.help is not None
    assert "ampagne" in frame.doing.help.words()
    frame.doing.help.close()


def test_nothing_a_person_typed_is_ever_read_as_markup(open_window: Open, folder: Path, qtbot: QtBot) -> None:
    office = open_office(folder)
    with office.store.change("x") as change:  # one of each kind, whatever its rules: only what is shown counts here
        for room in (one for one in ROOMS if one.record.key != "incident"):  # one that runs has the window to itself
            change.save(plain_record(room.record, **hostile(room.record)).settled())
    office.close()
    window = open_window(officer=HOSTILE, department=Texts(ar=HOSTILE), hospital=Texts(ar=HOSTILE))
    frame = frame_of(window)
    for key in ("home", "settings", *(room.key for room in ROOMS)):
        frame.open_room(key)
        settle(qtbot, window)
        page = frame.pages.currentWidget()
        assert page is not None
        assert misread(page) == [], key
    frame.say(sentence("{title} saved", title=HOSTILE))
    frame.refuse(sentence("{title} not saved", title=HOSTILE))
    assert misread(window) == []
    assert "Dupont" in window.windowTitle()


def test_every_button_of_the_shell_has_a_name(open_window: Open) -> None:
    frame = frame_of(open_window())
    shell: tuple[QWidget, ...] = (frame.sidebar, frame.top, frame.status)
    nameless = [
        button
        for part in shell
        for button in part.findChildren(QAbstractButton)
        if not (QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name))
    ]
    assert nameless == []


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_no_words_of_the_shell_are_cut_at_the_usual_size(open_window: Open, language: str) -> None:
    window = open_window(language=language)
    for label in frame_of(window).sidebar.findChildren(Label):
        assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width() + 1, label.words()


def test_the_start_and_the_end_of_the_top_bar_change_sides(open_window: Open, qtbot: QtBot) -> None:
    places = {}
    for language in ("ar", "fr"):
        window = open_window(language=language)
        top = frame_of(window).top
        places[language] = (top.search.mapTo(window, QPoint()).x(), top.new.mapTo(window, QPoint()).x())
        settle(qtbot, window)
        window.close()
    assert places["ar"][0] > places["ar"][1]
    assert places["fr"][0] < places["fr"][1]


def test_pages_remember_beside_each_other(open_window: Open) -> None:
    window = open_window()
    frame_of(window).open_record(Campaign, campaign_of(window).id)
    assert window.office is not None
    assert recall(window.office, "recent")["records"][0][0] == Campaign.key


def test_the_list_of_what_can_be_begun_fits_a_low_window_and_leads_to_every_room(
    open_window: Open, qtbot: QtBot
) -> None:
    frame = frame_of(open_window())
    begun: list[str] = []
    frame.top.begin.disconnect()
    frame.top.begin.connect(begun.append)
    frame.top.open_new()
    menu = frame.top._menu
    first = [action for action in menu.actions() if not action.isSeparator()]
    more = first[-1].menu()
    assert isinstance(more, QMenu)
    assert len(first) - 1 == len(USUAL) == 14
    assert max(menu.sizeHint().height(), more.sizeHint().height()) <= 512  # 1366x768 at 150 %
    about = more.actions()[-1].menu()
    assert isinstance(about, QMenu)
    offered = [*first[:-1], *more.actions()[:-1], *about.actions()]
    assert len(offered) == len(ROOMS)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert begun == [USUAL[0]]
    for action in offered[1:]:
        action.trigger()
    assert set(begun) == {room.key for room in ROOMS}


def test_a_record_named_by_a_choice_or_by_nothing_yet_is_told_in_words() -> None:
    score = QualityScore(material=2, version=3, instrument="cci", scored_by="ن. واحي")
    commit = Commit(1, "Save the score", datetime(2026, 11, 22, 10, tzinfo=UTC), "ن. واحي", (Step(None, score),))
    assert str(named(commit).values["title"]) == "Clear Communication Index, full sheet"
    nameless = replace(commit, steps=(Step(None, FollowUp(programme=2, due=date(2027, 6, 15))),))
    assert str(named(nameless).values["title"]) == "Follow-up"
