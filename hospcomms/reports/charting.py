"""Draws laid out charts on paper: in ink and patterns, so that they read on a fax."""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus.flowables import Flowable

from hospcomms.domain.charts import Chart, lay_out
from hospcomms.domain.charts.cutting import cut, rows_in
from hospcomms.domain.charts.drawing import (
    CROSS,
    DOTS,
    END,
    FALLING,
    LINE,
    MIDDLE,
    RISING,
    SOLID,
    Box,
    Drawing,
    Fill,
    Sector,
    Sign,
    Stroke,
    Words,
)
from hospcomms.domain.plots import hatch
from hospcomms.reports.compositor import Compositor, Piece
from hospcomms.reports.drawing import GREY, GROUND, INK, TRACK, Sheet, tone_colour
from hospcomms.reports.paragraph import Paragraph

HUES = ("#30363B", "#6B7177", "#4D555B", "#7F7C74")
"""Charts are printed in ink: the four hues of the screen are four greys, told apart by their patterns."""

WHOLE, FEWEST = 300.0, 2
"""A lower chart is never cut; each part of a cut one has at least so many rows."""

GAP, DOT = 4.0, 0.7
"""Distance of hatch lines and dots, and radius of a dot, in points."""

TONES = {
    "rule": GREY,
    "grid": "#D5D2CA",
    "track": TRACK,
    "track_edge": GREY,
    "accent": HUES[0],
    "late": INK,
    "late_line": INK,
    "observance": "#E8E9E9",
    "weekend": "#F4F4F4",
} | dict.fromkeys(("ground", "accent_soft", "late_soft"), GROUND)
"""What the named tones are in ink; soft grounds stay white."""


class ChartPiece(Piece):
    """A chart on the page; one that is higher than the page goes on on the next."""

    def __init__(self, compositor: Compositor, chart: Chart) -> None:
        super().__init__(compositor, before=2.0, after=3.0)
        self.chart = chart
        self._drawings: dict[float, Drawing] = {}
        self._widths: dict[tuple[str, float, bool], float] = {}

    def _measured(self, text: str, size: float, bold: bool) -> float:
        key = (text, size, bold)
        if key not in self._widths:
            self._widths[key] = self.compositor.line(text, size, bold=bold).natural_width()
        return self._widths[key]

    def laid_out(self, width: float) -> Drawing:
        """The chart at that width."""
        if width not in self._drawings:
            self._drawings[width] = lay_out(self.chart, width, self.compositor.locale, self._measured)
        return self._drawings[width]

    def measure(self, width: float) -> float:
        """The height of the drawing."""
        return self.laid_out(width).height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803  # reportlab's names
        """As many rows as fit, and the others under the same heading; small charts are never cut."""
        rows = rows_in(self.chart)
        if self.measure(aW) < WHOLE or rows < 2 * FEWEST:
            return []
        fitting = bisect_left(range(1, rows), True, key=lambda at: self._height(cut(self.chart, at)[0], aW) > aH)
        fitting = min(fitting, rows - FEWEST)
        if fitting < FEWEST:
            return []
        return [ChartPiece(self.compositor, part) for part in cut(self.chart, fitting)]

    def _height(self, chart: Chart, width: float) -> float:
        return lay_out(chart, width, self.compositor.locale, self._measured).height

    def least(self, width: float) -> float:
        """All of it, or the beginning of one that may be cut."""
        return min(self.measure(width), WHOLE)

    def paint(self, sheet: Sheet) -> None:
        """Part by part, words last."""
        drawing = self.laid_out(sheet.width)
        brush = Brush(sheet, self.compositor, self.height)
        for part in sorted(drawing.parts, key=lambda part: isinstance(part, Words)):
            brush.draw(part)


