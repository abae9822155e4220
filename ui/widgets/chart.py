"""Charts on the screen: the same layout as on paper, painted in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hospcomms.domain.charts import Chart, lay_out, table_of
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
    Part,
    Sector,
    Sign,
    Stroke,
    Words,
)
from hospcomms.domain.locale import Locale
from hospcomms.domain.plots import hatch
from hospcomms.domain.shapes import TONES
from ui import fonts, theme
from ui.language import shown, spoken
from ui.theme import Theme
from ui.widgets import kit

HUES = ("accent", "soon", "note", "text2")
"""The four hues of the palette a chart may use; they differ in lightness too, and each has its own pattern."""

GAP, DOT, SCALE = 5.0, 0.9, 1.3
"""Distance of hatch lines and radius of dots; letters of a chart are px here and points on paper."""


class ChartView(QWidget):
    """A chart as high as its width asks; what it shows is also its accessible description."""

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing: Drawing | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_chart(chart)

    def show_chart(self, chart: Chart) -> None:
        """Show another chart."""
        self.chart, self._drawing = chart, None
        self.setAccessibleDescription(_described(chart, spoken()))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._laid_out(width).height * _scale() + 1)

    def sizeHint(self) -> QSize:
        width = max(self.width(), 400)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(220), 40)

    def _laid_out(self, width: int) -> Drawing:
        wanted = max(width / _scale(), 100.0)
        if self._drawing is None or abs(self._drawing.width - wanted) > 0.01:
            self._drawing = lay_out(self.chart, wanted, spoken(), measured)
        return self._drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.scale(_scale(), _scale())
        paint_chart(painter, self._laid_out(self.width()), theme.current())
        painter.end()


def _scale() -> float:
    """Pixels of the screen for one unit of the layout."""
    return SCALE * theme.current().zoom / 100


def measured(text: str, size: float, bold: bool) -> float:
    """Width of a text in units of the layout."""
    return QFontMetricsF(_font(size, bold)).horizontalAdvance(shown(text)) + 0.5


def _font(size: float, bold: bool) -> QFont:
    font = QFont(fonts.load())
    font.setPixelSize(max(1, round(size)))
    font.setBold(bold)
    return font


def _described(chart: Chart, locale: Locale) -> str:
    """The table of the chart in one text."""
    twin = table_of(chart, locale)
    return "\n".join(" · ".join(cell for cell in row if cell) for row in (twin.headings, *twin.rows))


def paint_chart(painter: QPainter, drawing: Drawing, used: Theme) -> None:
    """Paint a laid out chart with its upper left corner at the origin, words last."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for part in sorted(drawing.parts, key=lambda part: isinstance(part, Words)):
        _paint(painter, part, used)


def _paint(painter: QPainter, part: Part, used: Theme) -> None:
    if isinstance(part, Box):
        _box(painter, part, used)
    elif isinstance(part, Stroke):
        pen = QPen(_colour(part.tone, part.hue, used), part.width)
        if part.dash:
            pen.setDashPattern([length / part.width for length in part.dash])
        painter.setPen(pen)
        painter.drawLine(QPointF(part.x1, part.y1), QPointF(part.x2, part.y2))
    elif isinstance(part, Sign):
        room = QRectF(part.x - part.size / 2, part.y - part.size / 2, part.size, part.size)
        kit.paint_shape(painter, room, part.name, used, colour=_colour(part.tone, part.hue, used))
    elif isinstance(part, Sector):
        path = _ring(part)
        _fill(painter, path, part.fill, used)
        painter.strokePath(path, QPen(_colour("ink", part.fill.hue, used), 0.8))
    else:
        _words(painter, part, used)


def _box(painter: QPainter, box: Box, used: Theme) -> None:
    room = QRectF(box.x, box.y, box.width, box.height)
    path = QPainterPath()
    path.addRect(room)
    if box.shade is not None:
        ink = QColor(used.text)
        ink.setAlphaF(box.shade)
        painter.fillPath(path, ink)
    elif box.fill is not None:
        _fill(painter, path, box.fill, used)
    if box.outlined:
        pen = QPen(_colour(box.tone, box.fill.hue if box.fill else -1, used), 0.8)
        if box.dashed:
            pen.setDashPattern([3, 2])
        painter.strokePath(path, pen)


def _fill(painter: QPainter, path: QPainterPath, fill: Fill, used: Theme) -> None:
    """The pattern of a filling inside an outline."""
    colour = _colour("ink", fill.hue, used)
    painter.fillPath(path, colour if fill.pattern == SOLID else QColor(used.surface))
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
        painter.setPen(QPen(colour, 1))
        _lines(painter, room, fill.pattern)
    painter.restore()


def _lines(painter: QPainter, room: QRectF, pattern: str) -> None:
    for x1, y1, x2, y2 in hatch(room.width(), room.height(), GAP):
        if pattern in (RISING, CROSS):
            painter.drawLine(room.topLeft() + QPointF(x1, y1), room.topLeft() + QPointF(x2, y2))
        if pattern in (FALLING, CROSS):
            painter.drawLine(room.topRight() + QPointF(-x1, y1), room.topRight() + QPointF(-x2, y2))


def _ring(sector: Sector) -> QPainterPath:
    outer = QRectF(sector.x - sector.radius, sector.y - sector.radius, 2 * sector.radius, 2 * sector.radius)
    inner = QRectF(sector.x - sector.inner, sector.y - sector.inner, 2 * sector.inner, 2 * sector.inner)
    path = QPainterPath()
    path.arcMoveTo(outer, sector.start)
    path.arcTo(outer, sector.start, sector.sweep)
    path.arcTo(inner, sector.start + sector.sweep, -sector.sweep)
    path.closeSubpath()
    return path


def _words(painter: QPainter, words: Words, used: Theme) -> None:
    font = _font(words.size, words.bold)
    painter.save()
    painter.setFont(font)
    painter.setPen(_colour(words.tone, -1, used))
    line = words.size * LINE
    if words.turned:
        painter.translate(words.x - words.height / 2, words.y)
        painter.rotate(-90)
        side = Qt.AlignmentFlag.AlignRight if used.rtl else Qt.AlignmentFlag.AlignLeft
        for place, text in enumerate(words.lines):
            room = QRectF(0, place * line, words.wide + 1, line)
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, shown(text))
        painter.restore()
        return
    for place, text in enumerate(words.lines):
        width = QFontMetricsF(font).horizontalAdvance(shown(text))
        left = words.x - {MIDDLE: width / 2, END: width}.get(words.anchor, 0.0)
        room = QRectF(left, words.y + place * line, width, line)
        if words.grounded:
            painter.fillRect(room.adjusted(-1.5, 0, 1.5, 0), QColor(used.surface))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, shown(text))
    painter.restore()


def _colour(tone: str, hue: int, used: Theme) -> QColor:
    if hue >= 0:
        return QColor(str(getattr(used, HUES[hue % len(HUES)])))
    named = {
        "ink": used.text,
        "muted": used.text2,
        "rule": used.line_strong,
        "grid": used.line,
        "late": used.late,
        "ground": used.surface,
    }
    return QColor(named[tone]) if tone in named else kit.tone(tone, used) if tone in TONES else QColor(used.text)
