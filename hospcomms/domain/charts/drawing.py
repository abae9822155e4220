"""What a laid out chart is made of: figures and words with their places, for whoever paints them.

Lengths are px or pt, y grows downwards. Charts are laid out from the *start* edge; ``mirrored`` turns the whole
drawing over for pages that run from right to left, so that painters only know left and right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

Measure = Callable[[str, float, bool], float]
"""Width of a text of a size, bold or not."""

START, MIDDLE, END = "start", "middle", "end"
LINE = 1.5
"""Line height over type size."""

TEXT, SMALL = 9.5, 8.5

SOLID, OPEN, RISING, FALLING, CROSS, DOTS = "solid", "open", "rising", "falling", "cross", "dots"
PATTERNS = (SOLID, OPEN, RISING, DOTS, CROSS, FALLING)
HUES = 4
"""A series has one of four hues and one of six patterns: the patterns alone tell six series apart in grey."""


@dataclass(frozen=True, slots=True)
class Fill:
    """How an area is filled: ``hue`` 0-3 of the palette or -1 for ink, with a pattern."""

    hue: int = -1
    pattern: str = SOLID


UNMEASURED = Fill(3, RISING)
"""What was not measured, never left empty."""


def fill_of(series: int) -> Fill:
    """The filling of the n-th series."""
    return Fill(series % HUES, PATTERNS[series % len(PATTERNS)])


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, filled (None: only outlined), outlined or not; ``shade`` 0-1 is a grey instead of a fill."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill | None = None
    outlined: bool = False
    shade: float | None = None
    tone: str = "ink"
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line; ``tone`` is ``ink``, ``rule``, ``grid``, ``late`` or a key of ``shapes.TONES``, unless a
    ``hue`` 0-3 is given.
    """

    x1: float
    y1: float
    x2: float
    y2: float
    tone: str = "rule"
    width: float = 0.6
    dash: tuple[float, ...] = ()
    hue: int = -1


@dataclass(frozen=True, slots=True)
class Sign:
    """A small shape of ``shapes.SHAPES`` or a mark of a line, its centre at (x, y)."""

    name: str
    x: float
    y: float
    size: float
    tone: str = "ink"
    hue: int = -1


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text from the height ``y`` down, their ``anchor`` at x; turned words run upwards from (x, y)."""

    x: float
    y: float
    lines: tuple[str, ...]
    size: float = TEXT
    anchor: str = START
    bold: bool = False
    tone: str = "ink"
    turned: bool = False
    grounded: bool = False
    wide: float = 0.0

    @property
    def height(self) -> float:
        """Height of the lines one below the other."""
        return len(self.lines) * self.size * LINE


@dataclass(frozen=True, slots=True)
class Sector:
    """A piece of a ring, angles in degrees from three o'clock anticlockwise."""

    x: float
    y: float
    radius: float
    inner: float
    start: float
    sweep: float
    fill: Fill


Part = Box | Stroke | Sign | Words | Sector


@dataclass(frozen=True, slots=True)
class Drawing:
    """A laid out chart and its size."""

    width: float
    height: float
    parts: tuple[Part, ...]

    def texts(self) -> Iterable[Words]:
        """All the words of the drawing."""
        return (part for part in self.parts if isinstance(part, Words))


def edges(words: Words) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the room words take, once mirrored or for a page from left to right."""
    if words.turned:
        half = words.height / 2
        return words.x - half, words.y - words.wide, words.x + half, words.y
    left = words.x - {START: 0.0, MIDDLE: words.wide / 2, END: words.wide}[words.anchor]
    return left, words.y, left + words.wide, words.y + words.height


def mirrored(drawing: Drawing) -> Drawing:
    """The drawing as it is seen on a page from right to left."""
    return replace(drawing, parts=tuple(_turned_over(part, drawing.width) for part in drawing.parts))


_OTHER = {START: END, MIDDLE: MIDDLE, END: START}


def _turned_over(part: Part, width: float) -> Part:
    if isinstance(part, Box):
        return replace(part, x=width - part.x - part.width)
    if isinstance(part, Stroke):
        return replace(part, x1=width - part.x1, x2=width - part.x2)
    if isinstance(part, Words):
        return replace(part, x=width - part.x, anchor=_OTHER[part.anchor])
    if isinstance(part, Sector):
        return replace(part, x=width - part.x, start=180.0 - part.start, sweep=-part.sweep)
    return replace(part, x=width - part.x)
