"""Shares of answers and what two of them say about each other.

Every share is a fraction from 0 to 1, every difference is ``group`` minus ``reference`` (after minus before, exposed
minus unexposed) in fractions from -1 to 1. ``level`` is the confidence of an interval, between 0 and 1.

``design_effect`` (1 or more) says how much less answers collected in groups tell than independent ones
(METHODS.md 2.1, cluster): every count weighs 1/design effect. Intervals widen, z falls by its square root and the rule
for small counts looks at the reduced ones, while difference, h, phi and both ratios stay what they are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

from hospcomms.domain.evaluation.fisher import fisher_two_sided
from hospcomms.domain.evaluation.refusals import check_counts, check_design_effect, check_within
from hospcomms.domain.wording import sentence

LEVEL = 0.95
SMALL = 5.0
"""Expected counts below this call for the exact test (METHODS.md 2.1)."""
Z_TEST, FISHER = "z", "fisher"
_ROOT2 = math.sqrt(2.0)
_LARGEST_EXPONENT = 350.0
"""Beyond this a limit would not be a number any more."""


@dataclass(frozen=True, slots=True)
class Group:
    """``x`` of ``n`` people answered so; counts, 0 <= x <= n, n > 0; x may be a fraction when a share was published.

    Raises Uncountable (a ValueError) naming what is wrong: x above n, n of 0 or less, a negative or no number.
    """

    x: float
    n: float

    def __post_init__(self) -> None:
        check_counts(self.x, self.n)

    @property
    def share(self) -> float:
        """The count over the answers, a fraction from 0 to 1."""
        return self.x / self.n

    @classmethod
    def of_share(cls, share: float, n: float) -> Group:
        """The group in which a fraction ``share`` (0 to 1) of ``n`` people answered so; a trace beside a whole is cut.

        Raises Uncountable. Source: METHODS.md 3 (published cases give percentages).
        """
        x = share * n
        nearest = math.floor(x + 0.5) if math.isfinite(x) else x
        return cls(float(nearest) if abs(x - nearest) < 1e-9 * max(1.0, n) else x, n)


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high``, in the unit of what it surrounds."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    @property
    def width(self) -> float:
        """How far the limits are apart."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Tested:
    """A test of no difference: two-sided ``p`` and which ``test`` gave it (``z`` or ``fisher``)."""

    p: float
    test: str


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio above 0 with its interval; ``is_corrected`` when 0.5 was added to every cell because of a 0."""

    value: float
    interval: Interval
    is_corrected: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything METHODS.md 2.1 says of two independent shares; ratios are None where they cannot be computed.

    ``interval`` is Newcombe's, ``z`` the pooled statistic, ``p`` of the ``test`` the rule for small counts chose.
    """

    group: Group
    reference: Group
    difference: float
    interval: Interval
    z: float
    p: float
    test: str
    odds_ratio: Ratio | None
    risk_ratio: Ratio | None
    cohen_h: float
    phi: float


@cache
def normal_quantile(level: float = LEVEL) -> float:
    """The z that leaves (1 - level)/2 on either side of the normal curve: 1.959963985 for 0.95.

    ``level`` from above 0 to below 1. Raises Uncountable. Source: METHODS.md 2.1; Wichura 1988 (statistics.NormalDist).
    """
    check_within(
        level, 1e-9, 1 - 1e-12, sentence("The confidence level is {level}. Type, for example, 0.95.", level=level)
    )
    return NormalDist().inv_cdf((1 + level) / 2)


def normal_p(z: float) -> float:
    """The two-sided p (0 to 1) of a normal statistic. Source: METHODS.md 2.1; the complementary error function."""
    return math.erfc(abs(z) / _ROOT2)


def wilson(group: Group, design_effect: float = 1.0, level: float = LEVEL) -> Interval:
    """The interval of one share, in fractions within [0, 1].

    Raises Uncountable for a design effect below 1. Source: METHODS.md 2.1; Wilson 1927, J Am Stat Assoc 22:209.
    """
    check_design_effect(design_effect)
    return Interval(*_wilson(group.x / design_effect, group.n / design_effect, normal_quantile(level)))


def _wilson(x: float, n: float, z: float) -> tuple[float, float]:
    p, zz = x / n, z * z / n
    scale = 1 + zz
    centre = (p + zz / 2) / scale
    half = z * math.sqrt((p * (1 - p) + zz / 4) / n) / scale
    # the limits at 0 and at n are exact; subtraction would leave a trace
    return (centre - half if x else 0.0), (centre + half if x != n else 1.0)


def newcombe(group: Group, reference: Group, design_effect: float = 1.0, level: float = LEVEL) -> Interval:
    """The interval of the difference of two independent shares, in fractions within [-1, 1]: hybrid score, method 10.

    Raises Uncountable for a design effect below 1. Source: METHODS.md 2.1; Newcombe 1998, Stat Med 17:873.
    """
    check_design_effect(design_effect)
    return Interval(*_newcombe(group, reference, design_effect, normal_quantile(level)))


