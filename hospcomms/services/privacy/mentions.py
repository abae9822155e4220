"""Who a record is about, by which names it is found elsewhere, and where else it is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.consents import Consent
from hospcomms.domain.fields import Record
from hospcomms.domain.folding import fold
from hospcomms.domain.incident_log import LogLine
from hospcomms.domain.mentions import pattern_of
from hospcomms.domain.press import Person
from hospcomms.domain.query import Query
from hospcomms.storage.erasing import Order, naming
from hospcomms.storage.reading import find

if TYPE_CHECKING:
    from hospcomms.services.office import Office

NAMES: dict[type[Record], tuple[str, ...]] = {
    Person: ("name", "other_name"),
    Colleague: ("name",),
    Consent: ("name", "guardian"),
}
"""The fields that hold the name of the person a record is about."""
ADDRESSES: dict[type[Record], tuple[str, ...]] = {
    Person: ("phone", "phone2", "email", "email2", "profile"),
    Colleague: ("phone", "phone2", "email"),
}


def names_of(record: Record) -> tuple[str, ...]:
    """The names a record is about, as they are written; none for a record that is not about a person."""
    return _values(record, NAMES)


def addresses_of(record: Record) -> tuple[str, ...]:
    """Telephones and addresses of the person a record is about."""
    return _values(record, ADDRESSES)


def _values(record: Record, table: dict[type[Record], tuple[str, ...]]) -> tuple[str, ...]:
    found = (str(getattr(record, name)).strip() for name in table.get(type(record), ()))
    return tuple(dict.fromkeys(value for value in found if value))


def shared(connection: Any, people: Iterable[Record], gone: Iterable[int]) -> frozenset[str]:
    """The names of these people that somebody else has too, folded: such a name stays in the texts."""
    wanted = {fold(name) for one in people for name in names_of(one)}
    if not wanted:
        return frozenset()
    left = frozenset(gone)
    others = (
        other
        for kind in NAMES
        for binned in (False, True)
        for other in find(connection, Query(kind, binned=binned))
        if other.id not in left
    )
    return frozenset(wanted & {fold(name) for other in others for name in names_of(other)})


def words_of(people: Iterable[Record], unless: Iterable[str] = ()) -> re.Pattern[str] | None:
    """What finds these people in a text, but for the names ``unless`` (folded); None when nothing is telling enough."""
    held = frozenset(unless)
    names = [name for one in people for name in names_of(one) if fold(name) not in held]
    return pattern_of([*names, *(address for one in people for address in addresses_of(one))])


def records_naming(office: Office, words: re.Pattern[str] | None) -> list[Record]:
    """Every record whose texts hold one of the words, those in the bin too. Slow: it reads everything."""
    return office.store.ask(_naming, words)


def _naming(connection: Any, words: re.Pattern[str] | None) -> list[Record]:
    return list(naming(connection, Order({}, words)))


def log_lines_naming(office: Office, words: re.Pattern[str] | None) -> Iterator[LogLine]:
    """Every line of an incident's log that holds one of the words."""
    if words is not None:
        for incident in office.store.logged_incidents():
            yield from (line for line in office.store.log_lines(incident) if words.search(line.words))
