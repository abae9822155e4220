"""Grids of seven columns, the weekend narrower: where a column stands, and how what stands in it is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from hospcomms.domain.country import holidays
from hospcomms.domain.dated import Dated
from hospcomms.domain.month_grid import DAYS, EDGES, Fitted, Placed, widths
from hospcomms.domain.wording import sentence
from ui import theme
from ui.language import say, shown, spoken
from ui.rooms.calendar.desk import Desk, named
from ui.rooms.calendar.grid import DayGrid, Spot
from ui.rooms.calendar.painted import SINGLE, Look, more_said, paint_band, paint_single, paint_words, width_of


class ColumnGrid(DayGrid):
    """Seven days beside each other. ``side`` is the room kept at the start, in pixels at 100 %."""

    side = 0

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.country = desk.session.locale.country
        self._shares = (0.0, *accumulate(widths(self.country)))
        self._edges: tuple[int, list[int]] = (-1, [])  # where the columns begin and end in that width
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def across(self, start: int, end: int) -> tuple[float, float]:
        """Left edge and width of the columns from ``start`` to ``end``, counted from the start edge."""
        if self._edges[0] != self.width():
            side = theme.px(self.side)
            whole = self.width() - 1 - side
            self._edges = self.width(), [side + round(whole * share) for share in self._shares]
        edges = self._edges[1]
        first, last = edges[start], edges[end + 1]
        return (self.width() - 1 - last if theme.current().rtl else first), last - first

    def look(self, thing: Dated) -> Look:
        """How a thing stands out now."""
        desk, pulled = self.desk, self.pulled()
        return Look(
            warns=named(thing) in self.reading().clashing,
            chosen=self.hasFocus() and desk.thing is not None and named(desk.thing) == named(thing),
            pulled=pulled is not None and named(pulled[0]) == named(thing),
            faint=self.is_outside(thing),
        )

    def is_outside(self, _thing: Dated) -> bool:
        """True for what is shown but belongs to another month."""
        return False

    def ground_of(self, day: date) -> str:
        """The token of a day's ground: holidays, the weekend, all others."""
        if day in holidays(self.country.code):
            return "sunken"
        return "alt" if day.weekday() in self.country.weekend else "surface"

    def paint_fitted(self, painter: QPainter, fitted: Fitted, days: Sequence[date], top: float, step: float) -> None:
        """What of a week is shown, its rows ``step`` apart from ``top`` on; what can be pressed is noted."""
        used = theme.current()
        for placed in fitted.shown:
            self._paint_placed(painter, placed, days, top + placed.row * step)
        for column, hidden in enumerate(fitted.hidden):
            if hidden:
                left, width = self.across(column, column)
                place = top + (fitted.room - 1) * step
                box = QRectF(left + used.px(5), place, width - used.px(10), used.px(SINGLE))
                paint_words(painter, box, more_said(hidden), used.colour("accent"), bold=True)
                self.spots.append(Spot(box, days[column], None))

    def _paint_placed(self, painter: QPainter, placed: Placed, days: Sequence[date], top: float) -> None:
        used, thing = theme.current(), edged(placed)
        left, width = self.across(placed.start, placed.end)
        rect = QRectF(left + 1, top, width - 1, used.px(SINGLE))
        if placed.is_band:
            paint_band(painter, rect, thing, self.look(thing), begins=placed.begins)
        else:
            rect = rect.adjusted(used.px(4), 0, -used.px(4), 0)
            paint_single(painter, rect, thing, self.look(thing))
        for column in range(placed.start, placed.end + 1):
            at, wide = self.across(column, column)
            piece = rect.intersected(QRectF(at, rect.top(), wide, rect.height()))
            self.spots.append(Spot(piece, days[column], placed.thing))

    def paint_weekday(self, painter: QPainter, place: QRectF, day: date, *, bold: bool) -> None:
        """The name of a weekday, shortened where it has no room."""
        used = theme.current()
        name = spoken().weekday(day.weekday())
        if width_of(name, bold=bold) > place.width():
            name = name.removeprefix("ال") if used.rtl else name[:3]
        paint_words(painter, place, shown(name), used.colour("text2"), bold=bold)

    def paint_target(self, painter: QPainter, cell: QRectF) -> None:
        """The frame of the day that what is pulled would come to."""
        painter.setPen(QPen(theme.current().colour("focus"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(cell.adjusted(1, 1, -1, -1))

    def paint_walls(self, painter: QPainter, bottom: float) -> None:
        """The thin lines between the columns."""
        used = theme.current()
        painter.setPen(QPen(used.colour("line"), 1))
        for column in range(DAYS):
            left, width = self.across(column, column)
            place = (left + width if used.rtl else left) + 0.5
            painter.drawLine(round(place), 0, round(place), round(bottom))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))


def edged(placed: Placed) -> Dated:
    """The thing as it is written: of one that lasts long, which of its two ends it is."""
    if not placed.edge:
        return placed.thing
    return replace(placed.thing, title=say(sentence(EDGES[placed.edge], title=placed.thing.title)))
