"""The window as a frame: its size (the smallest, what the screen leaves, the last one), and its whole pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from ui.remembered import recall, remember

if TYPE_CHECKING:
    from hospcomms.services.office import Office

SMALLEST = (900, 440)
USUAL = (1366, 768)
FRAME = QSize(0, 40)
"""What the frame of the system takes of the screen beside the window: the bar with the title."""
_NAME = "window"


class WindowSize:
    """Keeps a window within its bounds, and remembers its size for the next start."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._room: QSize | None = None
        window.setMinimumSize(*SMALLEST)
        window.resize(*USUAL)

    def keep_to(self, room: QSize) -> None:
        """Be no larger than ``room`` with its frame; a window that does not fit is maximised."""
        self._room = room
        self._bound()

    def _bound(self) -> None:
        window = self._window
        room = self._room - FRAME if self._room is not None else window.size()
        if window.width() > room.width() or window.height() > room.height():
            window.resize(window.size().boundedTo(room).expandedTo(window.minimumSize()))
            window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)

    def restore(self, office: Office) -> None:
        """Take the size it had last."""
        kept = recall(office, _NAME)
        width, height = kept.get("width"), kept.get("height")
        if isinstance(width, int) and isinstance(height, int):
            self._window.resize(max(width, SMALLEST[0]), max(height, SMALLEST[1]))
            self._bound()
        if kept.get("maximized") is True:
            self._window.showMaximized()

    def remember(self, office: Office) -> None:
        """Keep the size for the next start."""
        window = self._window
        size = window.normalGeometry() if window.isMaximized() else window.geometry()
        remember(office, _NAME, {"width": size.width(), "height": size.height(), "maximized": window.isMaximized()})


class PageStack(QStackedLayout):
    """The whole pages of the window: one is shown, and the lock page may cover it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setContentsMargins(0, 0, 0, 0)

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the one before."""
        old = self.currentWidget()
        self.addWidget(page)
        self.setCurrentWidget(page)
        if old is not None:
            self.take_away(old)

    def cover(self, page: QWidget, before: QWidget | None) -> None:
        """Show a page over the one that is shown, in place of an earlier cover."""
        self.addWidget(page)
        self.setCurrentWidget(page)
        if before is not None:
            self.take_away(before)

    def take_away(self, page: QWidget) -> None:
        """Remove a page for good.

        The keyboard leaves it first: a page that had it and then named a focus proxy would stay, though gone, the
        widget that Qt tells of the next change.
        """
        self.removeWidget(page)
        focused, window = QApplication.focusWidget(), self.parentWidget()
        if focused is not None and page.isAncestorOf(focused) and window is not None:
            window.setFocus()
        page.hide()
        page.deleteLater()
