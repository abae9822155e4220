"""Asks for the first and the last day of a report."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.quarters import Stretch
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_
from hospcomms.services.reports import Days
from ui.exchange.asked import Asked
from ui.language import direction, shown, tr
from ui.records.form_layout import Fields
from ui.session import Session
from ui.theme import margins, px
from ui.widgets.buttons import Button


class DaysDialog(QDialog):
    """Two days, the ones shown now at first; ``chosen`` carries the span."""

    chosen = Signal(object)

    def __init__(self, session: Session, days: Days, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setLayoutDirection(direction())
        self.setWindowTitle(shown(tr(N_("Days of the report"))))
        self.asked = Asked(session, Stretch(first=days[0], last=days[1]), (Fields(("first", "last")),))
        column = QVBoxLayout(self)
        column.setContentsMargins(*margins(16, 16, 16, 16))
        column.setSpacing(px(12))
        column.addWidget(self.asked)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(Button(tr(N_("Cancel")), self.reject))
        self.take = Button(tr(N_("Show these days")), self._take, kind="primary")
        self.take.setDefault(True)
        buttons.addWidget(self.take)
        column.addLayout(buttons)
        self.setMinimumWidth(px(480))
        self.asked.focus("first")

    def _take(self) -> None:
        typed = self.asked.record(Stretch) if self.asked.settle() else None
        if typed is not None and typed.first is not None and typed.last is not None:
            self.chosen.emit(Span(typed.first, typed.last))
            self.accept()
