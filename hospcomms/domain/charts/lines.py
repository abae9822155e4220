"""Lines along a row of points: each with its own mark and dashes, its values printed where there is room.

A value with a 95 % interval has a whisker; those of several lines stand beside each other.
"""

from __future__ import annotations

from itertools import pairwise, zip_longest

from hospcomms.domain.charts.drawing import (
    END,
    HUES,
    LINE,
    MIDDLE,
    SMALL,
    Drawing,
    Part,
    Sign,
    Stroke,
    Words,
    edges,
)
from hospcomms.domain.charts.kinds import INTERVAL, Lines, Series
from hospcomms.domain.charts.words import Hand, heading
from hospcomms.domain.plots import scale

TALL, GAP, MARK = 150.0, 8.0, 7.0
CAP, APART = 3.5, 9.0
"""Half the width of the ends of a whisker, and how far the points of two lines with whiskers stand apart."""
MARKS = ("running", "actual", "baseline", "triangle", "diamond", "cross")
"""The marks of the lines: disc, square, ring, triangle, diamond, cross."""

Room = tuple[float, float, float, float]
"""Left, top, right, bottom."""

DASHES: tuple[tuple[float, ...], ...] = ((), (5.0, 2.0), (1.5, 1.5), (7.0, 2.0, 1.5, 2.0))


def lay_out_lines(chart: Lines, width: float, hand: Hand) -> Drawing:
    """The lines over their axis, each named in the legend."""
    parts, top = heading(hand, chart.heading, 0.0, width)
    more, top = _legend(chart, hand, top, width)
    parts += more
    return _Plot(chart, hand, width, top + SMALL * LINE).drawn(parts)


def _legend(chart: Lines, hand: Hand, top: float, width: float) -> tuple[list[Part], float]:
    """A piece of each line with its mark, and its name."""
    parts: list[Part] = []
    x, height = 0.0, SMALL * LINE + 2
    for place, series in enumerate(chart.series):
        name = hand.set(series.name, 0, 0, room=width - 30, size=SMALL)
        if x and x + 30 + name.wide > width:
            x, top = 0.0, top + height
        middle = top + height / 2
        parts.append(Stroke(x, middle, x + 24, middle, "ink", 1.4, DASHES[place % len(DASHES)], place % HUES))
        parts.append(Sign(MARKS[place % len(MARKS)], x + 12, middle, MARK, hue=place % HUES))
        parts.append(hand.set(series.name, x + 29, middle - SMALL * LINE / 2, room=width - 30, size=SMALL))
        x += 29 + name.wide + 16
    if any(limit for series in chart.series for limit in series.limits):
        words = hand.set(hand.locale.text(INTERVAL), 0, 0, room=width - 30, size=SMALL)
        if x and x + 16 + words.wide > width:
            x, top = 0.0, top + height
        middle = top + height / 2
        parts += _whisker(x + 5, middle - 5, middle + 5, -1)
        parts.append(hand.set(words.lines[0], x + 15, middle - SMALL * LINE / 2, size=SMALL))
    return parts, top + height + 4


def _whisker(x: float, high: float, low: float, hue: int) -> list[Part]:
    """An interval as an upright line with both its ends marked; ``high`` and ``low`` are heights on the page."""
    return [
        Stroke(x, high, x, low, "ink", 1.0, hue=hue),
        *(Stroke(x - CAP, y, x + CAP, y, "ink", 1.0, hue=hue) for y in (high, low)),
    ]


