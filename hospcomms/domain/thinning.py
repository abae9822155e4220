"""Which copies of the data may go: many of the last days, few of long ago, and never the last good ones.

The rule is Anki's, in the figures of RELIABILITY.md section 2: all of two days, then one a day for fourteen days, one
a week for eight weeks, one a month for twelve months. It is about names and moments only, so that it can be tried out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

ALL = timedelta(days=2)
DAILY = ALL + timedelta(days=14)
WEEKLY = DAILY + timedelta(weeks=8)
MONTHLY = WEEKLY + timedelta(days=366)
NEWEST = 5
"""So many of the newest verified copies stay, however old they are; with fewer than that nothing goes."""
_SLACK = timedelta(minutes=5)


@dataclass(frozen=True)
class Dated:
    """A copy as the rule sees it: its ``name``, when it was made, and whether it is known to be good."""

    name: str
    at: datetime
    verified: bool = True


def surplus(copies: Sequence[Dated], now: datetime) -> list[str]:
    """The names of the copies that may be deleted, the oldest first."""
    newest = sorted(copies, key=lambda copy: (copy.at, copy.name), reverse=True)
    good = [copy.name for copy in newest if copy.verified]
    if len(good) < NEWEST:
        return []
    kept = set(good[:NEWEST])
    seen: dict[tuple[object, ...], Dated] = {}
    for copy in newest:
        period = _period(copy.at.astimezone(UTC), now)
        if period == ("all",):
            kept.add(copy.name)
        elif period is not None and (period not in seen or (copy.verified and not seen[period].verified)):
            seen[period] = copy
    kept |= {copy.name for copy in seen.values()}
    return [copy.name for copy in reversed(newest) if copy.name not in kept]


def _period(at: datetime, now: datetime) -> tuple[object, ...] | None:
    """The stretch of time of which one copy stays; None for what is older than all of them."""
    age = now - at
    if age <= ALL:
        return ("all",)
    if age <= DAILY:
        return ("day", at.date())
    if age <= WEEKLY:
        return ("week", *at.isocalendar()[:2])
    return ("month", at.year, at.month) if age <= MONTHLY else None


def lies_ahead(newest: datetime | None, now: datetime) -> bool:
    """True when the newest copy was made after the present moment: one of the two clocks was wrong."""
    return newest is not None and newest > now + _SLACK
