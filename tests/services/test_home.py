"""The first page reads what presses from a real store, and only that."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from hospcomms.domain.activities import DONE, PLANNED, UNDER_WAY, Activity
from hospcomms.domain.campaigns import APPROVED, CLOSED, DRAFT, RUNNING, SUBMITTED, Campaign
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.press import Interaction, Person
from hospcomms.services import home, press, records, upkeep
from hospcomms.services.office import Office

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def desk(office: Office) -> Office:
    """An office whose clock stands on 22 November 2026."""
    return replace(office, clock=lambda: NOW)


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


def campaign(desk: Office, title: str, state: str = RUNNING, **facts: object) -> int:
    facts = {"start": day(-30), "end": day(60), **facts}
    return records.save(desk, Campaign(title=title, state=state, **facts)).saved(Campaign).id  # type: ignore[arg-type]


def activity(desk: Office, of: int, title: str, start: int, end: int, status: str = PLANNED) -> None:
    records.save(desk, Activity(campaign=of, title=title, start=day(start), end=day(end), status=status))


def titles(desk: Office, group: str) -> list[str]:
    return [line.title for line in home.agenda(desk).group(group).lines]


def test_nothing_waits_in_an_empty_office(desk: Office) -> None:
    assert home.agenda(desk).is_empty
    assert [load.count for load in home.week(desk)] == [0] * 7


def test_every_kind_of_thing_that_presses_is_found(desk: Office) -> None:
    flu = campaign(desk, "Flu")
    activity(desk, flu, "Posters", -9, -4, UNDER_WAY)
    activity(desk, flu, "Radio", -2, 3)
    activity(desk, flu, "Talk", 0, 1)
    activity(desk, flu, "Survey", 5, 6)
    activity(desk, flu, "Report", 12, 13)
    activity(desk, flu, "Far", 40, 41)
    activity(desk, flu, "Finished", -9, -4, DONE)
    campaign(desk, "Old", end=day(-1))
    campaign(desk, "Unstarted", APPROVED, start=day(-2))
    campaign(desk, "Plan", SUBMITTED, state_since=NOW - timedelta(days=3))
    campaign(desk, "Draft", DRAFT, start=day(10))
    assert titles(desk, "late") == ["Posters", "Radio", "Unstarted", "Old"]
    assert titles(desk, "today") == ["Talk"]
    assert titles(desk, "waiting") == ["Plan"]
    assert titles(desk, "week") == ["Survey"]
    assert titles(desk, "fortnight") == ["Draft", "Report"]


def test_activities_of_drafts_templates_and_closed_campaigns_do_not_press(desk: Office) -> None:
    for title, state, template in (("Draft", DRAFT, False), ("Closed", CLOSED, False), ("Kept", RUNNING, True)):
        activity(desk, campaign(desk, title, state, is_template=template, start=day(30)), f"of {title}", -9, -4)
    assert titles(desk, "late") == []


def test_what_is_in_the_bin_does_not_press(desk: Office) -> None:
    flu = campaign(desk, "Flu")
    activity(desk, flu, "Posters", -9, -4)
    records.remove(desk, Campaign, [flu])
    assert home.agenda(desk).is_empty


def test_an_objective_presses_until_a_result_answers_it_even_an_empty_one(desk: Office) -> None:
    flu = campaign(desk, "Flu", CLOSED)
    knows = records.save(desk, Objective(campaign=flu, indicator="Knows", deadline=day(-3))).saved(Objective)
    assert titles(desk, "late") == ["Knows"]
    records.save(desk, Result(campaign=flu, objective=knows.id, indicator="Knows", note="No survey"))
    assert titles(desk, "late") == []


def test_a_next_step_with_the_press_presses_until_it_is_done(desk: Office) -> None:
    who = records.save(desk, Person(name="Amina", phone="0500 10 00 01")).saved(Person)
    for step, ahead in (("Late", -1), ("Now", 0), ("Soon", 6), ("Far", 40)):
        press.log(desk, who, "call", "x", step, day(ahead))
    assert (titles(desk, "late"), titles(desk, "today"), titles(desk, "week")) == (["Late"], ["Now"], ["Soon"])
    late = home.agenda(desk).group("late").lines[0]
    press.finish_step(desk, records.get(desk, Interaction, late.ident))
    assert titles(desk, "late") == []
    records.remove(desk, Person, [who.id])
    assert home.agenda(desk).is_empty


def test_the_number_waiting_is_true_even_when_not_all_are_read(desk: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "LIMIT", 2)
    for number in range(5):
        campaign(desk, f"Plan {number}", SUBMITTED, state_since=NOW)
    waiting = home.agenda(desk).group("waiting")
    assert (len(waiting.lines), waiting.count, waiting.has_more) == (2, 5, True)


def test_the_week_starts_on_the_country_s_first_day_and_knows_its_weekend(desk: Office) -> None:
    flu = campaign(desk, "Flu")
    activity(desk, flu, "Talk", 0, 3)
    activity(desk, flu, "Radio", 3, 3)
    week = home.week(desk)
    assert [load.day.day for load in week] == [22, 23, 24, 25, 26, 27, 28]
    assert [load.count for load in week] == [1, 0, 0, 2, 0, 0, 0]
    assert [load.is_weekend for load in week] == [False] * 5 + [True, True]


def test_public_holidays_ahead_are_those_of_the_country(desk: Office) -> None:
    ahead = home.holidays_ahead(desk)
    assert ahead
    assert all(holiday.day >= TODAY for holiday in ahead)
    assert list(ahead) == sorted(ahead, key=lambda holiday: holiday.day)


def test_the_standing_tells_of_drafts_and_the_last_change(desk: Office) -> None:
    flu = campaign(desk, "Flu")
    records.keep_draft(desk, Campaign, flu, {"title": "Flue"})
    standing = home.standing(desk)
    assert standing.drafts == ((Campaign, flu),)
    assert standing.last_change is not None
    assert (standing.last_change.title, standing.running) == ("Flu", 1)


def test_the_age_of_the_last_backup_presses_after_a_week_and_more_after_two(desk: Office, tmp_path: Path) -> None:
    assert home.standing(desk).backup is None
    upkeep.backup(desk, tmp_path / "copy.hcb")
    assert home.standing(desk).backup == TODAY
    ages = [home.backup_severity(day(-age), TODAY) for age in (0, 7, 8, 14, 15)]
    assert ages == ["done", "done", "soon", "soon", "late"]
    assert home.backup_severity(None, TODAY) == "soon"
