"""The few facts under a record's title: label above, value below, a late one said in its colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.language import say, tr
from ui.records.display import NARROW, NO_BREAK
from ui.widgets.labels import Label
from ui.widgets.marks import Mark, Rule

if TYPE_CHECKING:
    from ui.rooms.room import Fact

MOST, FEW = 4, 2
SHORT = 28  # letters up to which a value stands bold


class FactStrip(QFrame):
    """Up to four facts on one sheet, two of them when the page is narrow; hidden without facts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("sheet", "card")
        self.setFixedHeight(theme.px(58))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._boxes: list[tuple[QWidget, QWidget | None]] = []
        self.hide()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these facts in place of the earlier ones."""
        while (item := self._row.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._boxes = []
        for index, fact in enumerate(facts[:MOST]):
            rule = Rule(standing=True) if index else None
            if rule is not None:
                self._row.addWidget(rule)
            box = self._box(fact)
            self._row.addWidget(box, 1 if index == 0 else 0)
            self._boxes.append((box, rule))
        self.setVisible(bool(facts))

    @property
    def is_filled(self) -> bool:
        """True when there is a fact to show."""
        return bool(self._boxes)

    def show_few(self, few: bool) -> None:
        """Show two facts instead of four."""
        for index, (box, rule) in enumerate(self._boxes):
            shown = not few or index < FEW
            box.setVisible(shown)
            if rule is not None:
                rule.setVisible(shown)

    def _box(self, fact: Fact) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(theme.px(14), theme.px(7), theme.px(14), theme.px(7))
        column.setSpacing(0)
        column.addWidget(Label(tr(fact.label), role="small", tone="text2"))
        words = fact.value if isinstance(fact.value, str) else say(fact.value)
        words = words.replace(NARROW, NO_BREAK)
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        if fact.late:
            row.addWidget(Mark("late"))
        first = not self._boxes
        tone = "late" if fact.late else "text"
        row.addWidget(Label(words, bold=len(words) <= SHORT, tone=tone, elide=first), 1 if first else 0)
        if not first:
            row.addStretch(1)
        column.addLayout(row)
        return box
