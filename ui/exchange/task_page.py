"""What the pages of the tasks share: the way back, numbered steps, one button that saves, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.wording import N_, Sentence
from ui import theme
from ui.exchange.errand import Errand
from ui.exchange.result import Result
from ui.exchange.tasks import PLACE, TITLE, Task
from ui.language import tr
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.messages import Banner
from ui.widgets.sheets import Sheet, scrolled

WIDEST = 880
"""px at 100 %: lines longer than this are hard to read."""


@dataclass(frozen=True)
class Order:
    """What is to be written: the name proposed, the kind of file, the work, and what is said when it is done.

    ``work`` gets the path and what hears how far it is; ``told`` gets its answer and the path.
    """

    name: str
    kind: str
    work: Callable[[Path, Callable[[float], None]], Any]
    told: Callable[[Any, Path], list[Sentence]]


class TaskPage(QWidget):
    """A page with steps and one primary button; a task adds its steps and gives its `Order`."""

    def __init__(self, session: Session, task: Task, verb: str) -> None:
        super().__init__()
        self.session, self.task = session, task
        self.banner = Banner(self)
        self.result = Result(self)
        self.primary = Button(tr(verb), self.begin, icon="save", kind="primary", key="Ctrl+S")
        self.errand = Errand(self)
        self._steps = 0
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.px(12))
        inside.setMaximumWidth(theme.px(WIDEST))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inside, 100)
        row.addStretch(1)
        self.area = scrolled(holder)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.px(8))
        self._column.addLayout(self._head())
        self._column.addWidget(self.banner)
        self._column.addWidget(self.result)
        self._column.addWidget(self.area, 1)

    def _head(self) -> QVBoxLayout:
        path = QHBoxLayout()
        self.back = Button(tr(TITLE), lambda: self.session.go.open_room(PLACE), kind="link")
        path.addWidget(self.back)
        path.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(theme.px(12))
        line.addWidget(Label(tr(self.task.title), role="title", elide=True), 1)
        line.addWidget(self.primary)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addLayout(path)
        head.addLayout(line)
        return head

    def add_step(self, title: str, *widgets: QWidget) -> Sheet:
        """Put a step below the others: its heading and what is chosen in it."""
        sheet = Sheet()
        sheet.body.addWidget(Label(tr(title), role="section"))
        for widget in widgets:
            sheet.body.addWidget(widget)
        self.body.addWidget(sheet)
        return sheet

    def order(self) -> Order | None:
        """What is to be written now; None when something has to be mended first, which the page then says."""
        return None

    def begin(self) -> None:
        """Ask for a name and write."""
        if self.errand.under_way or not self.primary.isEnabled():
            return
        order = self.order()
        if order is not None:
            self.errand.run(order)

    def show_done(self, _answer: Any, path: Path, said: list[Sentence]) -> None:
        """Say what was written, with the way to it."""
        self.banner.dismiss()
        self.result.show_done(said, path, self.errand.outside.opens)
        if self.isVisible():
            self.result.folder.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.session.go.say(said[0])

    def is_ready(self) -> bool:
        """True when there is something to begin with."""
        return True

    def is_busy(self) -> bool:
        """True while something is written."""
        return self.errand.under_way

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.errand.under_way:
            self.errand.stop()
        elif event.key() == Qt.Key.Key_S and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.begin()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        edge = theme.px(12 if self.window().width() < theme.px(1000) else 20)
        self._column.setContentsMargins(edge, theme.px(8), edge, theme.px(8))


def row_of(*widgets: QWidget) -> QWidget:
    """Widgets beside each other, from the start of the line; a label takes the room that is left."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, Label) else 0)
    if not any(isinstance(widget, Label) for widget in widgets):
        row.addStretch(1)
    return holder


WORKBOOK_FILE, WORD_FILE = N_("Excel workbook (.xlsx)"), N_("Word document (.docx)")
