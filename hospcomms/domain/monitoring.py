"""What the media say of the hospital: clips coded by a person, corrections asked for, issues, developments (MON)."""

from __future__ import annotations

from datetime import date, datetime

from hospcomms.domain.checks import Problem, days_in_order
from hospcomms.domain.fields import (
    Choice,
    Record,
    StoredFile,
    address,
    choice,
    day,
    file,
    files,
    flag,
    link,
    links,
    long_text,
    moment,
    number,
    tags,
    text,
)
from hospcomms.domain.press import WAYS
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_, sentence

PAPERS = (
    Choice("print", C_("clip", "Print")),
    Choice("television", N_("Television")),
    Choice("radio", N_("Radio")),
    Choice("web", C_("clip", "Web")),
    Choice("social", N_("Social network")),
)
TONES = (
    Choice("-2", N_("Very unfavourable (−2)"), "rejected"),
    Choice("-1", N_("Unfavourable (−1)"), "waiting"),
    Choice("0", N_("Neutral (0)"), "draft"),
    Choice("1", N_("Favourable (+1)"), "running"),
    Choice("2", N_("Very favourable (+2)"), "done"),
)
ACCURACY = (
    Choice("correct", N_("Correct"), "done"),
    Choice("incorrect", N_("Incorrect"), "rejected"),
    Choice("misleading", N_("Misleading"), "waiting"),
    Choice("omitted", N_("Leaves out what matters"), "paused"),
)
PROMINENCE = (
    Choice("front", N_("Front page or headline")),
    Choice("main", N_("Main subject")),
    Choice("part", N_("Part of the subject")),
    Choice("mention", N_("Mentioned in passing")),
)
ORIGINS = (
    Choice("release", N_("Our press release")),
    Choice("enquiry", N_("Answer to an enquiry")),
    Choice("event", N_("Our event")),
    Choice("own", N_("The outlet’s own initiative")),
    Choice("other", C_("origin", "Other")),
)
OUTCOMES = (
    Choice("waiting", C_("correction", "Waiting"), "waiting"),
    Choice("corrected", C_("correction", "Corrected"), "done"),
    Choice("reply", N_("Right of reply published"), "done"),
    Choice("refused", C_("correction", "Refused"), "rejected"),
    Choice("silent", N_("No answer"), "closed"),
)
NOVELTIES = (
    Choice("law", N_("Law or regulation")),
    Choice("campaign", C_("development", "Campaign of others")),
    Choice("trend", N_("Trend")),
    Choice("tool", N_("Tool or technique")),
    Choice("research", N_("Study or figures")),
    Choice("other", C_("development", "Other")),
)
DECISIONS = (
    Choice("open", C_("development", "To decide"), "waiting"),
    Choice("use", N_("Use it"), "done"),
    Choice("join", N_("Join it"), "done"),
    Choice("watch", N_("Keep watching"), "running"),
    Choice("leave", N_("Leave it"), "closed"),
)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Clip(Record):
    """One piece of coverage. Tone and accuracy are judged by a named person; reach stays unknown without a source."""

    key = "clip"
    one = N_("Media clip")
    many = N_("Media clips")
    order = ("-on",)

    title: str = text(N_("Headline"), required=True, listed=True)
    on: date | None = day(N_("Date"), required=True, listed=True)
    paper: str = choice(N_("Medium"), PAPERS, "print", required=True, listed=True)
    outlet: int = link(N_("Media outlet"), "outlet", listed=True)
    person: int = link(N_("Journalist"), "person", listed=True)
    at: str = text(N_("Page or time"), help=N_("Page of a paper, hour of a broadcast."))
    web: str = address(N_("Web address"), "web")
    scans: tuple[StoredFile, ...] = files(N_("Scans"), help=N_("Drag a picture or a PDF here."))
    summary: str = long_text(N_("Summary"))
    topics: tuple[str, ...] = tags(N_("Topics"), listed=True)
    tone: str = choice(N_("Tone"), TONES, listed=True)
    accuracy: str = choice(N_("Accuracy"), ACCURACY, listed=True)
    coder: str = text(N_("Coded by"), listed=True)
    coded_on: date | None = day(N_("Coded on"))
    prominence: str = choice(N_("Prominence"), PROMINENCE)
    origin: str = choice(N_("Origin"), ORIGINS)
    messages: tuple[int, ...] = links(N_("Key messages present"), "key_message")
    spokesperson: int = link(N_("Spokesperson quoted"), "colleague")
    reach: float | None = number(N_("People reached"), low=0, high=1e10, help=N_("Only with a source."))
    reach_source: str = text(N_("Source of the reach"))
    campaign: int = link(N_("Campaign"), "campaign", listed=True)
    release: int = link(N_("Press release"), "release")
    enquiry: int = link(N_("Press enquiry"), "enquiry")
    issue: int = link(N_("Issue"), "issue", listed=True)
    note: str = long_text(N_("Note"))

    def problems(self) -> list[Problem]:
        """A judgement carries the name of who made it; a reach carries its source."""
        found: list[Problem] = []
        if (self.tone or self.accuracy) and not self.coder:
            found.append(Problem("coder", sentence("Tone and accuracy are judged by a person. Enter their name.")))
        if self.reach is not None and not self.reach_source:
            said = sentence("A number of people reached needs its source. Enter it, or leave the number empty.")
            found.append(Problem("reach_source", said))
        return found

    @property
    def score(self) -> int | None:
        """The tone from −2 to +2, or None when nobody judged it."""
        return int(self.tone) if self.tone else None


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Correction(Record):
    """An outlet asked to correct what it said (MON-2)."""

    key = "correction"
    one = N_("Correction request")
    many = N_("Correction requests")
    title_field = "error"
    whole = "clip"
    order = ("-asked_on", "-id")

    clip: int = link(N_("Media clip"), "clip", required=True)
    error: str = text(N_("What is wrong"), required=True, listed=True, limit=1000)
    fact: str = text(N_("What is right"), listed=True, limit=1000, help=N_("With its source."))
    asked_on: date | None = day(N_("Sent on"), required=True, listed=True)
    way: str = choice(N_("How"), WAYS, "email")
    sent_to: str = text(N_("Sent to"), listed=True)
    outcome: str = choice(N_("Outcome"), OUTCOMES, "waiting", required=True, listed=True)
    outcome_on: date | None = day(N_("Outcome on"), listed=True)
    letter: StoredFile | None = file(N_("Letter"))

    def problems(self) -> list[Problem]:
        """An outcome does not come before the request."""
        return days_in_order(self, "asked_on", "outcome_on")


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class WatchRule(Record):
    """When so many unfavourable clips on one topic appear within some days, an issue is proposed (MON-5)."""

    key = "watch_rule"
    one = N_("Watch rule")
    many = N_("Watch rules")

    title: str = text(N_("Name"), required=True, listed=True)
    topics: tuple[str, ...] = tags(N_("Topics"), listed=True, help=N_("Any topic when empty."))
    tone: str = choice(N_("Tone at most"), TONES[:3], "-1", required=True, listed=True)
    clips: float | None = number(N_("Number of clips"), required=True, listed=True, low=2, high=1000)
    days: float | None = number(N_("Within days"), required=True, listed=True, low=1, high=366)
    active: bool = flag(N_("In use"), listed=True)


