"""An import of contacts on its way: a file, what its columns are, what each row becomes, what is decided of doubles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services.contacts import headings as h
from hospcomms.services.contacts.memory import kept_roles
from hospcomms.services.contacts.rows import ERROR, WARNING, Contact, RowReader, Trouble
from hospcomms.services.contacts.source import Source
from hospcomms.services.contacts.twins import Known, Twin, likely_twins
from hospcomms.services.exchange.tables import Table

if TYPE_CHECKING:
    from hospcomms.services.office import Office

LEAVE, ADD, LATER, UPDATE = "leave", "add", "later", "update"
"""What becomes of a double: left out; added as somebody else; added, to be merged later; the record gets the values."""
FIRST_ROWS = 500
"""So many rows are checked before the preview is shown; the others follow beside the window."""
_STEP = 250


@dataclass(frozen=True)
class Group:
    """Troubles of one kind: what they have in common and the places of the rows that have them."""

    severity: str
    title: Sentence
    places: tuple[int, ...]


class Plan:
    """What an import would do; nothing is written here.

    ``doubles`` is what becomes of rows like somebody who is there, ``own`` of rows that come back under their
    reference. Change ``roles``, then ``check`` again.
    """

    def __init__(self, office: Office, source: Source, table: int | None = None) -> None:
        self.office, self.source = office, source
        self.region = office.settings.locale.country.region
        self.doubles, self.own = LEAVE, LEAVE
        self.mended: dict[int, dict[int, str]] = {}
        self.contacts: list[Contact] = []
        self.twins: dict[int, Twin] = {}
        self.is_checked = False
        self.take_table(source.best if table is None else table)

    def take_table(self, place: int) -> None:
        """Work with another sheet of the file."""
        self.place = place
        self.table: Table = self.source.tables[place]
        self.head = h.head_of(self.table)
        self.roles = h.guessed_roles(self.table, self.head, kept_roles(self.office, self.head))
        self.mended, self.contacts, self.twins, self.is_checked = {}, [], {}, False
        self._known, self._likely = Known(self.region), dict[int, Twin]()

    @property
    def has_names(self) -> bool:
        """True when some column holds names."""
        return bool({h.NAME, h.FIRST, h.LAST} & set(self.roles))

    def begin(self) -> None:
        """Understand the first rows, for the preview."""
        self.is_checked = False
        self.contacts = list(self._read(0, FIRST_ROWS))
        self.twins = {}

    def check(self, progress: Callable[[float], None] = lambda _fraction: None) -> None:
        """Understand every row and find the doubles; ``progress`` may raise to stop."""
        count = len(self.table.rows)
        found: list[Contact] = []
        for start in range(0, count, _STEP):
            progress(0.4 * start / max(count, 1))
            found += self._read(start, _STEP)
        known = Known(self.region)
        known.learn_office(self.office, lambda share: progress(0.4 + 0.1 * share))
        good = [contact for contact in found if not contact.is_refused]
        likely = likely_twins(known, good, self.region, lambda share: progress(0.5 + 0.4 * share))
        known.entries.clear()
        self.contacts, self._known, self._likely = found, known, likely
        self._find_twins(progress)
        self.is_checked = True

    def _find_twins(self, progress: Callable[[float], None] = lambda _fraction: None) -> None:
        in_file = Known(self.region)
        self.twins = {}
        for count, contact in enumerate(self.contacts):
            if count % 1000 == 0:
                progress(0.9 + 0.1 * count / len(self.contacts))
            if contact.is_refused:
                continue
            sure = self._known.twin_of(contact) or in_file.twin_of(contact)
            twin = sure or self._likely.get(contact.place)
            if twin is not None:
                self.twins[contact.place] = twin
            in_file.add(contact.person, contact.keys, place=contact.place)

    def _read(self, start: int, count: int) -> Iterator[Contact]:
        reader = RowReader(self.table, self.head, self.roles, self.region)
        first = max(start, self.head.row + 1)
        for place in range(first, min(start + count, len(self.table.rows))):
            contact = reader.read(place, self.mended.get(place))
            if contact is not None:
                yield contact

    def mend(self, place: int, column: int, text: str) -> None:
        """Put another value into a cell of the preview; the file stays as it is."""
        self.mended.setdefault(place, {})[column] = text
        self._likely.pop(place, None)
        reader = RowReader(self.table, self.head, self.roles, self.region)
        found = reader.read(place, self.mended[place])
        self.contacts = [contact if contact.place != place else found or contact for contact in self.contacts]
        if self.is_checked:
            self._find_twins()

    def cell(self, place: int, column: int) -> object:
        """A cell as it would be read: mended, or as in the file."""
        mended = self.mended.get(place, {})
        if column in mended:
            return mended[column]
        row = self.table.rows[place]
        sign = self.table.errors.get((place + self.table.first - 1, column))
        return sign or (row[column] if column < len(row) else "")

    def fate(self, contact: Contact) -> str:
        """What becomes of a row: refused (``ERROR``), left out as a double (``LEAVE``), else how it is written."""
        if contact.is_refused:
            return ERROR
        twin = self.twins.get(contact.place)
        if twin is None:
            return ADD
        if twin.is_likely:
            return LATER
        return self.own if twin.is_own and twin.ident else self.doubles

    def wanted(self) -> list[Contact]:
        """The rows that would be written."""
        return [contact for contact in self.contacts if self.fate(contact) not in (ERROR, LEAVE)]

    def counts(self) -> dict[str, int]:
        """Rows: all, ready, with a warning, refused, doubles, and those that would be written."""
        states = [contact.state for contact in self.contacts]
        warned = sum(
            contact.state != ERROR and (bool(contact.troubles) or contact.place in self.twins)
            for contact in self.contacts
        )
        refused = states.count(ERROR)
        return {
            "all": len(states),
            "ready": len(states) - warned - refused,
            "warned": warned,
            "refused": refused,
            "doubles": sum(not twin.is_likely for twin in self.twins.values()),
            "wanted": len(self.wanted()),
        }

    def troubles_of(self, contact: Contact) -> list[Trouble]:
        """What is said of a row, its likeness to another included."""
        twin = self.twins.get(contact.place)
        if twin is None:
            return list(contact.troubles)
        return [*contact.troubles, Trouble(-1, WARNING, twin.said(twin.place + self.table.first), _twin_title(twin))]

    def groups(self) -> list[Group]:
        """The troubles by kind, the gravest first, then those with most rows."""
        found: dict[str, tuple[Trouble, dict[int, None]]] = {}
        for contact in self.contacts:
            for trouble in self.troubles_of(contact):
                found.setdefault(trouble.kind, (trouble, {}))[1][contact.place] = None
        made = [Group(trouble.severity, trouble.title, tuple(places)) for trouble, places in found.values()]
        return sorted(made, key=lambda group: (group.severity != ERROR, -len(group.places)))


def _twin_title(twin: Twin) -> Sentence:
    if twin.is_likely:
        return _TITLES["likely"]
    return _TITLES["own" if twin.is_own and twin.ident else "office" if twin.ident else "file"]


_TITLES = {
    "likely": sentence("May be the same person twice: imported, to be compared later"),
    "own": sentence("Already present under its reference"),
    "office": sentence("Like a contact that is present"),
    "file": sentence("Like another row of the file"),
}
