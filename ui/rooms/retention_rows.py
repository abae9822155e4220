"""A list of records with a box before each: a press or the space bar ticks it, Enter opens it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from hospcomms.domain.wording import Sentence
from ui import theme
from ui.language import plain, say, shown
from ui.records.delegate import after, paint_check_box, paint_text
from ui.widgets import kit

ROW, EDGE, BOX = 36, 4, 28
IDENT, CHECK = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.CheckStateRole
_Index = QModelIndex | QPersistentModelIndex
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class _Row(QStyledItemDelegate):
    """Paints the box and the words; a press anywhere on the row ticks it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        used, area = theme.current(), QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            kit.paint_selection(painter, area, used)
        room = area.adjusted(used.px(EDGE), 0, -used.px(EDGE), 0)
        box = kit.start_part(room, used.px(BOX), used)
        paint_check_box(painter, box, used, on=_is_on(index), selected=chosen)
        rest, ink = after(room, used.px(BOX), used), used.colour("text", selected=chosen)
        paint_text(painter, rest, shown(str(index.data())), used.font(), ink, used)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            kit.paint_focus(painter, area, used)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        if event.type() in _PRESSES:
            return False
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonRelease:
            if event.button() is Qt.MouseButton.LeftButton:
                state = Qt.CheckState.Unchecked if _is_on(index) else Qt.CheckState.Checked
                return model.setData(model.index(index.row(), index.column()), state, CHECK)
            return False
        return super().editorEvent(event, model, option, index)


def _is_on(index: _Index) -> bool:
    return Qt.CheckState(index.data(CHECK)) is Qt.CheckState.Checked


class TickList(QListWidget):
    """The rows, none ticked at first; ``itemChanged`` tells of every tick."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setItemDelegate(_Row(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)

    def add(self, ident: int, words: Sentence) -> None:
        """Add a row for a record."""
        item = QListWidgetItem(say(words))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        item.setData(IDENT, ident)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, plain(say(words)))
        self.addItem(item)

    def rows(self) -> list[QListWidgetItem]:
        """The rows in their order."""
        return [self.item(n) for n in range(self.count())]

    def ticked(self) -> list[int]:
        """The ids of the records that are ticked."""
        return [ident_of(item) for item in self.rows() if item.checkState() is Qt.CheckState.Checked]

    def tick_all(self) -> None:
        """Tick every row, or none where all are ticked."""
        whole = len(self.ticked()) == self.count()
        for item in self.rows():
            item.setCheckState(Qt.CheckState.Unchecked if whole else Qt.CheckState.Checked)


def ident_of(item: QListWidgetItem) -> int:
    """The id of the record of a row."""
    return int(item.data(IDENT))
