"""Questions of journalists against their deadline, and what can be said: lines to take and services (PRE-10, R22)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from hospcomms.domain.campaigns import NO, YES, YES_NO
from hospcomms.domain.checks import Problem, warning
from hospcomms.domain.fields import (
    Choice,
    Record,
    StoredFile,
    Texts,
    address,
    choice,
    day,
    files,
    flag,
    link,
    long_text,
    moment,
    number,
    tags,
    text,
    texts,
)
from hospcomms.domain.medical_words import looks_medical
from hospcomms.domain.press import WAYS
from hospcomms.domain.record_types import record_type
from hospcomms.domain.releases import LANGUAGES
from hospcomms.domain.wording import C_, N_, sentence

ANSWER_WITHIN = timedelta(hours=4)
"""How long an answer may take when the journalist named no deadline (local setting, METHODS 7.1)."""
NEW, IN_HAND, TO_APPROVE, APPROVED, ANSWERED, DECLINED = (
    "new",
    "in_hand",
    "to_approve",
    "approved",
    "answered",
    "declined",
)
STATES = (
    Choice(NEW, C_("enquiry", "New"), "draft"),
    Choice(IN_HAND, C_("enquiry", "Being answered"), "running"),
    Choice(TO_APPROVE, C_("enquiry", "Waiting for approval"), "waiting"),
    Choice(APPROVED, C_("enquiry", "Approved"), "approved"),
    Choice(ANSWERED, C_("enquiry", "Answered"), "closed"),
    Choice(DECLINED, C_("enquiry", "Declined"), "rejected"),
)
MOVES: dict[str, frozenset[str]] = {
    NEW: frozenset({IN_HAND, TO_APPROVE, DECLINED}),
    IN_HAND: frozenset({TO_APPROVE, DECLINED}),
    TO_APPROVE: frozenset({APPROVED, IN_HAND}),
    APPROVED: frozenset({ANSWERED, IN_HAND}),
    ANSWERED: frozenset(),
    DECLINED: frozenset({IN_HAND}),
}
OPEN = frozenset({NEW, IN_HAND, TO_APPROVE, APPROVED})


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Enquiry(Record):
    """A journalist's question and the answer to it. The clock runs on the journalist's own deadline."""

    key = "enquiry"
    one = N_("Press enquiry")
    many = N_("Press enquiries")
    order = ("due_at",)

    title: str = text(N_("Subject"), required=True, listed=True)
    state: str = choice(N_("Status"), STATES, NEW, listed=True, own=True)
    state_since: datetime | None = moment(N_("In this state since"), own=True, searched=False)
    person: int = link(N_("Press contact"), "person", listed=True)
    outlet: int = link(N_("Media outlet"), "outlet", listed=True)
    asker: str = text(N_("Asked by"), help=N_("When the journalist is not among the press contacts."))
    asker_phone: str = address(N_("Telephone"), "phone")
    way: str = choice(N_("How"), WAYS, "call", required=True)
    question: str = long_text(N_("Question"), required=True)
    language: str = choice(N_("Language"), LANGUAGES, "ar", required=True)
    topics: tuple[str, ...] = tags(N_("Topics"), listed=True)
    received_at: datetime | None = moment(N_("Received at"), required=True, listed=True)
    deadline: datetime | None = moment(N_("The journalist’s deadline"), help=N_("Four hours from receipt when empty."))
    due_at: datetime | None = moment(N_("Answer due"), listed=True, own=True)
    owner: str = text(N_("Owner"), listed=True)
    spokesperson: int = link(N_("Spokesperson"), "colleague", listed=True)
    approver: int = link(N_("Approver"), "colleague")
    approved_by: str = text(C_("past", "Approved by"), own=True)
    approved_at: datetime | None = moment(N_("Approved at"), own=True)
    answer: str = long_text(N_("Answer"))
    answered_at: datetime | None = moment(N_("Answer sent at"), own=True, listed=True)
    minutes: float | None = number(N_("Minutes to the answer"), own=True, unit="min")
    in_time: str = choice(N_("Before the deadline"), YES_NO, own=True)
    reason: str = text(N_("Why it was declined"), own=True)
    patient: bool = flag(
        N_("Concerns a patient"), help=N_("Nothing about a patient is said without their written consent.")
    )
    consent: int = link(N_("Consent"), "consent")
    campaign: int = link(N_("Campaign"), "campaign")
    issue: int = link(N_("Issue"), "issue")
    attachments: tuple[StoredFile, ...] = files(N_("Files"))

    def settled(self) -> Enquiry:
        """With when the answer is due, how long it took (whole minutes) and whether it came in time."""
        received = self.received_at
        due = self.deadline or (None if received is None else received + ANSWER_WITHIN)
        sent = self.answered_at
        minutes = None if sent is None or received is None else float((sent - received) // timedelta(minutes=1))
        in_time = "" if sent is None or due is None else YES if sent <= due else NO
        return replace(self, due_at=due, minutes=minutes, in_time=in_time)

    def problems(self) -> list[Problem]:
        """The deadline cannot lie before receipt; somebody asked."""
        found: list[Problem] = []
        if self.deadline and self.received_at and self.deadline < self.received_at:
            said = sentence("The deadline lies before the question was received. Correct one of the two.")
            found.append(Problem("deadline", said))
        if not (self.person or self.asker):
            found.append(Problem("person", sentence("Say who asks: choose a press contact or enter a name.")))
        for name in ("question", "answer"):
            if looks_medical(getattr(self, name)):
                said = sentence("This looks like a medical record. Keep only what the answer needs, without numbers.")
                found.append(warning(name, said))
        return found

    def idle(self) -> frozenset[str]:
        """A name is typed only where no contact is chosen; a consent concerns a patient."""
        return frozenset(
            name
            for name, useless in (
                ("asker", bool(self.person)),
                ("asker_phone", bool(self.person)),
                ("consent", not self.patient),
            )
            if useless
        )

    @property
    def is_open(self) -> bool:
        """True while an answer is owed."""
        return self.state in OPEN


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Line(Record):
    """What the hospital says on a topic, approved and dated, so that everybody says the same."""

    key = "line"
    one = N_("Line to take")
    many = N_("Lines to take")

    title: str = text(N_("Topic"), required=True, listed=True)
    words: Texts = texts(N_("What we say"), required=True)
    facts: str = long_text(N_("Facts behind it"), help=N_("Figures with their date and source."))
    topics: tuple[str, ...] = tags(N_("Topics"), listed=True)
    approved_by: str = text(C_("past", "Approved by"), listed=True)
    approved_on: date | None = day(N_("Approved on"), listed=True)
    valid_until: date | None = day(N_("Valid until"), listed=True)
    spokesperson: int = link(N_("Spokesperson"), "colleague")
    campaign: int = link(N_("Campaign"), "campaign")

    def holds(self, today: date) -> bool:
        """True when somebody approved it and it is not out of date."""
        return bool(self.approved_by) and (self.valid_until is None or self.valid_until >= today)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Service(Record):
    """A service the hospital offers and how one gets it (R22)."""

    key = "service"
    one = N_("Service offered")
    many = N_("Service catalogue")
    title_field = "name"
    order = ("name",)

    name: str = text(N_("Name"), required=True, listed=True)
    department: str = text(N_("Department"), listed=True)
    description: Texts = texts(N_("What it offers"))
    steps: Texts = texts(N_("How to get it"))
    papers: Texts = texts(N_("Papers to bring"))
    place: str = text(N_("Place"), listed=True)
    hours: str = text(N_("Opening hours"), listed=True)
    phone: str = address(N_("Telephone"), "phone", listed=True)
    cost: str = text(N_("Cost to the patient"))
    responsible: str = text(N_("Head of the service"))
    topics: tuple[str, ...] = tags(N_("Topics"))
    verified_on: date | None = day(N_("Last verified"), listed=True)
