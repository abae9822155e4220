"""Bars: standing when their words fit under and over them, else lying with their words at the start."""

from __future__ import annotations

from dataclasses import replace

from hospcomms.domain.charts.drawing import (
    END,
    LINE,
    MIDDLE,
    SMALL,
    UNMEASURED,
    Box,
    Drawing,
    Fill,
    Part,
    Stroke,
    Words,
    fill_of,
)
from hospcomms.domain.charts.kinds import Bars, Series
from hospcomms.domain.charts.words import Hand, heading, legend
from hospcomms.domain.plots import Scale, scale

LABEL_SHARE, GAP, THICK, ROW_GAP = 0.32, 8.0, 13.0, 7.0
TALL, LEAST_BAR, MOST_BAR = 150.0, 9.0, 46.0
UNKNOWN = 26.0
"""Length of the dashed stub that stands for a value that was not measured."""


def lay_out_bars(chart: Bars, width: float, hand: Hand) -> Drawing:
    """The bars, the legend over them, values printed."""
    parts, top = heading(hand, chart.heading, 0.0, width)
    if len(chart.series) > 1:
        keys = [(fill_of(place), series.name) for place, series in enumerate(chart.series)]
        more, top = legend(hand, keys, top, width)
        parts += more
    axis = scale([0.0, *chart.holds, *_ends(chart)])
    standing = _Standing(chart, hand, width, axis)
    made = standing.drawn(top + 4) if standing.fits() else _Lying(chart, hand, width, axis).drawn(top)
    parts += made[0]
    return Drawing(width, made[1], tuple(parts))


def _ends(chart: Bars) -> list[float]:
    """The values the axis must hold: those of bars, or the sums of stacks."""
    if not chart.stacked:
        return [value for series in chart.series for value in series.values if value is not None]
    return [sum(_known(chart, place)) for place in range(len(chart.categories))]


def _known(chart: Bars, place: int) -> list[float]:
    """The measured values of one category; parts of a stack are never negative."""
    return [max(value, 0.0) for series in chart.series if (value := series.values[place]) is not None]


def said_of(series: Series, value: float | None, unit: str, hand: Hand) -> str:
    """A value of a series as it is printed; the series' own word where nothing is there yet."""
    return series.missing if value is None and series.missing else hand.value(value, unit)


