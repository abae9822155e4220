"""The periods reports may be about, and what happened and runs in them.

Everything is read with conditions on indexed days and with limits.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from hospcomms.domain.activities import DONE, Activity
from hospcomms.domain.campaigns import DRAFT, RUNNING, Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import STAMPS, Field, Kind, fields_of
from hospcomms.domain.objectives import Result
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import Label, counted, sentence
from hospcomms.reports.weekly_brief import WeekPast
from hospcomms.services import home, records
from hospcomms.services.workbook import refuse_crossed

if TYPE_CHECKING:
    from hospcomms.services.office import Office

LIMIT, YEAR_LIMIT = 100, 300
DAYS = timedelta(days=6)
"""A week is today and the six days before it."""

LONGEST_BRIEF, LONGEST_YEAR = 31, 732
"""Days: more would not be read on one page."""


def week_asked(office: Office, first: date | None = None, last: date | None = None) -> Span:
    """The days of a weekly brief: as asked, a week from or to the day that is given, else the week that ends today."""
    if first is None:
        last = last or office.today
        return Span(last - DAYS, last)
    return checked(Span(first, last or first + DAYS), LONGEST_BRIEF)


def year_asked(office: Office, first: date | None = None, last: date | None = None) -> Span:
    """The days of a year of campaigns: as asked, to the end or from the beginning of a year, else this year."""
    known = first or last or office.today
    asked = Span(first or date(known.year, 1, 1), last or date(known.year, 12, 31))
    return checked(asked, LONGEST_YEAR)


def checked(span: Span, most: int) -> Span:
    """The span itself. Raises Refusal when its ends are crossed or it is longer than `most` days."""
    refuse_crossed(span.first, span.last)
    if span.days > most:
        raise Refusal(
            "period-too-long",
            counted(
                "This report covers at most {n} day. Choose a shorter period.",
                "This report covers at most {n} days. Choose a shorter period.",
                most,
            ),
        )
    return span


def touching(office: Office, query: Query, span: Span) -> Query:
    """The records of a list with a day in the span: from their start to their end, or the day they are about.

    Raises Refusal when the ends are crossed or these records have no day.
    """
    refuse_crossed(span.first, span.last)
    known = fields_of(query.record)
    if "start" in known and "end" in known:
        begun = query.where("start", Op.TO, span.last)
        ended = records.ids(office, begun.where("end", Op.FROM, span.first))
        open_end = records.ids(office, begun.where("end", Op.EMPTY).where("start", Op.FROM, span.first))
        return query.where("id", Op.AMONG, (*ended, *open_end))
    field = _day_of(known)
    if field is None:
        raise Refusal(
            "no-period",
            sentence("{records} have no date. Leave out the period.", records=Label(query.record.many)),
        )
    if field.kind is Kind.DAY:
        return query.where(field.name, Op.FROM, span.first).where(field.name, Op.TO, span.last)
    first, last = _moments(span)
    return query.where(field.name, Op.FROM, first).where(field.name, Op.TO, last)


def _moments(span: Span) -> tuple[datetime, datetime]:
    """The first and the last moment of the days, here."""
    first, last = datetime.combine(span.first, time.min), datetime.combine(span.last, time.max)
    return first.astimezone(UTC), last.astimezone(UTC)


def _day_of(known: Mapping[str, Field]) -> Field | None:
    """The day a record is about: a listed one before others, a day before a moment; never a stamp of the program."""
    days = [one for one in known.values() if one.kind in (Kind.DAY, Kind.MOMENT) and one.name not in STAMPS]
    days.sort(key=lambda one: (not one.listed, one.kind is Kind.MOMENT))
    return days[0] if days else None


def past_week(office: Office, span: Span | None = None) -> WeekPast:
    """What was done in the span, by default the seven days that end today, with what waits now."""
    span = span or week_asked(office)
    finished = _between(office, Query(Activity).where("status", Op.IS, DONE), "end", span)
    results = _between(office, Query(Result), "measured_on", span)
    running = Query(Campaign).where("is_template", Op.IS, False).where("state", Op.IS, RUNNING)
    ordered = Query(Campaign, running.conditions, sort=(Sort("start"),))
    return WeekPast(
        agenda=home.agenda(office),
        span=span,
        moved=_moved(office, span),
        finished=finished,
        results=[result for result in results if result.value is not None],
        running=records.find(office, ordered, LIMIT),
        titles=records.titles(office, {one.campaign for one in finished}),
    )


def _between(office: Office, query: Query, field: str, span: Span) -> list[Any]:
    asked = query.where(field, Op.FROM, span.first).where(field, Op.TO, span.last)
    return records.find(office, Query(query.record, asked.conditions, sort=(Sort(field),)), LIMIT)


def _moved(office: Office, span: Span) -> list[Campaign]:
    """Campaigns that came into their state in the span and are no drafts."""
    first, last = _moments(span)
    asked = Query(Campaign).where("is_template", Op.IS, False)
    asked = asked.where("state_since", Op.FROM, first).where("state_since", Op.TO, last)
    found: list[Campaign] = records.find(
        office, Query(Campaign, asked.conditions, sort=(Sort("state_since", descending=True),)), LIMIT
    )
    return [campaign for campaign in found if campaign.state != DRAFT]


def campaigns_in(office: Office, span: Span) -> list[Campaign]:
    """The campaigns with a day in the span, templates left out; the ones begun last when there are very many."""
    first, last = span.first, span.last
    asked = Query(Campaign).where("is_template", Op.IS, False).where("start", Op.TO, last)
    open_end = asked.where("end", Op.EMPTY).where("start", Op.FROM, first)
    found: list[Campaign] = []
    for query in (asked.where("end", Op.FROM, first), open_end):
        ordered = Query(Campaign, query.conditions, sort=(Sort("start", descending=True),))
        found += records.find(office, ordered, YEAR_LIMIT)
    return found
