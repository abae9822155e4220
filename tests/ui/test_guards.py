"""What stands guard: idle time, the session of Windows, the clipboard, failures; and the way back after a bad end."""

from __future__ import annotations

import ctypes
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.query import Query
from hospcomms.services import logs, records
from hospcomms.services import office as offices
from hospcomms.services.crash_reports import CrashReport, Left
from hospcomms.services.logs import Log
from tests.ui.shell_stage import Open, campaign_of, frame_of, settle, typed_in
from ui.clipboard import LASTING, PASSING, ClipboardWatch
from ui.failures import Failures, told_by_qt
from ui.idle import IdleWatch
from ui.records.detail_page import DetailPage
from ui.return_place import go_back, place_of
from ui.shell.crash_dialog import CrashDialog, copy_report
from ui.shell.places import Place
from ui.system_events import POWER_BROADCAST, SESSION_CHANGE, SystemEvents, meaning_of
from ui.typed import keep

NAME = "بوعلام قسنطيني"


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_nobody_at_the_computer_is_told_once_and_a_key_or_the_mouse_begins_the_time_anew(
    owner: QWidget, qtbot: QtBot
) -> None:
    now, minutes, told = [0.0], [10], []
    watch = IdleWatch(lambda: minutes[0], owner, lambda: now[0])
    watch.watch(owner.windowHandle())
    watch.idle.connect(lambda: told.append(now[0]))
    for at, signs in ((599, ()), (601, (1,)), (602, (1,)), (1300, (1,))):
        now[0] = at
        watch.look()
        assert len(told) == len(signs), at
    QTest.keyClick(owner.windowHandle(), Qt.Key.Key_A)
    now[0] = 1899
    watch.look()
    assert len(told) == 1
    QTest.mouseMove(owner.windowHandle(), owner.rect().center())
    now[0] = 2498
    watch.look()
    assert len(told) == 1
    minutes[0], now[0] = 0, 99_999
    watch.look()
    assert len(told) == 1  # never
    minutes[0] = 10
    watch.look()
    assert len(told) == 2


def test_a_lock_of_the_session_and_a_suspend_are_read_from_what_windows_sends(owner: QWidget) -> None:
    meanings = {
        (SESSION_CHANGE, 0x7): "lock", (SESSION_CHANGE, 0x8): "", (SESSION_CHANGE, 0x2): "lock",
        (SESSION_CHANGE, 0x5): "", (POWER_BROADCAST, 0x4): "sleep", (POWER_BROADCAST, 0x7): "wake",
        (POWER_BROADCAST, 0xA): "", (0x0100, 0x7): "", (SESSION_CHANGE, 0x6): "lock",
    }  # fmt: skip
    for (message, wide), meaning in meanings.items():
        assert meaning_of(message, wide) == meaning, (message, wide)

    class Sent(ctypes.Structure):
        """MSG of Windows, 64 bit: handle, message, two parameters, time and place."""

        _fields_ = (
            ("window", ctypes.c_void_p), ("message", ctypes.c_uint), ("wide", ctypes.c_size_t),
            ("long", ctypes.c_ssize_t), ("time", ctypes.c_uint), ("x", ctypes.c_long), ("y", ctypes.c_long),
        )  # fmt: skip

    told: list[str] = []
    events = SystemEvents(owner, told.append)
    events.begin()
    for message, wide in meanings:
        sent = Sent(1, message, wide, 0, 0, 0, 0)
        assert events.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(sent)) == (False, 0)
    events.end()
    assert told == ["lock", "lock", "sleep", "wake", "lock"]


def hear() -> None:
    """Windows tells of a change of the clipboard by a message, other systems at once."""
    for _turn in range(5):
        QApplication.processEvents()


def put(text: str) -> None:
    """Put a text on the clipboard, and hear of it."""
    QGuiApplication.clipboard().setText(text)
    hear()


def test_the_clipboard_gives_up_what_we_put_there_and_only_that(owner: QWidget, qtbot: QtBot) -> None:
    clipboard, ours, seconds = QGuiApplication.clipboard(), [True], [60]
    watch = ClipboardWatch(clipboard, lambda: seconds[0], owner, owns=lambda: ours[0], excludes=True)
    put(NAME)
    assert clipboard.mimeData().hasFormat(PASSING)
    assert clipboard.text() == NAME
    assert watch.timer.remainingTime() > 50_000
    watch.timer.timeout.emit()
    assert clipboard.text() == ""

    clipboard.setText(NAME)
    ours[0] = False
    put("of another program")
    assert not watch.timer.isActive()
    watch.forget()
    assert clipboard.text() == "of another program"

    ours[0] = True
    put(NAME)
    clipboard.blockSignals(True)  # another program whose change is not told
    put("of another program")
    clipboard.blockSignals(False)
    watch.forget()
    assert clipboard.text() == "of another program"

    seconds[0] = 0
    put(NAME)
    assert not watch.timer.isActive()
    assert watch.holds_ours
    watch.forget()  # a lock and the end take it all the same
    assert clipboard.text() == ""

    copy_report(CrashReport(datetime(2026, 11, 22, tzinfo=UTC), "1", ("ui.window:1:open",)))
    hear()
    assert clipboard.mimeData().hasFormat(LASTING)
    watch.forget()
    assert "ui.window:1:open" in clipboard.text()


