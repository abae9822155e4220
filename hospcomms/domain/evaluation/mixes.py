"""Two mixes of channels against each other: which costs less, which achieves more, and what the difference costs.

ICER = (C1 - C2) / (E1 - E2), METHODS.md 2.1. A ratio is given only when one mix costs more and achieves more;
where one costs no more and achieves no less the words say so and no ratio is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

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

    ``case`` is ratio, dominates (``better`` names the mix), same or unknown.
    """

    case: str
    said: Sentence
    value: Decimal | None = None
    better: str = ""


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
    return Icer(RATIO, said, value)


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
