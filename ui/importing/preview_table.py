"""The rows of a file as they would be imported: bad cells framed with their shape, refused rows dimmed, F2 mends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from hospcomms.domain.locale import isolated
from hospcomms.domain.wording import C_, N_
from hospcomms.services.exchange.values import shown as as_text
from hospcomms.services.row_import.headings import COLUMN, SKIP
from hospcomms.services.row_import.plan import RowPlan
from hospcomms.services.row_import.rows import ERROR, Row, Trouble
from ui import theme
from ui.language import is_arabic, say, shown, tip, tr
from ui.records.delegate import paint_text
from ui.widgets import kit
from ui.widgets.rows import behave_as_rows

ROW, HEAD, NARROWEST, WIDEST, SHAPE = 36, 46, 70, 190, 14
EVERY, WITH_PROBLEMS, READY = "all", "problems", "ready"
ROW_NUMBER = C_("import", "Row")
EMPTY = C_("cell", "Empty")
TROUBLE = Qt.ItemDataRole.UserRole + 1
"""The trouble of a cell, None for none."""
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class PreviewModel(QAbstractTableModel):
    """The rows of a plan; the first column is the number of the row, the others those that are read."""

    mended = Signal(int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self.plan: RowPlan[Any] | None = None
        self.listed: list[Row] = []
        self.columns: list[int] = []
        self.can_mend = False

    def show_plan(self, plan: RowPlan[Any], which: str, places: Sequence[int] = ()) -> None:
        """Show the rows of a kind (``EVERY`` …), or only those at ``places``."""
        self.beginResetModel()
        self.plan = plan
        self.columns = [column for column, role in enumerate(plan.roles) if role != SKIP]
        wanted = set(places)
        self.listed = [
            line
            for line in plan.rows
            if (line.place in wanted if places else which == EVERY or self._has(line) == (which == WITH_PROBLEMS))
        ]
        self.endResetModel()

    def _has(self, line: Row) -> bool:
        assert self.plan is not None
        return bool(line.troubles) or line.place in self.plan.twins

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.listed)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1 + len(self.columns)

    def troubles(self, line: Row, column: int) -> list[Trouble]:
        """What is said of a cell; of the first one what concerns the whole row, or cells that are not shown."""
        assert self.plan is not None
        found = self.plan.troubles_of(line)
        if column:
            return [trouble for trouble in found if trouble.column == self.columns[column - 1]]
        return [trouble for trouble in found if trouble.column not in self.columns]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self.listed[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(line, column)
        if role == TROUBLE:
            found = self.troubles(line, column)
            return min(found, key=lambda trouble: trouble.severity != ERROR, default=None)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            said = [say(trouble.said) for trouble in self.troubles(line, column)]
            return tip("\n".join(said)) if said else None
        return None

    def _text(self, line: Row, column: int) -> str:
        assert self.plan is not None
        if column == 0:
            return str(line.number)
        return " ".join(as_text(self.plan.cell(line.place, self.columns[column - 1])).split())[:300]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or self.plan is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int((Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter).value)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return shown(tr(ROW_NUMBER))
        column = self.columns[section - 1]
        words = self.plan.head.words[column] or tr(COLUMN).replace("{letter}", self.plan.head.letter(column))
        return f"{shown(tr(self.plan.vocabulary.roles[self.plan.roles[column]]))}\n{shown(words)}"

    def flags(self, index: _Index) -> Qt.ItemFlag:
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found | Qt.ItemFlag.ItemIsEditable if index.column() and self.can_mend else found

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or str(value) == self._text(self.listed[index.row()], index.column()):
            return False
        self.mended.emit(self.listed[index.row()].place, self.columns[index.column() - 1], str(value))
        return True

    def follow(self, place: int) -> None:
        """A row was mended: show what it has become, without moving."""
        assert self.plan is not None
        fresh = next((found for found in self.plan.rows if found.place == place), None)
        for row, line in enumerate(self.listed):
            if line.place == place and fresh is not None:
                self.listed[row] = fresh
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))


class _Painter(QStyledItemDelegate):
    """A cell: its text; a bad one with tint, frame and shape."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        used, rect = theme.current(), QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        model = index.model()
        assert isinstance(model, PreviewModel)
        line = model.listed[index.row()]
        trouble: Trouble | None = index.data(TROUBLE)
        painter.save()
        ground = QColor(used.sel if selected else used.surface)
        painter.fillRect(rect, ground)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(used.line))
        shape = line.state if index.column() == 0 else trouble.severity if trouble else ""
        if index.column() == 0 and shape == "done" and trouble is not None:
            shape = trouble.severity
        if trouble is not None and index.column():
            if not selected:
                painter.fillRect(rect.adjusted(0, 0, 0, -1), used.colour(f"{trouble.severity}_soft"))
            painter.setPen(QPen(kit.tone(trouble.severity, used, selected=selected), 1))
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -1.5))
        self._inside(painter, rect, str(index.data() or ""), shape, line, used, selected=selected)
        painter.restore()

    @staticmethod
    def _inside(
        painter: QPainter, rect: QRectF, text: str, shape: str, line: Row, used: theme.Theme, *, selected: bool
    ) -> None:
        inner = rect.adjusted(used.px(8), 0, -used.px(8), -1)
        if shape:
            edge = used.px(SHAPE)
            left = inner.right() - edge if used.rtl else inner.left()
            place = QRectF(left, inner.center().y() - edge / 2, edge, edge)
            colour = kit.tone(shape, used, selected=selected)
            kit.paint_shape(painter, place, shape, used, colour=colour, ground=QColor(used.surface))
            gap = edge + used.px(6)
            inner = inner.adjusted(0 if used.rtl else gap, 0, -gap if used.rtl else 0, 0)
        dim = line.is_refused and shape != ERROR
        words = text or (tr(EMPTY) if shape == ERROR else "")
        colour = used.colour("text3" if dim else "text", selected=selected)
        paint_text(painter, inner, words if is_arabic(words) else isolated(words), used.font(), colour, used)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(tr(N_("New value of the cell")))
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text().strip())


