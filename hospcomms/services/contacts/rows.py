"""One row of a list of contacts as a person with a role, and everything that is wrong with it or must be known."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hospcomms.domain.checks import Severity, problems_of
from hospcomms.domain.cleaning import clean_line, clean_text
from hospcomms.domain.fields import fields_of
from hospcomms.domain.press import Outlet, Person
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services.contacts import headings as h
from hospcomms.services.contacts.phones import numbers_in
from hospcomms.services.contacts.words import (
    is_blocking,
    languages_in,
    mails_in,
    medium_of,
    medium_of_outlet,
    says_do_not_contact,
)
from hospcomms.services.exchange.tables import ERROR_SIGNS, Table
from hospcomms.services.exchange.values import Cell, Unreadable, shown, value_of

ERROR, WARNING = "late", "soon"
"""How grave a trouble is, by the shape that marks it: the row is refused, or imported and said."""
_DAY = fields_of(Person)["verified_on"]
_STAMP = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})[T ]\d{2}.*")
_TAGS = re.compile(r"[;؛,،|\n]+|:::")
_LATIN, _ALIEN = re.compile("[A-Za-zÀ-ÿ]"), re.compile("[\u0370-\u052f]")
_GROUP = "* "
"""Google marks its own groups with a star: “* myContacts” is no tag."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with a cell (``column``, -1 for the row); ``title`` says the same of every row of this kind."""

    column: int
    severity: str
    said: Sentence
    title: Sentence

    @property
    def kind(self) -> str:
        """What troubles of one kind have in common."""
        return f"{self.severity} {self.title}"


@dataclass(frozen=True, slots=True)
class Contact:
    """A row understood: the person (not yet saved), where they work by name, and what is said of it.

    ``place`` counts the rows of the table from 0, ``number`` as Excel does. ``keys`` compare telephones.
    """

    place: int
    number: int
    person: Person
    outlet: str = ""
    medium: str = ""
    function: str = ""
    keys: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    @property
    def is_refused(self) -> bool:
        """True when the row cannot be imported as it is."""
        return any(trouble.severity == ERROR for trouble in self.troubles)

    @property
    def state(self) -> str:
        """The shape of the row: refused, to be checked, or ready."""
        if self.is_refused:
            return ERROR
        return WARNING if self.troubles else "done"


@dataclass
class _Draft:
    """A row on its way."""

    values: dict[str, Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    column_of: dict[str, int] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)

    def say(self, column: int, severity: str, said: Sentence, title: Sentence | None = None) -> None:
        """Take down a trouble."""
        self.troubles.append(Trouble(column, severity, said, title or said))


