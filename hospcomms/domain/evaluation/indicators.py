"""From the records to what is judged: an objective and its result become a comparison, and the comparison a finding."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from hospcomms.domain.evaluation.advice import Moved, moved_of
from hospcomms.domain.evaluation.chain import ObjectiveLine, newest_measured, objective_line
from hospcomms.domain.evaluation.comparisons import Comparison, Dose
from hospcomms.domain.evaluation.designs import DOSE, EXPOSED
from hospcomms.domain.evaluation.planning import cluster_effect
from hospcomms.domain.evaluation.proportions import Group
from hospcomms.domain.evaluation.reading import read_count
from hospcomms.domain.evaluation.refusals import Uncountable
from hospcomms.domain.evaluation.several import control_flat
from hospcomms.domain.evaluation.verdicts import NOT_ASSESSABLE, Finding, judge
from hospcomms.domain.months import MONTHS, months_later
from hospcomms.domain.objectives import DECREASE, KEEP, PERCENT, Objective, Result
from hospcomms.domain.wording import Sentence, sentence


@dataclass(frozen=True)
class Indicator:
    """One objective with the result that answers it, and what that says; ``finding`` is None for other units
    than percent, of which no verdict is known. ``follow_up`` is a result of six months later or more.
    """

    objective: Objective
    line: ObjectiveLine
    finding: Finding | None
    follow_up: Result | None = None

    @property
    def result(self) -> Result | None:
        """The result that is judged."""
        return self.line.result

    @property
    def verdict(self) -> str:
        """The key of the verdict; not assessable where nothing can be judged."""
        return self.finding.verdict if self.finding else NOT_ASSESSABLE

    @property
    def moved(self) -> Moved | None:
        """What the rules of the recommendations look at."""
        return moved_of(self.objective.indicator, self.finding) if self.finding else None


def is_follow_up(result: Result, end: date | None) -> bool:
    """True for an outcome measured six months or more after the last day of the campaign (METHODS.md 1.4)."""
    return (
        end is not None
        and result.measured_on is not None
        and result.stage == "outcomes"
        and result.measured_on >= months_later(end, MONTHS)
    )


def indicators_of(objectives: Sequence[Objective], results: Sequence[Result], end: date | None) -> list[Indicator]:
    """Every objective judged by its newest result; those of six months later are kept apart as follow-up.

    When there is nothing but a follow-up, it is what is judged. What happened to the control items is taken into
    account for the others (METHODS.md 1.7, grade B, and 8.7).
    """
    controls = [_indicator(objective, results, end, None) for objective in objectives if objective.is_untargeted]
    aimed = [objective for objective in objectives if not objective.is_untargeted]
    bare = [_indicator(objective, results, end, None) for objective in aimed]
    flat = control_flat(*([one.finding for one in found if one.finding] for found in (bare, controls)))
    judged = bare if flat is None else [_indicator(objective, results, end, flat) for objective in aimed]
    return [*judged, *controls]


def _indicator(objective: Objective, results: Sequence[Result], end: date | None, flat: bool | None) -> Indicator:
    own = [result for result in results if result.objective == objective.id and result.stage == "outcomes"]
    later = [result for result in own if is_follow_up(result, end)]
    early = [result for result in own if result not in later]
    judged = early if newest_measured(early) or not newest_measured(later) else later
    line = objective_line(objective, judged)
    follow_up = newest_measured(later) if judged is early else None
    finding = judge(comparison_of(objective, line.result, flat)) if objective.unit == PERCENT else None
    return Indicator(objective, line, finding, follow_up)


def comparison_of(objective: Objective, result: Result | None, flat: bool | None = None) -> Comparison:
    """What an objective and its result say, as a comparison; what cannot be counted stands in its faults."""
    faults: list[Sentence] = []
    if result is None:
        result = Result()
    is_exposed = result.design == EXPOSED
    reference = (result.compared_value, result.compared_answers) if is_exposed else _baseline(objective)
    return Comparison(
        result.design,
        before=_group(*reference, _NO_REFERENCE if is_exposed else _NO_BASELINE, faults),
        after=_group(result.value, result.answers, _NO_ANSWERS, faults),
        gained=result.gained,
        lost=result.lost,
        other_before=_group(result.compared_baseline, result.compared_baseline_answers, _NO_REFERENCE, faults),
        other_after=None
        if is_exposed
        else _group(result.compared_value, result.compared_answers, _NO_REFERENCE, faults),
        doses=_doses(result, faults) if result.design == DOSE else (),
        is_randomised=result.is_randomised,
        control_flat=flat,
        is_clustered=result.in_groups,
        design_effect=design_effect(result.group_size, result.likeness) if result.in_groups else 1.0,
        direction=objective.direction,
        target_change=target_change(objective),
        topic=objective.topic,
        faults=tuple(faults),
    )


def with_answers(comparison: Comparison, n: float) -> Comparison:
    """The same shares as if every group had ``n`` answers: a thought experiment, nothing of it was measured.

    Of people who answered twice, the changed answers are scaled with them. Raises Uncountable for an ``n`` of 0 or
    less. Source: METHODS.md 2.1 (how an interval narrows with n).
    """

    def scaled(group: Group | None) -> Group | None:
        return None if group is None else Group.of_share(group.share, n)

    people = comparison.before.n if comparison.before is not None else None
    times = n / people if people else 1.0
    return replace(
        comparison,
        before=scaled(comparison.before),
        after=scaled(comparison.after),
        other_before=scaled(comparison.other_before),
        other_after=scaled(comparison.other_after),
        gained=None if comparison.gained is None else comparison.gained * times,
        lost=None if comparison.lost is None else comparison.lost * times,
        doses=tuple(replace(dose, group=Group.of_share(dose.group.share, n)) for dose in comparison.doses),
    )


def _baseline(objective: Objective) -> tuple[float | None, float | None]:
    return objective.baseline, objective.baseline_n


def target_change(objective: Objective) -> float | None:
    """The change aimed for as a fraction, positive in the wished direction; None without baseline or target."""
    if objective.baseline is None or objective.target is None or objective.direction == KEEP:
        return None
    sign = -1.0 if objective.direction == DECREASE else 1.0
    return sign * (objective.target - objective.baseline) / 100


def design_effect(group_size: float | None, likeness: float | None) -> float:
    """1 + (m - 1) rho for groups of ``group_size`` answers; 1 while one of both is not known (METHODS.md 2.1)."""
    if group_size is None or likeness is None:
        return 1.0
    try:
        return cluster_effect(group_size, likeness)
    except Uncountable:
        return 1.0


_NO_BASELINE = sentence("The number of answers of the baseline is missing. Enter it in the objective.")
_NO_ANSWERS = sentence("The number of answers of the result is missing. Enter it in the result.")
_NO_REFERENCE = sentence("The number of answers of the comparison group is missing. Enter it in the result.")


def _group(value: float | None, answers: float | None, lacking: Sentence, faults: list[Sentence]) -> Group | None:
    """The group of a percentage of so many answers; None when nothing was measured, a fault when n is missing."""
    if value is None:
        return None
    if answers is None:
        faults.append(lacking)
        return None
    try:
        return Group(_count(value, answers), answers)
    except Uncountable as fault:
        faults.append(fault.sentence)
        return None


def _count(value: float, answers: float) -> float:
    """How many people a percentage of ``answers`` was: the whole number printed as the same, else the exact part."""
    exact = value * answers / 100
    if not 0 < answers < math.inf or not math.isfinite(exact):
        return exact
    whole = float(round(exact))
    return whole if abs(100 * whole / answers - value) <= _PRINTED else exact


_PRINTED = 0.05
"""A percentage given with one decimal may be so far from the share it was rounded from."""


def _doses(result: Result, faults: list[Sentence]) -> tuple[Dose, ...]:
    """The levels of exposure as typed, one per line: score; answers; positive answers."""
    found = []
    for number, line in enumerate(result.levels.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(dose_of(line))
        except (Uncountable, ValueError):
            faults.append(
                sentence(
                    "Line {number} of the levels of exposure cannot be read. Write: score; answers; positive answers.",
                    number=number,
                )
            )
    return tuple(found)


def dose_of(line: str) -> Dose:
    """A level of exposure typed as “score; answers; positive answers”. Raises Uncountable or ValueError."""
    score, answers, positive = (part.strip() for part in line.replace("؛", ";").split(";"))
    n, x = read_count(answers), read_count(positive)
    if n is None or x is None:
        raise ValueError(line)
    return Dose(float(score.replace(",", ".").replace("٫", ".")), Group(x, n))