class _Lying:
    """Categories one below the other; bars grow in reading direction."""

    def __init__(self, chart: Bars, hand: Hand, width: float, axis: Scale) -> None:
        self.chart, self.hand, self.axis = chart, hand, axis
        self.start = width * LABEL_SHARE + GAP
        self.labels = width * LABEL_SHARE
        room = max((hand.measure(text, SMALL, False) for text in self._values()), default=0.0)
        self.length = max(width - self.start - room - 6, 20.0)

    def _values(self) -> list[str]:
        """Every value as it is printed at the end of a bar."""
        series = self.chart.series
        if self.chart.stacked:
            sums = [sum(_known(self.chart, place)) for place in range(len(self.chart.categories))]
            return [self.hand.value(value, self.chart.unit) for value in sums]
        return [said_of(one, value, self.chart.unit, self.hand) for one in series for value in one.values]

    def drawn(self, top: float) -> tuple[list[Part], float]:
        """The figures and the height where they end."""
        parts: list[Part] = []
        begin = top = top + 2
        for place, category in enumerate(self.chart.categories):
            label = self.hand.set(category, 0, top, room=self.labels, most=4)
            thick = THICK * (1 if self.chart.stacked else len(self.chart.series))
            height = max(label.height, thick)
            middle = top + height / 2
            parts.append(self.hand.set(category, 0, middle - label.height / 2, room=self.labels, most=4))
            parts += self._row(place, middle - thick / 2)
            top += height + ROW_GAP
        zero = self._x(0.0)
        parts.append(Stroke(zero, begin - 2, zero, top - ROW_GAP + 2, width=0.8))
        return parts, top

    def _x(self, value: float) -> float:
        return self.start + self.axis.place(value) * self.length

    def _row(self, place: int, y: float) -> list[Part]:
        if self.chart.stacked:
            return self._stack(place, y)
        parts: list[Part] = []
        for number, series in enumerate(self.chart.series):
            parts += self._bar(series, place, y + number * THICK + 1, fill_of(number))
        return parts

    def _bar(self, series: Series, place: int, y: float, fill: Fill) -> list[Part]:
        value = series.values[place]
        text = said_of(series, value, self.chart.unit, self.hand)
        zero = self._x(0.0)
        words_y = y + (THICK - 2) / 2 - SMALL * LINE / 2
        if value is None and series.missing:
            return [self.hand.set(text, zero + 4, words_y, size=SMALL, tone="muted")]
        if value is None:
            stub = Box(zero, y, UNKNOWN, THICK - 2, UNMEASURED, outlined=True, dashed=True, tone="not_measured")
            return [stub, self.hand.set(text, zero + UNKNOWN + 4, words_y, size=SMALL, tone="not_measured")]
        end = self._x(value)
        box = Box(min(zero, end), y, max(abs(end - zero), 0.8), THICK - 2, fill, outlined=True)
        return [box, self.hand.set(text, max(end, zero) + 4, words_y, size=SMALL)]

    def _stack(self, place: int, y: float) -> list[Part]:
        parts: list[Part] = []
        at = 0.0
        for number, series in enumerate(self.chart.series):
            value = series.values[place]
            if not value or value < 0:
                continue
            left, right = self._x(at), self._x(at + value)
            parts.append(Box(left, y + 1, right - left, THICK - 2, fill_of(number), outlined=True))
            text = self.hand.value(value, self.chart.unit)
            if self.hand.measure(text, SMALL - 1, False) + 12 < right - left:
                words_y = y + THICK / 2 - (SMALL - 1) * LINE / 2
                parts.append(self.hand.grounded(text, (left + right) / 2, words_y, SMALL - 1))
            at += value
        total = self.hand.value(at if _known(self.chart, place) else None, self.chart.unit)
        parts.append(self.hand.set(total, self._x(at) + 4, y + THICK / 2 - SMALL * LINE / 2, size=SMALL, bold=True))
        return parts


