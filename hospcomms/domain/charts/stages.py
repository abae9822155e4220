"""The result chain: how much of what was planned each stage attained, hatched where nothing was measured."""

from __future__ import annotations

from hospcomms.domain.charts.drawing import LINE, RISING, SMALL, SOLID, TEXT, Box, Drawing, Fill, Part, Stroke
from hospcomms.domain.charts.kinds import StageRow, Stages
from hospcomms.domain.charts.words import Hand, heading
from hospcomms.domain.plots import bar

BAR, GAP, PAD, CORNER = 10.0, 8.0, 6.0, 1.0
NAMES, FIGURES = 0.3, 0.27
"""The greatest shares of the width that names and figures take."""

BESIDE, THIN = 6.0, 8.5
"""Distance and height of bars side by side."""

TRACK, ATTAINED = Fill(tone="track"), Fill(0, SOLID)
HATCHED = Fill(-1, RISING, "not_measured")


def is_told(chart: Stages) -> bool:
    """Whether any stage has a sentence, so that the stages stand below each other."""
    return any(row.said or row.warning for row in chart.rows)


def lay_out_stages(chart: Stages, width: float, hand: Hand) -> Drawing:
    """Name, bar and figure of every stage, with the sentence under it where there is one."""
    parts, top = heading(hand, chart.heading, 0.0, width)
    if not chart.rows:
        return Drawing(width, top, tuple(parts))
    made, bottom = _below_each_other(chart, width, hand, top) if is_told(chart) else _side_by_side(
        chart, width, hand, top
    )  # fmt: skip
    return Drawing(width, bottom, (*parts, *made))


def share_bar(x: float, y: float, length: float, height: float, row: StageRow) -> list[Part]:
    """The bar of a stage from its start at (x, y)."""
    found = bar(row.share)
    if found.hatched:
        fill = None if row.is_measured else HATCHED
        return [Box(x, y, length, height, fill, outlined=True, dashed=not row.is_measured, tone="not_measured")]
    track = Box(x, y, length, height, TRACK, outlined=True, tone="track_edge", corner=CORNER, line=0.6)
    if found.filled * length < 0.5:
        return [track]
    return [track, Box(x, y, length * found.filled, height, ATTAINED, corner=CORNER)]


def _below_each_other(chart: Stages, width: float, hand: Hand, top: float) -> tuple[list[Part], float]:
    names = min(max(hand.measure(row.label, TEXT, True) for row in chart.rows) + 1, width * NAMES)
    figures = min(max(hand.measure(row.figure, TEXT, True) for row in chart.rows) + 1, width * FIGURES)
    start = names + GAP
    end = width - figures - GAP
    line = TEXT * LINE
    parts: list[Part] = []
    for place, row in enumerate(chart.rows):
        if place:
            parts.append(Stroke(0, top, width, top, "grid"))
        at = top + PAD
        name = hand.set(row.label, 0, at, room=names, most=3, bold=True)
        known = row.share is not None
        tone = "ink" if known else "not_measured"
        figure = hand.set(row.figure, end + GAP, at, room=figures, most=3, bold=known, tone=tone)
        parts += [name, figure, *share_bar(start, at + (line - BAR) / 2, end - start, BAR, row)]
        at += line if len(figure.lines) == 1 else figure.height
        for text, tone in ((row.said, "muted"), (row.warning, "soon")):
            if text:
                words = hand.set(text, start, at, room=width - start, most=4, size=SMALL, tone=tone)
                parts.append(words)
                at += words.height
        top = max(at, top + PAD + name.height) + PAD
    return parts, top


def _side_by_side(chart: Stages, width: float, hand: Hand, top: float) -> tuple[list[Part], float]:
    column = (width - BESIDE * (len(chart.rows) - 1)) / len(chart.rows)
    labels = [hand.set(row.label, 0, 0, room=column, most=3, size=SMALL, bold=True) for row in chart.rows]
    y = top + max(words.height for words in labels) + 2
    parts: list[Part] = []
    bottom = y
    for place, row in enumerate(chart.rows):
        x = place * (column + BESIDE)
        parts.append(hand.set(row.label, x, top, room=column, most=3, size=SMALL, bold=True))
        parts += share_bar(x, y, column, THIN, row)
        figure = hand.set(row.figure, x, y + THIN + 1, room=column, most=3, size=SMALL)
        parts.append(figure)
        bottom = max(bottom, figure.y + figure.height)
    return parts, bottom
