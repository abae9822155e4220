"""A record in a window of its own: found by Ctrl+Enter, it follows what is changed and keeps what is typed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.services import records
from tests.ui.shell_stage import Open, campaign_of, frame_of, settle, type_in
from ui.language import plain
from ui.records.detail_page import DetailPage
from ui.rooms.every import ROOMS
from ui.shell.frame import Frame
from ui.shell.places import Place


def search_for(qtbot: QtBot, frame: Frame, words: str, title: str) -> None:
    frame.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
    type_in(frame.top.search, words)
    qtbot.waitUntil(lambda: any(line.words == title for line in frame.finds.lines()))


def test_ctrl_enter_in_the_search_opens_a_second_window_once(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    frame = frame_of(window)
    for _ in range(2):
        search_for(qtbot, frame, "سكري", "مرضى السكري")
        qtbot.keyClick(frame.top.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert frame.pages.place == Place("home")
    assert len(window.others) == 1
    other = window.others[0]
    assert other.isVisible()
    assert not other.isModal()
    assert plain(other.windowTitle()) == "مرضى السكري"
    assert other.place.key == Audience.key
    other.close()
    assert window.others == []


def test_a_second_window_keeps_a_draft_and_follows_the_first(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    assert window.office is not None
    frame = frame_of(window)
    search_for(qtbot, frame, "مضاد", "مضاد حيوي بوصفة فقط")
    qtbot.keyClick(frame.top.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    other = window.others[0]
    campaign = campaign_of(window)
    frame.committed(records.save(window.office, replace(campaign, title="عنوان آخر")))
    page = other.page
    assert isinstance(page, DetailPage)
    assert page.header.title.words() == "عنوان آخر"
    page.show_tab("situation")
    type_in(page.form.cells["situation"].editor.target(), "يباع دون وصفة")
    other.close()
    assert records.draft(window.office, Campaign, campaign.id) is not None
    assert frame.toast.isVisible()


def test_a_second_window_turns_with_the_language_and_closes_with_the_first(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    assert window.office is not None
    frame = frame_of(window)
    search_for(qtbot, frame, "سكري", "مرضى السكري")
    qtbot.keyClick(frame.top.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    other = window.others[0]
    window.apply(replace(window.office.settings, language="en"))
    settle(qtbot, window)
    assert other.layoutDirection() == Qt.LayoutDirection.LeftToRight
    other.open_room(ROOMS[0].key)
    assert frame_of(window).pages.place == Place("room", ROOMS[0].key)
    window.close()
    assert window.others == []
    assert window.office is None
