"""The editor of key words: chips, and a line that suggests the words used before."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hospcomms.domain.fields import Field, Record
from hospcomms.domain.folding import fold
from hospcomms.domain.wording import N_
from hospcomms.services import records
from ui.language import shown, tr
from ui.records.editors.editor import Editor
from ui.records.editors.flow import Flow
from ui.records.editors.lines import NameLine
from ui.records.editors.links import chips
from ui.records.link_picker import Offers
from ui.session import Session
from ui.theme import px

TYPE_A_TAG = N_("Type a word, then Enter")
KNOWN_LIMIT = 500


class TagLine(NameLine):
    """The line of the key words: Enter, a comma or leaving it adds the word; arrows take a suggestion."""

    def __init__(self, editor: TagsEditor, *, rtl: bool) -> None:
        super().__init__(rtl=rtl, page_rtl=rtl, parent=editor)
        self._editor = editor
        self.offers: Offers | None = None
        self._found: list[str] = []
        self.changed.connect(self._suggest)

    def _suggest(self) -> None:
        text = self.text()
        if text and text[-1] in ",،;؛":
            self._editor.add(text[:-1])
            return
        wanted = fold(text.strip())
        known = self._editor.known() if wanted and self.isVisible() else ()
        self._found = [word for word in known if fold(word).startswith(wanted)][:8]
        if not self._found:
            self.hide_offers()
            return
        if self.offers is None:
            self.offers = Offers(self)
            self.offers.chosen.connect(lambda row: self._editor.add(self._found[row - 1]))
        self.offers.show_words(self, [shown(word) for word in self._found])

    def hide_offers(self) -> None:
        """Close the suggestions."""
        if self.offers is not None:
            self.offers.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        open_now = self.offers is not None and self.offers.isVisible()
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and open_now and self.offers is not None:
            self.offers.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            row = self.offers.marked() if open_now and self.offers is not None else 0
            self._editor.add(self._found[row - 1] if row else self.text())
        elif event.key() == Qt.Key.Key_Escape and open_now:
            self.hide_offers()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self._editor.remove_last()
        else:
            super().keyPressEvent(event)


class TagsEditor(Editor):
    """Key words of a record of type ``record_type`` (for the suggestions)."""

    wide = True

    def __init__(self, session: Session, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(session, field, parent)
        self.record_type: type[Record] | None = None
        self._value: tuple[str, ...] = ()
        self._known: tuple[str, ...] | None = None
        self._chips = QWidget(self)
        self._flow = Flow(self._chips)
        self.line = TagLine(self, rtl=session.locale.rtl)
        self.line.set_hint(tr(TYPE_A_TAG))
        self.line.changed.connect(self.edited)
        self.line.submitted.connect(self.submitted)
        self.line.left.connect(self._left)
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._chips)
        column.addWidget(self.line)
        self._chips.setVisible(False)

    def known(self) -> tuple[str, ...]:
        """The words other records carry, read once."""
        if self._known is None:
            used = (
                records.distinct(self.session.office, self.record_type, self.field.name, KNOWN_LIMIT)
                if self.record_type
                else ()
            )
            self._known = tuple(dict.fromkeys(used))
        return tuple(word for word in self._known if word not in self._value)

    def value(self) -> tuple[str, ...]:
        pending = self.line.text().strip(" ,،;؛")
        return (*self._value, pending) if pending and pending not in self._value else self._value

    def set_value(self, value: Any) -> None:
        self._value = tuple(value)
        self.line.set_text("")
        self._fill()

    def draft(self) -> object:
        return list(self.value())

    def add(self, word: str) -> None:
        """Add a word, once."""
        cleaned = word.strip(" ,،;؛")
        self.line.hide_offers()
        if cleaned and cleaned not in self._value:
            self._value = (*self._value, cleaned)
        self.line.set_text("")
        self._fill()
        self.edited.emit()

    def remove(self, word: str) -> None:
        """Take a word out."""
        self._value = tuple(kept for kept in self._value if kept != word)
        self._fill()
        self.edited.emit()

    def remove_last(self) -> None:
        """Take the last word out."""
        if self._value:
            self.remove(self._value[-1])

    def _left(self) -> None:
        self.line.hide_offers()
        if self.line.text().strip():
            self.add(self.line.text())

    def _fill(self) -> None:
        chips(self._flow, self._chips, {word: word for word in self._value}, self.remove)

    def target(self) -> QWidget:
        return self.line

    def set_read_only(self, read_only: bool) -> None:
        self.line.setVisible(not read_only)
        self._chips.setEnabled(not read_only)
