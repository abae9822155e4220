"""Answers of the same people before and after: what changed within each person.

Such answers are not independent and never go through ``proportions.compare``. A design effect counts as there: every
count weighs 1/design effect.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from hospcomms.domain.evaluation.proportions import LEVEL, Group, Interval, cohen_h, wilson
from hospcomms.domain.evaluation.refusals import MOST, check_counts, check_design_effect


@dataclass(frozen=True, slots=True)
class Pairs:
    """People asked twice, by their two answers; counts of 0 or more, at least one person.

    ``both`` said yes twice (a), ``gained`` only after (b), ``lost`` only before (c), ``neither`` never (d).
    Raises Uncountable for a negative or no number and for no people at all.
    """

    both: float
    gained: float
    lost: float
    neither: float

    def __post_init__(self) -> None:
        for count in (self.both, self.gained, self.lost, self.neither):
            check_counts(count, MOST)
        check_counts(0.0, self.people)

    @property
    def people(self) -> float:
        """All people asked twice."""
        return self.both + self.gained + self.lost + self.neither

    @property
    def before(self) -> Group:
        """The answers before."""
        return Group(self.both + self.lost, self.people)

    @property
    def after(self) -> Group:
        """The answers after."""
        return Group(self.both + self.gained, self.people)

    @property
    def difference(self) -> float:
        """Share after minus share before, a fraction from -1 to 1."""
        return (self.gained - self.lost) / self.people


@dataclass(frozen=True, slots=True)
class PairedComparison:
    """Change within the same people: ``difference`` and Newcombe's paired ``interval`` in fractions, McNemar's p."""

    pairs: Pairs
    difference: float
    interval: Interval
    p: float
    cohen_h: float


def mcnemar(gained: float, lost: float, design_effect: float = 1.0) -> float:
    """McNemar's exact two-sided p (0 to 1): could as many have gained and lost? 1 when nobody changed.

    ``gained`` and ``lost`` are counts of people; counts that are not whole are rounded, half up. Raises Uncountable
    for counts below 0 or a design effect below 1. Exact to about 1e-13 for any count, walked from the middle.
    Source: METHODS.md 2.1, paired pre/post; McNemar 1947, Psychometrika 12:153.
    """
    check_design_effect(design_effect)
    check_counts(gained, MOST)
    check_counts(lost, MOST)
    more, fewer = int(gained / design_effect + 0.5), int(lost / design_effect + 0.5)
    more, fewer, changed = max(more, fewer), min(more, fewer), more + fewer
    if more - fewer <= 1:
        return 1.0
    middle = changed // 2
    weight, tail, below = 1.0, 0.0, 0.0
    for k in range(middle, 0, -1):  # weights of k - 1 relative to the middle
        weight *= k / (changed - k + 1)
        if not weight:
            break
        below += weight
        if k - 1 <= fewer:
            tail += weight
    # an even number has one middle, an odd number two of the same weight
    return min(1.0, 2 * tail / (2 * below + (2.0 if changed % 2 else 1.0)))


def newcombe_paired(pairs: Pairs, design_effect: float = 1.0, level: float = LEVEL) -> Interval:
    """The interval of after minus before in the same people, in fractions within [-1, 1]: method 10 for pairs.

    Raises Uncountable for a design effect below 1.
    Source: METHODS.md 2.1 and 2.2; Newcombe 1998b, Stat Med 17:2635, method 10.
    """
    check_design_effect(design_effect)
    after, before = pairs.after, pairs.before
    p1, p2 = after.share, before.share
    first, second = wilson(after, design_effect, level), wilson(before, design_effect, level)
    correlation = _correlation(pairs, design_effect)
    low = _root(p1 - first.low, second.high - p2, correlation)
    high = _root(first.high - p1, p2 - second.low, correlation)
    return Interval(max(-1.0, pairs.difference - low), min(1.0, pairs.difference + high))


def _root(own: float, other: float, correlation: float) -> float:
    return math.sqrt(max(0.0, own * own - 2 * correlation * own * other + other * other))


def _correlation(pairs: Pairs, deff: float) -> float:
    """Phi of the paired table, corrected for continuity when positive; 0 when a margin is empty."""
    a, b, c, d = pairs.both / deff, pairs.gained / deff, pairs.lost / deff, pairs.neither / deff
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    if margins <= 0:
        return 0.0
    excess = a * d - b * c
    if excess > 0:
        excess = max(0.0, excess - (a + b + c + d) / 2)
    return excess / math.sqrt(margins)


def compare_pairs(pairs: Pairs, design_effect: float = 1.0, level: float = LEVEL) -> PairedComparison:
    """All figures of a paired share at once: difference, interval, p and Cohen's h of the two shares.

    Raises Uncountable for a design effect below 1. Source: METHODS.md 2.1, paired pre/post.
    """
    return PairedComparison(
        pairs,
        pairs.difference,
        newcombe_paired(pairs, design_effect, level),
        mcnemar(pairs.gained, pairs.lost, design_effect),
        cohen_h(pairs.after.share, pairs.before.share),
    )