def _newcombe(group: Group, reference: Group, deff: float, z: float) -> tuple[float, float]:
    p1, p2 = group.x / group.n, reference.x / reference.n
    l1, u1 = _wilson(group.x / deff, group.n / deff, z)
    l2, u2 = _wilson(reference.x / deff, reference.n / deff, z)
    d = p1 - p2
    low, high = d - math.hypot(p1 - l1, u2 - p2), d + math.hypot(u1 - p1, p2 - l2)
    return max(-1.0, low), min(1.0, high)


def wald(group: Group, reference: Group, design_effect: float = 1.0, level: float = LEVEL) -> Interval:
    """The textbook interval of the difference, in fractions; for reference only: too short and may pass -1 and 1.

    Raises Uncountable for a design effect below 1. Source: METHODS.md 2.2; Newcombe 1998, Stat Med 17:873, method 1.
    """
    check_design_effect(design_effect)
    return _wald(group.share, group.n / design_effect, reference.share, reference.n / design_effect, level)


def _wald(p1: float, n1: float, p2: float, n2: float, level: float) -> Interval:
    half = normal_quantile(level) * math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    return Interval(p1 - p2 - half, p1 - p2 + half)


def agresti_caffo(group: Group, reference: Group, design_effect: float = 1.0, level: float = LEVEL) -> Interval:
    """The textbook interval after one answer of each kind is added to both groups, in fractions; for reference only.

    Raises Uncountable for a design effect below 1.
    Source: METHODS.md 2.2 (Fagerland 2015); Agresti & Caffo 2000, Am Stat 54:280.
    """
    check_design_effect(design_effect)
    x1, n1 = group.x / design_effect + 1, group.n / design_effect + 2
    x2, n2 = reference.x / design_effect + 1, reference.n / design_effect + 2
    return _wald(x1 / n1, n1, x2 / n2, n2, level)


def pooled_z(group: Group, reference: Group, design_effect: float = 1.0) -> tuple[float, float]:
    """The z of the difference with the pooled share, and its p; (0, 1) when nobody or everybody answered so.

    Raises Uncountable for a design effect below 1. Source: METHODS.md 2.1, two-proportion z.
    """
    check_design_effect(design_effect)
    z = _pooled_z(group, reference) / math.sqrt(design_effect)
    return z, normal_p(z)


def _pooled_z(group: Group, reference: Group) -> float:
    pooled = (group.x + reference.x) / (group.n + reference.n)
    spread = pooled * (1 - pooled) * (1 / group.n + 1 / reference.n)
    return (group.x / group.n - reference.x / reference.n) / math.sqrt(spread) if spread > 0 else 0.0


def expected_least(group: Group, reference: Group, design_effect: float = 1.0) -> float:
    """The smallest of the four counts expected if both shares were equal (0 or more).

    Raises Uncountable for a design effect below 1. Source: METHODS.md 2.1, the rule for Fisher's exact test.
    """
    check_design_effect(design_effect)
    return _expected_least(group, reference) / design_effect


def _expected_least(group: Group, reference: Group) -> float:
    total, x = group.n + reference.n, group.x + reference.x
    return min(group.n, reference.n) * min(x, total - x) / total


def fisher(group: Group, reference: Group, design_effect: float = 1.0) -> float:
    """Fisher's exact two-sided p (0 to 1); counts that are not whole are rounded, half up.

    Raises Uncountable for a design effect below 1. Source: METHODS.md 2.1; Fisher 1935, J R Stat Soc 98:39.
    """
    check_design_effect(design_effect)
    return _fisher(group, reference, design_effect)


def _fisher(group: Group, reference: Group, deff: float) -> float:
    x1, n1 = int(group.x / deff + 0.5), int(group.n / deff + 0.5)
    x2, n2 = int(reference.x / deff + 0.5), int(reference.n / deff + 0.5)
    return fisher_two_sided(x1, n1 - x1, x2, n2 - x2)


def p_of(group: Group, reference: Group, design_effect: float = 1.0) -> Tested:
    """The two-sided p of no difference: Fisher's exact test when any expected count is below 5, else pooled z.

    Raises Uncountable for a design effect below 1. Source: METHODS.md 2.1, two-proportion z.
    """
    check_design_effect(design_effect)
    if _expected_least(group, reference) < SMALL * design_effect:
        return Tested(_fisher(group, reference, design_effect), FISHER)
    return Tested(pooled_z(group, reference, design_effect)[1], Z_TEST)


def odds_ratio(group: Group, reference: Group, design_effect: float = 1.0, level: float = LEVEL) -> Ratio | None:
    """How many times the odds of the reference, with Woolf's interval; 0.5 is added to every cell when one is 0.

    None when nobody or everybody in both groups answered so: no ratio can be told from such answers.
    Raises Uncountable for a design effect below 1. Source: METHODS.md 2.1; Woolf 1955, Ann Hum Genet 19:251.
    """
    check_design_effect(design_effect)
    return _ratios(group, reference, normal_quantile(level) * math.sqrt(design_effect))[0]


