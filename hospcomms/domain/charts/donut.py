"""Parts of a whole as a ring, the sum in its middle, names and shares beside it."""

from __future__ import annotations

from hospcomms.domain.charts.drawing import LINE, MIDDLE, SMALL, TEXT, Box, Drawing, Part, Sector, fill_of
from hospcomms.domain.charts.kinds import Donut
from hospcomms.domain.charts.words import SWATCH, Hand, heading

RADIUS, INNER = 62.0, 36.0
ROW = 18.0


def lay_out_donut(chart: Donut, width: float, hand: Hand) -> Drawing:
    """The ring at the start, its legend with values beside it, or below where the page is narrow."""
    parts, top = heading(hand, chart.heading, 0.0, width)
    whole = sum(max(one.value, 0.0) for one in chart.slices)
    centre = top + RADIUS + 2
    at = 90.0
    for place, one in enumerate(chart.slices):
        sweep = -360.0 * max(one.value, 0.0) / whole if whole else 0.0
        if sweep:
            parts.append(Sector(RADIUS + 2, centre, RADIUS, INNER, at, sweep, fill_of(place)))
        at += sweep
    total = hand.value(whole, chart.unit)
    size = next((size for size in (TEXT + 2, TEXT, SMALL) if hand.measure(total, size, True) <= 2 * INNER - 8), SMALL)
    parts.append(hand.set(total, RADIUS + 2, centre - size * LINE / 2, size=size, anchor=MIDDLE, bold=True))
    beside = width >= 2 * RADIUS + 160
    start, row = (2 * RADIUS + 26, top + 2) if beside else (0.0, centre + RADIUS + 8)
    rows, bottom = _legend(chart, hand, start, row, width, whole)
    return Drawing(width, max(bottom, centre + RADIUS + 2), (*parts, *rows))


def _legend(chart: Donut, hand: Hand, start: float, top: float, width: float, whole: float) -> tuple[list[Part], float]:
    """Swatch, name, value and share of every slice."""
    parts: list[Part] = []
    for place, one in enumerate(chart.slices):
        share = 100 * max(one.value, 0.0) / whole if whole else 0.0
        said = hand.value(one.value, chart.unit)
        said = f"{said} ({hand.value(round(share), 'percent')})"
        taken = hand.measure(said, SMALL, False)
        name = hand.set(one.label, start + SWATCH + 6, top, room=max(width - start - SWATCH - 20 - taken, 40.0), most=3)
        parts.append(Box(start, top + TEXT * LINE / 2 - SWATCH / 2, SWATCH, SWATCH, fill_of(place), outlined=True))
        value = hand.set(said, name.x + name.wide + 8, top + (TEXT - SMALL) * LINE / 2, size=SMALL, tone="muted")
        parts += [name, value]
        top += max(name.height + 3, ROW)
    return parts, top
