"""A drill from activation to the end of its review, in Arabic, with key presses that go the way of the keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hospcomms.domain.incidents import STOOD_DOWN, Incident, IncidentStep
from hospcomms.services import after_action, incident_log, records
from tests.rooms.crisis_stage import desk_of, dialog_of, office_of, opened, ready_folder
from ui.window import Window

KEY, ALT, CTRL, SHIFT = (
    Qt.Key,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def hit(window: Window, key: Qt.Key, *with_keys: Qt.KeyboardModifier) -> None:
    """Press a key where the keyboard is."""
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in with_keys:
        modifiers |= one
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)
    QApplication.processEvents()


def say(window: Window, words: str) -> None:
    """Type Latin words; what QTest can press."""
    QTest.keyClicks(QApplication.focusWidget() or window, words)
    QApplication.processEvents()


def run(window: Window) -> None:
    """Everything one does at the desk, by its keys."""
    desk = desk_of(window)
    say(window, "first line")
    hit(window, KEY.Key_Return)
    assert desk.log.rows[0].words == "first line"
    hit(window, KEY.Key_Down, ALT)
    step = desk.steps.current().id
    hit(window, KEY.Key_F5)
    assert records.get(office_of(window), IncidentStep, step).done_at is not None
    for key in (KEY.Key_F6, KEY.Key_F2):
        hit(window, key)
        hit(window, KEY.Key_Return)
        hit(window, KEY.Key_Escape)
        assert QApplication.focusWidget() is desk.entry.line
    hit(window, KEY.Key_F8)
    say(window, "claim @ web")
    hit(window, KEY.Key_Return)
    hit(window, KEY.Key_1, ALT)
    hit(window, KEY.Key_F9)
    say(window, "under control")
    hit(window, KEY.Key_Return, CTRL)
    assert desk.pane is None
    hit(window, KEY.Key_E, CTRL)
    say(window, "the drill is over")
    hit(window, KEY.Key_Return)
    hit(window, KEY.Key_Return)


def test_a_drill_runs_from_f12_to_the_review_by_the_keyboard_alone(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(qtbot, ready_folder(tmp_path / "data"))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    hit(window, KEY.Key_F12)
    dialog = dialog_of(window)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None and dialog.isVisible())
    dialog.filter.textCursor().insertText("حريق")  # QTest cannot press Arabic letters
    dialog.drill.setFocus()
    hit(window, KEY.Key_Return)
    desk = desk_of(window)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is desk.entry.line)
    assert desk.desk.incident.is_drill
    ident = desk.desk.incident.id
    run(window)
    office = office_of(window)
    assert records.get(office, Incident, ident).state == STOOD_DOWN
    review = after_action.review(office, ident)
    assert (review.calls_reached, review.notices_told, len(review.reports)) == (1, 1, 1)
    assert [rumour.verified for rumour in review.rumours] == ["false"]
    assert incident_log.verify(office, ident) is None
    hit(window, KEY.Key_F12)
    assert window.frame is not None
    assert window.frame.strip.isHidden()
