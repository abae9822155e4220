"""Why something cannot be done yet: each thing that is missing, with the way to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.checks import Problem
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.domain.wording import Label as Word
from ui import theme
from ui.language import say, tr
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark

CLOSE = N_("Close the list")
MOST = 8


class MissingList(QFrame):
    """Hidden until a move is refused. ``wanted`` carries the field or part that a line speaks of."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("band", "soon")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(14), theme.px(8), theme.px(8), theme.px(8))
        self._column.setSpacing(theme.px(2))
        self.links: list[Button] = []
        self.hide()

    def show_missing(self, verb: str, problems: Sequence[Problem]) -> None:
        """List what is missing before the move ``verb``, and put the cursor there; nothing missing hides it."""
        self._fill(verb, problems)
        self.setVisible(bool(problems))
        if self.links:
            self.links[0].setFocus()

    def renew(self, verb: str, problems: Sequence[Problem]) -> None:
        """Show what is still missing, if the list is open; the cursor stays where it is."""
        if self.isHidden():
            return
        if any(link.hasFocus() for link in self.links):
            self.show_missing(verb, problems)
            return
        self._fill(verb, problems)
        self.setVisible(bool(problems))

    def _fill(self, verb: str, problems: Sequence[Problem]) -> None:
        self._clear()
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(8))
        line.addWidget(Mark("soon", 16))
        line.addWidget(Label(say(sentence("Missing before “{verb}”:", verb=Word(verb))), bold=True), 1)
        line.addWidget(Button(tr(CLOSE), self.hide, icon="dismiss", kind="icon"))
        self._column.addWidget(head)
        for problem in problems[:MOST]:
            link = Button(say(problem.message), self._tell(problem.field), kind="link")
            self.links.append(link)
            self._column.addWidget(link)
        if len(problems) > MOST:
            rest = counted("{n} more", "{n} more", len(problems) - MOST)
            self._column.addWidget(Label(say(rest), role="small", tone="text2"))

    def _tell(self, name: str) -> Callable[[], None]:
        return lambda: self.wanted.emit(name)

    def _clear(self) -> None:
        self.links = []
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
