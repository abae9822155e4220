"""The timeline of a campaign's activities: their spans, moving and resizing them, and what a delay pushes.

Days are whole and inclusive: an activity from the 3rd to the 5th lasts three days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hospcomms.domain.activities import CANCELLED, DONE, UNDER_WAY, Activity
from hospcomms.domain.checks import EARLIEST, LATEST
from hospcomms.domain.country import Country, holidays

DAY = timedelta(days=1)
WEEK = 7


@dataclass(frozen=True)
class Span:
    """The days from ``first`` to ``last``, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it holds, at least 1."""
        return (self.last - self.first).days + 1

    def holds(self, when: date) -> bool:
        """True when the day lies in the span."""
        return self.first <= when <= self.last

    def joined(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.first, other.first), max(self.last, other.last))


@dataclass(frozen=True)
class Delay:
    """An activity whose late end pushes the one that comes after it by ``days``."""

    activity: Activity
    pushed: Activity
    days: int


def span_of(activity: Activity) -> Span | None:
    """The days of an activity; one known day stands for both, None when neither is set."""
    first, last = activity.start or activity.end, activity.end or activity.start
    if first is None or last is None:
        return None
    return Span(first, max(first, last))


def look(activity: Activity, today: date) -> str:
    """How its bar is drawn: ``done``, ``cancelled``, ``late`` (past its end), ``running`` or ``planned``."""
    if activity.status in (DONE, CANCELLED):
        return activity.status
    if activity.is_late(today):
        return "late"
    return "running" if activity.status == UNDER_WAY else "planned"


def days_late(activity: Activity, today: date) -> int:
    """How many days it is past its end and still open; 0 when it is not late."""
    return (today - activity.end).days if activity.end and activity.is_late(today) else 0


def moved(activity: Activity, days: int) -> Activity:
    """The activity with both its days moved; it stays where it is at the ends of the calendar."""
    span = span_of(activity)
    if span is None or days == 0:
        return activity
    days = max((EARLIEST - span.first).days, min((LATEST - span.last).days, days))
    by = timedelta(days=days)
    return replace(
        activity,
        start=activity.start + by if activity.start else None,
        end=activity.end + by if activity.end else None,
    )


def resized(activity: Activity, *, start: int = 0, end: int = 0) -> Activity:
    """The activity with its first or last day moved by days; it always keeps one day."""
    span = span_of(activity)
    if span is None or (start, end) == (0, 0):
        return activity
    first = max(EARLIEST, min(span.first + timedelta(days=start), span.last))
    last = min(LATEST, max(span.last + timedelta(days=end), first))
    return replace(activity, start=first, end=last)


def effective_end(activity: Activity, today: date) -> date | None:
    """When it ends as things stand: its own last day, or today while it is late; None without days."""
    span = span_of(activity)
    if span is None or activity.status == CANCELLED:
        return None
    return max(span.last, today) if activity.is_late(today) else span.last


def delays(activities: Sequence[Activity], today: date) -> list[Delay]:
    """Every open activity that begins before the one it comes after has ended, with the days it must give way.

    Only direct successors are told; ``linked_moves`` also moves those further on.
    """
    by_id = {activity.id: activity for activity in activities}
    found = []
    for activity in activities:
        before, span = by_id.get(activity.predecessor), span_of(activity)
        if before is None or before is activity or span is None or not activity.is_open:
            continue
        end = effective_end(before, today)
        if end is not None and before.status != DONE and end >= span.first:
            found.append(Delay(before, activity, (end - span.first).days + 1))
    return found


def linked_moves(activities: Sequence[Activity], today: date) -> list[Activity]:
    """The activities to save so that each begins the day after the one before it has ended, lengths kept.

    Moves travel along the links; a ring of links is followed once round. Done and cancelled ones stay.
    """
    now: dict[int, Activity] = {activity.id: activity for activity in activities}
    for _round in range(len(activities)):
        pushes = delays(list(now.values()), today)
        if not pushes:
            break
        for delay in pushes:
            if not _is_ring(now, delay.pushed.id):
                now[delay.pushed.id] = moved(delay.pushed, delay.days)
    return [now[activity.id] for activity in activities if now[activity.id] != activity]


def _is_ring(activities: Mapping[int, Activity], ident: int) -> bool:
    """True when following the links back from an activity leads to itself."""
    seen: set[int] = set()
    at = activities[ident].predecessor
    while at in activities and at not in seen:
        if at == ident:
            return True
        seen.add(at)
        at = activities[at].predecessor
    return False


def extent(spans: Iterable[Span], today: date, first_weekday: int = 6) -> Span:
    """The days a timeline shows: whole weeks round all spans.

    Without any span, four weeks from the week of ``today``. ``first_weekday`` counts from Monday 0.
    """
    whole: Span | None = None
    for span in spans:
        whole = span if whole is None else whole.joined(span)
    if whole is None:
        whole = Span(today, today + timedelta(days=3 * WEEK))
    first = week_start(whole.first, first_weekday)
    last = week_start(whole.last, first_weekday) + timedelta(days=WEEK - 1)
    return Span(first, min(LATEST, last))


def week_start(when: date, first_weekday: int) -> date:
    """The first day of the week a day lies in."""
    return when - timedelta(days=(when.weekday() - first_weekday) % WEEK)


def ticks(span: Span, scale: str, first_weekday: int = 6) -> list[date]:
    """Where the axis is marked: every ``day``, the first day of each ``week``, or the first of each ``month``."""
    if scale == "month":
        found = [span.first.replace(day=1)]
        while found[-1] <= span.last:
            found.append((found[-1].replace(day=28) + timedelta(days=4)).replace(day=1))
        return [when for when in found if span.holds(when)]
    step = 1 if scale == "day" else WEEK
    first = span.first if scale == "day" else week_start(span.first + timedelta(days=WEEK - 1), first_weekday)
    return [first + timedelta(days=n) for n in range(0, (span.last - first).days + 1, step)]


def months(span: Span) -> list[Span]:
    """The months a span touches, each cut to the span."""
    found = []
    at = span.first
    while at <= span.last:
        following = (at.replace(day=28) + timedelta(days=4)).replace(day=1)
        found.append(Span(at, min(span.last, following - DAY)))
        at = following
    return found


def free_days(country: Country, span: Span) -> tuple[tuple[date, date], ...]:
    """The public holidays of a span, neighbouring days together."""
    found: list[tuple[date, date]] = []
    for day in sorted(day for day in holidays(country.code) if span.holds(day)):
        if found and day - found[-1][1] == DAY:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return tuple(found)
