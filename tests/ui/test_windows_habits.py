"""The habits of Windows, tried on the real system where there is one, and harmless everywhere else."""

from __future__ import annotations

import ctypes
import os
import runpy
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.campaigns import Campaign
from hospcomms.services import backups, records
from hospcomms.services import office as offices
from hospcomms.services.crash_reports import RunningMark
from hospcomms.services.logs import Log
from tests.ui.dressing import dressed
from tests.ui.shell_stage import Open, frame_of, settle, typed_in
from ui import foreground, running_names, session_end, system_look, taskbar, theme, time_zone
from ui.beginning import begin
from ui.guards import Guards
from ui.keyboard import latin_key
from ui.shell.backing_up import BackingUp
from ui.system_events import CLOCK, LOOK, SLEEP, WAKE
from ui.window import Window

IS_WINDOWS = sys.platform == "win32"
HAS_REAL_WINDOW = IS_WINDOWS and os.environ.get("QT_QPA_PLATFORM", "") == "windows"
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_the_program_is_known_by_its_names_while_it_runs() -> None:
    expected = running_names.NAMES if IS_WINDOWS else ()
    assert running_names.hold() == expected
    assert running_names.hold() == expected  # a second window of the same program
    assert running_names.are_held_by_any() == expected


def test_a_command_holds_the_names_too_so_that_setup_waits_for_it(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    held: list[bool] = []
    monkeypatch.setattr(running_names, "hold", lambda: held.append(not capsys.readouterr().out))
    monkeypatch.setattr(sys, "argv", ["main.py", "--version"])
    with pytest.raises(SystemExit) as left:
        runpy.run_path(str(root / "main.py"), run_name="__main__")
    assert left.value.code == 0
    assert held == [True], "before anything is done"


def test_the_taskbar_is_given_a_name_and_a_picture_in_every_size(qtbot: QtBot) -> None:
    assert taskbar.name_program() is IS_WINDOWS
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    taskbar.show_picture(app)
    assert {size.width() for size in app.windowIcon().availableSizes()} == set(taskbar.SIZES)
    for edge in taskbar.SIZES:
        picture = taskbar.picture(edge).toImage()
        found = [picture.pixelColor(x, y) for x in range(edge) for y in range(edge)]
        assert theme.LIGHT.accent.lower() in {colour.name() for colour in found}, edge
        assert max(colour.lightness() for colour in found if colour.alpha() == 255) > 200, edge
        assert picture.pixelColor(0, 0).alpha() < 255


def test_a_window_that_was_minimised_comes_to_the_front_as_large_as_it_was(qtbot: QtBot) -> None:
    for shows in (QWidget.showNormal, QWidget.showMaximized):
        window = QWidget()
        qtbot.addWidget(window)
        shows(window)
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMinimized)
        assert window.isMinimized()
        foreground.bring(window)
        qtbot.waitUntil(lambda window=window: not window.isMinimized())  # type: ignore[misc]
        assert window.isMaximized() is (shows is QWidget.showMaximized)
    assert foreground.allow(0) is False
    assert foreground.allow(os.getpid()) in ((True, False) if IS_WINDOWS else (False,))


@pytest.mark.parametrize(("room", "is_maximised"), [((1366, 768), True), ((1366, 1024), False), ((1920, 1040), False)])
def test_a_window_as_high_as_the_screen_leaves_no_room_for_its_bar_and_is_maximised(
    qtbot: QtBot, folder: Path, room: tuple[int, int], is_maximised: bool
) -> None:
    dressed()
    window = Window(folder)
    qtbot.addWidget(window)
    window.bounds.keep_to(QSize(*room))
    assert window.isMaximized() is is_maximised
    window.close()


@pytest.fixture
def zone() -> Iterator[None]:
    before = os.environ.get("TZ")
    yield
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    time_zone.read_again()


def test_local_times_follow_a_zone_that_was_changed_while_the_program_runs(zone: None) -> None:
    noon = datetime(2026, 1, 15, 12, tzinfo=UTC)
    for name, hours in (("AAA-1", 1), ("BBB5", -5)):
        os.environ["TZ"] = name
        time_zone.read_again()
        assert noon.astimezone().utcoffset() == timedelta(hours=hours)


