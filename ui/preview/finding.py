"""Searching the text of the pages: a field, how many places were found, and the way from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from hospcomms.domain.wording import N_, sentence
from ui import theme
from ui.language import direction, say, tr
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hospcomms.reports.pages_as_pictures import Hit, Pages
    from ui.background import Background, Progress, Task

SEARCH = N_("Search in the document")


class FindLine(QWidget):
    """``found`` carries all places, ``reached`` the number of the one to show; ``left_down`` asks for the pages."""

    found = Signal(object)
    reached = Signal(int)
    left_down = Signal()

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._pages: Pages | None = None
        self._task: Task | None = None
        self._hits: Sequence[Hit] = ()
        self._here = -1
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(150)
        self._wait.timeout.connect(self.search)
        self.field = _Field(tr(SEARCH))
        self.field.textEdited.connect(lambda _text: self._wait.start())
        self.field.stepped.connect(self._step)
        self.field.left_down.connect(self.left_down)
        self.count = Label("", role="small", tone="text2")
        self.before = Button(
            tr(N_("Previous place")), lambda: self._step(-1), icon="chevron_up", kind="icon", key="Shift+F3"
        )
        self.after = Button(tr(N_("Next place")), lambda: self._step(1), icon="chevron_down", kind="icon", key="F3")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        for part in (self.field, self.count, self.before, self.after):
            row.addWidget(part)
        self._show_count()

    def show_pages(self, pages: Pages) -> None:
        """Search in other pages from now on, for the same words."""
        self._pages = pages
        self.search()

    def search(self) -> None:
        """Look for what was typed, beside the window."""
        self._wait.stop()
        self.stop()
        words, pages = self.field.text(), self._pages
        if pages is None or not words.strip():
            self._show([])
            return
        self._task = self._background.start(self, _looking(pages, words), done=self._show, failed=self._failed)

    def stop(self) -> None:
        """Look no further."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _failed(self, _error: BaseException) -> None:
        self._show([])

    def _show(self, hits: list[Hit]) -> None:
        self._task = None
        self._hits, self._here = hits, -1
        self.found.emit(hits)
        self._step(1)
        self._show_count()

    def _step(self, step: int) -> None:
        if self._wait.isActive():  # Enter right after typing
            self.search()
            return
        if self._hits:
            self._here = (self._here + step) % len(self._hits)
            self.reached.emit(self._here)
            self._show_count()

    def _show_count(self) -> None:
        many = len(self._hits)
        if many:
            words = say(sentence("{n} of {total}", n=self._here + 1, total=many))
        else:
            words = tr(N_("Not found")) if self.field.text().strip() and self._task is None else ""
        self.count.setText(words)
        self.field.setAccessibleDescription(self.count.words())
        for button in (self.before, self.after):
            button.setEnabled(many > 1)


def _looking(pages: Pages, words: str) -> Callable[[Progress], list[Hit]]:
    def work(progress: Progress) -> list[Hit]:
        progress.report(0.0)
        return pages.find(words)

    return work


class _Field(QLineEdit):
    """Enter goes on, Shift+Enter back, Down to the pages, Esc clears."""

    stepped = Signal(int)
    left_down = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setLayoutDirection(direction())
        self.setFixedWidth(theme.px(212))
        self.setMaxLength(200)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        else:
            super().keyPressEvent(event)