class RowReader:
    """Reads the rows of one table by the roles of its columns; ``region`` is that of the country's telephones."""

    def __init__(self, table: Table, head: h.Head, roles: Sequence[str], region: str) -> None:
        self._table, self._head, self._region = table, head, region
        self._columns = [(column, role) for column, role in enumerate(roles) if role != h.SKIP]
        self._first = {role: column for column, role in reversed(self._columns)}
        self._width = len(roles)
        self._heading = [h.heading_key(word) for word in head.words if word]
        self._notes: dict[int, list[Sentence]] = {}
        for number, said in table.notes:
            self._notes.setdefault(number, []).append(said)

    def read(self, place: int, mended: Mapping[int, str] | None = None) -> Contact | None:
        """The row at a place; None for a blank one and for headings that come again. ``mended`` are new cells."""
        row: Sequence[Any] = self._table.rows[place]
        if mended:
            row = [mended.get(column, cell) for column, cell in enumerate([*row, *[""] * (self._width - len(row))])]
        number = place + self._table.first
        filled = [cell for cell in row if cell not in ("", None) and (not isinstance(cell, str) or cell.strip())]
        if not filled or self._is_heading(filled):
            return None
        draft = _Draft(column_of=dict(self._first))
        for column, role in self._columns:
            sign = "" if mended and column in mended else self._table.errors.get((number - 1, column), "")
            raw = sign or (row[column] if column < len(row) else "")
            if raw not in ("", None):
                self._take(draft, column, role, raw)
        for said in self._notes.get(number, ()):
            draft.say(-1, WARNING, said)
        if self._heading and any(shown(cell).strip() for cell in row[self._width :]):
            draft.say(-1, WARNING, sentence("The row has more cells than the headings; the last ones were not read."))
        return self._contact(place, number, draft)

    def _is_heading(self, filled: Sequence[Any]) -> bool:
        """True for a row that repeats the headings."""
        if not self._heading or len(filled) != len(self._heading):
            return False
        return all(h.heading_key(shown(cell)) == known for cell, known in zip(filled, self._heading, strict=True))

    def _take(self, draft: _Draft, column: int, role: str, raw: Any) -> None:
        text = clean_line(shown(raw)) if role not in _WITH_LINES else clean_text(shown(raw)).strip()
        if not text:
            return
        if text in ERROR_SIGNS:
            said = sentence("The cell holds the error {sign} of Excel. Correct it.", sign=text)
            draft.say(column, ERROR, said)
        elif role == h.PHONE:
            self._phones(draft, column, text)
        elif role == h.VERIFIED:
            _day(draft, column, raw)
        else:
            _TAKE[role](draft, column, text)

    def _phones(self, draft: _Draft, column: int, text: str) -> None:
        for number in numbers_in(text, self._region):
            if number.fault is not None:
                title = sentence("Incomplete or wrong telephone number")
                draft.say(column, ERROR, number.fault, title)
                continue
            if number.doubt is not None:
                draft.say(column, WARNING, number.doubt, sentence("Telephone number to be checked"))
            _next(draft, column, "phone", number.text, known=number.key in draft.keys)
            draft.keys.append(number.key)

    def _contact(self, place: int, number: int, draft: _Draft) -> Contact:
        first, last = draft.names.get(h.FIRST, ""), draft.names.get(h.LAST, "")
        joined = " ".join(part for part in (first, last) if part)
        name = joined if first and last else draft.names.get(h.NAME, "") or joined
        notes = "\n".join(dict.fromkeys(draft.notes))
        if not draft.values.get(h.BLOCKED) and says_do_not_contact("\n".join([notes, *draft.values.get(h.GROUPS, ())])):
            draft.values[h.BLOCKED] = True
            draft.say(
                draft.column_of.get(h.NOTE, -1), WARNING, sentence("The note asks not to contact; this was marked.")
            )
        person = Person(name=name, note=notes, **draft.values)
        _check(draft, person)
        keys = tuple(key for key in draft.keys if len(key) > 6)
        outlet, function = draft.names.get(h.OUTLET, ""), draft.names.get(h.FUNCTION, "")
        medium = draft.names.get(h.MEDIUM, "") or medium_of_outlet(outlet)
        return Contact(place, number, person, outlet, medium, function, keys, tuple(draft.troubles))


def _next(draft: _Draft, column: int, stem: str, text: str, *, known: bool) -> None:
    """Put a telephone or address into the first free field; what finds none goes into the note and is said."""
    if known:
        return
    free = next((name for name in (stem, f"{stem}2") if not draft.values.get(name)), "")
    if free:
        draft.values[free] = text
        return
    draft.notes.append(text)
    draft.say(
        column,
        WARNING,
        sentence("More than two are given; “{text}” went into the note.", text=text),
        sentence("More than two telephones or addresses: the others went into the note"),
    )


def _mails(draft: _Draft, column: int, text: str) -> None:
    found, wrong = mails_in(text)
    for mail in found:
        known = mail.lower() in (draft.values.get("email", "").lower(), draft.values.get("email2", "").lower())
        _next(draft, column, "email", mail, known=known)
    if wrong is not None:
        draft.say(column, ERROR, wrong, sentence("Wrong e-mail address"))


def _names(role: str) -> Callable[[_Draft, int, str], None]:
    def take(draft: _Draft, column: int, text: str) -> None:
        draft.names[role] = text
        if role in (h.NAME, h.FIRST, h.LAST):
            for word in text.split():
                if _LATIN.search(word) and _ALIEN.search(word):
                    said = sentence("The word “{word}” mixes letters of two alphabets; check it.", word=word)
                    draft.say(column, WARNING, said, sentence("Letters of two alphabets in one word"))

    return take


def _medium(draft: _Draft, column: int, text: str) -> None:
    draft.names[h.MEDIUM] = medium_of(text)
    if not draft.names[h.MEDIUM]:
        draft.notes.append(text)
        said = sentence("“{text}” is not a known medium; it went into the note.", text=text[:60])
        draft.say(column, WARNING, said, sentence("Unknown medium"))


