"""What belongs to an incident is changed only by its verbs; every other way is refused and writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import Texts
from hospcomms.domain.incidents import (
    Incident,
    IncidentCall,
    IncidentNotice,
    IncidentRole,
    IncidentStep,
    PublicFact,
    ReviewLesson,
    Rumour,
    SituationReport,
    Statement,
)
from hospcomms.domain.monitoring import Issue
from hospcomms.domain.press import Person
from hospcomms.domain.query import Query
from hospcomms.services import incident_acts, incident_log, incidents, merging, records, situation_reports, statements
from hospcomms.services.office import Office
from hospcomms.services.statement_mail import write_statement_draft
from tests.services.crisis_stage import CHIEF, PRESS, START, Stage, stage, written


@pytest.fixture
def ready(tmp_path: Path) -> Iterator[Stage]:
    made = stage(tmp_path / "office")
    yield made
    made.office.close()


def filled(ready: Stage) -> int:
    """An incident that runs, with a part of every kind."""
    office, ident = ready.office, ready.start()
    incident_acts.note_fact(office, ident, PublicFact(incident=ident, what="الطابق خال"))
    incident_acts.note_rumour(office, ident, Rumour(claim="ضحايا"))
    report = replace(situation_reports.begin(office, ident), situation="تحت السيطرة")
    situation_reports.issue(office, report)
    return ident


Edit = Callable[[Any], Any]
EDITS: dict[type[Any], Edit] = {
    Incident: lambda one: replace(one, title="آخر"),
    IncidentRole: lambda one: replace(one, holder="آخر"),
    IncidentStep: lambda one: replace(one, done_at=START),
    IncidentNotice: lambda one: replace(one, told_at=START),
    IncidentCall: lambda one: replace(one, outcome="reached"),
    Statement: lambda one: replace(one, state="released"),
    PublicFact: lambda one: replace(one, what="آخر"),
    SituationReport: lambda one: replace(one, serial=7.0),
    Rumour: lambda one: replace(one, claim="آخر"),
}


def of(ready: Stage, kind: type[Any], ident: int) -> Any:
    if kind is Incident:
        return ready.incident(ident)
    return next(one for one in records.find(ready.office, Query(kind)) if one.incident == ident)


WAYS: dict[str, Callable[[Office, Any], object]] = {
    "save": lambda office, one: records.save(office, EDITS[type(one)](one)),
    "add": lambda office, one: records.save(office, replace(one, id=0, revision=0)),
    "remove": lambda office, one: records.remove(office, type(one), [one.id]),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", EDITS)
def test_no_way_but_the_verbs_changes_what_belongs_to_an_incident(ready: Stage, kind: type[Any], way: str) -> None:
    ident = filled(ready)
    before, count = of(ready, kind, ident), records.count(ready.office, Query(kind))
    with pytest.raises(Refusal) as refused:
        WAYS[way](ready.office, before)
    assert refused.value.kind in ("log", "running")
    assert of(ready, kind, ident).revision == before.revision
    assert records.count(ready.office, Query(kind)) == count


def test_an_edit_of_several_is_refused_too(ready: Stage) -> None:
    filled(ready)
    found = records.ids(ready.office, Query(IncidentStep))
    with pytest.raises(Refusal) as refused:
        records.bulk_edit(ready.office, IncidentStep, list(found), {"phase": "intermediate"})
    assert refused.value.kind == "log"


def test_a_part_is_not_moved_to_another_incident(ready: Stage) -> None:
    first, second = filled(ready), ready.start(drill=True)
    with pytest.raises(Refusal):
        records.save(ready.office, replace(of(ready, Statement, first), incident=second))


def test_an_incident_that_is_over_goes_to_the_bin_with_its_parts_and_comes_back(ready: Stage) -> None:
    ident = filled(ready)
    incidents.stand_down(ready.office, ident, "انتهى")
    records.remove(ready.office, Incident, [ident])
    assert records.parts(ready.office, IncidentStep, ident) == []
    records.undo(ready.office)
    assert records.parts(ready.office, IncidentStep, ident)
    records.remove(ready.office, Incident, [ident])
    records.recover(ready.office, Incident, [ident])
    assert records.parts(ready.office, Statement, ident)
    assert incident_log.verify(ready.office, ident) is None


def test_the_lessons_of_the_review_are_records_like_any_other(ready: Stage) -> None:
    ident = ready.start()
    incidents.stand_down(ready.office, ident, "انتهى")
    kept = records.save(ready.office, ReviewLesson(incident=ident, lesson="الهاتف")).saved(ReviewLesson)
    records.remove(ready.office, ReviewLesson, [kept.id])
    assert records.parts(ready.office, ReviewLesson, ident) == []


def test_contacts_are_merged_while_an_incident_runs(ready: Stage) -> None:
    ident = ready.start()
    called = next(one for one in records.parts(ready.office, IncidentCall, ident) if one.name == PRESS[0])
    double = records.get(ready.office, Person, called.person)
    keep = records.save(ready.office, Person(name=PRESS[0], phone=double.phone)).saved(Person)
    merging.merge(ready.office, keep, double)
    assert records.get(ready.office, IncidentCall, called.id).person == keep.id


def test_a_rumour_typed_in_its_room_is_told_in_the_log_of_its_incident(ready: Stage) -> None:
    ident = ready.start()
    count = len(incident_log.lines(ready.office, ident))
    outside = incident_acts.keep_rumour(ready.office, Rumour(claim="إضراب", seen_at=START)).saved(Rumour)
    assert len(incident_log.lines(ready.office, ident)) == count
    joined = incident_acts.keep_rumour(ready.office, replace(outside, incident=ident)).saved(Rumour)
    assert "إضراب" in incident_log.lines(ready.office, ident)[-1].words
    incident_acts.keep_rumour(ready.office, replace(joined, verified="false", answer="لا إضراب"))
    assert "لا إضراب" in incident_log.lines(ready.office, ident)[-1].words
    with pytest.raises(Refusal):
        records.undo(ready.office)  # it would take away what the log tells of


def test_a_rumour_of_an_incident_is_joined_to_an_issue(ready: Stage) -> None:
    ident = filled(ready)
    issue = records.save(ready.office, Issue(title="مسألة", opened_on=START.date(), owner="ن")).saved(Issue)
    records.save(ready.office, replace(of(ready, Rumour, ident), issue=issue.id))
    assert of(ready, Rumour, ident).issue == issue.id


def approved(ready: Stage, ident: int) -> Statement:
    first = records.parts(ready.office, Statement, ident)[0]
    kept = statements.save(ready.office, written(first)).saved(Statement)
    return statements.approve(ready.office, kept, CHIEF).saved(Statement)


def test_words_changed_after_the_approval_do_not_go_out_unsaved(ready: Stage) -> None:
    ident = ready.start()
    found = approved(ready, ident)
    incidents.tell_staff(ready.office, ident, "مكبر الصوت")
    with pytest.raises(Invalid):
        statements.release(ready.office, replace(found, facts=Texts(ar="غيره")), ["هاتف"])
    assert records.get(ready.office, Statement, found.id) == found


def test_what_a_caller_says_of_the_state_counts_for_nothing(ready: Stage) -> None:
    ident = ready.start()
    incidents.tell_staff(ready.office, ident, "مكبر الصوت")
    draft = statements.save(ready.office, written(records.parts(ready.office, Statement, ident)[0])).saved(Statement)
    with pytest.raises(Invalid):
        statements.release(ready.office, replace(draft, state="approved", approved_by="x", approved_at=START), ["هاتف"])
    out = statements.release(ready.office, statements.approve(ready.office, draft, CHIEF).saved(Statement), ["هاتف"])
    released = out.saved(Statement)
    with pytest.raises(Invalid):
        statements.approve(ready.office, replace(released, state="draft", facts=Texts(ar="غيره")), CHIEF)
    assert records.get(ready.office, Statement, draft.id) == released


def test_the_answer_about_the_staff_is_part_of_what_is_approved(ready: Stage) -> None:
    found = approved(ready, ready.start())
    kept = statements.save(ready.office, replace(found, staff_first="no", staff_reason="لا وقت")).saved(Statement)
    assert kept.state == "draft"


def test_a_letter_to_the_press_waits_until_the_staff_were_told(ready: Stage, tmp_path: Path) -> None:
    ident = ready.start()
    found = approved(ready, ident)
    with pytest.raises(Invalid):
        write_statement_draft(ready.office, found, folder=tmp_path)
    assert list(tmp_path.glob("*.eml")) == []
    incidents.tell_staff(ready.office, ident, "مكبر الصوت")
    assert write_statement_draft(ready.office, found, folder=tmp_path).exists()
