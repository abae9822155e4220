"""Objectives in SMART form and the results that answer them (CAM-2, EVA-1)."""

from __future__ import annotations

from datetime import date

from hospcomms.domain.checks import Problem, errors, warning
from hospcomms.domain.evaluation.designs import CONTROLLED, DESIGNS, DOSE, EXPOSED, PAIRED, PRE_POST
from hospcomms.domain.evaluation.topics import TOPICS
from hospcomms.domain.fields import (
    Choice,
    Field,
    Record,
    StoredFile,
    choice,
    day,
    fields_of,
    file,
    flag,
    link,
    long_text,
    number,
    text,
)
from hospcomms.domain.grouping import (
    collected_in_groups,
    doubts_of_groups,
    idle_details,
    likeness_in_group,
    size_of_group,
)
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_, Label, Sentence, counted, sentence

INCREASE, DECREASE, KEEP = "increase", "decrease", "keep"
DIRECTIONS = (
    Choice(INCREASE, N_("Increase")),
    Choice(DECREASE, N_("Decrease")),
    Choice(KEEP, N_("Keep")),
)
BEHAVIOUR = "behaviour"
LEVELS = (
    Choice("awareness", C_("level", "Awareness")),
    Choice("knowledge", N_("Knowledge")),
    Choice("attitude", N_("Attitude")),
    Choice("intention", N_("Intention")),
    Choice(BEHAVIOUR, N_("Behaviour")),
    Choice("trust", N_("Trust and satisfaction")),
    Choice("service_use", N_("Use of a service")),
    Choice("impact", N_("Effect on health")),
)
PERCENT = "percent"
UNITS = (
    Choice(PERCENT, N_("Percent")),
    Choice("people", N_("People")),
    Choice("count", N_("Number")),
    Choice("score", N_("Score")),
)
STAGES = (
    Choice("inputs", N_("Inputs")),
    Choice("activities", N_("Activities")),
    Choice("outputs", N_("Outputs")),
    Choice("out_takes", N_("Out-takes")),
    Choice("outcomes", N_("Outcomes")),
    Choice("impact", N_("Impact")),
)
PLAUSIBLE_GAIN = 15.0
"""Percentage points: published campaigns average r = .09 for behaviour (METHODS.md 3.1 and 6.1)."""


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Objective(Record):
    """Increase, decrease or keep an indicator among an audience from a baseline to a target by a day."""

    key = "objective"
    one = C_("one", "Objective")
    many = N_("Objectives")
    title_field = "indicator"
    whole = "campaign"
    order = ("-is_primary", "id")

    campaign: int = link(N_("Campaign"), "campaign", required=True)
    indicator: str = text(N_("Indicator"), required=True, listed=True)
    direction: str = choice(N_("Direction"), DIRECTIONS, INCREASE, required=True, listed=True)
    level: str = choice(N_("Level"), LEVELS, "knowledge", listed=True)
    audience: int = link(N_("Target audience"), "audience", listed=True)
    unit: str = choice(N_("Unit"), UNITS, PERCENT, required=True)
    baseline: float | None = number(N_("Baseline value"), listed=True)
    baseline_n: float | None = number(N_("Baseline: number of answers"), low=1, high=1e9)
    baseline_date: date | None = day(N_("Baseline: date"))
    baseline_source: str = text(N_("Baseline: source"))
    target: float | None = number(N_("Target value"), listed=True)
    deadline: date | None = day(N_("Deadline"), listed=True)
    method: str = text(N_("Measured by"))
    planned_answers: float | None = number(
        N_("Answers planned for each survey"), low=1, high=1e7, help=N_("The plan shows what so many answers can see.")
    )
    topic: str = choice(
        N_("Topic to compare with"), TOPICS, help=N_("What published campaigns on this topic have reached.")
    )
    is_primary: bool = flag(N_("Main indicator"), help=N_("One main indicator is declared before the campaign."))
    is_untargeted: bool = flag(
        N_("Control item"), help=N_("Something the campaign does not speak of: it should stay as it was.")
    )

    def problems(self) -> list[Problem]:
        """Percentages lie within 0–100 and are asked about below 1; the target lies as wished; a gain is plausible."""
        found = [
            problem for name in ("baseline", "target") for problem in _within_percent(self, fields_of(Objective)[name])
        ]
        if errors(found) or self.baseline is None or self.target is None:
            return found
        gain = self.target - self.baseline
        if (self.direction == INCREASE and gain <= 0) or (self.direction == DECREASE and gain >= 0):
            return [
                *found,
                Problem(
                    "target",
                    sentence(
                        "The target value ({target}) does not go in the direction chosen from the baseline"
                        " value ({baseline}). Correct one of them.",
                        target=self.target,
                        baseline=self.baseline,
                    ),
                ),
            ]
        if self.level == BEHAVIOUR and self.unit == PERCENT and abs(gain) > PLAUSIBLE_GAIN:
            return [
                *found,
                warning(
                    "target",
                    sentence(
                        "A change of {gain} percentage points in behaviour is rarely reached: published"
                        " campaigns seldom exceed {limit}. Check the target value.",
                        gain=abs(gain),
                        limit=PLAUSIBLE_GAIN,
                    ),
                ),
            ]
        return found

    def gaps(self) -> list[Problem]:
        """What is still missing for the SMART form: baseline with n, date and source, target, day, method."""
        names: tuple[str, ...] = (
            "audience",
            "baseline",
            "baseline_date",
            "baseline_source",
            "target",
            "deadline",
            "method",
        )
        if self.unit == PERCENT:
            names = (*names, "baseline_n")
        if self.is_untargeted:
            names = tuple(name for name in names if name not in ("target", "deadline"))
        described = fields_of(Objective)
        return [
            Problem(name, sentence("{field} is missing. Fill it in.", field=Label(described[name].label)))
            for name in names
            if getattr(self, name) in (None, "", 0) and not (name == "baseline" and self.baseline == 0)
        ]


