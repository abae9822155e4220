"""Editors of links: one record, or several, of another type."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.fields import Field, Record, Texts, fields_of
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records
from ui.language import plain, say, shown, tip, tr
from ui.records.display import DELETED_RECORD
from ui.records.editors.editor import Editor
from ui.records.editors.flow import Flow
from ui.records.link_picker import LinkPicker
from ui.session import Session
from ui.theme import px
from ui.widgets.buttons import Button

OPEN_LINKED = N_("Open the linked record")
SEARCH_TO_CHOOSE = N_("Type to search")
REMOVE = N_("Remove")


def titled(target: type[Record], title: str) -> Record:
    """A new record of a type with its title filled in."""
    named = fields_of(target).get(target.title_field)
    value: Any = title
    if named is not None and isinstance(getattr(target(), named.name), Texts):
        value = Texts(ar=title)
    values: dict[str, Any] = {target.title_field: value} if named is not None else {}
    return target(**values)


class PickingEditor(Editor):
    """What both link editors share: a picker, and making a new record from what was typed."""

    def __init__(self, session: Session, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(session, field, parent)
        self.record_type: type[Record] = BY_KEY[field.target]
        self.picker = LinkPicker(session, self.record_type, self)
        self.picker.set_hint(tr(SEARCH_TO_CHOOSE))
        self.picker.picked.connect(self.take)
        self.picker.asked_new.connect(self._create)
        self.picker.submitted.connect(self.submitted)
        self.picker.left.connect(self._settle)
        self.setFocusProxy(self.picker)

    def take(self, ident: int) -> None:
        """Take a record as the officer's choice."""
        titles = records.titles(self.session.office, [ident])
        self._chosen(ident, titles.get(ident, tr(DELETED_RECORD)))
        self.edited.emit()

    def _chosen(self, ident: int, title: str) -> None:
        """Show a chosen record."""

    def _settle(self) -> None:
        """The cursor left the line."""

    def _within(self) -> None:
        self.picker.whole = self.whole

    def _create(self, title: str) -> None:
        # The form asks for links itself, so each of the two modules needs the other.
        from ui.records.form_dialog import FormDialog

        new = titled(self.record_type, title)
        kind, ident = self.whole
        within: dict[str, Any] = {kind: ident} if kind and self.record_type.whole == kind else {}
        new = replace(new, **within)
        dialog = FormDialog(self.session, new, self.record_type.one, parent=self.window())
        dialog.saved.connect(lambda record: self.take(record.id))
        dialog.open()

    def target(self) -> QWidget:
        return self.picker


class LinkEditor(PickingEditor):
    """One linked record: its title in the line, a button that opens it."""

    def __init__(self, session: Session, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(session, field, parent)
        self._value = 0
        self._title = ""
        self.open = Button(tr(OPEN_LINKED), self.open_linked, icon="open", kind="square", parent=self)
        self.picker.changed.connect(self._typed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        row.addWidget(self.picker, 1)
        row.addWidget(self.open)
        self.open.setVisible(False)

    def set_value(self, value: Any) -> None:
        ident = int(value or 0)
        titles = records.titles(self.session.office, [ident]) if ident else {}
        self._chosen(ident, titles.get(ident, tr(DELETED_RECORD)) if ident else "")

    def _chosen(self, ident: int, title: str) -> None:
        self._within()
        self._value, self._title = ident, title
        self.picker.set_text(title)
        self.picker.setToolTip(tip(title))
        self.open.setVisible(bool(ident))

    def open_linked(self) -> None:
        """Go to the page of the linked record."""
        self.session.go.open_record(self.record_type, self._value)

    def _typed(self) -> None:
        self._within()
        if not self.picker.text().strip() and self._value:
            self._value, self._title = 0, ""
            self.open.setVisible(False)
            self.edited.emit()

    def _settle(self) -> None:
        """Words that chose nothing give way to the title that is linked."""
        # After a click in the list the choice arrives first.
        QTimer.singleShot(0, self, self._restore)

    def _restore(self) -> None:
        if self.picker.text() != self._title and not self.picker.hasFocus():
            self.picker.set_text(self._title)

    def set_read_only(self, read_only: bool) -> None:
        self.picker.setReadOnly(read_only)


class LinksEditor(PickingEditor):
    """Several linked records as chips, and a line to add another."""

    wide = True

    def __init__(self, session: Session, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(session, field, parent)
        self._value: tuple[int, ...] = ()
        self._titles: dict[int, str] = {}
        self._chips = QWidget(self)
        self._flow = Flow(self._chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._chips)
        column.addWidget(self.picker)
        self._chips.setVisible(False)

    def set_value(self, value: Any) -> None:
        self._within()
        self._value = tuple(value)
        self._titles = dict(records.titles(self.session.office, list(self._value))) if self._value else {}
        self._fill()

    def draft(self) -> object:
        return list(self._value)

    def _chosen(self, ident: int, title: str) -> None:
        self._titles[ident] = title
        self._value = (*(kept for kept in self._value if kept != ident), ident)
        self.picker.set_text("")
        self._fill()

    def remove(self, ident: int) -> None:
        """Take one record out."""
        self._value = tuple(kept for kept in self._value if kept != ident)
        self._fill()
        self.edited.emit()

    def _fill(self) -> None:
        chips(self._flow, self._chips, {i: self._titles.get(i, tr(DELETED_RECORD)) for i in self._value}, self.remove)

    def set_read_only(self, read_only: bool) -> None:
        self.picker.setVisible(not read_only)
        self._chips.setEnabled(not read_only)


def chips(flow: Flow, holder: QWidget, items: dict[Any, str], remove: Any) -> None:
    """Show items as chips that are taken out by pressing them (or Delete)."""
    while (old := flow.takeAt(0)) is not None:
        widget = old.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    for key, text in items.items():
        chip = Button(shown(text), partial(remove, key), icon="dismiss", kind="chip-on", tone="text2", parent=holder)
        rtl = holder.layoutDirection() == Qt.LayoutDirection.RightToLeft
        # The cross stands at the end of a chip; Qt puts a button's icon at its start.
        chip.setLayoutDirection(Qt.LayoutDirection.LeftToRight if rtl else Qt.LayoutDirection.RightToLeft)
        chip.setToolTip(tr(REMOVE))
        chip.setAccessibleName(plain(say(sentence("Remove {title}", title=text))))
        flow.addWidget(chip)
        chip.show()
    holder.setVisible(bool(items))
    holder.updateGeometry()
