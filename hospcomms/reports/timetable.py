"""Activities and campaigns as a chart in time, for plans, the weekly brief and the year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from hospcomms.domain.activities import Activity
from hospcomms.domain.campaigns import APPROVED, CLOSED, DRAFT, PAUSED, RUNNING, STATES, SUBMITTED, Campaign
from hospcomms.domain.charts import Gantt, GanttRow
from hospcomms.domain.charts.works import activity_row, campaign_row
from hospcomms.domain.folding import sort_key
from hospcomms.domain.locale import Locale
from hospcomms.domain.schedule import DAY, Span, free_days, span_of
from hospcomms.domain.wording import N_
from hospcomms.reports.dossier import label


def activities_in_time(activities: Iterable[Activity], locale: Locale, today: date) -> Gantt | None:
    """The activities by their first day; None when none of them has days."""
    placed = [(span, activity) for activity in activities if (span := span_of(activity))]
    if not placed:
        return None
    placed.sort(key=lambda pair: (pair[0].first, pair[0].last, pair[1].id))
    rows = tuple(activity_row(activity, today) for _, activity in placed)
    whole = whole_months(Span(placed[0][0].first, max(span.last for span, _ in placed)))
    return Gantt(rows, whole.first, whole.last, today, free_days(locale.country, whole))


def campaigns_in_time(campaigns: Sequence[Campaign], period: Span, locale: Locale, today: date) -> Gantt:
    """Campaigns of a period under their first themes, those without a theme last."""
    rows: list[GanttRow] = []
    shown = [campaign for campaign in campaigns if campaign.start and campaign.start <= period.last]
    themed = sorted(shown, key=lambda one: (not one.themes, sort_key(_theme(one)), one.start or date.max, one.id))
    groups = [(theme, list(group)) for theme, group in groupby(themed, key=_theme)]
    if 2 * len(groups) > len(shown):  # almost every campaign would stand under a heading of its own
        groups = [("", sorted(shown, key=lambda one: (one.start or date.max, one.id)))]
    for theme, own in groups:
        if len(groups) > 1:
            rows.append(GanttRow(theme or locale.text(N_("Without a theme")), None, None, level=1))
        rows += [campaign_row(campaign, label(STATES, campaign.state, locale)) for campaign in own]
    names = tuple((look, label(STATES, state, locale)) for look, state in _NAMED.items())
    return Gantt(tuple(rows), period.first, period.last, today, free_days(locale.country, period), names=names)


_NAMED = {
    "draft": DRAFT,
    "submitted": SUBMITTED,
    "planned": APPROVED,
    "running": RUNNING,
    "paused": PAUSED,
    "done": CLOSED,
}


def _theme(campaign: Campaign) -> str:
    return campaign.themes[0] if campaign.themes else ""


def whole_months(span: Span) -> Span:
    """The span from the first day of its first month to the last day of its last."""
    following = (span.last.replace(day=28) + 4 * DAY).replace(day=1)
    return Span(span.first.replace(day=1), following - DAY)
