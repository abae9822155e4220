"""Shortcuts answer while the Arabic layout is on, and typing Arabic stays typing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.dressing import dressed
from ui import actions
from ui.keyboard import LATIN

CONTROL = Qt.KeyboardModifier.ControlModifier


class Stage(QWidget):
    """A window with one field and a list of the shortcuts that answered."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.answered: list[str] = []
        QVBoxLayout(self).addWidget(self.field)
        for keys in ("Ctrl+K", "Ctrl+N", "Alt+Left"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda keys=keys: self.answered.append(keys))


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    dressed()
    made = Stage()
    qtbot.addWidget(made)
    made.show()
    made.field.setFocus()
    qtbot.waitUntil(made.field.hasFocus)
    return made


def press(widget: QWidget, letter: str, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    """One press as it arrives from an Arabic layout that has no Latin twin."""
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        QApplication.sendEvent(widget, QKeyEvent(kind, ord(letter), modifiers, letter))


@pytest.mark.parametrize(("letter", "keys"), [("ن", "Ctrl+K"), ("ى", "Ctrl+N")])
def test_control_with_an_arabic_letter_is_the_shortcut_on_the_same_key(stage: Stage, letter: str, keys: str) -> None:
    press(stage.field, letter)
    assert stage.answered == [keys]


def test_a_field_still_copies_and_pastes_with_the_arabic_layout(stage: Stage) -> None:
    stage.field.setText("حملة")
    press(stage.field, "ش")  # Ctrl+A
    assert stage.field.selectedText() == "حملة"
    press(stage.field, "ء")  # Ctrl+X
    assert stage.field.text() == ""
    press(stage.field, "ر")  # Ctrl+V
    assert stage.field.text() == "حملة"


def test_undo_while_typing_belongs_to_the_field(stage: Stage, qtbot: QtBot) -> None:
    shortcut = QShortcut(QKeySequence("Ctrl+Z"), stage)
    shortcut.activated.connect(lambda: stage.answered.append("Ctrl+Z"))
    qtbot.keyClicks(stage.field, "abc")
    press(stage.field, "ئ")  # Ctrl+Z
    assert stage.field.text() == ""
    assert stage.answered == []


def test_typing_arabic_is_left_alone(stage: Stage) -> None:
    press(stage.field, "ن", Qt.KeyboardModifier.NoModifier)
    assert stage.field.text() == "ن"
    assert stage.answered == []


def test_a_shortcut_of_a_hidden_page_does_not_answer(stage: Stage) -> None:
    hidden = QWidget(stage)
    QShortcut(QKeySequence("Ctrl+L"), hidden).activated.connect(lambda: stage.answered.append("hidden"))
    press(stage.field, "م")
    assert stage.answered == []


def test_every_letter_used_by_a_shortcut_has_its_arabic_key() -> None:
    latin = set(LATIN.values())
    used = {keys[-1].lower() for action in actions.ACTIONS for keys in action.keys if keys.startswith("Ctrl+")}
    assert {letter for letter in used if letter.isalpha()} <= latin


def test_the_arrows_of_back_and_forward_point_the_way_the_page_reads(qtbot: QtBot) -> None:
    dressed("ar")
    assert actions.cap(actions.BY_KEY["back"]) == "Alt+Right"
    dressed("fr")
    assert actions.cap(actions.BY_KEY["back"]) == "Alt+Left"


def test_no_two_actions_share_a_key() -> None:
    used = [keys for action in actions.ACTIONS for keys in action.keys]
    assert len(used) == len(set(used))
