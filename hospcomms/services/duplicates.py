"""Who may be in the office twice: the pairs, kept apart or (by ``merging``) made one; nothing is merged by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.press import NotDuplicate, Outlet, Person
from hospcomms.domain.query import Query
from hospcomms.domain.twins import Twin, entry_of, find_twins
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

Kind = type[Person] | type[Outlet]
KEEP_APART = N_("Not a duplicate")


def candidates(office: Office, kind: Kind, advance: Callable[[float], None] | None = None) -> list[Twin]:
    """The pairs of people or outlets in use that may be one, the surest first; pairs kept apart are left out.

    Takes some seconds for 20,000 records: ask in the background. ``advance`` is told how far it is, 0 to 1.
    """
    country = office.settings.country
    entries = [entry_of(record, country) for record in records.find(office, Query(kind))]
    return find_twins(entries, apart(office), advance=advance)


def apart(office: Office) -> set[tuple[int, int]]:
    """The pairs the officer said are two, by their ids."""
    return {(pair.first, pair.second) for pair in records.find(office, Query(NotDuplicate))}


def keep_apart(office: Office, first: int, second: int, reason: str = "") -> Commit:
    """Remember that two people are not one, as one change. Raises Missing, or Refusal for a record and itself."""
    refuse_itself(first, second)
    for ident in (first, second):
        records.get(office, Person, ident)
    pair = NotDuplicate(first=min(first, second), second=max(first, second), reason=reason)
    return records.save(office, pair, KEEP_APART)


def refuse_itself(first: int, second: int) -> None:
    """Raise Refusal when both are the same record."""
    if first == second:
        raise Refusal("same-record", sentence("These are not two records but one. Choose two different records."))
