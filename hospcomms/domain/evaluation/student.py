"""Student's t distribution: the probability of a statistic and the quantile of an interval, to about 1e-13.

The two-sided probability is the regularized incomplete beta function I_x(df/2, 1/2) with x = df/(df + t^2). Near the
middle it comes from the power series of its complement, further out from the continued fraction of Gauss in -df/t^2;
all terms of both are positive, so nothing is lost however many degrees of freedom there are. Sources: NIST Digital
Library of Mathematical Functions 8.17.8 (series), 15.8.1 and 15.7.5 (fraction), 5.11.13 (ratio of gamma functions).
"""

from __future__ import annotations

import math
from functools import lru_cache

from hospcomms.domain.evaluation.refusals import check_within
from hospcomms.domain.wording import sentence

_ENOUGH = 1e-16
_TERMS = 2_000
_GAMMA_SERIES = (1.0, -1 / 8, 1 / 128, 5 / 1024, -21 / 32768, -399 / 262144, 869 / 4194304, 39325 / 33554432)
"""The ratio of gamma(a + 1/2) to gamma(a) over sqrt(a), in powers of 1/a (DLMF 5.11.13)."""


def student_p(t: float, df: float) -> float:
    """The two-sided p (0 to 1) of a t statistic with ``df`` degrees of freedom (1 or more, not necessarily whole).

    Raises Uncountable for fewer degrees. Source: METHODS.md 2.3 (standard library only); Student 1908, Biometrika 6:1;
    DLMF 8.17 (algorithm).
    """
    _check_degrees(df)
    a, square = df / 2, t * t
    if square == 0:
        return 1.0
    y = square / (df + square)
    # what both ways share: x^a y^(1/2) / B(a, 1/2)
    front = math.exp(-a * math.log1p(square / df)) * math.sqrt(y / math.pi) * _half_step(a)
    if square < 2:
        return 1.0 - 2 * front * _series(a, y)
    return front / (a * y) * _fraction(a, df / square)


def _check_degrees(df: float) -> None:
    check_within(df, 1.0, math.inf, sentence("A mean needs at least two answers in each group."))


def _half_step(a: float) -> float:
    """gamma(a + 1/2) / gamma(a): directly, or by its series where gamma itself would overflow (DLMF 5.11.13)."""
    if a < 80:
        return math.gamma(a + 0.5) / math.gamma(a)
    total = 0.0
    for factor in reversed(_GAMMA_SERIES):
        total = total / a + factor
    return math.sqrt(a) * total


def _series(a: float, y: float) -> float:
    """F(a + 1/2, 1; 3/2; y) by its power series (DLMF 8.17.8)."""
    term = total = 1.0
    n = 0
    while term > _ENOUGH * total:
        term *= (a + 0.5 + n) / (1.5 + n) * y
        total += term
        n += 1
    return total


def _fraction(a: float, w: float) -> float:
    """F(1/2, 1; a + 1; -w) by Gauss's continued fraction (DLMF 15.7.5), evaluated forwards by Lentz's method."""
    found, c, d = 1.0, 1.0, 0.0
    for m in range(_TERMS):
        odd = (m + 0.5) * (a + m) / ((a + 2 * m) * (a + 2 * m + 1)) * w
        even = (m + 1) * (a + m + 0.5) / ((a + 2 * m + 1) * (a + 2 * m + 2)) * w
        for step in (odd, even):
            d, c = 1 / (1 + step * d), 1 + step / c
            found *= c * d
        if abs(c * d - 1) < _ENOUGH:
            break
    return 1 / found


@lru_cache(maxsize=512)
def student_quantile(level: float, df: float) -> float:
    """The t (above 0) within which the fraction ``level`` of the distribution lies: 12.706 for 0.95 and 1 degree.

    ``level`` above 0 and below 1, ``df`` 1 or more. Raises Uncountable. Newton's method inside a shrinking bracket.
    Source: METHODS.md 2.3 (standard library only); Press et al. 2007, Numerical Recipes 9.4.
    """
    check_within(
        level, 1e-9, 1 - 1e-12, sentence("The confidence level is {level}. Type, for example, 0.95.", level=level)
    )
    _check_degrees(df)
    outside, low, high = 1 - level, 0.0, 1.0
    while student_p(high, df) > outside:
        low, high = high, high * 2
    t = (low + high) / 2
    for _ in range(200):
        gap = student_p(t, df) - outside
        low, high = (t, high) if gap > 0 else (low, t)
        slope = 2 * _density(t, df)
        step = t + gap / slope
        following = step if low < step < high else (low + high) / 2
        if abs(following - t) <= 4e-16 * t:
            return following
        t = following
    return t


def _density(t: float, df: float) -> float:
    return math.exp(-(df + 1) / 2 * math.log1p(t * t / df)) * _half_step(df / 2) / math.sqrt(df * math.pi)
