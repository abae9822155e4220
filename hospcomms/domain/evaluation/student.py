"""Student's t distribution: the probability of a statistic and the quantile of an interval, to about 1e-12.

The two-sided probability is the regularized incomplete beta function I_x(df/2, 1/2) with x = df/(df + t^2), evaluated
by its continued fraction with the modified method of Lentz. Sources: NIST Digital Library of Mathematical Functions
8.17.22 (fraction), 8.17.4 (symmetry), 5.11.13 (ratio of gamma functions); Press et al. 2007, Numerical Recipes 6.4.
"""

from __future__ import annotations

import math
from functools import lru_cache

from hospcomms.domain.evaluation.refusals import check_within
from hospcomms.domain.wording import sentence

_TINY = 1e-300
_ENOUGH = 1e-16
_TERMS = 20_000
_NEARLY_NORMAL = 1e7
_GAMMA_SERIES = (1.0, -1 / 8, 1 / 128, 5 / 1024, -21 / 32768, -399 / 262144, 869 / 4194304, 39325 / 33554432)
"""The ratio of gamma(a + 1/2) to gamma(a) over sqrt(a), in powers of 1/a (DLMF 5.11.13)."""


def student_p(t: float, df: float) -> float:
    """The two-sided p (0 to 1) of a t statistic with ``df`` degrees of freedom (1 or more, not necessarily whole).

    Raises Uncountable for fewer degrees. Beyond ten million degrees the first correction of the normal curve is exact
    to 1e-12. Source: METHODS.md 2.3 (standard library only); DLMF 8.17.
    """
    _check_degrees(df)
    square = t * t
    if df > _NEARLY_NORMAL:
        density = math.exp(-square / 2) / math.sqrt(2 * math.pi)
        return math.erfc(abs(t) / math.sqrt(2)) + density * abs(t) * (square + 1) / (2 * df)
    if square == 0:
        return 1.0
    a, x, y = df / 2, df / (df + square), square / (df + square)
    # the factor both fractions share: x^a y^(1/2) gamma(a + 1/2) / (gamma(a) gamma(1/2))
    front = math.exp(-a * math.log1p(square / df)) * math.sqrt(y / math.pi) * _half_step(a)
    if x < (a + 1) / (a + 2.5):
        return front * _fraction(a, 0.5, x) / a
    return 1.0 - front * _fraction(0.5, a, y) / 0.5


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


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function (DLMF 8.17.22), modified method of Lentz."""
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > _TINY else _TINY)
    found = d
    for m in range(1, _TERMS):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d, c = 1 + step * d, 1 + step / c
            d = 1 / (d if abs(d) > _TINY else _TINY)
            c = c if abs(c) > _TINY else _TINY
            found *= d * c
        if abs(d * c - 1) < _ENOUGH:
            break
    return found


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
