"""What is said over the pages while a report is made: what is done now, how far it is, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from hospcomms.domain.wording import N_, Sentence
from ui import theme
from ui.language import say, tr
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

PATIENCE = 300
"""ms: what is done sooner is not announced."""


class Working(QFrame):
    """A small sheet in the middle of ``ground``; it appears only when the work takes a while."""

    def __init__(self, ground: QWidget, cancel: Callable[[], None]) -> None:
        super().__init__(ground)
        self._ground = ground
        self.setProperty("sheet", "popup")
        self.setAccessibleName(tr(N_("Being made")))
        self._words = Label("", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr(N_("Progress")))
        self.cancel = Button(tr(N_("Cancel")), cancel, key="Esc")
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(8))
        column.addWidget(self._words)
        column.addLayout(row)
        self.setFixedWidth(theme.px(360))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PATIENCE)
        self._wait.timeout.connect(self._appear)
        ground.installEventFilter(self)
        self.hide()

    @property
    def under_way(self) -> bool:
        """True from the beginning of the work to its end, also before anything is shown."""
        return self._wait.isActive() or not self.isHidden()

    def begin(self, what: Sentence) -> None:
        """Something begins."""
        self.tell(0.0, what)
        self._wait.start()

    def tell(self, fraction: float, what: Sentence) -> None:
        """How far it is (0-1) and what is done now."""
        self.bar.setValue(round(fraction * 100))
        if what.text:
            self._words.setText(say(what))

    def end(self) -> None:
        """It is done."""
        self._wait.stop()
        self.hide()

    def words(self) -> str:
        """What was said last."""
        return self._words.words()

    def _appear(self) -> None:
        self._settle()
        self.show()
        self.raise_()

    def _settle(self) -> None:
        self.adjustSize()
        left = (self._ground.width() - self.width()) // 2
        self.move(left, max(theme.px(12), (self._ground.height() - self.height()) // 3))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._settle()
        return super().eventFilter(watched, event)