class Brush:
    """Draws the parts of a chart; y is counted down from `top`."""

    def __init__(self, sheet: Sheet, compositor: Compositor, top: float) -> None:
        self._sheet, self._compositor, self._top = sheet, compositor, top
        self._canvas: Any = sheet.canvas

    def draw(self, part: Box | Stroke | Sign | Words | Sector) -> None:
        """Draw one part."""
        if isinstance(part, Box):
            self._box(part)
        elif isinstance(part, Stroke):
            ends = (part.x1, self._top - part.y1), (part.x2, self._top - part.y2)
            self._sheet.line(*ends, part.width, _colour(part.tone, part.hue), part.dash)
        elif isinstance(part, Sign):
            half = part.size / 2
            colour = _colour(part.tone, part.hue)
            self._sheet.shape(part.name, part.x - half, self._top - part.y - half, part.size, colour)
        elif isinstance(part, Sector):
            self._sector(part)
        else:
            self._words(part)

    def _box(self, box: Box) -> None:
        canvas = self._canvas
        room = (box.x, self._top - box.y - box.height, box.width, box.height)
        outline = partial(canvas.roundRect, *room, min(box.corner, box.width / 2, box.height / 2))
        canvas.saveState()
        canvas.setLineWidth(0.75 * box.line)
        canvas.setStrokeColor(HexColor(_colour(box.tone, box.fill.hue if box.fill else -1)))
        if box.shade is not None:
            canvas.setFillColor(_shade(box.shade))
            outline(stroke=0, fill=1)
        elif box.fill is not None:
            clip = canvas.beginPath()
            clip.rect(*room)
            self._fill(box.fill, outline, clip, room)
        if box.outlined:
            canvas.setDash([2, 1.5] if box.dashed else [])
            outline(stroke=1, fill=0)
        canvas.restoreState()

    def _fill(self, fill: Fill, outline: Any, clip: Any, room: tuple[float, float, float, float]) -> None:
        """The pattern of a filling inside its outline."""
        canvas = self._canvas
        colour = HexColor(_colour(fill.tone, fill.hue))
        canvas.setFillColor(colour if fill.pattern == SOLID else HexColor(_colour(fill.ground, -1)))
        outline(stroke=0, fill=1)
        if fill.pattern in (RISING, FALLING, CROSS, DOTS):
            canvas.saveState()
            canvas.clipPath(clip, stroke=0, fill=0)
            canvas.setStrokeColor(colour)
            canvas.setFillColor(colour)
            self._pattern(fill.pattern, *room)
            canvas.restoreState()

    def _pattern(self, pattern: str, x: float, y: float, width: float, height: float) -> None:
        canvas = self._canvas
        canvas.setLineWidth(0.7)
        canvas.setDash([])
        if pattern == DOTS:
            across = int(width / GAP) + 1
            for row in range(int(height / GAP) + 1):
                for column in range(across):
                    canvas.circle(x + (column + 0.5) * GAP, y + (row + 0.5) * GAP, DOT, stroke=0, fill=1)
            return
        for x1, y1, x2, y2 in hatch(width, height, GAP):
            if pattern in (RISING, CROSS):
                canvas.line(x + x1, y + height - y1, x + x2, y + height - y2)
            if pattern in (FALLING, CROSS):
                canvas.line(x + width - x1, y + height - y1, x + width - x2, y + height - y2)

    def _sector(self, sector: Sector) -> None:
        canvas, y, radius = self._canvas, self._top - sector.y, sector.radius
        canvas.saveState()
        canvas.setLineWidth(0.8)
        canvas.setStrokeColor(HexColor(GROUND))
        path = _ring(canvas, sector, y)
        clip = _ring(canvas, sector, y)
        room = (sector.x - radius, y - radius, 2 * radius, 2 * radius)
        self._fill(sector.fill, partial(canvas.drawPath, path), clip, room)
        canvas.setStrokeColor(HexColor(_colour("ink", sector.fill.hue)))
        canvas.drawPath(_ring(canvas, sector, y), stroke=1, fill=0)
        canvas.restoreState()

    def _words(self, words: Words) -> None:
        top = self._top - words.y
        if words.turned:
            self._canvas.saveState()
            self._canvas.translate(words.x - words.height / 2, top)
            self._canvas.rotate(90)
            for place, text in enumerate(words.lines):
                line = self._line(text, words)
                width = line.natural_width() + 0.5
                Compositor.put(self._canvas, line, words.wide - width if self._sheet.rtl else 0.0,
                               -place * words.size * LINE, width)  # fmt: skip
            self._canvas.restoreState()
            return
        for text in words.lines:
            line = self._line(text, words)
            width = line.natural_width() + 0.5
            left = words.x - {MIDDLE: width / 2, END: width}.get(words.anchor, 0.0)
            if words.grounded:
                self._canvas.setFillColor(HexColor(GROUND))
                self._canvas.rect(left - 1.5, top - words.size * LINE, width + 3, words.size * LINE, stroke=0, fill=1)
            Compositor.put(self._canvas, line, left, top, width)
            top -= words.size * LINE

    def _line(self, text: str, words: Words) -> Paragraph:
        colour = _colour(words.tone, -1)
        return self._compositor.line(text, words.size, bold=words.bold, colour=colour, leading=words.size * LINE)


def _ring(canvas: Any, sector: Sector, y: float) -> Any:
    """The outline of a piece of a ring: the outer arc there, the inner arc back."""
    x, sweep, start = sector.x, sector.sweep, sector.start
    path = canvas.beginPath()
    path.arc(*_square(x, y, sector.radius), startAng=start, extent=sweep)
    path.arcTo(*_square(x, y, sector.inner), startAng=start + sweep, extent=-sweep)
    path.close()
    return path


def _square(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    return x - radius, y - radius, x + radius, y + radius


def _colour(tone: str, hue: int) -> str:
    if hue >= 0:
        return HUES[hue % len(HUES)]
    return TONES.get(tone) or tone_colour(tone)


def _shade(share: float) -> Color:
    """White to ink."""
    ink = HexColor(INK)
    return Color(*(1 - share * (1 - part) for part in ink.rgb()))
