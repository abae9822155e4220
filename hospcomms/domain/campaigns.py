"""Campaigns: the five-step plan (OASIS), its states and moves, and what is missing before each."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from hospcomms.domain.checks import Problem, days_in_order
from hospcomms.domain.fields import (
    Choice,
    Record,
    StoredFile,
    Texts,
    choice,
    day,
    fields_of,
    files,
    flag,
    link,
    long_text,
    moment,
    money,
    number,
    percent,
    tags,
    text,
    texts,
)
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_, Label, sentence

DRAFT, SUBMITTED, APPROVED, RUNNING = "draft", "submitted", "approved", "running"
PAUSED, CLOSED, EVALUATED = "paused", "closed", "evaluated"
STATES = (
    Choice(DRAFT, C_("campaign", "Draft"), "draft"),
    Choice(SUBMITTED, C_("campaign", "Submitted"), "waiting"),
    Choice(APPROVED, C_("campaign", "Approved"), "approved"),
    Choice(RUNNING, C_("campaign", "Running"), "running"),
    Choice(PAUSED, C_("campaign", "Paused"), "paused"),
    Choice(CLOSED, C_("campaign", "Closed"), "closed"),
    Choice(EVALUATED, C_("campaign", "Evaluated"), "evaluated"),
)
MOVES: dict[str, frozenset[str]] = {
    DRAFT: frozenset({SUBMITTED}),
    SUBMITTED: frozenset({APPROVED, DRAFT}),
    APPROVED: frozenset({RUNNING, DRAFT}),
    RUNNING: frozenset({PAUSED, CLOSED}),
    PAUSED: frozenset({RUNNING, CLOSED}),
    CLOSED: frozenset({EVALUATED, RUNNING}),
    EVALUATED: frozenset({CLOSED}),
}
KINDS = (
    Choice("awareness", N_("Awareness")),
    Choice("service", N_("Service promotion")),
    Choice("image", N_("Institutional image")),
    Choice("internal", C_("campaign", "Internal")),
    Choice("community", N_("Community initiative")),
    Choice("recruitment", N_("Recruitment")),
    Choice("crisis", C_("campaign", "Crisis")),
)
TIERS = (
    Choice("basic", N_("Basic tier")),
    Choice("enhanced", N_("Enhanced tier")),
    Choice("comprehensive", N_("Comprehensive tier")),
)

YES, NO = "yes", "no"
YES_NO = (Choice(YES, N_("Yes")), Choice(NO, N_("No")))


def may_move(state: str, to: str) -> bool:
    """True when the table of moves allows going from ``state`` to ``to``."""
    return to in MOVES[state]


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class InstitutionObjective(Record):
    """An objective of the establishment itself, which campaigns serve (CAM-2)."""

    key = "institution_objective"
    one = N_("Institution objective")
    many = N_("Institution objectives")

    title: str = text(N_("Objective"), required=True, listed=True)
    year: float | None = number(N_("Year"), listed=True, low=1900, high=2200)
    owner: str = text(N_("Owner"), listed=True)
    description: str = long_text(N_("Description"))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Campaign(Record):
    """A planned sequence of communications for a measurable outcome, in five steps (GCS OASIS)."""

    key = "campaign"
    one = C_("one", "Campaign")
    many = N_("Campaigns")
    order = ("-start",)  # one field: its index then gives the first page of a long list at once

    title: str = text(N_("Title"), required=True, listed=True)
    kind: str = choice(N_("Type"), KINDS, "awareness", required=True, listed=True)
    state: str = choice(N_("Status"), STATES, DRAFT, listed=True, own=True)
    state_since: datetime | None = moment(N_("In this state since"), own=True, searched=False)
    state_by: str = text(N_("Changed by"), own=True, searched=False)
    start: date | None = day(N_("Start"), listed=True)
    end: date | None = day(N_("End"), listed=True)
    progress: float | None = percent(N_("Progress"), listed=True, own=True, searched=False)
    budget: Decimal | None = money(N_("Planned budget"), listed=True, own=True, searched=False)
    owner: str = text(N_("Owner"))
    themes: tuple[str, ...] = tags(N_("Themes"), help=N_("Lessons of earlier campaigns are found by theme."))
    institution_objective: int = link(N_("Institution objective"), "institution_objective")
    situation: str = long_text(N_("Situation"), help=N_("What the problem is, with figures and their source."))
    insight: str = long_text(N_("What is known of the audience"))
    strategy: str = long_text(N_("Strategy"), help=N_("How the campaign will move the audience, and why so."))
    implementation: str = long_text(N_("How it is carried out"))
    evaluation: str = long_text(
        N_("Evaluation plan"), help=N_("What is measured, when, by whom, with how many answers.")
    )
    tier: str = choice(N_("Evaluation tier"), TIERS, "basic")
    eligible: float | None = number(
        N_("People the campaign is for"), low=0, high=1e10, help=N_("The whole target population.")
    )
    reached: float | None = number(N_("People reached"), low=0, high=1e10)
    engaged: float | None = number(
        N_("People engaged"), low=0, high=1e10, help=N_("Those who came, asked, replied or signed up.")
    )
    impressions: float | None = number(N_("Times shown or heard"), low=0, high=1e13)
    settings_invited: float | None = number(
        N_("Places asked to take part"), low=0, high=1e6, help=N_("Wards, clinics, schools, partners.")
    )
    settings_joined: float | None = number(N_("Places that took part"), low=0, high=1e6)
    kept_up: str = choice(N_("Still carried on after six months"), YES_NO)
    weights: str = text(N_("Weights of the stages"), own=True, searched=False)
    is_template: bool = flag(N_("Template"), help=N_("A template is copied to start a campaign; it never runs itself."))
    limits: str = long_text(N_("Limits of the evaluation"))
    attachments: tuple[StoredFile, ...] = files(N_("Files"))

    def problems(self) -> list[Problem]:
        """The end may not come before the start; a part is not larger than its whole."""
        return [
            *days_in_order(self, "start", "end"),
            *_at_most(self, "reached", "eligible"),
            *_at_most(self, "settings_joined", "settings_invited"),
        ]


def _at_most(campaign: Campaign, part: str, whole: str) -> list[Problem]:
    size, limit = getattr(campaign, part), getattr(campaign, whole)
    if size is None or limit is None or size <= limit:
        return []
    described = fields_of(Campaign)
    return [
        Problem(
            part,
            sentence(
                "{part} cannot be more than {whole}. Correct one of them.",
                part=Label(described[part].label),
                whole=Label(described[whole].label),
            ),
        )
    ]


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Segment(Record):
    """One audience of a campaign, and what is known of it here (step 2)."""

    key = "segment"
    one = N_("Audience of the campaign")
    many = N_("Audiences of the campaign")
    title_field = "insight"
    whole = "campaign"
    order = ("id",)

    campaign: int = link(N_("Campaign"), "campaign", required=True)
    audience: int = link(N_("Target audience"), "audience", required=True, listed=True)
    insight: str = text(N_("Why this audience"), listed=True)
    is_primary: bool = flag(N_("Main audience"), listed=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class KeyMessage(Record):
    """A key message with its supporting facts, for one audience, in up to three languages (CAM-4)."""

    key = "key_message"
    one = N_("Key message")
    many = N_("Key messages")
    title_field = "wording"
    whole = "campaign"
    order = ("id",)

    campaign: int = link(N_("Campaign"), "campaign", required=True)
    audience: int = link(N_("Target audience"), "audience", listed=True)
    wording: Texts = texts(N_("Message"), required=True, listed=True)
    facts: str = long_text(N_("Supporting facts"), listed=True)
    source: str = text(N_("Source of the facts"))
