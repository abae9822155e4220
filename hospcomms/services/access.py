"""The log of access: every export, paper, draft, restore and sight of an identity is written down (RELIABILITY.md 6).

No undo takes a line back and no erasure removes one; a line holds no name of a person of the data.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from hospcomms.domain.access import LONGEST, NEEDED, WHAT, AccessLine
from hospcomms.domain.errors import Refusal
from hospcomms.storage import access_log

if TYPE_CHECKING:
    from hospcomms.services.office import Office

_KNOWN = frozenset(choice.key for choice in WHAT)
MOST = 5_000
"""Lines shown at once."""


def note(
    office: Office, what: str, *, record: str = "", ident: int = 0, size: int = 1, where: str = "", why: str = ""
) -> None:
    """Write down that something was done with data now; ``what`` is a key of ``domain.access.WHAT``.

    ``record`` is the key of a record type or the name of a report, ``size`` how many records it concerned, ``where``
    the kind of place it went to, never a whole path. Raises Refusal for an identity, a file on a person or an erasure
    when the disk refuses: these may not happen unseen. Everything else may: its line waits for the next one.
    """
    if what not in _KNOWN:
        raise ValueError(what)
    line = AccessLine(office.clock(), office.store.who, what, record, ident, size, _short(where), _short(why))
    try:
        office.store.note_access(line)
    except Refusal:
        if what in NEEDED:
            raise
        office.store.unnoted.append(line)


def _short(words: str) -> str:
    return " ".join(words.split())[:LONGEST]


def lines(
    office: Office,
    limit: int = MOST,
    *,
    what: str = "",
    ident: int = 0,
    days: tuple[date | None, date | None] = (None, None),
) -> list[AccessLine]:
    """The newest lines, the newest first: of one kind, about one record, of some days (both count; local time)."""
    first, last = days
    since = _start_of(first) if first is not None else None
    until = _start_of(date.fromordinal(last.toordinal() + 1)) if last is not None else None
    return office.store.ask(access_log.lines, limit, what=what, ident=ident, since=since, until=until)


def count(office: Office) -> int:
    """How many lines the log has."""
    return office.store.ask(access_log.count)


def _start_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day).astimezone()
