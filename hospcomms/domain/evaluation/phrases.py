"""Figures of an evaluation as they stand inside a sentence: shares, percentage points, limits; and which are usable.

Fractions come in, percent goes out with at most one decimal (TEXTS.md sections 5 to 7).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hospcomms.domain.checks import Problem
from hospcomms.domain.evaluation.proportions import Interval
from hospcomms.domain.evaluation.refusals import MOST
from hospcomms.domain.wording import Label, Money, Sentence, counted, sentence


def is_usable(value: object) -> bool:
    """True for a finite number that is not beyond ``MOST``; text, True and "not a number" are none."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    if isinstance(value, Decimal) and not value.is_finite():
        return False
    return -MOST <= value <= MOST


def share(fraction: float) -> Sentence:
    """A fraction as a percentage with at most one decimal: 0.382 is 38.2%."""
    return sentence("{value}%", value=tenths(100 * fraction))


def points(fraction: float) -> Sentence:
    """The size of a difference of two fractions in percentage points, without its sign."""
    size = abs(tenths(100 * fraction))
    if float(size).is_integer():
        return counted("{n} percentage point", "{n} percentage points", int(size))
    # French writes "1,5 point" but "2,5 points"; English has the plural for every decimal
    return counted("{size} percentage points", "{size} percentage points", int(size), size=size)


def tenths(value: float) -> float:
    """``value`` rounded to one decimal, never a negative zero."""
    return round(float(value), 1) + 0.0


def whole(value: float | Decimal) -> int | float:
    """A count as it is shown: without decimals when it has none, else with one."""
    size = tenths(float(value))
    return int(size) if size.is_integer() else size


def limits(interval: Interval) -> Sentence:
    """An interval of a difference in percentage points, plus in the wished direction; no sign is shown."""
    low, high = tenths(100 * interval.low), tenths(100 * interval.high)
    if low >= 0:
        return sentence("from {low} to {high} percentage points", low=low, high=high)
    if high <= 0:
        return sentence("from {low} to {high} percentage points against the wished direction", low=-high, high=-low)
    return sentence(
        "from {low} percentage points against the wished direction to {high} in it",
        low=-low,
        high=high,
    )


def includes_zero(interval: Interval) -> bool:
    """True when the interval does not tell a rise from a fall."""
    return interval.low <= 0 <= interval.high


def interval_fault(change: float, interval: Interval) -> Sentence | None:
    """Why an interval cannot belong to ``change``: no number, limits swapped, or the change outside them."""
    if not (is_usable(interval.low) and is_usable(interval.high)):
        return sentence("The limits of the confidence interval are no usable numbers. Correct them.")
    if not interval.low <= change <= interval.high:
        return sentence("The confidence interval does not contain the difference. Correct one of them.")
    return None


def count_fault(field: str, label: str, value: object) -> Problem | None:
    """Why ``value`` cannot be a count or an amount: no usable number, or below 0. None when it can, or is None."""
    if value is None:
        return None
    if not is_usable(value):
        return Problem(field, sentence("{field} is not a usable number. Correct it.", field=Label(label)))
    if isinstance(value, int | float | Decimal) and value < 0:
        return Problem(field, sentence("{field} is below 0. Type 0 or more.", field=Label(label)))
    return None


def amount(value: object) -> Decimal:
    """A usable number as an exact decimal, as it would be written."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def money(value: Decimal) -> Money:
    """An amount for a sentence, in the currency of the country profile."""
    return Money(amount(value))


def faults_of(figures: object, labels: Mapping[str, str]) -> list[Problem]:
    """The faults of the counts and amounts named in ``labels`` (name of the figure to its label)."""
    found = (count_fault(name, label, getattr(figures, name)) for name, label in labels.items())
    return [fault for fault in found if fault is not None]
