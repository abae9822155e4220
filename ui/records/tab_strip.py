"""The tabs of a record's page: a title and, where it counts something, the number."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

from ui import theme
from ui.language import spoken, tr

ROOM, TIGHT = 26, 18  # pixels beside the words of a tab


class TabStrip(QTabBar):
    """Tabs as wide as their text in bold, so that nothing is cut or moves when one is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles: list[str] = []
        self._counts: dict[int, int | str] = {}
        self._tight = False
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def add(self, title: str) -> int:
        """Add a tab with a marked title; returns its place."""
        self._titles.append(tr(title))
        return self.addTab(tr(title).replace("&", "&&"))

    def show_count(self, place: int, count: int | str) -> None:
        """Set a number, or a few words («4 of 5»), after the title."""
        self._counts[place] = count
        self._name(place)

    def _name(self, place: int) -> None:
        count = self._counts.get(place)
        words = self._titles[place].replace("&", "&&")
        if count is not None and (not self._tight or (count and isinstance(count, int))):
            words = f"{words}  {count if isinstance(count, str) else spoken().number(count)}"
        if self.tabText(place) != words:
            self.setTabText(place, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the tabs stand closer and say no zeros and no «4 of 5»."""
        super().resizeEvent(event)
        used = theme.current()
        bold = QFontMetrics(used.font(bold=True))
        needed = sum(
            bold.horizontalAdvance(f"{title}  {self._counts.get(place, '')}") + used.px(ROOM)
            for place, title in enumerate(self._titles)
        )
        tight = needed > self.width()
        if tight != self._tight:
            self._tight = tight
            self.setProperty("tight", tight)
            self.style().unpolish(self)
            self.style().polish(self)
            for place in range(self.count()):
                self._name(place)
                self.setTabText(place, self.tabText(place))  # Qt measures a tab anew only when it is named
            self.updateGeometry()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        tabbed = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
        self._show_keys(event.reason() in tabbed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._show_keys(True)
        super().keyPressEvent(event)

    def _show_keys(self, shown: bool) -> None:
        """The focus is drawn once the keyboard is used: a page opened with the mouse looks calm."""
        if self.property("keys") != shown:
            self.setProperty("keys", shown)
            self.style().unpolish(self)
            self.style().polish(self)
            self.update()

    def tabSizeHint(self, index: int) -> QSize:
        used = theme.current()
        wide = QFontMetrics(used.font(bold=True)).horizontalAdvance(self.tabText(index))
        return QSize(wide + used.px(TIGHT if self._tight else ROOM), used.px(38))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)
