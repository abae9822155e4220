"""The preview beside a list: state, title, the sentence that matters, what is next, what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hospcomms.domain.catalog import parts_of
from hospcomms.domain.errors import Missing
from hospcomms.domain.fields import Field, Kind, Record, fields_of
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.domain.wording import Label as Word
from hospcomms.services import records
from ui.language import plain, say, shown, spoken, tr
from ui.records.columns import all_columns
from ui.records.display import is_unknown, named, on_one_line
from ui.records.display import shown as worded
from ui.records.table import severity_of
from ui.records.window_of_rows import linked_titles
from ui.rooms.room import Fact, Room
from ui.session import Session
from ui.theme import px
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Bar, Mark, StateLabel

WIDTH = 312
_WAIT = 60
_NEXT = 3


BESIDE = 38
"""The letters of small text for which the pane is wide enough, beside each other."""


class Doable(Protocol):
    """A part that is done or not by some day."""

    end: date | None
    is_open: bool


class Preview(QFrame):
    """Read-only; built anew for each record, a moment after the row was reached."""

    open_asked = Signal(int)
    edit_asked = Signal(int)
    closed = Signal()

    def __init__(self, session: Session, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._room = session, room
        self.ident = 0
        self._asked = 0
        self.setProperty("sheet", "card")
        self.setFixedWidth(px(WIDTH))
        self.setAccessibleName(tr(N_("Preview")))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(8))
        self._top = QHBoxLayout()
        column.addLayout(self._top)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        column.addWidget(self._area, 1)
        column.addLayout(self._foot())
        self._state = StateLabel("draft", "")
        self._top.addWidget(self._state)
        self._top.addStretch(1)
        close = Button(tr(N_("Close the preview")), self.closed.emit, icon="dismiss", kind="icon", key="Space")
        self._top.addWidget(close)
        self._wait = QTimer(self, singleShot=True, interval=_WAIT)
        self._wait.timeout.connect(self._read)
        self.show_nothing()

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.open_button = Button(tr(N_("Open")), self._open, icon="open", kind="primary", key="Enter")
        self.edit_button = Button(tr(N_("Edit")), self._edit, icon="edit", key="F2")
        row.addWidget(self.open_button)
        row.addWidget(self.edit_button)
        row.addStretch(1)
        return row

    def ask(self, ident: int) -> None:
        """Show this record soon: rows one only passes by are not read."""
        self._asked = ident
        self._wait.start()

    def show_nothing(self) -> None:
        """No row is selected."""
        self.ident = 0
        self._wait.stop()
        self._state.hide()
        column = self._blank()
        column.addWidget(Label(tr(N_("Select a row to see it here.")), tone="text3", wrap=True))
        column.addStretch(1)
        self.open_button.setEnabled(False)
        self.edit_button.setEnabled(False)

    def _read(self) -> None:
        try:
            record = records.get(self._session.office, self._room.record, self._asked)
        except Missing:
            self.show_nothing()
            return
        self.show_record(record)

    def show_record(self, record: Record) -> None:
        """Show a record."""
        self.ident = record.id
        used = Content(self._session, self._room, record)
        self._show_state(record)
        column = self._blank()
        column.addWidget(Label(named(record, spoken()), role="preview", wrap=True))
        meta = used.meta()
        if meta:
            column.addWidget(Label(meta, role="small", tone="text2", wrap=True))
        used.add_facts(column, self._room.glance(self._session, record))
        for label, text in used.sentences():
            _add_paragraph(column, label, text)
        used.add_progress(column)
        used.add_next(column)
        used.add_belongings(column)
        used.add_facts(column, self._room.facts(self._session, record))
        column.addStretch(1)
        self.open_button.setEnabled(True)
        self.edit_button.setEnabled(not record.binned_at)

    def _show_state(self, record: Record) -> None:
        column = next((item for item in all_columns(type(record), self._room.state) if item.is_state), None)
        self._state.setVisible(column is not None)
        if column is None:
            return
        choice = column.field.choice(getattr(record, column.field.name))
        since = getattr(record, f"{column.field.name}_since", None)
        word = tr(choice.label) if choice else ""
        if since is not None:
            day = self._session.locale.short_day(since.astimezone().date())
            word = say(sentence("{state} since {day}", state=word, day=day))
        self._state.show_state(choice.shape if choice and choice.shape else "draft", word)

    def _blank(self) -> QVBoxLayout:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, px(4), 0)
        column.setSpacing(px(6))
        self._area.setWidget(inner)
        inner.setAutoFillBackground(False)
        return column

    def _open(self) -> None:
        self.open_asked.emit(self.ident)

    def _edit(self) -> None:
        self.edit_asked.emit(self.ident)


class Content:
    """What the preview says of one record."""

    def __init__(self, session: Session, room: Room, record: Record) -> None:
        self._session, self._room, self._record = session, room, record
        self._titles = linked_titles(session.office, type(record), [record])

    def meta(self) -> str:
        """The second line: the kind of thing, and whose it is."""
        found = []
        for field in fields_of(type(self._record)).values():
            value = getattr(self._record, field.name)
            plain_choice = field.kind is Kind.CHOICE and field.listed and field.name != self._room.state
            if (plain_choice or field.name == "owner") and not is_unknown(field, value):
                found.append(self._words(field))
        return " · ".join(shown(text) for text in found[:3])

    def sentences(self) -> list[tuple[str, str]]:
        """The long text that matters most: the first one that is filled in, with its label."""
        for field in fields_of(type(self._record)).values():
            value = getattr(self._record, field.name)
            if field.kind is Kind.LONG_TEXT and not field.private and not is_unknown(field, value):
                return [(tr(field.label), on_one_line(self._words(field)))]
        return []

    def add_progress(self, column: QVBoxLayout) -> None:
        """How far it is, as a caption and a bar."""
        found = next(
            (field for field in fields_of(type(self._record)).values() if field.kind is Kind.PERCENT and field.own),
            None,
        )
        if found is None:
            return
        value = getattr(self._record, found.name)
        words = sentence("{label}: {value}", label=Word(found.label), value=self._words(found))
        column.addWidget(Label(say(words), role="small", tone="text2"))
        bar = Bar(None if value is None else value / 100, 0, 10)
        bar.setAccessibleName(say(words))
        column.addWidget(bar)

    def add_next(self, column: QVBoxLayout) -> None:
        """The next things to do: open parts, the most urgent first."""
        today = self._session.office.today
        found = sorted(self._open_parts(), key=lambda part: cast(Doable, part).end or date.max)[:_NEXT]
        if not found:
            return
        column.addSpacing(px(4))
        column.addWidget(Label(tr(N_("Next")), role="small", tone="text2"))
        for part in found:
            late = severity_of(part, today) == "late"
            row = QHBoxLayout()
            row.setSpacing(px(8))
            row.addWidget(Mark("late" if late else _shape(part)))
            row.addWidget(Label(part.caption, tone="late" if late else "text", elide=True), 1)
            row.addWidget(Label(say(_when(part, today)), role="small", tone="late" if late else "text2"))
            column.addLayout(row)

    def _open_parts(self) -> list[Record]:
        kinds = [part for part in _parts(self._room) if hasattr(part, "is_open") and hasattr(part, "end")]
        found = [item for kind in kinds for item in records.parts(self._session.office, kind, self._record.id)]
        return [item for item in found if cast(Doable, item).is_open]

    def add_belongings(self, column: QVBoxLayout) -> None:
        """How many parts of each kind there are; kinds without any are left out."""
        counts = []
        for kind in _parts(self._room):
            query = Query(kind).where(kind.whole, Op.IS, self._record.id)
            n = records.count(self._session.office, query)
            if n:
                counts.append(sentence("{label}: {n}", label=Word(kind.many), n=n))
        if not counts:
            return
        column.addSpacing(px(4))
        column.addWidget(Label(tr(N_("What belongs to it")), role="small", tone="text2"))
        for line in _in_lines([say(words) for words in counts]):
            row = QHBoxLayout()
            row.setSpacing(px(8))
            for words in line:
                badge = Label(words, role="small")
                badge.setProperty("badge", "true")
                row.addWidget(badge)
            row.addStretch(1)
            column.addLayout(row)

    def add_facts(self, column: QVBoxLayout, facts: Sequence[Fact]) -> None:
        """Facts of the record, label and value side by side."""
        for fact in facts:
            value = say(fact.value) if isinstance(fact.value, Sentence) else fact.value
            if len(tr(fact.label)) + len(plain(value)) > BESIDE:
                _add_paragraph(column, tr(fact.label), value)
                continue
            row = QHBoxLayout()
            row.addWidget(Label(tr(fact.label), role="small", tone="text2"))
            row.addStretch(1)
            row.addWidget(Label(value, role="small", tone="late" if fact.late else "text"))
            column.addLayout(row)

    def _words(self, field: Field) -> str:
        return worded(field, getattr(self._record, field.name), self._session.locale, self._titles)


def _in_lines(words: Sequence[str]) -> list[list[str]]:
    """Two beside each other where the pane has room for both: what is wider would be cut off."""
    lines: list[list[str]] = []
    for one in words:
        if lines and len(lines[-1]) == 1 and len(plain(lines[-1][0])) + len(plain(one)) <= BESIDE:
            lines[-1].append(one)
        else:
            lines.append([one])
    return lines


def _parts(room: Room) -> Sequence[type[Record]]:
    """The record types that belong to the room's record, wherever its pages show them."""
    return parts_of(room.record)


def _shape(part: Record) -> str:
    """The shape of a part's own state."""
    for field in fields_of(type(part)).values():
        choice = field.choice(getattr(part, field.name)) if field.kind is Kind.CHOICE else None
        if choice is not None and choice.shape:
            return choice.shape
    return "draft"


def _when(part: Any, today: date) -> Sentence:
    """When a part is due, in words up to a week, else the date."""
    end: date | None = part.end
    if end is None:
        return sentence("No day set")
    days = (end - today).days
    if days < 0:
        return counted("late by {n} day", "late by {n} days", -days)
    if days == 0:
        return sentence("today")
    if days <= 7:
        return counted("in {n} day", "in {n} days", days)
    return sentence("until {day}", day=end)


def _add_paragraph(column: QVBoxLayout, label: str, text: str) -> None:
    column.addSpacing(px(2))
    column.addWidget(Label(label, role="small", tone="text2"))
    column.addWidget(Label(text, wrap=True))
