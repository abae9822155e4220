"""The page with the cards, and the page of each view of the place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.exchange.tasks import (
    BRING_HOME,
    CLIPS,
    CONSOLIDATE,
    CONTACTS,
    LETTER,
    SESSIONS,
    TASKS,
    TEMPLATE,
    TITLE,
    WORKBOOK,
    Task,
    record_of,
    task_of,
)
from ui.language import tr
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Picture
from ui.widgets.sheets import Sheet, scrolled

TWO_COLUMNS = 900
"""px of the page, at 100 %, from which the cards stand in pairs."""


def page_of(session: Session, view: str) -> QWidget:
    """The page of a view of this place; what a task needs is imported when it is first opened."""
    task = task_of(view)
    if task is WORKBOOK:
        from ui.exchange.workbook_page import WorkbookPage  # late: start-up

        return WorkbookPage(session, task)
    if task is TEMPLATE:
        from ui.exchange.template_page import TemplatePage  # late: start-up

        return TemplatePage(session, task)
    if task is CONSOLIDATE:
        from ui.exchange.consolidate_page import ConsolidatePage  # late: start-up

        return ConsolidatePage(session, task)
    if task is LETTER:
        from ui.exchange.letter_page import LetterPage  # late: start-up

        return LetterPage(session, task, record_of(view))
    if task is CONTACTS:
        from ui.importing.contacts_page import ContactsImportPage  # late: start-up

        return ContactsImportPage(session)
    if task is CLIPS:
        from ui.importing.clips_page import ClipsImportPage  # late: start-up

        return ClipsImportPage(session)
    if task is SESSIONS:
        from ui.importing.sessions_page import SessionsImportPage  # late: start-up

        return SessionsImportPage(session)
    if task is BRING_HOME:
        from ui.exchange.bring_home_page import BringHomePage  # late: start-up

        return BringHomePage(session, task)
    return ExchangePage(session)


class ExchangePage(QWidget):
    """Cards; each says what it is for and opens its own page."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.openers: dict[str, Button] = {}
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.px(12))
        self._column.addWidget(Label(tr(TITLE), role="title"))
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(12))
        self._cards = [self._card(task) for task in TASKS]
        self._columns = 0
        self._column.addWidget(scrolled(inside), 1)
        self.setFocusProxy(self.openers[TASKS[0].key])

    def _card(self, task: Task) -> Sheet:
        sheet = Sheet()
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(Picture(task.icon, 20, "accent"))
        head.addWidget(Label(tr(task.title), role="section", wrap=True), 1)
        opener = Button(tr(task.verb), lambda: self._session.go.open_room("exchange", task.key), icon=task.icon)
        self.openers[task.key] = opener
        sheet.body.addLayout(head)
        sheet.body.addWidget(Label(tr(task.line), tone="text2", wrap=True))
        sheet.body.addStretch(1)
        sheet.body.addWidget(opener, alignment=Qt.AlignmentFlag.AlignLeading)
        return sheet

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        edge = theme.px(12 if self.window().width() < theme.px(1000) else 20)
        self._column.setContentsMargins(edge, theme.px(16), edge, theme.px(12))
        columns = 2 if self.width() >= theme.px(TWO_COLUMNS) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for row in range(len(self._cards) + 1):
            self._grid.setRowStretch(row, 1 if row == -(-len(self._cards) // columns) else 0)
