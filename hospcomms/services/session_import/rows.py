"""One row of a list of sessions as a session, and everything that is wrong with it or must be known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from hospcomms.domain.checks import Severity, problems_of
from hospcomms.domain.clock_times import read_time
from hospcomms.domain.fields import fields_of
from hospcomms.domain.sessions import GROUPS, HELD, PLANNED, EducationSession
from hospcomms.domain.wording import Label, sentence
from hospcomms.services.exchange.tables import Table
from hospcomms.services.exchange.values import Cell, Unreadable, value_of
from hospcomms.services.row_import.headings import Head
from hospcomms.services.row_import.rows import ERROR, WARNING, Draft, Row, RowReader, Trouble
from hospcomms.services.session_import import headings as h

_FIELDS = fields_of(EducationSession)


@dataclass(frozen=True, slots=True)
class SessionRow(Row):
    """A row understood: the session (not yet saved), its programme by name, and what is said of it."""

    place: int
    number: int
    session: EducationSession
    programme: str = ""
    columns: tuple[tuple[str, int], ...] = ()
    troubles: tuple[Trouble, ...] = ()

    def column(self, role: str) -> int:
        """The column a role was read from, -1 for none."""
        return dict(self.columns).get(role, -1)


class SessionReader(RowReader[SessionRow]):
    """Reads the rows of one table of sessions; one whose people are counted was held."""

    with_lines = frozenset({h.LEARNED, h.NOTE})

    def __init__(self, table: Table, head: Head, roles: Sequence[str], today: date) -> None:
        super().__init__(table, head, roles)
        self._today = today

    def take(self, draft: Draft, column: int, role: str, raw: Any, text: str) -> None:
        """Take a cell by what its column holds."""
        _TAKE.get(role, _text)(draft, column, role, raw, text)

    def made(self, place: int, number: int, draft: Draft) -> SessionRow:
        """The session of a row."""
        values = draft.values
        counted = any(values.get(name) is not None for name in (h.ATTENDED, *GROUPS))
        values.setdefault(h.STATE, HELD if counted else PLANNED)
        session = EducationSession(note="\n".join(dict.fromkeys(draft.notes)), **values).settled()
        self._check(draft, session)
        columns = tuple(draft.column_of.items())
        return SessionRow(place, number, session, draft.names.get(h.PROGRAMME, ""), columns, tuple(draft.troubles))

    def _check(self, draft: Draft, session: EducationSession) -> None:
        """What breaks the record's own rules, at the column it is about."""
        said_at = {trouble.column for trouble in draft.troubles if trouble.severity == ERROR}
        if session.state == HELD and session.held_on is not None and session.held_on > self._today:
            said = sentence("The session is still to come: nobody can have come to it. Correct the day.")
            draft.say(draft.column_of.get(h.ON, -1), ERROR, said)
        for problem in problems_of(session):
            column = draft.column_of.get(problem.field, -1)
            if column >= 0 and column in said_at:
                continue
            severity = ERROR if problem.severity is Severity.ERROR else WARNING
            if problem.field in (h.TITLE, h.ON, h.PLACE) and not getattr(session, problem.field):
                field = Label(_FIELDS[problem.field].label)
                draft.say(column, ERROR, sentence("{field} is missing; it is required.", field=field))
            else:
                draft.say(column, severity, problem.message)


def _text(draft: Draft, column: int, role: str, _raw: Any, text: str) -> None:
    """The first column fills the field; what further ones say goes into the note."""
    limit = _FIELDS[role].limit
    if len(text) > limit:
        draft.say(column, ERROR, sentence("This cell is longer than {limit} characters. Shorten it.", limit=limit))
    if draft.values.setdefault(role, text[:limit]) != text[:limit]:
        draft.notes.append(text)


def _note(draft: Draft, _column: int, _role: str, _raw: Any, text: str) -> None:
    draft.notes.append(text)


def _programme(draft: Draft, _column: int, role: str, _raw: Any, text: str) -> None:
    draft.names[role] = text


def _value(draft: Draft, column: int, role: str, raw: Any, _text: str) -> None:
    """A day or a number."""
    try:
        draft.values[role] = value_of(_FIELDS[role], Cell(raw))
    except Unreadable as error:
        draft.say(column, ERROR, error.sentence)


def _time(draft: Draft, column: int, role: str, raw: Any, text: str) -> None:
    """A time as text, as Excel keeps it, or as a part of a day."""
    if isinstance(raw, datetime | time):
        draft.values[role] = f"{raw:%H:%M}"
    elif isinstance(raw, float) and 0 <= raw < 1:
        minutes = round(raw * 24 * 60)
        draft.values[role] = f"{minutes // 60 % 24:02}:{minutes % 60:02}"
    else:
        typed = text.removesuffix(":00") if text.count(":") == 2 else text
        if read_time(typed) is None:
            said = sentence("“{text}” is not a time of the day. Type it as in 09:30.", text=text[:60])
            draft.say(column, ERROR, said)
        else:
            draft.values[role] = typed


def _choice(draft: Draft, column: int, role: str, raw: Any, text: str) -> None:
    """A state that is not understood refuses the row; another word goes into the note and is said."""
    try:
        draft.values[role] = value_of(_FIELDS[role], Cell(raw))
    except Unreadable as error:
        if role == h.STATE:
            draft.say(column, ERROR, error.sentence)
            return
        draft.notes.append(text)
        what = Label(_FIELDS[role].label)
        said = sentence("“{text}” is not known as “{what}”; it went into the note.", text=text[:60], what=what)
        draft.say(column, WARNING, said, sentence("Not known as “{what}”", what=what))


_TAKE: dict[str, Callable[[Draft, int, str, Any, str], None]] = {
    h.ON: _value,
    h.BEGINS: _time,
    h.ENDS: _time,
    h.SETTING: _choice,
    h.STATE: _choice,
    h.PROGRAMME: _programme,
    h.NOTE: _note,
    **dict.fromkeys(h.NUMBERS, _value),
}
