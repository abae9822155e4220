"""Several findings at once: which verdicts survive when many indicators were tried, and two results side by side."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hospcomms.domain.evaluation.cautions import ALPHA
from hospcomms.domain.evaluation.phrases import points
from hospcomms.domain.evaluation.proportions import Interval
from hospcomms.domain.evaluation.told import signed
from hospcomms.domain.evaluation.trends import holm
from hospcomms.domain.evaluation.verdicts import IMPROVED, NO_CHANGE, NOT_ASSESSABLE, WORSENED, Finding
from hospcomms.domain.wording import Sentence, sentence


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A finding among several. ``p`` is adjusted for their number (the primary one keeps its own), None without one.

    ``survives`` is None when the verdict is neither improved nor worsened: then there is nothing to survive.
    """

    finding: Finding
    is_primary: bool
    p: float | None
    survives: bool | None

    @property
    def note(self) -> Sentence | None:
        """What to say beside a verdict that may be chance among many; None when there is nothing to say."""
        if self.survives is not False:
            return None
        return sentence("Several indicators were tried: allowing for their number, this result may be chance.")


def adjusted(findings: Sequence[Finding], primary: int | None = None) -> tuple[Adjusted, ...]:
    """Each finding with its p adjusted by Holm's method over all but the ``primary`` one, in the order given.

    ``primary`` is the place of the indicator declared in advance; it is judged on its own. None, or a place that does
    not exist, adjusts all. Source: METHODS.md 2.1, multiple indicators; Holm 1979, Scand J Stat 6:65.
    """
    tried = [(place, finding.p) for place, finding in enumerate(findings) if finding.p is not None and place != primary]
    values = dict(zip((place for place, _ in tried), holm([p for _, p in tried]), strict=True))
    return tuple(
        Adjusted(
            finding,
            place == primary,
            finding.p if place == primary else values.get(place),
            _survives(finding, values.get(place), is_primary=place == primary),
        )
        for place, finding in enumerate(findings)
    )


def _survives(finding: Finding, p: float | None, *, is_primary: bool) -> bool | None:
    if finding.verdict not in (IMPROVED, WORSENED):
        return None
    return is_primary or (p is not None and p < ALPHA)


def control_flat(aimed: Iterable[Finding], controls: Iterable[Finding]) -> bool | None:
    """True when every control item stayed as it was, False when one rose as much as the best of the others.

    None without control items, or when they do not tell: one stayed as it was only when its answers exclude a change
    as great as the one found, or aimed for, in the others. Source: METHODS.md 8.7 (likely secular trend), 8.3.
    """
    checked = [one for one in controls if one.verdict != NOT_ASSESSABLE]
    judged = [one for one in aimed if one.gain is not None]
    gains = [one.gain for one in judged if one.gain is not None]
    if not checked or not gains:
        return None
    if any(one.verdict == IMPROVED and one.gain is not None and one.gain >= max(gains) for one in checked):
        return False
    looked_for = max(*gains, *(one.comparison.aim or 0.0 for one in judged))
    return True if all(one.verdict == NO_CHANGE and _stays_below(one, looked_for) for one in checked) else None


def _stays_below(finding: Finding, change: float) -> bool:
    """True when the interval of the gain ends below ``change``."""
    found = _gain(finding)
    return found is not None and found[1].high < change


@dataclass(frozen=True, slots=True)
class Contrast:
    """How much more the first gained than the second: ``gap`` and ``interval`` in fractions, wished direction."""

    gap: float
    interval: Interval

    @property
    def said(self) -> Sentence:
        """Which of the two gained more, or that they cannot be told apart."""
        limits = {"low": signed(100 * self.interval.low), "high": signed(100 * self.interval.high)}
        if self.interval.low > 0:
            return sentence(
                "The first gained {change} more than the second (95% confidence interval: from {low} to {high}).",
                change=points(self.gap),
                **limits,
            )
        if self.interval.high < 0:
            return sentence(
                "The second gained {change} more than the first (95% confidence interval: from {low} to {high}).",
                change=points(self.gap),
                **limits,
            )
        return sentence(
            "The two results cannot be told apart (95% confidence interval of their difference: from {low} to {high}).",
            **limits,
        )


def contrast(first: Finding, second: Finding) -> Contrast | None:
    """The gains of two findings of different people set against each other; None when one of them has none.

    The limits come from those of both gains by the root of the sum of squares, as in Newcombe's method 10.
    Source: METHODS.md 2.1, Newcombe; Zou & Donner 2008, Stat Med 27:1693 (MOVER).
    """
    own, other = _gain(first), _gain(second)
    if own is None or other is None:
        return None
    (gain, limits), (less, other_limits) = own, other
    gap = gain - less
    low = gap - math.hypot(gain - limits.low, other_limits.high - less)
    high = gap + math.hypot(limits.high - gain, less - other_limits.low)
    return Contrast(gap, Interval(low, high))


def _gain(finding: Finding) -> tuple[float, Interval] | None:
    gain, interval = finding.gain, finding.interval
    if gain is None or interval is None:
        return None
    if finding.comparison.sign > 0:
        return gain, interval
    return gain, Interval(-interval.high, -interval.low)
