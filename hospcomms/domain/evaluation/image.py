"""The image of the hospital over time: waves of a survey or of coded clips, judged one against the other (R17).

Waves with the same words, measure and audience form a series. Shares and net tones are fractions; what one asks is
whether more of those asked, or of the clips, were favourable. Nothing here is ever worth money: no advertising value.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from hospcomms.domain.evaluation.comparisons import Comparison, group_of
from hospcomms.domain.evaluation.designs import PRE_POST
from hospcomms.domain.evaluation.indicators import design_effect
from hospcomms.domain.evaluation.proportions import LEVEL, Group, Interval, normal_quantile, wilson
from hospcomms.domain.evaluation.refusals import Uncountable, check_counts, check_design_effect
from hospcomms.domain.evaluation.several import Adjusted, adjusted
from hospcomms.domain.evaluation.trends import Trend, cochran_armitage
from hospcomms.domain.evaluation.verdicts import NOT_ASSESSABLE, Finding, judge
from hospcomms.domain.folding import words_of
from hospcomms.domain.reputation import ImageWave
from hospcomms.domain.wording import Sentence

FEWEST_FOR_TREND = 3
"""Waves below which a straight line through them would say nothing."""


@dataclass(frozen=True, slots=True)
class Net:
    """A net tone, or the change of one, with its 95 % interval: fractions, favourable less unfavourable."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Wave:
    """One wave as it is judged: its counts, the share favourable with its interval, the net tone of clips.

    ``group`` and ``interval`` are None when the counts cannot be used, and ``fault`` says why. ``effect`` is the
    design effect of answers collected in groups. ``net`` is None where the unfavourable were not counted.
    """

    record: ImageWave
    group: Group | None
    fault: Sentence | None
    effect: float
    interval: Interval | None
    net: Net | None

    @property
    def day(self) -> date:
        """The day the wave stands at: its last one."""
        return self.record.end or self.record.start or date.min


@dataclass(frozen=True, slots=True)
class Step:
    """The change from one wave to the next, with its p adjusted for the number of such changes (Holm)."""

    earlier: Wave
    later: Wave
    judged: Adjusted

    @property
    def finding(self) -> Finding:
        """The verdict on this change, taken alone."""
        return self.judged.finding

    @property
    def stands(self) -> bool:
        """True for a rise or fall that also survives the number of comparisons made."""
        return self.judged.survives is True


@dataclass(frozen=True, slots=True)
class ImageSeries:
    """The waves of the same words, measure and audience, in the order of their days.

    ``steps`` compare consecutive waves, ``whole`` the first with the last (None with fewer than two that can be used),
    ``trend`` is over all of them when there are three or more; ``audience`` is its name, "" for no audience.
    """

    title: str
    measure: str
    audience: str
    waves: tuple[Wave, ...]
    steps: tuple[Step, ...]
    whole: Finding | None
    trend: Trend | None

    @property
    def question(self) -> tuple[str, str]:
        """The measure and the folded words: series that share both stand together."""
        return _question(self.measure, self.title)

    @property
    def usable(self) -> tuple[Wave, ...]:
        """The waves whose counts can be used."""
        return tuple(wave for wave in self.waves if wave.group is not None)

    @property
    def verdict(self) -> str:
        """The key of the verdict from the first wave to the last."""
        return NOT_ASSESSABLE if self.whole is None else self.whole.verdict

    @property
    def days(self) -> tuple[date, ...]:
        """The days of its waves."""
        return tuple(wave.day for wave in self.waves)

    @property
    def net_change(self) -> Net | None:
        """How the net tone moved from the first usable wave to the last; None where one of both has none."""
        known = self.usable
        if len(known) < 2 or known[0].net is None or known[-1].net is None:
            return None
        return net_change(known[0].net, known[-1].net)


def image_series(waves: Iterable[ImageWave], audiences: Mapping[int, str]) -> tuple[ImageSeries, ...]:
    """Every series among the waves, those of the same words beside each other, in the order their words first came.

    ``audiences`` names audiences by id. Source: METHODS.md 2.1 and 8.3.
    """
    ordered = sorted(waves, key=lambda wave: (wave.end or wave.start or date.min, wave.start or date.min, wave.id))
    questions: dict[tuple[str, str], dict[int, list[ImageWave]]] = {}
    for wave in ordered:
        questions.setdefault(_question(wave.measure, wave.title), {}).setdefault(wave.audience, []).append(wave)
    return tuple(
        series_of(own, audiences.get(audience, "")) for found in questions.values() for audience, own in found.items()
    )


