"""An optional score from 0 to 100: the weighted mean of the stages that were measured.

METHODS.md 8.5 and section 0: no published framework gives weights, so the score is a convention of the
establishment. The weights are editable and equal by default, the formula stands beside the number, and a stage
that was not measured is named as missing: it is neither 0 nor left out in silence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hospcomms.domain.checks import Problem
from hospcomms.domain.evaluation.chain import Stage
from hospcomms.domain.evaluation.phrases import is_usable, share, tenths
from hospcomms.domain.objectives import STAGES
from hospcomms.domain.wording import N_, Label, Sentence, sentence

LABELS = {choice.key: choice.label for choice in STAGES}
EQUAL = 1.0
"""The weight of a stage nobody weighed (METHODS.md 8.5: default equal)."""
CONVENTION = N_(
    "No published method gives weights: this score is a convention of the establishment,"
    " to be read beside the stages and never alone."
)


@dataclass(frozen=True)
class Part:
    """One stage of the score: its key, its weight and what was attained (0 to 100); None was not measured."""

    stage: str
    weight: float
    attained: float | None


@dataclass(frozen=True)
class Score:
    """``value`` from 0 to 100 over the measured stages, None when there is none; why stands in ``said``.

    ``missing_share`` is the fraction of all weights that belongs to stages not measured.
    """

    value: float | None
    said: Sentence
    missing_said: Sentence | None = None
    missing_share: float = 0.0
    parts: tuple[Part, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def missing(self) -> tuple[Part, ...]:
        """The stages without a value, in the order of the chain."""
        return tuple(part for part in self.parts if part.attained is None)


def score(stages: Sequence[Stage], weights: Mapping[str, float] | None = None) -> Score:
    """The score of a chain; ``weights`` by stage key, 1 for a stage without one. Never raises.

    Sum of weight x attained / sum of weights, over the stages with a value. Source: METHODS.md 8.5.
    """
    given = weights or {}
    problems = (*weight_problems(given), *_stage_problems(stages))
    if problems:
        return Score(None, sentence("No score: the weights or the stages need a correction."), problems=problems)
    parts = tuple(
        Part(stage.key, float(given.get(stage.key, EQUAL)), stage.attained.share if stage.attained else None)
        for stage in stages
    )
    total = sum(part.weight for part in parts)
    measured = sum(part.weight for part in parts if part.attained is not None)
    if not total:
        said = sentence("All weights are 0. Give at least one stage a weight above 0.")
        return Score(None, said, parts=parts, problems=(Problem("", said),))
    missing_share = (total - measured) / total
    if not measured:
        said = sentence("No score: no stage that has a weight was measured.")
        return Score(None, said, _missing(parts, missing_share), missing_share, parts)
    value = sum(part.weight * part.attained for part in parts if part.attained is not None) / measured
    return Score(value, _formula(parts, measured, value), _missing(parts, missing_share), missing_share, parts)


def weight_problems(weights: Mapping[str, object]) -> tuple[Problem, ...]:
    """What is wrong with weights: no number, below 0, of no stage, all 0. Source: METHODS.md 8.5."""
    found = []
    for key, weight in weights.items():
        label = Label(LABELS.get(key, key))
        if key not in LABELS:
            found.append(Problem(key, sentence("“{stage}” is no stage of the chain. Remove its weight.", stage=label)))
        elif not is_usable(weight):
            message = sentence("The weight of “{stage}” is not a number. Type 0 or more.", stage=label)
            found.append(Problem(key, message))
        elif isinstance(weight, int | float) and weight < 0:
            message = sentence("The weight of “{stage}” is below 0. Type 0 or more.", stage=label)
            found.append(Problem(key, message))
    if not found and set(weights) == set(LABELS) and not any(weights.values()):
        found.append(Problem("", sentence("All weights are 0. Give at least one stage a weight above 0.")))
    return tuple(found)


def _stage_problems(stages: Sequence[Stage]) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            stage.key,
            sentence("What “{stage}” attained lies outside 0 to 100.", stage=Label(LABELS.get(stage.key, stage.key))),
        )
        for stage in stages
        if stage.attained is not None and not (is_usable(stage.attained.share) and 0 <= stage.attained.share <= 100)
    )


def _formula(parts: Sequence[Part], measured: float, value: float) -> Sentence:
    """The formula with this campaign's numbers in it (METHODS.md 8.5: printed next to the number)."""
    with_value = [(part, part.attained) for part in parts if part.attained is not None]
    return sentence(
        "Weighted mean of the stages measured: {parts}."
        " Sum of value × weight {sum} ÷ sum of weights {weights} = {value}.",
        parts=tuple(
            sentence(
                "{stage} {value} (weight {weight})",
                stage=Label(LABELS.get(part.stage, part.stage)),
                value=tenths(attained),
                weight=part.weight,
            )
            for part, attained in with_value
        ),
        sum=tenths(sum(part.weight * attained for part, attained in with_value)),
        weights=measured,
        value=tenths(value),
    )


def _missing(parts: Sequence[Part], missing_share: float) -> Sentence | None:
    """Which stages have no value and what share of the weights they hold; None when all have one."""
    missing = tuple(Label(LABELS.get(part.stage, part.stage)) for part in parts if part.attained is None)
    if not missing:
        return None
    return sentence(
        "Without a value to score: {stages}. Their share of the weights: {share}; the score says nothing about them.",
        stages=missing,
        share=share(missing_share),
    )
