"""Counts of an import as cards: a shape, the number, what it counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.language import spoken, tr
from ui.widgets.labels import Label
from ui.widgets.marks import Mark
from ui.widgets.sheets import Sheet

Count = tuple[str, int, str]
"""The shape (``note``, ``done``, ``soon``, ``late``), the number, and a marked text of what it counts."""


class Counters(QWidget):
    """A row of cards of one width."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(12))
        self.shown: list[Count] = []

    def show_counts(self, counts: Sequence[Count]) -> None:
        """Show other counts."""
        if list(counts) == self.shown:
            return
        self.shown = list(counts)
        while (item := self._row.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for shape, count, words in counts:
            self._row.addWidget(_card(shape, count, words), 1)


def _card(shape: str, count: int, words: str) -> Sheet:
    card = Sheet(padding=8)
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    row.addWidget(Mark(shape, 16))
    row.addWidget(Label(spoken().number(count), role="preview"))
    row.addWidget(Label(tr(words), role="small", tone="text2", wrap=True), 1)
    card.body.addLayout(row)
    return card
