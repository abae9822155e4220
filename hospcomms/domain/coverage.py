"""The coverage of a period, counted: clips by medium, outlet, topic and tone; what nobody judged is never neutral."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from hospcomms.domain.monitoring import TONES, Clip, Correction
from hospcomms.domain.schedule import Span

H = TypeVar("H", bound=Hashable)
WEEKS_AT_MOST = 27
"""A trend over more weeks than this is told by months."""


@dataclass(frozen=True)
class Tones:
    """How clips were judged: counts by tone, the sum of the scores, and how many nobody judged."""

    counts: Mapping[str, int] = field(default_factory=dict)
    uncoded: int = 0

    @property
    def clips(self) -> int:
        """All clips, judged or not."""
        return self.coded + self.uncoded

    @property
    def coded(self) -> int:
        """How many were judged."""
        return sum(self.counts.values())

    @property
    def favourable(self) -> int:
        """Clips above 0."""
        return sum(number for key, number in self.counts.items() if int(key) > 0)

    @property
    def unfavourable(self) -> int:
        """Clips below 0."""
        return sum(number for key, number in self.counts.items() if int(key) < 0)

    @property
    def neutral(self) -> int:
        """Clips that somebody judged to be neutral."""
        return self.counts.get("0", 0)

    @property
    def mean(self) -> float | None:
        """The mean tone of the judged clips, −2 to +2; None when there is none."""
        if not self.coded:
            return None
        return sum(int(key) * number for key, number in self.counts.items()) / self.coded


@dataclass(frozen=True)
class Row:
    """The clips of one medium, outlet or topic; ``key`` names it (an id for outlets)."""

    key: str | int
    tones: Tones


@dataclass(frozen=True)
class Stretch:
    """The clips of a week or a month of the period."""

    span: Span
    tones: Tones


@dataclass(frozen=True)
class Present:
    """A key message: in how many clips it is present, and in how many of those that were judged."""

    message: int
    clips: int
    coded: int


@dataclass(frozen=True)
class Reach:
    """People reached: the sum of the clips whose number has a source, and how many these are of all."""

    total: float | None
    known: int
    clips: int

    @property
    def is_whole(self) -> bool:
        """True when every clip has a sourced number: only then is the sum that of the period."""
        return self.clips > 0 and self.known == self.clips


@dataclass(frozen=True)
class Coverage:
    """Everything that is counted of a period. Counts by key leave out clips that say nothing of it."""

    span: Span
    tones: Tones
    media: tuple[Row, ...] = ()
    outlets: tuple[Row, ...] = ()
    topics: tuple[Row, ...] = ()
    trend: tuple[Stretch, ...] = ()
    by_months: bool = False
    accuracy: Mapping[str, int] = field(default_factory=dict)
    prominence: Mapping[str, int] = field(default_factory=dict)
    origins: Mapping[str, int] = field(default_factory=dict)
    messages: tuple[Present, ...] = ()
    quoted: Mapping[int, int] = field(default_factory=dict)
    corrections: Mapping[str, int] = field(default_factory=dict)
    coders: tuple[str, ...] = ()
    reach: Reach = Reach(None, 0, 0)

    @property
    def clips(self) -> int:
        """How many clips there are."""
        return self.tones.clips

    @property
    def judged_accuracy(self) -> int:
        """How many clips were judged for accuracy."""
        return sum(self.accuracy.values())

    @property
    def with_quote(self) -> int:
        """How many clips quote a spokesperson of ours."""
        return sum(self.quoted.values())

    @property
    def asked(self) -> int:
        """Corrections asked for in the period."""
        return sum(self.corrections.values())


def before(span: Span) -> Span:
    """The period of the same length that ends the day before."""
    return Span(span.first - timedelta(days=span.days), span.first - timedelta(days=1))


def coverage_of(clips: Sequence[Clip], corrections: Iterable[Correction], span: Span, first_weekday: int) -> Coverage:
    """Count the clips of a period; ``first_weekday`` is that of the country, Monday 0."""
    by_months = span.days > WEEKS_AT_MOST * 7
    sourced = [clip.reach for clip in clips if clip.reach is not None and clip.reach_source]
    return Coverage(
        span,
        tones_of(clips),
        media=_rows(clips, lambda clip: (clip.paper,)),
        outlets=_rows(clips, lambda clip: (clip.outlet,) if clip.outlet else ()),
        topics=_rows(clips, lambda clip: clip.topics),
        trend=_trend(clips, span, first_weekday, by_months=by_months),
        by_months=by_months,
        accuracy=_counted(clip.accuracy for clip in clips),
        prominence=_counted(clip.prominence for clip in clips),
        origins=_counted(clip.origin for clip in clips),
        messages=_messages(clips),
        quoted=_counted(clip.spokesperson for clip in clips),
        corrections=_counted(one.outcome for one in corrections),
        coders=tuple(_counted(clip.coder for clip in clips if clip.tone or clip.accuracy)),
        reach=Reach(sum(sourced) if sourced else None, len(sourced), len(clips)),
    )


def tones_of(clips: Iterable[Clip]) -> Tones:
    """How some clips were judged; every tone is a key, also of no clip."""
    found = Counter(clip.tone for clip in clips)
    return Tones({choice.key: found[choice.key] for choice in TONES}, found[""])


def _counted(keys: Iterable[H]) -> dict[H, int]:
    """How often each key stands there, the most frequent first; empty ones say nothing."""
    return dict(Counter(key for key in keys if key).most_common())


def _rows(clips: Sequence[Clip], keys_of: Callable[[Clip], Sequence[str | int]]) -> tuple[Row, ...]:
    """The clips under each key, most clips first."""
    found: dict[str | int, list[Clip]] = {}
    for clip in clips:
        for key in keys_of(clip):
            found.setdefault(key, []).append(clip)
    ordered = sorted(found.items(), key=lambda item: -len(item[1]))
    return tuple(Row(key, tones_of(own)) for key, own in ordered)


def _messages(clips: Sequence[Clip]) -> tuple[Present, ...]:
    present = _counted(message for clip in clips for message in clip.messages)
    coded = _counted(message for clip in clips if clip.tone for message in clip.messages)
    return tuple(Present(message, number, coded.get(message, 0)) for message, number in present.items())


def _trend(clips: Sequence[Clip], span: Span, first_weekday: int, *, by_months: bool) -> tuple[Stretch, ...]:
    """The period cut into weeks or months, those without a clip too."""
    cuts: list[Span] = []
    start = span.first
    while start <= span.last:
        last = min(_month_end(start) if by_months else _week_end(start, first_weekday), span.last)
        cuts.append(Span(start, last))
        start = last + timedelta(days=1)
    ends = [cut.last for cut in cuts]
    own: list[list[Clip]] = [[] for _ in cuts]
    for clip in clips:
        if clip.on is not None and span.holds(clip.on):
            own[bisect_left(ends, clip.on)].append(clip)
    return tuple(Stretch(cut, tones_of(found)) for cut, found in zip(cuts, own, strict=True))


def _week_end(day: date, first_weekday: int) -> date:
    return day + timedelta(days=6 - (day.weekday() - first_weekday) % 7)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
