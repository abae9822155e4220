"""One card in the middle of the window, before there is an office: refusals, and the first start."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.sheets import Sheet, scrolled

WIDTH = 640


class CardPage(QWidget):
    """A 640 px card in the middle; ``body`` is its column, ``foot`` its row of buttons."""

    def __init__(self) -> None:
        super().__init__()
        sheet = Sheet(padding=24)
        sheet.setFixedWidth(theme.px(WIDTH))
        self.body = sheet.body
        self.body.setSpacing(theme.px(12))
        self.foot = QHBoxLayout()
        self.foot.setSpacing(theme.px(8))
        inside = QWidget()
        middle = QVBoxLayout(inside)
        # stretches and no alignment: an aligned item is as high as it guesses, whatever its wrapped text needs
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(sheet)
        row.addStretch()
        middle.addStretch()
        middle.addLayout(row)
        middle.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))

    def finish(self) -> None:
        """Put the buttons under the rest; called when the card is filled."""
        self.body.addSpacing(theme.px(8))
        self.body.addLayout(self.foot)