def risk_ratio(group: Group, reference: Group, design_effect: float = 1.0, level: float = LEVEL) -> Ratio | None:
    """How many times the share of the reference, with its interval; 0.5 is added to every cell when a share is 0.

    None when nobody in both groups answered so; 1 when everybody did. Raises Uncountable for a design effect below 1.
    Source: METHODS.md 2.1, risk ratio; Katz et al. 1978, Biometrics 34:469.
    """
    check_design_effect(design_effect)
    return _ratios(group, reference, normal_quantile(level) * math.sqrt(design_effect))[1]


def _ratios(group: Group, reference: Group, z: float) -> tuple[Ratio | None, Ratio | None]:
    """The odds ratio and the risk ratio, ``z`` already widened by the design effect (METHODS.md 2.1)."""
    a, c = group.x, reference.x
    b, d = group.n - a, reference.n - c
    if not a and not c:
        return None, None
    if a and b and c and d:
        odds = _ratio(a * d / (b * c), z * math.sqrt(1 / a + 1 / b + 1 / c + 1 / d), is_corrected=False)
        return odds, _risk_ratio(a, group.n, c, reference.n, z)
    if not b and not d:
        # everybody in both groups: the ratio is 1, and only its interval needs the correction
        half = z * math.sqrt(0.5 / ((a + 0.5) * (a + 1)) + 0.5 / ((c + 0.5) * (c + 1)))
        return None, _ratio(1.0, half, is_corrected=True)
    a, b, c, d = a + 0.5, b + 0.5, c + 0.5, d + 0.5
    odds = _ratio(a * d / (b * c), z * math.sqrt(1 / a + 1 / b + 1 / c + 1 / d), is_corrected=True)
    if group.x and reference.x:
        return odds, _risk_ratio(group.x, group.n, reference.x, reference.n, z)
    return odds, _risk_ratio(a, a + b, c, c + d, z, is_corrected=True)


def _risk_ratio(x1: float, n1: float, x2: float, n2: float, z: float, *, is_corrected: bool = False) -> Ratio:
    spread = 1 / x1 - 1 / n1 + 1 / x2 - 1 / n2
    return _ratio(x1 * n2 / (n1 * x2), z * math.sqrt(max(0.0, spread)), is_corrected)


def _ratio(value: float, half: float, is_corrected: bool) -> Ratio:
    factor = math.exp(min(_LARGEST_EXPONENT, half))
    return Ratio(value, Interval(value / factor, value * factor), is_corrected)


def cohen_h(share: float, reference: float) -> float:
    """The difference of two shares (fractions from 0 to 1) on the scale of arcsines, from -pi to pi.

    0.2 is small, 0.5 medium, 0.8 large. Raises ValueError outside [0, 1].
    Source: METHODS.md 2.1; Cohen 1988, Statistical Power Analysis, chapter 6.
    """
    return 2 * math.asin(math.sqrt(share)) - 2 * math.asin(math.sqrt(reference))


def phi(group: Group, reference: Group) -> float:
    """The z over sqrt(n1 + n2), from -1 to 1: the r in which published campaigns state what they reached.

    A design effect does not change it. Source: METHODS.md 2.1 and 3; Snyder et al. 2004, J Health Commun 9 S1:71.
    """
    return _pooled_z(group, reference) / math.sqrt(group.n + reference.n)


def number_needed(difference: float) -> float | None:
    """How many people must be exposed for one more outcome: 1 / difference; negative when the outcome fell.

    None for a difference of 0. Source: METHODS.md 2.1, cost, number needed to expose.
    """
    return 1 / difference if difference else None


def number_needed_interval(interval: Interval) -> Interval | None:
    """The limits of the number needed from those of the difference; None (not estimable) when they include 0.

    Source: METHODS.md 2.1, cost: limits of the difference in the denominator.
    """
    if interval.low <= 0 <= interval.high:
        return None
    return Interval(1 / interval.high, 1 / interval.low)


def compare(group: Group, reference: Group, design_effect: float = 1.0, level: float = LEVEL) -> Comparison:
    """All figures of two independent shares at once: difference, interval, z, p, both ratios, h and phi.

    The same values as the functions above, one by one. Answers of the same people before and after are not
    independent: they belong to ``paired``. Raises Uncountable for a design effect below 1. Source: METHODS.md 2.1.
    """
    check_design_effect(design_effect)
    quantile = normal_quantile(level)
    z = _pooled_z(group, reference)
    p1, p2 = group.x / group.n, reference.x / reference.n
    root = math.sqrt(design_effect)
    is_small = _expected_least(group, reference) < SMALL * design_effect
    odds, risk = _ratios(group, reference, quantile * root)
    return Comparison(
        group,
        reference,
        p1 - p2,
        Interval(*_newcombe(group, reference, design_effect, quantile)),
        z / root,
        _fisher(group, reference, design_effect) if is_small else normal_p(z / root),
        FISHER if is_small else Z_TEST,
        odds,
        risk,
        cohen_h(p1, p2),
        z / math.sqrt(group.n + reference.n),
    )