def _question(measure: str, title: str) -> tuple[str, str]:
    """What makes waves comparable: how it was measured, and the words without case, vowels and punctuation."""
    return measure, " ".join(words_of(title))


def series_of(waves: Sequence[ImageWave], audience: str = "") -> ImageSeries:
    """The series of waves that belong together, in the order of their days; the last one gives the words.

    Source: METHODS.md 2.1 (Wilson, Newcombe, Cochran-Armitage, Holm) and 8.3 (verdict).
    """
    made = tuple(wave_of(wave) for wave in waves)
    usable = [wave for wave in made if wave.group is not None]
    pairs = list(pairwise(usable))
    judged = adjusted([_between(earlier, later) for earlier, later in pairs])
    return ImageSeries(
        waves[-1].title,
        waves[-1].measure,
        audience,
        made,
        tuple(Step(earlier, later, one) for (earlier, later), one in zip(pairs, judged, strict=True)),
        _between(usable[0], usable[-1]) if len(usable) > 1 else None,
        trend_of(usable),
    )


def wave_of(record: ImageWave) -> Wave:
    """A wave with its share and intervals; what cannot be used is said, never taken as 0.

    Source: METHODS.md 2.1 (Wilson; cluster).
    """
    group, fault = group_of(record.favourable, record.answers)
    effect = design_effect(record.group_size, record.likeness) if record.in_groups else 1.0
    if group is None:
        return Wave(record, None, fault, effect, None, None)
    net = None
    if record.unfavourable is not None:
        try:
            net = net_tone(group.x, record.unfavourable, group.n, effect)
        except Uncountable as wrong:
            fault = wrong.sentence
    return Wave(record, group, fault, effect, wilson(group, effect), net)


def net_tone(favourable: float, unfavourable: float, n: float, design_effect: float = 1.0, level: float = LEVEL) -> Net:
    """Favourable less unfavourable, as a fraction of all ``n`` clips (from -1 to 1), with its interval.

    Both counts come from the same clips, as the changes of paired answers do, so the interval is that of a paired
    difference. Raises Uncountable when both together exceed n. Source: METHODS.md 2.1, paired (same counts);
    Bonett & Price 2012, J Educ Behav Stat 37:479 (adjusted Wald: one is added to each count).
    """
    check_counts(favourable, n)
    check_counts(unfavourable, n)
    check_counts(favourable + unfavourable, n)
    check_design_effect(design_effect)
    people = n / design_effect + 2
    for_it, against = favourable / design_effect + 1, unfavourable / design_effect + 1
    middle = (for_it - against) / people
    half = normal_quantile(level) * math.sqrt(((for_it + against) / people - middle**2) / people)
    value = (favourable - unfavourable) / n
    return Net(value, Interval(max(-1.0, middle - half), min(1.0, middle + half)))


def net_change(earlier: Net, later: Net) -> Net:
    """The net tone of the later wave less that of the earlier one, from -2 to 2, with its interval.

    Source: METHODS.md 2.1, Newcombe; Zou & Donner 2008, Stat Med 27:1693 (MOVER: the limits of both joined).
    """
    gap = later.value - earlier.value
    low = gap - math.hypot(later.value - later.interval.low, earlier.interval.high - earlier.value)
    high = gap + math.hypot(later.interval.high - later.value, earlier.value - earlier.interval.low)
    return Net(gap, Interval(max(-2.0, low), min(2.0, high)))


def trend_of(waves: Sequence[Wave]) -> Trend | None:
    """The trend of the share over the days of the waves; None below three waves or when all are of one day.

    The days are the scores, so that waves need not be equally far apart. Source: METHODS.md 2.1, Cochran-Armitage.
    """
    doses = [(float(wave.day.toordinal()), wave.group) for wave in waves if wave.group is not None]
    if len(doses) < FEWEST_FOR_TREND or len({score for score, _ in doses}) < FEWEST_FOR_TREND:
        return None
    return cochran_armitage(doses, max(wave.effect for wave in waves))


def _between(earlier: Wave, later: Wave) -> Finding:
    """The verdict between two waves of different people; the larger of both design effects widens the interval."""
    return judge(
        Comparison(
            PRE_POST,
            before=earlier.group,
            after=later.group,
            is_clustered=earlier.record.in_groups or later.record.in_groups,
            design_effect=max(earlier.effect, later.effect),
        )
    )