def _languages(draft: _Draft, column: int, text: str) -> None:
    found, unknown = languages_in(text)
    draft.values[h.LANGUAGES] = tuple(dict.fromkeys((*draft.values.get(h.LANGUAGES, ()), *found)))
    if unknown:
        draft.notes += unknown
        said = sentence("“{text}” is not a known language; it went into the note.", text=unknown[0][:60])
        draft.say(column, WARNING, said, sentence("Unknown language"))


def _tags(role: str) -> Callable[[_Draft, int, str], None]:
    def take(draft: _Draft, _column: int, text: str) -> None:
        words = [clean_line(word) for word in _TAGS.split(text) if word.strip() and not word.strip().startswith(_GROUP)]
        draft.values[role] = tuple(dict.fromkeys((*draft.values.get(role, ()), *(word for word in words if word))))

    return take


def _blocked(draft: _Draft, column: int, text: str) -> None:
    found = is_blocking(text)
    draft.values[h.BLOCKED] = bool(found)
    if found is None:
        said = sentence("“{text}” is neither yes nor no. Choose one of the two.", text=text[:60])
        draft.say(column, ERROR, said, sentence("Neither yes nor no"))


def _day(draft: _Draft, column: int, raw: Any) -> None:
    stamp = _STAMP.fullmatch(raw) if isinstance(raw, str) else None
    cell = Cell(f"{stamp[1]}-{stamp[2]}-{stamp[3]}" if stamp else raw)
    try:
        draft.values[h.VERIFIED] = value_of(_DAY, cell)
    except Unreadable as error:
        draft.say(column, ERROR, error.sentence, sentence("Not a date"))


def _first_text(name: str) -> Callable[[_Draft, int, str], None]:
    """The first column fills the field; what further ones say goes into the note."""

    def take(draft: _Draft, _column: int, text: str) -> None:
        if draft.values.setdefault(name, text) != text:
            draft.notes.append(text)

    return take


def _note(draft: _Draft, _column: int, text: str) -> None:
    draft.notes.append(text)


def _web(draft: _Draft, _column: int, text: str) -> None:
    first, *others = [word for word in re.split(r"\s*(?:\n|:::|\s)\s*", text) if word] or [""]
    if draft.values.setdefault(h.WEB, first) != first:
        draft.notes.append(first)
    draft.notes += others


_TAKE: dict[str, Callable[[_Draft, int, str], None]] = {
    **{role: _names(role) for role in (h.NAME, h.FIRST, h.LAST, h.OUTLET, h.FUNCTION)},
    h.OTHER_NAME: _first_text("other_name"),
    h.REGION: _first_text("region"),
    h.REFERENCE: _first_text("reference"),
    h.EMAIL: _mails,
    h.MEDIUM: _medium,
    h.LANGUAGES: _languages,
    h.BEATS: _tags(h.BEATS),
    h.GROUPS: _tags(h.GROUPS),
    h.BLOCKED: _blocked,
    h.WEB: _web,
    h.NOTE: _note,
}
_WITH_LINES = frozenset({h.NOTE, h.PHONE, h.EMAIL, h.WEB, h.LANGUAGES, h.GROUPS, h.BEATS})


def _check(draft: _Draft, person: Person) -> None:
    """What breaks the record's own rules, at the column it is about."""
    found = problems_of(person)
    long = fields_of(Outlet)["name"].limit
    for role in (h.OUTLET, h.FUNCTION):
        if len(draft.names.get(role, "")) > long:
            said = sentence("This cell is longer than {limit} characters. Shorten it.", limit=long)
            draft.say(draft.column_of[role], ERROR, said)
    for problem in found:
        role = problem.field.removesuffix("2")
        if problem.field == "name" and not person.name:
            place = next((draft.column_of[one] for one in (h.NAME, h.LAST, h.FIRST) if one in draft.column_of), -1)
            draft.say(place, ERROR, sentence("The name is missing; it is required."))
            continue
        severity = ERROR if problem.severity is Severity.ERROR else WARNING
        draft.say(draft.column_of.get(role, -1), severity, problem.message)
