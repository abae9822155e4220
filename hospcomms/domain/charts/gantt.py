"""Activities in time: names at the start, days in reading direction, looks told by pattern and not by colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hospcomms.domain.charts.drawing import (
    DOTS,
    END,
    FALLING,
    LINE,
    MIDDLE,
    OPEN,
    RISING,
    SMALL,
    SOLID,
    TEXT,
    Box,
    Drawing,
    Fill,
    Part,
    Stroke,
)
from hospcomms.domain.charts.kinds import Gantt, GanttRow
from hospcomms.domain.charts.words import Hand, heading, legend
from hospcomms.domain.wording import C_, N_

LABEL_SHARE, BAR, ROW_PAD = 0.34, 9.0, 5.0
DAY = timedelta(days=1)
LOOKS: dict[str, tuple[Fill | None, str]] = {
    "done": (Fill(-1, SOLID), C_("activity", "Done")),
    "running": (Fill(0, OPEN), C_("activity", "Running; the filled part is done")),
    "planned": (None, C_("activity", "Scheduled")),
    "late": (Fill(-1, RISING), C_("activity", "Late")),
    "paused": (Fill(3, FALLING), C_("activity", "Paused")),
    "cancelled": (Fill(3, DOTS), C_("activity", "Cancelled")),
    "draft": (None, C_("activity", "Draft")),
}
"""How each look is filled, and its name."""

TODAY = N_("Today")
_SHORT = {
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
MONTH_FORMS = ("whole", "short", "number")


def lay_out_gantt(chart: Gantt, width: float, hand: Hand) -> Drawing:
    """The bars under the months they lie in."""
    parts, top = heading(hand, chart.heading, 0.0, width)
    shown = [look for look in LOOKS if any(row.look == look and not row.level and row.first for row in chart.rows)]
    keys = [(LOOKS[look][0] or Fill(-1, "empty"), name_of(chart, look, hand)) for look in shown]
    more, top = legend(hand, keys, top, width)
    days = _Days(chart, width * LABEL_SHARE + 8, width)
    marks, top = _scale(days, hand, top)
    parts += more
    field = top
    rows: list[Part] = []
    for row in chart.rows:
        drawn, top = _row(row, days, hand, top)
        rows += drawn
    parts += _closed(days, field, top)
    parts += marks
    parts += [Stroke(x, field, x, top, "grid") for x in days.firsts()]
    parts += rows
    parts.append(Stroke(0, top, width, top, width=0.6))
    if chart.today and chart.first <= chart.today <= chart.last:
        x = days.x(chart.today) + days.wide / 2
        parts.append(Stroke(x, field, x, top, "late", 1.4))
        anchor = END if x > width - 40 else MIDDLE
        said = hand.set(hand.locale.text(TODAY), x, top + 1, size=SMALL, anchor=anchor, tone="late")
        parts.append(said)
        top += said.height
    return Drawing(width, top + 2, tuple(parts))


def name_of(chart: Gantt, look: str, hand: Hand) -> str:
    """What a look is called on this chart."""
    return dict(chart.names).get(look) or hand.locale.text(LOOKS[look][1])


@dataclass(frozen=True)
class _Days:
    """Where each day stands."""

    chart: Gantt
    start: float
    width: float

    @property
    def wide(self) -> float:
        """Width of a day."""
        return (self.width - self.start) / ((self.chart.last - self.chart.first).days + 1)

    def x(self, day: date) -> float:
        """Start edge of a day, kept inside the chart."""
        inside = min(max(day, self.chart.first), self.chart.last + DAY)
        return self.start + (inside - self.chart.first).days * self.wide

    def months(self) -> Iterator[tuple[date, date]]:
        """First and last day of every month, cut at the ends of the chart."""
        at = self.chart.first
        while at <= self.chart.last:
            following = (at.replace(day=28) + 4 * DAY).replace(day=1)
            yield at, min(following - DAY, self.chart.last)
            at = following

    def firsts(self) -> list[float]:
        """Places where months begin."""
        return [self.x(first) for first, _ in self.months()]


def _scale(days: _Days, hand: Hand, top: float) -> tuple[list[Part], float]:
    """The names of the months over the days; short periods also have the first days of the weeks."""
    parts: list[Part] = []
    weekly = days.wide * 7 > hand.measure("00/00", SMALL, False) + 4
    spans = [(first, days.x(first), days.x(last + DAY)) for first, last in days.months()]
    form = next((form for form in MONTH_FORMS if _all_fit(form, spans, hand)), MONTH_FORMS[-1])
    for first, left, right in spans:
        name = _month(first, form, hand)
        year = f" {hand.locale.digits(str(first.year))}" if first == days.chart.first or first.month == 1 else ""
        whole = hand.set(name + year, left + 2, top, size=SMALL, bold=True)
        if whole.wide > right - left - 4:
            whole = hand.set(name, left + 2, top, size=SMALL, bold=True)
        if whole.wide <= right - left - 2:
            parts.append(whole)
    top += SMALL * LINE
    if weekly:
        at = days.chart.first + DAY * ((hand.locale.country.first_weekday - days.chart.first.weekday()) % 7)
        while at <= days.chart.last:
            said = hand.set(hand.locale.digits(f"{at.day:02}/{at.month:02}"), days.x(at), top, size=SMALL, tone="muted")
            if days.x(at) + said.wide <= days.width:
                parts.append(said)
            parts.append(Stroke(days.x(at), top + 9, days.x(at), top + SMALL * LINE, width=0.4))
            at += 7 * DAY
        top += SMALL * LINE
    parts.append(Stroke(0, top, days.width, top, width=0.6))
    return parts, top


def _all_fit(form: str, spans: Sequence[tuple[date, float, float]], hand: Hand) -> bool:
    """Whether every whole month has room for its name in that form."""
    whole = [(first, right - left) for first, left, right in spans if first.day == 1]
    return all(hand.measure(_month(first, form, hand), SMALL, True) <= room - 4 for first, room in whole)


def _month(first: date, form: str, hand: Hand) -> str:
    """The name of a month: whole, its first letters, or its number."""
    name = hand.locale.month(first.month)
    if form == "short" and hand.locale.language in _SHORT:
        return _SHORT[hand.locale.language][first.month - 1]
    return name if form != "number" else hand.locale.digits(f"{first.month:02}")


def _closed(days: _Days, top: float, bottom: float) -> list[Part]:
    """Bands behind the days on which nothing happens."""
    return [
        Box(days.x(first), top, days.x(last + DAY) - days.x(first), bottom - top, shade=0.1)
        for first, last in days.chart.closed
        if last >= days.chart.first and first <= days.chart.last
    ]


def _row(row: GanttRow, days: _Days, hand: Hand, top: float) -> tuple[list[Part], float]:
    """A name and its bar; a row without days has its name only."""
    room = days.start - 8 - (0 if row.level else 8)
    indent = 0.0 if row.level else 8.0
    words = hand.set(row.label, indent, top + ROW_PAD / 2, room=room, most=3, size=TEXT if row.level else SMALL + 0.5,
                     bold=bool(row.level))  # fmt: skip
    height = max(words.height, BAR + 2) + ROW_PAD
    parts: list[Part] = [Stroke(0, top, days.width, top, "grid"), words]
    if row.first and row.last and row.last >= days.chart.first and row.first <= days.chart.last:
        parts += _bar(row, days, top + (height - BAR) / 2)
    return parts, top + height


def _bar(row: GanttRow, days: _Days, y: float) -> list[Part]:
    assert row.first is not None
    assert row.last is not None
    left = days.x(row.first)
    wide = max(days.x(row.last + DAY) - left, 2.0)
    if row.level:
        return [Box(left, y + BAR / 2 - 1.5, wide, 3.0, Fill(-1, SOLID))]
    fill = LOOKS[row.look][0] if row.look in LOOKS else None
    bar = Box(left, y, wide, BAR, fill, outlined=True, dashed=row.look in ("cancelled", "draft"))
    parts: list[Part] = [bar]
    if row.look == "running" and row.share > 0:
        parts.append(Box(left, y, wide * min(row.share, 1.0), BAR, Fill(0, SOLID), outlined=True))
    if row.look == "cancelled":
        parts.append(Stroke(left, y + BAR / 2, left + wide, y + BAR / 2, "ink", 0.8))
    return parts
