"""The identities of a list: shown in it for a reason that is noted, told by a strip, hidden when it is left."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.wording import N_
from hospcomms.services.privacy import identity
from ui import theme
from ui.language import tr
from ui.records.list_head import HIDE
from ui.records.window_of_rows import Rows
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark

SHOWN = N_("Identities are shown. What is copied, printed or exported from here holds them.")


class Identities(QWidget):
    """Seen only while the identities are; ``changed`` tells that they are shown or hidden.

    ``why`` is the reason that was given, "" while they are hidden. Each record that comes into the list is noted once.
    """

    changed = Signal()

    def __init__(self, session: Session, record: type[Record]) -> None:
        super().__init__()
        self._session, self._record = session, record
        self.why = ""
        self._noted: set[int] = set()
        band = QFrame()
        band.setProperty("band", "soon")
        row = QHBoxLayout(band)
        row.setContentsMargins(*theme.margins(14, 4, 8, 4))
        row.setSpacing(theme.px(10))
        row.addWidget(Mark("soon", 16))
        row.addWidget(Label(tr(SHOWN), wrap=True), 1)
        self.hide_button = Button(tr(HIDE), self.put_away, icon="eye_off", kind="row")
        row.addWidget(self.hide_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(6))
        column.addWidget(band)
        self.setAccessibleName(tr(SHOWN))
        self.hide()

    def ask(self, rows: Rows | None) -> None:
        """Ask why they are needed, note it, and show them; giving up or a disk that refuses ends it."""
        # late: the dialog is a form, which no list needs before
        from ui.records.form_dialog import FormDialog

        def keep(order: Record) -> Commit:
            assert isinstance(order, identity.IdentityOrder)
            idents = set(rows.ids) if rows is not None else set[int]()
            commit = identity.show_all(self._session.office, self._record, len(idents), order)
            self.why, self._noted = commit.saved(identity.IdentityOrder).reason, idents
            return commit

        dialog = FormDialog(
            self._session,
            identity.IdentityOrder(),
            identity.SHOW_ALL,
            verb=identity.SHOW_ALL,
            keep=keep,
            parent=self.window(),
        )
        dialog.saved.connect(lambda _order: self._open())
        dialog.open()

    def _open(self) -> None:
        self.show()
        self.changed.emit()

    def meet(self, idents: Iterable[int]) -> None:
        """Note the records that come into the list while identities are shown; what cannot be noted hides them all."""
        fresh = set(idents) - self._noted if self.why else set()
        if not fresh:
            return
        try:
            identity.note_several(self._session.office, self._record, len(fresh), self.why)
        except Refusal as refusal:
            self.put_away()
            self._session.go.refuse(refusal.sentence)
        else:
            self._noted |= fresh

    def put_away(self) -> None:
        """Hide the identities again."""
        if not self.why:
            return
        self.why = ""
        self._noted.clear()
        self.hide()
        self.changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """The list is left, or the window is locked: they are hidden again; a minimised window only waits."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.put_away()
