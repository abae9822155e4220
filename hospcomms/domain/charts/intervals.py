"""Before, after and what was aimed for: hollow circle, square and dashes, whiskers for the intervals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hospcomms.domain.charts.drawing import (
    END,
    LINE,
    MIDDLE,
    SMALL,
    TEXT,
    Drawing,
    Part,
    Sign,
    Stroke,
    Words,
    lowered,
    moved,
)
from hospcomms.domain.charts.kinds import IntervalRow, Intervals
from hospcomms.domain.charts.words import Hand, heading
from hospcomms.domain.plots import Interval, Scale, scale

LABEL_SHARE, GAP, MARK = 0.3, 12.0, 9.0
UPPER, LOWER, AXIS, TICKS = 9.0, 22.0, 31.0, 13.0
"""How far below the top of a row the first value, the second, the axis and its numbers stand."""

JUDGED_LABEL, JUDGED_WORDS, SIGN, PAD = 0.3, 0.23, 17.0, 5.0
"""Shares of the width of names and verdicts where rows carry verdicts; size of their shapes; room round a row."""

MOST_TICKS, FEWEST_TICKS, TICK_GAP = 7, 3, 7.0


@dataclass(frozen=True)
class _Columns:
    """Where the parts of every row begin, and how wide they are."""

    label: float
    names: float
    plot: float
    length: float
    words: float
    verdicts: float
    judged: bool


def _columns(chart: Intervals, width: float) -> _Columns:
    judged = any(row.verdict or row.sign for row in chart.rows)
    if not judged:
        names = width * LABEL_SHARE
        return _Columns(0.0, names, names + GAP, width - names - 3 * GAP, width, 0.0, judged=False)
    label = SIGN + 8
    names, verdicts = width * JUDGED_LABEL - label / 2, width * JUDGED_WORDS
    plot, words = label + names + GAP, width - verdicts
    return _Columns(label, names, plot, words - 2 * GAP - plot, words, verdicts, judged=True)


def lay_out_intervals(chart: Intervals, width: float, hand: Hand) -> Drawing:
    """Row by row, each with its own axis, rows of a group on the same scale."""
    parts, top = heading(hand, chart.heading, 0.0, width)
    columns = _columns(chart, width)
    axes = {group: _axis(chart, group, columns, hand) for group in dict.fromkeys(row.group for row in chart.rows)}
    for place, row in enumerate(chart.rows):
        if place and columns.judged:
            parts.append(Stroke(0, top, width, top, "grid"))
        made, height = _Row(row, row.unit or chart.unit, axes[row.group], hand, columns).drawn(top)
        parts += made
        top += height
    return Drawing(width, top, tuple(parts))


@dataclass(frozen=True)
class _Axis:
    """The scale of a group and its marks from the height 0, the same under every row."""

    scale: Scale
    marks: tuple[Part, ...]


def _axis(chart: Intervals, group: str, columns: _Columns, hand: Hand) -> _Axis:
    found = _scale(chart, group, columns.length, hand)
    marks: list[Part] = [Stroke(columns.plot, 0, columns.plot + columns.length, 0)]
    for tick in found.ticks:
        x = columns.plot + found.place(tick) * columns.length
        tone = "muted" if columns.judged else "ink"
        marks.append(Stroke(x, 0, x, 2))
        marks.append(hand.set(hand.locale.number(tick), x, 1, size=SMALL, anchor=MIDDLE, tone=tone))
    return _Axis(found, tuple(marks))


def _scale(chart: Intervals, group: str, length: float, hand: Hand) -> Scale:
    """One axis for all values of a group, with as many ticks as have room."""
    values = [number for row in chart.rows if row.group == group for number in row.numbers()]
    values += [number for name, held in chart.holds if name == group for number in held]
    found = scale(values, MOST_TICKS)
    for most in range(MOST_TICKS, FEWEST_TICKS - 1, -1):
        found = scale(values, most)
        widest = max(hand.measure(hand.locale.number(tick), SMALL, False) for tick in found.ticks)
        if (widest + TICK_GAP) * (len(found.ticks) - 1) <= length:
            return found
    return Scale(found.low, found.high, (found.ticks[0], found.ticks[-1]))


class _Row:
    """One indicator on its axis."""

    def __init__(self, row: IntervalRow, unit: str, axis: _Axis, hand: Hand, columns: _Columns) -> None:
        self.row, self.unit, self.axis, self.hand, self.at = row, unit, axis, hand, columns

    def drawn(self, top: float) -> tuple[list[Part], float]:
        """The parts of the row and its height."""
        row, at = self.row, self.at
        named = self._stack(
            at.label, at.names, (row.label, TEXT, not at.judged, "ink"), (row.note, SMALL, False, "muted")
        )
        judged = self._stack(
            at.words, at.verdicts, (row.verdict, TEXT, True, row.tone), (row.difference, SMALL, False, "muted")
        )
        pad = PAD if at.judged else 0.0
        plot = AXIS + TICKS
        height = max(plot, _height(named) + (0 if at.judged else 4), _height(judged)) + 2 * pad
        middle = top + height / 2 if at.judged else top + max(AXIS, _height(named)) / 2 + 4
        parts: list[Part] = [*_placed(named, middle), *_placed(judged, middle)]
        if row.sign:
            parts.append(Sign(row.sign, SIGN / 2, middle, SIGN, row.tone))
        parts += self._plot(top + (height - plot) / 2 if at.judged else top)
        return parts, height

    def _stack(self, x: float, room: float, *texts: tuple[str, float, bool, str]) -> list[Words]:
        """Words below each other, as far as there are any."""
        return [
            self.hand.set(text, x, 0, room=room, most=4, size=size, bold=bold, tone=tone)
            for text, size, bold, tone in texts
            if text and room
        ]

    def _plot(self, top: float) -> Iterable[Part]:
        """The axis, the target, both values."""
        y = top + AXIS
        yield from (lowered(mark, y) for mark in self.axis.marks)
        if self.row.target is not None:
            x = self._x(self.row.target)
            yield Stroke(x, top + 2, x, y, "ink", 1.1, (3.0, 2.0))
        yield from self._value(self.row.baseline, "baseline", top + UPPER, "baseline")
        yield from self._value(self.row.actual, "actual", top + LOWER, self.row.tone)

    def _x(self, value: float) -> float:
        return self.at.plot + self.axis.scale.place(value) * self.at.length

    def _value(self, interval: Interval, shape: str, y: float, tone: str) -> Iterable[Part]:
        """One value with its whiskers and its number; the word for missing where there is none."""
        words_y = y - SMALL * LINE / 2
        if interval.value is None:
            text = self.hand.value(None, self.unit)
            said = self.hand.set(text, self.at.plot, words_y, size=SMALL, tone="not_measured")
            yield moved(said, said.x, said.y, grounded=True)
            return
        x = low = high = self._x(interval.value)
        if interval.low is not None and interval.high is not None:
            low, high = self._x(interval.low), self._x(interval.high)
            yield Stroke(low, y, high, y, tone, 1.4)
            yield from (Stroke(end, y - 3, end, y + 3, tone, 1.4) for end in (low, high))
        if shape == "baseline":  # the ring is hollow: neither whiskers nor target run through it
            yield Sign("running", x, y, MARK * 0.8, "ground")
        yield Sign(shape, x, y, MARK, tone)
        yield self._number(interval.value, low, high, words_y, tone)

    def _number(self, value: float, low: float, high: float, y: float, tone: str) -> Words:
        """The number behind the mark or its whiskers, or before them where the plot ends or the target stands."""
        text = self.hand.value(value, self.unit)
        words = self.hand.set(text, high + MARK - 2, y, size=SMALL, tone=tone)
        end = self.at.plot + self.at.length + GAP
        target = self.row.target
        crossed = target is not None and words.x - 2 < self._x(target) < words.x + words.wide + 2
        before = low - MARK + 2
        if words.x + words.wide > end or (crossed and before - words.wide >= self.at.plot - GAP):
            words = self.hand.set(text, before, y, size=SMALL, tone=tone, anchor=END)
        return moved(words, words.x, words.y, grounded=True)


def _height(stack: list[Words]) -> float:
    return sum(words.height for words in stack)


def _placed(stack: list[Words], middle: float) -> Iterable[Words]:
    """The words of a stack round the middle of their row."""
    y = middle - _height(stack) / 2
    for words in stack:
        yield moved(words, words.x, y)
        y += words.height