def test_what_windows_wears_is_read_and_becomes_the_theme(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    dressed()
    assert isinstance(system_look.is_contrast(), bool)
    assert isinstance(system_look.colours(), QPalette)
    assert system_look.text_size() == 100
    for is_contrast, is_dark, name in ((False, False, "light"), (False, True, "dark"), (True, True, "contrast")):
        monkeypatch.setattr(system_look, "is_contrast", lambda found=is_contrast: found)
        monkeypatch.setattr(system_look, "is_dark", lambda found=is_dark: found)
        theme.choose("auto", 130)
        assert theme.current().name == name
        assert not theme.is_stale()
    monkeypatch.setattr(system_look, "is_contrast", lambda: False)
    assert theme.is_stale()


def test_a_contrast_theme_keeps_the_colours_that_were_chosen_for_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, "#2D3236"), (QPalette.ColorRole.WindowText, "#FFFFFF"),
        (QPalette.ColorRole.Highlight, "#ABCFF2"), (QPalette.ColorRole.HighlightedText, "#263B50"),
        (QPalette.ColorRole.Link, "#75E9FC"),
    ):  # fmt: skip
        chosen.setColor(role, QColor(colour))
    monkeypatch.setattr(system_look, "is_contrast", lambda: True)
    monkeypatch.setattr(system_look, "colours", lambda: chosen)
    used = theme.choose("auto")
    assert (used.app, used.text, used.sel, used.on_sel, used.accent) == (
        "#2D3236", "#FFFFFF", "#ABCFF2", "#263B50", "#75E9FC",
    )  # fmt: skip
    assert used.contrast


