"""The history of a record: what was changed, by whom and when, in readable lines, each value to be had back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import STAMPS, Field, Kind, Record
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.domain.wording import Label as Word
from hospcomms.services import records
from ui import theme
from ui.language import say, tr
from ui.records.display import cell, drawn, is_unknown
from ui.records.emphasis import Emphasis
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Rule
from ui.widgets.sheets import Sheet

RESTORE = N_("Restore this value")
OLDER = N_("Show older changes")
SOMEBODY = N_("The communication officer")
PAGE = 60
FIGURES = (Kind.NUMBER, Kind.MONEY, Kind.PERCENT)


@dataclass(frozen=True)
class Event:
    """One readable line: when, the sentence, and the field whose earlier value can be had back."""

    at: datetime
    words: Sentence
    field: Field | None = None
    before: Any = None


def lines_of(session: Session, record: Record) -> list[Any]:
    """The journal of a record without the lines in which only figures kept of its parts were renewed."""
    return [line for line in records.history(session.office, record.id) if not _is_renewal(line)]


def _is_renewal(line: Any) -> bool:
    return bool(line.changes) and all(field.own and field.kind in FIGURES for field, *_ in line.changes)


def events(session: Session, record: Record) -> list[Event]:
    """The lines of a record's history, the newest first."""
    found = lines_of(session, record)
    linked = [
        ident
        for line in found
        for field, *values in line.changes
        for value in values
        for ident in _linked(field, value)
    ]
    titles = records.titles(session.office, linked) if linked else {}
    return [event for line in found for event in _events_of(session, line, titles)]


def _linked(field: Field, value: Any) -> Sequence[int]:
    if field.kind is Kind.LINK:
        return (value,) if value else ()
    return tuple(value or ()) if field.kind is Kind.LINKS else ()


def _events_of(session: Session, line: Any, titles: dict[int, str]) -> list[Event]:
    who = line.who or tr(SOMEBODY)
    if line.is_new:
        return [Event(line.at, sentence("{who} added this record", who=who))]
    shown = [change for change in line.changes if change[0].name not in STAMPS and not change[0].own]
    if not shown:
        return [Event(line.at, _plain(line, who))]
    return [Event(line.at, _change(session, who, change, titles), change[0], change[1]) for change in shown]


def _plain(line: Any, who: str) -> Sentence:
    if line.kind == "undo":
        return sentence("{who} took back: {name}", who=who, name=Word(line.name))
    if line.kind == "redo":
        return sentence("{who} did again: {name}", who=who, name=Word(line.name))
    return sentence("{who}: {name}", who=who, name=Word(line.name))


def _change(session: Session, who: str, change: tuple[Field, Any, Any], titles: dict[int, str]) -> Sentence:
    field, before, after = change
    label = Word(field.label)
    old, new = (drawn(cell(field, value, session.locale, titles), session.locale) for value in (before, after))
    if is_unknown(field, before):
        return sentence("{who} set {field} to {after}", who=who, field=label, after=new)
    if is_unknown(field, after):
        return sentence("{who} emptied {field}, which was {before}", who=who, field=label, before=old)
    return sentence("{who} changed {field} from {before} to {after}", who=who, field=label, before=old, after=new)


class HistoryTab(QScrollArea):
    """Day groups of lines; the first ones at once, older ones on demand."""

    def __init__(self, session: Session, record: Record, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.record = session, record
        self.events: list[Event] = []
        self._shown = PAGE
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        session.bus.committed.connect(self._heard)
        self.read()

    def read(self) -> None:
        """Read the history again."""
        self.events = events(self.session, self.record)
        sheet = Sheet()
        sheet.body.setSpacing(theme.px(6))
        locale = self.session.locale
        for day, group in groupby(self.events[: self._shown], key=lambda event: event.at.astimezone().date()):
            sheet.body.addWidget(Label(locale.long_day(day, weekday=True), role="section"))
            for event in group:
                sheet.body.addWidget(self._row(event))
            sheet.body.addWidget(Rule())
        if len(self.events) > self._shown:
            sheet.body.addWidget(Button(tr(OLDER), self._older, kind="link"))
        sheet.body.addStretch(1)
        self.setWidget(sheet)

    def _row(self, event: Event) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(12))
        time = Label(self.session.locale.time(event.at), role="small", tone="text2")
        time.setFixedWidth(theme.px(56))
        line.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        bold = tr(event.field.label) if event.field else ""
        line.addWidget(Emphasis(say(event.words), bold), 1)
        if event.field is not None:
            line.addWidget(Button(tr(RESTORE), lambda: self.restore(event), kind="row", icon="arrow_counterclockwise"))
        return row

    def restore(self, event: Event) -> None:
        """Give a field back the value it had before a change; that is a change of its own and can be undone."""
        assert event.field is not None
        try:
            now = records.get(self.session.office, type(self.record), self.record.id)
            if getattr(now, event.field.name) == event.before:
                return
            commit = records.save(self.session.office, replace(now, **{event.field.name: event.before}), RESTORE)
        except Refusal as refusal:
            self.session.go.refuse(refusal.sentence)
            return
        self.session.go.committed(commit)

    def _older(self) -> None:
        self._shown += 4 * PAGE
        self.read()

    def _heard(self, commit: Commit) -> None:
        if commit.touches(type(self.record), self.record.id):
            self.read()
