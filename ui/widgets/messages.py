"""What the window tells the officer: the banner of a page, the toast of what was done, a thin loading bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.wording import N_
from ui import icons, theme
from ui.language import tr
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark

GRAVITY = {"note": 0, "soon": 1, "late": 2}
TOAST_TIME = 8000
UNDO = N_("Undo")


class Banner(QFrame):
    """One sentence across the page, its action and the way to dismiss it. The most serious wins."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ""
        self._holder: QWidget | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*theme.margins(14, 6, 8, 6))
        self._row.setSpacing(theme.px(10))
        self._mark = Mark("note", 16, self)
        self._text = Label("", wrap=True)
        self._action = Button("", kind="row")
        self._act: Callable[[], Any] | None = None
        self._action.clicked.connect(self._do)
        self._close = Button(tr("Dismiss"), self.dismiss, icon="dismiss", kind="icon")
        self._row.addWidget(self._mark)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._action)
        self._row.addWidget(self._close)
        self.setMinimumHeight(theme.px(44))
        self.hide()

    def stand_in(self, column: QVBoxLayout, edge: int) -> None:
        """Take a place in a column of the page, with room round it only while something is shown."""
        self._holder = QWidget()
        around = QVBoxLayout(self._holder)
        around.setContentsMargins(edge, theme.px(12), edge, 0)
        around.addWidget(self)
        column.addWidget(self._holder)
        self._holder.hide()

    def show_message(self, kind: str, text: str, action: tuple[str, Callable[[], Any]] | None = None) -> bool:
        """Show a ``note``, ``soon`` or ``late`` message; False when a more serious one stays instead."""
        if not self.isHidden() and GRAVITY[kind] < GRAVITY.get(self._kind, -1):
            return False
        self._kind = kind
        self.setProperty("band", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._mark.show_shape(kind)
        self._text.setText(text)
        self.setAccessibleName(text)
        self._act = action[1] if action else None
        self._action.setVisible(action is not None)
        self._action.name_it(action[0] if action else "")
        self.show()
        if self._holder is not None:
            self._holder.show()
        return True

    def words(self) -> str:
        """The sentence shown, "" when there is none."""
        return self._text.words() if self._kind else ""

    def dismiss(self) -> None:
        """Take the banner away."""
        self._kind = ""
        self.hide()
        if self._holder is not None:
            self._holder.hide()
        self.dismissed.emit()

    def _do(self) -> None:
        act = self._act
        self.dismiss()
        if act is not None:
            act()


class Toast(QFrame):
    """What was just done, with «Undo»; goes after 8 s unless the pointer or the focus is on it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self.setProperty("sheet", "toast")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*theme.margins(14, 0, 8, 0))
        self._row.setSpacing(theme.px(10))
        self._text = Label("", tone="surface")
        self._undo = Button(tr(UNDO), kind="toast", key="Ctrl+Z")
        self._act: Callable[[], Any] | None = None
        self._undo.clicked.connect(self._do)
        self._row.addWidget(_Tick())
        self._row.addWidget(self._text)
        self._row.addWidget(self._undo)
        self.setFixedHeight(theme.px(40))
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(TOAST_TIME)
        self._clock.timeout.connect(self._over)
        self._undo.installEventFilter(self)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, undo: Callable[[], Any] | None = None) -> None:
        """Show what happened in place of an earlier message."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._act = undo
        self._undo.setVisible(undo is not None)
        self.adjustSize()
        self._settle()
        self.show()
        self.raise_()
        self._clock.start()

    def words(self) -> str:
        """The message shown last."""
        return self._text.words()

    def _do(self) -> None:
        act = self._act
        self.hide()
        if act is not None:
            act()

    def _over(self) -> None:
        if self.underMouse() or self._undo.hasFocus():
            self._clock.start()
        else:
            self.hide()

    def _settle(self) -> None:
        """Stand at the bottom, leading side, above the status line."""
        ground = self._ground
        width = min(self.sizeHint().width(), ground.width() - 2 * theme.px(20))
        start = ground.width() - width - theme.px(20) if theme.current().rtl else theme.px(20)
        self.setGeometry(start, ground.height() - self.height() - theme.px(14), width, self.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget() and self.isVisible():
            self._settle()
        if event.type() == QEvent.Type.FocusOut and watched is self._undo:
            self._clock.start()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._clock.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._clock.start()
        super().leaveEvent(event)


class _Tick(QWidget):
    """The tick of a toast, in the toast's own ink."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme.px(16), theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = theme.current().colour("surface")
        drawn = icons.pixmap("checkmark", self.width(), ink.name(), self.devicePixelRatioF())
        painter.drawPixmap(0, 0, drawn)
        painter.end()


class LoadingBar(QWidget):
    """A 2 px bar that appears when something takes longer than 300 ms; no spinner."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(2)
        self._place = 0
        self._showing = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(300)
        self._wait.timeout.connect(self._appear)
        self._step = QTimer(self)
        self._step.setInterval(60)
        self._step.timeout.connect(self._move)

    def begin(self) -> None:
        """Something is under way."""
        if not self._wait.isActive() and not self._showing:
            self._wait.start()

    def end(self) -> None:
        """It is there."""
        self._wait.stop()
        self._step.stop()
        self._showing = False
        self.update()

    def _appear(self) -> None:
        self._showing = True
        self._step.start()
        self.update()

    def _move(self) -> None:
        self._place = (self._place + 4) % 100
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._showing:
            return
        used = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), used.colour("track"))
        width = self.width() // 4
        along = (self.width() + width) * self._place // 100 - width
        left = self.width() - along - width if used.rtl else along
        painter.fillRect(left, 0, width, self.height(), used.colour("accent"))
        painter.end()
