"""The list of what waits: headings and two-line rows with one action, painted; read by keyboard and by voice."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hospcomms.domain.agenda import Agenda, Group, Line
from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.wording import sentence
from ui import icons, theme
from ui.language import plain, say, shown, spoken, tr
from ui.records.delegate import after, paint_text
from ui.rooms.entrances import entrance_of
from ui.widgets import kit
from ui.widgets.headed_model import ROW, HeadedModel, Index

HEAD_HEIGHT, LINE_HEIGHT, BUTTON_HEIGHT = 32, 46, 28
MARK_AT, ICON_AT, TITLE_AT, EDGE = 15, 42, 70, 14
WHEN_SHARE = 0.57
"""Where the day stands, as a share of the row from its start."""
_TONES = {"late": "late", "soon": "soon"}


@dataclass(frozen=True)
class Heading:
    """A heading of the list: a group with its number."""

    group: Group


def number_of(group: Group) -> str:
    """How many lines a group has; “200+” when at least so many were found."""
    said = spoken().number(group.count)
    return f"{said}+" if group.has_more and group.count == len(group.lines) else said


def icon_of(record: type[Record]) -> str:
    """The icon of the room a record belongs to; that of its whole for a part."""
    whole = BY_KEY[fields_of(record)[record.whole].target] if record.whole else record
    entrance = entrance_of(whole)
    return entrance.icon if entrance else "document"


class AgendaModel(HeadedModel[Heading, Line]):
    """The groups of an agenda, one heading and its lines after the other; empty groups are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Line, parent)

    def show_agenda(self, agenda: Agenda, only: str = "") -> None:
        """Show an agenda, or one group of it."""
        self.beginResetModel()
        self.rows = []
        for group in agenda.groups:
            if group.lines and only in ("", group.key):
                self.rows.append(Heading(group))
                self.rows.extend(group.lines)
        self.endResetModel()

    def row_of(self, line: Line) -> int:
        """The row of the line about the same record, or -1."""
        key = (line.record, line.ident)
        return next(
            (n for n, row in enumerate(self.rows) if isinstance(row, Line) and (row.record, row.ident) == key), -1
        )

    def tip(self, entry: Line) -> str:
        return f"{shown(entry.title)}\n{shown(say(entry.reason))}"

    def said(self, row: Heading | Line) -> str:
        if isinstance(row, Heading):
            return plain(say(sentence("{group}: {n}", group=tr(row.group.title), n=number_of(row.group))))
        return plain(
            say(
                sentence(
                    "{title}. {reason} {when}. {verb}",
                    title=row.title, reason=row.reason, when=row.when, verb=tr(row.verb),
                )
            )
        )  # fmt: skip


