"""Which health days and appointments belong on the first page, and why (HOM).

As in ``agenda``: a thing and today give a line or nothing; ``services.calendar_home`` decides what to read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hospcomms.domain.agenda import TODAY, Line, group_of, when_said
from hospcomms.domain.dated import Dated
from hospcomms.domain.observances import Observance
from hospcomms.domain.wording import InWords, Sentence, sentence

FEW = 2
"""How many of the things planned for a health day are named."""


@dataclass(frozen=True)
class Preparation:
    """A health day the hospital marks, the day its preparation begins, and what is planned for it."""

    thing: Dated
    observance: Observance
    begins: date
    planned: tuple[Dated, ...]


def health_day_line(thing: Dated, begins: date, planned: Sequence[Dated], today: date) -> Line | None:
    """A health day the hospital marks: to be prepared, or near; None before its preparation and once it has begun.

    Its preparation is work of today from the day it ``begins`` as long as nothing is planned; what is planned is shown
    within 14 days.
    """
    if thing.first < today:
        return None
    group = group_of(thing.first, today)
    if planned:
        if not group:
            return None
        return _line(thing, group, "note", planned_said(planned), today)
    if begins > today:
        begun = group_of(begins, today)
        return _line(thing, begun, "note", preparation_said(begins, today), today, begins) if begun else None
    return _line(thing, group or TODAY, "soon", preparation_said(begins, today), today)


def _line(thing: Dated, group: str, severity: str, why: Sentence, today: date, day: date | None = None) -> Line:
    said = when_said(thing.first, today)
    return Line(group, severity, thing.record, thing.ident, thing.title, why, said, day or thing.first)


def planned_said(planned: Sequence[Dated]) -> Sentence:
    """What is planned for a health day, the first of it named."""
    names = tuple(dict.fromkeys(plan.title for plan in planned))
    if len(names) > FEW:
        return sentence("Planned: {what} and more.", what=names[:FEW])
    return sentence("Planned: {what}.", what=names)


def preparation_said(begins: date, today: date) -> Sentence:
    """That nothing is planned for a health day, and when its preparation begins or began."""
    day = InWords(begins, with_year=begins.year != today.year)
    if begins > today:
        return sentence("Preparation begins on {day}.", day=day)
    if begins == today:
        return sentence("Preparation begins today, and nothing is planned yet.")
    return sentence("Nothing is planned yet. Preparation was to begin on {day}.", day=day)


def appointment_line(thing: Dated, today: date) -> Line:
    """An appointment of today with its time and place as typed."""
    said = when_said(today, today)
    return Line(TODAY, "note", thing.record, thing.ident, thing.title, times_said(thing), said, today)


def times_said(thing: Dated) -> Sentence:
    """From when to when a thing is on its day; a day among several, or the whole day."""
    if thing.first != thing.last:
        return sentence("Until {day}.", day=InWords(thing.last))
    if thing.begins and thing.ends:
        return sentence("From {begins} to {ends}.", begins=thing.begins, ends=thing.ends)
    if thing.begins:
        return sentence("At {time}.", time=thing.begins)
    return sentence("All day.")
