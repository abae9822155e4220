"""The course of an incident: signs along its hours, a lane for each kind of thing, a line where something was late."""

from __future__ import annotations

from hospcomms.domain.charts.drawing import LINE, MIDDLE, SMALL, Drawing, Part, Sign, Stroke
from hospcomms.domain.charts.kinds import Course, Lane, Mark
from hospcomms.domain.charts.words import Hand, heading, legend
from hospcomms.domain.locale import Locale, isolated

LABEL_SHARE, SIGN, ROW, PAD = 0.22, 9.0, 12.0, 4.0
MOST_ROWS = 5
"""Signs that would cover each other stand on as many rows of their lane."""
STEPS = (5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 7200, 14400, 43200)
MOST_TICKS = 10


def after(minutes: float, locale: Locale) -> str:
    """Hours and minutes after the beginning: 1:05."""
    whole = int(minutes)
    return isolated(locale.digits(f"{whole // 60}:{whole % 60:02}"))


def lay_out_course(chart: Course, width: float, hand: Hand) -> Drawing:
    """The hours over the lanes, each lane as high as its signs need."""
    parts, top = heading(hand, chart.heading, 0.0, width)
    keys, top = legend(hand, chart.keys, top, width)
    start = width * LABEL_SHARE + 8
    scale = (width - start - SIGN) / max(chart.last, 1.0)
    first = start + SIGN / 2
    ticks, top = _ticks(chart, hand, first, scale, top)
    field = top
    lanes: list[Part] = [Stroke(0, top, width, top)]
    for lane in chart.lanes:
        drawn, top = _lane(lane, hand, start, first, scale, top)
        lanes += [*drawn, Stroke(0, top, width, top, "grid")]
    lanes.append(Stroke(0, top, width, top))
    lines = [Stroke(first + at * scale, field, first + at * scale, top, "grid") for at in _places(chart)]
    return Drawing(width, top + 2, (*parts, *keys, *ticks, *lines, *lanes))


def _places(chart: Course) -> list[int]:
    step = next((step for step in STEPS if chart.last / step <= MOST_TICKS), STEPS[-1])
    return list(range(0, int(chart.last) + 1, step))


def _ticks(chart: Course, hand: Hand, first: float, scale: float, top: float) -> tuple[list[Part], float]:
    made: list[Part] = []
    taken = -1.0
    for at in _places(chart):
        words = hand.set(after(at, hand.locale), first + at * scale, top, size=SMALL, anchor=MIDDLE, tone="muted")
        if words.x - words.wide / 2 > taken:
            made.append(words)
            taken = words.x + words.wide / 2 + 4
    return made, top + SMALL * LINE + 2


def _lane(lane: Lane, hand: Hand, start: float, first: float, scale: float, top: float) -> tuple[list[Part], float]:
    """The name of a lane and its signs, those that would cover each other below each other."""
    ends: list[float] = []
    placed: list[tuple[Mark, int]] = []
    for mark in sorted(lane.marks, key=lambda one: min(one.at, one.at if one.due is None else one.due)):
        begin = first + min(mark.at, mark.at if mark.due is None else mark.due) * scale - SIGN / 2
        row = next((place for place, end in enumerate(ends) if end <= begin), len(ends))
        row = min(row, MOST_ROWS - 1)
        end = first + mark.at * scale + SIGN / 2 + 1
        ends[row : row + 1] = [max(end, ends[row]) if row < len(ends) else end]
        placed.append((mark, row))
    words = hand.set(lane.label, 0, top + PAD / 2, room=start - 8, most=2, size=SMALL + 0.5, bold=True)
    height = max(words.height, len(ends) * ROW) + PAD
    parts: list[Part] = [words]
    for mark, row in placed:
        middle = top + PAD / 2 + row * ROW + ROW / 2
        parts += _mark(mark, first, scale, middle)
    return parts, top + height


def _mark(mark: Mark, first: float, scale: float, middle: float) -> list[Part]:
    x = first + mark.at * scale
    made: list[Part] = []
    if mark.due is not None and mark.at > mark.due:
        begin = first + mark.due * scale
        made = [
            Stroke(begin, middle, x, middle, "late", 1.2),
            Stroke(begin, middle - 3, begin, middle + 3, "late", 1.2),
        ]
    return [*made, Sign(mark.sign, x, middle, SIGN, mark.sign)]
