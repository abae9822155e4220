"""The problems of an import by kind: shape, what it is, how many rows and which; a press shows those rows alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services.row_import.plan import Group
from ui import theme
from ui.language import say, spoken, tr
from ui.widgets.labels import Label
from ui.widgets.marks import Mark, Rule
from ui.widgets.sheets import Sheet, scrolled

MOST_NUMBERS = 8


class ProblemList(Sheet):
    """``chosen`` carries the place of a group, -1 when none is chosen any more."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(padding=0)
        self.body.setSpacing(0)
        self._title = Label("", bold=True)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        row.addWidget(Label(tr(N_("Problems")), bold=True))
        row.addWidget(self._title, 1)
        self._title.setFont(theme.current().font("small"))
        self.body.addWidget(holder)
        self.body.addWidget(Rule())
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.body.addWidget(scrolled(inside), 1)
        self.lines: list[ProblemLine] = []
        self.current = -1

    def show_groups(self, groups: Sequence[Group], first: int) -> None:
        """Show other problems; ``first`` is the number of the first row of the table."""
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        rows = len({place for group in groups for place in group.places})
        kinds = counted("{n} kind", "{n} kinds", len(groups))
        said = counted("{kinds} in {n} row", "{kinds} in {n} rows", rows, kinds=kinds)
        self._title.setText(say(said) if groups else tr(N_("None was found.")))
        self.lines = [ProblemLine(self, place, group, first) for place, group in enumerate(groups)]
        for line in self.lines:
            self._lines.addWidget(line)
            self._lines.addWidget(Rule())
        self._lines.addStretch(1)
        self.current = -1

    def choose(self, place: int) -> None:
        """Choose a group, or let it go when it was chosen."""
        self.current = -1 if place == self.current else place
        for line in self.lines:
            line.show_chosen(chosen=line.place == self.current)
        self.chosen.emit(self.current)


class ProblemLine(QFrame):
    """One kind of problem."""

    def __init__(self, whole: ProblemList, place: int, group: Group, first: int) -> None:
        super().__init__()
        self._whole, self.place = whole, place
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        row.setSpacing(theme.px(8))
        row.addWidget(Mark(group.severity, 14), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(say(group.title), wrap=True))
        words.addWidget(Label(say(_rows(group, first)), role="small", tone="text2", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(Label(spoken().number(len(group.places)), bold=True), 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(say(group.title))
        self.show_chosen(chosen=False)

    def show_chosen(self, *, chosen: bool) -> None:
        """Tint the line whose rows are shown."""
        self.setAutoFillBackground(chosen)
        colours = self.palette()
        colours.setColor(self.backgroundRole(), theme.current().colour("sel"))
        self.setPalette(colours)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._whole.choose(self.place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._whole.choose(self.place)
        else:
            super().keyPressEvent(event)


def _rows(group: Group, first: int) -> Sentence:
    numbers = tuple(str(place + first) for place in group.places[:MOST_NUMBERS])
    more = len(group.places) - len(numbers)
    if more > 0:
        return counted("Rows {rows} and {n} more", "Rows {rows} and {n} more", more, rows=numbers)
    if len(numbers) == 1:
        return sentence("Row {row}", row=numbers[0])
    return sentence("Rows {rows}", rows=numbers)
