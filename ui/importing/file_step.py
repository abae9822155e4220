"""The first step of an import: the file, its sheet, and the encoding of a text, with what it reads like."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from hospcomms.domain.wording import N_, Sentence
from hospcomms.services.exchange.encodings import NAMES, is_certain
from hospcomms.services.exchange.values import shown as as_text
from hospcomms.services.row_import.plan import RowPlan
from ui import theme
from ui.exchange.task_page import row_of
from ui.language import say, shown, tr
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.sheets import Sheet

NONE_YET = N_("No file is chosen yet.")
DOUBT = N_("The file does not say how its letters are written. Look at the names below and choose what reads well.")


class FileStep(Sheet):
    """``changed`` tells that another sheet or encoding was chosen; ``hint`` is what files may be, marked."""

    changed = Signal()

    def __init__(self, ask: Callable[[], None], hint: str) -> None:
        super().__init__()
        self.choose = Button(tr(N_("Choose a file…")), ask, icon="folder_open")
        self.named = Label(tr(NONE_YET), tone="text2", elide=True)
        self.sheet, self.encoding = QComboBox(), QComboBox()
        self._sheets = _labelled(N_("Sheet"), self.sheet)
        self._encodings = _labelled(N_("Encoding"), self.encoding)
        for code, words in NAMES.items():
            self.encoding.addItem(shown(tr(words)), code)
        self.doubt = Label(tr(DOUBT), role="small", tone="soon", wrap=True)
        self.names = Label("", wrap=True)
        self.body.addWidget(row_of(self.choose, self.named))
        for widget in (Label(tr(hint), role="small", tone="text2", wrap=True), self._sheets, self._encodings):
            self.body.addWidget(widget)
        self.body.addWidget(self.doubt)
        self.body.addWidget(self.names)
        self.body.addStretch(1)
        for box in (self.sheet, self.encoding):
            box.activated.connect(lambda _place: self.changed.emit())
        self.show_none()

    def show_none(self) -> None:
        """Say that no file is chosen."""
        self.named.setText(tr(NONE_YET))
        self.named.paint_in("text2")
        for widget in (self._sheets, self._encodings, self.doubt, self.names):
            widget.hide()

    def show_plan(self, plan: RowPlan[Any]) -> None:
        """Show what was read."""
        source = plan.source
        self.named.setText(source.path.name)
        self.named.paint_in("text")
        self.sheet.clear()
        for place, table in enumerate(source.tables):
            self.sheet.addItem(shown(table.title or table.file), place)
        self.sheet.setCurrentIndex(plan.place)
        self._sheets.setVisible(len(source.tables) > 1)
        self.encoding.setCurrentIndex(max(0, self.encoding.findData(source.encoding)))
        self._encodings.setVisible(bool(source.encoding))
        self.doubt.setVisible(bool(source.encoding) and not is_certain(source.encoding))
        first = plan.table.rows[plan.head.row + 1 : plan.head.row + 4]
        cells = [tuple(as_text(cell)[:60] for cell in row if cell not in ("", None))[:4] for row in first]
        self.names.setText("\n".join(say(Sentence("{cells}", {"cells": row})) for row in cells))
        self.names.setVisible(bool(source.encoding))


def _labelled(words: str, box: QComboBox) -> QWidget:
    box.setAccessibleName(tr(words))
    box.setMinimumWidth(theme.px(220))
    box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    label = Label(tr(words))
    label.setMinimumWidth(theme.px(80))
    return row_of(box, label)
