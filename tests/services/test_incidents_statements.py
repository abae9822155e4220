"""Statements, situation reports and the review: what blocks an approval or a release, and what the figures say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.errors import Invalid, Refusal, Stale
from hospcomms.domain.fields import Texts
from hospcomms.domain.incidents import ReviewLesson, Rumour, SituationReport, Statement
from hospcomms.domain.locale import locale
from hospcomms.domain.query import Op, Query
from hospcomms.domain.scenarios import PARTS, ScenarioStatement, ScenarioVersion
from hospcomms.services import (
    after_action,
    incident_acts,
    incident_log,
    incident_papers,
    incidents,
    records,
    situation_reports,
)
from hospcomms.services import statements as verbs
from hospcomms.services.incident_desk import desk
from hospcomms.services.office import with_settings
from tests.services.crisis_stage import CHIEF, START, Stage, stage, written


@pytest.fixture
def ready(tmp_path: Path) -> Iterator[Stage]:
    made = stage(tmp_path / "office")
    yield made
    made.office.close()


def first(ready: Stage, ident: int) -> Statement:
    return records.parts(ready.office, Statement, ident)[0]


def approved(ready: Stage, ident: int) -> Statement:
    verbs.save(ready.office, written(first(ready, ident)))
    verbs.approve(ready.office, first(ready, ident), CHIEF)
    return first(ready, ident)


EMPTY: dict[str, Any] = {name: Texts() for name in PARTS}
Change = Callable[[Statement], Statement]
WRONG: dict[str, tuple[Change, str]] = {
    "a blank in one language only": (lambda one: replace(one, facts=Texts(ar="نص", fr="à [heure]", en="x")), "facts"),
    "nothing written": (lambda one: replace(one, **EMPTY), "empathy"),
    "the staff not thought of": (lambda one: replace(one, staff_first=""), "staff_first"),
    "no reason why not the staff": (lambda one: replace(one, staff_first="no", staff_reason=""), "staff_reason"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_missing_blocks_the_approval_and_is_named(ready: Stage, case: str) -> None:
    ident = ready.start()
    change, field = WRONG[case]
    statement = change(written(first(ready, ident)))
    assert [problem.field for problem in verbs.missing_for_approval(ready.office, statement)] == [field]
    with pytest.raises(Invalid):
        verbs.approve(ready.office, statement, CHIEF)
    assert first(ready, ident).state == "draft"


def test_blanks_are_counted_and_the_first_is_named(ready: Stage) -> None:
    statement = first(ready, ready.start())
    about = [one for one in verbs.missing_for_approval(ready.office, statement) if one.field in PARTS]
    (said,) = [str(one.message) for one in about]
    assert f"blanks are left ({len(statement.blanks())})." in said
    assert said.endswith("starting with: [الساعة].")


def test_the_first_blank_is_the_one_the_desk_goes_to_one_language_after_another(ready: Stage) -> None:
    words = Texts(ar="نص", fr="à [heure]", en="x")
    statement = replace(written(first(ready, ready.start())), facts=words, process=replace(words, ar="[المكان]"))
    (problem,) = verbs.missing_for_approval(ready.office, statement)
    assert problem.field == "process"
    assert "(3)" in str(problem.message)
    assert "starting with: [المكان]." in str(problem.message)


def test_the_hospital_is_named_in_statements_when_it_has_a_name(ready: Stage) -> None:
    template = records.find(ready.office, Query(ScenarioStatement).where("scenario", Op.IS, ready.scenario))[0]
    assert "[اسم المؤسسة]" in first(ready, ready.start()).facts.ar  # no name is set yet
    hospital = Texts(ar="مستشفى عيّنة", fr="EPH Exemple")
    ready.office = with_settings(ready.office, replace(ready.office.settings, hospital=hospital))
    ident = ready.start()
    verbs.begin(ready.office, ident, template.id)
    copied, *_, begun = records.parts(ready.office, Statement, ident)
    assert copied.facts == begun.facts
    assert "بمستشفى عيّنة." in copied.facts.ar
    assert "à l’EPH Exemple" in copied.facts.fr
    assert "at مستشفى عيّنة." in copied.facts.en
    assert "[اسم المؤسسة]" in template.facts.ar  # the scenario stays as it is


def test_an_approval_has_a_name_an_hour_and_its_minutes(ready: Stage) -> None:
    ident = ready.start()
    ready.clock.wait(41)
    with pytest.raises(Invalid):
        verbs.approve(ready.office, written(first(ready, ident)), "  ")
    found = approved(ready, ident)
    assert (found.approved_by, found.approved_at) == (CHIEF, START + timedelta(minutes=41))
    assert verbs.minutes_to_approval(found) == found.approval_minutes == 41
    assert CHIEF in incident_log.lines(ready.office, ident)[-1].words


def test_nothing_goes_out_before_the_chief_approved_it(ready: Stage) -> None:
    ident = ready.start()
    verbs.save(ready.office, replace(written(first(ready, ident)), staff_first="no", staff_reason="لا صلة"))
    with pytest.raises(Invalid):
        verbs.release(ready.office, first(ready, ident), ["مطبوع"])
    verbs.approve(ready.office, first(ready, ident), CHIEF)
    verbs.release(ready.office, first(ready, ident), ["مطبوع"])
    assert first(ready, ident).state == "released"


def test_staff_first_holds_a_release_back_until_they_are_told(ready: Stage) -> None:
    ident = ready.start()
    found = approved(ready, ident)
    assert [one.field for one in verbs.missing_for_release(ready.office, found)] == ["staff_first"]
    with pytest.raises(Invalid):
        verbs.release(ready.office, found, ["مطبوع"])
    incidents.tell_staff(ready.office, ident, "نداء في المصالح")
    ready.clock.wait(55)
    verbs.release(ready.office, found, ["مطبوع", "بالبريد"])
    assert ready.incident(ident).first_statement_at == START + timedelta(minutes=55)
    with pytest.raises(Invalid):
        verbs.release(ready.office, first(ready, ident), ["مطبوع"])


def test_a_statement_to_the_staff_tells_them(ready: Stage) -> None:
    ident = ready.start()
    verbs.begin(ready.office, ident)
    own = records.parts(ready.office, Statement, ident)[-1]
    text = Texts(ar="حريق في المخزن، والجميع بخير")
    verbs.save(ready.office, replace(own, audience="staff", facts=text))
    own = records.get(ready.office, Statement, own.id)
    verbs.approve(ready.office, own, CHIEF)
    verbs.release(ready.office, records.get(ready.office, Statement, own.id), ["نداء"])
    found = ready.incident(ident)
    assert (found.staff_told_at, found.first_statement_at) == (START, None)


def test_changing_approved_words_takes_the_approval_back(ready: Stage) -> None:
    ident = ready.start()
    found = approved(ready, ident)
    verbs.save(ready.office, replace(found, facts=Texts(ar="نص آخر")))
    found = first(ready, ident)
    assert (found.state, found.approved_by, found.approved_at) == ("draft", "", None)


def test_saving_what_is_no_word_of_it_keeps_the_approval(ready: Stage) -> None:
    ident = ready.start()
    found = approved(ready, ident)
    verbs.save(ready.office, replace(found, staff_reason="…"))
    assert first(ready, ident).state == "approved"


def test_released_words_never_change(ready: Stage) -> None:
    ident = ready.start()
    found = approved(ready, ident)
    incidents.tell_staff(ready.office, ident, "نداء")
    verbs.release(ready.office, found, ["مطبوع"])
    with pytest.raises(Invalid):
        verbs.save(ready.office, replace(first(ready, ident), facts=Texts(ar="نص آخر")))


def test_a_save_cannot_approve_by_the_back_door(ready: Stage) -> None:
    ident = ready.start()
    verbs.save(ready.office, replace(first(ready, ident), state="released", approved_by="أنا", approved_at=START))
    found = first(ready, ident)
    assert (found.state, found.approved_by) == ("draft", "")


def test_words_saved_elsewhere_meanwhile_are_not_approved_blindly(ready: Stage) -> None:
    ident = ready.start()
    read = first(ready, ident)
    verbs.save(ready.office, written(read))
    with pytest.raises(Stale):
        verbs.approve(ready.office, written(read), CHIEF)


def test_a_statement_begins_from_a_template_or_empty(ready: Stage) -> None:
    ident = ready.start()
    template = records.parts(ready.office, ScenarioStatement, ready.scenario)[0]
    verbs.begin(ready.office, ident, template.id)
    verbs.begin(ready.office, ident)
    all_of_them = records.parts(ready.office, Statement, ident)
    assert [one.serial for one in all_of_them] == list(range(1, len(all_of_them) + 1))
    assert all_of_them[-2].facts == template.facts
    assert not any(getattr(all_of_them[-1], name).written() for name in PARTS)


def test_reports_are_numbered_and_follow_each_other(ready: Stage) -> None:
    ident = ready.start()
    incident_acts.tick(ready.office, desk(ready.office, ident).steps[0].id)
    incident_acts.note_rumour(ready.office, ident, Rumour(claim="وفاة طفل"))
    ready.clock.wait(120)
    report = situation_reports.begin(ready.office, ident)
    assert (report.id, report.serial, report.since, report.until) == (0, 1, START, START + timedelta(minutes=120))
    assert report.next_due == START + timedelta(minutes=300)
    assert "وفاة طفل" in report.media
    assert len(report.done.splitlines()) == 1
    assert report.coming
    situation_reports.issue(ready.office, replace(report, situation="تحت السيطرة"))
    assert ready.incident(ident).next_update_at == report.next_due
    ready.clock.wait(60)
    second = situation_reports.begin(ready.office, ident)
    assert (second.serial, second.since, second.situation) == (2, report.until, "تحت السيطرة")
    situation_reports.issue(ready.office, second)
    issued: list[SituationReport] = records.parts(ready.office, SituationReport, ident)
    assert [(one.serial, one.issued_by) for one in issued] == [(1, "ن. عيّنة"), (2, "ن. عيّنة")]
    with pytest.raises(Invalid):
        situation_reports.issue(ready.office, issued[0])


def test_a_report_without_a_situation_is_refused(ready: Stage) -> None:
    ident = ready.start()
    with pytest.raises(Invalid):
        situation_reports.issue(ready.office, situation_reports.begin(ready.office, ident))
    assert len(incident_log.lines(ready.office, ident)) == 1


def reviewed(ready: Stage, *, drill: bool = False) -> int:
    """An incident with one step in time, one late, one never, one aside; one statement and two calls."""
    ident = ready.start(drill=drill)
    steps = sorted(desk(ready.office, ident).steps, key=lambda one: one.minutes or 0)
    incident_acts.tick(ready.office, steps[0].id)
    incident_acts.set_aside(ready.office, steps[1].id, "لا حاجة")
    calls = desk(ready.office, ident).calls
    incident_acts.call(ready.office, calls[0].id, "reached")
    incident_acts.call(ready.office, calls[1].id, "no_answer")
    incident_acts.tell(ready.office, desk(ready.office, ident).notices[0].id)
    ready.clock.wait(30)
    incident_acts.tick(ready.office, steps[2].id)
    incidents.tell_staff(ready.office, ident, "نداء")
    ready.clock.wait(12)
    found = approved(ready, ident)
    ready.clock.wait(8)
    verbs.release(ready.office, found, ["مطبوع"])
    ready.clock.wait(250)
    incidents.stand_down(ready.office, ident, "انتهى")
    return ident


def test_the_review_says_what_was_late_and_what_was_never_done(ready: Stage) -> None:
    ident = reviewed(ready)
    found = after_action.review(ready.office, ident)
    assert (found.calls, found.calls_reached, found.calls_tried) == (2, 1, 2)
    assert (found.minutes_to_staff, found.minutes_to_first_approval) == (30, 42)
    assert (found.minutes_to_first_statement, found.duration_minutes) == (50, 300)
    assert (len(found.done), len(found.set_aside)) == (2, 1)
    assert len(found.late) == 1
    assert found.late[0].minutes == 30 - int(found.late[0].step.minutes or 0)
    assert len(found.never_done) == len(found.steps) - 2
    assert (found.notices_told, found.notices_on_time) == (1, 1)
    assert found.fault is None


def test_what_was_due_only_after_the_stand_down_is_not_called_undone(ready: Stage) -> None:
    ident = reviewed(ready)
    found = after_action.review(ready.office, ident)
    ended = found.incident.ended_at
    assert ended is not None
    later = [step for step in desk(ready.office, ident).steps if step.due_at and step.due_at > ended]
    assert {step.phase for step in later} > {"stand_down"}
    counted = {one.step.id for one in found.steps}
    assert {step.phase for step in later if step.id in counted} == {"stand_down"}
    assert all(one.due_at is None or one.due_at <= ended or one.told_at for one in found.notices)


def test_lessons_become_tasks_and_a_new_version_of_the_scenario(ready: Stage) -> None:
    ident = reviewed(ready, drill=True)
    owner = records.find(ready.office, Query(Colleague))[0].id
    due = ready.office.today + timedelta(days=10)
    lesson = ReviewLesson(incident=ident, lesson="الرقم تغير", task="مراجعة الأرقام", owner=owner, due_on=due)
    after_action.keep_lesson(ready.office, lesson)
    assert [one.task for one in after_action.tasks(ready.office)] == ["مراجعة الأرقام"]
    after_action.take_into_version(ready.office, ident)
    versions: list[ScenarioVersion] = records.parts(ready.office, ScenarioVersion, ready.scenario)
    assert [(one.serial, one.after_drill, one.incident) for one in versions] == [(2, True, ident), (1, False, 0)]
    assert after_action.lessons(ready.office, ident)[0].in_version == 2
    with pytest.raises(Refusal):
        after_action.take_into_version(ready.office, ident)
    with pytest.raises(Invalid):
        after_action.finish(ready.office, ident, "")
    after_action.finish(ready.office, ident, CHIEF)
    assert (ready.incident(ident).state, ready.incident(ident).reviewed_by) == ("reviewed", CHIEF)
    with pytest.raises(Refusal):
        after_action.finish(ready.office, ident, CHIEF)


def test_a_running_incident_is_not_reviewed(ready: Stage) -> None:
    with pytest.raises(Refusal):
        after_action.finish(ready.office, ready.start(), CHIEF)


def test_drills_are_compared_over_time_without_real_incidents(ready: Stage) -> None:
    drills = [reviewed(ready, drill=True)]
    reviewed(ready)
    drills.append(reviewed(ready, drill=True))
    ready.start(drill=True)
    assert [one.incident.id for one in after_action.drills(ready.office)] == drills


def test_a_report_tells_the_level_and_the_phase_of_its_hour(ready: Stage) -> None:
    ident = ready.start(level="1")

    def issued() -> SituationReport:
        ready.clock.wait(10)
        situation_reports.issue(ready.office, replace(situation_reports.begin(ready.office, ident), situation="وضع"))
        ready.clock.wait(10)
        return records.parts(ready.office, SituationReport, ident)[-1]

    def told(report: SituationReport) -> tuple[str, str]:
        found = situation_reports.incident_as_told(ready.office, report)
        return found.level, found.phase

    before = issued()
    incidents.set_level(ready.office, ident, "2")
    between = issued()
    incidents.set_phase(ready.office, ident, "intermediate")
    incidents.set_level(ready.office, ident, "3")
    incidents.stand_down(ready.office, ident, "انتهى")
    after = issued()
    assert [told(one) for one in (before, between, after)] == [
        ("1", "immediate"),
        ("2", "immediate"),
        ("3", "stand_down"),
    ]
    assert told(situation_reports.begin(ready.office, ident)) == ("3", "stand_down")  # a draft tells today's
    paper = str(incident_papers.situation_report(ready.office, between, locale("en")).blocks)
    assert "Level 2" in paper
    assert "Level 3" not in paper
