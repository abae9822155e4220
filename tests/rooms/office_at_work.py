"""A small office at work on 22 November 2026, for the tests of the hand-made pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hospcomms.domain.activities import DONE, PLANNED, UNDER_WAY, Activity
from hospcomms.domain.campaigns import RUNNING, Campaign
from hospcomms.services import records
from hospcomms.services.office import Office

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = NOW.date()


def at_work(office: Office) -> Office:
    """The office with its clock on the day of the tests."""
    return replace(office, clock=lambda: NOW)


def day(ahead: int) -> date:
    """A day told from today."""
    return TODAY + timedelta(days=ahead)


def campaign(office: Office, title: str = "مضاد حيوي بوصفة فقط", state: str = RUNNING, **facts: Any) -> Campaign:
    """A saved campaign that runs from a month ago to a month ahead."""
    facts = {"start": day(-35), "end": day(39), **facts}
    return records.save(office, Campaign(title=title, state=state, **facts)).saved(Campaign)


def activity(
    office: Office, of: Campaign, title: str, start: int, end: int, status: str = PLANNED, **facts: Any
) -> Activity:
    """A saved activity, its days told from today."""
    found = Activity(campaign=of.id, title=title, start=day(start), end=day(end), status=status, **facts)
    return records.save(office, found).saved(Activity)


def busy(office: Office) -> tuple[Campaign, list[Activity]]:
    """A campaign with a done, a late, a running and a planned activity; the planned one waits for the late one."""
    whole = campaign(office)
    done = activity(office, whole, "إعداد الرسائل", -35, -25, DONE)
    late = activity(office, whole, "توزيع المطويات", -10, -4, UNDER_WAY, responsible="المصالح")
    runs = activity(office, whole, "حصص الانتظار", -7, 23, UNDER_WAY, times_planned=8, times_done=3)
    waits = activity(office, whole, "استبيان بعدي", 0, 6, PLANNED, predecessor=late.id)
    return whole, [done, late, runs, waits]
