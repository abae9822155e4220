"""What happened, and what runs, in a week or a year: read with conditions on indexed days and with limits."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from hospcomms.domain.activities import DONE, Activity
from hospcomms.domain.campaigns import DRAFT, RUNNING, Campaign
from hospcomms.domain.objectives import Result
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.schedule import Span
from hospcomms.reports.weekly_brief import WeekPast
from hospcomms.services import home, records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

LIMIT, YEAR_LIMIT = 100, 300
DAYS = timedelta(days=6)
"""A week is today and the six days before it."""


def past_week(office: Office) -> WeekPast:
    """The seven days that end today, with what waits now."""
    last = office.today
    span = Span(last - DAYS, last)
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
    since = datetime.combine(span.first, time.min).astimezone(UTC)
    asked = Query(Campaign).where("is_template", Op.IS, False).where("state_since", Op.FROM, since)
    found: list[Campaign] = records.find(
        office, Query(Campaign, asked.conditions, sort=(Sort("state_since", descending=True),)), LIMIT
    )
    return [campaign for campaign in found if campaign.state != DRAFT]


def campaigns_of_year(office: Office, year: int) -> list[Campaign]:
    """The campaigns with a day in that year, templates left out; the ones begun last when there are very many."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    asked = Query(Campaign).where("is_template", Op.IS, False).where("start", Op.TO, last)
    open_end = asked.where("end", Op.EMPTY).where("start", Op.FROM, first)
    found: list[Campaign] = []
    for query in (asked.where("end", Op.FROM, first), open_end):
        ordered = Query(Campaign, query.conditions, sort=(Sort("start", descending=True),))
        found += records.find(office, ordered, YEAR_LIMIT)
    return found
