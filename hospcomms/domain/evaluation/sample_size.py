"""What a planned survey can and cannot see, in words, before it is made.

For the plan page: the objective's baseline and target, the number of answers planned for each of two surveys, how
many people there are and whether answers come in groups. The arithmetic is ``planning``'s; METHODS.md 2.1.
"""

from __future__ import annotations

from dataclasses import dataclass

from hospcomms.domain.checks import Problem
from hospcomms.domain.evaluation.grades import FEWEST
from hospcomms.domain.evaluation.phrases import faults_of, is_usable, points, share, tenths, whole
from hospcomms.domain.evaluation.planning import (
    answers_needed,
    cluster_effect,
    people_to_ask,
    smallest_change,
    smallest_difference,
)
from hospcomms.domain.wording import N_, Label, Sentence, counted, sentence

TYPICAL = 0.05
"""The change planned for while no target is set: inside the range below [S]."""
NOTHING = 1e-9
"""A change smaller than this is what arithmetic leaves behind, not an aim."""
UNKNOWN_SHARE = 0.5
"""The share of the cautious case, taken while there is no baseline (METHODS.md 2.1)."""
PUBLISHED = sentence("Published campaigns change behaviour by {low} to {high} percentage points.", low=4, high=9)
"""METHODS.md 2.1: "a typical campaign effect (4-9 points)"; section 3: Snyder & Hamilton 2000, Snyder 2004."""
LABELS = {
    "planned": N_("Number of answers planned for each survey"),
    "population": N_("Number of people in the audience"),
    "group_size": N_("Mean number of answers in a group"),
    "likeness": N_("Likeness within a group (rho)"),
}
_SHARES = {"baseline": N_("Baseline value"), "target": N_("Target value")}


@dataclass(frozen=True)
class SurveyPlan:
    """A survey before and one after; None is not known. ``baseline`` and ``target`` are fractions from 0 to 1.

    ``planned`` is the number of answers of each survey. ``group_size`` (mean answers of a ward or class) and
    ``likeness`` (rho, 0 to 1) say how the answers cluster.
    """

    baseline: float | None = None
    target: float | None = None
    planned: float | None = None
    population: float | None = None
    group_size: float | None = None
    likeness: float | None = None


@dataclass(frozen=True)
class Outlook:
    """What the plan promises: the smallest change seen (a fraction), the answers needed each time, and the words.

    ``smallest`` is None when unknown or when no change could be seen; ``is_enough`` None while one side is unknown.
    """

    smallest: float | None
    needed: int | None
    design_effect: float
    is_enough: bool | None
    said: tuple[Sentence, ...]
    problems: tuple[Problem, ...] = ()


def outlook(plan: SurveyPlan) -> Outlook:
    """What the planned number of answers can see (80 % chance, 95 % confidence). Never raises.

    Source: METHODS.md 2.1, sample size per group, minimum detectable difference, finite population, cluster.
    """
    problems = _problems(plan)
    if problems:
        return Outlook(None, None, 1.0, None, tuple(problem.message for problem in problems), problems)
    effect, grouped = _groups(plan)
    smallest = _smallest(plan, effect)
    needed, aim = _needed(plan, effect)
    is_enough = None if plan.planned is None or needed is None else plan.planned >= needed
    said = (
        *_planned_said(plan, smallest),
        PUBLISHED,
        *_needed_said(plan, needed, aim, is_enough),
        *grouped,
    )
    return Outlook(smallest, needed, effect, is_enough, said)


def _problems(plan: SurveyPlan) -> tuple[Problem, ...]:
    found = faults_of(plan, LABELS)
    for name, label in _SHARES.items():
        value = getattr(plan, name)
        if value is not None and not (is_usable(value) and 0 <= value <= 1):
            message = sentence("{field} is a percentage and must lie between 0 and 100.", field=Label(label))
            found.append(Problem(name, message))
    wrong = {problem.field for problem in found}
    for name in ("planned", "population", "group_size"):
        value = getattr(plan, name)
        if name not in wrong and value is not None and value < 1:
            found.append(
                Problem(name, sentence("{field} must be at least {low}. Correct it.", field=_label(name), low=1))
            )
    if "likeness" not in wrong and plan.likeness is not None and plan.likeness > 1:
        message = sentence(
            "{field} must lie between {low} and {high}. Correct it.", field=_label("likeness"), low=0, high=1
        )
        found.append(Problem("likeness", message))
    if not found and plan.planned is not None and plan.population is not None and plan.planned > plan.population:
        message = sentence(
            "More answers are planned ({planned}) than there are people ({population}). Correct one of them.",
            planned=whole(plan.planned),
            population=whole(plan.population),
        )
        found.append(Problem("planned", message))
    return tuple(found)


