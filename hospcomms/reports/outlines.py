"""Outlines of glyphs as PDF paths, for the vowel signs, which are drawn as figures."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

Box = tuple[float, float, float, float]


class Outlines:
    """The outlines of one font file, read when the first one is asked for."""

    def __init__(self, path: Path) -> None:
        # only a text with vowel signs needs it
        from fontTools.ttLib import TTFont  # late: only marks drawn by hand need it

        font: Any = TTFont(io.BytesIO(path.read_bytes()), lazy=True)
        self._names = font.getGlyphOrder()
        self._glyphs = font.getGlyphSet()
        self._made: dict[int, tuple[str, Box]] = {}

    def path(self, glyph: int) -> tuple[str, Box]:
        """Path operators of a glyph, and its box, in units of the font."""
        if glyph not in self._made:
            self._made[glyph] = self._drawn(self._names[glyph])
        return self._made[glyph]

    def _drawn(self, name: str) -> tuple[str, Box]:
        from fontTools.pens.boundsPen import ControlBoundsPen  # late: only marks drawn by hand need it
        from fontTools.pens.recordingPen import DecomposingRecordingPen  # late: only marks drawn by hand need it

        recorded = DecomposingRecordingPen(self._glyphs)
        self._glyphs[name].draw(recorded)
        bounds = ControlBoundsPen(self._glyphs)
        self._glyphs[name].draw(bounds)
        return _operators(recorded.value), bounds.bounds or (0.0, 0.0, 0.0, 0.0)


Point = tuple[float, float]


def _operators(recorded: list[tuple[str, tuple[Any, ...]]]) -> str:
    """The recorded outline as PDF operators; quadratic curves become cubic ones."""
    from fontTools.pens.basePen import decomposeQuadraticSegment  # late: only marks drawn by hand need it

    found: list[str] = []
    at: Point = (0.0, 0.0)
    for step, points in recorded:
        if step == "moveTo":
            found.append(_said(points, "m"))
        elif step == "lineTo":
            found.append(_said(points, "l"))
        elif step == "qCurveTo" and points[-1] is None:  # a ring without a point on the curve
            at = _between(points[-2], points[0], 0.5)
            found.append(_said((at,), "m"))
        if step == "qCurveTo":
            for control, end in decomposeQuadraticSegment((*points[:-1], points[-1] or at)):
                found.append(_said((_between(at, control, 2 / 3), _between(end, control, 2 / 3), end), "c"))
                at = end
        elif step in ("closePath", "endPath"):
            found.append("h")
        else:
            at = points[-1]
    return "\n".join([*found, "f"])


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _said(points: tuple[Point, ...], operator: str) -> str:
    return " ".join(f"{x:.1f} {y:.1f}" for x, y in points) + f" {operator}"
