"""What published campaigns reached, topic by topic, and where a result stands beside it (METHODS.md section 3).

The unit is phi (r), see ``proportions.phi``. The published values are short-term changes of behaviour in campaigns of
the United States; knowledge usually moves more.
"""

from __future__ import annotations

from dataclasses import dataclass

from hospcomms.domain.evaluation.proportions import Interval
from hospcomms.domain.evaluation.topics import TOPICS
from hospcomms.domain.fields import Choice
from hospcomms.domain.wording import N_, Label, Sentence, sentence

ABOVE, AT, BELOW = "above", "at", "below"
STANDINGS = (
    Choice(ABOVE, N_("Above what published campaigns reached")),
    Choice(AT, N_("At what published campaigns reached")),
    Choice(BELOW, N_("Below what published campaigns reached")),
)

_SNYDER_2004 = "Snyder et al. 2004, J Health Commun 9 S1:71"
_SNYDER_1999 = "Snyder 1999"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What campaigns on a topic reached: ``phi``, in points of percentage where published, and where."""

    topic: str
    phi: float
    source: str
    points: float | None = None

    @property
    def label(self) -> str:
        """The marked name of the topic."""
        return _LABELS[self.topic]


_LABELS = {choice.key: choice.label for choice in TOPICS}
BENCHMARKS = {
    found.topic: found
    for found in (
        Benchmark("seat_belts", 0.15, _SNYDER_2004),
        Benchmark("oral_health", 0.13, _SNYDER_2004),
        Benchmark("alcohol", 0.09, _SNYDER_2004),
        Benchmark("heart_disease", 0.05, _SNYDER_2004),
        Benchmark("smoking", 0.05, _SNYDER_2004),
        Benchmark("screening", 0.04, _SNYDER_2004),
        Benchmark("sexual_behaviour", 0.04, _SNYDER_2004),
        Benchmark("adoption", 0.12, _SNYDER_1999, 12),
        Benchmark("prevention", 0.06, _SNYDER_1999, 4),
        Benchmark("cessation", 0.05, _SNYDER_1999, 5),
    )
}

HAND_HYGIENE = {"DZ": 18.6, "TN": 32.3, "EG": 52.8, "MA": 16.9}
"""Baseline compliance with hand hygiene in percent, 22 Mediterranean hospitals (Amazian, quoted by JEPHA 2020)."""
HAND_HYGIENE_WISHED = 80.0
"""Percent, what WHO wishes for (quoted by Ben Jmaa 2025)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A result beside its benchmark: ``place`` is above, at or below; ``phi`` counts in the wished direction."""

    benchmark: Benchmark
    place: str
    phi: float
    interval: Interval

    @property
    def said(self) -> Sentence:
        """Where the result stands, in one sentence."""
        return sentence(
            _SAID[self.place],
            topic=Label(self.benchmark.label),
            phi=round(self.phi, 2),
            published=self.benchmark.phi,
        )


_SAID = {
    ABOVE: N_("Effect of {phi}: above what published campaigns reached in behaviour ({topic}: {published})."),
    AT: N_("Effect of {phi}: at what published campaigns reached in behaviour ({topic}: {published})."),
    BELOW: N_("Effect of {phi}: below what published campaigns reached in behaviour ({topic}: {published})."),
}


def standing(topic: str, phi: float, interval: Interval) -> Standing | None:
    """Where an effect stands beside the benchmark of its topic; None for a topic without one.

    ``phi`` and its ``interval`` count in the wished direction. The result is *at* the benchmark when the benchmark
    lies inside the interval, limits included: the answers then cannot tell the two apart; *above* when the whole
    interval lies above it, *below* when it lies below. Source: METHODS.md section 3 [S].
    """
    benchmark = BENCHMARKS.get(topic)
    if benchmark is None:
        return None
    place = ABOVE if interval.low > benchmark.phi else BELOW if interval.high < benchmark.phi else AT
    return Standing(benchmark, place, phi, interval)


def hand_hygiene(country: str) -> Sentence:
    """What to set a compliance with hand hygiene beside; with the baseline of the country where it was published."""
    baseline = HAND_HYGIENE.get(country)
    if baseline is None:
        return sentence("WHO wishes for a hand-hygiene compliance of {wished}%.", wished=HAND_HYGIENE_WISHED)
    return sentence(
        "WHO wishes for a hand-hygiene compliance of {wished}%; hospitals of this country started from {baseline}%.",
        wished=HAND_HYGIENE_WISHED,
        baseline=baseline,
    )
