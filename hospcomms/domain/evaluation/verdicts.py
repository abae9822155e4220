"""The verdict of a comparison: improved, worsened, no detectable change, not enough answers, or not assessable.

``judge`` never raises for what an officer typed: what cannot be computed is None and is said in the notes.
The rule is METHODS.md 8.3: the interval of the change decides, never p, and never the size of the effect alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from hospcomms.domain.evaluation.benchmarks import Standing, standing
from hospcomms.domain.evaluation.cautions import cautions, reversed_by, settings_faults
from hospcomms.domain.evaluation.comparisons import Comparison, Dose, group_of, unassessable
from hospcomms.domain.evaluation.designs import CONTROLLED, PAIRED
from hospcomms.domain.evaluation.figures import NO_FIGURES, Figures, figures_of, phi_scale
from hospcomms.domain.evaluation.grades import FEWEST, Grade, grade_of
from hospcomms.domain.evaluation.labels import IMPROVED, NO_CHANGE, NOT_ASSESSABLE, NOT_ENOUGH, VERDICTS, WORSENED
from hospcomms.domain.evaluation.planning import smallest_change
from hospcomms.domain.evaluation.proportions import Interval, Ratio, wilson
from hospcomms.domain.objectives import KEEP
from hospcomms.domain.wording import Sentence, sentence

__all__ = [
    "IMPROVED",
    "NOT_ASSESSABLE",
    "NOT_ENOUGH",
    "NO_CHANGE",
    "VERDICTS",
    "WORSENED",
    "Comparison",
    "Dose",
    "Finding",
    "group_of",
    "judge",
    "verdict_label",
    "verdict_of",
]

_LABELS = {choice.key: choice.label for choice in VERDICTS}
_TRACE = 1e-12
"""What arithmetic leaves where a target equals a limit of the interval."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on a comparison with its figures; grade, notes and benchmark are worked out when they are asked for.

    ``reason`` says why nothing could be judged (verdict not_assessable), else None. Differences are fractions,
    campaign minus reference; ``gain`` counts in the wished direction.
    """

    comparison: Comparison
    verdict: str
    figures: Figures
    reason: Sentence | None = None

    @property
    def grade(self) -> Grade:
        """How far the result may be trusted, with the reason (METHODS.md 1.7)."""
        return grade_of(self.comparison, is_assessable=self.reason is None)

    @property
    def notes(self) -> tuple[Sentence, ...]:
        """What must be said beside the verdict, the weightiest first."""
        if self.reason is not None:
            return (self.reason, *self.comparison.faults[1:], *settings_faults(self.comparison))
        return (*_reversal(self), *cautions(self.comparison, self.figures))

    @property
    def standing(self) -> Standing | None:
        """The effect beside the benchmark of its topic, both in the wished direction; None without a topic."""
        figures, (reference, group) = self.figures, self.comparison.ends
        if reference is None or group is None or figures.phi is None or figures.interval is None:
            return None
        sign, scale = self.comparison.sign, phi_scale(group, reference)
        ends = sorted((sign * scale * figures.interval.low, sign * scale * figures.interval.high))
        return standing(self.comparison.topic, sign * figures.phi, Interval(*ends))

    @property
    def difference(self) -> float | None:
        """Campaign minus reference, a fraction; the difference in differences for the design controlled."""
        return self.figures.difference

    @property
    def interval(self) -> Interval | None:
        """The 95 % interval of the difference, widened by the design effect."""
        return self.figures.interval

    @property
    def gain(self) -> float | None:
        """The difference in the wished direction: above 0 is better."""
        found = self.figures.difference
        return None if found is None else found * self.comparison.sign

    @property
    def p(self) -> float | None:
        """The two-sided p of no difference; of the trend for the design dose."""
        return self.figures.p

    @property
    def odds_ratio(self) -> Ratio | None:
        """The odds ratio with its interval."""
        return self.figures.odds_ratio

    @property
    def risk_ratio(self) -> Ratio | None:
        """The risk ratio with its interval."""
        return self.figures.risk_ratio

    @property
    def cohen_h(self) -> float | None:
        """The difference on the scale of arcsines."""
        return self.figures.cohen_h

    @property
    def phi(self) -> float | None:
        """The effect in the unit of the published benchmarks."""
        return self.figures.phi

    @property
    def before_interval(self) -> Interval | None:
        """Wilson's interval of the reference (before, not reached, lowest dose); None without its answers."""
        group = self.comparison.ends[0]
        return None if group is None else wilson(group, self.comparison.effect)

    @property
    def after_interval(self) -> Interval | None:
        """Wilson's interval of the campaign's group (after, reached, highest dose); None without its answers."""
        group = self.comparison.ends[1]
        return None if group is None else wilson(group, self.comparison.effect)

    @property
    def seen_change(self) -> float | None:
        """The smallest change in the wished direction that these answers can show with 80 % chance, a fraction.

        From the share of the reference with as many answers in each group as the smaller one has. None where the
        formula does not hold (same people, comparison group) or even a change to the end would not be seen.
        """
        reference, group = self.comparison.ends
        if reference is None or group is None or self.comparison.design in (PAIRED, CONTROLLED):
            return None
        return smallest_change(
            reference.share,
            min(reference.n, group.n),
            design_effect=self.comparison.effect,
            falls=self.comparison.sign < 0 or self.comparison.direction == KEEP,
        )

    @property
    def reached_target(self) -> bool | None:
        """True when the difference measured is at least the change aimed for; None without either."""
        aim, gain = self.comparison.aim, self.gain
        return None if aim is None or gain is None else gain >= aim - _TRACE


