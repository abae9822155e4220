"""Personal data under law 18-07: what is done with it and why, for how long, what was erased, what leaked (rule 13)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hospcomms.domain.checks import Problem, days_in_order
from hospcomms.domain.fields import (
    Choice,
    Record,
    StoredFile,
    choice,
    choices,
    day,
    files,
    flag,
    long_text,
    moment,
    number,
    text,
)
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_, sentence

BASES = (
    Choice("public_task", N_("Task of public interest")),
    Choice("consent", C_("basis", "Consent")),
    Choice("contract", N_("Contract")),
    Choice("law", N_("Legal obligation")),
    Choice("vital", N_("Protection of life")),
)
"""Why personal data may be kept at all."""

KINDS = (
    Choice("person", N_("Press contacts")),
    Choice("interaction", N_("Contacts with the press")),
    Choice("enquiry", N_("Press enquiries")),
    Choice("accreditation", N_("Accreditations")),
    Choice("delivery", N_("Distribution of releases")),
    Choice("clip", N_("Clips")),
    Choice("colleague", N_("Colleagues")),
    Choice("consent", N_("Consents")),
    Choice("photo", N_("Photos")),
    Choice("session", N_("Sessions")),
    Choice("questionnaire", N_("Questionnaires")),
    Choice("campaign", N_("Campaigns")),
    Choice("incident", N_("Incidents")),
    Choice("breach", N_("Data breaches")),
    Choice("erasure", N_("Erasures")),
)
"""The kinds of record that can carry personal data, each with a time to be kept; the key is the record type’s."""

COUNTED_FROM = (
    Choice("created", N_("When it was entered")),
    Choice("changed", N_("The last change")),
    Choice("ended", N_("Its end, closing or last contact")),
)
AFTERWARDS = (
    Choice("erase", C_("retention", "Erase")),
    Choice("review", C_("retention", "Decide one by one")),
    Choice("keep", C_("retention", "Keep for the archive")),
)
HARM = (
    Choice("seen", N_("Seen by somebody who should not")),
    Choice("changed", C_("breach", "Changed")),
    Choice("lost", N_("Lost or out of reach")),
)
GROUNDS = (
    Choice("request", N_("Asked for by the person")),
    Choice("retention", N_("Time to be kept is over")),
    Choice("wrong", N_("Should not have been kept")),
    Choice("consent", N_("Consent withdrawn")),
)
NOTICE_HOURS = {"SA": 72.0}
"""Hours in which a breach is notified, by country; Algeria and the rest: five days (law 18-07, amended by 25-11)."""
FIVE_DAYS = 120.0


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ProcessingActivity(Record):
    """One line of the register of processing: which data of whom, what for, who receives it, how long, how safe."""

    key = "processing"
    one = N_("Processing activity")
    many = N_("Register of processing")
    order = ("title",)

    title: str = text(N_("Processing activity"), required=True, listed=True)
    purpose: str = long_text(C_("processing", "Purpose"), required=True)
    basis: str = choice(N_("Legal basis"), BASES, "public_task", required=True, listed=True)
    legal_text: str = text(N_("Law or decision"))
    people: str = long_text(N_("Whose data"), required=True)
    data: str = long_text(N_("Which data"), required=True)
    is_sensitive: bool = flag(N_("Sensitive data"), listed=True, help=N_("Health, opinions, beliefs, origin."))
    recipients: str = long_text(N_("Recipients"))
    abroad: str = text(N_("Transfers abroad"), help=N_("To whom and where; leave empty when there are none."))
    kept_for: str = text(N_("Time kept"), listed=True)
    safeguards: str = long_text(N_("Safeguards"))
    responsible: str = text(N_("Owner"), listed=True)
    reviewed_on: date | None = day(N_("Last reviewed"), listed=True)
    note: str = long_text(N_("Note"))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class RetentionRule(Record):
    """How long one kind of record is kept, counted from when, and what is proposed then; a person decides."""

    key = "retention_rule"
    one = N_("Retention period")
    many = N_("Retention periods")
    order = ("kind",)
    title_field = "kind"

    kind: str = choice(N_("Kind of record"), KINDS, required=True, listed=True)
    months: float | None = number(N_("Kept for"), required=True, listed=True, unit=N_("months"), low=1, high=1200)
    counted_from: str = choice(N_("Counted from"), COUNTED_FROM, "ended", required=True, listed=True)
    afterwards: str = choice(N_("Afterwards"), AFTERWARDS, "review", required=True, listed=True)
    legal_text: str = text(N_("Law or decision"), listed=True)
    note: str = long_text(N_("Note"))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class LegalHold(Record):
    """Nothing of these kinds is proposed for erasure or erased while the hold stands: litigation, inquiry, crisis."""

    key = "legal_hold"
    one = N_("Legal hold")
    many = N_("Legal holds")
    order = ("-since",)

    title: str = text(N_("Subject"), required=True, listed=True)
    reason: str = long_text(N_("Reason"), required=True)
    kinds: tuple[str, ...] = choices(
        N_("Kinds of record"), KINDS, listed=True, help=N_("Leave empty to hold everything.")
    )
    since: date | None = day(N_("Since"), required=True, listed=True)
    lifted_on: date | None = day(N_("Lifted on"), listed=True)
    decided_by: str = text(N_("Decided by"), required=True, listed=True)

    def problems(self) -> list[Problem]:
        """It is lifted after it began."""
        return days_in_order(self, "since", "lifted_on")

    def holds(self, kind: str, today: date) -> bool:
        """True when records of this kind may not be erased today."""
        begun = self.since is not None and self.since <= today
        over = self.lifted_on is not None and self.lifted_on <= today
        return begun and not over and (not self.kinds or kind in self.kinds)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Erasure(Record):
    """The certificate of an erasure: when, why, by whose decision, how much of what; never whose data it was."""

    key = "erasure"
    one = N_("Certificate of erasure")
    many = N_("Erasures")
    order = ("-done_at",)

    title: str = text(N_("Certificate"), required=True, listed=True, own=True)
    done_at: datetime | None = moment(N_("Erased at"), listed=True, own=True)
    ground: str = choice(N_("Ground"), GROUNDS, "request", required=True, listed=True, own=True)
    asked_on: date | None = day(N_("Asked on"), listed=True, own=True)
    decided_by: str = text(N_("Decided by"), listed=True, own=True)
    carried_out_by: str = text(N_("Carried out by"), own=True)
    contents: str = long_text(N_("What was erased"), own=True, help=N_("Kinds and numbers of records, never names."))
    remains: str = long_text(N_("What remains, and why"), own=True)
    checked: str = long_text(N_("How it was checked"), own=True)
    papers: tuple[StoredFile, ...] = files(N_("Request and answer"))
    note: str = long_text(N_("Note"), help=N_("Name nobody here."))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Breach(Record):
    """A breach of personal data: what happened, to how many, what was done, and who was told in time."""

    key = "breach"
    one = N_("Data breach")
    many = N_("Data breaches")
    order = ("-found_at",)

    title: str = text(N_("Subject"), required=True, listed=True, help=N_("Name nobody here."))
    found_at: datetime | None = moment(N_("Found at"), required=True, listed=True)
    happened_at: datetime | None = moment(N_("Happened at"), help=N_("Leave empty while it is not known."))
    harm: tuple[str, ...] = choices(N_("What happened to the data"), HARM, required=True, listed=True)
    circumstances: str = long_text(N_("Circumstances"))
    people: float | None = number(N_("People concerned"), low=0, high=10_000_000, listed=True)
    people_kinds: str = text(C_("breach", "Who they are"), help=N_("Journalists, patients, staff: never names."))
    data: str = long_text(N_("Which data"))
    consequences: str = long_text(N_("Likely consequences"))
    measures: str = long_text(N_("Measures taken"))
    notice_hours: float | None = number(
        N_("Authority to be told within"), unit=N_("hours"), low=1, high=720, required=True
    )
    authority_told_at: datetime | None = moment(N_("Authority told at"), listed=True)
    late_because: str = long_text(N_("Why later"), help=N_("Asked for when the authority is told after the time."))
    people_told_at: datetime | None = moment(N_("People told at"))
    not_told_because: str = long_text(N_("Why the people were not told"))
    responsible: str = text(N_("Owner"), listed=True)
    closed_on: date | None = day(N_("Closed on"), listed=True)
    papers: tuple[StoredFile, ...] = files(N_("Files"))

    @property
    def due_at(self) -> datetime | None:
        """When the authority must have been told, at the latest."""
        if self.found_at is None or self.notice_hours is None:
            return None
        return self.found_at + timedelta(hours=self.notice_hours)

    def problems(self) -> list[Problem]:
        """Nothing is found before it happened nor told before it was found; a late notice says why."""
        found: list[Problem] = []
        if self.happened_at and self.found_at and self.found_at < self.happened_at:
            found.append(Problem("found_at", sentence("It was found before it happened. Correct one of the two.")))
        for name in ("authority_told_at", "people_told_at"):
            told = getattr(self, name)
            if told and self.found_at and told < self.found_at:
                found.append(Problem(name, sentence("This is before the breach was found. Correct one of the two.")))
        late = self.authority_told_at and self.due_at and self.authority_told_at > self.due_at
        if late and not self.late_because.strip():
            found.append(Problem("late_because", sentence("The authority was told after the time. Say why.")))
        return found
