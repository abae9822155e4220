"""Where the pages lie under each other on the ground, in pixels; nothing is painted here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize

WIDTH, PAGE = "width", "page"
"""Zooms that follow the window: the whole width, the whole page."""
SMALLEST, LARGEST = 25, 300
STEPS = (25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""Zooms in percent of the size on paper."""
_POINT = 96 / 72


def fitted(sizes: Sequence[tuple[float, float]], room: QSize, edge: int, zoom: str) -> int:
    """The zoom in percent at which the widest page (and, for ``PAGE``, the tallest) fits the room."""
    if not sizes:
        return 100
    wide = (room.width() - 2 * edge) / (max(size[0] for size in sizes) * _POINT)
    tall = (room.height() - 2 * edge) / (max(size[1] for size in sizes) * _POINT)
    share = min(wide, tall) if zoom == PAGE else wide
    return min(max(int(share * 100), SMALLEST), LARGEST)


def stepped(percent: int, step: int) -> int:
    """The next larger (1) or smaller (-1) zoom."""
    steps = [one for one in STEPS if (one > percent if step > 0 else one < percent)]
    return (steps[0] if step > 0 else steps[-1]) if steps else percent


@dataclass(frozen=True)
class Column:
    """Pages one under the other, each in the middle; ``edge`` pixels round all of them and between two."""

    sizes: Sequence[tuple[float, float]]
    percent: int
    edge: int

    @property
    def scale(self) -> float:
        """Pixels a point."""
        return self.percent / 100 * _POINT

    @property
    def size(self) -> QSize:
        """The ground that all pages need."""
        if not self.sizes:
            return QSize(0, 0)
        wide = max(size[0] for size in self.sizes) * self.scale
        tall = sum(size[1] for size in self.sizes) * self.scale
        return QSize(round(wide) + 2 * self.edge, round(tall) + self.edge * (len(self.sizes) + 1))

    def place(self, page: int, width: int) -> QRectF:
        """Where a page lies on a ground of that width."""
        above = sum(size[1] for size in self.sizes[:page]) * self.scale + self.edge * (page + 1)
        wide, tall = (one * self.scale for one in self.sizes[page])
        return QRectF(round((max(width, self.size.width()) - wide) / 2), round(above), round(wide), round(tall))

    def touched(self, top: float, bottom: float) -> list[int]:
        """The pages that show something between two heights."""
        found = []
        for page in range(len(self.sizes)):
            place = self.place(page, 0)
            if place.bottom() >= top and place.top() <= bottom:
                found.append(page)
        return found
