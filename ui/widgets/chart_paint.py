"""Paints laid out charts in the colours of the theme; the only place that does so on the screen."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

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
    Fill,
    Measure,
    Part,
    Sector,
    Sign,
    Stroke,
    Words,
    heights,
)
from hospcomms.domain.plots import hatch
from hospcomms.domain.shapes import TONES
from ui import fonts, theme
from ui.language import shown
from ui.theme import Theme
from ui.widgets import kit

HUES = ("accent", "soon", "note", "text2")
"""The four hues of the palette a chart may use; they differ in lightness too, and each has its own pattern."""

_TOKENS = {
    "ink": "text",
    "muted": "text2",
    "rule": "line_strong",
    "grid": "line",
    "ground": "surface",
    "weekend": "alt",
    "track": "track",
    "track_edge": "track",
    "accent": "accent",
    "accent_soft": "accent_soft",
    "late": "late",
    "late_soft": "late_soft",
}
"""The token of the theme for each named tone that is one."""

_GROUNDS = frozenset({"ground", "weekend", "track", "accent_soft", "late_soft", "observance"})
GAP, DOT = 5.0, 0.9
"""Distance of hatch lines and radius of dots."""

REMEMBERED = 4096
"""Widths of texts that are kept; a board of sixty indicators needs about five hundred."""


def measure_at(scale: float) -> Measure:
    """A measure of texts in units of a layout that is painted ``scale`` times as large."""
    return partial(_measured, scale)


@lru_cache(REMEMBERED)
def _measured(scale: float, text: str, size: float, bold: bool) -> float:
    return _pixels(fonts.load(), round(size * scale), bold, shown(text)) / scale + 0.5


@lru_cache(REMEMBERED)
def _pixels(family: str, size: int, bold: bool, text: str) -> float:
    return QFontMetricsF(_font(family, size, bold)).horizontalAdvance(text)


@lru_cache(64)
def _font(family: str, size: int, bold: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(max(1, size))
    font.setBold(bold)
    return font


def named(tone: str, used: Theme, *, selected: bool = False) -> QColor:
    """The colour of a named tone or of a shape; on a selected row in high contrast there are only two."""
    if selected and used.contrast:
        return QColor(used.sel if tone in _GROUNDS else used.on_sel)
    if tone == "observance":  # in high contrast every soft ground is black
        return QColor(used.track if used.contrast else used.note_soft)
    if tone == "late_line":
        return QColor(used.late) if used.contrast else theme.halfway(QColor(used.late), QColor(used.late_soft))
    if tone in _TOKENS:
        return QColor(str(getattr(used, _TOKENS[tone])))
    return kit.tone(tone, used) if tone in TONES else QColor(used.text)


def paint_parts(
    painter: QPainter,
    parts: Iterable[Part],
    used: Theme,
    *,
    scale: float = 1.0,
    selected: bool = False,
    room: QRectF | None = None,
) -> None:
    """Paint parts with their upper left corner at the painter's origin, words last.

    Of a long chart only what lies in ``room`` (pixels) is painted.
    """
    seen = list(parts)
    if room is not None:
        top, bottom = room.top() / scale - 2, room.bottom() / scale + 2
        seen = [part for part in seen if heights(part)[1] >= top and heights(part)[0] <= bottom]
    brush = _Brush(painter, used, scale, selected=selected)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.scale(scale, scale)
    for part in seen:
        if not isinstance(part, Words):
            brush.figure(part)
    painter.restore()
    for part in seen:
        if isinstance(part, Words):
            brush.words(part)
    painter.restore()


class _Brush:
    """Paints the parts of a chart on one painter."""

    def __init__(self, painter: QPainter, used: Theme, scale: float, *, selected: bool) -> None:
        self._painter, self._used, self._scale, self._selected = painter, used, scale, selected
        forced = Qt.TextFlag.TextForceRightToLeft if used.rtl else Qt.TextFlag.TextForceLeftToRight
        self._centred = int(Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextDontClip.value | forced.value)
        side = Qt.AlignmentFlag.AlignRight if used.rtl else Qt.AlignmentFlag.AlignLeft
        absolute = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignAbsolute.value
        self._started = int(side.value | absolute | Qt.TextFlag.TextDontClip.value | forced.value)

    def figure(self, part: Box | Stroke | Sign | Sector) -> None:
        """Paint a part that is no words, on a painter that is scaled to the layout."""
        if isinstance(part, Box):
            self._box(part)
        elif isinstance(part, Stroke):
            self._stroke(part)
        elif isinstance(part, Sign):
            room = QRectF(part.x - part.size / 2, part.y - part.size / 2, part.size, part.size)
            ink, ground = self._colour(part.tone, part.hue), self._colour("ground")
            kit.paint_shape(self._painter, room, part.name, self._used, colour=ink, ground=ground)
        else:
            path = _ring(part)
            self._fill(path, part.fill)
            self._painter.strokePath(path, QPen(self._colour("ink", part.fill.hue), 0.8))

    def _colour(self, tone: str, hue: int = -1) -> QColor:
        if hue >= 0 and not (self._selected and self._used.contrast):
            return QColor(str(getattr(self._used, HUES[hue % len(HUES)])))
        return named(tone, self._used, selected=self._selected)

    def _stroke(self, part: Stroke) -> None:
        pen = QPen(self._colour(part.tone, part.hue), part.width)
        if part.dash:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([length / part.width for length in part.dash])
        self._painter.setPen(pen)
        is_sharp = part.tone in ("grid", "rule") and not part.dash  # ruled lines fall on whole pixels
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, not is_sharp)
        self._painter.drawLine(QPointF(part.x1, part.y1), QPointF(part.x2, part.y2))
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _box(self, box: Box) -> None:
        path = QPainterPath()
        path.addRoundedRect(QRectF(box.x, box.y, box.width, box.height), box.corner, box.corner)
        if box.shade is not None:
            ink = self._colour("ink")
            ink.setAlphaF(box.shade)
            self._painter.fillPath(path, ink)
        elif box.fill is not None:
            self._fill(path, box.fill)
        if box.outlined:
            pen = QPen(self._colour(box.tone, box.fill.hue if box.fill else -1), box.line)
            if box.dashed:
                pen.setDashPattern([3, 2])
            self._painter.strokePath(path, pen)

    def _fill(self, path: QPainterPath, fill: Fill) -> None:
        """The pattern of a filling inside an outline."""
        painter, colour = self._painter, self._colour(fill.tone, fill.hue)
        painter.fillPath(path, colour if fill.pattern == SOLID else self._colour(fill.ground))
        if fill.pattern not in (RISING, FALLING, CROSS, DOTS):
            return
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        room = path.boundingRect()
        if fill.pattern == DOTS:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            for row in range(int(room.height() / GAP) + 1):
                for column in range(int(room.width() / GAP) + 1):
                    at = room.topLeft() + QPointF((column + 0.5) * GAP, (row + 0.5) * GAP)
                    painter.drawEllipse(at, DOT, DOT)
        else:
            painter.setPen(QPen(colour, 0.8))
            self._lines(room, fill.pattern)
        painter.restore()

    def _lines(self, room: QRectF, pattern: str) -> None:
        draw = self._painter.drawLine
        for x1, y1, x2, y2 in hatch(room.width(), room.height(), GAP):
            if pattern in (RISING, CROSS):
                draw(room.topLeft() + QPointF(x1, y1), room.topLeft() + QPointF(x2, y2))
            if pattern in (FALLING, CROSS):
                draw(room.topRight() + QPointF(-x1, y1), room.topRight() + QPointF(-x2, y2))

    def words(self, words: Words) -> None:
        """Paint words in a whole size of the screen, on a painter that is not scaled."""
        painter, scale = self._painter, self._scale
        font = _font(fonts.load(), round(words.size * scale), words.bold)
        painter.setFont(font)
        painter.setPen(self._colour(words.tone))
        line = words.size * LINE * scale
        if words.turned:
            self._turned(words, line)
            return
        for place, text in enumerate(words.lines):
            seen = shown(text)
            width = _pixels(fonts.load(), font.pixelSize(), words.bold, seen)
            left = words.x * scale - {MIDDLE: width / 2, END: width}.get(words.anchor, 0.0)
            room = QRectF(left, words.y * scale + place * line, width, line)
            if words.grounded:
                painter.fillRect(room.adjusted(-2, line * 0.12, 2, -line * 0.12), self._colour("ground"))
            painter.drawText(room, self._centred, seen)

    def _turned(self, words: Words, line: float) -> None:
        painter, scale = self._painter, self._scale
        painter.save()
        painter.translate((words.x - words.height / 2) * scale, words.y * scale)
        painter.rotate(-90)
        for place, text in enumerate(words.lines):
            room = QRectF(0, place * line, words.wide * scale + 1, line)
            painter.drawText(room, self._started, shown(text))
        painter.restore()


def _ring(sector: Sector) -> QPainterPath:
    outer = QRectF(sector.x - sector.radius, sector.y - sector.radius, 2 * sector.radius, 2 * sector.radius)
    inner = QRectF(sector.x - sector.inner, sector.y - sector.inner, 2 * sector.inner, 2 * sector.inner)
    path = QPainterPath()
    path.arcMoveTo(outer, sector.start)
    path.arcTo(outer, sector.start, sector.sweep)
    path.arcTo(inner, sector.start + sector.sweep, -sector.sweep)
    path.closeSubpath()
    return path
