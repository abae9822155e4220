"""Activities in time: names at the start, days in reading direction, looks told by pattern and not by colour.

``bar_parts`` draws the bar of a row on any axis: the timeline on the screen draws its rows with it too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hospcomms.domain.charts.days import Axis, Sizes, axis_heading, axis_of, behind, today_flag, today_line
from hospcomms.domain.charts.drawing import (
    DOTS,
    FALLING,
    LINE,
    OPEN,
    RISING,
    SMALL,
    SOLID,
    TEXT,
    Box,
    Drawing,
    Fill,
    Part,
    Sign,
    Stroke,
    Words,
)
from hospcomms.domain.charts.kinds import Gantt, GanttRow
from hospcomms.domain.charts.words import SWATCH, Hand, heading
from hospcomms.domain.schedule import DAY, Span
from hospcomms.domain.wording import C_

LABEL_SHARE, ROW_PAD = 0.34, 5.0
SAMPLE, SAMPLE_GAP, KEY_GAP = 26.0, 5.0, 16.0
"""Length of the bar that stands for a look in the legend: long enough for its dashes, its tick and its progress."""


@dataclass(frozen=True)
class Look:
    """How a bar is drawn: its filling (None: hollow), the tone and width of its outline, its name."""

    name: str
    fill: Fill | None = None
    tone: str = "rule"
    line: float = 1.0
    dashed: bool = False


LOOKS: dict[str, Look] = {
    "done": Look(C_("activity", "Done"), Fill(tone="closed"), "closed"),
    "running": Look(C_("activity", "Running; the filled part is done"), Fill(0, OPEN, ground="accent_soft"), "accent"),
    "planned": Look(C_("activity", "Scheduled")),
    "late": Look(C_("activity", "Late"), Fill(-1, RISING, "late_line", "late_soft"), "late", 1.8),
    "paused": Look(C_("activity", "Paused"), Fill(3, FALLING)),
    "cancelled": Look(C_("activity", "Cancelled"), Fill(3, DOTS), dashed=True),
    "submitted": Look(C_("activity", "Submitted"), Fill(3, DOTS), dashed=True),
    "draft": Look(C_("activity", "Draft"), dashed=True),
}
"""Every look a bar may have."""

PROGRESS = Fill(0, SOLID)


def lay_out_gantt(chart: Gantt, width: float, hand: Hand) -> Drawing:
    """The bars under the months they lie in."""
    parts, top = heading(hand, chart.heading, 0.0, width)
    more, top = _legend(chart, hand, top, width)
    sizes = Sizes()
    start = width * LABEL_SHARE + 8
    axis = axis_of(Span(chart.first, chart.last), start, width - start, hand)
    marks, top = axis_heading(axis, hand, top, sizes, dated=True)
    field = top
    rows: list[Part] = [Stroke(0, top, width, top)]
    for row in chart.rows:
        drawn, top = _row(row, axis, hand, top, sizes)
        rows += drawn
    rows.append(Stroke(0, top, width, top))
    line = today_line(axis, chart.today, field, top, sizes)
    flag = today_flag(axis, chart.today, hand, top, sizes)
    # words stand over the line of today, which would strike them out
    beside = [part for part in rows if isinstance(part, Words) and part.x >= start]
    rows = [part for part in rows if part not in beside]
    over = [replace(words, grounded=True) for words in beside]
    bottom = top + (sizes.words * LINE if flag else 0.0) + 2
    return Drawing(
        width,
        bottom,
        (*parts, *more, *behind(axis, chart.closed, hand, field, top), *marks, *rows, *line, *over, *flag),
    )


def _legend(chart: Gantt, hand: Hand, top: float, width: float) -> tuple[list[Part], float]:
    """The looks that are on the chart, each as a short bar drawn as the others are, with its name."""
    shown = [look for look in LOOKS if any(row.look == look and not row.level and row.first for row in chart.rows)]
    parts: list[Part] = []
    x, line = 0.0, TEXT * LINE
    for look in shown:
        words = hand.set(name_of(chart, look, hand), 0, 0, room=width - SAMPLE - SAMPLE_GAP, size=SMALL)
        taken = SAMPLE + SAMPLE_GAP + words.wide
        if x and x + taken > width:
            x, top = 0.0, top + line
        middle = top + line / 2
        bar = Box(x, middle - SWATCH / 2, SAMPLE, SWATCH, corner=Sizes().corner)
        parts += _filled(GanttRow("", None, None, look, share=0.5), bar, x)
        parts.append(replace(words, x=x + SAMPLE + SAMPLE_GAP, y=middle - words.height / 2))
        x += taken + KEY_GAP
    return parts, (top + line + 4 if shown else top)


def name_of(chart: Gantt, look: str, hand: Hand) -> str:
    """What a look is called on this chart."""
    return dict(chart.names).get(look) or hand.locale.text(LOOKS[look].name)


def _row(row: GanttRow, axis: Axis, hand: Hand, top: float, sizes: Sizes) -> tuple[list[Part], float]:
    """A name and its bar; a row without days has its name only."""
    indent = 0.0 if row.level else 8.0
    size = TEXT if row.level else SMALL + 0.5
    room = axis.start - 8 - indent
    words = hand.set(row.label, indent, top + ROW_PAD / 2, room=room, most=3, size=size, bold=bool(row.level))
    height = max(words.height, sizes.bar + 2) + ROW_PAD
    parts: list[Part] = [
        Stroke(0, top, axis.end, top, "grid"),
        words,
        *bar_parts(row, axis, hand, top + height / 2, sizes),
    ]
    return parts, top + height


def bar_parts(row: GanttRow, axis: Axis, hand: Hand, middle: float, sizes: Sizes) -> list[Part]:
    """The bar of a row round the height ``middle``, as far as its days lie on the axis, and the words beside it."""
    if row.first is None or row.last is None or row.last < axis.span.first or row.first > axis.span.last:
        return []
    left = axis.place(max(row.first, axis.span.first))
    own = axis.place(min(row.last, axis.span.last) + DAY)
    right = max(own, axis.middle(row.until)) if row.until and axis.span.holds(row.until) else own
    bar = Box(left, middle - sizes.bar / 2, max(right - left, 2.0), sizes.bar, corner=sizes.corner)
    if row.level:
        return [Box(left, middle - sizes.bar / 6, bar.width, sizes.bar / 3, Fill())]
    parts = _filled(row, bar, axis.start)
    if right > own:  # a late bar runs on to today: a line stands at its true end
        parts.append(Stroke(own, bar.y, own, bar.y + bar.height, LOOKS[row.look].tone, 1.0))
    return [*parts, *_beside(row, bar, axis, hand, sizes)]


def _filled(row: GanttRow, bar: Box, start: float) -> list[Part]:
    """The bar in its look: done with a tick, running with its progress, cancelled struck out; ``start`` is the
    edge left of which nothing is drawn.
    """
    look = LOOKS.get(row.look, LOOKS["planned"])
    fill = look.fill or Fill(tone="ground")
    parts: list[Part] = [replace(bar, fill=fill, outlined=True, dashed=look.dashed, tone=look.tone, line=look.line)]
    middle = bar.y + bar.height / 2
    side = bar.height * 0.7
    if row.look == "running" and row.share > 0:
        parts.append(replace(bar, width=bar.width * min(row.share, 1.0), fill=PROGRESS))
    if row.look == "done" and bar.width > 2 * side:
        x = max(bar.x, start) + side
        if x + side < bar.x + bar.width:
            parts.append(Sign("tick", x, middle, side, "ground"))
    if row.look == "cancelled":
        parts.append(Stroke(bar.x, middle, bar.x + bar.width, middle, "ink", 0.8))
    return parts


def _beside(row: GanttRow, bar: Box, axis: Axis, hand: Hand, sizes: Sizes) -> list[Part]:
    """The words of a bar after it, or before it where the chart ends."""
    if not row.said:
        return []
    is_late = row.look == "late"
    tone = "late" if is_late else "muted"
    y = bar.y + bar.height / 2 - sizes.words * LINE / 2
    words = hand.set(row.said, bar.x + bar.width + 6, y, size=sizes.words, bold=is_late, tone=tone)
    if words.x + words.wide > axis.end and bar.x - 6 - words.wide >= axis.start:
        words = replace(words, x=bar.x - 6 - words.wide)
    return [words]
