"""What is prepared before a crisis: the risks, and for each kind of crisis a scenario to activate (CRI-1, 2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hospcomms.domain.fields import (
    Choice,
    Record,
    Texts,
    address,
    choice,
    day,
    flag,
    link,
    long_text,
    number,
    text,
    texts,
)
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_

FIVE = tuple(Choice(str(n), str(n)) for n in range(1, 6))
LEVELS = (
    Choice("1", N_("Level 1"), "note"),
    Choice("2", N_("Level 2"), "soon"),
    Choice("3", N_("Level 3"), "late"),
)
IMMEDIATE, INTERMEDIATE, EXTENDED, STAND_DOWN = "immediate", "intermediate", "extended", "stand_down"
PHASES = (
    Choice(IMMEDIATE, N_("Immediate phase (0–2 h)")),
    Choice(INTERMEDIATE, N_("Intermediate phase (2–12 h)")),
    Choice(EXTENDED, N_("Extended phase (over 12 h)")),
    Choice(STAND_DOWN, N_("Stand-down phase")),
)
VICTIM, ACCIDENTAL, PREVENTABLE = "victim", "accidental", "preventable"
CLUSTERS = (
    Choice(VICTIM, N_("Victim crisis")),
    Choice(ACCIDENTAL, N_("Accidental crisis")),
    Choice(PREVENTABLE, N_("Preventable crisis")),
)
GROUPS = (
    Choice("management", N_("Management")),
    Choice("staff", C_("group", "Staff")),
    Choice("authority", N_("Authorities")),
    Choice("partner", C_("group", "Partners")),
    Choice("families", N_("Patients and families")),
    Choice("press", C_("group", "Press")),
    Choice("public", C_("group", "Public")),
)
AUDIENCES = tuple(one for one in GROUPS if one.key in ("press", "public", "staff", "families"))
PARTS = ("empathy", "facts", "unknown", "process", "commitment", "next_update")
"""The six parts of a statement, in the order in which it is said (CERC message worksheet)."""


def raised(cluster: str) -> str:
    """The cluster after a similar crisis or with a bad reputation: one up (Coombs 2007, METHODS 5.4)."""
    order = (VICTIM, ACCIDENTAL, PREVENTABLE)
    return order[min(2, order.index(cluster) + 1)] if cluster in order else cluster


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Risk(Record):
    """Something that may happen, how likely and how grave, and the scenario for the day it does."""

    key = "risk"
    one = N_("Risk")
    many = N_("Risk register")
    order = ("-score",)

    title: str = text(N_("Risk"), required=True, listed=True)
    likelihood: str = choice(N_("Likelihood (1–5)"), FIVE, "3", required=True, listed=True)
    impact: str = choice(N_("Impact (1–5)"), FIVE, "3", required=True, listed=True)
    score: float | None = number(N_("Likelihood × impact"), own=True, listed=True)
    signs: str = long_text(N_("Early signs"))
    measures: str = long_text(N_("What is done against it"))
    owner: int = link(N_("Owner"), "colleague", listed=True)
    scenario: int = link(N_("Scenario"), "scenario", listed=True)
    review_on: date | None = day(N_("Next review"), listed=True)
    note: str = long_text(N_("Note"))

    def settled(self) -> Risk:
        """With likelihood times impact, 1 to 25."""
        if not (self.likelihood and self.impact):
            return replace(self, score=None)
        return replace(self, score=float(int(self.likelihood) * int(self.impact)))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Scenario(Record):
    """A kind of crisis with all that is needed to run it; activating copies it into an incident."""

    key = "scenario"
    one = N_("Scenario")
    many = N_("Scenarios")
    order = ("title",)

    title: Texts = texts(N_("Title"), required=True, listed=True, limit=300)
    code: str = address(N_("Code"), "code", own=True)
    version: float | None = number(N_("Version"), own=True, listed=True)
    summary: Texts = texts(N_("What it is"))
    verification: Texts = texts(N_("How it is verified"), help=N_("Who confirms it before the scenario is activated."))
    cluster: str = choice(N_("Responsibility cluster"), CLUSTERS, required=True, listed=True)
    cluster_note: Texts = texts(N_("What moves it to another cluster"))
    press_list: int = link(N_("Press list"), "press_list", listed=True)
    review_on: date | None = day(N_("Next review"), listed=True)
    drill_on: date | None = day(N_("Next drill"), listed=True)
    printed_on: date | None = day(N_("Crisis pack printed on"), own=True, listed=True)
    printed_mark: str = text(N_("Mark of the printed pack"), own=True, searched=False)
    note: str = long_text(N_("Note"))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ScenarioQuestion(Record):
    """A question one answers with yes or no at activation; a yes means at least this level."""

    key = "scenario_question"
    one = N_("Activation question")
    many = N_("Activation questions")
    title_field = "question"
    whole = "scenario"
    order = ("id",)

    scenario: int = link(N_("Scenario"), "scenario", required=True)
    question: Texts = texts(N_("Question"), required=True, listed=True, limit=1000)
    level: str = choice(N_("Level if yes"), LEVELS, "1", required=True, listed=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ScenarioRole(Record):
    """A role in the crisis, the person who holds it and their deputy."""

    key = "scenario_role"
    one = N_("Role in a crisis")
    many = N_("Roles in a crisis")
    title_field = "name"
    whole = "scenario"
    order = ("id",)

    scenario: int = link(N_("Scenario"), "scenario", required=True)
    name: Texts = texts(N_("Role in a crisis"), required=True, listed=True, limit=300)
    duty: Texts = texts(N_("Duty"))
    person: int = link(N_("Held by"), "colleague", listed=True)
    deputy: int = link(N_("Deputy"), "colleague", listed=True)
    code: str = address(N_("Code"), "code", own=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ScenarioNotice(Record):
    """Somebody who must be told, from which level on, and within how many minutes."""

    key = "scenario_notice"
    one = N_("Who must be told")
    many = N_("Those who must be told")
    title_field = "who"
    whole = "scenario"
    order = ("minutes",)

    scenario: int = link(N_("Scenario"), "scenario", required=True)
    who: Texts = texts(N_("Who"), required=True, listed=True, limit=300)
    group: str = choice(N_("Group"), GROUPS, "management", required=True, listed=True)
    level: str = choice(N_("From level"), LEVELS, "1", required=True, listed=True)
    minutes: float | None = number(N_("Within minutes"), required=True, listed=True, low=0, high=100_000)
    person: int = link(N_("Member of staff"), "colleague", listed=True)
    phone: str = address(N_("Telephone"), "phone", listed=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ScenarioStep(Record):
    """One thing to do, in which phase, by whom, and how many minutes after activation."""

    key = "scenario_step"
    one = N_("Step")
    many = N_("Steps")
    title_field = "what"
    whole = "scenario"
    order = ("minutes",)

    scenario: int = link(N_("Scenario"), "scenario", required=True)
    what: Texts = texts(N_("What to do"), required=True, listed=True, limit=1000)
    phase: str = choice(N_("Phase"), PHASES, IMMEDIATE, required=True, listed=True)
    minutes: float | None = number(N_("Minutes after activation"), required=True, listed=True, low=0, high=100_000)
    role: int = link(N_("Role in a crisis"), "scenario_role", required=True, listed=True)
    source: str = text(N_("Source"))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class SixParts(Record):
    """What is said first in a crisis, in the six parts of CERC; the template and the statement add what else they are.

    Source: CDC, Crisis and Emergency Risk Communication (METHODS.md 5).
    """

    empathy: Texts = texts(N_("Empathy"))
    facts: Texts = texts(N_("What we know"))
    unknown: Texts = texts(N_("What we do not know yet"))
    process: Texts = texts(N_("What is being done to find out"))
    commitment: Texts = texts(N_("What we commit to"))
    next_update: Texts = texts(N_("Where to turn, and the next update"))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ScenarioStatement(SixParts):
    """A holding statement with named blanks in square brackets, in the six parts of CERC."""

    key = "scenario_statement"
    one = N_("Holding statement")
    many = N_("Holding statements")
    whole = "scenario"
    order = ("id",)

    scenario: int = link(N_("Scenario"), "scenario", required=True)
    title: Texts = texts(N_("Title"), required=True, listed=True, limit=300)
    audience: str = choice(N_("For"), AUDIENCES, "press", required=True, listed=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ScenarioAnswer(Record):
    """A hard question one must expect, and what can be answered before all is known."""

    key = "scenario_answer"
    one = N_("Likely question")
    many = N_("Likely questions")
    title_field = "question"
    whole = "scenario"
    order = ("id",)

    scenario: int = link(N_("Scenario"), "scenario", required=True)
    question: Texts = texts(N_("Question"), required=True, listed=True, limit=1000)
    answer: Texts = texts(N_("Answer"))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ScenarioVersion(Record):
    """When a version of a scenario began to hold, by whom and why."""

    key = "scenario_version"
    one = N_("Version of the scenario")
    many = N_("Versions of the scenario")
    title_field = "reason"
    whole = "scenario"
    order = ("-serial",)

    scenario: int = link(N_("Scenario"), "scenario", required=True)
    serial: float | None = number(N_("Version"), own=True, listed=True)
    on: date | None = day(N_("Since"), own=True, listed=True)
    by: str = text(N_("By"), own=True, listed=True)
    reason: str = text(N_("Why"), required=True, listed=True, limit=1000)
    after_drill: bool = flag(N_("After a drill"), own=True)
    incident: int = link(N_("After the incident"), "incident", own=True)
