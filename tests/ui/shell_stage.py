"""What the tests of the whole window do again and again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.query import Query
from hospcomms.services import records
from ui.records.detail_page import DetailPage
from ui.shell.frame import Frame
from ui.window import Window

Open = Callable[..., Window]


def frame_of(window: Window) -> Frame:
    assert window.frame is not None
    return window.frame


def type_in(field: QWidget, words: str) -> None:
    """Type Arabic letters, which QTest cannot press."""
    for letter in words:
        press = QKeyEvent(QEvent.Type.KeyPress, ord(letter), Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(field, press)


def settle(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: not window.is_busy())


def campaign_of(window: Window) -> Campaign:
    """The one campaign of the folder."""
    assert window.office is not None
    found: Campaign = records.find(window.office, Query(Campaign))[0]
    return found


def typed_in(window: Window) -> Campaign:
    """Type into the form of the campaign; returns it as it was."""
    campaign = campaign_of(window)
    frame_of(window).open_record(Campaign, campaign.id)
    page = frame_of(window).pages.currentWidget()
    assert isinstance(page, DetailPage)
    page.show_tab("form")
    type_in(page.form.cells["title"].editor.target(), " وأكثر")
    return campaign
