"""The fields of a statement at the desk, three languages side by side, every named blank marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hospcomms.domain.campaigns import NO, YES
from hospcomms.domain.fields import Texts, fields_of
from hospcomms.domain.incidents import RELEASED, Statement, blanks
from hospcomms.domain.scenarios import AUDIENCES, PARTS
from hospcomms.domain.wording import N_
from ui import theme
from ui.language import shown, spoken, tr
from ui.records.editors.lines import NameLine, Paragraphs
from ui.records.editors.texts import LANGUAGE_NAMES
from ui.widgets.labels import Label
from ui.widgets.segments import Segments


def places_of(words: str) -> list[tuple[int, int]]:
    """Where the named blanks of a text begin and end."""
    found, end = [], 0
    for blank in blanks(words):
        start = words.index(blank, end)
        end = start + len(blank)
        found.append((start, end))
    return found


def words_of(statement: Statement) -> tuple[object, ...]:
    """What the fields hold of a statement, to tell whether two are alike."""
    return tuple(getattr(statement, name) for name in ("title", *PARTS, "audience", "staff_first", "staff_reason"))


class BlankMarks(QSyntaxHighlighter):
    """Paints every named blank of a text, so that none is overlooked."""

    def highlightBlock(self, text: str) -> None:
        used = theme.current()
        style = QTextCharFormat()
        style.setForeground(used.colour("soon"))
        style.setBackground(QColor(used.soon_soft))
        style.setFontWeight(700)
        for start, end in places_of(text):
            self.setFormat(start, end - start, style)


class PartText(Paragraphs):
    """One part in one language, ``least`` lines high."""

    def __init__(self, code: str, name: str, least: int = 2) -> None:
        self._least = least
        super().__init__(rtl=code == "ar", page_rtl=spoken().rtl)
        self.setAccessibleName(name)
        self._marks = BlankMarks(self.document())

    def _grow(self) -> None:
        wanted = int(max(self._least * self.line_height(), self.document().size().height())) + theme.px(14)
        if self.height() != wanted:
            self.setFixedHeight(wanted)


class StatementFields(QWidget):
    """The fields of a statement: for whom, staff first or why not, and six parts in three languages side by side."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[tuple[str, str], PartText] = {}
        self.stored = Statement()
        column = QVBoxLayout(self)
        edge = theme.px(12)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(10))
        column.addLayout(self._head_row())
        column.addLayout(self._grid())
        column.addStretch(1)

    def _head_row(self) -> QHBoxLayout:
        self.audience = QComboBox()
        for one in AUDIENCES:
            self.audience.addItem(shown(tr(one.label)), one.key)
        self.audience.setAccessibleName(tr(N_("For")))
        self.staff = Segments([(YES, tr(N_("Yes")), ""), (NO, tr(N_("No")), "")], "none")
        self.why = NameLine(rtl=spoken().rtl, page_rtl=spoken().rtl)
        self.why.set_hint(tr(N_("Why staff need not be told first")))
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(Label(tr(N_("For")), tone="text2"))
        row.addWidget(self.audience)
        row.addWidget(Label(tr(N_("Staff must be told first")), tone="text2"))
        row.addWidget(self.staff)
        row.addWidget(self.why, 1)
        self.audience.activated.connect(lambda _row: self.changed.emit())
        self.staff.chosen.connect(lambda _key: self.changed.emit())
        self.why.changed.connect(self.changed)
        return row

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(4))
        described = fields_of(Statement)
        for column, (code, name) in enumerate(LANGUAGE_NAMES.items()):
            grid.addWidget(Label(tr(name), bold=True), 0, column)
            grid.setColumnStretch(column, 1)
            for row, part in enumerate(("title", *PARTS)):
                label = tr(described[part].label)
                text = PartText(code, f"{label}, {tr(name)}", 1 if part == "title" else 2)
                text.changed.connect(self.changed)
                self.texts[part, code] = text
                grid.addWidget(Label(label, role="small", tone="text2"), 1 + 2 * row, column)
                grid.addWidget(text, 2 + 2 * row, column, Qt.AlignmentFlag.AlignTop)
        return grid

    def walk(self, steps: int) -> None:
        """Choose the next blank, or the one before: what is typed then takes its place. One language after another."""
        order = [self.texts[part, code] for code in LANGUAGE_NAMES for part in PARTS]
        places = [(row, *place) for row, text in enumerate(order) for place in places_of(text.toPlainText())]
        if not places:
            return
        row, start, end = places[self._next_of(places, order, steps)]
        text = order[row]
        cursor = text.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        text.setTextCursor(cursor)
        text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _next_of(self, places: Sequence[tuple[int, int, int]], order: Sequence[PartText], steps: int) -> int:
        """Which blank comes after the cursor (steps 1) or before it (-1); round the corner after the last."""
        held = self.window().focusWidget()
        row = next((row for row, text in enumerate(order) if text is held), -1)
        cursor = order[row].textCursor()
        if steps > 0:
            here = (row, cursor.selectionEnd() if row >= 0 else 0)
            return next((n for n, place in enumerate(places) if place[:2] >= here), 0)
        here = (row, cursor.selectionStart())
        before = [n for n, (at, _start, end) in enumerate(places) if (at, end) <= here]
        return before[-1] if before else len(places) - 1

    def go_to(self, name: str) -> None:
        """Put the keyboard where something is missing: the question of the staff, else the first blank."""
        if name == "staff_first":
            self.staff.findChildren(QPushButton)[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif name == "staff_reason":
            self.why.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.setFocus()  # so that the walk begins at the first
            self.walk(1)

    def put(self, statement: Statement) -> None:
        """Show a statement as it is stored; one that went out can only be read."""
        self.stored = statement
        for (part, code), text in self.texts.items():
            said = getattr(getattr(statement, part), code)
            if text.text() != said:
                text.set_text(said)
            text.setReadOnly(statement.state == RELEASED)
        self.audience.setCurrentIndex(max(0, self.audience.findData(statement.audience)))
        self.staff.choose(statement.staff_first or "none")
        self.why.set_text(statement.staff_reason)

    def typed(self) -> Statement:
        """The statement as it stands in the fields."""
        parts: dict[str, Any] = {
            part: Texts(**{code: self.texts[part, code].text().strip() for code in LANGUAGE_NAMES})
            for part in ("title", *PARTS)
        }
        return replace(
            self.stored,
            audience=str(self.audience.currentData()),
            staff_first=self.staff.current() if self.staff.current() in (YES, NO) else "",
            staff_reason=self.why.text().strip(),
            **parts,
        )

    def is_changed(self) -> bool:
        """True when something is typed that is not saved."""
        return words_of(self.typed()) != words_of(self.stored)

    def draft(self) -> dict[str, str]:
        """What is typed, to be kept until it is saved."""
        return {f"{part}.{code}": text.text() for (part, code), text in self.texts.items()}

    def put_draft(self, kept: Mapping[str, Any]) -> None:
        """Put back what was typed and not saved."""
        for (part, code), text in self.texts.items():
            found = kept.get(f"{part}.{code}")
            if isinstance(found, str) and self.stored.state != RELEASED:
                text.set_text(found)