OPEN, WATCHED, CLOSED, DISMISSED = "open", "watched", "closed", "dismissed"
ISSUE_STATES = (
    Choice(OPEN, C_("issue", "Open"), "running"),
    Choice(WATCHED, C_("issue", "Watched"), "waiting"),
    Choice(CLOSED, C_("issue", "Closed"), "closed"),
    Choice(DISMISSED, C_("issue", "Not an issue"), "rejected"),
)
ISSUE_MOVES: dict[str, frozenset[str]] = {
    OPEN: frozenset({WATCHED, CLOSED}),
    WATCHED: frozenset({OPEN, CLOSED}),
    CLOSED: frozenset({OPEN}),
    DISMISSED: frozenset({OPEN}),
}


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Issue(Record):
    """A subject that could harm the hospital: clips, enquiries and more on it are joined here (MON-6)."""

    key = "issue"
    one = N_("Issue")
    many = N_("Issues")
    order = ("-opened_on",)

    title: str = text(N_("Subject"), required=True, listed=True)
    state: str = choice(N_("Status"), ISSUE_STATES, OPEN, listed=True, own=True)
    state_since: datetime | None = moment(N_("In this state since"), own=True, searched=False)
    opened_on: date | None = day(N_("Opened on"), required=True, listed=True)
    closed_on: date | None = day(N_("Closed on"), own=True, listed=True)
    topics: tuple[str, ...] = tags(N_("Topics"), listed=True)
    owner: str = text(N_("Owner"), listed=True)
    what: str = long_text(N_("What it is about"))
    concerned: str = long_text(N_("Who is concerned"))
    position: str = long_text(N_("Our position"))
    plan: str = long_text(N_("What we do"))
    review_on: date | None = day(N_("Next review"), listed=True)
    scenario: int = link(N_("Scenario"), "scenario", help=N_("What is activated should it become a crisis."))
    rule: int = link(N_("Proposed by the rule"), "watch_rule", own=True)
    outcome: str = long_text(N_("How it ended"))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Development(Record):
    """Something new outside: a law, a campaign, a trend; whether to use it or join it (MON-7)."""

    key = "development"
    one = N_("Development noted")
    many = N_("Developments noted")
    order = ("-noted_on",)

    title: str = text(N_("What is new"), required=True, listed=True)
    kind: str = choice(
        N_("Kind"),
        NOVELTIES,
        "trend",
        required=True,
        listed=True,
    )
    noted_on: date | None = day(N_("Noted on"), required=True, listed=True)
    source: str = text(N_("Source"), listed=True)
    web: str = address(N_("Web address"), "web")
    relevance: str = long_text(N_("Why it matters to us"))
    recommendation: str = long_text(N_("Recommendation"))
    decision: str = choice(
        N_("Decision"),
        DECISIONS,
        "open",
        required=True,
        listed=True,
    )
    decided_by: str = text(N_("Decided by"), listed=True)
    decided_on: date | None = day(N_("Decided on"), listed=True)
    review_on: date | None = day(N_("Next review"))
    issue: int = link(N_("Issue"), "issue")
    campaign: int = link(N_("Campaign"), "campaign")
    attachments: tuple[StoredFile, ...] = files(N_("Files"))

    def problems(self) -> list[Problem]:
        """A decision says who took it."""
        if self.decision not in ("", "open") and not self.decided_by:
            return [Problem("decided_by", sentence("Say who decided."))]
        return []
