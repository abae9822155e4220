"""Rows that stand for somebody who is there already: in the office, or further up in the same file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hospcomms.domain.press import Person
from hospcomms.domain.query import Query
from hospcomms.domain.twins import ALONE, Entry, entry_of, find_twins
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services import records
from hospcomms.services.contacts.phones import folded_words, phone_key
from hospcomms.services.contacts.rows import Contact

if TYPE_CHECKING:
    from collections.abc import Callable

    from hospcomms.services.office import Office

Likely = dict[int, "Twin"]
_AT_ONCE = 2000
_ARABIC = frozenset(chr(code) for code in range(0x620, 0x64B))


@dataclass(frozen=True, slots=True)
class Twin:
    """Who a row doubles: a record of the office (``ident``), or the row ``place`` of the file; and why.

    ``is_own`` is True for a row that comes back under its reference: it is the record, not only like it.
    ``is_likely`` is True for one that only the finder of duplicates takes for the same: it is imported and said.
    """

    ident: int
    place: int
    name: str
    why: str
    is_own: bool = False
    is_likely: bool = False

    def said(self, number: int) -> Sentence:
        """What the officer reads; ``number`` is the number of the other row."""
        if self.is_likely and self.ident:
            return sentence("May be the same person as a contact already present: {name}", name=self.name)
        if self.is_likely:
            return sentence("May be the same person as row {row} of the file: {name}", row=str(number), name=self.name)
        if self.is_own and self.ident:
            return sentence("Already present under this reference: {name}", name=self.name)
        if self.ident:
            return sentence("Like a contact already present ({why}): {name}", why=_WHY[self.why], name=self.name)
        return sentence(
            "Like row {row} of the file ({why}): {name}", row=str(number), why=_WHY[self.why], name=self.name
        )

    @property
    def title(self) -> Sentence:
        """What doubles of this kind have in common."""
        if self.is_likely:
            return _TITLES["likely"]
        return _TITLES["own" if self.is_own and self.ident else "office" if self.ident else "file"]


_TITLES = {
    "likely": sentence("May be the same person twice: imported, to be compared later"),
    "own": sentence("Already present under its reference"),
    "office": sentence("Like a contact that is present"),
    "file": sentence("Like another row of the file"),
}
_WHY = {
    "reference": sentence("same reference"),
    "email": sentence("same e-mail"),
    "phone": sentence("same telephone"),
    "name": sentence("same name"),
}


class Known:
    """What is known of the people there are, by reference, address, telephone and folded name."""

    def __init__(self, region: str) -> None:
        self._region = region
        self._found: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
        self.entries: list[Entry] = []
        self.names: dict[int, str] = {}

    def learn_office(self, office: Office, progress: Callable[[float], None]) -> None:
        """Take in everybody the office keeps; a window of records at a time, so that memory stays small."""
        idents = records.ids(office, Query(Person))
        for start in range(0, len(idents), _AT_ONCE):
            for person in records.window(office, Person, idents[start : start + _AT_ONCE]):
                phones = (phone_key(text, self._region) for text in (person.phone, person.phone2) if text)
                self.add(person, tuple(phones), ident=person.id)
                self.entries.append(entry_of(person, self._region))
                self.names[person.id] = person.name
            progress(min(1.0, (start + _AT_ONCE) / len(idents)))

    def add(self, person: Person, phones: tuple[str, ...], *, ident: int = 0, place: int = -1) -> None:
        """Take in one person: a record, or a row of the file."""
        for key in _keys(person, phones):
            self._found.setdefault(key, []).append((ident, place, person.name))

    def twin_of(self, contact: Contact) -> Twin | None:
        """Whom a row doubles, the surest reason first."""
        for key in _keys(contact.person, contact.keys):
            for ident, place, name in self._found.get(key, ()):
                if key[0] != "phone" or _may_be_one(name, contact.person.name):
                    return Twin(ident, place, name, key[0], is_own=key[0] == "reference")
        return None


def likely_twins(known: Known, contacts: Sequence[Contact], region: str, progress: Callable[[float], None]) -> Likely:
    """Rows that the finder of duplicates takes for somebody in the office or in another row, by their places.

    Rows have ids below zero here, so that nobody of the office has the same one.
    """
    rows = {-1 - contact.place: contact for contact in contacts}
    entries = [entry_of(replace(contact.person, id=ident), region) for ident, contact in rows.items()]
    found: Likely = {}
    for pair in find_twins([*known.entries, *entries], only=frozenset(rows), advance=progress):
        if pair.score <= ALONE:  # nothing in common but a telephone: people of one newsroom
            continue
        # of two rows the later one is said to be like the earlier one
        row, other = (pair.first, pair.second) if pair.first < 0 else (pair.second, pair.first)
        name = known.names[other] if other > 0 else rows[other].person.name
        twin = Twin(max(other, 0), -1 - other if other < 0 else -1, name, "name", is_likely=True)
        found.setdefault(rows[row].place, twin)
    return found


def _keys(person: Person, phones: tuple[str, ...]) -> list[tuple[str, str]]:
    found = [("reference", person.reference.casefold())] if person.reference else []
    found += [("email", mail.casefold()) for mail in (person.email, person.email2) if mail]
    found += [("phone", key) for key in phones if key]
    words = folded_words(person.name)
    if len(words) > 1:  # half of all people share a single word with somebody
        found.append(("name", " ".join(words)))
    return found


def _may_be_one(first: str, second: str) -> bool:
    """True for names that share a word, or stand in two scripts: people of one newsroom share its telephone."""
    if bool(set(first) & _ARABIC) != bool(set(second) & _ARABIC):
        return True
    return bool(set(folded_words(first)) & set(folded_words(second)))
