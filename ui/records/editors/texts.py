"""Editors of texts: one line, paragraphs, and one text per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.checks import Severity
from hospcomms.domain.fields import Field, Record, Texts
from hospcomms.domain.wording import N_
from ui.language import tr
from ui.records.editors.editor import Editor, outline
from ui.records.editors.lines import DirectedText, NameLine, Paragraphs
from ui.session import Session
from ui.theme import px
from ui.widgets.labels import Label

LANGUAGE_NAMES = {"ar": N_("Arabic"), "fr": N_("French"), "en": N_("English")}
SIDE_BY_SIDE = 900  # pixels from which three languages stand beside each other


class TextEditor(Editor):
    """One line in the direction of the page."""

    def __init__(self, session: Session, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(session, field, parent)
        rtl = session.locale.rtl
        self.line: DirectedText = self._line(rtl)
        self._value = ""
        self.line.changed.connect(self.edited)
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)

    def _line(self, rtl: bool) -> DirectedText:
        line = NameLine(rtl=rtl, page_rtl=rtl, parent=self)
        line.submitted.connect(self.submitted)
        return line

    def value(self) -> str:
        return self.line.text()

    def set_value(self, value: Any) -> None:
        self.line.set_text(str(value))

    def draft(self) -> object:
        return self.line.text()

    def target(self) -> QWidget:
        return self.line

    def set_rtl(self, rtl: bool) -> None:
        """Write in the other direction than the page: the text is in another language."""
        self.line.set_rtl(rtl)

    def set_read_only(self, read_only: bool) -> None:
        self.line.setReadOnly(read_only)


class LongTextEditor(TextEditor):
    """Paragraphs in the direction of the page."""

    wide = True

    def _line(self, rtl: bool) -> DirectedText:
        return Paragraphs(rtl=rtl, page_rtl=rtl, parent=self)


def follow_language(record: type[Record], editors: Mapping[str, Editor]) -> None:
    """Let the texts a record has in its own language run in the direction of that language, also when it changes."""
    chosen = editors.get("language")
    written = [editor for name in record.spoken if isinstance(editor := editors.get(name), TextEditor)]
    if chosen is None or not written:
        return

    def turn() -> None:
        for editor in written:
            editor.set_rtl(chosen.value() == "ar")

    chosen.edited.connect(turn)
    turn()


class TextsEditor(Editor):
    """One text per language, each in its own direction; side by side when there is room."""

    wide = True

    def __init__(self, session: Session, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(session, field, parent)
        self._value = Texts()
        self._boxes = {code: self._box(code) for code in LANGUAGE_NAMES}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        self._columns = 0
        self._arrange(1)
        self.setFocusProxy(self.line(session.locale.language))

    def _box(self, code: str) -> QWidget:
        box = QWidget(self)
        label = Label(tr(LANGUAGE_NAMES[code]), role="small", tone="text2")
        line = Paragraphs(rtl=code == "ar", page_rtl=self.session.locale.rtl, parent=box)
        line.setObjectName(code)
        line.setAccessibleName(tr(LANGUAGE_NAMES[code]))
        line.changed.connect(self.edited)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(label)
        column.addWidget(line)
        return box

    def line(self, code: str) -> Paragraphs:
        """The field of one language."""
        found = self._boxes[code].findChild(Paragraphs)
        assert isinstance(found, Paragraphs)
        return found

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for index, box in enumerate(self._boxes.values()):
            self._grid.addWidget(box, index // columns, index % columns, Qt.AlignmentFlag.AlignTop)
        for index in range(3):
            self._grid.setColumnStretch(index, 1 if index < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(3 if self.width() >= px(SIDE_BY_SIDE) else 1)

    def value(self) -> Texts:
        return Texts(**{code: self.line(code).text() for code in LANGUAGE_NAMES})

    def set_value(self, value: Any) -> None:
        for code in LANGUAGE_NAMES:
            self.line(code).set_text(getattr(value, code))

    def draft(self) -> object:
        return {code: self.line(code).text() for code in LANGUAGE_NAMES}

    def set_draft(self, kept: Any) -> None:
        self.set_value(replace(Texts(), **kept))

    def target(self) -> QWidget:
        return self.line(self.session.locale.language)

    def mark(self, severity: Severity | None) -> None:
        for code in LANGUAGE_NAMES:
            outline(self.line(code), severity)

    def set_read_only(self, read_only: bool) -> None:
        for code in LANGUAGE_NAMES:
            self.line(code).setReadOnly(read_only)
