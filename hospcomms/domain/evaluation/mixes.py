"""Two mixes of channels against each other: which costs less, which achieves more, and what the difference costs.

ICER = (C1 - C2) / (E1 - E2), METHODS.md 2.1. A ratio is given only when one mix costs more and achieves more;
where one costs no more and achieves no less the words say so and no ratio is shown.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from hospcomms.domain.evaluation.phrases import (
    amount,
    count_fault,
    includes_zero,
    interval_fault,
    is_usable,
    money,
    whole,
)
from hospcomms.domain.evaluation.proportions import Interval
from hospcomms.domain.wording import N_, Label, Sentence, sentence


class Cost(Protocol):
    """What each extra outcome cost with its limits, None when not estimable: a line of the costs on the board."""

    @property
    def amount(self) -> Decimal | None:
        """The cost of each."""

    @property
    def low(self) -> Decimal | None:
        """Its lower limit."""

    @property
    def high(self) -> Decimal | None:
        """Its upper limit."""


RATIO, DOMINATES, SAME, UNKNOWN = "ratio", "dominates", "same", "unknown"


@dataclass(frozen=True)
class Mix:
    """A mix of channels: its name, what it cost, how many extra people it moved and the limits of that number."""

    name: str
    cost: Decimal | None = None
    extra: float | None = None
    interval: Interval | None = None


@dataclass(frozen=True)
class Icer:
    """The comparison of two mixes in words; ``value`` is the cost of one more person, None unless ``case`` is ratio.

    ``case`` is ratio, dominates (``better`` names the mix), same or unknown. ``around`` gives the limits of a ratio,
    or says why it has none; None where no limits of the effects are known.
    """

    case: str
    said: Sentence
    value: Decimal | None = None
    better: str = ""
    around: Sentence | None = None


def mix_of(name: str, cost: Decimal | None, each: Cost) -> Mix | None:
    """A campaign as a mix, from its cost and what each extra outcome cost; None when that is not estimable.

    Source: METHODS.md 2.1, cost per extra outcome (people = cost / cost for each, the limits the other way round).
    """
    if cost is None or not cost or not each.amount or not each.low or not each.high:
        return None
    spent = float(cost)
    return Mix(name, cost, spent / float(each.amount), Interval(spent / float(each.high), spent / float(each.low)))


def icer(first: Mix, second: Mix) -> Icer:
    """The incremental cost of one more person moved. Never raises. Source: METHODS.md 2.1, ICER."""
    for mix in (first, second):
        reason = _fault(mix)
        if reason is not None:
            return Icer(UNKNOWN, sentence("“{mix}”: {reason}", mix=mix.name, reason=reason))
    cost1, cost2 = amount(first.cost), amount(second.cost)
    extra1, extra2 = amount(first.extra), amount(second.extra)
    if cost1 == cost2 and extra1 == extra2:
        said = sentence("“{first}” and “{second}” cost and achieve the same.", first=first.name, second=second.name)
        return Icer(SAME, said)
    if cost1 <= cost2 and extra1 >= extra2:
        return _dominance(first, second)
    if cost1 >= cost2 and extra1 <= extra2:
        return _dominance(second, first)
    larger, smaller = (first, second) if extra1 > extra2 else (second, first)
    return _ratio(larger, smaller)


def _ratio(larger: Mix, smaller: Mix) -> Icer:
    """The mix that achieves more also costs more: what each further person costs (METHODS.md 2.1, ICER)."""
    more_cost = amount(larger.cost) - amount(smaller.cost)
    more_people = amount(larger.extra) - amount(smaller.extra)
    value = more_cost / more_people
    said = sentence(
        "“{larger}” costs {cost} more than “{smaller}” and moves more people (difference: {people}):"
        " each further person costs {value}.",
        larger=larger.name,
        smaller=smaller.name,
        cost=money(more_cost),
        people=whole(more_people),
        value=money(value),
    )
    return Icer(RATIO, said, value, around=_around(larger, smaller, more_cost))


def _around(larger: Mix, smaller: Mix, more_cost: Decimal) -> Sentence | None:
    """The limits of a ratio: the further cost over those of the difference of people.

    Source: METHODS.md 2.1, ICER and cost (limits in the denominator); Zou & Donner 2008, Stat Med 27:1693 (MOVER).
    """
    if larger.interval is None or smaller.interval is None or larger.extra is None or smaller.extra is None:
        return None
    gap = larger.extra - smaller.extra
    low = gap - math.hypot(larger.extra - larger.interval.low, smaller.interval.high - smaller.extra)
    high = gap + math.hypot(larger.interval.high - larger.extra, smaller.extra - smaller.interval.low)
    if low <= 0:
        return sentence("The confidence interval of the difference includes none, so this cost has no upper limit.")
    return sentence(
        "With the confidence interval: from {low} to {high} for each further person.",
        low=money(more_cost / amount(high)),
        high=money(more_cost / amount(low)),
    )


def _dominance(better: Mix, other: Mix) -> Icer:
    """One mix costs no more and achieves no less: no ratio says it better (METHODS.md 2.1, ICER)."""
    if amount(better.cost) == amount(other.cost):
        pattern = N_("“{better}” achieves more than “{other}” at the same cost: choose “{better}”.")
    elif amount(better.extra) == amount(other.extra):
        pattern = N_("“{better}” achieves as much as “{other}” at a lower cost: choose “{better}”.")
    else:
        pattern = N_("“{better}” costs less than “{other}” and achieves more: choose “{better}”.")
    return Icer(DOMINATES, sentence(pattern, better=better.name, other=other.name), better=better.name)


def _fault(mix: Mix) -> Sentence | None:
    """Why a mix cannot be compared; None when it can."""
    cost, extra = N_("Cost"), N_("Extra people")
    if mix.cost is None or mix.extra is None:
        missing = tuple(Label(label) for label, value in ((cost, mix.cost), (extra, mix.extra)) if value is None)
        return sentence("Not estimable. Not known: {fields}.", fields=missing)
    fault = count_fault("", cost, mix.cost)
    if fault is not None:
        return sentence("Not estimable. {reason}", reason=fault.message)
    if not is_usable(mix.extra):
        return sentence("Not estimable: the number of extra people is not usable.")
    if mix.interval is None:
        return None
    wrong = interval_fault(mix.extra, mix.interval)
    if wrong is not None:
        return sentence("Not estimable. {reason}", reason=wrong)
    if includes_zero(mix.interval):
        return sentence("Not estimable: the confidence interval of its effect includes no change.")
    return None
