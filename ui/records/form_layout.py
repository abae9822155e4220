"""How a form looks: sections of fields in two columns, each with its label above and its problem below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem, Severity
from hospcomms.domain.fields import Field, Record, fields_of
from hospcomms.domain.wording import N_
from ui.language import say, tr
from ui.records.display import is_unknown, shown
from ui.records.editors.editor import STATES, Editor
from ui.records.editors.table import make_editor
from ui.records.editors.texts import follow_language
from ui.session import Session
from ui.theme import px
from ui.widgets.labels import Label
from ui.widgets.marks import Mark


class Group(Protocol):
    """A heading and the fields below it; a room's ``Section`` is one."""

    @property
    def title(self) -> str:
        """The marked heading, "" for none."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields."""


@dataclass(frozen=True)
class Fields:
    """Fields without a room: those of a part or of a small form."""

    fields: tuple[str, ...]
    title: str = ""


REQUIRED = N_("required")
TWO_COLUMNS = 620  # pixels from which fields stand in pairs


class FieldCell(QWidget):
    """Label, editor and, below it, its problem or else what the field is for."""

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.problem: Problem | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        head = QHBoxLayout()
        head.setSpacing(px(6))
        # A check box carries its own label; an empty line keeps it level with its neighbour.
        head.addWidget(Label("" if editor.says_label else tr(editor.field.label), role="small", tone="text2"))
        if editor.field.required:
            head.addWidget(Label(tr(REQUIRED), role="small", tone="text3"))
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(editor)
        self._below = QWidget(self)
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, px(2), 0, 0)
        below.setSpacing(px(6))
        self._mark = Mark("late", 14, self._below)
        self._sentence = Label("", role="small", wrap=True)
        below.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._sentence, 1)
        column.addWidget(self._below)
        self._help = Label(tr(editor.field.help) if editor.field.help else "", role="small", tone="text3", wrap=True)
        column.addWidget(self._help)
        column.addStretch(1)
        self.show_problem(None)

    def show_problem(self, problem: Problem | None) -> None:
        """Say what is wrong under the field, or nothing."""
        self.problem = problem
        self.editor.mark(problem.severity if problem else None)
        if problem is not None:
            tone = STATES[problem.severity]
            self._mark.show_shape(tone)
            self._sentence.paint_in(tone)
            self._sentence.setText(say(problem.message))
        self._below.setVisible(problem is not None)
        self._help.setVisible(problem is None and bool(self.editor.field.help))

    def words(self) -> str:
        """The sentence under the field, "" when there is none."""
        return self._sentence.words() if self.problem else ""


def worst(problems: Iterable[Problem]) -> Problem | None:
    """The problem to say first: an error before a warning."""
    return min(problems, key=lambda problem: problem.severity is Severity.WARNING, default=None)


def bring_into_view(cell: QWidget) -> None:
    """Scroll the page around a field or a part until it is seen."""
    above = cell.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is None:
        return
    area = above
    area.ensureWidgetVisible(cell, 0, px(40))
    # A page shown for the first time has no places yet: they come with the layout, in the next turn.
    QTimer.singleShot(0, cell, lambda: area.ensureWidgetVisible(cell, 0, px(40)))


class ShownField(QWidget):
    """A field the program sets by itself: label and value, nothing to type."""

    def __init__(self, session: Session, field: Field, record: Record) -> None:
        super().__init__()
        self._session, self._field, self._record = session, field, record
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        column.addWidget(Label(tr(field.label), role="small", tone="text2"))
        self.line = Label("")
        self.line.setMinimumHeight(px(32))
        column.addWidget(self.line)
        column.addStretch(1)
        self._show()
        session.bus.committed.connect(self._heard)

    def _show(self) -> None:
        value = getattr(self._record, self._field.name)
        self.line.paint_in("text3" if is_unknown(self._field, value) else "text")
        self.line.setText(shown(self._field, value, self._session.locale))

    def _heard(self, commit: Commit) -> None:
        """A change of the record may have set the field: it shows what is stored now."""
        mine = self._record
        stored = next((step.after for step in commit.steps if mine.id and step.record.id == mine.id), None)
        if stored is not None:
            self._record = stored
            self._show()


class SectionGrid(QWidget):
    """One section: its heading and its fields, in pairs where there is room."""

    def __init__(self, title: str, cells: Sequence[tuple[str, QWidget, bool]]) -> None:
        super().__init__()
        self._cells = cells
        self._columns = 0
        self._left_out: frozenset[str] = frozenset()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        if title:
            column.addWidget(Label(tr(title), role="section"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(8))
        column.addLayout(self._grid)
        self._arrange(2)

    def leave_out(self, names: frozenset[str]) -> None:
        """Hide these fields and close the gaps; the others are shown."""
        mine = names & {name for name, _, _ in self._cells}
        if mine != self._left_out:
            self._left_out = mine
            columns, self._columns = self._columns, 0
            self._arrange(columns)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        row = place = 0
        for name, cell, wide in self._cells:
            if name in self._left_out:
                self._grid.removeWidget(cell)
                cell.setParent(self)
                cell.hide()
                continue
            if wide or place >= columns:
                row, place = row + (1 if place else 0), 0
            self._grid.addWidget(cell, row, place, 1, columns if wide else 1)
            cell.setVisible(True)
            row, place = (row + 1, 0) if wide else (row, place + 1)
        for index in range(2):
            self._grid.setColumnStretch(index, 1 if index < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(2 if self.width() >= px(TWO_COLUMNS) else 1)


def make_sections(
    session: Session, record: Record, sections: Sequence[Group]
) -> tuple[list[SectionGrid], dict[str, FieldCell]]:
    """The widgets of the sections and, by field name, the cells with an editor."""
    described = fields_of(type(record))
    cells: dict[str, FieldCell] = {}
    grids = []
    for section in sections:
        row: list[tuple[str, QWidget, bool]] = []
        for name in section.fields:
            field = described[name]
            if field.own:
                row.append((name, ShownField(session, field, record), False))
                continue
            cells[name] = FieldCell(make_editor(session, record, field))
            row.append((name, cells[name], cells[name].editor.wide))
        grids.append(SectionGrid(section.title, row))
    follow_language(type(record), {name: cell.editor for name, cell in cells.items()})
    return grids, cells
