"""A row of joined buttons says its words where there is room for them, and always to screen readers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.widgets.segments import Segments


def test_with_little_room_only_the_chosen_option_says_its_words(qtbot: QtBot) -> None:
    row = Segments([("a", "List", "list"), ("b", "Waiting for approval", "send"), ("c", "Day", "")])
    qtbot.addWidget(row)
    row.show()
    first, second, third = row.findChildren(QPushButton)
    whole = row.sizeHint().width()
    row.shorten(short=True)
    assert [part.text() for part in (first, second, third)] == ["List", "", "Day"]  # no icon stands for the third
    assert (second.toolTip(), second.accessibleName()) == ("Waiting for approval", "Waiting for approval")
    assert row.sizeHint().width() < whole
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert (row.current(), first.text(), second.text()) == ("b", "", "Waiting for approval")
    row.shorten(short=False)
    assert [part.text() for part in (first, second, third)] == ["List", "Waiting for approval", "Day"]
    assert not second.toolTip()
