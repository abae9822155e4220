"""What one does with a journalist's question: take it on, have the answer approved, send it, decline (PRE-10)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from hospcomms.domain import enquiries as states
from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.colleagues import Colleague, who_may_speak
from hospcomms.domain.consents import Consent
from hospcomms.domain.enquiries import Enquiry
from hospcomms.domain.enquiry_times import Times, minutes_left, times_by_outlet, times_of
from hospcomms.domain.errors import Invalid, Missing, Refusal
from hospcomms.domain.fields import Record, text
from hospcomms.domain.folding import fold, words_of
from hospcomms.domain.press import Interaction
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.record_types import record_type
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import records
from hospcomms.services.enquiry_rules import refuse_move, why_no_answer

if TYPE_CHECKING:
    from hospcomms.services.office import Office

TAKE_ON, SUBMIT, APPROVE, RETURN = (
    N_("Take on"),
    N_("Submit for approval"),
    N_("Approve"),
    N_("Return for correction"),
)
SEND, DECLINE, REOPEN = N_("Record as sent"), N_("Decline"), N_("Reopen")
DECLINE_NO_CONSENT = N_("Decline for lack of consent")
NO_CONSENT = N_("Nothing is said about a patient without their written consent.")
LIMIT = 500
"""Open enquiries shown at once, and colleagues asked who may speak."""
PERIOD_LIMIT = 20_000
"""Enquiries read for the figures of a period: decades of a large office."""
BRIEF = 280
"""Letters of an answer kept with the contact made."""


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class DeclineOrder(Record):
    """What is asked before an enquiry is declined."""

    key = "decline_order"
    one = N_("Refusal to answer")
    many = N_("Refusals to answer")

    reason: str = text(N_("Why it is declined"), required=True)


@dataclass(frozen=True)
class OnDesk:
    """An open enquiry and the whole minutes left until its answer is due, negative when it is late."""

    enquiry: Enquiry
    minutes: int


@dataclass(frozen=True)
class Proposal:
    """Somebody who may answer: how many of the topics are theirs, and their deputy's name and telephone."""

    colleague: Colleague
    topics: int
    deputy: Colleague | None = None


@dataclass(frozen=True)
class ResponseTimes:
    """The figures of the enquiries received in some days, of all and by outlet id (0: none named)."""

    whole: Times
    outlets: dict[int, Times]
    names: dict[int, str]


def missing_for(to: str) -> Callable[[Office, Enquiry], list[Problem]]:
    """A function that lists what forbids moving an enquiry to the state ``to`` now."""

    def missing(office: Office, enquiry: Enquiry) -> list[Problem]:
        found = _lacking(enquiry) if to in (states.TO_APPROVE, states.APPROVED, states.ANSWERED) else []
        if to == states.APPROVED and not enquiry.approver:
            found.append(Problem("approver", sentence("The approver is missing. Choose who approves the answer.")))
        if to in (states.APPROVED, states.ANSWERED):
            said = why_no_answer(enquiry, _consent(office, enquiry), office.today)
            found += [] if said is None else [Problem("consent", said)]
        return found

    return missing


def _lacking(enquiry: Enquiry) -> list[Problem]:
    found = []
    if not enquiry.answer.strip():
        found.append(Problem("answer", sentence("The answer is missing. Write it.")))
    if not enquiry.spokesperson:
        found.append(Problem("spokesperson", sentence("The spokesperson is missing. Choose who answers.")))
    return found


def cautions(office: Office, enquiry: Enquiry) -> list[Sentence]:
    """What is to be known before the answer goes on its way, without being forbidden: mandates that are missing."""
    found = []
    proposed = spokespersons(office, enquiry.topics, enquiry.language)
    if enquiry.topics and not any(one.topics for one in proposed):
        found.append(sentence("Nobody has a mandate to speak on: {topics}.", topics=enquiry.topics))
    if enquiry.spokesperson and enquiry.spokesperson not in {one.colleague.id for one in proposed}:
        chosen = _colleague(office, enquiry.spokesperson)
        if chosen is not None:
            found.append(sentence("{name} has no mandate to speak on this topic today.", name=chosen.name))
    return found


def take_on(office: Office, enquiry: Enquiry) -> Commit:
    """Begin to answer; an enquiry nobody owns becomes the officer's."""
    return _move(office, replace(enquiry, owner=enquiry.owner or office.settings.officer), states.IN_HAND, TAKE_ON)


def reopen(office: Office, enquiry: Enquiry) -> Commit:
    """Answer a declined enquiry after all."""
    return _move(office, replace(enquiry, reason=""), states.IN_HAND, REOPEN)


def send_for_approval(office: Office, enquiry: Enquiry) -> Commit:
    """Ask for the approval of an answer. Raises Invalid while the answer or the spokesperson is missing."""
    return _move(office, enquiry, states.TO_APPROVE, SUBMIT)


