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


NAMED = (
    "ink", "muted", "rule", "grid", "ground", "track", "track_edge", "accent", "accent_soft", "late", "late_soft",
    "late_line", "observance", "weekend",
)  # fmt: skip
"""Tones besides those of shapes; every painter knows them all."""


@dataclass(frozen=True, slots=True)
class Fill:
    """How an area is filled: a pattern in one of the ``hue``s 0-3, or for -1 in a ``tone``, on a ``ground``.

    Tones are those of a ``Stroke``.
    """

    hue: int = -1
    pattern: str = SOLID
    tone: str = "ink"
    ground: str = "ground"


UNMEASURED = Fill(3, RISING)
"""What was not measured, never left empty."""


def fill_of(series: int) -> Fill:
    """The filling of the n-th series."""
    return Fill(series % HUES, PATTERNS[series % len(PATTERNS)])


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, filled (None: only outlined), outlined or not; ``shade`` 0-1 is a grey instead of a fill.

    ``corner`` is the radius of its corners, ``line`` the width of its outline.
    """

    x: float
    y: float
    width: float
    height: float
    fill: Fill | None = None
    outlined: bool = False
    shade: float | None = None
    tone: str = "ink"
    dashed: bool = False
    corner: float = 0.0
    line: float = 0.8


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line; ``tone`` is one of ``NAMED`` or a key of ``shapes.TONES``, unless a ``hue`` 0-3 is given."""

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


def heights(part: Part) -> tuple[float, float]:
    """The top and the bottom of a part, for painters that show only a stretch of a long chart."""
    if isinstance(part, Box):
        return part.y, part.y + part.height
    if isinstance(part, Stroke):
        return min(part.y1, part.y2), max(part.y1, part.y2)
    if isinstance(part, Words):
        return (part.y - part.wide, part.y) if part.turned else (part.y, part.y + part.height)
    reach = part.radius if isinstance(part, Sector) else part.size / 2
    return part.y - reach, part.y + reach


def lowered(part: Part, by: float) -> Part:
    """The part further down."""
    if isinstance(part, Stroke):
        return Stroke(part.x1, part.y1 + by, part.x2, part.y2 + by, part.tone, part.width, part.dash, part.hue)
    if isinstance(part, Words):
        return moved(part, part.x, part.y + by)
    return replace(part, y=part.y + by)


def moved(words: Words, x: float, y: float, *, grounded: bool = False) -> Words:
    """The words at another place; faster than ``replace``, for charts of many rows."""
    return Words(
        x, y, words.lines, words.size, words.anchor, words.bold, words.tone, words.turned,
        words.grounded or grounded, words.wide,
    )  # fmt: skip


def mirrored(drawing: Drawing) -> Drawing:
    """The drawing as it is seen on a page from right to left."""
    return replace(drawing, parts=tuple(_turned_over(part, drawing.width) for part in drawing.parts))


_OTHER = {START: END, MIDDLE: MIDDLE, END: START}


def _turned_over(part: Part, width: float) -> Part:
    """One part from the other side; built anew rather than with ``replace``, which takes longer than the layout."""
    if isinstance(part, Box):
        return Box(
            width - part.x - part.width, part.y, part.width, part.height, part.fill, part.outlined, part.shade,
            part.tone, part.dashed, part.corner, part.line,
        )  # fmt: skip
    if isinstance(part, Stroke):
        return Stroke(width - part.x1, part.y1, width - part.x2, part.y2, part.tone, part.width, part.dash, part.hue)
    if isinstance(part, Words):
        return Words(
            width - part.x, part.y, part.lines, part.size, _OTHER[part.anchor], part.bold, part.tone, part.turned,
            part.grounded, part.wide,
        )  # fmt: skip
    if isinstance(part, Sector):
        return replace(part, x=width - part.x, start=180.0 - part.start, sweep=-part.sweep)
    return Sign(part.name, width - part.x, part.y, part.size, part.tone, part.hue)
