"""A grid of likelihood and impact with words in its cells, darker towards the corner where both are greatest."""

from __future__ import annotations

from hospcomms.domain.charts.drawing import LINE, MIDDLE, SMALL, TEXT, Box, Drawing, Part
from hospcomms.domain.charts.kinds import Matrix
from hospcomms.domain.charts.words import Hand, heading

LABELS, LEAST_HEIGHT, PAD = 0.16, 30.0, 3.0
LIGHT, DARK = 0.02, 0.34
"""Shades of the least and the greatest product; words stay readable on both."""


def lay_out_matrix(chart: Matrix, width: float, hand: Hand) -> Drawing:
    """The names of the columns at the foot, of the rows at the start, the greatest row on top."""
    parts, top = heading(hand, chart.heading, 0.0, width)
    start = width * LABELS
    slot = (width - start) / max(len(chart.columns), 1)
    parts.append(hand.set(chart.axes[0], 0, top, room=width, size=SMALL, bold=True))
    top += SMALL * LINE + 2
    most = max(len(chart.rows) * len(chart.columns), 1)
    for place in reversed(range(len(chart.rows))):
        cells = [hand.set(text, 0, 0, room=slot - 2 * PAD, most=6) for text in chart.cells[place]]
        height = max(LEAST_HEIGHT, *(words.height + 2 * PAD for words in cells))
        label = hand.set(chart.rows[place], 0, 0, room=start - 8, most=2)
        parts.append(hand.set(chart.rows[place], 0, top + (height - label.height) / 2, room=start - 8, most=2))
        for column, words in enumerate(cells):
            x = start + column * slot
            shade = LIGHT + (DARK - LIGHT) * (place + 1) * (column + 1) / most
            parts.append(Box(x, top, slot, height, shade=shade, outlined=True, tone="rule"))
            if chart.cells[place][column]:
                y = top + (height - words.height) / 2
                text = chart.cells[place][column]
                middle = x + slot / 2
                parts.append(hand.set(text, middle, y, room=slot - 2 * PAD, most=6, anchor=MIDDLE, bold=True))
        top += height
    names = _columns(chart, hand, start, slot, top + 2)
    bottom = top + 2 + TEXT * LINE
    parts += [*names, hand.set(chart.axes[1], width, bottom, room=width, size=SMALL, bold=True, anchor="end")]
    return Drawing(width, bottom + SMALL * LINE + 2, tuple(parts))


def _columns(chart: Matrix, hand: Hand, start: float, slot: float, top: float) -> list[Part]:
    return [
        hand.set(name, start + (place + 0.5) * slot, top, room=slot - 2, anchor=MIDDLE)
        for place, name in enumerate(chart.columns)
    ]