class AgendaView(QListView):
    """Shows an ``AgendaModel``. Enter, a double click or the painted button opens a line (``opened``)."""

    opened = Signal(object)
    moved = Signal(object)

    def __init__(self, model: AgendaModel) -> None:
        super().__init__()
        self.lines = model
        self.hovered = -1
        self.shows_focus = False
        self.setModel(model)
        self.setItemDelegate(AgendaPainter(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(tr("What waits"))
        self.selectionModel().currentChanged.connect(lambda now, _old: self.moved.emit(model.entry(now)))

    def go_to(self, row: int) -> None:
        """Stand on a row; a heading gives way to the line below it."""
        rows = range(max(row, 0), self.lines.rowCount())
        found = next((n for n in rows if isinstance(self.lines.rows[n], Line)), -1)
        if found >= 0:
            self.setCurrentIndex(self.lines.index(found))

    def content_height(self) -> int:
        """The height of all rows together."""
        return sum(theme.px(HEAD_HEIGHT if isinstance(row, Heading) else LINE_HEIGHT) for row in self.lines.rows)

    def button_of(self, rect: QRectF, line: Line) -> QRectF:
        """Where the painted button of a row stands."""
        used = theme.current()
        wide = QFontMetrics(used.font("small")).horizontalAdvance(tr(line.verb)) + used.px(22)
        place = kit.end_part(rect.adjusted(used.px(EDGE), 0, -used.px(EDGE), 0), wide, used)
        height = used.px(BUTTON_HEIGHT)
        return QRectF(place.left(), rect.center().y() - height / 2, wide, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.shows_focus = True
        line = self.lines.entry(self.currentIndex())
        if line is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(line)
            return
        super().keyPressEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.shows_focus = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        line = self.lines.entry(index)
        if line is not None and self.button_of(QRectF(self.visualRect(index)), line).contains(event.position()):
            self.opened.emit(line)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        line = self.lines.entry(self.indexAt(event.position().toPoint()))
        if line is not None:
            self.opened.emit(line)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: object) -> None:
        self._hover(-1)
        super().leaveEvent(event)  # type: ignore[arg-type]  # QEvent, as Qt passes it

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        keyboard = (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        self.shows_focus = event.reason() in keyboard
        super().focusInEvent(event)
        if self.lines.entry(self.currentIndex()) is None:
            self.go_to(0)
        self.viewport().update()


class AgendaPainter(QStyledItemDelegate):
    """Paints headings and lines of the agenda from the start edge to the end."""

    def __init__(self, view: AgendaView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = HEAD_HEIGHT if isinstance(index.data(ROW), Heading) else LINE_HEIGHT
        return QSize(theme.px(100), theme.px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        used, row, rect = theme.current(), index.data(ROW), QRectF(option.rect)
        painter.save()
        if isinstance(row, Heading):
            self._heading(painter, rect, row.group)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._ground(painter, rect, selected=selected, hovered=index.row() == self._view.hovered)
            self._line(painter, rect, row, selected=selected)
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, QColor(used.line))
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRectF, group: Group) -> None:
        used = theme.current()
        painter.fillRect(rect, QColor(used.alt))
        inner = rect.adjusted(used.px(EDGE), 0, -used.px(EDGE), -1)
        kit.paint_shape(painter, _mark(inner, 14), group.shape, used, ground=QColor(used.alt))
        room = after(inner, used.px(14 + 8), used)
        wide = paint_text(painter, room, shown(tr(group.title)), used.font(bold=True), used.colour("text"), used)
        rest = after(room, wide + used.px(8), used)
        paint_text(painter, rest, shown(number_of(group)), used.font(), used.colour("text2"), used)

    def _ground(self, painter: QPainter, rect: QRectF, *, selected: bool, hovered: bool) -> None:
        used = theme.current()
        if selected:
            kit.paint_selection(painter, rect, used)
        else:
            painter.fillRect(rect, QColor(used.hover if hovered else used.surface))

    def _line(self, painter: QPainter, rect: QRectF, line: Line, *, selected: bool) -> None:
        used = theme.current()
        ground = QColor(used.sel if selected else used.surface)
        mark = _mark(after(rect, used.px(MARK_AT), used), 14)
        ink = kit.tone(line.severity, used, selected=selected)
        kit.paint_shape(painter, mark, line.severity, used, colour=ink, ground=ground)
        icon = _mark(after(rect, used.px(ICON_AT), used), 18)
        icons.paint(painter, icon, icon_of(line.record), used.colour("text2", selected=selected))
        button = self._view.button_of(rect, line)
        when_at = rect.width() * WHEN_SHARE
        title = kit.start_part(after(rect, used.px(TITLE_AT), used), when_at - used.px(TITLE_AT + 10), used)
        above = QRectF(title.left(), rect.top() + used.px(3), title.width(), used.px(21))
        below = QRectF(title.left(), above.bottom() - 1, title.width(), used.px(19))
        paint_text(painter, above, shown(line.title), used.font(), used.colour("text", selected=selected), used)
        quiet = used.colour("text2", selected=selected)
        paint_text(painter, below, shown(say(line.reason)), used.font("small"), quiet, used)
        room = rect.width() - when_at - (button.width() + used.px(EDGE + 8))
        when = kit.start_part(after(rect, when_at, used), room, used)
        tone = used.colour(_TONES.get(line.severity, "text2"), selected=selected)
        paint_text(painter, when, shown(say(line.when)), used.font(), tone, used)
        self._button(painter, button, line, focused=selected and self._view.shows_focus and self._view.hasFocus())

    def _button(self, painter: QPainter, rect: QRectF, line: Line, *, focused: bool) -> None:
        used = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(used.surface))
        painter.setPen(QPen(QColor(used.line_strong), 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(used.font("small"))
        painter.setPen(used.colour("text"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown(tr(line.verb)))
        if focused:
            kit.paint_focus(painter, rect.adjusted(-4, -4, 4, 4), used, 6)
        painter.restore()


def _mark(rect: QRectF, size: int) -> QRectF:
    """A square of that size at the start of ``rect``, in the middle of its height."""
    used = theme.current()
    edge = used.px(size)
    place = kit.start_part(rect, edge, used)
    return QRectF(place.left(), round(rect.center().y() - edge / 2), edge, edge)