class _Standing:
    """Categories side by side in reading direction, their names below, wrapped or turned."""

    def __init__(self, chart: Bars, hand: Hand, width: float, axis: Scale) -> None:
        self.chart, self.hand, self.axis = chart, hand, axis
        ticks = [hand.measure(hand.value(tick, chart.unit), SMALL, False) for tick in axis.ticks]
        self.start = max(ticks) + GAP
        self.length = width - self.start
        self.slot = self.length / max(len(chart.categories), 1)
        self.count = 1 if chart.stacked else len(chart.series)
        self.bar = min(self.slot * 0.8 / max(self.count, 1), MOST_BAR)
        words = [word for name in chart.categories for word in name.split()]
        self.is_turned = any(hand.measure(word, SMALL, False) > self.slot - 4 for word in words)

    def fits(self) -> bool:
        """Whether every value fits over its bar and every name under it."""
        chart, hand = self.chart, self.hand
        if not chart.categories or self.bar < LEAST_BAR or len(chart.categories) < 2:
            return False
        known = [said_of(one, value, chart.unit, hand) for one in chart.series for value in one.values]
        widest = max((hand.measure(text, SMALL, False) for text in known), default=0.0)
        own = self.slot - 2 if self.count == 1 else self.bar
        if widest > own:
            return False
        if not self.is_turned:
            return all(len(hand.wrapped(name, self.slot - 4, 99, SMALL, False)) <= 3 for name in chart.categories)
        lines = int(self.slot // (SMALL * LINE))
        return lines > 0 and all(
            len(hand.wrapped(name, 90.0, 99, SMALL, False)) <= min(lines, 2) for name in chart.categories
        )

    def drawn(self, top: float) -> tuple[list[Part], float]:
        """The figures and the height where they end."""
        top += SMALL * LINE
        parts: list[Part] = []
        for tick in self.axis.ticks:
            y = self._y(tick, top)
            parts.append(Stroke(self.start, y, self.start + self.length, y, tone="rule" if tick == 0 else "grid"))
            words = self.hand.value(tick, self.chart.unit)
            parts.append(
                self.hand.set(words, self.start - 4, y - SMALL * LINE / 2, size=SMALL, anchor=END, tone="muted")
            )
        for place in range(len(self.chart.categories)):
            parts += self._category(place, top)
        names, height = self._names(top + TALL + (SMALL * LINE if self.axis.low < 0 else 4))
        return parts + names, height

    def _y(self, value: float, top: float) -> float:
        return top + TALL * (1 - self.axis.place(value))

    def _category(self, place: int, top: float) -> list[Part]:
        parts: list[Part] = []
        left = self.start + self.slot * place + (self.slot - self.bar * self.count) / 2
        if self.chart.stacked:
            return self._stack(place, left, top)
        for number, series in enumerate(self.chart.series):
            value = series.values[place]
            x = left + number * self.bar
            text = said_of(series, value, self.chart.unit, self.hand)
            zero = self._y(0.0, top)
            if value is None and series.missing:
                y = zero - SMALL * LINE
            elif value is None:
                parts.append(
                    Box(x + 1, zero - 14, self.bar - 2, 14, UNMEASURED, outlined=True, dashed=True, tone="not_measured")
                )
                y = zero - 14 - SMALL * LINE
            else:
                end = self._y(value, top)
                box_height = max(abs(zero - end), 0.8)
                parts.append(Box(x + 1, min(zero, end), self.bar - 2, box_height, fill_of(number), outlined=True))
                y = end - SMALL * LINE if value >= 0 else end
            parts.append(self.hand.set(text, x + self.bar / 2, y, size=SMALL, anchor=MIDDLE))
        return parts

    def _stack(self, place: int, left: float, top: float) -> list[Part]:
        parts: list[Part] = []
        at = 0.0
        for number, series in enumerate(self.chart.series):
            value = series.values[place]
            if not value or value < 0:
                continue
            y, low = self._y(at + value, top), self._y(at, top)
            parts.append(Box(left + 1, y, self.bar - 2, low - y, fill_of(number), outlined=True))
            if low - y > (SMALL - 1) * LINE + 6:
                words_y = (y + low) / 2 - (SMALL - 1) * LINE / 2
                text = self.hand.value(value, self.chart.unit)
                parts.append(self.hand.grounded(text, left + self.bar / 2, words_y, SMALL - 1))
            at += value
        said = self.hand.value(at if _known(self.chart, place) else None, self.chart.unit)
        y = self._y(at, top) - SMALL * LINE
        parts.append(self.hand.set(said, left + self.bar / 2, y, size=SMALL, anchor=MIDDLE, bold=True))
        return parts

    def _names(self, top: float) -> tuple[list[Part], float]:
        made = [self._name(name, place, top) for place, name in enumerate(self.chart.categories)]
        if not self.is_turned:
            return list(made), top + max(words.height for words in made) + 2
        longest = max(words.wide for words in made)
        # each ends at the axis, so that it is seen which bar it belongs to
        hung = [replace(words, y=top + words.wide) for words in made]
        return list(hung), top + longest + 4

    def _name(self, name: str, place: int, top: float) -> Words:
        middle = self.start + self.slot * (place + 0.5)
        if self.is_turned:
            return self.hand.turned(name, middle, top, 90.0, 2)
        return self.hand.set(name, middle, top, room=self.slot - 4, most=3, size=SMALL, anchor=MIDDLE)
