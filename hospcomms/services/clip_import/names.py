"""The outlets and journalists the office knows, by the words of their names: a row names them, never an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.press import Outlet, Person
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.contacts.phones import folded_words

if TYPE_CHECKING:
    from hospcomms.services.office import Office

Words = tuple[str, ...]


class Names:
    """Looks names up; a name of several people is that of who works at the outlet of the row, else of nobody."""

    def __init__(self, office: Office, *, with_people: bool) -> None:
        self._outlets: dict[Words, Outlet] = {}
        for outlet in records.find(office, Query(Outlet)):
            for name in (outlet.other_name, outlet.name):
                if name:
                    self._outlets[folded_words(name)] = outlet
        self._people: dict[Words, list[tuple[int, int]]] = {}
        for person in records.find(office, Query(Person)) if with_people else ():
            for words in {folded_words(name) for name in (person.name, person.other_name) if name}:
                self._people.setdefault(words, []).append((person.id, person.outlet))

    def outlet(self, name: str) -> Outlet | None:
        """The outlet of that name in either script."""
        return self._outlets.get(folded_words(name))

    def person(self, name: str, outlet: int) -> tuple[int, bool]:
        """The id of the journalist, 0 for none, and whether several have the name."""
        found = self._people.get(folded_words(name), [])
        here = [ident for ident, place in found if outlet and place == outlet]
        if len(here) == 1:
            return here[0], False
        return (found[0][0], False) if len(found) == 1 else (0, len(found) > 1)
