"""The painted kit: shapes of states and verdicts, bars, hatching and the leading bar of a selected row.

The geometry is `hospcomms.domain.shapes` and `.plots`, which the PDF draws too; nothing here decides a form.
Horizontal places are told as start and end; the theme's direction turns them over.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from hospcomms.domain import plots
from hospcomms.domain.shapes import BOX, SHAPES, TONES, Arc, Circle, Polygon, Polyline, Primitive, Square
from ui.theme import Theme


def tone(name: str, theme: Theme, *, selected: bool = False) -> QColor:
    """The colour of a state, severity or verdict; on a high-contrast selection all is one colour."""
    if selected and theme.contrast:
        return QColor(theme.on_sel)
    return QColor(str(getattr(TONES[name], theme.name)))


def paint_shape(
    painter: QPainter,
    rect: QRectF,
    name: str,
    theme: Theme,
    *,
    colour: QColor | None = None,
    ground: QColor | None = None,
) -> None:
    """Paint the shape of a state, severity or verdict; ``ground`` shows through what is cut out."""
    ink = colour or tone(name, theme)
    shape = SHAPES[name]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / BOX, rect.height() / BOX)
    if shape.mirrors and theme.rtl:
        painter.translate(BOX, 0)
        painter.scale(-1, 1)
    for part in shape.parts:
        _paint(painter, part, (ground or QColor(theme.surface)) if part.knockout else ink)
    painter.restore()


def _paint(painter: QPainter, part: Primitive, colour: QColor) -> None:
    """Paint one primitive: its filling and its outline, both in one colour."""
    path = _path(part)
    fill = not isinstance(part, Polyline) and part.fill
    if fill:
        painter.fillPath(path, colour)
    if part.width:
        painter.strokePath(path, _pen(part, colour))


def _pen(part: Primitive, colour: QColor) -> QPen:
    pen = QPen(colour, part.width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    dash = () if isinstance(part, Arc) else part.dash
    if dash:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([length / part.width for length in dash])
    return pen


def _path(part: Primitive) -> QPainterPath:
    """The outline of a primitive in the 14 x 14 box."""
    path = QPainterPath()
    if isinstance(part, Circle):
        path.addEllipse(QPointF(part.x, part.y), part.radius, part.radius)
    elif isinstance(part, Square):
        path.addRoundedRect(QRectF(part.x, part.y, part.side, part.side), part.corner, part.corner)
    elif isinstance(part, Arc):
        box = QRectF(part.x - part.radius, part.y - part.radius, 2 * part.radius, 2 * part.radius)
        path.arcMoveTo(box, part.start)
        path.arcTo(box, part.start, part.sweep)
    else:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in part.points]))
        if isinstance(part, Polygon):
            path.closeSubpath()
    return path


def start_part(rect: QRectF, width: float, theme: Theme) -> QRectF:
    """The part of ``rect`` of that width at its start edge."""
    left = rect.right() - width if theme.rtl else rect.left()
    return QRectF(left, rect.top(), width, rect.height())


def end_part(rect: QRectF, width: float, theme: Theme) -> QRectF:
    """The part of ``rect`` of that width at its end edge."""
    left = rect.left() if theme.rtl else rect.right() - width
    return QRectF(left, rect.top(), width, rect.height())


def paint_bar(painter: QPainter, rect: QRectF, attained: float | None, theme: Theme, *, selected: bool = False) -> None:
    """A bar filled from the start by a share 0-1; None (not measured) is hatched and never looks empty."""
    measured = plots.bar(attained)
    strong = selected and theme.contrast
    painter.fillRect(rect, QColor("#7A6720") if strong else QColor(theme.track))
    if measured.hatched:
        paint_hatch(painter, rect, tone("not_measured", theme, selected=selected))
        return
    filled = start_part(rect, rect.width() * measured.filled, theme)
    painter.fillRect(filled, QColor(theme.on_sel if strong else theme.accent))


def paint_hatch(painter: QPainter, rect: QRectF, colour: QColor, gap: float = plots.HATCH_GAP) -> None:
    """Fill ``rect`` with 45 degree lines: what was not measured, what is late on the timeline."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour, 1))
    for x1, y1, x2, y2 in plots.hatch(rect.width(), rect.height(), gap):
        painter.drawLine(rect.topLeft() + QPointF(x1, y1), rect.topLeft() + QPointF(x2, y2))
    painter.restore()


def paint_selection(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """The ground of a selected row and its 3 px bar at the start edge."""
    painter.fillRect(rect, QColor(theme.sel))
    painter.fillRect(start_part(rect, 3, theme), QColor(theme.on_sel if theme.contrast else theme.accent))


def paint_focus(painter: QPainter, rect: QRectF, theme: Theme, corner: float = 4) -> None:
    """The 2 px frame of keyboard focus, inside ``rect``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.focus), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), corner, corner)
    painter.restore()
