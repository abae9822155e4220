"""Mean scores of questionnaires: two groups of people, or the change within the same people.

Scores and differences are in the points of the questionnaire. A design effect counts as in ``proportions``: the
number of answers weighs 1/design effect. Where the answers allow no interval (fewer than two that count, or all the
same), the figures that need one are None.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean, stdev

from hospcomms.domain.evaluation.proportions import LEVEL, Interval
from hospcomms.domain.evaluation.refusals import check_counts, check_design_effect, check_within
from hospcomms.domain.evaluation.student import student_p, student_quantile
from hospcomms.domain.wording import sentence

_FARTHEST = 1e100
"""Squares of larger scores would not be numbers any more."""


@dataclass(frozen=True, slots=True)
class Scores:
    """A mean and a standard deviation (of the sample, n - 1) in points, of ``n`` answers, 1 or more.

    Raises Uncountable for no answers, a negative deviation or no number.
    """

    mean: float
    deviation: float
    n: float

    def __post_init__(self) -> None:
        check_counts(0.0, self.n)
        check_within(self.mean, -_FARTHEST, _FARTHEST, sentence("The mean score is not a number. Type a number."))
        said = sentence("The standard deviation is {value}. Type 0 or more.", value=self.deviation)
        check_within(self.deviation, 0.0, _FARTHEST, said)

    @classmethod
    def of(cls, values: Iterable[float]) -> Scores:
        """The mean and the standard deviation of single answers. Raises Uncountable when there are none.

        Source: METHODS.md 2.3 (standard library only), Python's ``statistics``.
        """
        found = list(values)
        if not found:
            check_counts(0.0, 0.0)
        return cls(fmean(found), stdev(found) if len(found) > 1 else 0.0, len(found))


@dataclass(frozen=True, slots=True)
class MeanDifference:
    """A difference of means in points; ``t``, ``df``, ``p`` and ``interval`` are None where not computable."""

    difference: float
    t: float | None = None
    df: float | None = None
    p: float | None = None
    interval: Interval | None = None


def welch(group: Scores, reference: Scores, design_effect: float = 1.0, level: float = LEVEL) -> MeanDifference:
    """Mean of ``group`` minus mean of ``reference`` in points, without assuming equal spread.

    Two-sided p (0 to 1), Student's interval. Raises Uncountable for a design effect below 1 or a level outside (0, 1).
    Source: METHODS.md 2.3 (means are computed with the standard library); Welch 1947, Biometrika 34:28;
    Satterthwaite 1946, Biometrics Bulletin 2:110 (degrees of freedom).
    """
    check_design_effect(design_effect)
    n1, n2 = group.n / design_effect, reference.n / design_effect
    difference = group.mean - reference.mean
    v1, v2 = group.deviation**2 / n1, reference.deviation**2 / n2
    if min(n1, n2) < 2 or v1 + v2 <= 0:
        return MeanDifference(difference)
    share = v1 / (v1 + v2)
    return _told(difference, v1 + v2, 1 / (share**2 / (n1 - 1) + (1 - share) ** 2 / (n2 - 1)), level)


def mean_change(changes: Scores, design_effect: float = 1.0, level: float = LEVEL) -> MeanDifference:
    """The mean of after minus before within the same people, in points; ``changes`` are of each person's difference.

    Raises Uncountable for a design effect below 1 or a level outside (0, 1).
    Source: METHODS.md 2.1 (same people are never compared as independent); Student 1908, Biometrika 6:1.
    """
    check_design_effect(design_effect)
    n = changes.n / design_effect
    variance = changes.deviation**2 / n
    if n < 2 or variance <= 0:
        return MeanDifference(changes.mean)
    return _told(changes.mean, variance, n - 1, level)


def _told(difference: float, variance: float, df: float, level: float) -> MeanDifference:
    error = math.sqrt(variance)
    t, half = difference / error, student_quantile(level, df) * error
    return MeanDifference(difference, t, df, student_p(t, df), Interval(difference - half, difference + half))
