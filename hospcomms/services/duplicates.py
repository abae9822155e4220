"""Who may be in the office twice: the pairs, kept apart or (by ``merging``) made one; nothing is merged by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.press import NotDuplicate, Outlet, Person
from hospcomms.domain.query import Query
from hospcomms.domain.twins import Twin, entry_of, find_twins
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records
from hospcomms.services import settings as settings_file

if TYPE_CHECKING:
    from hospcomms.services.office import Office

Kind = type[Person] | type[Outlet]
OUTLETS_APART = "duplicates.outlets_apart"
"""Where the settings remember the outlets kept apart: a pair kept apart is a record of two people only."""
KEEP_APART = N_("Not a duplicate")


def candidates(office: Office, kind: Kind, advance: Callable[[float], None] | None = None) -> list[Twin]:
    """The pairs of people or outlets in use that may be one, the surest first; pairs kept apart are left out.

    Takes some seconds for 20,000 records: ask in the background. ``advance`` is told how far it is, 0 to 1.
    """
    country = office.settings.country
    entries = [entry_of(record, country) for record in records.find(office, Query(kind))]
    return find_twins(entries, apart(office) if kind is Person else outlets_apart(office), advance=advance)


def alike(office: Office, people: Sequence[Person]) -> list[Person]:
    """Others in use who may be one of these people, the surest first; pairs kept apart are left out.

    Only pairs with these people are judged: two or three seconds among 20,000, so ask in the background.
    """
    if not people:
        return []
    asked = {one.id: one for one in people}
    known = {one.id: one for one in records.find(office, Query(Person))}
    country = office.settings.country
    entries = [entry_of(one, country) for one in {**known, **asked}.values()]
    pairs = find_twins(entries, apart(office), only=frozenset(asked))
    others = dict.fromkeys(ident for pair in pairs for ident in (pair.first, pair.second) if ident not in asked)
    return [known[ident] for ident in others]


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


def outlets_apart(office: Office) -> set[tuple[int, int]]:
    """The pairs of outlets the officer said are two, by their ids; what does not fit in the settings is passed over."""
    kept = settings_file.load(office.folder).views.get(OUTLETS_APART)
    pairs = [tuple(pair) for pair in kept if isinstance(pair, list)] if isinstance(kept, list) else []
    return {(first, second) for first, second in (pair for pair in pairs if len(pair) == 2) if _are_ids(first, second)}


def _are_ids(*values: object) -> bool:
    return all(type(value) is int for value in values)


def keep_outlets_apart(office: Office, first: int, second: int) -> None:
    """Remember that two outlets are not one. It stands in the settings, and is no change that undo takes back:
    ``offer_outlets_again`` does. Raises Missing, or Refusal for an outlet and itself or a folder that is read-only.
    """
    refuse_itself(first, second)
    for ident in (first, second):
        records.get(office, Outlet, ident)
    _remember(office, outlets_apart(office) | {(min(first, second), max(first, second))})


def offer_outlets_again(office: Office) -> int:
    """Forget which outlets were kept apart; returns how many pairs there were."""
    forgotten = len(outlets_apart(office))
    if forgotten:
        _remember(office, set())
    return forgotten


def _remember(office: Office, pairs: set[tuple[int, int]]) -> None:
    settings = settings_file.load(office.folder)
    views = {**settings.views, OUTLETS_APART: sorted(list(pair) for pair in pairs)}
    settings_file.write(office.folder, replace(settings, views=views))


def refuse_itself(first: int, second: int) -> None:
    """Raise Refusal when both are the same record."""
    if first == second:
        raise Refusal("same-record", sentence("These are not two records but one. Choose two different records."))
