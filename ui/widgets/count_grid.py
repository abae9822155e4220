"""A small table of whole numbers typed as in a spreadsheet: arrows, Enter down, Tab on, paste and copy as in Excel."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRegularExpression, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QRegularExpressionValidator
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from hospcomms.domain.locale import latin_digits
from hospcomms.domain.wording import N_, sentence
from ui import theme
from ui.language import plain, say, shown, spoken, tr

Place = tuple[int, int]
Index = QModelIndex | QPersistentModelIndex
ROW, HEAD, LEAST, WIDE = 34, 34, 84, 230
"""Heights of rows and headings, the least width of a column, and that of one with words, in pixels at 100 %."""
VALUE = Qt.ItemDataRole.UserRole
MOST_DIGITS = 5
NOTHING = N_("Not set")
_DIGITS = QRegularExpression(f"[0-9\u0660-\u0669]{{0,{MOST_DIGITS}}}")


def whole_number(text: str) -> int | None:
    """A typed or pasted whole number in either script, None for anything else; blanks between digits do not count."""
    bare = "".join(latin_digits(text).split())
    bare = bare.removesuffix(".0").removesuffix(",0")
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) <= MOST_DIGITS else None


class _Typing(QStyledItemDelegate):
    """A cell is typed in a line that takes digits only."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setValidator(QRegularExpressionValidator(_DIGITS, line))
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line.setFrame(False)
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        value = index.data(VALUE)
        editor.setText("" if value is None else str(int(value)))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        grid = self.parent()
        assert isinstance(editor, QLineEdit)
        assert isinstance(grid, CountGrid)
        grid.put(index.row(), index.column(), whole_number(editor.text()))


