"""One line for each column of a file: its heading, some of its values, and what it holds, chosen by the officer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QWidget

from hospcomms.domain.wording import N_, Sentence, sentence
from ui import theme
from ui.language import say, shown, tr
from ui.widgets.labels import Label

_COLUMNS = (N_("Heading in the file"), N_("Examples"), N_("What it holds"))


@dataclass(frozen=True)
class Line:
    """A column: its key, heading and some values; ``options`` are words and what they stand for.

    Where ``instead`` holds two texts they are shown in place of the values and of the choice.
    """

    key: Any
    heading: str
    values: Sequence[str] = ()
    options: Sequence[tuple[str, Any]] = ()
    chosen: Any = None
    instead: tuple[str, str] = ("", "")


class ColumnLines(QWidget):
    """The lines under each other; ``changed`` tells of a choice."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[Any, QComboBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(6))
        for column, share in enumerate((4, 3, 5)):
            self._grid.setColumnStretch(column, share)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show the columns of another file."""
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.boxes = {}
        for place, words in enumerate(_COLUMNS):
            self._grid.addWidget(Label(tr(words), role="small", tone="text2"), 0, place)
        for row, line in enumerate(lines, 1):
            self._grid.addWidget(Label(line.heading, elide=True), row, 0)
            if line.instead[0]:
                self._grid.addWidget(Label(line.instead[0], tone="text3"), row, 1)
                self._grid.addWidget(Label(line.instead[1], tone="text2"), row, 2)
                continue
            self._grid.addWidget(Label(_listed(line.values), tone="text2", elide=True), row, 1)
            self.boxes[line.key] = box = self._box(line)
            self._grid.addWidget(box, row, 2)

    def chosen(self) -> dict[Any, Any]:
        """What is chosen for each column, by its key."""
        return {key: box.currentData() for key, box in self.boxes.items()}

    def _box(self, line: Line) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(say(sentence("What the column “{heading}” holds", heading=line.heading)))
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for words, stands_for in line.options:
            box.addItem(shown(words), stands_for)
        place = next((place for place in range(box.count()) if box.itemData(place) == line.chosen), 0)
        box.setCurrentIndex(place)
        box.activated.connect(lambda _place: self.changed.emit())
        return box


def _listed(values: Sequence[str]) -> str:
    # the values come from outside: each is a value of its own, so that a number keeps its order
    return say(Sentence("{values}", {"values": tuple(values)}))
