"""What must be said beside a verdict: what the figures cannot know, and what would change it (METHODS.md 8)."""

from __future__ import annotations

import math

from hospcomms.domain.evaluation.comparisons import Comparison
from hospcomms.domain.evaluation.designs import DOSE, EXPOSED, PAIRED, PRE_POST
from hospcomms.domain.evaluation.figures import Figures
from hospcomms.domain.evaluation.grades import FEWEST
from hospcomms.domain.evaluation.phrases import includes_zero, points, tenths
from hospcomms.domain.evaluation.planning import answers_needed, people_to_ask
from hospcomms.domain.evaluation.proportions import FISHER, Interval
from hospcomms.domain.objectives import KEEP
from hospcomms.domain.wording import N_, Label, Sentence, counted, sentence

ALPHA = 0.05
_SEASON = sentence("There was no comparison group: a season or a general trend may explain part of what was found.")
_TREND = sentence("An item the campaign did not speak of moved as much: a general trend is the likely explanation.")
_RISE_OPEN = N_(
    "Without a target it cannot be told whether the answers were enough: a rise of {change} is not excluded."
)
_FALL_OPEN = N_(
    "Without a target it cannot be told whether the answers were enough: a fall of {change} is not excluded."
)
_CLUSTERED = sentence(
    "The answers were collected in groups and no design effect was entered: the interval may be wider than computed."
)
_UNEVEN = sentence(
    "More exposure went with more in some places and with less in others: check the channel and the small groups."
)
_EXACT = sentence("The counts are small, so the exact test was used.")
_CORRECTED = sentence("One of the counts is 0: for the ratios 0.5 was added to each of the four counts.")
_NO_RATIO = sentence("All or none answered so in both groups: ratios cannot be computed.")
_NO_PAIRED_RATIO = sentence("The same people answered twice: odds and risk ratios are not given.")


def cautions(comparison: Comparison, figures: Figures) -> list[Sentence]:
    """The notes of a judged comparison, the weightiest first."""
    notes = []
    if comparison.control_flat is False:
        notes.append(_TREND)
    notes += settings_faults(comparison)
    interval = figures.interval
    is_open = interval is not None and includes_zero(interval)
    if interval is not None and is_open:
        notes += _left_open(comparison, interval)
    notes += _of_answers(comparison)
    if comparison.control_flat is None and comparison.design in (PRE_POST, PAIRED):
        notes.append(_SEASON)
    if comparison.design == DOSE:
        notes += _of_doses(figures, is_open)
    return notes + _of_tests(comparison, figures)


def settings_faults(comparison: Comparison) -> list[Sentence]:
    """What was typed as a target change or a design effect and could not be used."""
    notes = []
    target, effect = comparison.target_change, comparison.design_effect
    if target is not None and comparison.aim is None and comparison.direction != KEEP:
        if target == 0:
            notes.append(sentence("The target equals the baseline: there is no change to aim for."))
        elif math.isfinite(target):
            notes.append(sentence("The target goes against the wished direction, so it was not used. Correct it."))
        else:
            notes.append(sentence("The target change is not a number, so it was not used. Correct it."))
    if comparison.effect != effect:
        notes.append(sentence("The design effect must be 1 or more. It was not used. Correct it."))
    return notes


def _left_open(comparison: Comparison, interval: Interval) -> list[Sentence]:
    """What an interval that includes 0 leaves possible."""
    low, high = _wished(interval, comparison.sign)
    if comparison.direction == KEEP:
        return [sentence("A fall of {change} is not excluded.", change=points(low))]
    aim = comparison.aim
    if aim is None:
        text = _RISE_OPEN if comparison.sign > 0 else _FALL_OPEN
        return [sentence(text, change=points(high))]
    needed = _needed(comparison, aim) if aim <= high else None
    return [] if needed is None else [needed]


def _needed(comparison: Comparison, aim: float) -> Sentence | None:
    """How many answers each group needs to see the change aimed for (METHODS.md 2.1, sample size per group)."""
    reference, _ = comparison.ends
    if reference is None or comparison.design not in (PRE_POST, EXPOSED, DOSE):
        return None
    wished = reference.share + comparison.sign * aim
    if not 0 <= wished <= 1:
        return sentence("The target lies outside 0 to 100%: it cannot be reached. Correct it.")
    return counted(
        "At least {n} answer in each group is needed to show a change of {change}.",
        "At least {n} answers in each group are needed to show a change of {change}.",
        people_to_ask(answers_needed(reference.share, wished), comparison.effect),
        change=points(aim),
    )


def _of_answers(comparison: Comparison) -> list[Sentence]:
    notes = []
    fewest = min(group.n for group in comparison.groups)
    if fewest < FEWEST:
        notes.append(
            counted(
                "A group has only {n} answer: below {least} no grade is given.",
                "A group has only {n} answers: below {least} no grade is given.",
                int(fewest),
                least=FEWEST,
            )
        )
    if comparison.is_clustered and comparison.effect == 1.0:
        notes.append(_CLUSTERED)
    return notes


def _of_doses(figures: Figures, is_open: bool) -> list[Sentence]:
    notes = [] if figures.is_monotone else [_UNEVEN]
    has_trend = figures.p is not None and figures.p < ALPHA
    if has_trend and is_open:
        notes.append(
            sentence("Over all levels together there is a trend, though the lowest and the highest alone show none.")
        )
    elif not has_trend and not is_open:
        notes.append(
            sentence("The lowest and the highest level differ, but over all levels together there is no trend.")
        )
    return notes


def _of_tests(comparison: Comparison, figures: Figures) -> list[Sentence]:
    notes = []
    if figures.test == FISHER:
        notes.append(_EXACT)
    if comparison.design == PAIRED:
        notes.append(_NO_PAIRED_RATIO)
    elif figures.odds_ratio is None:
        notes.append(_NO_RATIO)
    elif figures.odds_ratio.is_corrected:
        notes.append(_CORRECTED)
    return notes


def reversed_by(effect: float, verdict: str) -> Sentence:
    """The note that the design effect changed the verdict; ``verdict`` is the label it would have had without."""
    return sentence(
        "Taken one by one, the answers would have given “{verdict}”: the design effect of {effect} changes it.",
        verdict=Label(verdict),
        effect=tenths(effect),
    )


def _wished(interval: Interval, sign: float) -> tuple[float, float]:
    return (interval.low, interval.high) if sign > 0 else (-interval.high, -interval.low)
