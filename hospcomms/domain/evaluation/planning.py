"""Before a survey: how many answers it needs, and what a planned number of answers can see.

Shares, differences and margins are fractions from 0 to 1. Numbers of answers are exact (355.9), ``whole`` rounds them
up to people. ``level`` is the confidence (two-sided), ``power`` the chance to see a change that is there.
"""

from __future__ import annotations

import math
from functools import cache
from statistics import NormalDist

from hospcomms.domain.evaluation.proportions import LEVEL, normal_quantile
from hospcomms.domain.evaluation.refusals import MOST, check_counts, check_design_effect, check_within
from hospcomms.domain.wording import sentence

POWER = 0.8
_TO_PERSON = 1e-9


def whole(n: float) -> int:
    """The number of people that is at least ``n``: 384.1 -> 385, while 385.0000000001 (a trace) stays 385.

    Source: METHODS.md 2.1, single survey (384.1 at 5 points -> 385).
    """
    return math.ceil(n - _TO_PERSON * max(1.0, n))


def answers_needed(reference: float, aim: float, power: float = POWER, level: float = LEVEL) -> float:
    """Answers in each of two groups to see the change from the share ``reference`` to ``aim``, two-sided.

    355.9 for 0.30 and 0.40. Raises Uncountable for equal shares, shares outside [0, 1], power or level outside (0, 1).
    Source: METHODS.md 2.1, sample size per group; Fleiss, Levin & Paik 2003, Statistical Methods for Rates, 4.2.
    """
    _check_shares(reference, aim)
    return _answers_needed(reference, aim, normal_quantile(level), _power_quantile(power))


def _answers_needed(p1: float, p2: float, z_level: float, z_power: float) -> float:
    pooled = (p1 + p2) / 2
    spread = z_level * math.sqrt(2 * pooled * (1 - pooled)) + z_power * math.sqrt(p1 * (1 - p1) + p2 * (1 - p2))
    # a low power may make the sum negative: then any number of answers has it
    return (max(0.0, spread) / (p1 - p2)) ** 2


def continuity_corrected(n: float, difference: float) -> float:
    """``n`` answers a group with Fleiss' correction for continuity (for the exact test): 355.9 -> 375.7 at 0.10.

    ``difference`` is a fraction, not 0; n above 0. Raises Uncountable.
    Source: METHODS.md 2.1, Fleiss continuity; Fleiss, Tytun & Ury 1980, Biometrics 36:343.
    """
    check_counts(0.0, n)
    _check_change(difference)
    return n / 4 * (1 + math.sqrt(1 + 4 / (n * abs(difference)))) ** 2


def answers_needed_by_h(h: float, power: float = POWER, level: float = LEVEL) -> float:
    """Answers in each of two groups to see a difference of Cohen's ``h`` (not 0): 355.4 for 0.30 and 0.40.

    Raises Uncountable for an h of 0, power or level outside (0, 1).
    Source: METHODS.md 2.1, sample size by h; Cohen 1988, Statistical Power Analysis, 6.4.
    """
    check_within(abs(h), 1e-12, math.pi, sentence("There is no change to plan for. Type another aim."))
    return 2 * ((normal_quantile(level) + _power_quantile(power)) / h) ** 2


def survey_answers(margin: float, share: float = 0.5, level: float = LEVEL) -> float:
    """Answers for one survey to tell a share to plus or minus ``margin`` (a fraction): 384.1 for 0.05 at 0.5.

    ``share`` is what is expected, 0.5 when unknown. Raises Uncountable for a margin outside (0, 1) or a share outside
    [0, 1]. Source: METHODS.md 2.1, single survey; Cochran 1977, Sampling Techniques, 4.4.
    """
    check_within(margin, 1e-6, 1.0, sentence("The margin is outside 0 to 100 points. Type, for example, 5 points."))
    _check_share(share)
    return normal_quantile(level) ** 2 * share * (1 - share) / margin**2


def in_population(n: float, population: float) -> float:
    """Answers needed when only ``population`` people exist: n / (1 + (n - 1)/N); never more than they are.

    Raises Uncountable for a population of 0 or less. Source: METHODS.md 2.1, finite population; Cochran 1977, 4.4.
    """
    check_counts(0.0, population)
    return min(population, n / (1 + (n - 1) / population)) if n > 1 else n


def cluster_effect(size: float, correlation: float) -> float:
    """The design effect of answers collected in groups of ``size`` people (1 or more): 1 + (size - 1) rho.

    ``correlation`` (rho, 0 to 1) is how alike the answers of one group are. Raises Uncountable.
    Source: METHODS.md 2.1, cluster; Kish 1965, Survey Sampling, 5.4.
    """
    check_within(size, 1.0, MOST, sentence("The size of a group is {n}. Type 1 or more.", n=size))
    said = sentence("The likeness within groups is {value}. Type a number from 0 to 1.", value=correlation)
    check_within(correlation, 0.0, 1.0, said)
    return 1 + (size - 1) * correlation


