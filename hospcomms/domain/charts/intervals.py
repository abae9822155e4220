"""Before, after and what was aimed for: hollow circle, square and dashes, whiskers for the intervals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hospcomms.domain.charts.drawing import LINE, MIDDLE, SMALL, Drawing, Part, Sign, Stroke, Words
from hospcomms.domain.charts.kinds import IntervalRow, Intervals
from hospcomms.domain.charts.words import Hand, heading
from hospcomms.domain.plots import Interval, Scale, scale

LABEL_SHARE, GAP, MARK = 0.3, 12.0, 9.0
UPPER, LOWER, AXIS, TICKS = 9.0, 22.0, 31.0, 13.0
"""How far below the top of a row the first value, the second, the axis and its numbers stand."""


def lay_out_intervals(chart: Intervals, width: float, hand: Hand) -> Drawing:
    """Row by row, each with its own axis, rows of a group on the same scale."""
    parts, top = heading(hand, chart.heading, 0.0, width)
    scales = {group: _scale(chart, group) for group in {row.group for row in chart.rows}}
    for row in chart.rows:
        label = hand.set(row.label, 0, 0, room=width * LABEL_SHARE, most=4, bold=True)
        note = hand.set(row.note, 0, 0, room=width * LABEL_SHARE, most=3, size=SMALL, tone="muted")
        words = label.height + (note.height if row.note else 0.0)
        at = top + max((AXIS - words) / 2 + 4, 0.0)
        parts.append(hand.set(row.label, 0, at, room=width * LABEL_SHARE, most=4, bold=True))
        if row.note:
            said = hand.set(row.note, 0, at + label.height, room=width * LABEL_SHARE, most=3, size=SMALL, tone="muted")
            parts.append(said)
        parts += _Row(row, chart.unit, scales[row.group], hand, width).drawn(top)
        top += max(AXIS + TICKS, words + 4)
    return Drawing(width, top, tuple(parts))


def _scale(chart: Intervals, group: str) -> Scale:
    """One axis for all values of a group."""
    values: list[float] = []
    for row in chart.rows:
        if row.group == group:
            values += [*row.baseline.numbers(), *row.actual.numbers()]
            values += [row.target] if row.target is not None else []
    return scale(values)


class _Row:
    """One indicator on its axis."""

    def __init__(self, row: IntervalRow, unit: str, axis: Scale, hand: Hand, width: float) -> None:
        self.row, self.unit, self.axis, self.hand = row, unit, axis, hand
        self.start = width * LABEL_SHARE + GAP
        self.length = width - self.start - 2 * GAP
        self.width = width

    def drawn(self, top: float) -> Iterable[Part]:
        """The axis, the target, both values."""
        y = top + AXIS
        yield Stroke(self.start, y, self.start + self.length, y)
        for tick in self.axis.ticks:
            yield self.hand.set(self.hand.locale.number(tick), self._x(tick), y + 1, size=SMALL, anchor=MIDDLE)
        if self.row.target is not None:
            x = self._x(self.row.target)
            yield Stroke(x, top + 2, x, y, "ink", 1.1, (3.0, 2.0))
        yield from self._value(self.row.baseline, "baseline", top + UPPER, "baseline")
        yield from self._value(self.row.actual, "actual", top + LOWER, self.row.tone)

    def _x(self, value: float) -> float:
        return self.start + self.axis.place(value) * self.length

    def _value(self, interval: Interval, shape: str, y: float, tone: str) -> Iterable[Part]:
        """One value with its whiskers and its number; the word for missing where there is none."""
        words_y = y - SMALL * LINE / 2
        if interval.value is None:
            said = self.hand.set(self.hand.value(None, self.unit), self.start, words_y, size=SMALL, tone="not_measured")
            yield replace(said, grounded=True)
            return
        x = edge = self._x(interval.value)
        if interval.low is not None and interval.high is not None:
            low, edge = self._x(interval.low), self._x(interval.high)
            yield Stroke(low, y, edge, y, tone, 1.4)
            yield from (Stroke(end, y - 3, end, y + 3, tone, 1.4) for end in (low, edge))
        yield Sign(shape, x, y, MARK, tone)
        yield self._number(interval, edge, words_y, tone)

    def _number(self, interval: Interval, edge: float, y: float, tone: str) -> Words:
        """The number behind the mark, or before it where the page ends."""
        assert interval.value is not None
        text = self.hand.locale.number(interval.value)
        words = self.hand.set(text, edge + MARK - 2, y, size=SMALL, tone=tone)
        if words.x + words.wide <= self.width:
            return words
        low = self._x(interval.low if interval.low is not None else interval.value)
        return self.hand.set(text, low - MARK + 2, y, size=SMALL, tone=tone, anchor="end")
