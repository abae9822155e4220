"""Pages in the place of one another: where the keyboard is when what had it goes."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.places import Pages, Place


def test_the_keyboard_stays_in_the_page_when_the_button_that_had_it_is_hidden(qtbot: QtBot) -> None:
    frame, page = QWidget(), QWidget()
    column = QVBoxLayout(page)
    line, button = QLineEdit(), QPushButton("withdraw")
    column.addWidget(line)
    column.addWidget(button)
    page.setFocusProxy(line)
    pages = Pages(lambda _place: page)
    row = QHBoxLayout(frame)
    row.addWidget(QPushButton("sidebar"))
    row.addWidget(pages)
    qtbot.addWidget(frame)
    frame.show()
    pages.go(Place("home"))
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    button.setFocus()
    assert QApplication.focusWidget() is button
    button.hide()
    assert QApplication.focusWidget() is line