def smart(objective: Objective, audience: str) -> Sentence:
    """The objective as one sentence; ``audience`` is the name of who it is about, "" when not chosen.

    A control item aims at nothing, and is said to be one.
    """
    if objective.is_untargeted:
        return sentence(
            "Control item: “{indicator}”. The campaign does not speak of it, and it should stay as it was.",
            indicator=objective.indicator,
        )
    patterns = {
        INCREASE: N_(
            "Increase “{indicator}” among {audience} from {baseline} to {target} by {deadline}, measured by {method}."
        ),
        DECREASE: N_(
            "Decrease “{indicator}” among {audience} from {baseline} to {target} by {deadline}, measured by {method}."
        ),
        KEEP: N_(
            "Keep “{indicator}” among {audience} at {target} (from {baseline}) until {deadline}, measured by {method}."
        ),
    }
    return sentence(
        patterns[objective.direction],
        indicator=objective.indicator,
        audience=audience or Label(N_("everyone")),
        baseline=_aimed(objective.baseline, objective.unit),
        target=_aimed(objective.target, objective.unit),
        deadline=objective.deadline or Label(N_("a day not set yet")),
        method=objective.method or Label(N_("a method not set yet")),
    )


def _aimed(value: float | None, unit: str) -> Sentence:
    return sentence("a value not set yet") if value is None else measured(value, unit)


