"""The shapes and tones that carry meaning, as plain geometry both the screen and the PDF draw.

A shape lives in a box of 14 x 14 units, origin at the top start corner, y growing downwards. Angles are
degrees, anticlockwise as seen on the screen, from three o'clock. Everything is painted in the one tone of
the shape, except `knockout` parts, which are painted in the colour of the ground. `Shape.mirrors` says
that the shape is turned over left-right in a right-to-left document. Bars, hatching and plot scales are
in `hospcomms.domain.plots`.
"""

from __future__ import annotations

from dataclasses import dataclass

BOX = 14.0
"""Side of the box every shape is drawn in, in units."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle round (x, y); `width` is the outline in units, 0 for none."""

    x: float
    y: float
    radius: float
    fill: bool = False
    width: float = 0.0
    knockout: bool = False
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Polyline:
    """An open line through `points`, round caps and joins."""

    points: tuple[Point, ...]
    width: float = 1.5
    knockout: bool = False
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed figure through `points`, round joins."""

    points: tuple[Point, ...]
    fill: bool = False
    width: float = 0.0
    knockout: bool = False
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Arc:
    """A part of a circle from `start` over `sweep` degrees; filled, it is the segment closed by its chord."""

    x: float
    y: float
    radius: float
    start: float
    sweep: float
    fill: bool = False
    width: float = 1.5
    knockout: bool = False


@dataclass(frozen=True, slots=True)
class Square:
    """An upright square with rounded corners; (x, y) is its top start corner."""

    x: float
    y: float
    side: float
    corner: float
    fill: bool = False
    width: float = 0.0
    knockout: bool = False
    dash: tuple[float, ...] = ()


Primitive = Circle | Polyline | Polygon | Arc | Square


@dataclass(frozen=True, slots=True)
class Shape:
    """Primitives painted in order, in one tone."""

    parts: tuple[Primitive, ...]
    mirrors: bool = False


@dataclass(frozen=True, slots=True)
class Tone:
    """One meaning's colour as #RRGGBB on the light, dark and high-contrast screen and on paper."""

    light: str
    dark: str
    contrast: str
    paper: str


_RING = Circle(7, 7, 5.6, width=1.4)
_DISC = Circle(7, 7, 6.2, fill=True)
_BLOCK = Square(1.6, 1.6, 10.8, 1.6, fill=True)
_OCTAGON = (
    (4.2, 0.4),
    (9.8, 0.4),
    (13.6, 4.2),
    (13.6, 9.8),
    (9.8, 13.6),
    (4.2, 13.6),
    (0.4, 9.8),
    (0.4, 4.2),
)
_TICK = ((4.3, 7.2), (6.3, 9.2), (9.9, 5.2))
_VERDICT = Square(0, 0, 14, 2.2, fill=True)


def _verdict(*lines: tuple[Point, ...]) -> Shape:
    """A filled verdict square with a sign knocked out of it."""
    return Shape((_VERDICT, *(Polyline(points, width=1.5, knockout=True) for points in lines)))


