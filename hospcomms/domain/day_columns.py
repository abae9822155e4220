"""Things of one day that overlap in time, side by side: which share a stretch of the day, and in how many columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from hospcomms.domain.clock_times import read_time
from hospcomms.domain.dated import Dated

USUAL = 60
"""Minutes that something without an end is shown for."""
LEAST = 30
"""Minutes that everything is shown for at least, so that it can be read."""
WHOLE_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Slot:
    """A thing from one minute of the day to another, in one of ``columns`` columns side by side."""

    thing: Dated
    begins: int
    ends: int
    column: int
    columns: int


def minutes(at: time) -> int:
    """Minutes since midnight."""
    return at.hour * 60 + at.minute


def side_by_side(things: Sequence[Dated]) -> list[Slot]:
    """The things that have a time, in the order of their beginning; those without one are left out."""
    spans = sorted((_span(thing) for thing in things if read_time(thing.begins)), key=lambda span: span[:2])
    found: list[Slot] = []
    group: list[tuple[int, int, Dated]] = []
    until = 0
    for span in spans:
        if group and span[0] >= until:
            found += _columns(group)
            group = []
        group.append(span)
        until = max(until, span[1]) if len(group) > 1 else span[1]
    return found + _columns(group)


def _span(thing: Dated) -> tuple[int, int, Dated]:
    begins, ends = read_time(thing.begins), read_time(thing.ends)
    assert begins is not None
    start = minutes(begins)
    end = minutes(ends) if ends is not None else start + USUAL
    return start, min(WHOLE_DAY, max(end, start + LEAST)), thing


def _columns(group: Sequence[tuple[int, int, Dated]]) -> list[Slot]:
    """Each in the first column that is free when it begins."""
    free: list[int] = []
    at: list[int] = []
    for begins, ends, _thing in group:
        column = next((number for number, until in enumerate(free) if until <= begins), len(free))
        if column == len(free):
            free.append(ends)
        free[column] = ends
        at.append(column)
    return [
        Slot(thing, begins, ends, column, len(free)) for (begins, ends, thing), column in zip(group, at, strict=True)
    ]
