"""What waits on the first page, and how its days are said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from hospcomms.domain import agenda
from hospcomms.domain.activities import DONE, PLANNED, UNDER_WAY, Activity
from hospcomms.domain.campaigns import APPROVED, DRAFT, EVALUATED, PAUSED, RUNNING, SUBMITTED, Campaign
from hospcomms.domain.locale import locale
from hospcomms.domain.objectives import Objective

TODAY = date(2026, 11, 22)


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


def activity(status: str, start: int | None, end: int | None) -> Activity:
    return Activity(
        id=7,
        campaign=1,
        title="Leaflets",
        status=status,
        start=None if start is None else day(start),
        end=None if end is None else day(end),
    )


@pytest.mark.parametrize(
    ("status", "start", "end", "group", "severity"),
    [
        (UNDER_WAY, -9, -4, "late", "late"),
        (PLANNED, -9, -4, "late", "late"),
        (PLANNED, -2, 5, "late", "late"),
        (PLANNED, -2, None, "late", "late"),
        (PLANNED, 0, 5, "today", "note"),
        (UNDER_WAY, -5, 0, "today", "soon"),
        (PLANNED, 7, 9, "week", "note"),
        (PLANNED, 8, 9, "fortnight", "note"),
        (PLANNED, 14, 20, "fortnight", "note"),
        (PLANNED, None, 3, "week", "note"),
    ],
)
def test_an_activity_stands_in_the_group_of_the_day_that_presses(
    status: str, start: int | None, end: int | None, group: str, severity: str
) -> None:
    line = agenda.activity_line(activity(status, start, end), "Flu", TODAY)
    assert line is not None
    assert (line.group, line.severity) == (group, severity)


@pytest.mark.parametrize(
    ("status", "start", "end"),
    [(DONE, -9, -4), ("cancelled", -9, -4), (PLANNED, 15, 20), (UNDER_WAY, -3, 15), (PLANNED, None, None)],
)
def test_an_activity_that_presses_nobody_is_not_told(status: str, start: int | None, end: int | None) -> None:
    assert agenda.activity_line(activity(status, start, end), "Flu", TODAY) is None


def campaign(state: str, start: int | None = None, end: int | None = None, *, template: bool = False) -> Campaign:
    return Campaign(
        id=1,
        title="Flu",
        state=state,
        start=None if start is None else day(start),
        end=None if end is None else day(end),
        is_template=template,
    )


@pytest.mark.parametrize(
    ("found", "group", "reason"),
    [
        (campaign(RUNNING, -40, -1), "late", "Past its last day and not closed yet."),
        (campaign(PAUSED, -40, -1), "late", "Past its last day and not closed yet."),
        (campaign(RUNNING, -40, 3), "week", "Last day of the campaign."),
        (campaign(APPROVED, -1, 30), "late", "Approved, and its first day has passed without a start."),
        (campaign(APPROVED, 0, 30), "today", "The approved campaign begins."),
        (campaign(DRAFT, -1, 30), "late", "Its first day has passed and the plan is still a draft."),
        (campaign(DRAFT, 10, 30), "fortnight", "It begins then and the plan is still a draft."),
    ],
)
def test_a_campaign_tells_the_step_it_waits_for(found: Campaign, group: str, reason: str) -> None:
    line = agenda.campaign_line(found, TODAY)
    assert line is not None
    assert (line.group, str(line.reason)) == (group, reason)


@pytest.mark.parametrize(
    "found",
    [
        campaign(RUNNING, -1, 15),
        campaign(EVALUATED, -90, -40),
        campaign(DRAFT),
        campaign(DRAFT, -1, 5, template=True),
    ],
)
def test_a_campaign_that_needs_nothing_is_not_told(found: Campaign) -> None:
    assert agenda.campaign_line(found, TODAY) is None


def test_a_plan_waits_for_approval_from_the_day_it_was_submitted() -> None:
    submitted = Campaign(
        id=3, title="Diabetes", state=SUBMITTED, state_since=datetime(2026, 11, 19, 9, tzinfo=UTC), state_by="N."
    )
    line = agenda.campaign_line(submitted, TODAY)
    assert line is not None
    assert (line.group, line.severity, str(line.when), str(line.reason)) == (
        "waiting",
        "note",
        "3 days ago",
        "Plan submitted by N.",
    )


def test_a_plan_that_waits_longer_than_a_week_is_a_warning() -> None:
    old = Campaign(id=3, title="Old", state=SUBMITTED, state_since=datetime(2026, 11, 1, 9, tzinfo=UTC))
    line = agenda.campaign_line(old, TODAY)
    assert line is not None
    assert line.severity == "soon"


def test_an_objective_asks_for_its_result_from_its_deadline_on() -> None:
    past = agenda.objective_line(Objective(id=4, indicator="Knows", deadline=day(-3)), "Flu", TODAY)
    soon = agenda.objective_line(Objective(id=4, indicator="Knows", deadline=day(9)), "Flu", TODAY)
    assert past is not None
    assert soon is not None
    assert [(line.group, line.verb) for line in (past, soon)] == [
        ("late", agenda.ENTER_RESULT),
        ("fortnight", agenda.ENTER_RESULT),
    ]
    assert agenda.objective_line(Objective(id=4, indicator="Knows"), "Flu", TODAY) is None


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (-400, "since 18 October 2025"),
        (-8, "since 14 November"),
        (-7, "7 days ago"),
        (-1, "yesterday"),
        (0, "today"),
        (1, "tomorrow"),
        (2, "in 2 days"),
        (7, "in 7 days"),
        (8, "on 30 November"),
        (60, "on 21 January 2027"),
    ],
)
def test_a_day_is_said_in_words_up_to_a_week_and_named_beyond(ahead: int, said: str) -> None:
    assert locale("en").say(agenda.when_said(day(ahead), TODAY)) == said


def test_lines_are_grouped_with_the_oldest_first_and_every_group_is_there() -> None:
    lines = [
        line
        for ident, (start, end) in enumerate([(-9, -2), (-9, -6), (3, 4)], start=1)
        if (line := agenda.activity_line(activity(UNDER_WAY, start, end), f"{ident}", TODAY))
    ]
    found = agenda.agenda(TODAY, lines, {agenda.WAITING: 12})
    assert [group.key for group in found.groups] == ["late", "today", "waiting", "week", "fortnight"]
    assert [line.day for line in found.group("late").lines] == [day(-6), day(-2)]
    assert (found.group("waiting").count, found.group("waiting").has_more) == (12, True)
    assert not found.is_empty
    assert agenda.agenda(TODAY, []).is_empty
