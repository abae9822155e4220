"""The figures of a comparison by its design: one place that chooses the formula (METHODS.md 2.1).

Differences are campaign minus reference in fractions, as measured: a fall is negative even when it is wished.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from hospcomms.domain.evaluation.comparisons import Comparison
from hospcomms.domain.evaluation.designs import CONTROLLED, DOSE, PAIRED
from hospcomms.domain.evaluation.paired import Pairs, compare_pairs
from hospcomms.domain.evaluation.proportions import Group, Interval, Ratio, cohen_h, compare
from hospcomms.domain.evaluation.trends import cochran_armitage, difference_in_differences

MCNEMAR, DIFFERENCES, TREND = "mcnemar", "differences", "trend"
"""Which test gave p, beside ``proportions.Z_TEST`` and ``FISHER``."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was computed; None where the design or the counts do not allow it. ``test`` names the source of ``p``.

    ``is_monotone`` speaks of the design dose only: False when a higher dose goes both with more and with less.
    """

    difference: float | None = None
    interval: Interval | None = None
    p: float | None = None
    test: str = ""
    odds_ratio: Ratio | None = None
    risk_ratio: Ratio | None = None
    cohen_h: float | None = None
    phi: float | None = None
    is_monotone: bool = True


NO_FIGURES = Figures()


def figures_of(comparison: Comparison, design_effect: float) -> Figures:
    """The figures of a comparison that can be judged (see ``comparisons.unassessable``).

    ``design_effect`` (1 or more) widens intervals and p. Source: METHODS.md 2.1, by design.
    """
    if comparison.design == PAIRED:
        return _paired(comparison, design_effect)
    if comparison.design == CONTROLLED:
        return _controlled(comparison, design_effect)
    if comparison.design == DOSE:
        return _dose(comparison, design_effect)
    before, after = comparison.before, comparison.after
    assert before is not None
    assert after is not None
    found = compare(after, before, design_effect)
    return Figures(
        found.difference,
        found.interval,
        found.p,
        found.test,
        found.odds_ratio,
        found.risk_ratio,
        found.cohen_h,
        found.phi,
    )


def pairs_of(comparison: Comparison) -> Pairs:
    """The people asked twice by their two answers; shares that were rounded when printed are made to fit."""
    before, gained, lost = comparison.before, comparison.gained, comparison.lost
    assert before is not None
    assert gained is not None
    assert lost is not None
    unchanged = before.n - gained - lost
    both = min(max(float(round(before.x)) - lost, 0.0), unchanged)
    return Pairs(both, gained, lost, unchanged - both)


def _paired(comparison: Comparison, design_effect: float) -> Figures:
    """Change within the same people; no odds or risk ratio, those are for independent answers."""
    pairs = pairs_of(comparison)
    found = compare_pairs(pairs, design_effect)
    return Figures(
        found.difference,
        found.interval,
        found.p,
        MCNEMAR,
        cohen_h=found.cohen_h,
        phi=found.difference * phi_scale(pairs.after, pairs.before),
    )


def _controlled(comparison: Comparison, design_effect: float) -> Figures:
    """Difference in differences; h is the difference of both, phi that of an equal change in the campaign's group."""
    before, after = comparison.before, comparison.after
    other_before, other_after = comparison.other_before, comparison.other_after
    assert before is not None
    assert after is not None
    assert other_before is not None
    assert other_after is not None
    found = difference_in_differences(after, before, other_after, other_before, design_effect)
    other_h = cohen_h(other_after.share, other_before.share)
    return Figures(
        found.difference,
        found.interval and Interval(max(-2.0, found.interval.low), min(2.0, found.interval.high)),
        found.p,
        DIFFERENCES,
        found.odds_ratio,
        cohen_h=cohen_h(after.share, before.share) - other_h,
        phi=found.difference * phi_scale(after, before),
    )


def _dose(comparison: Comparison, design_effect: float) -> Figures:
    """Highest against lowest level, with the p of the trend over all levels."""
    lowest, highest = comparison.ends
    assert lowest is not None
    assert highest is not None
    trend = cochran_armitage([(dose.score, dose.group) for dose in comparison.doses], design_effect)
    found = compare(highest, lowest, design_effect)
    return Figures(
        found.difference,
        found.interval,
        trend.p,
        TREND,
        found.odds_ratio,
        found.risk_ratio,
        found.cohen_h,
        found.phi,
        trend.is_monotone,
    )


def phi_scale(group: Group, reference: Group) -> float:
    """What a difference of the two shares is multiplied with to become phi; 0 when all or none answered so.

    phi = z/sqrt(n1 + n2) is the difference times sqrt(n1 n2)/((n1 + n2) sqrt(p(1 - p))) with the pooled share p; the
    limits of the difference give those of phi the same way. Source: METHODS.md 2.1, z and phi.
    """
    people = group.n + reference.n
    pooled = (group.x + reference.x) / people
    spread = pooled * (1 - pooled)
    return math.sqrt(group.n * reference.n / spread) / people if spread > 0 else 0.0
