"""The list of pages at the end side: a small picture of each with its number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hospcomms.domain.wording import N_, sentence
from ui import theme
from ui.language import plain, say, spoken, tr
from ui.preview.pictures import PagePictures

WIDTH = 120
_PICTURE, _NUMBER = 76, 20
_Index = QModelIndex | QPersistentModelIndex


class _Numbers(QAbstractListModel):
    """The pages by number; what they show is painted by the delegate."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sizes: Sequence[tuple[float, float]] = ()

    def show_sizes(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Other pages."""
        self.beginResetModel()
        self.sizes = sizes
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.sizes)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return spoken().number(index.row() + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return plain(say(sentence("Page {page} of {pages}", page=index.row() + 1, pages=len(self.sizes))))
        return None


class Thumbnails(QListView):
    """``chosen`` carries the page the officer goes to."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(theme.px(WIDTH))
        self.setAccessibleName(tr(N_("List of pages")))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._numbers = _Numbers(self)
        self.setModel(self._numbers)
        self.setItemDelegate(_Painter(self))
        self.pictures: PagePictures | None = None
        self._is_told = False
        self.selectionModel().currentChanged.connect(self._moved)

    def show_pages(self, sizes: Sequence[tuple[float, float]], pictures: PagePictures) -> None:
        """Show other pages."""
        self.pictures = pictures
        self._numbers.show_sizes(sizes)
        pictures.arrived.connect(lambda _page: self.viewport().update())

    def show_page(self, page: int) -> None:
        """Mark the page that is seen, without going there."""
        self._is_told = True
        self.setCurrentIndex(self._numbers.index(page))
        self._is_told = False

    def size_of(self, page: int) -> QSize:
        """The size of a page's small picture on the screen."""
        width, height = self._numbers.sizes[page]
        share = theme.px(_PICTURE) / max(width, min(height, width * 1.5))
        return QSize(round(width * share), round(height * share))

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._is_told:
            self.chosen.emit(index.row())


class _Painter(QStyledItemDelegate):
    """Paints a small page, its number, and the frame of the one that is seen."""

    def __init__(self, owner: Thumbnails) -> None:
        super().__init__(owner)
        self._owner = owner

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        edge = theme.px(8)
        return QSize(theme.px(_PICTURE), self._owner.size_of(index.row()).height() + theme.px(_NUMBER) + 2 * edge)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        used = theme.current()
        area = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        size = self._owner.size_of(index.row())
        place = QRect(area.center().x() - size.width() // 2, area.top() + used.px(8), size.width(), size.height())
        painter.save()
        if chosen:
            self._paint_ground(painter, area, focused=bool(state & QStyle.StateFlag.State_HasFocus))
        self._paint_page(painter, place, index.row())
        painter.setPen(used.colour("text2", selected=chosen))
        painter.setFont(used.font("small", bold=chosen))
        below = QRect(area.left(), place.bottom() + 1, area.width(), used.px(_NUMBER))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, spoken().number(index.row() + 1))
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, area: QRect, *, focused: bool) -> None:
        """The ground of the chosen page with the bar at its leading edge, and the focus."""
        used = theme.current()
        painter.fillRect(area, used.colour("sel"))
        bar = used.px(3)
        painter.fillRect(area.right() - bar + 1 if used.rtl else area.left(), area.top(), bar, area.height(),
                         used.colour("on_sel" if used.contrast else "accent"))  # fmt: skip
        if focused:
            painter.setPen(QPen(used.colour("focus"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def _paint_page(self, painter: QPainter, place: QRect, page: int) -> None:
        painter.fillRect(place, QColor("#FFFFFF"))
        pictures = self._owner.pictures
        if pictures is not None:
            ratio = painter.device().devicePixelRatioF()
            width = self._owner.model().sizes[page][0]  # type: ignore[attr-defined]
            picture = pictures.picture(page, place.width() * ratio / width)
            if picture is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(QRectF(place), picture)
        painter.setPen(QPen(theme.current().colour("line_strong"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)
