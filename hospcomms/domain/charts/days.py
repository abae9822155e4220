"""Days along a chart: where each stands, the months and weeks over them, closed days, and the line of today.

The same code serves a page, where all days are seen, and a timeline on the screen, which is scrolled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hospcomms.domain import schedule
from hospcomms.domain.charts.drawing import LINE, MIDDLE, SMALL, Box, Fill, Part, Stroke
from hospcomms.domain.charts.words import Hand
from hospcomms.domain.schedule import DAY, WEEK, Span
from hospcomms.domain.wording import N_

TODAY = N_("Today")
_SHORT = {
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
MONTH_FORMS = ("whole", "short", "number")
GAP, LEAST_WEEK, WEEK_MARK = 4.0, 5.0, 5.0
"""Distance of words from their line; narrowest week that is marked, and the height of its mark."""


@dataclass(frozen=True)
class Axis:
    """Days along a chart that begins at ``start`` and is ``room`` wide; of the days ``offset`` is scrolled away.

    Lengths count from the start edge, in units of the layout or pixels. ``scale`` is what is marked: ``day``,
    ``week`` or ``month``.
    """

    span: Span
    day_width: float
    scale: str = "week"
    offset: float = 0.0
    start: float = 0.0
    room: float = 0.0

    @property
    def end(self) -> float:
        """Where the chart ends."""
        return self.start + self.room

    @property
    def length(self) -> float:
        """The whole length of the days, the scrolled ones too."""
        return self.span.days * self.day_width

    def place(self, when: date) -> float:
        """Where a day begins."""
        return self.start + (when - self.span.first).days * self.day_width - self.offset

    def middle(self, when: date) -> float:
        """The middle of a day."""
        return self.place(when) + self.day_width / 2

    def day_at(self, place: float) -> date:
        """The day that stands at a place."""
        return self.span.first + timedelta(days=int((place - self.start + self.offset) // self.day_width))

    def seen(self) -> Span:
        """The days that can be seen."""
        first = self.day_at(self.start)
        return Span(first, max(first, min(self.span.last, self.day_at(self.start + max(self.room, 1.0)))))

    def ticks(self, scale: str, first_weekday: int) -> list[date]:
        """The marked days that can be seen."""
        return schedule.ticks(self.seen(), scale, first_weekday)


@dataclass(frozen=True)
class Sizes:
    """How large things in time are drawn: height and corner of bars, words beside them, and months."""

    bar: float = 9.0
    corner: float = 1.2
    words: float = SMALL
    months: float = SMALL
    today: float = 1.4


def axis_of(span: Span, start: float, room: float, hand: Hand) -> Axis:
    """All days of a span on a page; weeks are marked where their numbers have room."""
    width = room / span.days
    scale = "week" if width * WEEK > hand.measure("00", SMALL, False) + 2 * GAP else "month"
    return Axis(span, width, scale, start=start, room=room)


def axis_heading(axis: Axis, hand: Hand, top: float, sizes: Sizes, *, dated: bool = False) -> tuple[list[Part], float]:
    """The names of the months over the days or weeks, and where they end; ``dated`` months name their year."""
    parts = _months(axis, hand, top, sizes, dated=dated)
    top += sizes.months * LINE
    bottom = top + sizes.words * LINE
    first_weekday = hand.locale.country.first_weekday
    if axis.scale == "month":
        if axis.day_width * WEEK < LEAST_WEEK:
            return parts, top
        weeks = axis.ticks("week", first_weekday)
        marks = [Stroke(axis.place(when), top, axis.place(when), top + WEEK_MARK, "rule") for when in weeks]
        return [*parts, *marks], top + WEEK_MARK
    for when in axis.ticks(axis.scale, first_weekday):
        x = axis.place(when)
        parts.append(Stroke(x, top + 2, x, bottom, "grid"))
        said = hand.set(hand.locale.digits(str(when.day)), x + GAP, top, size=sizes.words, tone="muted")
        if said.x + said.wide <= axis.end + GAP:
            parts.append(said)
    return parts, bottom


def _months(axis: Axis, hand: Hand, top: float, sizes: Sizes, *, dated: bool) -> list[Part]:
    parts: list[Part] = []
    rooms = [
        (month.first, max(axis.place(month.first), axis.start), min(axis.place(month.last + DAY), axis.end))
        for month in schedule.months(axis.seen())
    ]
    for_all = 28 * axis.day_width - 2 * GAP
    names = [[_month(n, form, hand) for n in range(1, 13)] for form in MONTH_FORMS]
    widest = [max(hand.measure(name, sizes.months, True) for name in form) for form in names]
    form = next((place for place, wide in enumerate(widest) if wide <= for_all), len(MONTH_FORMS) - 1)
    for first, left, right in rooms:
        name = names[form][first.month - 1]
        is_dated = first.month == 1 or (dated and first == axis.span.first)
        dated_name = f"{name} {hand.locale.digits(str(first.year))}"
        for text in (dated_name, name) if is_dated else (name,):
            words = hand.set(text, left + GAP / 2, top, size=sizes.months, bold=True)
            if words.wide <= right - left - GAP / 2:
                parts.append(words)
                break
    return parts


def _month(number: int, form: str, hand: Hand) -> str:
    """The name of a month: whole, its first letters, or its number."""
    if form == "short" and hand.locale.language in _SHORT:
        return _SHORT[hand.locale.language][number - 1]
    return hand.locale.month(number) if form != "number" else hand.locale.digits(f"{number:02}")


def behind(
    axis: Axis, closed: Sequence[tuple[date, date]], hand: Hand, top: float, bottom: float, *, bands: bool = True
) -> list[Part]:
    """What stands behind the bars: weekends where days are marked, closed days, and the lines of the axis."""
    country, seen = hand.locale.country, axis.seen()
    parts: list[Part] = []
    if bands:
        weekend = [when for when in axis.ticks("day", 0) if when.weekday() in country.weekend]
        free = [(when, when, "weekend") for when in weekend] if axis.scale == "day" else []
        for first, last, tone in (*free, *((first, last, "observance") for first, last in closed)):
            if last >= seen.first and first <= seen.last:
                left, right = axis.place(max(first, axis.span.first)), axis.place(min(last, axis.span.last) + DAY)
                parts.append(Box(left, top, right - left, bottom - top, Fill(tone=tone)))
    places = [axis.place(when) for when in axis.ticks(axis.scale, country.first_weekday)]
    return [*parts, *(Stroke(x, top, x, bottom, "grid") for x in places)]


def is_seen(axis: Axis, today: date | None) -> bool:
    """Whether the line of today stands in the room of the chart."""
    return today is not None and axis.span.holds(today) and axis.start <= axis.middle(today) <= axis.end


def today_line(axis: Axis, today: date | None, top: float, bottom: float, sizes: Sizes) -> list[Part]:
    """The line of today, if it is seen."""
    if today is None or not is_seen(axis, today):
        return []
    x = axis.middle(today)
    return [Stroke(x, top, x, bottom, "late", sizes.today)]


def today_flag(axis: Axis, today: date | None, hand: Hand, top: float, sizes: Sizes) -> list[Part]:
    """The word for today on the colour of its line, kept inside the chart; as high as a line of words."""
    if today is None or not is_seen(axis, today):
        return []
    words = hand.set(hand.locale.text(TODAY), 0, top, size=sizes.words, bold=True)
    half = words.wide / 2 + GAP
    x = min(max(axis.middle(today), axis.start + half), axis.end - half)
    flag = Box(x - half, top, 2 * half, words.height, Fill(tone="late"), corner=2 * sizes.corner)
    said = hand.set(hand.locale.text(TODAY), x, top, size=sizes.words, anchor=MIDDLE, bold=True, tone="ground")
    return [flag, said]
