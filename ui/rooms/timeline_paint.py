"""How a timeline is painted: names, the axis of weeks, bars by their look, today, holidays and weekends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hospcomms.domain import schedule
from hospcomms.domain.schedule import DAY, Span
from ui import theme
from ui.language import shown, spoken, tr
from ui.records.delegate import after, paint_text
from ui.rooms.timeline_rows import CHART, NAME, Index, TimeRow
from ui.widgets import kit

if TYPE_CHECKING:
    from ui.rooms.timeline import TimelineView

ROW, HEADER, BAR, SHAPE, EDGE = 33, 46, 19, 14, 12
_CORNER = 2.5


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
        used = theme.current()
        self._bands(painter, rect, selected=selected)
        span = self._view.span_shown(row)
        if span is not None:
            self._bar(painter, rect, row, span, selected=selected)
        axis = self._view.axis
        today = axis.place(self._view.days.today) + axis.day_width / 2
        if 0 <= today <= rect.width():
            ink = QColor(used.on_sel if selected and used.contrast else used.late)
            painter.fillRect(along(rect, today - 1, 2), ink)
        edge = kit.start_part(rect, 1, used)
        painter.fillRect(edge, QColor(used.line))

    def _bands(self, painter: QPainter, rect: QRectF, *, selected: bool) -> None:
        """Public holidays, the weekend where days are wide enough, and the lines of the axis."""
        used, view = theme.current(), self._view
        axis = view.axis
        if not selected:
            if axis.scale == "day":
                for when in schedule.ticks(view.span_visible(), "day"):
                    if view.days.is_weekend(when):
                        painter.fillRect(along(rect, axis.place(when), axis.day_width), QColor(used.alt))
            for when, _name in view.days.holidays(view.span_visible()):
                painter.fillRect(along(rect, axis.place(when), axis.day_width), holiday_ground())
        line = QColor(used.on_sel if selected and used.contrast else used.line)
        for when in view.ticks():
            painter.fillRect(along(rect, axis.place(when), 1), line)

    def _bar(self, painter: QPainter, rect: QRectF, row: TimeRow, span: Span, *, selected: bool) -> None:
        used, axis = theme.current(), self._view.axis
        start, own = axis.place(span.first), span.days * axis.day_width
        width = max(own, axis.place(row.until) + axis.day_width / 2 - start) if row.until else own
        height = used.px(BAR)
        room = along(rect, start, max(width, 4.0))
        box = QRectF(room.left(), round(rect.center().y() - height / 2), room.width(), height)
        paint_bar_of(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), row, selected=selected)
        if width > own:  # a late bar runs on to today: a line stands at its true end
            painter.fillRect(along(box, own - 1, 1), used.colour("late", selected=selected))
        if not row.said:
            return
        late = row.look == "late"
        font = used.font("tiny" if not late else "small", bold=late)
        end = start + width + used.px(6)
        words = shown(row.said)
        needed = QFontMetricsF(font).horizontalAdvance(words)
        if end + needed > rect.width():  # no room after the bar: before it
            end = start - used.px(6) - needed
        colour = used.colour("late" if late else "text2", selected=selected)
        paint_text(painter, along(rect, end, needed + 2), words, font, colour, used)


def holiday_ground() -> QColor:
    """The band of a holiday; in high contrast, where every soft ground is black, a dark grey."""
    used = theme.current()
    return QColor(used.track if used.contrast else used.note_soft)


def paint_bar_of(painter: QPainter, box: QRectF, row: TimeRow, *, selected: bool = False) -> None:
    """A bar by its look: done is full with a tick, running shows progress, planned is hollow, late is hatched."""
    used = theme.current()
    ink = {
        "done": kit.tone("closed", used, selected=selected),
        "running": used.colour("accent", selected=selected),
        "late": used.colour("late", selected=selected),
    }.get(row.look, used.colour("line_strong", selected=selected))
    ground = {"running": used.accent_soft, "late": used.late_soft}.get(row.look, used.surface)
    if selected and used.contrast:
        ground = used.sel
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(box, _CORNER, _CORNER)
    painter.fillPath(path, ink if row.look == "done" else QColor(ground))
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    if row.look == "running":
        painter.fillRect(kit.start_part(box, box.width() * min(max(row.share, 0.0), 1.0), used), ink)
    elif row.look in ("late", "paused"):
        kit.paint_hatch(painter, box, ink if selected and used.contrast else theme.halfway(ink, QColor(ground)), 6)
    painter.restore()
    pen = QPen(ink, 2 if row.look == "late" else 1)
    if row.look in ("draft", "cancelled"):
        pen.setDashPattern([3, 2])
    painter.strokePath(path, pen)
    if row.look == "done":
        _tick(painter, box, QColor(used.sel if selected and used.contrast else used.surface))
    painter.restore()


def _tick(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """The tick of a finished bar near its start."""
    used = theme.current()
    if box.width() < used.px(18):
        return
    side = used.px(10)
    place = kit.start_part(box.adjusted(used.px(8), 0, -used.px(8), 0), side, used)
    pen = QPen(colour, max(1.3, side / 8))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    top = box.center().y() - side / 2
    points = ((0.05, 0.55), (0.36, 0.85), (0.95, 0.2))
    painter.drawPolyline([QPointF(place.left() + x * side, top + y * side) for x, y in points])


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
        used, view = theme.current(), self._view
        axis = view.axis
        half = box.height() / 2
        upper = QRectF(box.left(), box.top() + 3, box.width(), half - 2)
        lower = QRectF(box.left(), upper.bottom(), box.width(), box.height() - upper.height() - 4)
        self._months(painter, upper)
        if axis.scale == "month":
            self._weeks(painter, lower)
            self._today(painter, box, lower)
            return
        for when in view.ticks():
            place = along(lower, axis.place(when), axis.day_width * (1 if axis.scale == "day" else 7))
            painter.fillRect(kit.start_part(place.adjusted(0, 3, 0, 0), 1, used), QColor(used.line))
            words = spoken().digits(str(when.day))
            room = after(place, used.px(5), used)
            paint_text(painter, room, words, used.font("tiny"), used.colour("text2"), used)
        self._today(painter, box, lower)

    def _months(self, painter: QPainter, upper: QRectF) -> None:
        """The names of the months; all by their numbers where one whole month has no room for its name."""
        used, axis = theme.current(), self._view.axis
        font = used.font("small", bold=True)
        metrics, gap = QFontMetricsF(font), used.px(4)
        names = [spoken().month(number) for number in range(1, 13)]
        short = max(metrics.horizontalAdvance(name) for name in names) + 2 * gap > 29 * axis.day_width
        for month in schedule.months(self._view.span_visible()):
            number, start = month.first.month, max(0.0, axis.place(month.first))
            room = axis.place(month.last + DAY) - start - gap
            choices = [spoken().digits(str(number))] if short else [names[number - 1]]
            if axis.scale == "month" and number == 1 and not short:
                choices.insert(0, spoken().digits(f"{names[0]} {month.first.year}"))
            words = next((said for said in choices if metrics.horizontalAdvance(said) + gap <= room), "")
            if words:
                paint_text(painter, along(upper, start + gap, room), words, font, used.colour("text"), used)

    def _weeks(self, painter: QPainter, lower: QRectF) -> None:
        """In the scale of months, a short line for each week."""
        used, view = theme.current(), self._view
        first = view.days.country.first_weekday
        for when in schedule.ticks(view.span_visible(), "week", first):
            line = along(lower, view.axis.place(when), 1)
            painter.fillRect(line.adjusted(0, lower.height() - used.px(6), 0, 0), QColor(used.line_strong))

    def _today(self, painter: QPainter, box: QRectF, lower: QRectF) -> None:
        """The flag of today over its line."""
        used, axis = theme.current(), self._view.axis
        middle = axis.place(self._view.days.today) + axis.day_width / 2
        if not 0 <= middle <= box.width():
            return
        words, font = tr("Today"), used.font("tiny", bold=True)
        wide = QFontMetricsF(font).horizontalAdvance(words) + used.px(10)
        flag = along(lower, min(max(middle - wide / 2, 0), box.width() - wide), wide)
        flag = QRectF(flag.left(), box.bottom() - used.px(19), wide, used.px(18))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(used.late))
        painter.drawRoundedRect(flag, 3, 3)
        painter.setFont(font)
        painter.setPen(QColor(used.surface))
        painter.drawText(flag, Qt.AlignmentFlag.AlignCenter, words)
