"""A small form in a dialog: what a verb asks first, or a record made on the spot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hospcomms.domain.fields import Record
from hospcomms.domain.wording import N_
from ui.language import direction, tr
from ui.records.form import Form, Keep, all_fields
from ui.records.form_layout import Group
from ui.session import Session
from ui.theme import px
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

CANCEL, SAVE = N_("Cancel"), N_("Save")
WIDTH = 480


class FormDialog(QDialog):
    """``title`` is the verb and names the button; ``saved`` carries the record as it was written."""

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
        self.form.saved.connect(self._done)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.form)
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
        column.addWidget(area, 1)
        column.addLayout(buttons)
        height = self.form.sizeHint().height() + px(130)
        room = self.screen().availableGeometry().height()
        self.resize(px(WIDTH), min(height, room - px(60)))
        self.form.focus()

    def _done(self, record: Record) -> None:
        self.accept()
        self.saved.emit(record)

    def _cancel(self) -> None:
        self.form.discard()
        self.reject()
