"""The weeks of a month and where everything stands in them: bands over several days, single things, and what is left.

The screen and the printed page show the same grid; neither decides anything of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from hospcomms.domain.country import Country
from hospcomms.domain.dated import HOLIDAYS, OBSERVANCES, Dated
from hospcomms.domain.wording import N_

DAYS = 7
DAY = timedelta(days=1)
SHORT = 14
"""A thing of at most so many days is a band; of a longer one only the first and the last day are shown."""
BEGINS, ENDS = "begins", "ends"
EDGES = {BEGINS: N_("Begins: {title}"), ENDS: N_("Ends: {title}")}
"""How the two ends of a long thing are called."""
NARROW_SHARE = 0.74
"""How wide a day of the weekend is against a working day."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing in the columns ``start`` to ``end`` of a week (0 to 6 in reading order) and a row of its own below.

    ``begins`` and ``ends`` tell whether its first and last day are in this week. ``edge`` is ``BEGINS`` or ``ENDS``
    for the first or last day of what lasts too long to be drawn whole.
    """

    thing: Dated
    row: int
    start: int
    end: int
    begins: bool = True
    ends: bool = True
    edge: str = ""

    @property
    def is_band(self) -> bool:
        """True for what is drawn as a band over the whole width of its days."""
        return not self.edge and is_band(self.thing)


@dataclass(frozen=True, slots=True)
class Fitted:
    """What of a week is shown where a day has room for ``room`` rows, and how many things of each day are not."""

    shown: tuple[Placed, ...]
    hidden: tuple[int, ...]
    room: int


@dataclass(frozen=True)
class Week:
    """Seven days in reading order and everything on them, each in its row."""

    days: tuple[date, ...]
    placed: tuple[Placed, ...]

    @cached_property
    def rows(self) -> int:
        """How many rows the fullest day needs."""
        return max((one.row + 1 for one in self.placed), default=0)

    def of_day(self, column: int) -> list[Placed]:
        """What stands on a day, from the top."""
        return sorted((one for one in self.placed if one.start <= column <= one.end), key=lambda one: one.row)

    def fitted(self, room: int) -> Fitted:
        """What is shown where there is room for ``room`` rows (at least 1): a day with more ends in “+2”."""
        room = max(room, 1)
        over = _overflowing(self.placed, room)
        shown = [
            one
            for one in self.placed
            if one.row < room - 1 or (one.row == room - 1 and not over.intersection(range(one.start, one.end + 1)))
        ]
        hidden = [0] * DAYS
        kept = set(map(id, shown))
        for one in self.placed:
            if id(one) not in kept:
                for column in range(one.start, one.end + 1):
                    hidden[column] += 1
        return Fitted(tuple(shown), tuple(hidden), room)


def _overflowing(placed: Sequence[Placed], room: int) -> set[int]:
    """The columns whose last row is needed to say how many more there are."""
    over: set[int] = set()
    for one in placed:
        if one.row >= room:
            over.update(range(one.start, one.end + 1))
    edge = [one for one in placed if one.row == room - 1]
    while True:
        reached = [one for one in edge if over.intersection(range(one.start, one.end + 1))]
        wider = over.union(*(range(one.start, one.end + 1) for one in reached))
        if wider == over:
            return over
        over = wider


def is_band(thing: Dated) -> bool:
    """True for what lasts several days, and for health days and holidays, which belong to the whole day."""
    return thing.first != thing.last or thing.layer in (OBSERVANCES, HOLIDAYS)


def is_long(thing: Dated) -> bool:
    """True for what lasts too long to be drawn whole, a health month too."""
    return (thing.last - thing.first).days >= SHORT


def days_of_month(year: int, month: int) -> tuple[date, date]:
    """The first and last day of a month."""
    after = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else date.max
    return date(year, month, 1), after - DAY


@lru_cache(maxsize=64)
def shown_days(year: int, month: int, first_weekday: int) -> tuple[tuple[date, ...], ...]:
    """The weeks that a month touches, each of seven days from the country's first weekday."""
    first, last = days_of_month(year, month)
    day = first - timedelta(days=(first.weekday() - first_weekday) % DAYS)
    weeks = []
    while day <= last:
        weeks.append(tuple(day + timedelta(days=n) for n in range(DAYS)))
        day += timedelta(days=DAYS)
    return tuple(weeks)


def stepped(day: date, months: int) -> date:
    """The same day so many months on; the last day of a month that is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, days_of_month(year, month + 1)[1].day))


def week_of(days: tuple[date, ...], things: Iterable[Dated]) -> Week:
    """A week with what stands in it: holidays, health days, bands, then single things."""
    touching = [thing for thing in things if thing.first <= days[-1] and thing.last >= days[0]]
    taken = [0] * len(days)  # the rows of each day that are taken, as the bits of a number
    placed = []
    for thing, edge in sorted(_drawn(touching, days), key=_order):
        first, last = (thing.last, thing.last) if edge == ENDS else (thing.first, thing.last)
        first, last = (first, first) if edge else (first, last)
        start, end = max(0, (first - days[0]).days), min(DAYS - 1, (last - days[0]).days)
        row = _free(taken[start : end + 1])
        for column in range(start, end + 1):
            taken[column] |= 1 << row
        placed.append(Placed(thing, row, start, end, first >= days[0], last <= days[-1], edge))
    return Week(days, tuple(placed))


def _drawn(things: Iterable[Dated], days: tuple[date, ...]) -> Iterable[tuple[Dated, str]]:
    """Each thing once, and of a long one its first and its last day where they are in the week."""
    for thing in things:
        if not is_long(thing):
            yield thing, ""
            continue
        if thing.first >= days[0]:
            yield thing, BEGINS
        if thing.last <= days[-1]:
            yield thing, ENDS


def _free(columns: Sequence[int]) -> int:
    """The first row that is free in all these columns."""
    taken = 0
    for column in columns:
        taken |= column
    return (~taken & (taken + 1)).bit_length() - 1


def _order(drawn: tuple[Dated, str]) -> tuple[object, ...]:
    thing, edge = drawn
    length = (thing.last - thing.first).days + 1
    if thing.layer == HOLIDAYS:
        rank = 0
    elif edge or (length == 1 and thing.layer != OBSERVANCES):
        rank = 3
    else:
        rank = 1 if thing.layer == OBSERVANCES else 2
    # what is all day long stands before what has its hour
    return rank, thing.first if rank != 3 else date.min, -length if rank != 3 else 0, thing.begins, thing.title


def widths(country: Country, first_weekday: int | None = None) -> tuple[float, ...]:
    """The shares of the seven columns in reading order; together 1."""
    start = country.first_weekday if first_weekday is None else first_weekday
    shares = [NARROW_SHARE if (start + n) % DAYS in country.weekend else 1.0 for n in range(DAYS)]
    whole = sum(shares)
    return tuple(share / whole for share in shares)
