"""One row of a list of contacts as a person with a role, and everything that is wrong with it or must be known."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hospcomms.domain.checks import Severity, problems_of
from hospcomms.domain.cleaning import clean_line
from hospcomms.domain.fields import fields_of
from hospcomms.domain.odd_letters import mixed_word
from hospcomms.domain.press import Outlet, Person
from hospcomms.domain.wording import sentence
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
from hospcomms.services.exchange.tables import Table
from hospcomms.services.exchange.values import Cell, Unreadable, value_of
from hospcomms.services.row_import.headings import Head
from hospcomms.services.row_import.rows import ERROR, WARNING, Draft, Row, RowReader, Trouble

_DAY = fields_of(Person)["verified_on"]
_STAMP = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})[T ]\d{2}.*")
_TAGS = re.compile(r"[;؛,،|\n]+|:::")
_GROUP = "* "
"""Google marks its own groups with a star: “* myContacts” is no tag."""


@dataclass(frozen=True, slots=True)
class Contact(Row):
    """A row understood: the person (not yet saved), where they work by name, and what is said of it.

    ``keys`` compare telephones.
    """

    place: int
    number: int
    person: Person
    outlet: str = ""
    medium: str = ""
    function: str = ""
    keys: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()


class ContactReader(RowReader[Contact]):
    """Reads the rows of one table of contacts; ``region`` is that of the country's telephones."""

    with_lines = frozenset({h.NOTE, h.PHONE, h.EMAIL, h.WEB, h.LANGUAGES, h.GROUPS, h.BEATS})

    def __init__(self, table: Table, head: Head, roles: Sequence[str], region: str) -> None:
        super().__init__(table, head, roles)
        self._region = region

    def take(self, draft: Draft, column: int, role: str, raw: Any, text: str) -> None:
        """Take a cell by what its column holds."""
        if role == h.PHONE:
            self._phones(draft, column, text)
        elif role == h.VERIFIED:
            _day(draft, column, raw)
        else:
            _TAKE[role](draft, column, text)

    def _phones(self, draft: Draft, column: int, text: str) -> None:
        for number in numbers_in(text, self._region):
            if number.fault is not None:
                title = sentence("Incomplete or wrong telephone number")
                draft.say(column, ERROR, number.fault, title)
                continue
            if number.doubt is not None:
                draft.say(column, WARNING, number.doubt, sentence("Telephone number to be checked"))
            _next(draft, column, "phone", number.text, known=number.key in draft.keys)
            draft.keys.append(number.key)

    def made(self, place: int, number: int, draft: Draft) -> Contact:
        """The person of a row, with the role it gives them."""
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


def _next(draft: Draft, column: int, stem: str, text: str, *, known: bool) -> None:
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


def _mails(draft: Draft, column: int, text: str) -> None:
    found, wrong = mails_in(text)
    for mail in found:
        known = mail.lower() in (draft.values.get("email", "").lower(), draft.values.get("email2", "").lower())
        _next(draft, column, "email", mail, known=known)
    if wrong is not None:
        draft.say(column, ERROR, wrong, sentence("Wrong e-mail address"))


def _names(role: str) -> Callable[[Draft, int, str], None]:
    def take(draft: Draft, column: int, text: str) -> None:
        draft.names[role] = text
        word = mixed_word(text)
        if word and role in (h.FIRST, h.LAST, h.OUTLET, h.FUNCTION):  # of a whole name the record itself says it
            said = sentence("The word “{word}” mixes letters of two alphabets; check it.", word=word)
            draft.say(column, WARNING, said, sentence("Letters of two alphabets in one word"))

    return take


def _medium(draft: Draft, column: int, text: str) -> None:
    draft.names[h.MEDIUM] = medium_of(text)
    if not draft.names[h.MEDIUM]:
        draft.notes.append(text)
        said = sentence("“{text}” is not a known medium; it went into the note.", text=text[:60])
        draft.say(column, WARNING, said, sentence("Unknown medium"))


def _languages(draft: Draft, column: int, text: str) -> None:
    found, unknown = languages_in(text)
    draft.values[h.LANGUAGES] = tuple(dict.fromkeys((*draft.values.get(h.LANGUAGES, ()), *found)))
    if unknown:
        draft.notes += unknown
        said = sentence("“{text}” is not a known language; it went into the note.", text=unknown[0][:60])
        draft.say(column, WARNING, said, sentence("Unknown language"))


def _tags(role: str) -> Callable[[Draft, int, str], None]:
    def take(draft: Draft, _column: int, text: str) -> None:
        words = [clean_line(word) for word in _TAGS.split(text) if word.strip() and not word.strip().startswith(_GROUP)]
        draft.values[role] = tuple(dict.fromkeys((*draft.values.get(role, ()), *(word for word in words if word))))

    return take


def _blocked(draft: Draft, column: int, text: str) -> None:
    found = is_blocking(text)
    draft.values[h.BLOCKED] = bool(found)
    if found is None:
        said = sentence("“{text}” is neither yes nor no. Choose one of the two.", text=text[:60])
        draft.say(column, ERROR, said, sentence("Neither yes nor no"))


def _day(draft: Draft, column: int, raw: Any) -> None:
    stamp = _STAMP.fullmatch(raw) if isinstance(raw, str) else None
    cell = Cell(f"{stamp[1]}-{stamp[2]}-{stamp[3]}" if stamp else raw)
    try:
        draft.values[h.VERIFIED] = value_of(_DAY, cell)
    except Unreadable as error:
        draft.say(column, ERROR, error.sentence, sentence("Not a date"))


def _first_text(name: str) -> Callable[[Draft, int, str], None]:
    """The first column fills the field; what further ones say goes into the note."""

    def take(draft: Draft, _column: int, text: str) -> None:
        if draft.values.setdefault(name, text) != text:
            draft.notes.append(text)

    return take


def _note(draft: Draft, _column: int, text: str) -> None:
    draft.notes.append(text)


def _web(draft: Draft, _column: int, text: str) -> None:
    first, *others = [word for word in re.split(r"\s*(?:\n|:::|\s)\s*", text) if word] or [""]
    if draft.values.setdefault(h.WEB, first) != first:
        draft.notes.append(first)
    draft.notes += others


_TAKE: dict[str, Callable[[Draft, int, str], None]] = {
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
    h.SOURCE: _first_text("source"),
    h.NOTE: _note,
}


def _check(draft: Draft, person: Person) -> None:
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
