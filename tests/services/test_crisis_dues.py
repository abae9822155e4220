"""What the crisis plan puts on the first page, and that drills stay out of every figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.incidents import ReviewLesson
from hospcomms.domain.press import Interaction, Person
from hospcomms.domain.query import Query
from hospcomms.domain.scenarios import Risk, Scenario
from hospcomms.services import after_action, home, incident_acts, incidents, records, scenarios
from hospcomms.services.crisis_dues import dues
from hospcomms.services.incident_desk import desk
from tests.services.crisis_stage import Stage, stage


@pytest.fixture
def ready(tmp_path: Path) -> Iterator[Stage]:
    made = stage(tmp_path / "office")
    yield made
    made.office.close()


def said(ready: Stage) -> list[tuple[str, str, str]]:
    return [(line.record.key, line.group, str(line.reason)) for line in dues(ready.office)]


def test_nothing_is_due_in_a_fresh_plan(ready: Stage) -> None:
    assert said(ready) == []


def test_what_runs_stands_first_its_late_update_is_said_and_drills_are_left_out(ready: Stage) -> None:
    ready.start()
    ready.start(drill=True)
    assert said(ready) == [("incident", "late", "An incident runs.")]
    ready.clock.wait(61)
    assert all("next update" in reason for _, _, reason in said(ready))
    assert [line.reason for line in home.agenda(ready.office).group("late").lines if line.record.key == "incident"]


@pytest.mark.parametrize("field", ["drill_on", "review_on"])
@pytest.mark.parametrize(("days", "group"), [(-1, "late"), (0, "today"), (5, "week"), (12, "fortnight"), (20, "")])
def test_drills_and_reviews_of_a_scenario_come_due(ready: Stage, field: str, days: int, group: str) -> None:
    scenario = records.get(ready.office, Scenario, ready.scenario)
    day = ready.office.today + timedelta(days=days)
    records.save(ready.office, replace(scenario, **{field: day}))  # type: ignore[arg-type]
    assert [(key, found) for key, found, _ in said(ready)] == ([("scenario", group)] if group else [])


def test_a_pack_is_to_be_printed_again_when_a_number_on_it_changed(ready: Stage) -> None:
    scenarios.note_printed(ready.office, ready.scenario)
    assert said(ready) == []
    chief = records.find(ready.office, Query(Colleague))[0]
    records.save(ready.office, replace(chief, phone="0777777777"))
    assert [(key, group) for key, group, _ in said(ready)] == [("scenario", "today")]


def test_a_review_is_due_three_days_after_the_stand_down_and_then_its_tasks(ready: Stage) -> None:
    ident = ready.start()
    incidents.stand_down(ready.office, ident, "انتهى")
    assert [(key, group) for key, group, _ in said(ready)] == [("incident", "week")]
    owner = records.find(ready.office, Query(Colleague))[0].id
    due = ready.office.today - timedelta(days=2)
    after_action.keep_lesson(
        ready.office, ReviewLesson(incident=ident, lesson="درس", task="مهمة", owner=owner, due_on=due)
    )
    after_action.finish(ready.office, ident, "المدير")
    assert [(key, group) for key, group, _ in said(ready)] == [("review_lesson", "late")]


def test_a_risk_to_be_looked_at_again_is_named(ready: Stage) -> None:
    records.save(ready.office, Risk(title="حريق", review_on=ready.office.today))
    assert [(key, group) for key, group, _ in said(ready)] == [("risk", "today")]


def test_a_drill_changes_no_figure_of_the_press(ready: Stage) -> None:
    before = [person.last_contact for person in records.find(ready.office, Query(Person))]
    ident = ready.start(drill=True)
    for call in desk(ready.office, ident).calls:
        incident_acts.call(ready.office, call.id, "reached", "ن")
    assert [person.last_contact for person in records.find(ready.office, Query(Person))] == before
    assert records.count(ready.office, Query(Interaction)) == 0
