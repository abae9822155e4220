"""The list under the search box: it answers as one types and is walked with the arrows from the box."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from hospcomms.services.office import Office
from hospcomms.services.search import Hit
from ui import icons, theme
from ui.background import Background, Progress, Task
from ui.language import shown, tr
from ui.shell.entries import side
from ui.shell.finds import Command, Find, grouped, look_up, matching
from ui.shell.top_bar import SearchBox
from ui.widgets import kit
from ui.widgets.labels import Label

WIDTH, ROW, HEADING, MOST_ROWS = 560, 34, 26, 14
_PATIENCE = 90  # ms between the last letter and the question
Index = QModelIndex | QPersistentModelIndex


class _Lines(QAbstractListModel):
    """The lines as a model; headings cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Find] = []

    def show(self, lines: Sequence[Find]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " · ".join(part for part in (line.words, line.why) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.lines[index.row()].act is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Painter(QStyledItemDelegate):
    """Paints a heading or a line: icon, words with what was typed in bold, a second text, the key."""

    def __init__(self, model: _Lines, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.typed = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = self._model.lines[index.row()].act is None
        return QSize(theme.px(100), theme.px(HEADING if heading else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        used = theme.current()
        line = self._model.lines[index.row()]
        area = QRectF(option.rect)
        if line.act is None:
            painter.setFont(used.font("small"))
            painter.setPen(used.colour("text2"))
            painter.drawText(area.adjusted(used.px(14), 0, -used.px(14), 0), side(start=True), shown(line.words))
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            kit.paint_selection(painter, area, used)
        self._paint_line(painter, area.adjusted(used.px(14), 0, -used.px(14), 0), line, chosen=chosen)

    def _paint_line(self, painter: QPainter, area: QRectF, line: Find, *, chosen: bool) -> None:
        used = theme.current()
        edge = used.px(18)
        place = kit.start_part(area, edge, used)
        if line.icon:
            box = QRectF(place.left(), area.center().y() - edge / 2, edge, edge)
            icons.paint(painter, box, line.icon, used.colour("text2", selected=chosen))
        room = _after(area, edge + used.px(10))
        room = self._paint_key(painter, room, line.key, chosen=chosen)
        taken = _paint_words(painter, room, line.words, self.typed, used.colour("text", selected=chosen))
        rest = _after(room, taken + used.px(10))
        if line.why and rest.width() > used.px(60):
            painter.setFont(used.font("small"))
            painter.setPen(used.colour("text2", selected=chosen))
            cut = painter.fontMetrics().elidedText(shown(line.why), Qt.TextElideMode.ElideRight, int(rest.width()))
            painter.drawText(rest, side(start=True), cut)

    @staticmethod
    def _paint_key(painter: QPainter, room: QRectF, key: str, *, chosen: bool) -> QRectF:
        if not key:
            return room
        used = theme.current()
        painter.setFont(used.font("tiny"))
        painter.setPen(used.colour("text2", selected=chosen))
        wide = painter.fontMetrics().horizontalAdvance(key) + used.px(8)
        painter.drawText(kit.end_part(room, wide, used), Qt.AlignmentFlag.AlignCenter, key)
        return room.adjusted(wide if used.rtl else 0, 0, 0 if used.rtl else -wide, 0)


def _after(area: QRectF, taken: float) -> QRectF:
    """What is left of ``area`` after ``taken`` pixels from its start."""
    return area.adjusted(0, 0, -taken, 0) if theme.current().rtl else area.adjusted(taken, 0, 0, 0)


def _paint_words(painter: QPainter, room: QRectF, words: str, typed: str, colour: QColor) -> float:
    """Paint the words, in bold when they hold what was typed; returns their width.

    The whole title turns bold and not a piece of it: cutting an Arabic word in two breaks its joined letters.
    """
    used = theme.current()
    painter.setFont(used.font(bold=bool(typed)))
    painter.setPen(colour)
    cut = painter.fontMetrics().elidedText(shown(words), Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, side(start=True), cut)
    return QFontMetricsF(painter.font()).horizontalAdvance(cut)


class SearchList(QFrame):
    """Asks in the background, shows the answers and opens the chosen one."""

    def __init__(
        self,
        parent: QWidget,
        box: SearchBox,
        office: Callable[[], Office | None],
        background: Background,
        open_hit: Callable[[Hit, bool], None],
        icon_of: Callable[[Hit], str],
        commands: Callable[[], Sequence[Command]],
    ) -> None:
        super().__init__(parent)
        self.setProperty("sheet", "popup")
        self._box, self._office, self._background = box, office, background
        self._open, self._icon_of, self._commands = open_hit, icon_of, commands
        self._task: Task | None = None
        self._answered: str | None = None  # what was typed when the lines shown were asked for
        self._in_haste = False  # Enter came before the answer
        self._beside = False  # it was Ctrl+Enter
        self._model = _Lines()
        self._list = QListView(self)
        self._list.setModel(self._model)
        self._delegate = _Painter(self._model, self)
        self._list.setItemDelegate(self._delegate)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setAccessibleName(tr("Found"))
        self._list.clicked.connect(self._enter)
        self._nothing = Label(tr("Nothing was found. Check the words or try fewer of them."), tone="text2", wrap=True)
        self._nothing.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, theme.px(4), 1, theme.px(4))
        column.setSpacing(0)
        column.addWidget(self._nothing)
        column.addWidget(self._list)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PATIENCE)
        self._wait.timeout.connect(self.ask)
        self._connect(box)
        self.hide()

    def _connect(self, box: SearchBox) -> None:
        box.textEdited.connect(self._edited)
        box.begun.connect(self._wait.start)
        box.left.connect(self.hide)
        box.moved.connect(self._move)
        box.entered.connect(self._entered)

    def _edited(self) -> None:
        self._in_haste = False
        self._wait.start()

    def _entered(self, beside: bool) -> None:
        """Open the chosen line, ``beside`` in a second window; never one that answers what was typed a moment ago."""
        self._beside = beside
        if self._answered == self._box.text():
            self._enter(self._list.currentIndex(), beside=beside)
            return
        self._in_haste = True
        if self._task is None or self._wait.isActive():
            self._wait.stop()
            self.ask()

    def ask(self) -> None:
        """Ask for what is typed now; an earlier question is dropped."""
        office = self._office()
        if office is None:
            return
        typed = self._box.text()
        if self._task is not None:
            self._task.cancel()

        def work(_progress: Progress) -> list[Hit]:
            return look_up(office, typed)

        self._task = self._background.start(
            self, work, done=lambda hits: self._show(hits, typed), failed=lambda _error: self._show([], typed)
        )

    def lines(self) -> list[Find]:
        """The lines shown."""
        return list(self._model.lines)

    def _show(self, hits: Sequence[Hit], typed: str) -> None:
        self._task = None
        if not self._box.hasFocus() or typed != self._box.text():
            return
        self._answered = typed
        commands = matching(self._commands(), typed)[: 6 if typed.strip() else 4]
        lines = grouped(hits, self._open, self._icon_of, commands)
        self._delegate.typed = typed.strip()
        self._model.show(lines)
        self._nothing.setVisible(not lines)
        self._list.setVisible(bool(lines))
        self._place(lines)
        self.show()
        self.raise_()
        if typed.strip():
            self._move(1)
        if self._in_haste:
            self._in_haste = False
            self._enter(self._list.currentIndex(), beside=self._beside)

    def _place(self, lines: Sequence[Find]) -> None:
        """Stand under the box, from its start edge, as high as the lines need."""
        used = theme.current()
        ground = self.parentWidget()
        assert ground is not None
        wide = min(used.px(WIDTH), ground.width() - used.px(16))
        need = sum(used.px(HEADING if line.act is None else ROW) for line in lines[:MOST_ROWS])
        high = (need or used.px(44)) + used.px(8) + 2
        corner = self._box.mapTo(ground, QPoint(self._box.width() if used.rtl else 0, self._box.height() + 4))
        left = corner.x() - wide if used.rtl else corner.x()
        left = min(max(left, used.px(8)), ground.width() - wide - used.px(8))
        self.setGeometry(left, corner.y(), wide, min(high, ground.height() - corner.y() - used.px(8)))

    def _move(self, step: int) -> None:
        rows = [number for number, line in enumerate(self._model.lines) if line.act is not None]
        if not rows or not self._list.isVisibleTo(self):
            return
        here = self._list.currentIndex().row()
        place = rows.index(here) + step if here in rows else (0 if step > 0 else len(rows) - 1)
        index = self._model.index(rows[min(max(place, 0), len(rows) - 1)])
        self._list.setCurrentIndex(index)
        self._list.scrollTo(index)

    def _enter(self, index: Index, *, beside: bool = False) -> None:
        if not index.isValid() or not self.isVisible():
            return
        line = self._model.lines[index.row()]
        act = line.beside if beside and line.beside is not None else line.act
        if act is not None:
            self.hide()
            self._box.clear()
            self._answered = None
            act()
