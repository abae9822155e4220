"""Looking back at an incident or a drill: delays, what was never done, lessons, tasks, a new version (CRI-10)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.incident_log import Fault, LogLine
from hospcomms.domain.incidents import (
    REACHED,
    REVIEWED,
    RUNNING,
    STOOD_DOWN,
    Incident,
    IncidentCall,
    IncidentNotice,
    IncidentStep,
    ReviewLesson,
    Rumour,
    SituationReport,
    Statement,
)
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.scenarios import STAND_DOWN
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records
from hospcomms.services.incident_log import act, done, fault_of, in_line
from hospcomms.services.incidents import is_in_force
from hospcomms.services.scenarios import version_records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

LESSON, TAKE, FINISH = N_("Lesson learned"), N_("Take the lessons into the scenario"), N_("Finish the review")


@dataclass(frozen=True)
class StepDelay:
    """A step and how many minutes after its hour it was done (negative: before it); None when it never was."""

    step: IncidentStep
    minutes: int | None

    @property
    def is_late(self) -> bool:
        """True when it was done after its hour."""
        return self.minutes is not None and self.minutes > 0


@dataclass(frozen=True)
class Review:
    """What the records say of an incident. Minutes count from activation; None when it never happened.

    ``steps`` are those that had an hour and were not set aside; ``notices_on_time`` and ``reports_on_time`` are of
    ``notices`` and ``reports``. A step or notice whose hour would have come only after the stand-down counts when it
    was done all the same, and else not at all.
    """

    incident: Incident
    lines: tuple[LogLine, ...]
    fault: Fault | None
    steps: tuple[StepDelay, ...]
    set_aside: tuple[IncidentStep, ...]
    statements: tuple[Statement, ...]
    calls: int
    calls_reached: int
    calls_tried: int
    notices: tuple[IncidentNotice, ...]
    notices_on_time: int
    notices_told: int
    rumours: tuple[Rumour, ...]
    reports: tuple[SituationReport, ...]
    reports_on_time: int
    lessons: tuple[ReviewLesson, ...]
    minutes_to_first_statement: int | None
    minutes_to_first_approval: int | None
    minutes_to_staff: int | None
    duration_minutes: int | None

    @property
    def done(self) -> tuple[StepDelay, ...]:
        """The steps that were done."""
        return tuple(one for one in self.steps if one.minutes is not None)

    @property
    def late(self) -> tuple[StepDelay, ...]:
        """The steps that were done after their hour, the longest delay first."""
        return tuple(sorted((one for one in self.steps if one.is_late), key=lambda one: -(one.minutes or 0)))

    @property
    def never_done(self) -> tuple[IncidentStep, ...]:
        """The steps that were neither done nor set aside."""
        return tuple(one.step for one in self.steps if one.minutes is None)

    @property
    def median_delay(self) -> float | None:
        """The middle one of the delays of all steps that were done, in minutes."""
        delays = [one.minutes for one in self.steps if one.minutes is not None]
        return float(median(delays)) if delays else None


def review(office: Office, incident: int) -> Review:
    """All figures of the review. Raises Missing."""
    found = records.get(office, Incident, incident)
    steps: list[IncidentStep] = records.parts(office, IncidentStep, incident)
    statements: list[Statement] = records.parts(office, Statement, incident)
    calls: list[IncidentCall] = records.parts(office, IncidentCall, incident)
    notices = [
        one
        for one in records.parts(office, IncidentNotice, incident)
        if is_in_force(found.level, one) and (one.told_at or _came(found, one.due_at))
    ]
    reports: list[SituationReport] = records.parts(office, SituationReport, incident)
    approvals = [one.approved_at for one in statements if one.approved_at]
    return Review(
        incident=found,
        lines=tuple(office.store.log_lines(incident)),
        fault=fault_of(office, found),
        steps=tuple(StepDelay(one, _delay(one)) for one in steps if _is_counted(found, one)),
        set_aside=tuple(one for one in steps if one.not_needed),
        statements=tuple(statements),
        calls=len(calls),
        calls_reached=sum(one.outcome == REACHED for one in calls),
        calls_tried=sum(one.called_at is not None for one in calls),
        notices=tuple(notices),
        notices_on_time=sum(_in_time(one.told_at, one.due_at) for one in notices),
        notices_told=sum(one.told_at is not None for one in notices),
        rumours=tuple(records.find(office, Query(Rumour).where("incident", Op.IS, incident))),
        reports=tuple(reports),
        reports_on_time=_reports_on_time(reports),
        lessons=tuple(lessons(office, incident)),
        minutes_to_first_statement=_since_start(found, found.first_statement_at),
        minutes_to_first_approval=_since_start(found, min(approvals, default=None)),
        minutes_to_staff=_since_start(found, found.staff_told_at),
        duration_minutes=_since_start(found, found.ended_at),
    )


def _is_counted(incident: Incident, step: IncidentStep) -> bool:
    if step.due_at is None or step.not_needed:
        return False
    return step.done_at is not None or step.phase == STAND_DOWN or _came(incident, step.due_at)


def _came(incident: Incident, due: datetime | None) -> bool:
    """True when an hour came before the stand-down."""
    return due is None or incident.ended_at is None or due <= incident.ended_at


def _delay(step: IncidentStep) -> int | None:
    if step.done_at is None or step.due_at is None:
        return None
    return (step.done_at - step.due_at) // timedelta(minutes=1)


def _in_time(at: datetime | None, due: datetime | None) -> bool:
    return at is not None and (due is None or at <= due)


def _reports_on_time(reports: list[SituationReport]) -> int:
    """Reports issued by the hour the one before promised; the first one promised nothing and counts as on time."""
    promised: datetime | None = None
    count = 0
    for report in reports:
        count += _in_time(report.issued_at, promised)
        promised = report.next_due
    return count


def _since_start(incident: Incident, at: datetime | None) -> int | None:
    if at is None or incident.started_at is None:
        return None
    return (at - incident.started_at) // timedelta(minutes=1)


def lessons(office: Office, incident: int) -> list[ReviewLesson]:
    """The lessons of an incident in the order in which they were written."""
    return records.parts(office, ReviewLesson, incident)


def tasks(office: Office) -> list[ReviewLesson]:
    """The tasks of all reviews that are not done, the first due first."""
    asked = Query(ReviewLesson).where("task", Op.FILLED).where("done_on", Op.EMPTY)
    return records.find(office, replace(asked, sort=(Sort("due_on"),)))


def keep_lesson(office: Office, lesson: ReviewLesson) -> Commit:
    """Keep a lesson and its task, new or changed. Raises Invalid."""
    with act(office, lesson.incident, LESSON) as made:
        is_new = lesson.id == 0
        kept = made.save(lesson)
        if is_new:
            made.say("note", sentence("Lesson learned: {lesson}", lesson=kept.lesson))
    return done(made)


def take_into_version(office: Office, incident: int) -> Commit:
    """Give the scenario a new version with the lessons that are in none yet. Raises Refusal when there are none."""
    with act(office, incident, TAKE) as made:
        found = made.incident
        fresh = [one for one in made.change.parts(ReviewLesson, incident) if one.in_version is None]
        if not fresh or not found.scenario:
            raise Refusal("nothing", sentence("No lesson waits to be taken into the scenario. Write one first."))
        reason = " ".join(one.lesson for one in fresh)[:1000]
        scenario, entry = version_records(office, found.scenario, reason, incident, after_drill=found.is_drill)
        kept = made.change.save(scenario)
        made.change.save(entry)
        version = getattr(kept, "version", None)
        for one in fresh:
            made.save(replace(one, in_version=version))
        made.say("note", sentence("The lessons were taken into version {n} of the scenario.", n=version))
    return done(made)


def finish(office: Office, incident: int, by: str) -> Commit:
    """Close the review, by name. Raises Refusal while the incident runs, Invalid without a name."""
    with act(office, incident, FINISH) as made:
        if made.incident.state == RUNNING:
            raise Refusal("running", sentence("This incident still runs. Stand it down first."))
        if made.incident.state != STOOD_DOWN:
            raise Refusal("over", sentence("This incident was reviewed already."))
        if not by.strip():
            raise Invalid([Problem("reviewed_by", sentence("Enter the name of the person who led the review."))])
        today = made.at.astimezone().date()
        made.save(replace(made.incident, state=REVIEWED, reviewed_by=in_line(by)[:200], reviewed_on=today))
        made.say("note", sentence("The review was finished by {by}.", by=in_line(by)))
    return done(made)


def drills(office: Office) -> list[Review]:
    """The reviews of all drills that are over, the oldest first, to be compared over time."""
    asked = Query(Incident).where("is_drill", Op.IS, True).where("state", Op.AMONG, (STOOD_DOWN, REVIEWED))
    found = records.find(office, replace(asked, sort=(Sort("started_at"),)))
    return [review(office, one.id) for one in found]