class _Plot:
    """The field of the lines."""

    def __init__(self, chart: Lines, hand: Hand, width: float, top: float) -> None:
        self.chart, self.hand, self.width, self.top = chart, hand, width, top
        known = [value for series in chart.series for value in series.values if value is not None]
        known += [end for series in chart.series for limit in series.limits if limit for end in limit]
        known += chart.holds
        self.axis = scale([0.0, *known] if known and min(known) >= 0 else known)
        ticks = [hand.measure(hand.value(tick, chart.unit), SMALL, False) for tick in self.axis.ticks]
        self.start = max(ticks, default=0.0) + GAP
        self.slot = (width - self.start) / max(len(chart.points), 1)
        beside = sum(any(series.limits) for series in chart.series) > 1
        self.apart = min(APART, self.slot / (len(chart.series) + 1)) if beside else 0.0

    def drawn(self, parts: list[Part]) -> Drawing:
        """Axis, names of the points, lines, values."""
        for tick in self.axis.ticks:
            y = self._y(tick)
            parts.append(Stroke(self.start, y, self.width, y, tone="rule" if tick in (0, self.axis.low) else "grid"))
            said = self.hand.value(tick, self.chart.unit)
            parts.append(
                self.hand.set(said, self.start - 4, y - SMALL * LINE / 2, size=SMALL, anchor=END, tone="muted")
            )
        names, bottom = self._names(self.top + TALL + 4)
        taken = [edges(words) for words in names]
        for place, series in enumerate(self.chart.series):
            parts += self._line(place, series)
        taken += [room for place, series in enumerate(self.chart.series) for room in self._whiskers(place, series)]
        for place, series in enumerate(self.chart.series):
            parts += self._values(place, series, taken)
        return Drawing(self.width, bottom, (*parts, *names))

    def _x(self, place: int, line: int | None = None) -> float:
        """The middle of a point; of a ``line`` with a whisker, beside those of the other lines."""
        aside = 0.0 if line is None else (line - (len(self.chart.series) - 1) / 2) * self.apart
        return self.start + self.slot * (place + 0.5) + aside

    def _y(self, value: float) -> float:
        return self.top + TALL * (1 - self.axis.place(value))

    def _line(self, place: int, series: Series) -> list[Part]:
        """One line with its whiskers; it is broken where a value was not measured."""
        parts: list[Part] = []
        hue = place % HUES
        known = [
            (self._x(at, place), self._y(value)) if value is not None else None
            for at, value in enumerate(series.values)
        ]
        for before, after in pairwise(known):
            if before and after:
                parts.append(Stroke(*before, *after, "ink", 1.4, DASHES[place % len(DASHES)], hue))
        for spot, limit in zip_longest(known, series.limits[: len(known)]):
            if spot and limit:
                parts += _whisker(spot[0], self._y(limit[1]), self._y(limit[0]), hue)
        parts += [Sign(MARKS[place % len(MARKS)], *at, MARK, hue=hue) for at in known if at]
        return parts

    def _values(self, place: int, series: Series, taken: list[Room]) -> list[Part]:
        """The values over or under their marks, where nothing else stands; the table holds them all."""
        parts: list[Part] = []
        for at, (value, limit) in enumerate(zip_longest(series.values, series.limits[: len(series.values)])):
            if value is None:
                continue
            text = self.hand.value(value, self.chart.unit)
            for x, y in self._spots(place, at, text, value, limit):
                words = self.hand.grounded(text, x, y, SMALL)
                room = edges(words)
                inside = room[0] >= self.start and room[2] <= self.width and room[3] <= self.top + TALL
                if inside and not any(_meet(room, other) for other in taken):
                    taken.append(room)
                    parts.append(words)
                    break
        return parts

    def _whiskers(self, place: int, series: Series) -> list[Room]:
        """The rooms the whiskers of a line take."""
        return [
            (self._x(at, place) - CAP, self._y(limit[1]), self._x(at, place) + CAP, self._y(limit[0]))
            for at, limit in enumerate(series.limits)
            if limit
        ]

    def _spots(
        self, place: int, at: int, text: str, value: float, limit: tuple[float, float] | None
    ) -> list[tuple[float, float]]:
        """Where the words of a value may stand: on its point, or turned away from the lines beside it."""
        x, away = self._x(at, place), 0.0
        if self.apart:
            away = self.hand.measure(text, SMALL, False) / 2 - CAP
            away *= -1 if place < (len(self.chart.series) - 1) / 2 else 1
        return [(x + aside, y) for y in self._heights(value, limit) for aside in ((0.0, away) if away else (0.0,))]

    def _heights(self, value: float, limit: tuple[float, float] | None) -> tuple[float, float]:
        """Where the words of a value may begin: over or under its mark, beyond the ends of its whisker."""
        if limit is None:
            return self._y(value) - MARK / 2 - SMALL * LINE, self._y(value) + MARK / 2 + 1
        return self._y(limit[1]) - 1 - SMALL * LINE, self._y(limit[0]) + 1

    def _names(self, top: float) -> tuple[list[Words], float]:
        """The names of the points, wrapped under them or turned when they are too wide; some are left out when
        there are very many.
        """
        every = max(1, round(SMALL * LINE / self.slot + 0.49)) if self.slot < SMALL * LINE else 1
        shown = [(at, name) for at, name in enumerate(self.chart.points) if at % every == 0]
        room = self.slot * every - 4
        wide = max((self.hand.measure(word, SMALL, False) for _, name in shown for word in name.split()), default=0.0)
        if wide <= room:
            made = [
                self.hand.set(name, self._x(at), top, room=room, most=3, size=SMALL, anchor=MIDDLE)
                for at, name in shown
            ]
            return made, top + max((words.height for words in made), default=0.0) + 2
        made = [self.hand.turned(name, self._x(at), top, 90.0, 1) for at, name in shown]
        hung = [
            self.hand.turned(name, self._x(at), top + words.wide, 90.0, 1)
            for (at, name), words in zip(shown, made, strict=True)
        ]
        return hung, top + max(words.wide for words in made) + 4


def _meet(one: Room, other: Room) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
