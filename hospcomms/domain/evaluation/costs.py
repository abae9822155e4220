"""What a campaign cost for each person it reached, engaged or changed; and two mixes of channels against each other.

Amounts are Decimal in the currency of the country profile. Differences are fractions, plus in the wished
direction. Formulae: METHODS.md 2.1 (Cost). What cannot be known is "not estimable" with its reason, never 0.
Costs per advertising value are left out on purpose (Barcelona Principles, METHODS.md 1.2).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from hospcomms.domain.checks import Problem
from hospcomms.domain.evaluation.phrases import (
    amount,
    count_fault,
    includes_zero,
    interval_fault,
    is_usable,
    limits,
    money,
    points,
    whole,
)
from hospcomms.domain.evaluation.proportions import Interval, number_needed, number_needed_interval
from hospcomms.domain.wording import N_, Label, Sentence, counted, sentence

THOUSAND = 1000
NOTHING = 1e-9
"""A difference smaller than this is what arithmetic leaves behind."""
COST = N_("Cost")
REACHED = N_("Number of people reached")
IMPRESSIONS = N_("Number of impressions")
ENGAGED = N_("Number of people engaged")
EXTRA = N_("Cost per extra outcome")
PEOPLE = N_("Number of people the difference holds for")


@dataclass(frozen=True)
class CostFigures:
    """What the costs are computed from; None is not known.

    ``people`` are those the ``difference`` (a fraction) was measured for: the whole target audience after
    a survey before and after, those exposed after a comparison with the unexposed (METHODS.md 2.1).
    """

    cost: Decimal | None = None
    reached: float | None = None
    impressions: float | None = None
    engaged: float | None = None
    people: float | None = None
    difference: float | None = None
    interval: Interval | None = None


@dataclass(frozen=True)
class Cost:
    """One cost: ``value`` with its limits where it has any, None when not estimable; ``said`` gives sum or reason."""

    key: str
    label: str
    value: Decimal | None
    said: Sentence
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def is_estimable(self) -> bool:
        """True when there is a value."""
        return self.value is not None


@dataclass(frozen=True)
class NumberNeeded:
    """How many people must be exposed for one more outcome, with limits; None when not estimable."""

    value: float | None
    said: Sentence
    low: float | None = None
    high: float | None = None


def costs(figures: CostFigures) -> tuple[Cost, ...]:
    """The four costs of a campaign in the order they are shown. Never raises. Source: METHODS.md 2.1, cost."""
    return (
        per_person_reached(figures.cost, figures.reached),
        per_thousand_impressions(figures.cost, figures.impressions),
        per_engaged(figures.cost, figures.engaged),
        per_extra(figures.cost, figures.people, figures.difference, figures.interval),
    )


def per_person_reached(cost: Decimal | None, reached: float | None) -> Cost:
    """Cost / people reached. Source: METHODS.md 2.1, cost per reach."""
    label = N_("Cost per person reached")
    reason = _reason(cost, REACHED, reached)
    if reason or cost is None or reached is None:
        return Cost("reached", label, None, reason or _unknown(COST))
    each = amount(cost) / amount(reached)
    pattern = N_("Cost {cost} ÷ people reached {count} = {each} for each person reached.")
    return Cost("reached", label, each, _division(pattern, cost, reached, each))


def per_thousand_impressions(cost: Decimal | None, impressions: float | None) -> Cost:
    """1 000 x cost / impressions. Source: METHODS.md 2.1, CPM."""
    label = N_("Cost per thousand impressions")
    reason = _reason(cost, IMPRESSIONS, impressions)
    if reason or cost is None or impressions is None:
        return Cost("impressions", label, None, reason or _unknown(COST))
    each = THOUSAND * amount(cost) / amount(impressions)
    pattern = N_("Cost {cost} ÷ impressions {count} × {thousand} = {each} for each thousand.")
    return Cost("impressions", label, each, _division(pattern, cost, impressions, each))


def per_engaged(cost: Decimal | None, engaged: float | None) -> Cost:
    """Cost / people who took part, asked or answered. Source: METHODS.md 2.1, cost per engagement."""
    label = N_("Cost per engaged person")
    reason = _reason(cost, ENGAGED, engaged)
    if reason or cost is None or engaged is None:
        return Cost("engaged", label, None, reason or _unknown(COST))
    each = amount(cost) / amount(engaged)
    pattern = N_("Cost {cost} ÷ people engaged {count} = {each} for each person engaged.")
    return Cost("engaged", label, each, _division(pattern, cost, engaged, each))


def per_extra(cost: Decimal | None, people: float | None, difference: float | None, interval: Interval | None) -> Cost:
    """Cost / (people x difference), the limits from those of the difference; the larger difference costs less.

    Not estimable when the interval includes 0 or is missing, or the change went the wrong way.
    Source: METHODS.md 2.1, cost per extra outcome.
    """
    reason = _reason(cost, PEOPLE, people) or _unsure(difference, interval)
    if reason or cost is None or people is None or difference is None or interval is None:
        return Cost("extra", EXTRA, None, reason or _unknown(COST))
    each, low, high = (
        amount(cost) / (amount(people) * amount(size)) for size in (difference, interval.high, interval.low)
    )
    said = sentence(
        "Cost {cost} ÷ extra people {extra} ({people} × {points}) = {each} for each extra person;"
        " with the confidence interval, from {low} to {high}.",
        cost=money(cost),
        extra=whole(float(people) * difference),
        people=whole(people),
        points=points(difference),
        each=money(each),
        low=money(low),
        high=money(high),
    )
    return Cost("extra", EXTRA, each, said, low, high)


def number_needed_to_expose(difference: float | None, interval: Interval | None) -> NumberNeeded:
    """1 / difference, rounded up to whole people in words, its limits from those of the difference.

    Source: METHODS.md 2.1, number needed to expose.
    """
    reason = _unsure(difference, interval)
    if reason or difference is None or interval is None:
        return NumberNeeded(None, reason or _unknown(N_("Difference")))
    found, around = number_needed(difference), number_needed_interval(interval)
    if found is None or around is None:
        return NumberNeeded(None, _includes_zero(interval))
    said = counted(
        "{n} person must be exposed for one more outcome (confidence interval: from {low} to {high}).",
        "{n} people must be exposed for one more outcome (confidence interval: from {low} to {high}).",
        _up(found),
        low=_up(around.low),
        high=_up(around.high),
    )
    return NumberNeeded(found, said, around.low, around.high)


def _up(value: float) -> int:
    # 1 / 0.1 must stay 10 people although the fraction is stored a trace above
    return math.ceil(round(value, 6))


def _division(pattern: str, cost: Decimal, count: float, each: Decimal) -> Sentence:
    return sentence(pattern, cost=money(cost), count=whole(count), each=money(each), thousand=THOUSAND)


def _unknown(label: str) -> Sentence:
    return sentence("Not estimable: “{what}” is not known.", what=Label(label))


def _not_because(fault: Problem) -> Sentence:
    return sentence("Not estimable. {reason}", reason=fault.message)


def _reason(cost: object, label: str, count: object) -> Sentence | None:
    """Why no cost can be divided by this count; None when it can."""
    for what, value in ((COST, cost), (label, count)):
        if value is None:
            return _unknown(what)
        fault = count_fault("", what, value)
        if fault is not None:
            return _not_because(fault)
    return sentence("Not estimable: “{what}” is 0.", what=Label(label)) if count == 0 else None


def _unsure(difference: float | None, interval: Interval | None) -> Sentence | None:
    """Why a difference cannot stand in a denominator; None when it can (METHODS.md 2.1, cost)."""
    if difference is None:
        return sentence("Not estimable: the difference was not measured.")
    if not is_usable(difference) or abs(difference) > 1:
        return sentence("Not estimable: the difference is not a usable number.")
    if interval is None:
        return sentence("Not estimable: the difference has no confidence interval.")
    fault = interval_fault(difference, interval)
    if fault is not None:
        return sentence("Not estimable. {reason}", reason=fault)
    if includes_zero(interval) or 0 < interval.low < NOTHING:
        return _includes_zero(interval)
    if difference < 0:
        return sentence("Not estimable: the outcome moved against the wished direction.")
    return None


def _includes_zero(interval: Interval) -> Sentence:
    return sentence(
        "Not estimable: the confidence interval of the difference ({limits}) includes no change.",
        limits=limits(interval),
    )