def _label(name: str) -> Label:
    return Label(LABELS[name])


def _groups(plan: SurveyPlan) -> tuple[float, tuple[Sentence, ...]]:
    """The design effect 1 + (m - 1) rho and what it means (METHODS.md 2.1, cluster)."""
    if plan.group_size is None or plan.group_size == 1:
        return 1.0, ()
    if plan.likeness is None:
        said = sentence(
            "The answers come in groups, but their likeness is not known: these numbers hold for independent answers"
            " and are too favourable."
        )
        return 1.0, (said,)
    effect = cluster_effect(plan.group_size, plan.likeness)
    said = sentence(
        "Answers come in groups of about {size} with a likeness of {rho}: {effect} answers tell as much as one"
        " independent answer. The numbers above take this into account.",
        size=whole(plan.group_size),
        rho=plan.likeness,
        effect=tenths(effect),
    )
    return effect, (said,)


def _falls(plan: SurveyPlan) -> bool:
    return plan.baseline is not None and plan.target is not None and plan.target < plan.baseline


def _smallest(plan: SurveyPlan, effect: float) -> float | None:
    """The smallest change the plan can see, from the baseline or from 50 % (METHODS.md 2.1)."""
    if plan.planned is None:
        return None
    if plan.baseline is None:
        found = smallest_difference(plan.planned, UNKNOWN_SHARE, design_effect=effect, population=plan.population)
        return found if found <= 1 else None
    return smallest_change(
        plan.baseline, plan.planned, design_effect=effect, population=plan.population, falls=_falls(plan)
    )


def _planned_said(plan: SurveyPlan, smallest: float | None) -> tuple[Sentence, ...]:
    """What the planned number can and cannot see."""
    if plan.planned is None:
        return (sentence("The number of answers planned is not known yet."),)
    found = [_seen_said(plan, plan.planned, smallest)]
    if plan.planned < FEWEST:
        found.append(
            sentence("With fewer than {least} answers in a survey the result will not be assessable.", least=FEWEST)
        )
    return tuple(found)


def _seen_said(plan: SurveyPlan, planned: float, smallest: float | None) -> Sentence:
    if smallest == 0:
        return sentence("Everybody in the audience is asked: any change will be seen.")
    if smallest is None:
        return counted(
            "With {n} answer before and {n} after, no change can be seen reliably.",
            "With {n} answers before and {n} after, no change can be seen reliably.",
            int(planned),
        )
    if plan.baseline is None:
        return counted(
            "With {n} answer before and {n} after, changes under {points} cannot be seen reliably.",
            "With {n} answers before and {n} after, changes under {points} cannot be seen reliably.",
            int(planned),
            points=points(smallest),
        )
    return counted(
        "With {n} answer before and {n} after, changes under {points} from {baseline} cannot be seen reliably.",
        "With {n} answers before and {n} after, changes under {points} from {baseline} cannot be seen reliably.",
        int(planned),
        points=points(smallest),
        baseline=share(plan.baseline),
    )


def _needed(plan: SurveyPlan, effect: float) -> tuple[int | None, float | None]:
    """Answers each survey needs, and the share aimed for: the target, or the baseline and 5 points.

    None for both when the target equals the baseline. Source: METHODS.md 2.1, sample size per group.
    """
    start = UNKNOWN_SHARE if plan.baseline is None else plan.baseline
    if plan.target is not None and plan.baseline is not None:
        aim = plan.target
    else:
        aim = start + TYPICAL if start + TYPICAL <= 1 else start - TYPICAL
    if abs(aim - start) < NOTHING:
        return None, None
    return people_to_ask(answers_needed(start, aim), effect, plan.population), aim


def _needed_said(
    plan: SurveyPlan, needed: int | None, aim: float | None, is_enough: bool | None
) -> tuple[Sentence, ...]:
    """How many answers the change aimed for takes, and whether that many are planned."""
    if needed is None or aim is None:
        return (sentence("The target equals the baseline: there is no change to aim for."),)
    start = UNKNOWN_SHARE if plan.baseline is None else plan.baseline
    said = counted(
        "{n} answer each time would be needed to see a change of {points} from {baseline}.",
        "{n} answers each time would be needed to see a change of {points} from {baseline}.",
        needed,
        points=points(aim - start),
        baseline=share(start),
    )
    if plan.population is not None and needed >= plan.population:
        said = sentence("{said} That is everybody in the audience.", said=said)
    if is_enough is None:
        return (said,)
    if is_enough:
        return said, sentence("The number of answers planned is enough for this.")
    return said, sentence("The number of answers planned is not enough for this. Ask more people.")
