"""Awareness programmes and community initiatives: the problem, the model behind, partners and what lasts (AWA-2, 5)."""

from __future__ import annotations

from datetime import date

from hospcomms.domain.campaigns import DRAFT, STATES
from hospcomms.domain.checks import Problem, days_in_order, warning
from hospcomms.domain.fields import (
    Choice,
    Record,
    StoredFile,
    address,
    choice,
    choices,
    day,
    file,
    files,
    link,
    long_text,
    number,
    tags,
    text,
)
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_, sentence

COMMUNITY = "community"
KINDS = (
    Choice("awareness", N_("Awareness programme")),
    Choice("education", N_("Health education")),
    Choice("screening", N_("Screening programme")),
    Choice(COMMUNITY, N_("Community initiative")),
)
SETTINGS = (
    Choice("hospital", C_("setting", "Hospital")),
    Choice("health_centre", N_("Health centre")),
    Choice("school", C_("setting", "School")),
    Choice("university", N_("University")),
    Choice("mosque", C_("setting", "Mosque")),
    Choice("workplace", N_("Workplace")),
    Choice("association", N_("Association")),
    Choice("public", N_("Public place")),
    Choice("home", N_("At home")),
    Choice("online", C_("setting", "Online")),
    Choice("other", C_("setting", "Other")),
)
MODELS = (
    Choice("hbm", N_("Health Belief Model")),
    Choice("stages", N_("Stages of change")),
    Choice("four_p", N_("Social marketing, the 4 Ps")),
    Choice("precede", N_("PRECEDE-PROCEED")),
    Choice("p_process", N_("P-Process")),
)
YES, PARTLY, NO = "yes", "partly", "no"
STILL = (
    Choice(YES, C_("follow-up", "Carried on")),
    Choice(PARTLY, N_("Carried on in part")),
    Choice(NO, N_("Not carried on")),
)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Programme(Record):
    """A programme of health education; its objectives, activities, budget and evaluation are those of its campaign.

    ``campaign`` is made with the programme; ``state`` is the campaign's, and title and days are the same in both.
    """

    key = "programme"
    one = N_("Programme")
    many = N_("Programmes")
    order = ("-start",)

    title: str = text(N_("Title"), required=True, listed=True)
    kind: str = choice(C_("programme", "Type"), KINDS, "awareness", required=True, listed=True)
    state: str = choice(N_("Status"), STATES, DRAFT, listed=True, own=True)
    start: date | None = day(N_("Start"), listed=True)
    end: date | None = day(N_("End"), listed=True)
    owner: str = text(N_("Owner"), listed=True)
    observance: int = link(N_("Health day"), "observance", listed=True)
    audience: int = link(N_("Target audience"), "audience", listed=True)
    campaign: int = link(N_("Campaign that carries it"), "campaign", own=True)
    settings: tuple[str, ...] = choices(N_("Where it takes place"), SETTINGS)
    problem: str = long_text(N_("The problem"), help=N_("What is wrong, for whom, and what is known of its causes."))
    behaviour: str = long_text(
        N_("The behaviour hoped for"), help=N_("Who is to do what, when and how often; one behaviour at a time.")
    )
    models: tuple[str, ...] = choices(N_("Planning models"), MODELS, help=N_("Each asks its own questions."))
    need: str = long_text(N_("Who asked for it, and why"))
    lasting: str = long_text(N_("What is to last, and who carries it on"))
    themes: tuple[str, ...] = tags(N_("Themes"))
    note: str = long_text(N_("Note"))
    attachments: tuple[StoredFile, ...] = files(N_("Files"))

    def problems(self) -> list[Problem]:
        """The end does not come before the start."""
        return days_in_order(self, "start", "end")

    def idle(self) -> frozenset[str]:
        """Who asked for it is told of community initiatives."""
        return frozenset() if self.kind == COMMUNITY else frozenset({"need"})


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ProblemFigure(Record):
    """One figure that shows the problem: what, how much, where, in which year, from which source."""

    key = "problem_figure"
    one = N_("Figure of the problem")
    many = N_("Figures of the problem")
    title_field = "indicator"
    whole = "programme"
    order = ("id",)

    programme: int = link(N_("Programme"), "programme", required=True)
    indicator: str = text(N_("Indicator"), required=True, listed=True)
    value: float | None = number(C_("figure", "Value"), listed=True)
    unit: str = text(N_("Unit"), listed=True, help=N_("%, cases a year, cases per 100,000 people …"))
    place: str = text(N_("Place"), listed=True)
    year: float | None = number(N_("Year"), listed=True, low=1900, high=2200)
    source: str = text(N_("Source"), listed=True)

    def problems(self) -> list[Problem]:
        """A figure without a source or a year is asked about."""
        if self.value is not None and not (self.source and self.year):
            return [warning("source", sentence("The figure has no source or no year. Add both."))]
        return []


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ModelAnswer(Record):
    """The answer to one guided question of a planning model; ``question`` is its key (see ``planning_models``)."""

    key = "model_answer"
    one = N_("Answer to a planning question")
    many = N_("Answers to planning questions")
    title_field = "answer"
    whole = "programme"
    order = ("model", "id")

    programme: int = link(N_("Programme"), "programme", required=True)
    model: str = choice(N_("Planning model"), MODELS, required=True, listed=True)
    question: str = text(C_("key", "Question"), required=True, listed=True, limit=60)
    answer: str = long_text(N_("Answer"), required=True, listed=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ProgrammePartner(Record):
    """Who carries a programme together with the hospital, and what they bring."""

    key = "programme_partner"
    one = C_("one", "Partner")
    many = N_("Partners")
    title_field = "name"
    whole = "programme"
    order = ("id",)

    programme: int = link(N_("Programme"), "programme", required=True)
    name: str = text(N_("Name"), required=True, listed=True)
    contact: str = text(N_("Contact person"), listed=True)
    phone: str = address(N_("Telephone"), "phone", listed=True)
    email: str = address(N_("E-mail"), "email")
    brings: str = text(N_("What they bring"), listed=True, limit=1000)
    agreed_on: date | None = day(N_("Agreed on"), listed=True)
    paper: StoredFile | None = file(N_("Agreement"))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class FollowUp(Record):
    """What is left of a programme some months after its end (RE-AIM maintenance)."""

    key = "follow_up"
    one = N_("Follow-up")
    many = N_("Follow-ups")
    title_field = "finding"
    whole = "programme"
    order = ("due", "id")

    programme: int = link(N_("Programme"), "programme", required=True)
    due: date | None = day(N_("Due on"), required=True, listed=True)
    done_on: date | None = day(N_("Done on"), listed=True)
    still: str = choice(N_("Is it carried on?"), STILL, listed=True)
    indicator: str = text(N_("Indicator"), listed=True)
    value: float | None = number(N_("Measured value"), listed=True)
    answers: float | None = number(N_("Number of answers"), low=0, high=1e9)
    source: str = text(N_("Source"))
    finding: str = text(N_("What was found"), listed=True, limit=1000)

    def problems(self) -> list[Problem]:
        """What is done says whether it is carried on."""
        if self.done_on and not self.still:
            return [Problem("still", sentence("It is done: say whether the programme is carried on."))]
        if self.still and not self.done_on:
            return [Problem("done_on", sentence("An answer is given: say on which day it was found."))]
        return []