class PreviewTable(QTableView):
    """The table of the preview; F2 or Enter opens a cell, F8 goes to the next problem."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = PreviewModel()
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(tr(N_("Preview of the rows")))
        behave_as_rows(self, theme.px(ROW))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        head = self.horizontalHeader()
        head.setFixedHeight(theme.px(HEAD))
        head.setHighlightSections(False)
        head.setMinimumSectionSize(theme.px(60))
        head.setStretchLastSection(True)

    def show_plan(self, plan: RowPlan[Any], which: str, places: Sequence[int] = ()) -> None:
        """Show rows of a plan; the columns are as wide as the first rows need."""
        self.rows.show_plan(plan, which, places)
        metrics = self.fontMetrics()
        for column in range(self.rows.columnCount()):
            texts = [str(self.rows.headerData(column, Qt.Orientation.Horizontal) or "").split("\n")]
            texts += [[str(self.rows.index(row, column).data())] for row in range(min(60, self.rows.rowCount()))]
            wide = max(metrics.horizontalAdvance(text) for lines in texts for text in lines)
            marked = any(self.rows.troubles(line, column) for line in self.rows.listed[:60])
            room = wide + theme.px(20 + (SHAPE + 6 if marked or not column else 0))
            self.setColumnWidth(column, min(max(room, theme.px(NARROWEST if column else 64)), theme.px(WIDEST)))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def next_problem(self) -> bool:
        """Go to the next bad cell, from the beginning again after the last; False when there is none."""
        count, wide = self.rows.rowCount(), self.rows.columnCount()
        here = self.currentIndex()
        start = here.row() * wide + here.column() if here.isValid() else -1
        order = [*range(max(here.row(), 0), count), *range(max(here.row(), 0) + 1)] if count else []
        for turn, row in enumerate(order):
            if not self.rows.listed[row].troubles and not self.rows.troubles(self.rows.listed[row], 0):
                continue
            for column in range(wide):
                if turn == 0 and row * wide + column <= start:
                    continue
                if self.rows.troubles(self.rows.listed[row], column):
                    self.setCurrentIndex(self.rows.index(row, column))
                    self.scrollTo(self.currentIndex())
                    return True
        return False
