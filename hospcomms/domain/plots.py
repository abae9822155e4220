"""Geometry of bars, hatching and interval plots, shared by the screen and the PDF; no drawing here.

Places along an axis are shares of its length from the *start* edge (0) to the end edge (1); whoever
paints turns them over when the reading direction is right to left. Values carry the unit of their
indicator.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

HATCH_GAP = 5.0
"""Distance between hatch lines along the bar, in px or pt."""

TINY = 1e-6
"""Values closer than this stand at one place of an axis."""

Segment = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Bar:
    """How full a bar is: `filled` is a share 0-1; `hatched` means not measured, which is never drawn as
    empty.
    """

    filled: float
    hatched: bool


def bar(attained: float | None) -> Bar:
    """The bar of an attainment as a share (1.0 = all that was planned); above 1 the bar is simply full."""
    if attained is None or math.isnan(attained):
        return Bar(0.0, hatched=True)
    return Bar(min(max(attained, 0.0), 1.0), hatched=False)


def hatch(width: float, height: float, gap: float = HATCH_GAP) -> tuple[Segment, ...]:
    """Rising 45 degree lines (x1, y1, x2, y2) clipped to a box of that size, y growing downwards."""
    lines: list[Segment] = []
    offset = gap
    while offset < width + height:
        x1, y1 = (offset - height, height) if offset > height else (0.0, offset)
        x2, y2 = (offset, 0.0) if offset < width else (width, offset - width)
        lines.append((x1, y1, x2, y2))
        offset += gap
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear axis from `low` to `high` with round `ticks` between them."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def place(self, value: float) -> float:
        """The share of the axis from its start edge where `value` stands, kept inside 0-1."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)


def scale(values: Iterable[float], most_ticks: int = 7) -> Scale:
    """The smallest round axis that holds all `values` with at most `most_ticks` marks.

    An axis without values, or with a single one, still has a length: 0 to 1, or one step on both sides.
    """
    finite = [value for value in values if math.isfinite(value)]
    if not finite:
        return Scale(0.0, 1.0, (0.0, 1.0))
    low, high = min(finite), max(finite)
    span = next((span for span in (high - low, abs(high)) if span > TINY), 1.0)
    step = _round_step(span, most_ticks)
    first, last = math.floor(low / step), math.ceil(high / step)
    if first == last:
        first, last = first - 1, last + 1
    ticks = tuple(round(index * step, 10) for index in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def _round_step(span: float, most_ticks: int) -> float:
    """The smallest of 1, 2, 5 times a power of ten that cuts `span` into at most `most_ticks` - 1 steps or
    so.
    """
    rough = span / max(most_ticks - 2, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)


@dataclass(frozen=True, slots=True)
class Interval:
    """One value on an interval plot with its limits of confidence; limits are None when they are not
    known.
    """

    value: float | None
    low: float | None = None
    high: float | None = None

    def numbers(self) -> tuple[float, ...]:
        """The numbers that the axis must hold."""
        return tuple(number for number in (self.value, self.low, self.high) if number is not None)
