"""Enquiries from the question to the answer sent: legal moves only, approvals, patients, figures, earlier answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hospcomms.domain.changes import Commit
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.consents import Consent
from hospcomms.domain.enquiries import (
    ANSWERED,
    APPROVED,
    DECLINED,
    IN_HAND,
    MOVES,
    NEW,
    TO_APPROVE,
    Enquiry,
)
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.press import Interaction, Outlet, Person
from hospcomms.domain.query import Query
from hospcomms.domain.schedule import Span
from hospcomms.services import enquiries, home, records
from hospcomms.services.office import Office
from hospcomms.services.settings import Settings
from tests.hospital import empty

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = date(2026, 11, 22)
OFFICER = "ن. عيّنة"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """An empty office on the day of the tests."""
    found = empty(tmp_path / "desk", Settings(officer=OFFICER, is_ready=True), lambda: NOW)
    yield found
    found.close()


def colleague(office: Office, name: str = "د. سميرة", **facts: Any) -> Colleague:
    values = {"function": "مديرة", "phone": "0500 20 00 01", "speaks": True, **facts}
    return records.save(office, Colleague(name=name, **values)).saved(Colleague)


def person(office: Office, name: str = "نسرين") -> Person:
    return records.save(office, Person(name=name, phone="0500 10 00 01")).saved(Person)


def enquiry(office: Office, **facts: Any) -> Enquiry:
    """A saved question, received an hour ago."""
    values = {
        "title": "انتظار",
        "question": "كم مدة الانتظار؟",
        "asker": "" if facts.get("person") else "صحفي",
        "received_at": NOW - timedelta(hours=1),
        "owner": OFFICER,
        **facts,
    }
    return records.save(office, Enquiry(**values)).saved(Enquiry)


def done(commit: Commit) -> Enquiry:
    return commit.saved(Enquiry)


def ready(office: Office, **facts: Any) -> Enquiry:
    """A question with its answer, spokesperson and approver."""
    speaker, approver = colleague(office), colleague(office, "المدير العام")
    return enquiry(office, answer="ساعتان.", spokesperson=speaker.id, approver=approver.id, **facts)


def brought(office: Office, state: str, **facts: Any) -> Enquiry:
    """A question brought to a state by its verbs."""
    found = ready(office, **facts)
    if state == DECLINED:
        return done(enquiries.decline(office, found, enquiries.DeclineOrder(reason="خارج اختصاصنا")))
    steps = {
        NEW: (),
        IN_HAND: (enquiries.take_on,),
        TO_APPROVE: (enquiries.send_for_approval,),
        APPROVED: (enquiries.send_for_approval, enquiries.approve),
        ANSWERED: (enquiries.send_for_approval, enquiries.approve, enquiries.send),
    }
    for step in steps[state]:
        found = done(step(office, found))
    return found


Act = Callable[[Office, Enquiry], Commit]
ACTS: dict[str, tuple[Act, ...]] = {
    IN_HAND: (enquiries.take_on, enquiries.return_to_hand, enquiries.reopen),
    TO_APPROVE: (enquiries.send_for_approval,),
    APPROVED: (enquiries.approve,),
    ANSWERED: (enquiries.send,),
    DECLINED: (lambda office, one: enquiries.decline(office, one, enquiries.DeclineOrder(reason="سبب")),),
}


@pytest.mark.parametrize("state", list(MOVES))
def test_every_verb_makes_legal_moves_only(desk: Office, state: str) -> None:
    found = brought(desk, state)
    for to, acts in ACTS.items():
        if to in MOVES[state]:
            continue
        for act in acts:
            with pytest.raises(Refusal) as caught:
                act(desk, found)
            assert caught.value.kind == "not-allowed"


@pytest.mark.parametrize("state", list(MOVES))
def test_a_state_written_past_the_verbs_is_refused_as_well(desk: Office, state: str) -> None:
    found = brought(desk, state)
    for to in set(MOVES) - MOVES[state] - {state}:
        with pytest.raises(Refusal):
            records.save(desk, replace(found, state=to))
    assert records.get(desk, Enquiry, found.id).state == state


def test_the_state_is_not_for_editing_several() -> None:
    with pytest.raises(ValueError, match="state"):
        records.bulk_edit(None, Enquiry, [1], {"state": ANSWERED})  # type: ignore[arg-type]  # refused before it is used


def test_taking_on_makes_the_officer_the_owner_of_what_nobody_owns(desk: Office) -> None:
    assert done(enquiries.take_on(desk, enquiry(desk, owner=""))).owner == OFFICER
    assert done(enquiries.take_on(desk, enquiry(desk, owner="زميلة"))).owner == "زميلة"


def test_an_answer_and_a_spokesperson_are_needed_for_approval(desk: Office) -> None:
    with pytest.raises(Invalid) as caught:
        enquiries.send_for_approval(desk, enquiry(desk))
    assert [problem.field for problem in caught.value.problems] == ["answer", "spokesperson"]


def test_an_approver_is_needed_and_is_not_the_author(desk: Office) -> None:
    officer = colleague(desk, "ن. عَيِّنة")
    waiting = done(enquiries.send_for_approval(desk, ready(desk)))
    with pytest.raises(Invalid) as caught:
        enquiries.approve(desk, replace(waiting, approver=0))
    assert [problem.field for problem in caught.value.problems] == ["approver"]
    with pytest.raises(Refusal) as refused:
        enquiries.approve(desk, replace(waiting, approver=officer.id))
    assert refused.value.kind == "own-answer"
    owner = colleague(desk, "صاحبة الملف")
    with pytest.raises(Refusal):
        enquiries.approve(desk, replace(waiting, owner="صاحبة الملف", approver=owner.id))
    approved = done(enquiries.approve(desk, waiting))
    assert (approved.approved_by, approved.approved_at) == ("المدير العام", NOW)


def test_an_approved_answer_cannot_be_changed_until_it_is_returned(desk: Office) -> None:
    approved = brought(desk, APPROVED)
    with pytest.raises(Invalid):
        records.save(desk, replace(approved, answer="غيره"))
    back = done(enquiries.return_to_hand(desk, approved))
    assert (back.approved_by, back.approved_at) == ("", None)
    assert records.save(desk, replace(back, answer="غيره")).saved(Enquiry).answer == "غيره"


def test_an_approved_answer_is_sent_as_it_was_approved(desk: Office) -> None:
    approved = brought(desk, APPROVED)
    with pytest.raises(Invalid):
        enquiries.send(desk, replace(approved, answer="غير ما اعتُمد"))
    assert records.get(desk, Enquiry, approved.id).state == APPROVED


def test_sending_logs_the_contact_and_undo_takes_both_back(desk: Office) -> None:
    who = person(desk)
    approved = brought(desk, APPROVED, person=who.id)
    sent = done(enquiries.send(desk, approved))
    assert (sent.answered_at, sent.minutes, sent.in_time) == (NOW, 60, "yes")
    (contact,) = records.parts(desk, Interaction, who.id)
    assert contact.outcome == "انتظار: ساعتان."
    assert records.get(desk, Person, who.id).last_contact == TODAY
    with pytest.raises(Invalid):
        records.save(desk, replace(sent, answer="غير ما قيل"))
    records.undo(desk)
    assert records.get(desk, Enquiry, sent.id).state == APPROVED
    assert records.parts(desk, Interaction, who.id) == []
    assert records.get(desk, Person, who.id).last_contact is None


def test_a_long_answer_is_kept_briefly_with_the_contact(desk: Office) -> None:
    who = person(desk)
    found = ready(desk, person=who.id)
    found = records.save(desk, replace(found, answer="كلمة " * 400)).saved(Enquiry)
    for act in (enquiries.send_for_approval, enquiries.approve, enquiries.send):
        found = done(act(desk, found))
    (contact,) = records.parts(desk, Interaction, who.id)
    assert len(contact.outcome) <= enquiries.BRIEF + 2
    assert contact.outcome.endswith("كلمة …")


def test_a_journalist_who_is_no_contact_leaves_no_interaction(desk: Office) -> None:
    enquiries.send(desk, brought(desk, APPROVED))
    assert records.count(desk, Query(Interaction)) == 0


def test_declining_needs_a_reason_and_can_be_reopened(desk: Office) -> None:
    found = enquiry(desk)
    with pytest.raises(Invalid):
        enquiries.decline(desk, found, enquiries.DeclineOrder(reason=" "))
    declined = done(enquiries.decline(desk, found, enquiries.DeclineOrder(reason="لا نعلق")))
    assert declined.reason == "لا نعلق"
    assert done(enquiries.reopen(desk, declined)).reason == ""


@pytest.mark.parametrize(
    ("facts", "may"),
    [
        ({}, True),
        ({"uses": ("print",)}, False),
        ({"expires_on": TODAY - timedelta(days=1)}, False),
        ({"expires_on": TODAY}, True),
        ({"withdrawn_on": TODAY}, False),
        ({"given_on": TODAY + timedelta(days=1)}, False),
    ],
)
def test_nothing_about_a_patient_is_approved_without_a_consent_for_the_press(
    desk: Office, facts: dict[str, Any], may: bool
) -> None:
    values = {"title": "P-1", "uses": ("press",), "given_on": TODAY - timedelta(days=30), **facts}
    consent = records.save(desk, Consent(**values)).saved(Consent)
    waiting = brought(desk, TO_APPROVE, patient=True, consent=consent.id)
    if may:
        assert done(enquiries.send(desk, done(enquiries.approve(desk, waiting)))).state == ANSWERED
        return
    with pytest.raises(Invalid) as caught:
        enquiries.approve(desk, waiting)
    assert [problem.field for problem in caught.value.problems] == ["consent"]
    with pytest.raises(Invalid):
        records.save(desk, replace(waiting, state=APPROVED))


def test_a_consent_withdrawn_after_approval_stops_the_answer_and_leaves_a_way_out(desk: Office) -> None:
    given = records.save(desk, Consent(title="P-2", uses=("press",), given_on=TODAY)).saved(Consent)
    approved = brought(desk, APPROVED, patient=True, consent=given.id)
    records.save(desk, replace(given, withdrawn_on=TODAY))
    with pytest.raises(Invalid) as caught:
        enquiries.send(desk, approved)
    assert "P-2" in str(caught.value.sentence)
    back = done(enquiries.return_to_hand(desk, approved))
    declined = done(enquiries.decline_for_lack_of_consent(desk, back))
    assert declined.state == DECLINED
    assert declined.reason


def test_a_question_cannot_be_received_in_the_future(desk: Office) -> None:
    assert enquiry(desk, received_at=NOW + timedelta(minutes=5)).id
    with pytest.raises(Invalid) as caught:
        enquiry(desk, received_at=NOW + timedelta(minutes=6))
    assert [problem.field for problem in caught.value.problems] == ["received_at"]


def test_a_topic_nobody_may_speak_on_is_a_caution_only(desk: Office) -> None:
    colleague(desk, topics=("تلقيح",))
    assert enquiries.cautions(desk, enquiry(desk, topics=("تلقيح",))) == []
    (said,) = enquiries.cautions(desk, enquiry(desk, topics=("ميزانية",)))
    assert "ميزانية" in str(said)
    over = colleague(desk, "منتهية", mandate_until=TODAY - timedelta(days=1))
    assert any("منتهية" in str(said) for said in enquiries.cautions(desk, enquiry(desk, spokesperson=over.id)))


def test_spokespersons_are_proposed_with_their_deputies_and_the_topics_a_question_names(desk: Office) -> None:
    deputy = colleague(desk, "النائب", speaks=False, topics=())
    colleague(desk, "المتكلم", topics=("تلقيح",), deputy=deputy.id)
    assert enquiries.topics_in(desk, "سؤال عن تَلقيح الأطفال") == ("تلقيح",)
    (found,) = enquiries.spokespersons(desk, ("تلقيح",), "ar")
    assert (found.colleague.name, found.topics, found.deputy and found.deputy.name) == ("المتكلم", 1, "النائب")


def test_the_desk_shows_open_enquiries_by_the_time_left(desk: Office) -> None:
    for title, due in (("ب", 30), ("أ", -5), ("ج", 600)):
        enquiry(desk, title=title, received_at=NOW - timedelta(hours=9), deadline=NOW + timedelta(minutes=due))
    enquiries.decline(desk, enquiry(desk, title="مغلق"), enquiries.DeclineOrder(reason="سبب"))
    assert [(one.enquiry.title, one.minutes) for one in enquiries.desk(desk)] == [("أ", -5), ("ب", 30), ("ج", 600)]


def test_the_first_page_tells_what_is_late_and_due_today(desk: Office) -> None:
    enquiry(desk, title="متأخر", received_at=NOW - timedelta(hours=9), deadline=NOW - timedelta(minutes=5))
    enquiry(desk, title="اليوم", deadline=NOW + timedelta(hours=2))
    agenda = home.agenda(desk)
    assert [line.title for line in agenda.group("late").lines] == ["متأخر"]
    assert [line.title for line in agenda.group("today").lines] == ["اليوم"]


def test_response_times_are_of_the_days_asked_for_and_by_outlet(desk: Office) -> None:
    outlet = records.save(desk, Outlet(name="جريدة")).saved(Outlet)
    brought(desk, ANSWERED, outlet=outlet.id)
    enquiry(desk, received_at=NOW - timedelta(days=40))
    enquiry(desk, deadline=NOW + timedelta(hours=1))
    month = enquiries.response_times(desk, Span(TODAY - timedelta(days=30), TODAY))
    assert (month.whole.answered, month.whole.median, month.whole.judged, month.whole.waiting) == (1, 60, 1, 1)
    assert month.names == {outlet.id: "جريدة"}
    whole = enquiries.response_times(desk, Span(TODAY - timedelta(days=60), TODAY))
    assert (whole.whole.overdue, whole.whole.share) == (1, 50.0)
