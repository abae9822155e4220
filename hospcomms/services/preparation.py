"""What is planned around the health days the hospital marks, and which of them nothing is planned for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hospcomms.domain.dated import ACTIVITIES, CAMPAIGNS, OBSERVANCES, SESSIONS, Dated
from hospcomms.domain.folding import fold
from hospcomms.domain.health_day_agenda import Preparation
from hospcomms.domain.observances import Observance
from hospcomms.domain.programmes import Programme
from hospcomms.domain.query import Op, Query
from hospcomms.services import calendar, records
from hospcomms.services.occasions import health_days

if TYPE_CHECKING:
    from hospcomms.services.office import Office

LEAD = 30
"""Days of preparation where a health day names none."""
AFTER = timedelta(days=14)
"""What takes place so long after a health day still belongs to it."""
_PLANS = frozenset({CAMPAIGNS, ACTIVITIES, SESSIONS})
_WORD = re.compile(r"[^\W_]+")


def preparations(office: Office, things: Iterable[Dated], *, marked_only: bool = True) -> list[Preparation]:
    """The health days among ``things``, in their order, with what is planned for each; only those the hospital marks
    unless all are asked for.
    """
    days = [thing for thing in things if thing.layer == OBSERVANCES]
    known = {one.id: one for one in records.window(office, Observance, sorted({day.ident for day in days}))}
    marked = [day for day in days if day.ident in known and (known[day.ident].is_followed or not marked_only)]
    if not marked:
        return []
    starts = {day: day.first - timedelta(days=lead_of(known[day.ident])) for day in marked}
    first, last = min(starts.values()), max(day.last for day in marked) + AFTER
    plans = [(plan, _words(plan.title)) for plan in calendar.things(office, first, last, _PLANS)]
    linked = _linked(office, set(known))
    return [
        Preparation(
            day, known[day.ident], starts[day], tuple(_planned(day, starts[day], known[day.ident], plans, linked))
        )
        for day in marked
    ]


def ahead(office: Office, first: date, last: date, *, marked_only: bool = True) -> list[Preparation]:
    """The health days that begin from ``first`` to ``last``, by day, with what is planned for each."""
    days = sorted(health_days(office, first, last), key=lambda day: (day.first, day.last, day.title))
    return preparations(office, [day for day in days if day.first >= first], marked_only=marked_only)


def unprepared(office: Office, things: Iterable[Dated]) -> list[Dated]:
    """Those health days among ``things`` that the hospital marks and that nothing is planned for."""
    return [one.thing for one in preparations(office, things) if not one.planned]


def lead_of(observance: Observance) -> int:
    """Days of preparation of a health day."""
    return LEAD if observance.lead_days is None else int(observance.lead_days)


def _linked(office: Office, observances: set[int]) -> dict[int, set[int]]:
    """The programmes made for each of the health days."""
    found: dict[int, set[int]] = {}
    for programme in records.find(office, Query(Programme).where("observance", Op.AMONG, tuple(sorted(observances)))):
        found.setdefault(programme.observance, set()).add(programme.id)
    return found


def _planned(
    day: Dated,
    begins: date,
    observance: Observance,
    plans: Iterable[tuple[Dated, str]],
    linked: dict[int, set[int]],
) -> Iterable[Dated]:
    """A programme made for the day, or anything planned near it whose title names the day or one of its themes."""
    own = linked.get(observance.id, set())
    told = [words for words in map(_words, (*observance.title.written(), *observance.themes)) if words.strip()]
    for plan, title in plans:
        if plan.last < begins or plan.first > day.last + AFTER:
            continue
        if (plan.record is Programme and plan.ident in own) or any(words in title for words in told):
            yield plan


def _words(text: str) -> str:
    """The folded words of a text between blanks, the Arabic article left out, so that whole words are found in it."""
    return f" {' '.join(word.removeprefix('ال') for word in _WORD.findall(fold(text)))} "