class CountGrid(QTableWidget):
    """Rows and columns of counts; cells that are not ``open`` are worked out by ``tell`` after each change.

    The column ``wide`` holds words. ``edited`` comes after each change by hand, ``refused`` with what was pasted and
    is no whole number.
    """

    edited = Signal()
    refused = Signal(str)

    def __init__(
        self,
        name: str,
        rows: Sequence[str],
        columns: Sequence[str],
        open_cells: Collection[Place],
        tell: Callable[[CountGrid, Place], str],
        wide: int = -1,
    ) -> None:
        super().__init__(len(rows), len(columns))
        self._open, self._tell, self._names = frozenset(open_cells), tell, (list(rows), list(columns))
        self._wide = wide
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels([shown(column) for column in columns])
        self.setVerticalHeaderLabels([shown(row) for row in rows])
        self.setItemDelegate(_Typing(self))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._compose()
        self.show_counts({})

    def _compose(self) -> None:
        mode = QHeaderView.ResizeMode
        head, side = self.horizontalHeader(), self.verticalHeader()
        head.setFixedHeight(theme.px(HEAD))
        head.setHighlightSections(False)
        head.setMinimumSectionSize(theme.px(LEAST))
        head.setSectionResizeMode(mode.Stretch)
        if self._wide >= 0:
            head.setSectionResizeMode(self._wide, mode.Fixed)
            head.resizeSection(self._wide, theme.px(WIDE))
        side.setSectionResizeMode(mode.Fixed)
        side.setDefaultSectionSize(theme.px(ROW))
        side.setHighlightSections(False)
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for row in range(self.rowCount()):
            for column in range(self.columnCount()):
                self.setItem(row, column, self._cell((row, column)))
        self.setFixedHeight(theme.px(HEAD) + self.rowCount() * theme.px(ROW) + 2)

    def _cell(self, place: Place) -> QTableWidgetItem:
        item = QTableWidgetItem()
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if place in self._open:
            flags |= Qt.ItemFlag.ItemIsEditable
        else:
            item.setBackground(theme.current().colour("alt"))
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        item.setFlags(flags)
        return item

    # the counts

    def show_counts(self, counts: Mapping[Place, float | None]) -> None:
        """Show these counts; cells that are not named are empty."""
        for place in self._open:
            self._write(place, counts.get(place))
        self.renew()

    def counts(self) -> dict[Place, float | None]:
        """What stands in the open cells."""
        return {place: self.count(*place) for place in self._open}

    def count(self, row: int, column: int) -> float | None:
        """What stands in an open cell, None when it is empty."""
        item = self.item(row, column)
        value = item.data(VALUE) if item is not None else None
        return None if value is None else float(value)

    def put(self, row: int, column: int, value: float | None) -> None:
        """Change one open cell, as by hand."""
        if (row, column) in self._open and self.count(row, column) != value:
            self._write((row, column), value)
            self.renew()
            self.edited.emit()

    def put_quietly(self, row: int, column: int, value: float | None) -> None:
        """Change one open cell because another one changed."""
        self._write((row, column), value)
        self.renew()

    def _write(self, place: Place, value: float | None) -> None:
        item = self.item(*place)
        assert item is not None
        item.setData(VALUE, value)
        self._show(item, place, "" if value is None else spoken().number(value, 0))

    def renew(self) -> None:
        """Work out the cells that are not open."""
        for row in range(self.rowCount()):
            for column in range(self.columnCount()):
                item = self.item(row, column)
                if (row, column) not in self._open and item is not None:
                    self._show(item, (row, column), self._tell(self, (row, column)))

    def _show(self, item: QTableWidgetItem, place: Place, words: str) -> None:
        """What is seen in a cell, and what a screen reader says of it."""
        row, column = self._names[0][place[0]], self._names[1][place[1]]
        item.setText(shown(words))
        read = sentence("{row}, {column}: {value}", row=row, column=column, value=words or tr(NOTHING))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, plain(say(read)))

    # the keyboard

    def paste(self, text: str) -> None:
        """Put rows of tab-separated numbers in from the current cell on; nothing is taken when one is no number."""
        first = self.currentIndex()
        top, start = max(first.row(), 0), max(first.column(), 0)
        found: dict[Place, float | None] = {}
        for down, line in enumerate(text.rstrip("\r\n").splitlines()):
            for along, cell in enumerate(line.split("\t")):
                place = (top + down, start + along)
                value: float | None = whole_number(cell)
                if cell.strip() and value is None:
                    self.refused.emit(cell.strip()[:60])
                    return
                if place in self._open:
                    found[place] = value
        for place, value in found.items():
            self._write(place, value)
        self.renew()
        self.edited.emit()

    def text(self) -> str:
        """The chosen cells as tab-separated text in Latin digits, the whole table when one cell is chosen."""
        chosen = [(index.row(), index.column()) for index in self.selectedIndexes()]
        if len(chosen) < 2:
            chosen = [(row, column) for row in range(self.rowCount()) for column in range(self.columnCount())]
        rows, columns = sorted({row for row, _ in chosen}), sorted({column for _, column in chosen})
        return "\n".join("\t".join(self._plain(row, column) for column in columns) for row in rows)

    def _plain(self, row: int, column: int) -> str:
        value = self.count(row, column)
        if (row, column) in self._open:
            return "" if value is None else str(int(value))
        return latin_digits(self._tell(self, (row, column)))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        here = self.currentIndex()
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        steps = QAbstractItemDelegate.EndEditHint
        if hint == steps.SubmitModelCache:
            self._go(here.row() + 1, here.column())
        elif hint in (steps.EditNextItem, steps.EditPreviousItem):
            self._step(1 if hint == steps.EditNextItem else -1)
        self.setFocus()

    def _go(self, row: int, column: int) -> None:
        if row < self.rowCount() and (row, column) in self._open:
            self.setCurrentCell(row, column)

    def _step(self, by: int) -> bool:
        """Go to the next or the previous open cell; False at the end."""
        order = sorted(self._open)
        here = (self.currentRow(), self.currentColumn())
        beyond = [place for place in order if (place > here if by > 0 else place < here)]
        if not beyond:
            return False
        self.setCurrentCell(*(beyond[0] if by > 0 else beyond[-1]))
        return True

    def focusNextPrevChild(self, is_next: bool) -> bool:
        return self._step(1 if is_next else -1) or super().focusNextPrevChild(is_next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentCell(*min(self._open))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.text())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            for index in self.selectedIndexes():
                self.put(index.row(), index.column(), None)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != self.State.EditingState:
            self._go(self.currentRow() + 1, self.currentColumn())
        else:
            super().keyPressEvent(event)


def told(value: float | None) -> str:
    """A sum as it stands in a cell; empty when there is none."""
    return "" if value is None else spoken().number(value, 0)


def labels(words: Sequence[str]) -> list[str]:
    """Marked words in the language of the window."""
    return [tr(word) for word in words]
