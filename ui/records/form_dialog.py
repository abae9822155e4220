"""A small form in a dialog: what a verb asks first, or a record made on the spot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from hospcomms.domain.fields import Record
from hospcomms.domain.wording import N_, Sentence
from ui.language import direction, say, tr
from ui.records.editors.lines import NameLine
from ui.records.form import Form, Keep, all_fields, quiet_timer
from ui.records.form_layout import Group
from ui.session import Session
from ui.theme import px
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

CANCEL, SAVE = N_("Cancel"), N_("Save")
WIDTH = 480
NARROW = 1000
FORETOLD = 150
_ENTER, _PAD = (Qt.Key.Key_Return, Qt.Key.Key_Enter), Qt.KeyboardModifier.KeypadModifier
_TITLE_BAR = 40
"""Room kept for the bar the system draws above a window, in pixels."""


class FormDialog(QDialog):
    """``title`` is the verb and names the button; ``saved`` carries the record as it was written.

    It stands in the middle of its window and is as high as its form, which may show and hide fields while one
    types; what has no room on the screen is scrolled. A height the officer chose by hand stays.
    """

    saved = Signal(object)

    def __init__(
        self,
        session: Session,
        record: Record,
        title: str,
        *,
        verb: str = SAVE,
        keep: Keep | None = None,
        sections: Sequence[Group] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setLayoutDirection(direction())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr(title))
        self.form = Form(session, record, sections or all_fields(type(record)), keep=keep, sheet="plain")
        self._listen()
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self.form)
        self.go = Button(tr(verb), self.form.save, kind="primary", key="Ctrl+S")
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(Button(tr(CANCEL), self._cancel))
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addWidget(Label(tr(title), role="section"))
        column.addWidget(self._area, 1)
        self._column = column
        column.addLayout(buttons)
        self._chosen = 0  # the height it gave itself last
        self._fitting = quiet_timer(self, 0, self._fit)
        self.resize(px(WIDTH), self._room().height())
        self.form.installEventFilter(self)
        self.form.focus()

    def _listen(self) -> None:
        self.form.saved.connect(self._done)
        for line in self.form.findChildren(NameLine):
            line.submitted.connect(self._entered)

    def foretell(self, said: Sequence[Sentence]) -> None:
        """List between the form and its buttons what the deed brings with it; what has no room is scrolled."""
        if not said:
            return
        page = QWidget()
        lines = QVBoxLayout(page)
        lines.setContentsMargins(px(10), px(8), px(10), px(8))
        lines.setSpacing(px(6))
        for place, one in enumerate(said):
            lines.addWidget(Label(say(one), role="small", tone="text" if place == 0 else "text2", wrap=True))
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        area.setFixedHeight(min(lines.totalHeightForWidth(px(WIDTH - 60)) + px(4), px(FORETOLD)))
        self._column.insertWidget(self._column.count() - 1, area)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self.form and self.isVisible():
            self._fitting.start()  # once the form is laid out anew
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """The form is laid out by now, but not told: only then is its height known."""
        if not event.spontaneous():
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            self._chosen = min(self._needed(), self._room().height())
            self.resize(self.width(), self._chosen)
            over = self._over()
            self.move(over.center() - QPoint(self.width() // 2, (self.height() + self._bar()) // 2))
            self._stay_in_sight()
            self._area.verticalScrollBar().setValue(0)
        super().showEvent(event)

    def _fit(self) -> None:
        """Grow and shrink with the form; the top stays where it is while there is room below."""
        if self.height() != self._chosen:
            return
        self._chosen = min(self._needed(), self._room().height())
        self.resize(self.width(), self._chosen)
        self._stay_in_sight()

    def _needed(self) -> int:
        """The height at which nothing has to be scrolled."""
        inside, whole = self.form.layout(), self.layout()
        assert inside is not None
        assert whole is not None
        width = self._area.viewport().width()
        form = inside.totalHeightForWidth(width) if inside.hasHeightForWidth() else inside.totalSizeHint().height()
        return form + whole.totalSizeHint().height() - self._area.sizeHint().height()

    def _over(self) -> QRect:
        """What the dialog stands in the middle of: its window with its bar, or the screen."""
        parent = self.parentWidget()
        return parent.window().frameGeometry() if parent is not None else self.screen().availableGeometry()

    def _bar(self) -> int:
        parent = self.parentWidget()
        return parent.window().geometry().top() - self._over().top() if parent is not None else 0

    def _room(self) -> QRect:
        """Where it may stand: the screen, or its window where that is narrow and stands for a small screen."""
        room, parent = self.screen().availableGeometry(), self.parentWidget()
        if parent is not None and parent.window().width() < px(NARROW):
            return parent.window().geometry()
        return room.adjusted(0, 0, 0, -px(_TITLE_BAR))

    def _stay_in_sight(self) -> None:
        room = self._room()
        top = max(room.top(), min(self.y(), room.bottom() + 1 - self.height()))
        left = max(room.left(), min(self.x(), room.right() + 1 - self.width()))
        if (left, top) != (self.x(), self.y()):
            self.move(left, top)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & ~_PAD and isinstance(self.focusWidget(), QLineEdit):
            self._entered()
        else:
            super().keyPressEvent(event)

    def _entered(self) -> None:
        """Enter in the only line of a form is the verb, unless that is grave; with more fields it is Ctrl+S."""
        shown = [cell for cell in self.form.cells.values() if not cell.isHidden()]
        if len(shown) == 1 and self.go.property("kind") != "danger":
            self.form.save()

    def _done(self, record: Record) -> None:
        self.accept()
        self.saved.emit(record)

    def _cancel(self) -> None:
        self.form.discard()
        self.reject()
