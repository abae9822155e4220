"""The room of press enquiries: the desk against the clock, the form with what was said before, the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from hospcomms.domain import enquiries as states
from hospcomms.domain.enquiries import Enquiry
from hospcomms.domain.enquiry_times import left_said, minutes_left, severity
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.services import enquiries as desk
from hospcomms.services.desk_reports import ENQUIRIES_PERIOD, ENQUIRY_SHEET
from ui.rooms import enquiry_pages as pages
from ui.rooms.glances import glance_at
from ui.rooms.room import Fact, ListAct, Notice, Room, Section, Tab, Verb, View

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.session import Session


def _in_state(*wanted: str) -> Callable[[Any], bool]:
    return lambda enquiry: enquiry.state in wanted


def _without_consent(enquiry: Any) -> bool:
    return enquiry.patient and enquiry.state in (states.NEW, states.IN_HAND)


def _severity(enquiry: Enquiry, _today: date) -> str:
    return severity(enquiry, datetime.now(UTC))


def _fresh(session: Session) -> Enquiry:
    """A question that comes in now, to be answered by the officer."""
    office = session.office
    now = office.clock().replace(second=0, microsecond=0)
    language = office.settings.language
    return Enquiry(received_at=now, owner=office.settings.officer, language=language)


def _notice(session: Session, enquiry: Enquiry) -> Notice | None:
    """Why nothing may be said, or whose mandate is missing; closed enquiries need neither."""
    if not enquiry.is_open:
        return None
    found = desk.missing_for(states.ANSWERED)(session.office, enquiry)
    refused = next((problem.message for problem in found if problem.field == "consent"), None)
    if refused is not None:
        return Notice("late", refused)
    said = desk.cautions(session.office, enquiry)
    return Notice("soon", said[0]) if said else None


def _facts(session: Session, enquiry: Enquiry) -> Sequence[Fact]:
    left = minutes_left(enquiry, session.office.clock())
    facts = []
    if enquiry.is_open and left is not None:
        facts.append(Fact(N_("Time left"), left_said(left), left < 0))
    if enquiry.due_at is not None:
        facts.append(Fact(N_("Answer due"), session.locale.moment(enquiry.due_at)))
    if enquiry.answered_at is not None:
        facts.append(Fact(N_("Answer sent at"), session.locale.moment(enquiry.answered_at), enquiry.in_time == "no"))
    if enquiry.approved_by:
        facts.append(Fact(C_("past", "Approved by"), enquiry.approved_by))
    if enquiry.reason:
        facts.append(Fact(N_("Why it was declined"), sentence("{reason}", reason=enquiry.reason)))
    return facts


def _print_times(session: Session, _query: Any, page: QWidget) -> None:
    # late: the preview is read when it is first opened
    from ui.records.printing import print_paper

    print_paper(session, page, ENQUIRIES_PERIOD)


ROOM = Room(
    key="enquiries",
    record=Enquiry,
    icon="chat_multiple",
    group="relations",
    state="state",
    empty=N_("No enquiries yet. Enter the question while the journalist is on the line."),
    title=C_("room", "Press enquiries"),
    form_title=N_("Question and answer"),
    new_title=N_("New enquiry"),
    sections=(
        Section("", ("question", "person", "asker", "asker_phone", "outlet", "deadline", "received_at")),
        Section(N_("The answer"), ("spokesperson", "approver", "answer")),
        Section(N_("More about it"), ("title", "topics", "way", "language", "owner", "campaign", "issue")),
        Section(N_("Patient and files"), ("patient", "consent", "attachments")),
    ),
    tabs=(Tab("answer", N_("To read out"), pages.answer),),
    views=(View("desk", N_("Desk"), "clock", pages.desk),),
    first_view="desk",
    verbs=(
        Verb(desk.TAKE_ON, desk.take_on, when=_in_state(states.NEW), usual=True, icon="person"),
        Verb(
            desk.SUBMIT,
            desk.send_for_approval,
            when=_in_state(states.NEW, states.IN_HAND),
            missing=desk.missing_for(states.TO_APPROVE),
            usual=True,
            icon="send",
        ),
        Verb(
            desk.APPROVE,
            desk.approve,
            when=_in_state(states.TO_APPROVE),
            missing=desk.missing_for(states.APPROVED),
            usual=True,
            icon="checkmark_circle",
        ),
        Verb(
            desk.SEND,
            desk.send,
            when=_in_state(states.APPROVED),
            missing=desk.missing_for(states.ANSWERED),
            usual=True,
            icon="send",
        ),
        Verb(
            desk.RETURN,
            desk.return_to_hand,
            when=_in_state(states.TO_APPROVE, states.APPROVED),
            icon="arrow_undo",
        ),
        Verb(
            desk.DECLINE,
            desk.decline,
            when=_in_state(states.NEW, states.IN_HAND),
            asks=desk.DeclineOrder,
            icon="dismiss_circle",
        ),
        Verb(desk.DECLINE_NO_CONSENT, desk.decline_for_lack_of_consent, when=_without_consent, icon="shield"),
        Verb(desk.REOPEN, desk.reopen, when=_in_state(states.DECLINED), icon="arrow_undo"),
    ),
    acts=(ListAct(N_("Response times to the press"), "print", _print_times),),
    columns=("title", "state", "person", "outlet", "due_at", "spokesperson", "owner", "answered_at"),
    glance=glance_at("question", "answer", "person", "outlet", "spokesperson"),
    chips=("state", "due_at", "topics", "owner"),
    severity=_severity,
    facts=_facts,
    notice=_notice,
    fresh=_fresh,
    companion=pages.companion,
    reports=(ENQUIRY_SHEET, "record-sheet"),
)
