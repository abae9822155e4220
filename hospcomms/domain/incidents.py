"""A crisis, or a drill, as it runs: the scenario copied with times, what is said, and what was learned (CRI-3 to 10).

The log of an incident is no record: it only grows, and stands in ``incident_log``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from hospcomms.domain.campaigns import NO, YES_NO
from hospcomms.domain.checks import Problem
from hospcomms.domain.fields import (
    Choice,
    Record,
    StoredFile,
    Texts,
    address,
    choice,
    day,
    file,
    flag,
    link,
    long_text,
    moment,
    number,
    text,
    texts,
)
from hospcomms.domain.record_types import record_type
from hospcomms.domain.releases import LANGUAGES
from hospcomms.domain.scenarios import AUDIENCES, CLUSTERS, GROUPS, IMMEDIATE, LEVELS, PARTS, PHASES, SixParts
from hospcomms.domain.wording import C_, N_, sentence

RUNNING, STOOD_DOWN, REVIEWED = "running", "stood_down", "reviewed"
STATES = (
    Choice(RUNNING, C_("incident", "Running"), "late"),
    Choice(STOOD_DOWN, C_("incident", "Stood down"), "waiting"),
    Choice(REVIEWED, C_("incident", "Reviewed"), "closed"),
)
DRAFT, APPROVED, RELEASED = "draft", "approved", "released"
STATEMENT_STATES = (
    Choice(DRAFT, C_("statement", "Draft"), "draft"),
    Choice(APPROVED, C_("statement", "Approved"), "approved"),
    Choice(RELEASED, C_("statement", "Released"), "closed"),
)
TO_CALL, REACHED, NO_ANSWER, CALL_BACK = "to_call", "reached", "no_answer", "call_back"
CALL_OUTCOMES = (
    Choice(TO_CALL, N_("To call"), "draft"),
    Choice(REACHED, N_("Reached"), "done"),
    Choice(NO_ANSWER, C_("call", "No answer"), "waiting"),
    Choice(CALL_BACK, N_("Will call back"), "running"),
)
KNOWN, UNKNOWN, DOING = "known", "unknown", "doing"
FACTS = (
    Choice(KNOWN, N_("Known")),
    Choice(UNKNOWN, N_("Not known yet")),
    Choice(DOING, N_("Being done")),
)
TRUTHS = (
    Choice("open", N_("Not verified yet"), "waiting"),
    Choice("false", C_("rumour", "False"), "rejected"),
    Choice("partly", C_("rumour", "Partly true"), "paused"),
    Choice("true", C_("rumour", "True"), "done"),
)
_BLANK = re.compile(r"\[[^\[\]\n]{1,80}\]")


def blanks(words: str) -> list[str]:
    """The named blanks of a text, brackets included, in order: “[hour]”."""
    return _BLANK.findall(words)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Incident(Record):
    """The dated file of a crisis opened from a scenario; a drill is one that is marked so everywhere."""

    key = "incident"
    one = N_("Incident")
    many = N_("Incidents")
    order = ("-started_at",)

    title: str = text(N_("Title"), required=True, listed=True)
    is_drill: bool = flag(N_("Drill"), own=True, listed=True)
    state: str = choice(N_("Status"), STATES, RUNNING, listed=True, own=True)
    level: str = choice(N_("Level"), LEVELS, "1", own=True, listed=True)
    phase: str = choice(N_("Phase"), PHASES, IMMEDIATE, own=True)
    scenario: int = link(N_("Scenario"), "scenario", own=True, listed=True)
    scenario_version: float | None = number(N_("Version of the scenario"), own=True)
    identity: str = text(N_("Identity"), own=True, searched=False)
    started_at: datetime | None = moment(N_("Started at"), own=True, listed=True)
    ended_at: datetime | None = moment(N_("Stood down at"), own=True, listed=True)
    next_update_at: datetime | None = moment(N_("Next update due"), own=True)
    language: str = choice(N_("Language"), LANGUAGES, "ar", own=True)
    chief: str = text(N_("Incident chief"))
    officer: str = text(N_("Communications officer"))
    place: str = text(N_("Place"))
    summary: str = long_text(N_("What happened"))
    cluster: str = choice(N_("Responsibility cluster"), CLUSTERS)
    history: bool = flag(N_("A similar crisis happened before, or our reputation is bad"))
    press_list: int = link(N_("Press list"), "press_list", own=True)
    staff_told_at: datetime | None = moment(N_("Staff told at"), own=True)
    first_statement_at: datetime | None = moment(N_("First statement at"), own=True)
    worked: str = long_text(N_("What worked"))
    failed: str = long_text(N_("What did not work"))
    reviewed_by: str = text(N_("Reviewed by"), own=True)
    reviewed_on: date | None = day(N_("Reviewed on"), own=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class IncidentRole(Record):
    """Who holds a role in this incident, with the numbers as they were when it began."""

    key = "incident_role"
    one = C_("incident", "Role in a crisis")
    many = C_("incident", "Roles in a crisis")
    title_field = "name"
    whole = "incident"
    order = ("id",)

    incident: int = link(N_("Incident"), "incident", required=True)
    name: Texts = texts(N_("Role in a crisis"), required=True, listed=True, limit=300)
    duty: Texts = texts(N_("Duty"))
    person: int = link(N_("Held by"), "colleague")
    holder: str = text(N_("Name"), listed=True)
    phone: str = address(N_("Telephone"), "phone", listed=True)
    deputy: str = text(N_("Deputy"), listed=True)
    deputy_phone: str = address(N_("Telephone of the deputy"), "phone", listed=True)
    verified_on: date | None = day(N_("Last verified"))
    code: str = address(N_("Code"), "code", own=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class IncidentStep(Record):
    """A step with its hour; who did it and when."""

    key = "incident_step"
    one = C_("incident", "Step")
    many = C_("incident", "Steps")
    title_field = "what"
    whole = "incident"
    order = ("due_at",)

    incident: int = link(N_("Incident"), "incident", required=True)
    what: Texts = texts(N_("What to do"), required=True, listed=True, limit=1000)
    phase: str = choice(N_("Phase"), PHASES, IMMEDIATE, listed=True)
    minutes: float | None = number(N_("Minutes after activation"), low=0, high=100_000)
    due_at: datetime | None = moment(N_("Due at"), listed=True)
    role: int = link(N_("Role in a crisis"), "incident_role", listed=True)
    source: str = text(N_("Source"))
    done_at: datetime | None = moment(N_("Done at"), own=True, listed=True)
    done_by: str = text(N_("Initials"), own=True, listed=True)
    not_needed: str = text(N_("Why it is not needed"), own=True)

    @property
    def is_open(self) -> bool:
        """True while the step is neither done nor set aside."""
        return self.done_at is None and not self.not_needed

    def is_late(self, now: datetime) -> bool:
        """True when it is open after its hour."""
        return self.is_open and self.due_at is not None and self.due_at < now


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class IncidentNotice(Record):
    """Somebody who must be told in this incident, and when they were."""

    key = "incident_notice"
    one = C_("incident", "Who must be told")
    many = C_("incident", "Those who must be told")
    title_field = "who"
    whole = "incident"
    order = ("due_at",)

    incident: int = link(N_("Incident"), "incident", required=True)
    who: Texts = texts(N_("Who"), required=True, listed=True, limit=300)
    group: str = choice(N_("Group"), GROUPS, "management", listed=True)
    due_at: datetime | None = moment(N_("Due at"), listed=True)
    name: str = text(N_("Name"))
    phone: str = address(N_("Telephone"), "phone", listed=True)
    level: str = choice(N_("From level"), LEVELS, "1")
    told_at: datetime | None = moment(N_("Told at"), own=True, listed=True)
    told_by: str = text(N_("Initials"), own=True, listed=True)
    note: str = text(N_("Note"))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Statement(SixParts):
    """What the hospital says in the crisis; it goes out only after the incident chief approved it."""

    key = "statement"
    one = N_("Statement")
    many = N_("Statements")
    whole = "incident"
    order = ("id",)

    incident: int = link(N_("Incident"), "incident", required=True)
    title: Texts = texts(N_("Title"), required=True, listed=True, limit=300)
    serial: float | None = number(N_("Number"), own=True, listed=True)
    state: str = choice(N_("Status"), STATEMENT_STATES, DRAFT, listed=True, own=True)
    audience: str = choice(N_("For"), AUDIENCES, "press", required=True, listed=True)
    staff_first: str = choice(N_("Staff must be told first"), YES_NO)
    staff_reason: str = text(N_("Why staff need not be told first"))
    begun_at: datetime | None = moment(N_("Begun at"), own=True)
    approved_by: str = text(C_("past", "Approved by"), own=True, listed=True)
    approved_at: datetime | None = moment(N_("Approved at"), own=True, listed=True)
    approval_minutes: float | None = number(N_("Minutes to approval"), own=True, unit="min")
    released_at: datetime | None = moment(N_("Released at"), own=True, listed=True)

    def settled(self) -> Statement:
        """With the whole minutes from its beginning to its approval."""
        if self.begun_at is None or self.approved_at is None:
            return replace(self, approval_minutes=None)
        return replace(self, approval_minutes=float((self.approved_at - self.begun_at) // timedelta(minutes=1)))

    def problems(self) -> list[Problem]:
        """Not telling the staff first has a reason."""
        if self.staff_first == NO and not self.staff_reason:
            return [Problem("staff_reason", sentence("Say why staff need not be told first."))]
        return []

    def blanks(self) -> list[str]:
        """The blanks left in any language that is written, in the order of the parts."""
        return [blank for name in PARTS for words in getattr(self, name).written() for blank in blanks(words)]


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class IncidentCall(Record):
    """A journalist on the call sheet of an incident and what came of calling them; the search finds the person."""

    key = "incident_call"
    one = N_("Press call")
    many = N_("Press calls")
    title_field = "name"
    whole = "incident"
    order = ("id",)

    incident: int = link(N_("Incident"), "incident", required=True)
    person: int = link(N_("Press contact"), "person")
    name: str = text(N_("Name"), required=True, listed=True, searched=False)
    outlet: str = text(N_("Media outlet"), listed=True, searched=False)
    phone: str = address(N_("Telephone"), "phone", listed=True, searched=False)
    phone2: str = address(N_("Second telephone"), "phone", searched=False)
    verified_on: date | None = day(N_("Last verified"))
    outcome: str = choice(N_("Outcome"), CALL_OUTCOMES, TO_CALL, own=True, listed=True)
    called_at: datetime | None = moment(N_("Called at"), own=True, listed=True)
    called_by: str = text(N_("Initials"), own=True)
    asked: str = text(N_("What they asked"), listed=True, limit=1000)
    deadline: datetime | None = moment(N_("The journalist’s deadline"))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Rumour(Record):
    """A claim that goes round: where it was seen, how dangerous it is, whether it is true, and what we answered."""

    key = "rumour"
    one = N_("Rumour")
    many = N_("Rumours")
    title_field = "claim"
    order = ("-seen_at",)

    claim: str = text(N_("Claim (in a rumour)"), required=True, listed=True, limit=1000)
    seen_at: datetime | None = moment(N_("Seen at"), required=True, listed=True)
    channel: str = text(N_("Channel"), listed=True)
    risk: str = choice(N_("Danger"), LEVELS, "1", listed=True)
    verified: str = choice(
        N_("Verification"),
        TRUTHS,
        "open",
        required=True,
        listed=True,
    )
    answer: str = long_text(N_("Our answer"))
    answered_at: datetime | None = moment(N_("Answered at"), listed=True)
    outcome: str = text(N_("Outcome"))
    incident: int = link(N_("Incident"), "incident", listed=True)
    issue: int = link(N_("Issue"), "issue", listed=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class PublicFact(Record):
    """One line of the public facts sheet: known, not known yet, or being done."""

    key = "public_fact"
    one = N_("Public fact")
    many = N_("Public facts")
    title_field = "what"
    whole = "incident"
    order = ("id",)

    incident: int = link(N_("Incident"), "incident", required=True)
    group: str = choice(C_("fact", "Kind"), FACTS, KNOWN, required=True, listed=True)
    what: str = text(C_("fact", "Fact"), required=True, listed=True, limit=1000)
    confirmed_by: str = text(N_("Confirmed by"), listed=True)
    at: datetime | None = moment(N_("When"), own=True, listed=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class SituationReport(Record):
    """A numbered report on a period of an incident, with when the next one is due."""

    key = "situation_report"
    one = N_("Situation report")
    many = N_("Situation reports")
    title_field = "situation"
    whole = "incident"
    order = ("serial",)

    incident: int = link(N_("Incident"), "incident", required=True)
    serial: float | None = number(N_("Number"), own=True, listed=True)
    since: datetime | None = moment(N_("Period from"), required=True, listed=True)
    until: datetime | None = moment(N_("Period to"), required=True, listed=True)
    situation: str = long_text(N_("Situation"), required=True)
    done: str = long_text(N_("What was done"))
    coming: str = long_text(N_("What comes next"))
    media: str = long_text(N_("What the media and the public say"))
    needs: str = long_text(N_("Needs and decisions asked for"))
    next_due: datetime | None = moment(N_("Next update due"), required=True, listed=True)
    issued_at: datetime | None = moment(N_("Issued at"), own=True, listed=True)
    issued_by: str = text(N_("Issued by"), own=True, listed=True)

    def problems(self) -> list[Problem]:
        """The period ends after it begins, and the next report comes after it."""
        found: list[Problem] = []
        if self.since and self.until and self.until < self.since:
            found.append(Problem("until", sentence("The end lies before the start. Correct one of the two.")))
        if self.until and self.next_due and self.next_due < self.until:
            found.append(Problem("next_due", sentence("The next update lies before the end of the period.")))
        return found


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ReviewLesson(Record):
    """What was learned from an incident or a drill, and the task that follows from it."""

    key = "review_lesson"
    one = C_("review", "Lesson learned")
    many = C_("review", "Lessons learned")
    title_field = "lesson"
    whole = "incident"
    order = ("id",)

    incident: int = link(N_("Incident"), "incident", required=True)
    lesson: str = text(N_("Lesson learned"), required=True, listed=True, limit=1000)
    task: str = text(N_("Task"), listed=True, limit=1000)
    owner: int = link(N_("Owner"), "colleague", listed=True)
    due_on: date | None = day(N_("Due on"), listed=True)
    done_on: date | None = day(N_("Done on"), listed=True)
    in_version: float | None = number(N_("Taken into version"), own=True, listed=True)
    proof: StoredFile | None = file(N_("Proof"))

    def problems(self) -> list[Problem]:
        """A task has somebody who does it and a day."""
        if self.task and not (self.owner and self.due_on):
            missing = "owner" if not self.owner else "due_on"
            return [Problem(missing, sentence("A task needs an owner and a day. Enter both."))]
        return []
