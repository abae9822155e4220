"""A pane of the desk: it lies over the steps, takes the keyboard while it is open, and Esc gives it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.wording import N_
from ui import theme
from ui.language import say, tr
from ui.rooms.crisis import painted
from ui.rooms.crisis.card import CardHead
from ui.rooms.crisis.desk_foot import KeyBar, KeyWord
from ui.rooms.crisis.entry_line import EntryLine
from ui.rooms.crisis.measures import Measures
from ui.rooms.crisis.rows import PaintedRows
from ui.widgets import kit
from ui.widgets.messages import Banner

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.services.incident_desk import Desk
    from ui.rooms.crisis.desk import DeskPage

CLOSE = N_("Close")
HEARD_ELSEWHERE = ("Enter", "Alt+Down")
"""Keys that a line hears, or the desk for the pane that is open."""


class Pane(QWidget):
    """One pane over the desk. ``wide`` ones cover the log too; ``refresh`` is called at every reading of the desk."""

    closed = Signal()
    wide = False

    def __init__(self, desk: DeskPage, title: str) -> None:
        super().__init__(desk)
        self.page = desk
        self.office = desk.session.office
        self.m: Measures = desk.m
        self.head = CardHead(title)
        self.banner = Banner(self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2, 2, 2, 2)
        self.column.setSpacing(0)
        self.column.addWidget(self.head)
        self.column.addWidget(self.banner)
        self.head.measure(self.m)
        self.foot: KeyBar | None = None
        self.setAccessibleName(title)

    @property
    def desk(self) -> Desk:
        """The desk as it was last read."""
        return self.page.desk

    def add_keys(self, keys: Sequence[KeyWord]) -> None:
        """Put the bar of this pane's keys below it; each key that Qt can take is a shortcut of the pane."""
        whole = [*keys, KeyWord("Esc", tr(CLOSE), self.closed.emit, weight=9, at_end=True)]
        self.foot = KeyBar(whole)
        self.foot.measure(self.m)
        self.column.addWidget(self.foot)
        for one in keys:
            if one.act is not None and one.key not in HEARD_ELSEWHERE:
                shortcut = QShortcut(QKeySequence(one.key), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(partial(self._press, one.act))

    @staticmethod
    def _press(act: Callable[[], object]) -> None:
        act()

    def take_focus(self) -> None:
        """Put the keyboard where typing begins."""
        self.setFocus()

    def refresh(self) -> None:
        """Show the desk as it was read anew."""

    def walk(self, steps: int) -> None:
        """What Alt+↓ (1) and Alt+↑ (-1) do while the pane is open."""

    def do(self, act: Callable[[], Commit], words: str = "") -> bool:
        """Do an act of the incident, or hold it while the disk refuses; False when it was refused for its own fault.

        What is refused is said in this pane, and nothing typed is lost. ``words`` say what it is.
        """
        self.banner.dismiss()
        try:
            commit = self.page.held.do(words or self.what(), lambda _office: act())
        except Invalid as refusal:
            self.banner.show_message("late", " ".join(say(problem.message) for problem in refusal.problems))
            return False
        except Refusal as refusal:
            self.banner.show_message("late", say(refusal.sentence))
            return False
        if commit is not None:
            self.page.heard(commit)
        return True

    def what(self) -> str:
        """What is being done, in words, for a line that has to wait for the disk."""
        return self.head.title

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), used.colour("app"))
        painter.setPen(QPen(used.colour("line_strong"), 1))
        painter.setBrush(used.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()


@dataclass(frozen=True)
class PaneRow:
    """A row of a pane: what, a second line, and at the end a word with its shape.

    ``value`` is what the row stands for; ``late`` tints it, ``faint`` is for what is over.
    """

    value: Any
    title: str
    second: str = ""
    end: str = ""
    shape: str = ""
    tone: str = "text2"
    late: bool = False
    faint: bool = False


class PaneList(PaintedRows):
    """The rows of a pane; long titles take two lines, long answers as many as they need with ``tall``."""

    def __init__(self, name: str, *, tall: bool = False) -> None:
        super().__init__(name)
        self._most = 12 if tall else 2

    def walk(self, steps: int) -> None:
        """As everywhere; from the first row ↑ leads to the last, where what was done stands, and ↓ back."""
        if self.rows:
            self.set_cursor((self.at + steps) % len(self.rows))

    def _rooms(self, width: float) -> tuple[float, float]:
        """The widths of the words and of what stands at the end."""
        end = min(self.m.px(230), width * 0.34)
        return width - 2 * self.m.px(16) - end - self.m.px(10), end

    def _lines(self, row: PaneRow, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room, _end = self._rooms(width)
        m = self.m
        if not row.end:
            room = width - 2 * m.px(16)
        title = painted.lines_in(row.title, m.font(19, bold=self._most > 2), room, 3)
        second = painted.lines_in(row.second, m.font(17), room, self._most) if row.second else ()
        return title, second

    def row_height(self, row: PaneRow, width: int) -> int:
        title, second = self._lines(row, width)
        return self.m.px(16) + len(title) * self.m.px(30) + len(second) * self.m.px(26)

    def spoken_row(self, row: PaneRow) -> str:
        return " · ".join(part for part in (row.title, row.second, row.end) if part)

    def paint_row(self, painter: QPainter, room: QRectF, row: PaneRow) -> None:
        m, used = self.m, theme.current()
        if row.late:
            painter.fillRect(room, used.colour("late_soft"))
        painter.fillRect(QRectF(room.left(), room.bottom() - 1, room.width(), 1), used.colour("line"))
        title, second = self._lines(row, int(room.width()))
        inside = room.adjusted(m.px(16), m.px(8), -m.px(16), 0)
        if row.end:
            wide = self._rooms(room.width())[1]
            self._paint_end(painter, kit.end_part(inside, wide, used), row)
            inside = painted.cut_end(inside, wide + m.px(10))
        top = inside.top()
        faint = "text3" if row.faint else "text"
        for lines, size, step, tone in ((title, 19, 30, faint), (second, 17, 26, "text2")):
            bold = size == 19 and self._most > 2
            for line in lines:
                painter.setFont(m.font(size, bold=bold))
                painter.setPen(used.colour(tone))
                painter.drawText(QRectF(inside.left(), top, inside.width(), m.px(step)), painted.flags(), line)
                top += m.px(step)

    def _paint_end(self, painter: QPainter, room: QRectF, row: PaneRow) -> None:
        m, used = self.m, theme.current()
        room = QRectF(room.left(), room.top(), room.width(), m.px(30))
        if row.shape:
            edge = m.px(17)
            place = kit.start_part(room, edge, used)
            mark = QRectF(place.left(), room.center().y() - edge / 2, edge, edge)
            ground = used.colour("late_soft" if row.late else "surface")
            kit.paint_shape(painter, mark, row.shape, used, ground=ground)
            room = painted.cut_start(room, edge + m.px(8))
        tone = used.colour(row.tone)
        painted.write(painter, room, row.end, m.font(17, bold=row.late), tone)


class ListPane(Pane):
    """A list with a line below it: ↑ ↓ move the cursor while one types, the keys act on the row under it."""

    def __init__(self, desk: DeskPage, title: str, hint: str = "", *, icon: str = "edit", tall: bool = False) -> None:
        super().__init__(desk, title)
        self.list = PaneList(title, tall=tall)
        self.list.measure(self.m)
        self.column.addWidget(self.list, 1)
        self.entry: EntryLine | None = None
        if hint:
            self.entry = EntryLine(hint, icon)
            self.entry.measure(self.m)
            self.entry.walked.connect(self.list.walk)
            self.entry.entered.connect(lambda _words: self.enter())
            around = QVBoxLayout()
            edge = self.m.px(12)
            around.setContentsMargins(edge, self.m.px(8), edge, self.m.px(8))
            around.addWidget(self.entry)
            self.column.addLayout(around)
        else:
            for keys, steps in (("Up", -1), ("Down", 1)):
                self._shortcut(keys, partial(self.list.walk, steps))
            for keys in ("Return", "Enter"):
                self._shortcut(keys, self.enter)

    def _shortcut(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(self._press, act))

    def typed(self) -> str:
        """What stands in the line."""
        return self.entry.text().strip() if self.entry is not None else ""

    def clear(self) -> None:
        """Empty the line."""
        if self.entry is not None:
            self.entry.set_text("")

    def what(self) -> str:
        row = self.list.current()
        return " · ".join(
            part for part in (self.head.title, row.title if row is not None else "", self.typed()) if part
        )

    def chosen(self) -> Any:
        """What the row under the cursor stands for, None when there is none."""
        row = self.list.current()
        return row.value if row is not None else None

    def enter(self) -> None:
        """What Enter does."""

    def take_focus(self) -> None:
        if self.entry is not None:
            self.entry.line.setFocus()
        else:
            self.setFocus()

    def show_rows(self, rows: Sequence[PaneRow], *, cursor: int = 0) -> None:
        """Show rows; the cursor stays, or begins at ``cursor``."""
        self.list.show_rows(rows)
        if self.list.at < 0 and rows:
            self.list.set_cursor(min(cursor, len(rows) - 1))