def people_to_ask(n: float, design_effect: float = 1.0, population: float | None = None) -> int:
    """``n`` independent answers as people to ask: times the design effect, then limited by the population, rounded up.

    The order keeps the number within the population. Raises Uncountable for a design effect below 1 or no population.
    Source: METHODS.md 2.1, finite population and cluster; Cochran 1977, Sampling Techniques, 4.4 and 9.
    """
    check_design_effect(design_effect)
    asked = n * design_effect
    return whole(asked if population is None else in_population(asked, population))


def independent_answers(n: float, design_effect: float = 1.0, population: float | None = None) -> float:
    """What ``n`` people asked are worth in independent answers from an endless population; the way back.

    Infinite when the whole population was asked. Raises Uncountable as ``people_to_ask``, and for n of 0 or less.
    Source: METHODS.md 2.1, finite population and cluster, solved for n.
    """
    check_counts(0.0, n)
    check_design_effect(design_effect)
    if population is None:
        return n / design_effect
    check_counts(0.0, population)
    if n >= population:
        return math.inf
    return n * (population - 1) / (population - n) / design_effect


def power_of(
    reference: float,
    aim: float,
    n: float,
    level: float = LEVEL,
    design_effect: float = 1.0,
    population: float | None = None,
) -> float:
    """The chance (0 to 1) that ``n`` people in each group show the change from ``reference`` to ``aim``, two-sided.

    Raises Uncountable for equal shares, shares outside [0, 1], n of 0 or less, a design effect below 1.
    Source: METHODS.md 2.1, sample size per group, solved for the power.
    """
    _check_shares(reference, aim)
    answers = independent_answers(n, design_effect, population)
    if math.isinf(answers):
        return 1.0
    pooled, spread = (reference + aim) / 2, math.sqrt(reference * (1 - reference) + aim * (1 - aim))
    reached = abs(aim - reference) * math.sqrt(answers) - normal_quantile(level) * math.sqrt(2 * pooled * (1 - pooled))
    return NormalDist().cdf(reached / spread) if spread > 0 else float(reached >= 0)


def smallest_change(
    reference: float,
    n: float,
    power: float = POWER,
    level: float = LEVEL,
    design_effect: float = 1.0,
    population: float | None = None,
    *,
    falls: bool = False,
) -> float | None:
    """The smallest rise (or fall) from the share ``reference`` that ``n`` people in each group can see; a fraction > 0.

    0 when the whole population is asked; None when even a change to 100 % (or 0 %) would not be seen. Found to 1e-12
    by halving. Raises Uncountable for a share outside [0, 1], n of 0 or less, a design effect below 1.
    Source: METHODS.md 2.1, sample size per group, solved for the difference.
    """
    _check_share(reference)
    answers = independent_answers(n, design_effect, population)
    z_level, z_power = normal_quantile(level), _power_quantile(power)
    if math.isinf(answers):
        return 0.0
    sign, room = (-1.0, reference) if falls else (1.0, 1 - reference)
    end = 0.0 if falls else 1.0
    if room <= 0 or _answers_needed(reference, end, z_level, z_power) > answers:
        return None
    low, high = 0.0, room
    while high - low > 1e-13:
        middle = (low + high) / 2
        enough = _answers_needed(reference, reference + sign * middle, z_level, z_power) <= answers
        low, high = (low, middle) if enough else (middle, high)
    return high


def smallest_difference(
    n: float,
    share: float = 0.5,
    power: float = POWER,
    level: float = LEVEL,
    design_effect: float = 1.0,
    population: float | None = None,
) -> float:
    """The rule of thumb before a baseline is known: the difference ``n`` people in each group see around ``share``.

    A fraction of 0 or more: 0.280 for 50, 0.198 for 100, 0.140 for 200, 0.099 for 400, 0.070 for 800 people at 0.5.
    Raises Uncountable as ``smallest_change``. Source: METHODS.md 2.1, minimum detectable difference at p = .5.
    """
    _check_share(share)
    answers = independent_answers(n, design_effect, population)
    spread = math.sqrt(2 * share * (1 - share) / answers)
    return max(0.0, normal_quantile(level) + _power_quantile(power)) * spread


@cache
def _power_quantile(power: float) -> float:
    said = sentence("The chance to see the change is {value}. Type, for example, 0.8.", value=power)
    check_within(power, 1e-9, 1 - 1e-12, said)
    return NormalDist().inv_cdf(power)


def _check_share(share: float) -> None:
    check_within(share, 0.0, 1.0, sentence("A share is outside 0% to 100%. Correct it."))


def _check_shares(reference: float, aim: float) -> None:
    _check_share(reference)
    _check_share(aim)
    _check_change(aim - reference)


def _check_change(difference: float) -> None:
    check_within(abs(difference), 1e-12, 1.0, sentence("There is no change to plan for. Type another aim."))