def approve(office: Office, enquiry: Enquiry) -> Commit:
    """Note that the approver approved the answer. Raises Refusal when the approver is its author or owner."""
    approver = _colleague(office, enquiry.approver)
    if approver is not None:
        authors = {tuple(words_of(name)) for name in (enquiry.owner, office.settings.officer) if name.strip()}
        if tuple(words_of(approver.name)) in authors:
            raise Refusal(
                "own-answer",
                sentence("The author of an answer cannot approve it. Choose somebody else as approver."),
            )
    named = approver.name if approver is not None else ""
    return _move(office, replace(enquiry, approved_by=named, approved_at=office.clock()), states.APPROVED, APPROVE)


def return_to_hand(office: Office, enquiry: Enquiry) -> Commit:
    """Take an answer back to correct it; its approval is gone."""
    return _move(office, replace(enquiry, approved_by="", approved_at=None), states.IN_HAND, RETURN)


def send(office: Office, enquiry: Enquiry) -> Commit:
    """Note that the approved answer was sent now; the contact with the journalist is logged in the same change."""
    now = office.clock()
    sent = replace(enquiry, answered_at=now)
    return _move(office, sent, states.ANSWERED, SEND, *_contact(office, enquiry, now))


def decline(office: Office, enquiry: Enquiry, order: DeclineOrder) -> Commit:
    """Close an enquiry without an answer. Raises Invalid without a reason."""
    said = replace(order, reason=order.reason.strip())
    records.refuse_if_wrong(said)
    return _move(office, replace(enquiry, reason=said.reason), states.DECLINED, DECLINE)


def decline_for_lack_of_consent(office: Office, enquiry: Enquiry) -> Commit:
    """Decline with the reason that a patient did not consent, in the language of the office."""
    reason = office.settings.locale.text(NO_CONSENT)
    return _move(office, replace(enquiry, reason=reason), states.DECLINED, DECLINE_NO_CONSENT)


def _contact(office: Office, enquiry: Enquiry, now: datetime) -> list[Interaction]:
    if not enquiry.person:
        return []
    return [
        Interaction(
            person=enquiry.person,
            at=now,
            way=enquiry.way,
            author=office.settings.officer,
            outcome=brief(f"{enquiry.title}: {enquiry.answer}"),
        )
    ]


def brief(words: str, most: int = BRIEF) -> str:
    """The beginning of a text on one line, cut between words."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def _move(office: Office, enquiry: Enquiry, to: str, name: str, *also: Record) -> Commit:
    refuse_move(enquiry, to)
    lacking = missing_for(to)(office, enquiry)
    if lacking:
        said = tuple(problem.message for problem in lacking)
        raise Invalid(lacking, sentence("This step is not possible yet. {problems}", problems=said))
    moved = replace(enquiry, state=to, state_since=office.clock())
    return records.save_all(office, [moved, *also], name)


def _colleague(office: Office, ident: int) -> Colleague | None:
    return next(iter(records.window(office, Colleague, [ident])), None) if ident else None


def _consent(office: Office, enquiry: Enquiry) -> Consent | None:
    try:
        return records.get(office, Consent, enquiry.consent) if enquiry.consent else None
    except Missing:
        return None


def spokespersons(office: Office, topics: tuple[str, ...], language: str) -> list[Proposal]:
    """Who may speak on the topics today, best first, with the deputy of each."""
    speakers = records.find(office, Query(Colleague).where("speaks", Op.IS, True), LIMIT)
    fit = who_may_speak(speakers, topics, language, office.today)
    found = records.window(office, Colleague, sorted({one.deputy for one, _ in fit if one.deputy}))
    deputies = {one.id: one for one in found if not one.binned_at}
    return [Proposal(one, known, deputies.get(one.deputy)) for one, known in fit]


def topics_in(office: Office, words: str) -> tuple[str, ...]:
    """The topics of the staff register that a text names, in the register's spelling."""
    typed = f" {' '.join(words_of(words))} "
    speakers = records.find(office, Query(Colleague).where("speaks", Op.IS, True), LIMIT)
    known = {fold(topic): topic for one in speakers for topic in one.topics}
    return tuple(topic for key, topic in known.items() if key and key in typed)


def desk(office: Office) -> list[OnDesk]:
    """The enquiries an answer is owed to, the one with the least time left first."""
    now = office.clock()
    asked = Query(Enquiry, sort=(Sort("due_at"),)).where("state", Op.AMONG, tuple(sorted(states.OPEN)))
    found: list[Enquiry] = records.find(office, asked, LIMIT)
    return [OnDesk(one, minutes_left(one, now) or 0) for one in found]


def response_times(office: Office, period: Span) -> ResponseTimes:
    """Counts, median and share before the deadline of the enquiries received in the days, of all and by outlet."""
    found, now = received_in(office, period), office.clock()
    outlets = times_by_outlet(found, now)
    return ResponseTimes(times_of(found, now), outlets, records.titles(office, [ident for ident in outlets if ident]))


def received_in(office: Office, period: Span) -> list[Enquiry]:
    """The enquiries received in the days, the first first."""
    first = datetime.combine(period.first, time.min).astimezone(UTC)
    last = datetime.combine(period.last, time.max).astimezone(UTC)
    asked: Any = Query(Enquiry, sort=(Sort("received_at"),))
    asked = asked.where("received_at", Op.FROM, first).where("received_at", Op.TO, last)
    found: list[Enquiry] = records.find(office, asked, PERIOD_LIMIT)
    return found
