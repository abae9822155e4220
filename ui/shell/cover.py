"""The cover of a locked window: every other window and menu goes out of sight, and none comes up while it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

if TYPE_CHECKING:
    from ui.window import Window


class Cover(QObject):
    """Hides what stands beside a window; ``card`` is the lock page, whose own dialogs may be seen."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.card: QWidget | None = None
        self._hidden: list[QWidget] = []

    @property
    def is_busy(self) -> bool:
        """True while a window that is hidden makes or prints something."""
        return any(getattr(one, "is_busy", False) for one in self._hidden if shiboken6.isValid(one))

    def put_on(self) -> None:
        """Hide every other window and menu; dialogs end as by Esc, those at work are hidden until it is done."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        while (menu := QApplication.activePopupWidget()) is not None:
            menu.close()
            if QApplication.activePopupWidget() is menu:
                break
        for widget in app.topLevelWidgets():
            if widget is not self._window and widget.isVisible():
                self._put_away(widget)
        app.installEventFilter(self)

    def _put_away(self, widget: QWidget) -> None:
        if isinstance(widget, QDialog) and not getattr(widget, "is_busy", False):
            widget.close()
        if widget.isVisible():
            widget.hide()
            self._hidden.append(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched is not self._window:
            is_window = isinstance(watched, QDialog) or (watched.isWindow() and watched in self._window.others)
            if is_window and not self._is_of_card(watched):
                QTimer.singleShot(0, watched, watched.hide)
                self._hidden.append(watched)
        return False

    def _is_of_card(self, widget: QWidget) -> bool:
        over = widget.parentWidget()
        while over is not None and over is not self.card:
            over = over.parentWidget()
        return over is not None

    def take_off(self) -> None:
        """Show again what was hidden."""
        self._end()
        for widget in self._taken():
            widget.show()

    def close_hidden(self) -> None:
        """Close for good what was hidden."""
        self._end()
        for widget in self._taken():
            widget.close()

    def _taken(self) -> list[QWidget]:
        """What was hidden and is still there."""
        hidden, self._hidden = self._hidden, []
        return [widget for widget in hidden if shiboken6.isValid(widget)]

    def _end(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.removeEventFilter(self)