def test_rows_copied_from_a_list_and_words_cut_in_a_field_are_taken_off_alike(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    clipboard = QGuiApplication.clipboard()
    watch = ClipboardWatch(clipboard, lambda: 60, window, owns=lambda: True, excludes=False)
    frame_of(window).open_room("campaigns")
    settle(qtbot, window)
    from ui.records.list_page import ListPage  # late: beside its use

    page = frame_of(window).pages.currentWidget()
    assert isinstance(page, ListPage)
    page.table.selectAll()
    page.acts.copy(headings=True)
    hear()
    assert campaign_of(window).title in clipboard.text()
    assert watch.holds_ours
    watch.forget()
    assert clipboard.text() == ""
    search = frame_of(window).top.search
    search.setText(NAME)
    search.selectAll()
    search.cut()
    hear()
    assert clipboard.text() == NAME
    watch.forget()
    assert clipboard.text() == ""


def test_a_failure_is_shown_once_with_a_report_that_holds_no_words(
    open_window: Open, qtbot: QtBot, folder: Path
) -> None:
    window = open_window()
    again: list[str] = []
    failures = Failures(window, Log(folder), lambda: again.append("again"))
    window.background.broke.connect(failures.report)
    try:

        def work(_progress: object) -> None:
            raise ValueError(NAME)

        window.background.start(window, work, done=lambda _nothing: None, failed=lambda _error: None)
        qtbot.waitUntil(lambda: window.findChild(CrashDialog) is not None)
        failures._failed(KeyError, KeyError(NAME), None)
        qWarning(f"QPainter::begin: {NAME}")
        dialogs = window.findChildren(CrashDialog)
        assert len(dialogs) == 1
        assert "work" in dialogs[0].words()
        assert "ValueError" in dialogs[0].words()
        assert NAME not in dialogs[0].words()
        dialogs[0]._restart()
        assert again == ["again"]
    finally:
        failures.end()
    written = b"".join(path.read_bytes() for path in (folder / logs.FOLDER).glob("*.log"))
    assert b"ValueError" in written
    assert b"KeyError" in written
    assert b"QPainter::begin" in written
    assert NAME.encode() not in written
    assert told_by_qt("qt.svg", "/people/Boualem/x.svg: broken") == "Qt qt.svg (message left out)"
    settle(qtbot, window)


def test_what_is_typed_is_a_draft_when_windows_ends_the_session_and_a_close_waits_for_a_save(
    open_window: Open, qtbot: QtBot, folder: Path
) -> None:
    window = open_window()
    campaign = typed_in(window)
    assert keep(window)
    office = window.office
    assert office is not None
    assert records.draft(office, Campaign, campaign.id)

    inside, may_end = threading.Event(), threading.Event()

    def save() -> None:
        with office.store.change("Save") as change:
            change.save(Campaign(title="saved while the window closes"))
            inside.set()
            may_end.wait(10)

    thread = threading.Thread(target=save)
    thread.start()
    assert inside.wait(10)
    threading.Timer(0.2, may_end.set).start()
    window.close()
    thread.join()
    again = offices.open_office(folder)
    assert records.count(again, Query(Campaign)) == 2
    again.close()


def test_after_a_bad_end_the_next_start_opens_where_it_was_and_says_so_once(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    campaign = campaign_of(window)
    frame_of(window).open_room("campaigns", f"saved:{NAME}")
    frame_of(window).open_record(Campaign, campaign.id)
    page = frame_of(window).pages.currentWidget()
    assert isinstance(page, DetailPage)
    page.show_tab("history")
    kept = place_of(window)
    assert NAME not in str(kept)
    assert campaign.title not in str(kept)
    window.close()
    report = CrashReport(datetime(2026, 11, 22, tzinfo=UTC), "1", ())
    window = open_window()
    go_back(window, Left(report, kept))
    page = frame_of(window).pages.currentWidget()
    assert isinstance(page, DetailPage)
    assert (page.record.id, page.tabs.key) == (campaign.id, "history")
    assert frame_of(window).banner.words()
    frame_of(window).back()
    assert frame_of(window).pages.place == Place("room", "campaigns")
    for wrong in ({}, {"trail": 7}, {"trail": [["record", "nothing", 1, ""], ["room", "x", 0, ""], 5, [1]]},
                  {"trail": [["record", "campaign", 999_999, ""]]}):  # fmt: skip
        go_back(window, Left(report, wrong))
        assert frame_of(window).pages.currentWidget() is not None
    settle(qtbot, window)
