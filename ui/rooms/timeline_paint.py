"""How a timeline is painted: names and states by hand; days and bars as every chart in time has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hospcomms.domain.charts.days import Sizes, axis_heading, behind, today_flag, today_line
from hospcomms.domain.charts.drawing import LINE, Drawing, Part, Stroke, mirrored
from hospcomms.domain.charts.gantt import bar_parts
from ui import theme
from ui.language import shown
from ui.records.delegate import after, paint_text
from ui.rooms.timeline_rows import CHART, NAME, Index, TimeRow
from ui.theme import ROLES, Theme
from ui.widgets import kit
from ui.widgets.chart_paint import paint_parts

if TYPE_CHECKING:
    from ui.rooms.timeline import TimelineView

ROW, HEADER, BAR, SHAPE, EDGE = 33, 46, 19, 14, 12
_CORNER = 2.0


def along(chart: QRectF, start: float, width: float) -> QRectF:
    """The part of the chart that begins ``start`` pixels from its start edge."""
    left = chart.right() - start - width if theme.current().rtl else chart.left() + start
    return QRectF(left, chart.top(), width, chart.height())


class TimePainter(QStyledItemDelegate):
    """Paints a cell of a timeline: name with its state, who does it, or its stretch of the chart."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(80), theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        used, rect = theme.current(), QRectF(option.rect)
        row = self._view.rows.rows[index.row()]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        self._ground(painter, rect, row, selected=selected, is_name=index.column() == NAME)
        if index.column() == CHART:
            self._chart(painter, rect, row, selected=selected)
        else:
            self._words(painter, rect, row, selected=selected, is_name=index.column() == NAME)
        line = QColor(used.on_sel if selected and used.contrast else used.line)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), line)
        if selected and self._view.shows_focus and self._view.hasFocus():
            painter.setPen(QPen(QColor(used.focus), 2))
            for y in (rect.top() + 1, rect.bottom() - 1):
                painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, row: TimeRow, *, selected: bool, is_name: bool) -> None:
        used = theme.current()
        painter.fillRect(rect, QColor(used.sel if selected else used.alt if row.is_heading else used.surface))
        if selected and is_name:
            kit.paint_selection(painter, rect, used)

    def _words(self, painter: QPainter, rect: QRectF, row: TimeRow, *, selected: bool, is_name: bool) -> None:
        used = theme.current()
        inner = rect.adjusted(used.px(EDGE), 0, -used.px(4), -1) if not used.rtl else rect.adjusted(
            used.px(4), 0, -used.px(EDGE), -1
        )  # fmt: skip
        if not is_name:
            quiet = used.colour("text2", selected=selected)
            paint_text(painter, inner, shown(row.second), used.font("small"), quiet, used)
            return
        if row.shape:
            side = used.px(SHAPE)
            mark = kit.start_part(inner, side, used)
            mark = QRectF(mark.left(), round(inner.center().y() - side / 2), side, side)
            ground = QColor(used.sel if selected else used.surface)
            ink = kit.tone(row.shape, used, selected=selected)
            kit.paint_shape(painter, mark, row.shape, used, colour=ink, ground=ground)
            inner = after(inner, side + used.px(8), used)
        bold = selected or row.is_heading
        font = used.font("small" if row.is_heading else "text", bold=bold)
        colour = used.colour("text2" if row.is_heading else "text", selected=selected)
        paint_text(painter, inner, shown(row.title), font, colour, used)

    def _chart(self, painter: QPainter, rect: QRectF, row: TimeRow, *, selected: bool) -> None:
        view, sizes, height = self._view, sizes_of(theme.current()), rect.height()
        parts = [
            *behind(view.axis, view.closed, view.hand, 0, height, bands=not selected),
            *bar_parts(view.bar_shown(row), view.axis, view.hand, round(height / 2) + 0.0, sizes),
            *today_line(view.axis, view.today, 0, height, sizes),
            Stroke(0.5, 0, 0.5, height, "grid", 1),
        ]
        paint_along(painter, rect, parts, selected=selected)


def sizes_of(used: Theme) -> Sizes:
    """How large things in time are on the screen, in pixels."""
    return Sizes(used.px(BAR), _CORNER, used.px(ROLES["tiny"]), used.px(ROLES["small"]), 2.0)


def paint_along(painter: QPainter, rect: QRectF, parts: Iterable[Part], *, selected: bool = False) -> None:
    """Paint parts of a chart in time that count from the start edge of ``rect``."""
    used = theme.current()
    drawing = Drawing(rect.width(), rect.height(), tuple(parts))
    painter.save()
    painter.translate(rect.topLeft())
    paint_parts(painter, (mirrored(drawing) if used.rtl else drawing).parts, used, selected=selected)
    painter.restore()


class TimeHeader(QHeaderView):
    """The heading: words over the names, months and days over the chart, the flag of today."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setFixedHeight(theme.px(HEADER))
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)

    def paintSection(self, painter: QPainter, rect: object, section: int) -> None:
        used = theme.current()
        box = QRectF(rect)  # type: ignore[call-overload]  # QRect, as Qt passes it
        painter.save()
        painter.setClipRect(box)
        painter.fillRect(box, QColor(used.sunken))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(used.line_strong))
        if section == CHART:
            self._axis(painter, box)
        else:
            inner = box.adjusted(used.px(EDGE), 0, -used.px(EDGE), 0)
            words = self._view.rows.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
            paint_text(painter, inner, words, used.font("small"), used.colour("text2"), used)
        painter.restore()

    def _axis(self, painter: QPainter, box: QRectF) -> None:
        view, sizes = self._view, sizes_of(theme.current())
        high = sizes.words * LINE
        parts, _bottom = axis_heading(view.axis, view.hand, box.height() - high - sizes.months * LINE - 1, sizes)
        flag = today_flag(view.axis, view.today, view.hand, box.height() - high - 1, sizes)
        paint_along(painter, box, parts)
        paint_along(painter, box, flag)