def test_a_program_begun_where_text_is_large_begins_with_large_text(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dressed()
    monkeypatch.setattr(system_look, "text_size", lambda: 150)
    window = Window(tmp_path / "new")
    qtbot.addWidget(window)
    begin(window, None)
    assert theme.current().zoom == 150
    window.close()


@pytest.fixture
def guarded(open_window: Open, folder: Path, qtbot: QtBot) -> Iterator[tuple[Window, Guards]]:
    window = open_window(theme="auto")
    mark = RunningMark(folder)
    mark.begin(catch_faults=False)
    guards = Guards(window, Log(folder), mark)
    window.closed.connect(guards.end)
    yield window, guards
    settle(qtbot, window)


def test_before_the_computer_sleeps_what_is_typed_is_kept_even_without_a_password(
    guarded: tuple[Window, Guards],
) -> None:
    window, guards = guarded
    campaign = typed_in(window)
    guards.told(SLEEP)
    assert window.office is not None
    assert records.draft(window.office, Campaign, campaign.id)


def test_a_computer_that_wakes_on_another_day_shows_its_pages_anew(
    guarded: tuple[Window, Guards], qtbot: QtBot
) -> None:
    window, guards = guarded
    before = window.frame
    for what in (WAKE, CLOCK):
        guards.told(what)
    settle(qtbot, window)
    assert window.frame is before
    guards._day = datetime(2020, 1, 1, tzinfo=UTC).date()
    guards.told(WAKE)
    settle(qtbot, window)
    assert window.frame is not before


def test_colours_changed_in_windows_are_worn_at_once(
    guarded: tuple[Window, Guards], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, guards = guarded
    monkeypatch.setattr(system_look, "is_contrast", lambda: False)
    for is_dark, name in ((True, "dark"), (False, "light")):
        monkeypatch.setattr(system_look, "is_dark", lambda found=is_dark: found)
        guards.told(LOOK)
        settle(qtbot, window)
        assert theme.current().name == name


def test_the_end_of_the_session_keeps_what_is_typed_backs_up_and_leaves_no_bad_end(
    guarded: tuple[Window, Guards], folder: Path
) -> None:
    window, guards = guarded
    BackingUp(window)
    campaign = typed_in(window)
    assert window.office is not None
    records.save(window.office, Campaign(title="today's work"))
    guards.session_end.asked()
    assert records.draft(window.office, Campaign, campaign.id)
    guards.session_end.ended()
    assert not window.isVisible()
    assert window.office is None
    assert RunningMark(folder).begin(catch_faults=False) is None
    again = offices.open_office(folder)
    assert records.draft(again, Campaign, campaign.id)
    assert not backups.is_changed(again)
    again.close()


def test_a_backup_that_takes_longer_than_windows_waits_does_not_hold_up_the_end(
    guarded: tuple[Window, Guards], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window, guards = guarded
    BackingUp(window)
    office = window.office
    assert office is not None
    records.save(office, Campaign(title="today's work"))
    inside, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with backups.turn(office):
            inside.set()
            may_end.wait(20)

    holder = threading.Thread(target=hold)
    holder.start()
    assert inside.wait(10)
    monkeypatch.setattr(session_end, "LONGEST", 200)
    guards.session_end.ended()
    assert holder.is_alive(), "it did not wait for the backup that is under way"
    assert window.is_cut_short
    may_end.set()
    holder.join()
    qtbot.waitUntil(lambda: not backups.is_changed(office))  # it was only not waited for
    office.close()


def test_a_session_that_goes_on_after_all_goes_on(guarded: tuple[Window, Guards], qtbot: QtBot) -> None:
    window, guards = guarded
    guards.session_end.asked()
    settle(qtbot, window)
    assert window.isVisible()
    frame_of(window).open_room("campaigns")
    settle(qtbot, window)


def pressed(key: int, modifiers: Qt.KeyboardModifier, text: str, virtual: int) -> QKeyEvent:
    """A press as Windows sends it, with the key it names by itself."""
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, 0, virtual, 0, text)


def test_commands_are_read_by_the_key_and_what_alt_gr_writes_is_typing(monkeypatch: pytest.MonkeyPatch) -> None:
    meem = ord("م")
    assert latin_key(pressed(meem, CONTROL, "", ord("L"))) == Qt.Key.Key_L
    assert latin_key(pressed(meem, CONTROL, "\x0c", ord("L"))) == Qt.Key.Key_L
    assert latin_key(pressed(meem, CONTROL, "", 0)) == Qt.Key.Key_L
    assert latin_key(pressed(ord("L"), CONTROL, "\x0c", ord("L"))) is None  # Qt knows it already
    assert latin_key(pressed(0xC0, CONTROL, "", 0x30)) == Qt.Key.Key_0  # à of a French keyboard
    monkeypatch.setattr(sys, "platform", "win32")
    assert latin_key(pressed(meem, CONTROL | ALT, "", ord("L"))) == Qt.Key.Key_L
    assert latin_key(pressed(meem, CONTROL | ALT, "م", ord("L"))) is None
    assert latin_key(pressed(0xC0, CONTROL | ALT, "@", 0x30)) is None
    group = Qt.KeyboardModifier.GroupSwitchModifier
    assert latin_key(pressed(meem, CONTROL | ALT | group, "م", ord("L"))) is None


def test_a_euro_sign_typed_with_alt_gr_is_no_command(qtbot: QtBot) -> None:
    dressed("fr")
    window, answered = QLineEdit(), []
    qtbot.addWidget(window)
    QShortcut(QKeySequence("Ctrl+E"), window).activated.connect(lambda: answered.append("Ctrl+E"))
    window.show()
    window.setFocus()
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        QApplication.sendEvent(window, QKeyEvent(kind, Qt.Key.Key_E, CONTROL | ALT, 0, 0x45, 0, "€"))
    assert answered == []
    assert window.text() == "€"


@pytest.mark.skipif(not HAS_REAL_WINDOW, reason="needs the windows of Windows")
def test_a_real_window_hears_windows_lock_sleep_wake_and_change_its_clock(
    guarded: tuple[Window, Guards], qtbot: QtBot
) -> None:
    window, guards = guarded
    heard: list[str] = []
    guards.system._told = heard.append
    send = ctypes.WinDLL("user32").SendMessageW  # type: ignore[attr-defined,unused-ignore]
    place = ctypes.c_void_p(int(window.winId()))
    for message, wide in ((0x02B1, 7), (0x0218, 4), (0x0218, 0x12), (0x001E, 0), (0x001A, 0x43)):
        send(place, message, ctypes.c_size_t(wide), ctypes.c_ssize_t(0))
    assert heard == ["lock", "sleep", "wake", "clock", "look"]


@pytest.mark.skipif(not HAS_REAL_WINDOW, reason="needs the clipboard of Windows")
def test_the_mark_for_the_history_of_the_clipboard_is_really_on_it(
    guarded: tuple[Window, Guards], qtbot: QtBot
) -> None:
    user = ctypes.WinDLL("user32")  # type: ignore[attr-defined,unused-ignore]
    QGuiApplication.clipboard().setText("بوعلام")
    QApplication.processEvents()
    number = user.RegisterClipboardFormatW("ExcludeClipboardContentFromMonitorProcessing")
    assert user.IsClipboardFormatAvailable(number)
    assert user.IsClipboardFormatAvailable(13)  # CF_UNICODETEXT


@pytest.mark.skipif(not HAS_REAL_WINDOW, reason="needs the windows of Windows")
def test_the_real_messages_of_the_end_of_the_session_keep_and_close(
    guarded: tuple[Window, Guards], folder: Path, qtbot: QtBot
) -> None:
    window, _guards = guarded
    campaign = typed_in(window)
    send = ctypes.WinDLL("user32").SendMessageW  # type: ignore[attr-defined,unused-ignore]
    place = ctypes.c_void_p(int(window.winId()))
    assert send(place, 0x0011, ctypes.c_size_t(0), ctypes.c_ssize_t(0)) == 1
    assert window.office is not None
    assert records.draft(window.office, Campaign, campaign.id)
    send(place, 0x0016, ctypes.c_size_t(0), ctypes.c_ssize_t(0))  # another program refused: nothing ends
    assert window.isVisible()
