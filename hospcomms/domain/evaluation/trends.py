"""Beyond two groups: change against a comparison group, a trend over exposure, several indicators at once.

Shares are fractions; a design effect counts as in ``proportions``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hospcomms.domain.evaluation.proportions import (
    LEVEL,
    Group,
    Interval,
    Ratio,
    normal_p,
    normal_quantile,
    odds_ratio,
)
from hospcomms.domain.evaluation.refusals import Uncountable, check_design_effect, check_within
from hospcomms.domain.wording import sentence


@dataclass(frozen=True, slots=True)
class DifferenceInDifferences:
    """How much more the campaign's group changed than the comparison group, in fractions from -2 to 2.

    ``error``, ``interval``, ``z`` and ``p`` are None when all four shares are 0 or 1; ``odds_ratio`` is None when one
    of the two ratios cannot be computed.
    """

    difference: float
    error: float | None
    interval: Interval | None
    z: float | None
    p: float | None
    odds_ratio: Ratio | None


@dataclass(frozen=True, slots=True)
class Trend:
    """A trend of shares over rising doses: ``z`` above 0 when they rise, two-sided ``p``.

    ``is_monotone`` is False when a higher dose goes both with more and with less: check the channel and small cells.
    """

    z: float
    p: float
    is_monotone: bool
    shares: tuple[float, ...]


def difference_in_differences(
    after: Group,
    before: Group,
    comparison_after: Group,
    comparison_before: Group,
    design_effect: float = 1.0,
    level: float = LEVEL,
) -> DifferenceInDifferences:
    """(after - before) of the campaign's group minus the same of a comparison group, on both scales.

    Raises Uncountable for a design effect below 1 or a level outside (0, 1).
    Source: METHODS.md 2.1, difference-in-differences (SE over the four cells; OR_did = OR_campaign/OR_comparison).
    """
    check_design_effect(design_effect)
    quantile = normal_quantile(level)
    value = (after.share - before.share) - (comparison_after.share - comparison_before.share)
    groups = (after, before, comparison_after, comparison_before)
    error = math.sqrt(design_effect * sum(group.share * (1 - group.share) / group.n for group in groups))
    odds = _odds_ratio(groups, design_effect, level)
    if not error:
        return DifferenceInDifferences(value, None, None, None, None, odds)
    interval = Interval(value - quantile * error, value + quantile * error)
    return DifferenceInDifferences(value, error, interval, value / error, normal_p(value / error), odds)


def _odds_ratio(groups: Sequence[Group], deff: float, level: float) -> Ratio | None:
    """OR_campaign / OR_comparison; the variances of both logarithms add up (METHODS.md 2.1; Woolf 1955)."""
    campaign = odds_ratio(groups[0], groups[1], deff, level)
    comparison = odds_ratio(groups[2], groups[3], deff, level)
    if campaign is None or comparison is None:
        return None
    halves = (_log_half(campaign), _log_half(comparison))
    value, half = campaign.value / comparison.value, math.hypot(*halves)
    factor = math.exp(min(half, 350.0))
    return Ratio(value, Interval(value / factor, value * factor), campaign.is_corrected or comparison.is_corrected)


def _log_half(ratio: Ratio) -> float:
    """Half the width of a ratio's interval on the scale of logarithms, as it was before exp."""
    return (math.log(ratio.interval.high) - math.log(ratio.interval.low)) / 2


def cochran_armitage(doses: Sequence[tuple[float, Group]], design_effect: float = 1.0) -> Trend:
    """Does the share rise or fall with the dose? ``doses`` are (score, group) in any order.

    The scores are any numbers in the order of exposure (0, 1, 2 … or contacts). Raises Uncountable for fewer than two
    different scores, a score that is no number or a design effect below 1. z is 0 when nobody or everybody answered so.
    Source: METHODS.md 2.1, dose-response; Cochran 1954, Biometrics 10:417; Armitage 1955, Biometrics 11:375.
    """
    check_design_effect(design_effect)
    ordered = sorted(doses, key=lambda dose: dose[0])
    if not all(math.isfinite(score) for score, _ in ordered) or len({score for score, _ in ordered}) < 2:
        raise Uncountable("too-few-groups", sentence("A trend needs groups with at least two different doses."))
    people = sum(group.n for _, group in ordered)
    share = sum(group.x for _, group in ordered) / people
    middle = sum(score * group.n for score, group in ordered) / people
    total = sum((score - middle) * (group.x - group.n * share) for score, group in ordered)
    spread = share * (1 - share) * sum(group.n * (score - middle) ** 2 for score, group in ordered)
    z = total / math.sqrt(spread * design_effect) if spread > 0 else 0.0
    shares = tuple(group.share for _, group in ordered)
    steps = [later - earlier for earlier, later in pairwise(shares)]
    is_monotone = all(step >= 0 for step in steps) or all(step <= 0 for step in steps)
    return Trend(z, normal_p(z), is_monotone, shares)


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """The p values (0 to 1) of several indicators, adjusted for their number, in the order given; at most 1 each.

    One indicator is declared primary in advance; this is for the others. Raises Uncountable for a value outside [0, 1].
    Source: METHODS.md 2.1, multiple indicators; Holm 1979, Scand J Stat 6:65.
    """
    for p in p_values:
        check_within(p, 0.0, 1.0, sentence("A p value lies between 0 and 1. This one is {value}.", value=p))
    found = [0.0] * len(p_values)
    largest = 0.0
    for rank, place in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[place]))
        found[place] = largest
    return tuple(found)