def measured(value: float | None, unit: str) -> Sentence:
    """A value with its unit in words; “not measured” when there is none, never 0."""
    if value is None:
        return sentence("not measured")
    if unit == "people" and value == int(value):
        return counted("{n} person", "{n} people", int(value))
    pattern = {PERCENT: N_("{value}%"), "score": N_("score {value}")}.get(unit, "{value}")
    return sentence(pattern, value=value)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Result(Record):
    """What was measured at one stage of the chain: value, number of answers, date, source, proof (EVA-1).

    ``planned`` is the value aimed for at this stage; an outcome takes it from its objective. ``value``
    None means not measured and is never taken for 0.
    """

    key = "result"
    one = N_("Result")
    many = N_("Results")
    title_field = "indicator"
    whole = "campaign"
    order = ("measured_on", "id")

    campaign: int = link(N_("Campaign"), "campaign", required=True)
    objective: int = link(N_("Objective"), "objective", listed=True)
    stage: str = choice(N_("Stage"), STAGES, "outcomes", required=True, listed=True)
    indicator: str = text(N_("Indicator"), required=True, listed=True)
    unit: str = choice(N_("Unit"), UNITS, PERCENT, required=True)
    planned: float | None = number(N_("Planned value"), listed=True)
    value: float | None = number(N_("Measured value"), listed=True)
    answers: float | None = number(N_("Number of answers"), listed=True, low=0, high=1e9)
    measured_on: date | None = day(N_("Measured on"), listed=True)
    source: str = text(N_("Source"), listed=True)
    design: str = choice(
        N_("How it was compared"),
        DESIGNS,
        PRE_POST,
        help=N_("Whether the same people answered twice, and whether there was a group to compare with."),
    )
    gained: float | None = number(N_("Changed from no to yes"), low=0, high=1e9)
    lost: float | None = number(N_("Changed from yes to no"), low=0, high=1e9)
    compared_baseline: float | None = number(N_("Comparison group: baseline value"))
    compared_baseline_answers: float | None = number(N_("Comparison group: answers before"), low=1, high=1e9)
    compared_value: float | None = number(N_("Comparison group: measured value"))
    compared_answers: float | None = number(N_("Comparison group: answers"), low=1, high=1e9)
    levels: str = long_text(
        N_("Levels of exposure"),
        help=N_("One line for each level: its score, the number of answers, the positive ones. Example: 0; 80; 12"),
    )
    is_randomised: bool = flag(N_("The groups were drawn by lot"))
    in_groups: bool = collected_in_groups()
    group_size: float | None = size_of_group()
    likeness: float | None = likeness_in_group()
    proof: StoredFile | None = file(N_("Proof"))
    note: str = long_text(N_("Note"))

    def problems(self) -> list[Problem]:
        """Percentages lie within 0–100 and are asked about below 1; outcomes have an objective, values a source."""
        found = [
            problem
            for name in ("planned", "value", "compared_baseline", "compared_value")
            for problem in _within_percent(self, fields_of(Result)[name])
        ]
        if self.stage == "outcomes" and not self.objective:
            found.append(Problem("objective", sentence("An outcome belongs to an objective. Choose the objective.")))
        if self.value is not None and (self.measured_on is None or not self.source):
            found.append(warning("source", sentence("The measured value has no date or no source. Add both.")))
        if self.answers == 0:
            found.append(
                Problem(
                    "answers",
                    sentence("Nobody answered, so nothing was measured. Leave the value and the answers empty."),
                )
            )
        found += doubts_of_groups(self.likeness, in_groups=self.in_groups)
        if self.answers is not None and (self.gained or 0) + (self.lost or 0) > self.answers:
            found.append(
                Problem(
                    "gained",
                    sentence("More people changed their answer than answered. Correct the numbers."),
                )
            )
        return found

    def idle(self) -> frozenset[str]:
        """The fields that mean nothing with the stage, unit and design chosen."""
        needed = _NEEDED.get(self.design, ()) if self.stage == "outcomes" and self.unit == PERCENT else ()
        idle = {name for names in _NEEDED.values() for name in names} - set(needed)
        if self.stage != "outcomes" or self.unit != PERCENT:
            idle |= {"design", "in_groups"}
        return frozenset(idle) | idle_details(in_groups=self.in_groups)


_COMPARED = ("compared_value", "compared_answers")
_NEEDED: dict[str, tuple[str, ...]] = {
    PAIRED: ("gained", "lost"),
    EXPOSED: (*_COMPARED, "is_randomised"),
    CONTROLLED: (*_COMPARED, "compared_baseline", "compared_baseline_answers", "is_randomised"),
    DOSE: ("levels",),
}
"""The fields only one design needs."""


def _within_percent(record: Objective | Result, field: Field) -> list[Problem]:
    value = getattr(record, field.name)
    if record.unit != PERCENT or value is None or value in (0, 1) or 1 < value <= 100:
        return []
    if 0 < value < 1:
        return [
            warning(
                field.name,
                sentence(
                    "{value}% is less than 1%. If {meant}% is meant, type {meant}.",
                    value=value,
                    meant=round(value * 100, 10),
                ),
            )
        ]
    return [
        Problem(
            field.name,
            sentence("{field} is a percentage and must lie between 0 and 100.", field=Label(field.label)),
        )
    ]
