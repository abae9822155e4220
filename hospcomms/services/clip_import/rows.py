"""One row of a list of clips as a clip, and everything that is wrong with it or must be known."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hospcomms.domain.checks import Severity, problems_of
from hospcomms.domain.cleaning import clean_line
from hospcomms.domain.fields import fields_of
from hospcomms.domain.monitoring import Clip
from hospcomms.domain.press import Outlet
from hospcomms.domain.wording import Label, sentence
from hospcomms.services.clip_import import headings as h
from hospcomms.services.clip_import.words import PAPER_OF, chosen
from hospcomms.services.contacts.words import medium_of_outlet
from hospcomms.services.exchange.tables import Table
from hospcomms.services.exchange.values import Cell, Unreadable, value_of
from hospcomms.services.row_import.headings import Head
from hospcomms.services.row_import.rows import ERROR, WARNING, Draft, Row, RowReader, Trouble

_FIELDS = fields_of(Clip)
_STAMP = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})[T ]\d{2}.*")
_TAGS = re.compile(r"[;؛,،|\n]+|:::")
NO_MEDIUM = sentence("The medium is not told; “{medium}” was entered.", medium=Label(_FIELDS[h.PAPER].choices[0].label))
"""What is said of a row nobody knows the medium of."""


@dataclass(frozen=True, slots=True)
class ClipRow(Row):
    """A row understood: the clip (not yet saved), its outlet and journalist by name, and what is said of it."""

    place: int
    number: int
    clip: Clip
    outlet: str = ""
    person: str = ""
    columns: tuple[tuple[str, int], ...] = ()
    troubles: tuple[Trouble, ...] = ()

    def column(self, role: str) -> int:
        """The column a role was read from, -1 for none."""
        return dict(self.columns).get(role, -1)


class ClipReader(RowReader[ClipRow]):
    """Reads the rows of one table of clips; ``officer`` and ``today`` sign the judgements nobody signed."""

    with_lines = frozenset({h.SUMMARY, h.NOTE, h.TOPICS})

    def __init__(self, table: Table, head: Head, roles: Sequence[str], officer: str, today: date) -> None:
        super().__init__(table, head, roles)
        self._officer, self._today = officer, today

    def take(self, draft: Draft, column: int, role: str, raw: Any, text: str) -> None:
        """Take a cell by what its column holds."""
        _TAKE.get(role, _text)(draft, column, role, raw, text)

    def made(self, place: int, number: int, draft: Draft) -> ClipRow:
        """The clip of a row."""
        self._sign(draft)
        _source_the_reach(draft)
        outlet = draft.names.get(h.OUTLET, "")
        if not draft.values.get(h.PAPER):
            medium = PAPER_OF.get(medium_of_outlet(outlet))
            if medium is not None:
                draft.values[h.PAPER] = medium
            elif h.PAPER in draft.column_of or not outlet:
                draft.say(draft.column_of.get(h.PAPER, -1), WARNING, NO_MEDIUM)
        clip = Clip(note="\n".join(dict.fromkeys(draft.notes)), **draft.values)
        _check(draft, clip)
        columns = tuple(draft.column_of.items())
        return ClipRow(place, number, clip, outlet, draft.names.get(h.PERSON, ""), columns, tuple(draft.troubles))

    def _sign(self, draft: Draft) -> None:
        """A judgement without a name is the officer's, and this is said."""
        values = draft.values
        if not (values.get(h.TONE) or values.get(h.ACCURACY)):
            return
        if not values.get(h.CODER) and self._officer:
            values[h.CODER] = self._officer
            said = sentence("No name stands beside the judgement; {name} was entered.", name=self._officer)
            draft.say(draft.column_of.get(h.TONE, -1), WARNING, said)
        values.setdefault(h.CODED_ON, self._today)


def _text(draft: Draft, _column: int, role: str, _raw: Any, text: str) -> None:
    """The first column fills the field; what further ones say goes into the note."""
    if draft.values.setdefault(role, text) != text:
        draft.notes.append(text)


def _name(draft: Draft, column: int, role: str, _raw: Any, text: str) -> None:
    if len(text) > _LONGEST:
        said = sentence("This cell is longer than {limit} characters. Shorten it.", limit=_LONGEST)
        draft.say(column, ERROR, said)
    draft.names[role] = text


