"""An incident from start to stand-down: what is copied, what each turn of it writes, and that nothing can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hospcomms.domain.errors import Invalid, Missing, Refusal
from hospcomms.domain.incidents import (
    IncidentCall,
    IncidentNotice,
    IncidentRole,
    IncidentStep,
    PublicFact,
    Rumour,
)
from hospcomms.domain.press import Interaction, Person
from hospcomms.domain.query import Op, Query
from hospcomms.domain.scenarios import STAND_DOWN, Scenario, ScenarioStep
from hospcomms.services import incident_acts, incident_log, incidents, records
from hospcomms.services.incident_desk import answers, desk, lines_after
from tests.services.crisis_stage import CHIEF, START, Stage, stage


@pytest.fixture
def ready(tmp_path: Path) -> Iterator[Stage]:
    made = stage(tmp_path / "office")
    yield made
    made.office.close()


def words(ready: Stage, incident: int) -> list[str]:
    return [line.words for line in incident_log.lines(ready.office, incident)]


def test_start_copies_the_scenario_and_says_so_in_the_first_line(ready: Stage) -> None:
    ident = ready.start(level="2")
    found = ready.incident(ident)
    assert (found.title, found.level, found.is_drill, found.state) == ("حريق في المستشفى", "2", False, "running")
    assert (found.started_at, found.next_update_at) == (START, START + timedelta(minutes=60))
    assert (found.chief, found.officer, found.scenario_version) == (CHIEF, "ن. عيّنة", 1)
    assert len(found.identity) == 32
    first = incident_log.lines(ready.office, ident)
    assert [(line.kind, line.line, line.elapsed, line.by) for line in first] == [("start", 1, 0, "ن. عيّنة")]
    assert "حريق" in first[0].words


def test_the_call_sheet_leaves_out_who_is_blocked_or_in_the_bin(ready: Stage) -> None:
    calls: list[IncidentCall] = records.parts(ready.office, IncidentCall, ready.start())
    assert [call.name for call in calls] == ["مراد سرابي", "Leïla Palmeron"]
    assert (calls[0].phone, calls[0].phone2, calls[0].outlet) == ("0550000000", "0660000000", "إذاعة القصر")


def test_later_edits_of_the_scenario_do_not_touch_what_runs(ready: Stage) -> None:
    ident = ready.start()
    before = records.parts(ready.office, IncidentStep, ident)
    step: ScenarioStep = records.parts(ready.office, ScenarioStep, ready.scenario)[0]
    records.save(ready.office, replace(step, minutes=99.0))
    records.remove(ready.office, Scenario, [ready.scenario])
    assert records.parts(ready.office, IncidentStep, ident) == before
    assert answers(ready.office, ready.incident(ident)) == []


def test_answers_are_read_from_the_scenario(ready: Stage) -> None:
    assert len(answers(ready.office, ready.incident(ready.start()))) >= 6


def test_a_drill_says_so_in_its_first_line(ready: Stage) -> None:
    ident = ready.start(drill=True)
    assert ready.incident(ident).is_drill
    assert words(ready, ident)[0].startswith(ready.office.settings.locale.text(incidents.DRILL_WORDS))


def test_real_incidents_come_before_drills_and_the_newest_first(ready: Stage) -> None:
    started = []
    for drill in (False, True, False, True):
        started.append(ready.start(drill=drill))
        ready.clock.wait(5)
    assert [one.id for one in incidents.running(ready.office)] == [started[2], started[0], started[3], started[1]]


def test_what_a_crisis_leads_to_is_not_taken_back_under_it(ready: Stage) -> None:
    ready.start()
    kind = ""
    while not kind and records.undoable(ready.office) is not None:
        try:
            records.undo(ready.office)
        except Refusal as refusal:
            kind = refusal.kind
    assert kind == "in-use"
    assert [fault for fault in ready.office.store.faults() if fault.kind == "link"] == []


def test_nothing_of_an_incident_is_offered_to_undo(ready: Stage) -> None:
    before = records.undoable(ready.office)
    ident = ready.start()
    step = records.parts(ready.office, IncidentStep, ident)[0]
    incident_acts.tick(ready.office, step.id, "ن")
    call = records.parts(ready.office, IncidentCall, ident)[0]
    incident_acts.call(ready.office, call.id, "reached", "ن")
    assert records.undoable(ready.office) == before


def test_every_act_tells_the_pages_of_its_incident(ready: Stage) -> None:
    ident = ready.start()
    step = records.parts(ready.office, IncidentStep, ident)[0]
    commit = incident_acts.tick(ready.office, step.id, "ن")
    assert commit.touches(type(ready.incident(ident)), ident)
    assert incident_log.write(ready.office, ident, "سطر").commit.touches(type(ready.incident(ident)), ident)


def test_a_level_or_a_scenario_that_does_not_exist_is_refused(ready: Stage) -> None:
    with pytest.raises(Invalid):
        ready.start(level="4")
    with pytest.raises(Missing):
        incidents.start(ready.office, 999_999, drill=False)
    assert incidents.running(ready.office) == []


@pytest.mark.parametrize(("level", "later"), [("1", "2"), ("1", "3"), ("2", "3")])
def test_raising_the_level_gives_those_it_reaches_their_minutes_from_now(ready: Stage, level: str, later: str) -> None:
    ident = ready.start(level=level)
    before: dict[int, Any] = {one.id: one for one in records.parts(ready.office, IncidentNotice, ident)}
    shown = {one.id for one in desk(ready.office, ident).notices}
    assert shown == {one.id for one in before.values() if one.level <= level}
    ready.clock.wait(45)
    incidents.set_level(ready.office, ident, later)
    for one in records.parts(ready.office, IncidentNotice, ident):
        fresh = level < one.level <= later
        assert one.due_at - before[one.id].due_at == timedelta(minutes=45 if fresh else 0)
    assert {one.id for one in desk(ready.office, ident).notices} == {k for k, v in before.items() if v.level <= later}


def test_lowering_and_raising_again_does_not_move_the_hours_a_second_time(ready: Stage) -> None:
    ident = ready.start(level="1")
    ready.clock.wait(10)
    incidents.set_level(ready.office, ident, "2")
    due = {one.id: one.due_at for one in records.parts(ready.office, IncidentNotice, ident)}
    for level in ("1", "2"):
        ready.clock.wait(10)
        incidents.set_level(ready.office, ident, level)
    assert {one.id: one.due_at for one in records.parts(ready.office, IncidentNotice, ident)} == due


def test_a_tick_keeps_hour_and_initials_and_a_second_one_is_refused(ready: Stage) -> None:
    ident = ready.start()
    step = desk(ready.office, ident).steps[0]
    ready.clock.wait(7)
    incident_acts.tick(ready.office, step.id, "ر.ع")
    done = records.get(ready.office, IncidentStep, step.id)
    assert (done.done_at, done.done_by, done.is_open) == (START + timedelta(minutes=7), "ر.ع", False)
    with pytest.raises(Invalid):
        incident_acts.tick(ready.office, step.id, "ن")
    last = incident_log.lines(ready.office, ident)[-1]
    assert (last.kind, last.by, last.elapsed) == ("step", "ر.ع", 7 * 60_000)


def test_a_step_unticked_is_open_again_and_the_line_names_the_one_it_corrects(ready: Stage) -> None:
    ident = ready.start()
    step = desk(ready.office, ident).steps[0]
    incident_acts.tick(ready.office, step.id)
    incident_acts.untick(ready.office, step.id, "خطوة أخرى")
    assert records.get(ready.office, IncidentStep, step.id).is_open
    last = incident_log.lines(ready.office, ident)[-1]
    assert (last.kind, last.corrects) == ("correction", 2)
    with pytest.raises(Invalid):
        incident_acts.untick(ready.office, step.id, "  ")


def test_a_step_set_aside_is_neither_open_nor_late(ready: Stage) -> None:
    ident = ready.start()
    step = desk(ready.office, ident).steps[0]
    incident_acts.set_aside(ready.office, step.id, "لا مرضى في الطابق")
    ready.clock.wait(1000)
    found = records.get(ready.office, IncidentStep, step.id)
    assert not found.is_open
    assert not found.is_late(ready.clock.now)


def test_the_staff_is_told_when_everybody_of_it_is(ready: Stage) -> None:
    ident = ready.start()
    staff = [one for one in desk(ready.office, ident).notices if one.group == "staff"]
    assert len(staff) >= 2
    for number, notice in enumerate(staff, 1):
        incident_acts.tell(ready.office, notice.id, "ن", "بالهاتف")
        assert (ready.incident(ident).staff_told_at is not None) == (number == len(staff))


def test_telling_somebody_again_keeps_the_first_hour(ready: Stage) -> None:
    ident = ready.start()
    notice = desk(ready.office, ident).notices[0]
    incident_acts.tell(ready.office, notice.id, "ن")
    ready.clock.wait(9)
    incident_acts.tell(ready.office, notice.id, "ر", "لم يفهم أول مرة")
    found = records.get(ready.office, IncidentNotice, notice.id)
    assert (found.told_at, found.told_by, found.note) == (START, "ن", "لم يفهم أول مرة")


def test_a_call_writes_sheet_history_and_log_in_one_change(ready: Stage) -> None:
    ident = ready.start()
    call = desk(ready.office, ident).calls[0]
    commit = incident_acts.call(ready.office, call.id, "reached", "ن", asked="كم عدد المصابين؟")
    assert {type(step.record) for step in commit.steps} >= {IncidentCall, Interaction, Person}
    history: list[Interaction] = records.parts(ready.office, Interaction, call.person)
    assert [(one.way, one.author) for one in history] == [("call", "ن")]
    assert "كم عدد المصابين؟" in history[0].outcome
    assert records.get(ready.office, Person, call.person).last_contact == START.date()
    assert incident_log.lines(ready.office, ident)[-1].kind == "call"


def test_a_second_outcome_corrects_the_first_in_log_and_history(ready: Stage) -> None:
    ident = ready.start()
    call = desk(ready.office, ident).calls[0]
    incident_acts.call(ready.office, call.id, "no_answer", "ن")
    incident_acts.call(ready.office, call.id, "reached", "ن")
    assert len(records.parts(ready.office, Interaction, call.person)) == 2
    last = incident_log.lines(ready.office, ident)[-1]
    assert (last.kind, last.corrects) == ("correction", 2)
    assert records.get(ready.office, IncidentCall, call.id).outcome == "reached"


def test_a_drill_leaves_the_history_of_journalists_alone(ready: Stage) -> None:
    ident = ready.start(drill=True)
    call = desk(ready.office, ident).calls[0]
    incident_acts.call(ready.office, call.id, "reached", "ن")
    assert records.parts(ready.office, Interaction, call.person) == []
    assert incident_log.lines(ready.office, ident)[-1].kind == "call"


@pytest.mark.parametrize("how", ["blocked", "binned"])
def test_somebody_blocked_or_gone_meanwhile_is_called_and_the_log_says_it(ready: Stage, how: str) -> None:
    ident = ready.start()
    call = desk(ready.office, ident).calls[0]
    if how == "blocked":
        person = records.get(ready.office, Person, call.person)
        records.save(ready.office, replace(person, do_not_contact=True))
    else:
        records.remove(ready.office, Person, [call.person])
    incident_acts.call(ready.office, call.id, "reached", "ن")
    assert len(records.find(ready.office, Query(Interaction))) == (1 if how == "blocked" else 0)
    assert len(words(ready, ident)[-1]) > len(call.name) + 30


@pytest.mark.parametrize("outcome", ["to_call", "", "shouted"])
def test_an_outcome_that_is_none_is_refused(ready: Stage, outcome: str) -> None:
    call = desk(ready.office, ready.start()).calls[0]
    with pytest.raises(Invalid):
        incident_acts.call(ready.office, call.id, outcome)


def test_a_rumour_is_noted_and_answered_and_one_outside_an_incident_is_saved_in_its_room(ready: Stage) -> None:
    ident = ready.start()
    incident_acts.note_rumour(ready.office, ident, Rumour(claim="وفاة طفل", channel="فيسبوك"))
    rumour = desk(ready.office, ident).rumours[0]
    assert (rumour.seen_at, desk(ready.office, ident).open_rumours) == (START, 1)
    with pytest.raises(Invalid):
        incident_acts.answer_rumour(ready.office, rumour)
    incident_acts.answer_rumour(ready.office, replace(rumour, verified="false", answer="لا وفيات"))
    assert desk(ready.office, ident).rumours[0].answered_at == START
    outside = records.save(ready.office, Rumour(claim="إضراب", seen_at=START)).saved(Rumour)
    with pytest.raises(Invalid):
        incident_acts.answer_rumour(ready.office, replace(outside, verified="false"))
    assert [one.incident for one in records.find(ready.office, Query(Rumour).where("incident", Op.EMPTY))] == [0]


def test_a_fact_changed_or_dropped_names_the_line_it_stood_in(ready: Stage) -> None:
    ident = ready.start()
    incident_acts.note_fact(ready.office, ident, PublicFact(what="الإخلاء تم"))
    fact = desk(ready.office, ident).facts[0]
    incident_acts.note_fact(ready.office, ident, replace(fact, what="إخلاء طابقين تم"))
    fact = desk(ready.office, ident).facts[0]
    incident_acts.drop_fact(ready.office, fact.id)
    assert desk(ready.office, ident).facts == ()
    lines = incident_log.lines(ready.office, ident)
    assert [(line.kind, line.corrects) for line in lines[1:]] == [("fact", 0), ("correction", 2), ("fact", 3)]


def test_stand_down_gives_its_steps_their_hours_from_then(ready: Stage) -> None:
    ident = ready.start()
    ready.clock.wait(600)
    incidents.stand_down(ready.office, ident, "عاد كل شيء إلى أصله")
    found = ready.incident(ident)
    assert (found.state, found.phase, found.ended_at) == ("stood_down", STAND_DOWN, ready.clock.now)
    assert found.next_update_at is None
    last = [one for one in records.parts(ready.office, IncidentStep, ident) if one.phase == STAND_DOWN]
    assert min(one.due_at for one in last if one.due_at) == ready.clock.now + timedelta(hours=1)
    with pytest.raises(Refusal):
        incidents.stand_down(ready.office, ident, "مرة أخرى")
    turns: tuple[Callable[[], object], ...] = (
        lambda: incidents.set_level(ready.office, ident, "2"),
        lambda: incidents.set_phase(ready.office, ident, "extended"),
        lambda: incidents.set_next_update(ready.office, ident, ready.clock.now + timedelta(hours=1)),
    )
    for turn in turns:
        with pytest.raises(Refusal):
            turn()
    incident_log.log(ready.office, ident, "جمع الأوراق")
    incident_acts.tick(ready.office, last[0].id)
    elapsed = desk(ready.office, ident).elapsed_ms
    ready.clock.wait(50)
    assert desk(ready.office, ident).elapsed_ms == elapsed == 600 * 60_000


def test_the_next_update_and_the_phase_are_set_and_said(ready: Stage) -> None:
    ident = ready.start()
    with pytest.raises(Invalid):
        incidents.set_next_update(ready.office, ident, START)
    incidents.set_next_update(ready.office, ident, START + timedelta(minutes=90))
    assert ready.incident(ident).next_update_at == START + timedelta(minutes=90)
    incidents.set_phase(ready.office, ident, "intermediate")
    assert ready.incident(ident).phase == "intermediate"
    with pytest.raises(Invalid):
        incidents.set_phase(ready.office, ident, STAND_DOWN)
    ready.clock.wait(91)
    assert desk(ready.office, ident).is_update_late


def test_edit_changes_what_may_be_typed_and_nothing_else(ready: Stage) -> None:
    ident = ready.start()
    incidents.edit(ready.office, ident, place="الطابق الأرضي", cluster="preventable")
    assert "الطابق الأرضي" in words(ready, ident)[-1]
    for name in ("state", "identity", "nothing"):
        with pytest.raises(ValueError, match=name):
            incidents.edit(ready.office, ident, **{name: "x"})


@pytest.mark.parametrize(
    ("hours", "due", "late"), [(0, 12, False), (11.9, 12, False), (12.1, 12, True), (30, 12, True), (60, 12, True)]
)
def test_the_level_is_to_be_confirmed_at_twelve_hours_and_so_on(
    ready: Stage, hours: float, due: int, late: bool
) -> None:
    ident = ready.start()
    ready.clock.wait(hours * 60)
    found = desk(ready.office, ident)
    assert found.reassessment_due == START + timedelta(hours=due)
    assert found.is_reassessment_late == late


@pytest.mark.parametrize(("hours", "due"), [(13, 24), (25, 36), (40, 48), (49, None)])
def test_confirming_the_level_moves_the_next_reassessment(ready: Stage, hours: int, due: int | None) -> None:
    ident = ready.start()
    ready.clock.wait(hours * 60)
    incidents.set_level(ready.office, ident, "1")
    expected = None if due is None else START + timedelta(hours=due)
    assert desk(ready.office, ident).reassessment_due == expected


def test_a_new_phase_does_not_stand_for_a_look_at_the_level(ready: Stage) -> None:
    ident = ready.start()
    ready.clock.wait(13 * 60)
    incidents.set_phase(ready.office, ident, "extended", "الليل")
    found = desk(ready.office, ident)
    assert found.reassessment_due == START + timedelta(hours=12)
    assert found.is_reassessment_late


def test_the_desk_has_the_late_ones_first_and_then_the_next_hour(ready: Stage) -> None:
    ident = ready.start()
    ready.clock.wait(35)
    found = desk(ready.office, ident)
    late = [step.is_late(found.now) for step in found.steps]
    assert late == sorted(late, reverse=True)
    assert found.late_steps == sum(late) > 0
    assert found.late_notices > 0
    assert len(found.roles) == len(records.parts(ready.office, IncidentRole, ident))
    assert found.lines == lines_after(ready.office, ident, 0)
    assert desk(ready.office, ident, 1).lines == ()
    assert desk(ready.office, ident, 1).line_count == 1
