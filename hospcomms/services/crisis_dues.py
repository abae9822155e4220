"""What the crisis plan asks for on the first page: what runs, drills and reviews due, packs to print again, tasks.

A drill that runs is left out, as drills are of every count; its review and its tasks are work like any other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hospcomms.domain.agenda import LATE, OPEN, REVIEW, TODAY, Line, group_of, when_said
from hospcomms.domain.incidents import STOOD_DOWN, Incident, ReviewLesson
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.scenarios import Risk, Scenario
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import records
from hospcomms.services.incidents import running
from hospcomms.services.scenarios import is_pack_stale

if TYPE_CHECKING:
    from hospcomms.services.office import Office

AHEAD = timedelta(days=14)
REVIEW_WITHIN = timedelta(hours=72)
"""An incident is looked back at within three days of its stand-down (METHODS.md 5.3, a local setting)."""
MOST = 50
PRINT = N_("Print the pack")


def dues(office: Office) -> list[Line]:
    """All of them, as lines of the first page."""
    today = office.today
    makers = (_running, _reviews, _drills, _plans, _packs, _tasks, _risks)
    return [line for maker in makers for line in maker(office, today)]


def home_dues(office: Office, _today: date, _cut: Collection[str]) -> list[Line]:
    """The same, as the first page asks its readers."""
    return dues(office)


def _running(office: Office, today: date) -> Iterator[Line]:
    """Real incidents that run; a drill has its own mark in the window and is in no count."""
    for one in running(office):
        if one.is_drill:
            continue
        due, why = one.next_update_at, sentence("An incident runs.")
        if due is not None and due < office.clock():
            why = sentence("An incident runs. Its next update was due at {at}.", at=due)
        begun = one.started_at.astimezone().date() if one.started_at else today
        yield Line(LATE, "late", Incident, one.id, one.title, why, when_said(begun, today), begun)


def _reviews(office: Office, today: date) -> Iterator[Line]:
    """Incidents that were stood down and are not reviewed."""
    asked = replace(Query(Incident).where("state", Op.IS, STOOD_DOWN), sort=(Sort("started_at", descending=True),))
    for one in records.find(office, asked, MOST):
        if one.ended_at is not None:
            day = (one.ended_at + REVIEW_WITHIN).astimezone().date()
            yield from _due(Incident, one.id, one.title, sentence("Its review is not finished."), day, today, REVIEW)


def _drills(office: Office, today: date) -> Iterator[Line]:
    yield from _scenarios(office, "drill_on", sentence("A drill of this scenario is due."), today)


def _plans(office: Office, today: date) -> Iterator[Line]:
    yield from _scenarios(office, "review_on", sentence("This scenario is to be read again."), today)


def _scenarios(office: Office, field: str, why: Sentence, today: date) -> Iterator[Line]:
    language = office.settings.language
    asked = replace(Query(Scenario).where(field, Op.TO, today + AHEAD), sort=(Sort(field),))
    for one in records.find(office, asked, MOST):
        yield from _due(Scenario, one.id, one.title.best(language), why, getattr(one, field), today)


def _packs(office: Office, today: date) -> Iterator[Line]:
    """Printed packs that are no longer true; one never printed is told by its own page."""
    language = office.settings.language
    why = sentence("Its printed crisis pack is no longer true.")
    for one in records.find(office, Query(Scenario).where("printed_on", Op.FILLED), MOST):
        if is_pack_stale(office, one.id):
            yield Line(
                TODAY, "soon", Scenario, one.id, one.title.best(language), why, when_said(today, today), today, PRINT
            )


def _tasks(office: Office, today: date) -> Iterator[Line]:
    asked = (
        Query(ReviewLesson).where("task", Op.FILLED).where("done_on", Op.EMPTY).where("due_on", Op.TO, today + AHEAD)
    )
    for one in records.find(office, replace(asked, sort=(Sort("due_on"),)), MOST):
        why = sentence("Task of an after-action review.")
        yield from _due(ReviewLesson, one.id, one.task, why, one.due_on, today)


def _risks(office: Office, today: date) -> Iterator[Line]:
    asked = replace(Query(Risk).where("review_on", Op.TO, today + AHEAD), sort=(Sort("review_on"),))
    for one in records.find(office, asked, MOST):
        yield from _due(Risk, one.id, one.title, sentence("This risk is to be looked at again."), one.review_on, today)


def _due(
    kind: type[Incident | Scenario | ReviewLesson | Risk],
    ident: int,
    title: str,
    why: Sentence,
    day: date,
    today: date,
    verb: str = OPEN,
) -> Iterator[Line]:
    group = group_of(day, today)
    if group:
        severity = "late" if group == LATE else "soon"
        yield Line(group, severity, kind, ident, title, why, when_said(day, today), day, verb)
