"""The heading of a list: small bold words, an arrow where it is sorted, a box that ticks every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView

from ui import icons, theme
from ui.records.columns import Column
from ui.records.delegate import PADDING, after, paint_check_box, paint_text
from ui.records.table import CHECK, ListModel
from ui.widgets import kit

if TYPE_CHECKING:
    from ui.records.list_table import ListTable

HEADER_HEIGHT = 32


class ListHeader(QHeaderView):
    """The heading of a list: small bold words, the sort as an arrow after the word, a box to tick all."""

    def __init__(self, view: ListTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme.px(28))
        self.setFixedHeight(theme.px(HEADER_HEIGHT))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        used = theme.current()
        box = QRectF(rect)
        painter.save()
        painter.fillRect(box, QColor(used.sunken))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(used.line_strong))
        model = self._view.rows_model()
        if section == CHECK:
            some = bool(model.ticked)
            paint_check_box(painter, box, used, on=model.all_ticked(), some=some)
        elif section <= len(model.columns):
            self._words(painter, box, model, model.columns[section - 1])
        painter.restore()

    def _words(self, painter: QPainter, box: QRectF, model: ListModel, column: Column) -> None:
        used = theme.current()
        font = used.font("small", bold=True)
        inner = box.adjusted(used.px(PADDING), 0, -used.px(PADDING), -1)
        order = next((sort for sort in model.sort_by[:1] if sort.field == column.field.name), None)
        arrow = used.px(12) if order else 0
        text = column.heading(model.locale)
        room = inner.width() - (arrow + used.px(4) if arrow else 0)
        width = min(room, QFontMetricsF(font).horizontalAdvance(text))
        place = kit.start_part(inner, room, used)
        if column.is_digits and not used.rtl:
            place = QRectF(inner.right() - room, inner.top(), room, inner.height())
        paint_text(painter, place, text, font, used.colour("text2"), used, right=column.is_digits)
        if order is None:
            return
        at = kit.start_part(after(inner, width + used.px(6), used), arrow, used)
        if column.is_digits and not used.rtl:
            at = QRectF(inner.left(), inner.top(), arrow, inner.height())
        mark = QRectF(at.left(), at.center().y() - arrow / 2, arrow, arrow)
        name = "chevron_down" if order.descending else "chevron_up"
        icons.paint(painter, mark, name, used.colour("text2"))
