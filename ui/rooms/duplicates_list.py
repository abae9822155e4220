"""The pairs that may be one, each as two names with why; the surest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hospcomms.domain.twins import Twin
from hospcomms.domain.wording import N_, sentence
from ui import theme
from ui.language import plain, say, shown, spoken, tr
from ui.shell.entries import side
from ui.widgets import kit

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW, EDGE = 66, 12
PAIRS = N_("Possible duplicates")


class _Pairs(QAbstractListModel):
    """The pairs and the names of their records."""

    def __init__(self) -> None:
        super().__init__()
        self.twins: list[Twin] = []
        self.names: Mapping[int, str] = {}

    def show(self, twins: Sequence[Twin], names: Mapping[int, str]) -> None:
        """Show these pairs in place of the others."""
        self.beginResetModel()
        self.twins, self.names = list(twins), names
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.twins)

    def both(self, row: int) -> tuple[str, str]:
        """The two names of a row."""
        twin = self.twins[row]
        return self.names.get(twin.first, ""), self.names.get(twin.second, "")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        first, second = self.both(index.row())
        why = say(self.twins[index.row()].why)
        return plain(say(sentence("{first} and {second}: {why}", first=first, second=second, why=why)))


class _Painter(QStyledItemDelegate):
    """Two names, the likeness at the end of the first, and why in the small type below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(120), theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Pairs)
        used, area = theme.current(), QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            kit.paint_selection(painter, area, used)
        twin, (first, second) = model.twins[index.row()], model.both(index.row())
        inner = area.adjusted(used.px(EDGE), used.px(5), -used.px(EDGE), -used.px(5))
        line = inner.height() / 3
        score = spoken().percent(twin.score * 100)
        _line(painter, QRectF(inner.left(), inner.top(), inner.width(), line), score, end=True, chosen=chosen)
        room = kit.start_part(inner, inner.width() - used.px(52), used)
        _line(painter, QRectF(room.left(), room.top(), room.width(), line), first, chosen=chosen)
        _line(painter, QRectF(room.left(), room.top() + line, room.width(), line), second, chosen=chosen)
        below = QRectF(inner.left(), inner.top() + 2 * line, inner.width(), line)
        _line(painter, below, say(twin.why), small=True, chosen=chosen)
        painter.setPen(used.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            kit.paint_focus(painter, area, used)
        painter.restore()


def _line(painter: QPainter, room: QRectF, words: str, *, chosen: bool, end: bool = False, small: bool = False) -> None:
    """One line of text, cut at its end."""
    used = theme.current()
    painter.setFont(used.font("small" if small or end else "text"))
    painter.setPen(used.colour("text2" if small or end else "text", selected=chosen))
    cut = painter.fontMetrics().elidedText(shown(words), Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, side(start=not end), cut)


class PairList(QListView):
    """The list of pairs; the chosen one is shown side by side beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs = _Pairs()
        self.setModel(self.pairs)
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(tr(PAIRS))

    def row(self) -> int:
        """The row of the chosen pair, -1 when there is none."""
        return self.currentIndex().row()

    def choose(self, row: int) -> None:
        """Choose a row as if it had been clicked; the nearest one there is."""
        last = self.pairs.rowCount() - 1
        self.setCurrentIndex(self.pairs.index(max(min(row, last), 0)) if last >= 0 else NOWHERE)
