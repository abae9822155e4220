"""The result chain of a campaign: six stages from inputs to impact, each against what was aimed for.

Stages are those of the AMEC framework (METHODS.md 1.1). The rules are METHODS.md section 8: a stage is worth
min(100, 100 x achieved change / target change); a change for the worse is 0 with an alarm; what was not
measured is neither 0 nor left out, it lowers the completeness. Nothing here judges whether a change is real:
there is no interval, no verdict and no score.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hospcomms.domain.activities import CANCELLED, Activity
from hospcomms.domain.objectives import KEEP, STAGES, Objective, Result, measured
from hospcomms.domain.wording import Sentence, counted, sentence

ORDER = tuple(choice.key for choice in STAGES)
"""inputs, activities, outputs, out_takes, outcomes, impact."""

REQUIRED: dict[str, frozenset[str]] = {
    "basic": frozenset({"activities", "outputs", "outcomes"}),
    "enhanced": frozenset({"inputs", "activities", "outputs", "out_takes", "outcomes"}),
    "comprehensive": frozenset(ORDER),
}
"""The stages each tier asks for. The tiers are those of the GCS evaluation cycle (METHODS.md 1.3), which does
not say which stages belong to which; outcomes are in every one because each campaign has an objective.
"""


@dataclass(frozen=True)
class Attained:
    """How far a change came: ``share`` in percent of what was aimed for, 0-100, and whether it went backwards."""

    share: float
    alarm: bool = False


@dataclass(frozen=True)
class ObjectiveLine:
    """One objective with its newest measured outcome.

    ``result`` None means not measured. ``change`` and ``aim`` are in the unit of the indicator (percentage
    points for percentages); ``attained`` is None while the value, the baseline or the target is not known.
    """

    objective: Objective
    result: Result | None
    change: float | None
    aim: float | None
    attained: Attained | None

    @property
    def value(self) -> float | None:
        """The value measured, None when not measured."""
        return self.result.value if self.result else None


@dataclass(frozen=True)
class Stage:
    """One stage: ``count`` of measured indicators (0: not measured), what is attained in percent and a sentence.

    ``attained`` is None when nothing was measured, and also when what was measured has nothing to compare with.
    """

    key: str
    count: int
    attained: Attained | None
    said: Sentence
    is_required: bool = False

    @property
    def is_measured(self) -> bool:
        """True when at least one indicator of the stage has a value."""
        return self.count > 0


@dataclass(frozen=True)
class Completeness:
    """How many of the six stages were measured, and how many of those the tier requires."""

    measured: int
    required: int
    required_measured: int
    stages: int = len(ORDER)

    @property
    def is_complete(self) -> bool:
        """True when every stage the tier requires was measured."""
        return self.required_measured == self.required


@dataclass(frozen=True)
class Chain:
    """The six stages in order, one line per objective, and how complete the measuring is."""

    stages: tuple[Stage, ...]
    objectives: tuple[ObjectiveLine, ...]
    completeness: Completeness


def attained_change(baseline: float, target: float, actual: float) -> Attained:
    """min(100, 100 x achieved change / target change) (METHODS.md 8.2).

    A change in the wrong direction is 0 with an alarm. The wished direction is that from the baseline to the
    target. Raises ValueError when the target equals the baseline: there is no change to aim for.
    """
    if target == baseline:
        raise ValueError(target)
    share = 100 * (actual - baseline) / (target - baseline)
    return Attained(min(max(share, 0.0), 100.0), alarm=share < 0)


def attained_value(planned: float, actual: float) -> Attained | None:
    """min(100, 100 x value / planned value); None when nothing was planned (0 or less has no share)."""
    if planned <= 0:
        return None
    return Attained(min(max(100 * actual / planned, 0.0), 100.0), alarm=actual < 0)


def attained_level(baseline: float, target: float, actual: float) -> Attained | None:
    """How far a level to be kept was kept: 100 at the target or above, else value / target.

    A value below both the target and the baseline sets the alarm. None for a target of 0 or less.
    """
    if actual >= target:
        return Attained(100.0)
    found = attained_value(target, actual)
    return None if found is None else Attained(found.share, alarm=actual < baseline)


def objective_line(objective: Objective, results: Iterable[Result]) -> ObjectiveLine:
    """An objective beside its newest outcome with a value; older ones and empty ones are passed over."""
    own = [result for result in results if result.objective == objective.id and result.stage == "outcomes"]
    newest = newest_measured(own)
    value = newest.value if newest else None
    baseline, target = objective.baseline, objective.target
    change = None if value is None or baseline is None else value - baseline
    aim = None if target is None or baseline is None else target - baseline
    return ObjectiveLine(objective, newest, change, aim, _attained(objective, value))


def newest_measured(results: Iterable[Result]) -> Result | None:
    """The result with a value that was measured last; an undated one counts as the oldest."""
    found = [result for result in results if result.value is not None]
    return max(found, key=lambda result: (result.measured_on or date.min, result.id), default=None)


def _attained(objective: Objective, value: float | None) -> Attained | None:
    if value is None or objective.baseline is None or objective.target is None:
        return None
    if objective.direction == KEEP:
        return attained_level(objective.baseline, objective.target, value)
    if objective.target == objective.baseline:
        return None
    return attained_change(objective.baseline, objective.target, value)


def chain(
    tier: str, objectives: Sequence[Objective], results: Sequence[Result], activities: Sequence[Activity] = ()
) -> Chain:
    """The whole chain of a campaign from its parts; ``tier`` says which stages are required.

    The activities stage is counted from the activities themselves when no result was entered for it.
    """
    lines = tuple(objective_line(objective, results) for objective in objectives)
    required = REQUIRED.get(tier, REQUIRED["basic"])
    found = tuple(_stage(key, lines, results, activities, is_required=key in required) for key in ORDER)
    done = {stage.key for stage in found if stage.is_measured}
    return Chain(found, lines, Completeness(len(done), len(required), len(done & required)))


def _stage(
    key: str,
    lines: Sequence[ObjectiveLine],
    results: Sequence[Result],
    activities: Sequence[Activity],
    *,
    is_required: bool,
) -> Stage:
    if key == "outcomes":
        return _outcomes(lines, is_required=is_required)
    entered = [result for result in results if result.stage == key]
    newest = [found for found in _newest_of_each(entered) if found.value is not None]
    if key == "activities" and not newest:
        return _done_activities(activities, is_required=is_required)
    if not newest:
        return Stage(key, 0, None, _why_not(entered), is_required)
    shares = [
        share
        for result in newest
        if result.planned is not None
        and result.value is not None
        and (share := attained_value(result.planned, result.value)) is not None
    ]
    attained = Attained(sum(share.share for share in shares) / len(shares)) if shares else None
    return Stage(key, len(newest), attained, _said(newest, len(shares)), is_required)


def _newest_of_each(results: Sequence[Result]) -> list[Result]:
    """Of every indicator measured more than once, the newest value; in the order of first entry."""
    by_indicator: dict[tuple[int, str, str], list[Result]] = {}
    for result in results:
        by_indicator.setdefault((result.objective, result.indicator, result.unit), []).append(result)
    return [newest_measured(group) or group[0] for group in by_indicator.values()]


def _outcomes(lines: Sequence[ObjectiveLine], *, is_required: bool) -> Stage:
    """The main indicator declared before the campaign; without one, the first that was measured; no control item."""
    aimed = [line for line in lines if not line.objective.is_untargeted]
    with_value = [line for line in aimed if line.value is not None]
    main = next((line for line in aimed if line.objective.is_primary), None)
    shown = main or next(iter(with_value), None)
    if shown is None or shown.result is None:
        said = sentence("The main indicator was not measured.") if main else _why_not([])
        return Stage("outcomes", len(with_value), None, said, is_required)
    return Stage("outcomes", len(with_value), shown.attained, change_said(shown), is_required)


def _done_activities(activities: Sequence[Activity], *, is_required: bool) -> Stage:
    counted_in = [activity for activity in activities if activity.status != CANCELLED]
    if not counted_in:
        return Stage("activities", 0, None, _why_not([]), is_required)
    done = sum(activity.done_share >= 1 for activity in counted_in)
    said = counted(
        "{done} of {n} activity carried out", "{done} of {n} activities carried out", len(counted_in), done=done
    )
    return Stage("activities", 1, Attained(100 * done / len(counted_in)), said, is_required)


def _why_not(entered: Sequence[Result]) -> Sentence:
    """Why a stage has no value: the note of the first entry made for it, or that nothing was entered."""
    if not entered:
        return sentence("No result entered.")
    note = next((result.note for result in entered if result.note), "")
    if note:
        return sentence("{indicator}: {note}", indicator=entered[0].indicator, note=note)
    return sentence("{indicator}: not measured", indicator=entered[0].indicator)


def _said(newest: Sequence[Result], compared: int) -> Sentence:
    """What stands under the bar: the figures of one indicator, or how many are averaged."""
    if len(newest) > 1 and compared:
        return counted("Mean of {n} indicator", "Mean of {n} indicators", compared)
    first = newest[0]
    if first.planned is None:
        return sentence(
            "{indicator}: {value}; no planned value to compare with",
            indicator=first.indicator,
            value=measured(first.value, first.unit),
        )
    return sentence(
        "{indicator}: {value}, planned {planned}",
        indicator=first.indicator,
        value=measured(first.value, first.unit),
        planned=measured(first.planned, first.unit),
    )


def change_said(line: ObjectiveLine) -> Sentence:
    """The change of an outcome in words: from the baseline to the value, and the target, as far as each is known."""
    objective = line.objective
    value = measured(line.value, objective.unit)
    if objective.baseline is None:
        return sentence("{indicator}: {value}; no baseline", indicator=objective.indicator, value=value)
    baseline = measured(objective.baseline, objective.unit)
    if objective.target is None:
        return sentence(
            "{indicator}: from {baseline} to {value}; no target set",
            indicator=objective.indicator,
            baseline=baseline,
            value=value,
        )
    return sentence(
        "{indicator}: from {baseline} to {value}, target {target}",
        indicator=objective.indicator,
        baseline=baseline,
        value=value,
        target=measured(objective.target, objective.unit),
    )