SHAPES: dict[str, Shape] = {
    "draft": Shape((Circle(7, 7, 5.6, width=1.4, dash=(2.4, 1.998)),)),
    "waiting": Shape((_RING, Arc(7, 7, 5.6, -90, 180, fill=True, width=0))),
    "approved": Shape((_RING, Polyline(_TICK))),
    "running": Shape((_DISC,)),
    "paused": Shape((_RING, Polyline(((5.5, 4.9), (5.5, 9.1))), Polyline(((8.5, 4.9), (8.5, 9.1))))),
    "closed": Shape((_BLOCK,)),
    "evaluated": Shape((_BLOCK, Polyline(_TICK, knockout=True))),
    "rejected": Shape((_RING, Polyline(((5, 5), (9, 9))), Polyline(((9, 5), (5, 9))))),
    "expired": Shape((_RING, Polyline(((3.2, 10.8), (10.8, 3.2))))),
    "note": Shape((_RING, Circle(7, 4.4, 0.95, fill=True), Polyline(((7, 6.7), (7, 10))))),
    "soon": Shape(
        (
            Polygon(((7, 1.4), (13.1, 12.3), (0.9, 12.3)), width=1.4),
            Polyline(((7, 5.2), (7, 8.2))),
            Circle(7, 10.3, 0.9, fill=True),
        )
    ),
    "late": Shape(
        (
            Polygon(_OCTAGON, fill=True),
            Polyline(((7, 3.6), (7, 7.6)), width=1.7, knockout=True),
            Circle(7, 10.2, 1.05, fill=True, knockout=True),
        )
    ),
    "done": Shape((_RING, Polyline(_TICK))),
    "improved": _verdict(((7, 11), (7, 3.4)), ((3.9, 6.5), (7, 3.4), (10.1, 6.5))),
    "worsened": _verdict(((7, 3), (7, 10.6)), ((3.9, 7.5), (7, 10.6), (10.1, 7.5))),
    "no_change": _verdict(((3.6, 5.4), (10.4, 5.4)), ((3.6, 8.6), (10.4, 8.6))),
    "not_enough": Shape(
        (
            Square(0.5, 0.5, 13, 2, width=0.9, dash=(2, 1.5)),
            Arc(7, 5.5, 2.1, 180, -235, width=1.1),
            Polyline(((8.2, 7.22), (7.2, 8.05), (7, 8.9)), width=1.1),
            Circle(7, 10.9, 0.75, fill=True),
        ),
        mirrors=True,
    ),
    "not_measured": Shape(
        (Square(0.5, 0.5, 13, 2, width=0.9, dash=(0.9, 1.4)), Polyline(((4, 7), (10, 7)), width=1.3))
    ),
    "baseline": Shape((Circle(7, 7, 4.6, width=2.2),)),
    "actual": Shape((Polygon(((2.2, 2.2), (11.8, 2.2), (11.8, 11.8), (2.2, 11.8)), fill=True),)),
    "target": Shape((Polyline(((7, 1), (7, 13)), width=1.8, dash=(3.2, 3.2)),)),
    "triangle": Shape((Polygon(((7, 1.6), (12.8, 11.8), (1.2, 11.8)), fill=True),)),
    "diamond": Shape((Polygon(((7, 1), (13, 7), (7, 13), (1, 7)), fill=True),)),
    "tick": Shape((Polyline(((1.4, 7.6), (5.2, 11.2), (12.6, 3.2)), width=1.9),)),
    "cross": Shape((Polyline(((2.4, 2.4), (11.6, 11.6)), width=2.4), Polyline(((11.6, 2.4), (2.4, 11.6)), width=2.4))),
}
"""Every shape by the name of the state, severity, verdict or plot mark it stands for."""

_INK = "#1C2226"

TONES: dict[str, Tone] = {
    "draft": Tone("#5F666B", "#AEB6BB", "#FFFFFF", _INK),
    "waiting": Tone("#8A5600", "#F0C877", "#FFD84A", _INK),
    "approved": Tone("#174F8B", "#7FB0E6", "#8FD3FF", _INK),
    "running": Tone("#0F7257", "#6CCBAE", "#7CF0B4", _INK),
    "paused": Tone("#5F666B", "#AEB6BB", "#FFFFFF", _INK),
    "closed": Tone("#30363B", "#E3E7E9", "#FFFFFF", _INK),
    "evaluated": Tone("#30363B", "#E3E7E9", "#FFFFFF", _INK),
    "rejected": Tone("#9C1B12", "#F29389", "#FF9C8A", _INK),
    "expired": Tone("#5F666B", "#AEB6BB", "#FFFFFF", _INK),
    "note": Tone("#1A5796", "#7FB0E6", "#8FD3FF", _INK),
    "soon": Tone("#8A5600", "#F0C877", "#FFD84A", _INK),
    "late": Tone("#9C1B12", "#F29389", "#FF9C8A", _INK),
    "done": Tone("#0F7257", "#6CCBAE", "#7CF0B4", _INK),
    "improved": Tone("#134F8D", "#7FB0E6", "#8FD3FF", "#134F8D"),
    "worsened": Tone("#A83C08", "#F3A066", "#FF9C8A", "#A83C08"),
    "no_change": Tone("#5A6167", "#AEB6BB", "#FFFFFF", "#5A6167"),
    "not_enough": Tone("#4D555B", "#D2D7DA", "#FFFFFF", _INK),
    "not_measured": Tone("#5F666C", "#98A2A8", "#E0E0E0", "#4D555B"),
    "baseline": Tone("#4D555B", "#B9C1C5", "#FFFFFF", "#4D555B"),
    "actual": Tone("#1C2226", "#ECEDEC", "#FFFFFF", _INK),
    "target": Tone("#1C2226", "#ECEDEC", "#FFFFFF", _INK),
    "triangle": Tone("#1C2226", "#ECEDEC", "#FFFFFF", _INK),
    "diamond": Tone("#1C2226", "#ECEDEC", "#FFFFFF", _INK),
    "tick": Tone("#1C2226", "#ECEDEC", "#FFFFFF", _INK),
    "cross": Tone("#1C2226", "#ECEDEC", "#FFFFFF", _INK),
}
"""The colour of every shape; on paper only a verdict of better or worse has a hue."""
