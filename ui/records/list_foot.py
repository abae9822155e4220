"""The foot of a list: what is selected, the sum of what is shown, and the keys."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hospcomms.domain.fields import Field
from hospcomms.domain.wording import N_, sentence
from hospcomms.domain.wording import Label as Word
from ui.language import ntr, say, tr
from ui.session import Session
from ui.theme import px
from ui.widgets.labels import Label
from ui.widgets.marks import Rule
from ui.widgets.sheets import key_cap

HEIGHT = 34
KEYS = (("Space", N_("Preview")), ("Enter", N_("Open")), ("F2", N_("Edit")))


class ListFoot(QWidget):
    """One line of small words under the table."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_narrow = False
        self.setFixedHeight(px(HEIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        self.selection = Label("", role="small", tone="text2")
        self._rule = Rule(standing=True)
        self._rule.setFixedHeight(px(16))
        self.sum = Label("", role="small", tone="text2")
        row.addWidget(self.selection)
        row.addSpacing(px(4))
        row.addWidget(self._rule)
        row.addSpacing(px(4))
        row.addWidget(self.sum)
        row.addStretch(1)
        self._keys = QWidget(self)
        keys = QHBoxLayout(self._keys)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(px(6))
        for key, words in KEYS:
            keys.addWidget(key_cap(key))
            keys.addWidget(Label(tr(words), role="small", tone="text2"))
            keys.addSpacing(px(6))
        row.addWidget(self._keys)
        self.show_selection(0)
        self.show_sum(None, None)

    def show_selection(self, n: int) -> None:
        """Say how many rows are selected."""
        words = ntr("{n} row selected", "{n} rows selected", n) if n else tr(N_("No row selected"))
        self.selection.setText(words)

    def show_sum(self, field: Field | None, amount: Decimal | float | None) -> None:
        """Say the sum of a money column over everything the list shows; nothing when there is none."""
        known = field is not None and amount is not None
        if field is not None and amount is not None:
            money = self._session.locale.money(amount, 0 if amount == int(amount) else None)
            self.sum.setText(say(sentence("Sum of “{field}”: {amount}", field=Word(field.label), amount=money)))
        self._rule.setVisible(known)
        self.sum.setVisible(known)
        self._fit()

    def be_narrow(self, *, narrow: bool) -> None:
        """A narrow window keeps only the selection."""
        self._is_narrow = narrow
        self._fit()

    def _fit(self) -> None:
        """The keys are only shown where they do not push anything away."""
        layout = self.layout()
        self._keys.setVisible(not self._is_narrow)
        if layout is not None and not self._is_narrow:
            layout.invalidate()
            self._keys.setVisible(layout.minimumSize().width() <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, px(HEIGHT))
