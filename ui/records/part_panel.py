"""The whole form of one part, beside the page of the record it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hospcomms.domain.fields import Record
from hospcomms.domain.wording import N_
from ui import icons, theme
from ui.language import tr
from ui.records.form import Form, all_fields
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.services.office import Office

CLOSE, SAVE = N_("Close"), N_("Save")
WIDTH = 380


class PartPanel(QFrame):
    """Shows one part at a time; what is typed and not saved stays as its draft when the panel closes."""

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.form: Form | None = None
        self.setProperty("sheet", "card")
        self.setFixedWidth(theme.px(WIDTH))
        self._title = Label("", role="section", elide=True)
        self._save = Button(tr(SAVE), self.save, icon="save", key="Ctrl+S")
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self._title, 1)
        head.addWidget(self._save)
        head.addWidget(Button(tr(CLOSE), self.close_part, icon="dismiss", kind="icon", key="Esc"))
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(12), theme.px(12))
        column.setSpacing(theme.px(12))
        column.addLayout(head)
        column.addWidget(self._area, 1)
        self.hide()

    def show_wide(self, wide: bool) -> None:
        """Take all the room there is, on a narrow window, or a column beside the page."""
        width = theme.px(WIDTH)
        self.setMinimumWidth(width)
        self.setMaximumWidth(16_777_215 if wide else width)

    def show_part(self, record: Record, keep: Callable[[Office, Any], Commit] | None = None) -> None:
        """Show a part's whole form; ``keep`` saves it in a way of its own."""
        if self.form is not None:
            self.form.keep_draft()
        self._title.setText(tr(type(record).one))
        own = partial(keep, self.session.office) if keep is not None else None
        self.form = Form(self.session, record, all_fields(type(record)), keep=own, drafts=True, sheet="plain")
        self.form.dirtied.connect(self._dirtied)
        self._area.setWidget(self.form)
        self.show()
        self._dirtied(self.form.dirty)
        self.form.focus()

    def _dirtied(self, dirty: bool) -> None:
        self._save.restyle("primary" if dirty else "usual")
        self._save.setIcon(icons.icon("save", 16, "on_accent" if dirty else "text", gap=4))

    def save(self) -> None:
        """Save the part."""
        if self.form is not None:
            self.form.save()

    def close_part(self) -> None:
        """Close the panel; an unsaved text is kept as a draft."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_part()
        else:
            super().keyPressEvent(event)
