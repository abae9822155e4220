"""A field that holds an identity: dots until somebody says why it is needed; a new one is entered freely."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.checks import Severity, is_empty
from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services.privacy import identity
from ui.language import plain, say, tr
from ui.records.display import HIDDEN
from ui.records.editors.editor import Editor
from ui.session import Session
from ui.theme import px
from ui.widgets.buttons import Button
from ui.widgets.labels import Label


def has_identity(record: Record) -> bool:
    """True for a kind of record that holds the identity of somebody: a file attached to it shows it too."""
    return any(field.private for field in fields_of(type(record)).values())


def ask_why(session: Session, record: Record, owner: QWidget, then: Callable[[], object]) -> None:
    """Ask why the identity is needed, note it, and go on; giving up or a disk that refuses ends it."""
    # late: the dialog is a form, and forms are made of editors
    from ui.records.form_dialog import FormDialog

    def keep(order: Record) -> Any:
        assert isinstance(order, identity.IdentityOrder)
        return identity.show(session.office, record, order)

    dialog = FormDialog(
        session, identity.IdentityOrder(), identity.SHOW, verb=identity.SHOW, keep=keep, parent=owner.window()
    )
    dialog.saved.connect(lambda _order: then())
    dialog.open()


class HiddenEditor(Editor):
    """Another editor behind dots. It opens for all private fields of its form at once, until the page is left."""

    def __init__(self, inner: Editor, record: Record) -> None:
        super().__init__(inner.session, inner.field)
        self.inner, self._record = inner, record
        self._opened = False
        self.dots = Label(HIDDEN)
        self.ask = Button(tr(identity.SHOW), self._ask, icon="eye", kind="link")
        self._veil = QWidget(self)
        row = QHBoxLayout(self._veil)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        row.addWidget(self.dots)
        row.addWidget(self.ask)
        row.addStretch(1)
        self._veil.setMinimumHeight(px(32))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inner)
        column.addWidget(self._veil)
        inner.edited.connect(self._typed)
        inner.submitted.connect(self.submitted)
        self._settle()

    @property
    def is_hidden(self) -> bool:
        """True while dots stand in place of what the field holds."""
        return not self._opened and not is_empty(self.inner.draft())

    def open(self) -> None:
        """Show what the field holds until the page is left."""
        self._opened = True
        self._settle()

    def close_again(self) -> None:
        """Show dots again."""
        self._opened = False
        self._settle()

    def value(self) -> Any:
        return self.inner.value()

    def set_value(self, value: Any) -> None:
        self.inner.set_value(value)
        self._settle()

    def trouble(self) -> Sentence | None:
        return self.inner.trouble()

    def draft(self) -> object:
        return self.inner.draft()

    def set_draft(self, kept: Any) -> None:
        self.inner.set_draft(kept)
        self._settle()

    def target(self) -> QWidget:
        return self.ask if self.is_hidden else self.inner.target()

    def mark(self, severity: Severity | None) -> None:
        self.inner.mark(severity)

    def set_read_only(self, read_only: bool) -> None:
        self.inner.set_read_only(read_only)

    def set_name(self, name: str) -> None:
        self.inner.set_name(name)
        said = sentence("{action}: {file}", action=self.ask.text(), file=name)
        self.ask.setAccessibleName(plain(say(said)))

    def _typed(self) -> None:
        self._opened = True
        self.edited.emit()

    def _settle(self) -> None:
        hidden = self.is_hidden
        self.inner.setVisible(not hidden)
        self._veil.setVisible(hidden)
        self.setFocusProxy(self.target())

    def _ask(self) -> None:
        ask_why(self.session, self._record, self, self._open_all)

    def _open_all(self) -> None:
        page = self.parentWidget()
        while page is not None and not _is_form(page):
            page = page.parentWidget()
        for editor in page.findChildren(HiddenEditor) if page is not None else [self]:
            editor.open()
        self.inner.focus()

    def hideEvent(self, event: QHideEvent) -> None:
        """The page is left: what was shown is hidden again."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.close_again()


def _is_form(widget: QWidget) -> bool:
    # late: as above
    from ui.records.form import Form

    return isinstance(widget, Form)
