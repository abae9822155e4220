"""A grid of cells, darker for more, with the number in each."""

from __future__ import annotations

from hospcomms.domain.charts.drawing import LINE, MIDDLE, SMALL, UNMEASURED, Box, Drawing, Part, Words
from hospcomms.domain.charts.kinds import Heat
from hospcomms.domain.charts.words import Hand, heading

LABEL_SHARE, LEAST_LABEL, CELL_HEIGHT, PAD = 0.28, 60.0, 20.0, 3.0
LIGHT, DARK = 0.04, 0.62
"""Shades of the least and the greatest value; the number stays readable on both."""

DARK_FROM = 0.42
"""From this shade on the number is written in the colour of the ground."""


def lay_out_heat(chart: Heat, width: float, hand: Hand) -> Drawing:
    """Names of the rows at the start, of the columns over the grid, turned when they are too wide."""
    parts, top = heading(hand, chart.heading, 0.0, width)
    start = max(width * LABEL_SHARE, LEAST_LABEL)
    slot = (width - start) / max(len(chart.columns), 1)
    names, top = _names(chart, hand, start, slot, top)
    parts += names
    known = [value for row in chart.rows for value in row.values if value is not None]
    known += chart.holds
    low, high = min(known, default=0.0), max(known, default=1.0)
    for row in chart.rows:
        label = hand.set(row.label, 0, 0, room=start - 6, most=3)
        height = max(label.height + 4, CELL_HEIGHT)
        parts.append(hand.set(row.label, 0, top + (height - label.height) / 2, room=start - 6, most=3))
        for place, value in enumerate(row.values):
            share = None if value is None else (value - low) / (high - low) if high > low else 0.5
            box = start + place * slot
            parts += _cell(hand, chart.unit, value, share, box, top, slot, height)
        top += height
    return Drawing(width, top + 2, tuple(parts))


def _cell(
    hand: Hand, unit: str, value: float | None, share: float | None, x: float, y: float, slot: float, height: float
) -> list[Part]:
    """One cell: shaded with its number, or hatched when nothing was measured."""
    if value is None or share is None:
        return [
            Box(x + 0.5, y + 0.5, slot - 1, height - 1, UNMEASURED, outlined=True, dashed=True, tone="not_measured")
        ]
    shade = LIGHT + (DARK - LIGHT) * share
    box = Box(x + 0.5, y + 0.5, slot - 1, height - 1, shade=shade, outlined=True, tone="grid")
    text = hand.value(value, unit)
    size = next((size for size in (SMALL, SMALL - 1, SMALL - 2) if hand.measure(text, size, False) <= slot - 2), 0.0)
    if not size:
        return [box]
    tone = "ground" if shade >= DARK_FROM else "ink"
    return [box, hand.set(text, x + slot / 2, y + (height - size * LINE) / 2, size=size, anchor=MIDDLE, tone=tone)]


def _names(chart: Heat, hand: Hand, start: float, slot: float, top: float) -> tuple[list[Words], float]:
    words = [word for name in chart.columns for word in name.split()]
    places = [start + slot * (place + 0.5) for place in range(len(chart.columns))]
    if all(hand.measure(word, SMALL, False) <= slot - PAD for word in words):
        made = [
            hand.set(name, x, top, room=slot - PAD, most=3, size=SMALL, anchor=MIDDLE)
            for name, x in zip(chart.columns, places, strict=True)
        ]
        bottom = top + max((one.height for one in made), default=0.0)
        return [_dropped(one, bottom - one.height) for one in made], bottom + 3
    turned = [hand.turned(name, x, 0, 90.0, 1) for name, x in zip(chart.columns, places, strict=True)]
    bottom = top + max(one.wide for one in turned)
    return [_dropped(one, bottom) for one in turned], bottom + 4


def _dropped(words: Words, y: float) -> Words:
    return Words(words.x, y, words.lines, words.size, words.anchor, turned=words.turned, wide=words.wide)
