"""Paints the shared shapes on a PDF page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from hospcomms.domain.shapes import (
    BOX,
    SHAPES,
    TONES,
    Arc,
    Circle,
    Point,
    Polygon,
    Polyline,
    Primitive,
    Square,
)

INK, MUTED, GREY, TRACK, GROUND = "#1C2226", "#4D555B", "#7F7C74", "#E3E0D8", "#FFFFFF"


def tone_colour(tone: str) -> str:
    """The colour on paper of `ink`, `muted` or a key of TONES."""
    if tone in TONES:
        return TONES[tone].paper
    return MUTED if tone == "muted" else INK


@dataclass(frozen=True, slots=True)
class Sheet:
    """A place to draw on that thinks in reading direction: offsets count from the start edge of its width."""

    canvas: Canvas
    width: float
    rtl: bool

    def x(self, start: float, width: float = 0.0) -> float:
        """Left edge, from the left, of something `width` points wide that begins at `start`."""
        return self.width - start - width if self.rtl else start

    def rule(self, y: float, thickness: float, colour: str = INK, start: float = 0.0, length: float = -1) -> None:
        """A horizontal rule, over the whole width unless `length` is given."""
        extent = self.width - start if length < 0 else length
        left = self.x(start, extent)
        self.line((left, y), (left + extent, y), thickness, colour)

    def line(self, begin: Point, end: Point, thickness: float, colour: str, dash: tuple[float, ...] = ()) -> None:
        """A straight line between two points counted from the left."""
        self.canvas.saveState()
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.setLineWidth(thickness)
        self.canvas.setLineCap(0)
        self.canvas.setDash(list(dash))
        self.canvas.line(*begin, *end)
        self.canvas.restoreState()

    def shape(self, name: str, x: float, y: float, size: float, colour: str, ground: str = GROUND) -> None:
        """The shape called `name`, `size` points wide, its lower left corner at (x, y) from the left."""
        shape = SHAPES[name]
        self.canvas.saveState()
        self.canvas.translate(x, y + size)
        scale = size / BOX
        self.canvas.scale(scale, -scale)
        if shape.mirrors and self.rtl:
            self.canvas.translate(BOX, 0)
            self.canvas.scale(-1, 1)
        self.canvas.setLineCap(1)
        self.canvas.setLineJoin(1)
        for part in shape.parts:
            _paint(self.canvas, part, ground if part.knockout else colour)
        self.canvas.restoreState()


def _paint(canvas: Canvas, part: Primitive, colour: str) -> None:
    """One primitive; the canvas is already scaled to the box of the shape, y downwards."""
    canvas.setStrokeColor(HexColor(colour))
    canvas.setFillColor(HexColor(colour))
    canvas.setLineWidth(part.width)
    canvas.setDash([] if isinstance(part, Arc) else list(part.dash))
    if isinstance(part, Polyline):
        _path(canvas, part.points, closed=False, fill=False, stroke=True)
    elif isinstance(part, Polygon):
        _path(canvas, part.points, closed=True, fill=part.fill, stroke=part.width > 0)
    elif isinstance(part, Circle):
        canvas.circle(part.x, part.y, part.radius, stroke=int(part.width > 0), fill=int(part.fill))
    elif isinstance(part, Square):
        stroke, fill = int(part.width > 0), int(part.fill)
        canvas.roundRect(part.x, part.y, part.side, part.side, part.corner, stroke=stroke, fill=fill)
    else:
        _arc(canvas, part)


def _path(canvas: Canvas, points: tuple[Point, ...], *, closed: bool, fill: bool, stroke: bool) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    if closed:
        path.close()
    canvas.drawPath(path, stroke=int(stroke), fill=int(fill))


def _arc(canvas: Canvas, arc: Arc) -> None:
    """An arc; its angles are turned over, because y grows downwards here."""
    path: Any = canvas.beginPath()  # its types ask for whole degrees
    corner = (arc.x - arc.radius, arc.y - arc.radius, arc.x + arc.radius, arc.y + arc.radius)
    path.arc(*corner, startAng=-arc.start, extent=-arc.sweep)
    if arc.fill:
        path.close()
    canvas.drawPath(path, stroke=int(arc.width > 0), fill=int(arc.fill))
