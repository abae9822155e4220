"""Two versions of a record side by side: what is typed here and what was saved meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.fields import Field, Kind, Record
from hospcomms.domain.wording import N_
from hospcomms.services import records
from ui.language import tr
from ui.records.display import cell
from ui.session import Session
from ui.theme import px
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

COMPARE = N_("Compare…")
COMPARE_TITLE = N_("What you typed and what was saved meanwhile")
FIELD, MINE, THEIRS = N_("Field"), N_("Typed here"), N_("Saved meanwhile")
KEEP_MINE = N_("Keep what I typed")
TAKE_THEIRS = N_("Take what was saved")


def linked_ids(fields: Sequence[Field], *versions: Record) -> list[int]:
    """The ids that the link fields of some versions of a record name."""
    found: list[int] = []
    for version in versions:
        for field in fields:
            value = getattr(version, field.name)
            if field.kind is Kind.LINK and value:
                found.append(value)
            elif field.kind is Kind.LINKS:
                found.extend(value)
    return found


class CompareDialog(QDialog):
    """Each field that differs, both ways; the officer keeps one side as a whole."""

    mine = Signal()
    theirs = Signal()

    def __init__(
        self, session: Session, fields: Sequence[Field], typed: Record, saved: Record, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr(COMPARE_TITLE))
        self.setMinimumWidth(px(480))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        for place, heading in enumerate((FIELD, MINE, THEIRS)):
            grid.addWidget(Label(tr(heading), role="small", tone="text2"), 0, place)
            grid.setColumnStretch(place, 1 if place else 0)
        titles = records.titles(session.office, linked_ids(fields, typed, saved))
        for row, field in enumerate(fields, 1):
            grid.addWidget(Label(tr(field.label), role="small", tone="text2"), row, 0)
            for place, version in enumerate((typed, saved), 1):
                words = cell(field, getattr(version, field.name), session.locale, titles)
                grid.addWidget(Label(words, wrap=True), row, place)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(Button(tr(TAKE_THEIRS), self._take))
        buttons.addWidget(Button(tr(KEEP_MINE), self._keep, kind="primary"))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(16))
        column.addWidget(Label(tr(COMPARE_TITLE), role="section"))
        column.addLayout(grid)
        column.addLayout(buttons)

    def _take(self) -> None:
        self.accept()
        self.theirs.emit()

    def _keep(self) -> None:
        self.accept()
        self.mine.emit()
