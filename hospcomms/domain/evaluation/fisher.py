"""The exact test of a table of four counts."""

from __future__ import annotations

_TIE = 1 + 1e-10
"""Tables as probable as the observed one count too; the walk below is exact to about 1e-13 of each probability."""


def fisher_two_sided(a: int, b: int, c: int, d: int) -> float:
    """Fisher's exact p of the table of whole counts a, b / c, d: all tables as improbable as this one or more.

    The probability (0 to 1) of a table with the same margins that is no more probable than the observed one. A table
    with an empty row or column says nothing: 1. Below about 1e-300 the p is 0. Negative counts are the caller's fault.
    Method: probabilities of the hypergeometric distribution, relative to the most probable table, walked outwards
    with the ratio of neighbours, so that large margins neither overflow nor cost time.
    Source: METHODS.md 2.1 (two-proportion z, small counts); Fisher 1935, J R Stat Soc 98:39; two sides as in R
    (fisher.test) and scipy (fisher_exact).
    """
    row, column, total = a + b, a + c, a + b + c + d
    low, high = max(0, row + column - total), min(row, column)
    if low == high:
        return 1.0
    mode = min(max((row + 1) * (column + 1) // (total + 2), low), high)
    above = _walked(1.0, mode, high, row, column, total - row - column)
    below = _walked_down(1.0, mode, low, row, column, total - row - column)
    weights = above if a >= mode else below
    steps = abs(a - mode)
    observed = 1.0 if steps == 0 else weights[steps - 1] if steps <= len(weights) else 0.0
    limit = observed * _TIE
    tail = sum([weight for weight in above if weight <= limit]) + sum([weight for weight in below if weight <= limit])
    return min(1.0, (tail + (1.0 if limit >= 1.0 else 0.0)) / (1.0 + sum(above) + sum(below)))


def _walked(weight: float, k: int, high: int, row: int, column: int, rest: int) -> list[float]:
    """The weights of k + 1 to ``high``, cut off where they are no numbers any more."""
    found = []
    while k < high and weight > 0.0:
        weight *= (row - k) * (column - k) / ((k + 1) * (rest + k + 1))
        found.append(weight)
        k += 1
    return found


def _walked_down(weight: float, k: int, low: int, row: int, column: int, rest: int) -> list[float]:
    """The weights of k - 1 down to ``low``."""
    found = []
    while k > low and weight > 0.0:
        weight *= k * (rest + k) / ((row - k + 1) * (column - k + 1))
        found.append(weight)
        k -= 1
    return found
