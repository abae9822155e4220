"""Writing what an import of contacts would do, as one change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hospcomms.domain.changes import Commit
from hospcomms.domain.press import NotDuplicate, Outlet, Person, Role
from hospcomms.domain.query import Query
from hospcomms.domain.wording import N_
from hospcomms.services import records
from hospcomms.services.contacts.phones import folded_words
from hospcomms.services.contacts.plan import Plan
from hospcomms.services.contacts.rows import Contact
from hospcomms.services.row_import.memory import keep_roles
from hospcomms.services.row_import.plan import ADD, UPDATE
from hospcomms.services.row_import.writing import rows_wanted

if TYPE_CHECKING:
    from hospcomms.storage.writer import Change

IMPORT = N_("Import contacts")
_UPDATED = (
    *("name", "other_name", "phone", "phone2", "email", "email2", "profile", "languages", "beats", "region"),
    *("groups", "verified_on", "do_not_contact", "source", "note"),
)


def write(plan: Plan, progress: Callable[[float], None] = lambda _fraction: None) -> Commit:
    """Write the rows wanted, as one change that one undo takes back.

    Raises Refusal when nothing is wanted; whatever ``progress`` raises stops it, and nothing is written.
    """
    wanted = rows_wanted(plan)
    with plan.office.store.change(IMPORT) as change:
        _Writing(plan, change).add(wanted, progress)
    assert change.commit is not None
    keep_roles(plan.office, plan.head, plan.vocabulary, plan.roles)
    return change.commit


class _Writing:
    """The records of one import: outlets once each, people with the role the row gives them."""

    def __init__(self, plan: Plan, change: Change) -> None:
        self._plan, self._change = plan, change
        self._outlets: dict[tuple[str, ...], int] = {}
        self._new: dict[int, int] = {}
        self._updated: set[int] = set()
        for outlet in records.find(plan.office, Query(Outlet)):
            for name in (outlet.other_name, outlet.name):
                if name:
                    self._outlets[folded_words(name)] = outlet.id

    def add(self, wanted: list[Contact], progress: Callable[[float], None]) -> None:
        """Write the rows in their order."""
        for count, contact in enumerate(wanted):
            if count % 200 == 0:
                progress(0.9 * count / len(wanted))
            if self._plan.fate(contact) == UPDATE:
                self._update(contact)
            else:
                self._person(contact)
        progress(0.9)

    def _outlet(self, contact: Contact) -> int:
        """The outlet a row names: the one there is, else a new one; 0 for none."""
        words = folded_words(contact.outlet)
        if not words:
            return 0
        if words not in self._outlets:
            made = Outlet(id=self._change.number(), name=contact.outlet, medium=contact.medium)
            self._outlets[words] = self._change.add(made).id
        return self._outlets[words]

    def _person(self, contact: Contact) -> None:
        # the person is written with what follows from the role: asking the role for each of thousands takes minutes
        outlet = self._outlet(contact)
        told = contact.person
        source = told.source or self._plan.table.file  # law 18-07: where the data of a person comes from
        person = replace(told, id=self._change.number(), outlet=outlet, function=contact.function, source=source)
        self._change.add(person.settled())
        self._new[contact.place] = person.id
        if outlet or contact.function:
            self._begin(person.id, outlet, contact.function)
        twin = self._plan.twins.get(contact.place)
        if twin is not None and self._plan.fate(contact) == ADD:
            other = twin.ident or self._new.get(twin.place, 0)
            if other:
                pair = NotDuplicate(id=self._change.number(), first=min(other, person.id), second=max(other, person.id))
                self._change.add(pair)

    def _begin(self, person: int, outlet: int, function: str, **facts: Any) -> None:
        role = Role(id=self._change.number(), person=person, outlet=outlet, function=function, **facts)
        self._change.add(role.settled())

    def _update(self, contact: Contact) -> None:
        """Give a record the values of its row; what the row leaves empty stays. Another place of work is a move."""
        twin = self._plan.twins[contact.place]
        if twin.ident in self._updated:
            return  # the same reference twice in one file: the first row counts
        self._updated.add(twin.ident)
        before = self._change.stored(Person, twin.ident)
        given = {name: value for name in _UPDATED if (value := getattr(contact.person, name))}
        outlet = self._outlet(contact) or before.outlet
        function = contact.function or before.function
        if (outlet, function) != (before.outlet, before.function):
            self._move(twin.ident, outlet, function)
        self._change.save(replace(before, **given, outlet=outlet, function=function).settled())

    def _move(self, person: int, outlet: int, function: str) -> None:
        today = self._plan.office.today
        last = today - timedelta(days=1)
        for role in self._change.parts(Role, person):
            if role.holds(today) and (role.start is None or role.start <= last):
                self._change.save(replace(role, end=last))
        self._begin(person, outlet, function, start=today)
