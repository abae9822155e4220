"""Activities and campaigns as rows of a chart in time, the same on the screen and on paper."""

from __future__ import annotations

from datetime import date

from hospcomms.domain.activities import Activity
from hospcomms.domain.campaigns import APPROVED, CLOSED, DRAFT, EVALUATED, PAUSED, RUNNING, SUBMITTED, Campaign
from hospcomms.domain.charts.kinds import GanttRow
from hospcomms.domain.schedule import look, span_of

LOOKS = {
    DRAFT: "draft",
    SUBMITTED: "submitted",
    APPROVED: "planned",
    RUNNING: "running",
    PAUSED: "paused",
    CLOSED: "done",
    EVALUATED: "done",
}
"""How the bar of a campaign is drawn in each of its states."""


def activity_row(activity: Activity, today: date, said: str = "") -> GanttRow:
    """An activity with its days, if it has any; a late one is drawn on to today."""
    span, how = span_of(activity), look(activity, today)
    first, last = (span.first, span.last) if span else (None, None)
    until = today if how == "late" else None
    return GanttRow(activity.title, first, last, how, activity.done_share, said=said, until=until)


def campaign_row(campaign: Campaign, said: str = "") -> GanttRow:
    """A campaign from its first day to its last, or on its first alone; ``said`` are words beside its bar."""
    first = campaign.start
    last = max(first, campaign.end or first) if first else None
    return GanttRow(campaign.title, first, last, LOOKS[campaign.state], (campaign.progress or 0.0) / 100, said=said)
