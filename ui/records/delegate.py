"""How the cells of a list are painted: selection, state shapes, bars, two lines, text cut at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui import theme
from ui.language import tip
from ui.records.columns import Column
from ui.records.display import DASH, drawn
from ui.records.table import CELL, CHECK, Cell, ListModel
from ui.widgets import kit

if TYPE_CHECKING:
    from ui.records.list_table import ListTable
    from ui.theme import Theme

SHAPE, BAR = 14, (52, 8)
ROW_HEIGHTS = {"compact": 28, "normal": 36, "tall": 46}
"""Height of a row in pixels at 100 %, by density."""
GAP, PADDING, _BOX = 8, 8, 15
_TEXT3, _TEXT2 = "text3", "text2"


def text_flags(used: Theme, *, right: bool = False) -> int:
    """Alignment at the start edge (or the right one) with the direction forced to that of the page."""
    side = Qt.AlignmentFlag.AlignRight if right or used.rtl else Qt.AlignmentFlag.AlignLeft
    forced = Qt.TextFlag.TextForceRightToLeft if used.rtl else Qt.TextFlag.TextForceLeftToRight
    flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    return int(flags.value | forced.value | Qt.TextFlag.TextSingleLine.value)


def paint_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    used: Theme,
    *,
    right: bool = False,
) -> float:
    """Paint one line, cut at its logical end when it is too long; returns the width it took."""
    metrics = QFontMetricsF(font)
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, text_flags(used, right=right), cut)
    return min(rect.width(), metrics.horizontalAdvance(cut))


def halves(rect: QRectF, font: QFont) -> tuple[QRectF, QRectF]:
    """Two lines of digits in one row, closer than lines of letters: digits have nothing below the line."""
    high = QFontMetricsF(font).lineSpacing()
    step = min(rect.height() / 2, high * 0.8)
    top = QRectF(rect.left(), rect.center().y() - (high + step) / 2, rect.width(), high)
    return top, top.translated(0, step)


def after(rect: QRectF, width: float, used: Theme) -> QRectF:
    """What is left of ``rect`` once ``width`` was taken at its start."""
    return kit.end_part(rect, max(0.0, rect.width() - width), used)


class CellPainter(QStyledItemDelegate):
    """Paints every cell of a list from its ``Cell``; one delegate for all rooms."""

    def __init__(self, view: ListTable) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme.px(80), self._view.row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        used = theme.current()
        rect = QRectF(option.rect)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        self._ground(painter, rect, index, used, selected=selected)
        inner = rect.adjusted(used.px(PADDING), 0, -used.px(PADDING), -1)
        if index.column() == CHECK:
            self._check(painter, rect, index, used, selected=selected)
        else:
            self._cell(painter, inner, index, used, selected=selected)
        self._focus(painter, rect, index, used)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show the whole text of a cell that is cut; the model's own tooltip goes first."""
        if index.data(Qt.ItemDataRole.ToolTipRole) or event.type() is not QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        text = str(index.data() or "")
        room = view.visualRect(index).width() - 2 * theme.px(PADDING)
        cut = QFontMetricsF(theme.current().font()).horizontalAdvance(text) > room
        QToolTip.showText(event.globalPos(), tip(text) if cut else "", view)
        return True

    def _ground(
        self,
        painter: QPainter,
        rect: QRectF,
        index: QModelIndex | QPersistentModelIndex,
        used: Theme,
        *,
        selected: bool,
    ) -> None:
        if selected:
            painter.fillRect(rect, QColor(used.sel))
            if index.column() == CHECK:
                kit.paint_selection(painter, rect, used)
        else:
            hovered = index.row() == self._view.hovered_row
            painter.fillRect(rect, QColor(used.hover if hovered else used.surface))
        line = QColor(used.on_sel if selected and used.contrast else used.line)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), line)

    def _check(
        self,
        painter: QPainter,
        rect: QRectF,
        index: QModelIndex | QPersistentModelIndex,
        used: Theme,
        *,
        selected: bool,
    ) -> None:
        model = cast(ListModel, self._view.model())
        paint_check_box(painter, rect, used, on=model.ident(index.row()) in model.ticked, selected=selected)

    def _cell(
        self,
        painter: QPainter,
        rect: QRectF,
        index: QModelIndex | QPersistentModelIndex,
        used: Theme,
        *,
        selected: bool,
    ) -> None:
        model = cast(ListModel, self._view.model())
        found = index.data(CELL)
        if not isinstance(found, Cell):
            return
        column = model.columns[index.column() - 1]
        ground = QColor(used.sel if selected else used.surface)
        if column.is_title:
            self._title(painter, rect, found, used, selected=selected, ground=ground)
        elif found.shape:
            self._state(painter, rect, found, used, selected=selected, ground=ground)
        elif found.share is not None:
            self._bar(painter, rect, found, used, selected=selected)
        else:
            self._plain(painter, rect, found, column, used, selected=selected)

    def _plain(
        self, painter: QPainter, rect: QRectF, found: Cell, column: Column, used: Theme, *, selected: bool
    ) -> None:
        """A text or a number; a period that needs its years is set smaller, then its two days below each other."""
        strong = column.is_digits or column.is_period
        tone = _TEXT3 if found.is_unknown else "text" if strong else _TEXT2
        colour = used.colour(tone, selected=selected)
        text, font = drawn(found.text, cast(ListModel, self._view.model()).locale), used.font()
        if column.is_period and not found.is_unknown:
            text = found.text  # already two isolates: they run from the start side of the page
            if QFontMetricsF(font).horizontalAdvance(text) > rect.width():
                font = used.font("small")
            first, dash, last = text.partition(DASH)
            if dash and QFontMetricsF(font).horizontalAdvance(text) > rect.width():
                top, bottom = halves(rect, font)
                paint_text(painter, top, first + dash.rstrip(), font, colour, used)
                paint_text(painter, bottom, last, font, colour, used)
                return
        paint_text(painter, rect, text, font, colour, used, right=column.is_digits)

    def _title(
        self, painter: QPainter, rect: QRectF, found: Cell, used: Theme, *, selected: bool, ground: QColor
    ) -> None:
        model = cast(ListModel, self._view.model())
        font = used.font(bold=selected)
        colour = used.colour(_TEXT3 if found.is_unknown else "text", selected=selected)
        line = rect
        if found.second:
            line = QRectF(rect.left(), rect.top() + 1, rect.width(), rect.height() * 0.54)
            below = QRectF(rect.left(), line.bottom(), rect.width(), rect.bottom() - line.bottom() - 2)
            quiet = used.colour(_TEXT2, selected=selected)
            paint_text(painter, below, found.second, used.font("small"), quiet, used)
        mark = used.px(SHAPE) if found.severity else 0
        room = kit.start_part(line, line.width() - (mark + used.px(GAP) if mark else 0), used)
        width = paint_text(painter, room, drawn(found.text, model.locale), font, colour, used)
        if mark:
            box = _square(kit.start_part(after(line, width + used.px(GAP), used), mark, used))
            ink = kit.tone(found.severity, used, selected=selected)
            kit.paint_shape(painter, box, found.severity, used, colour=ink, ground=ground)

    def _state(
        self, painter: QPainter, rect: QRectF, found: Cell, used: Theme, *, selected: bool, ground: QColor
    ) -> None:
        ink = kit.tone(found.shape, used, selected=selected)
        side = used.px(SHAPE)
        box = _square(kit.start_part(rect, side, used))
        kit.paint_shape(painter, box, found.shape, used, colour=ink, ground=ground)
        model = cast(ListModel, self._view.model())
        room = after(rect, side + used.px(GAP), used)
        paint_text(painter, room, drawn(found.text, model.locale), used.font(), ink, used)

    def _bar(self, painter: QPainter, rect: QRectF, found: Cell, used: Theme, *, selected: bool) -> None:
        width, height = used.px(BAR[0]), used.px(BAR[1])
        place = kit.start_part(rect, width, used)
        bar = QRectF(place.left(), rect.center().y() - height / 2, width, height)
        kit.paint_bar(painter, bar, found.share, used, selected=selected)
        model = cast(ListModel, self._view.model())
        colour = used.colour(_TEXT2, selected=selected)
        room = after(rect, width + used.px(6), used)
        paint_text(painter, room, drawn(found.text, model.locale), used.font("small"), colour, used)

    def _focus(self, painter: QPainter, rect: QRectF, index: QModelIndex | QPersistentModelIndex, used: Theme) -> None:
        """The frame of the keyboard focus runs round the whole row; each cell paints its part."""
        view = self._view
        if view.shows_focus and view.hasFocus() and view.currentIndex().row() == index.row():
            painter.setPen(QPen(QColor(used.focus), 2))
            top, bottom = rect.top() + 1, rect.bottom() - 1
            painter.drawLine(QPointF(rect.left(), top), QPointF(rect.right(), top))
            painter.drawLine(QPointF(rect.left(), bottom), QPointF(rect.right(), bottom))


def paint_check_box(
    painter: QPainter, rect: QRectF, used: Theme, *, on: bool, selected: bool = False, some: bool = False
) -> None:
    """A check box in the middle of ``rect``: a tick when on, a dash when only ``some`` rows are."""
    side = used.px(_BOX)
    box = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
    edge = used.colour("line_strong", selected=selected)
    filled = used.colour("accent", selected=selected)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(filled if on or some else edge, 1.2))
    painter.setBrush(filled if on or some else QColor(used.sel if selected and used.contrast else used.surface))
    painter.drawRoundedRect(box, 3, 3)
    pen = QPen(QColor(used.sel if selected and used.contrast else used.on_accent), side / 9)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    points = ((0.26, 0.5), (0.74, 0.5)) if some and not on else ((0.24, 0.53), (0.43, 0.71), (0.77, 0.32))
    if on or some:
        painter.drawPolyline([QPointF(box.left() + x * side, box.top() + y * side) for x, y in points])
    painter.restore()


def _square(rect: QRectF) -> QRectF:
    """The square of the width of ``rect`` in the middle of its height."""
    side = rect.width()
    return QRectF(rect.left(), rect.center().y() - side / 2, side, side)