_LONGEST = fields_of(Outlet)["name"].limit


def _note(draft: Draft, _column: int, _role: str, _raw: Any, text: str) -> None:
    draft.notes.append(text)


def _tags(draft: Draft, _column: int, role: str, _raw: Any, text: str) -> None:
    words = (clean_line(word) for word in _TAGS.split(text))
    draft.values[role] = tuple(dict.fromkeys((*draft.values.get(role, ()), *(word for word in words if word))))


def _day(draft: Draft, column: int, role: str, raw: Any, _text: str) -> None:
    stamp = _STAMP.fullmatch(raw) if isinstance(raw, str) else None
    cell = Cell(f"{stamp[1]}-{stamp[2]}-{stamp[3]}" if stamp else raw)
    try:
        draft.values[role] = value_of(_FIELDS[role], cell)
    except Unreadable as error:
        draft.say(column, ERROR, error.sentence, sentence("Not a date"))


def _number(draft: Draft, column: int, role: str, raw: Any, _text: str) -> None:
    try:
        draft.values[role] = value_of(_FIELDS[role], Cell(raw))
    except Unreadable as error:
        draft.say(column, ERROR, error.sentence, sentence("Not a number"))


def _judgement(draft: Draft, column: int, role: str, _raw: Any, text: str) -> None:
    """A tone or an accuracy that is not understood refuses the row: guessing it would judge in somebody's name."""
    found = chosen(role, text)
    draft.values[role] = found
    if found:
        return
    if role == h.TONE:
        said = sentence("“{text}” is no tone. Write a word, or a number from −2 to +2.", text=text[:60])
        draft.say(column, ERROR, said, sentence("Not a tone"))
    else:
        known = tuple(Label(choice.label) for choice in _FIELDS[role].choices)
        said = sentence("“{text}” is not one of the choices: {choices}.", text=text[:60], choices=known)
        draft.say(column, ERROR, said, sentence("Not a judgement of accuracy"))


def _choice(draft: Draft, column: int, role: str, _raw: Any, text: str) -> None:
    """Anything else that is not understood goes into the note and is said."""
    found = chosen(role, text)
    if found:
        draft.values[role] = found
        return
    draft.notes.append(text)
    what = Label(_FIELDS[role].label)
    said = sentence("“{text}” is not known as “{what}”; it went into the note.", text=text[:60], what=what)
    draft.say(column, WARNING, said, sentence("Not known as “{what}”", what=what))


def _source_the_reach(draft: Draft) -> None:
    """A number of people reached without a source is not kept as one."""
    reach = draft.values.get(h.REACH)
    if reach is None or draft.values.get(h.REACH_SOURCE):
        return
    draft.values[h.REACH] = None
    draft.notes.append(f"{reach:g}")
    said = sentence("A number of people reached without its source is not counted; it went into the note.")
    draft.say(draft.column_of.get(h.REACH, -1), WARNING, said)


def _check(draft: Draft, clip: Clip) -> None:
    """What breaks the record's own rules, at the column it is about."""
    said_at = {trouble.column for trouble in draft.troubles if trouble.severity == ERROR}
    for problem in problems_of(clip):
        column = draft.column_of.get(problem.field, -1)
        if column in said_at and column >= 0:
            continue
        if problem.field == h.TITLE and not clip.title:
            draft.say(column, ERROR, sentence("The headline is missing; it is required."))
        elif problem.field == h.ON and clip.on is None:
            draft.say(column, ERROR, sentence("The date is missing; it is required."))
        else:
            draft.say(column, ERROR if problem.severity is Severity.ERROR else WARNING, problem.message)


_TAKE: dict[str, Callable[[Draft, int, str, Any, str], None]] = {
    h.ON: _day,
    h.CODED_ON: _day,
    h.OUTLET: _name,
    h.PERSON: _name,
    h.PAPER: _choice,
    h.PROMINENCE: _choice,
    h.ORIGIN: _choice,
    h.TONE: _judgement,
    h.ACCURACY: _judgement,
    h.TOPICS: _tags,
    h.REACH: _number,
    h.NOTE: _note,
}