def verdict_label(verdict: str) -> str:
    """The marked name of a verdict."""
    return _LABELS[verdict]


def verdict_of(interval: Interval, comparison: Comparison) -> str:
    """The verdict an interval of the difference gives (METHODS.md 8.3), mirrored when a fall is wished.

    Improved: wholly above 0 in the wished direction. Worsened: wholly below. Else not enough answers when the change
    aimed for lies inside the interval or on its limit, and no detectable change when it lies beyond. Where none was
    set, or a level was to be kept, a group of fewer than 30 answers is not enough to tell (METHODS.md 1.7) [S].
    """
    low, high = (interval.low, interval.high) if comparison.sign > 0 else (-interval.high, -interval.low)
    if low > 0:
        return IMPROVED
    if high < 0:
        return WORSENED
    aim = comparison.aim
    if aim is None or comparison.direction == KEEP:
        return NOT_ENOUGH if any(group.n < FEWEST for group in comparison.groups) else NO_CHANGE
    return NO_CHANGE if aim > high + _TRACE else NOT_ENOUGH


def judge(comparison: Comparison) -> Finding:
    """The finding of a comparison. Never raises for an officer's numbers.

    Source: METHODS.md 8.3 (verdict), 1.7 (grade), 2.1 (figures), 3 (benchmark). A design effect above 1 widens every
    interval and p; when that alone changes the verdict, a note says so.
    """
    reason = unassessable(comparison)
    if reason is not None:
        return Finding(comparison, NOT_ASSESSABLE, NO_FIGURES, reason)
    figures = figures_of(comparison, comparison.effect)
    if figures.interval is None:
        reason = sentence("All or none answered so in every group: no interval can be computed.")
        return Finding(comparison, NOT_ASSESSABLE, figures, reason)
    return Finding(comparison, verdict_of(figures.interval, comparison), figures)


def _reversal(finding: Finding) -> tuple[Sentence, ...]:
    """The note that the design effect alone changed the verdict, if it did."""
    comparison = finding.comparison
    if comparison.effect == 1.0:
        return ()
    plain = figures_of(comparison, 1.0).interval
    without = finding.verdict if plain is None else verdict_of(plain, comparison)
    return () if without == finding.verdict else (reversed_by(comparison.effect, verdict_label(without)),)
