"""How large the crisis desk is drawn: its sizes hold for 1366 × 768 and grow with the screen, never the other way far.

From three metres one reads the clock, the title and what is due next; nothing is drawn below 12 px.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QFont

from ui import fonts

WIDTH, HEIGHT = 1366, 768
SMALLEST, LARGEST = 0.75, 2.6
NARROW, LOW = 1100, 560
"""Below these (window pixels) the desk leaves out what can be missed: words of keys, the column of roles."""


@dataclass(frozen=True)
class Measures:
    """The scale everything on the desk is drawn in; lengths are given as in the picture at 1366 × 768."""

    scale: float = 1.0
    narrow: bool = False
    low: bool = False

    def px(self, size: float) -> int:
        """A length in pixels of the screen."""
        return max(1, round(size * self.scale)) if size else 0

    def font(self, size: float, *, bold: bool = False) -> QFont:
        """Letters of that height."""
        return letters(max(12, round(size * self.scale)), bold)


@cache
def letters(pixels: int, bold: bool) -> QFont:
    """The font of the program in letters of that height in pixels."""
    font = QFont(fonts.load())
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font


def measures_for(width: int, height: int, zoom: int = 100) -> Measures:
    """The measures of a desk of that size in pixels at a zoom in percent."""
    fitting = min(width / WIDTH, height / HEIGHT) * min(max(zoom, 80), 130) / 100
    scale = min(max(fitting, SMALLEST), LARGEST)
    return Measures(scale, narrow=width < NARROW * min(1.0, scale), low=height < LOW)


def desk_zoom(zoom: int, width: int, height: int) -> int:
    """The zoom the shared fields and buttons are drawn in on a desk of that size, so that they can be read as well."""
    fitting = min(width / WIDTH, height / HEIGHT)
    return round(min(max(1.2 * fitting, 1.0), 1.7) * zoom)
