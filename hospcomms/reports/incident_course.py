"""The course of an incident as a picture: what was done when, and what was late, from activation to stand-down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hospcomms.domain.charts import Course, Lane, Mark
from hospcomms.domain.incident_log import LogLine
from hospcomms.domain.incidents import Statement
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import C_, N_
from hospcomms.reports.aftermath import Aftermath

MINUTE = timedelta(minutes=1)
SHORTEST = 60.0
"""The course shows an hour at least, in minutes."""

Happened = tuple[datetime | None, datetime | None, str]
"""When something happened, by when it should have, and what it was."""


@dataclass(frozen=True)
class _Clock:
    """Minutes since activation."""

    start: datetime | None

    def minute(self, moment: datetime | None) -> float | None:
        """The minute of a moment; None when it never came."""
        return None if moment is None or self.start is None else max(0.0, (moment - self.start) / MINUTE)

    def marks(self, found: Iterable[Happened], sign: str) -> tuple[Mark, ...]:
        """What happened, as marks; what was late has its own sign."""
        return tuple(mark for one in found if (mark := self._mark(one, sign)) is not None)

    def _mark(self, happened: Happened, sign: str) -> Mark | None:
        at, hour, said = happened
        place, planned = self.minute(at), self.minute(hour)
        if place is None:
            return None
        if planned is not None and place > planned:
            return Mark(place, "late", planned, said)
        return Mark(place, sign, said=said)


def course(found: Aftermath, locale: Locale) -> Course:
    """Steps with their delays, notices, statements, reports, rumours, turns; what came after the end is left out."""
    lanes = _lanes(found, locale)
    places = [mark.at for lane in lanes for mark in lane.marks]
    last = max(float(found.lasted) if found.lasted is not None else max([*places, 0.0]), SHORTEST)
    keys = (
        ("done", locale.text(N_("in time"))),
        ("late", locale.text(N_("late, the line begins at the hour that was set"))),
        ("approved", locale.text(N_("approved"))),
        ("closed", locale.text(N_("released"))),
    )
    return Course(tuple(_until(lane, last) for lane in lanes), last, keys)


def _lanes(found: Aftermath, locale: Locale) -> tuple[Lane, ...]:
    clock, language = _Clock(found.incident.started_at), locale.language
    steps = [(step.done_at, step.due_at, step.what.best(language)) for step, _ in found.delays]
    told = [(one.told_at, one.due_at, one.who.best(language)) for one in found.notices]
    reports = [(one.issued_at, None, locale.number(one.serial or 0)) for one in found.reports]
    rumours = [(one.seen_at, None, one.claim) for one in found.rumours]
    return (
        Lane(locale.text(C_("incident", "Steps")), clock.marks(steps, "done")),
        Lane(locale.text(C_("lane", "Told")), clock.marks(told, "done")),
        Lane(locale.text(N_("Statements")), _statements(found.statements, clock, language)),
        Lane(locale.text(N_("Situation reports")), clock.marks(reports, "actual")),
        Lane(locale.text(N_("Rumours")), clock.marks(rumours, "diamond")),
        Lane(locale.text(N_("Turns")), _turns(found.lines)),
    )


def _statements(found: Sequence[Statement], clock: _Clock, language: str) -> tuple[Mark, ...]:
    """Approvals and releases."""
    approved = [(one.approved_at, None, one.title.best(language)) for one in found]
    released = [(one.released_at, None, one.title.best(language)) for one in found]
    return (*clock.marks(approved, "approved"), *clock.marks(released, "closed"))


def _turns(lines: Sequence[LogLine]) -> tuple[Mark, ...]:
    """Activation, changes of level or phase, and the stand-down, by the steady clock of the log."""
    turns = [line for line in lines if line.kind in ("start", "level", "end")]
    return tuple(Mark(line.elapsed / 60_000, "triangle", said=line.words) for line in turns)


def _until(lane: Lane, last: float) -> Lane:
    """The lane without what came after the end: days later, it would press all else into a corner."""
    return replace(lane, marks=tuple(mark for mark in lane.marks if mark.at <= last))
