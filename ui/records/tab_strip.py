"""The tabs of a record's page: a title and, where it counts something, the number."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTabBar, QWidget

from ui import theme
from ui.language import spoken, tr


class TabStrip(QTabBar):
    """Tabs as wide as their text in bold, so that nothing is cut or moves when one is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles: list[str] = []
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def add(self, title: str) -> int:
        """Add a tab with a marked title; returns its place."""
        self._titles.append(tr(title))
        return self.addTab(tr(title).replace("&", "&&"))

    def show_count(self, place: int, count: int) -> None:
        """Set a number after the title."""
        words = f"{self._titles[place]}  {spoken().number(count)}"
        if self.tabText(place) != words:
            self.setTabText(place, words)

    def tabSizeHint(self, index: int) -> QSize:
        used = theme.current()
        wide = QFontMetrics(used.font(bold=True)).horizontalAdvance(self.tabText(index))
        return QSize(wide + used.px(26), used.px(38))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)
