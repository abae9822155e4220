"""Two records side by side: for each field in which they differ one of the two is chosen.

Up and down go from field to field, left and right (or 1 and 2) choose the side.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from hospcomms.domain.fields import Field, Record, fields_of
from hospcomms.domain.merging import SECOND, is_choice, is_united, proposed, shown_fields
from hospcomms.domain.press import Outlet, Person
from hospcomms.domain.wording import N_, sentence
from hospcomms.domain.wording import Label as Word
from ui import theme
from ui.language import say, shown, tip, tr
from ui.records.display import cell
from ui.session import Session
from ui.shell.entries import side
from ui.widgets import kit
from ui.widgets.labels import Label

FIRST, SECOND_SIDE = 0, 1
KEPT, GOES = N_("Stays"), N_("Goes to the bin")
BOTH = N_("Both are kept")
_CONTACTS = SECOND | {"phone", "email"}
_TOLD = ("outlet", "function", "last_contact")
"""The program's own fields that help to tell two people apart: shown, not chosen."""


class Side(QAbstractButton):
    """The value of one record in one field, to be chosen: a circle, filled when chosen, and the text."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__()
        self.words = words
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(tip(words))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(150), theme.px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(90), theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(used.colour("accent_soft" if self.isChecked() else "surface"))
        painter.setPen(QPen(used.colour("accent" if self.isChecked() else "line"), 1))
        painter.drawRoundedRect(box, 4, 4)
        inner = box.adjusted(used.px(10), 0, -used.px(10), 0)
        mark = kit.start_part(inner, used.px(14), used)
        self._paint_circle(painter, mark.center())
        room = kit.end_part(inner, inner.width() - used.px(22), used)
        painter.setFont(used.font(bold=self.isChecked()))
        painter.setPen(used.colour("text" if self.isChecked() else "text2"))
        cut = painter.fontMetrics().elidedText(shown(self.words), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, side(start=True), cut)
        if self.hasFocus():
            kit.paint_focus(painter, QRectF(self.rect()), used)
        painter.end()

    def _paint_circle(self, painter: QPainter, middle: QPointF) -> None:
        used = theme.current()
        colour = used.colour("accent" if self.isChecked() else "text3")
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, used.px(6), used.px(6))
        if self.isChecked():
            painter.setBrush(colour)
            painter.drawEllipse(middle, used.px(3), used.px(3))


class Sides(QWidget):
    """The fields of two records; ``from_second`` names those taken from the second. ``chosen`` tells of a change."""

    chosen = Signal()

    def __init__(
        self, session: Session, first: Person | Outlet, second: Person | Outlet, titles: Mapping[int, str]
    ) -> None:
        super().__init__()
        self.session, self.first, self.second, self._titles = session, first, second, titles
        self.rows: dict[str, tuple[Side, Side]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnMinimumWidth(0, theme.px(96))
        for place, stretch in enumerate((0, 1, 1)):
            grid.setColumnStretch(place, stretch)
        self._heads(grid)
        better = proposed(first, second)
        for row, field in enumerate(self._fields(), 2):
            grid.addWidget(self._name(field), row, 0)
            if field.own or not is_choice(field, first, second):
                self._told(grid, row, field)
            else:
                self._choice(grid, row, field, takes_second=field.name in better)

    def from_second(self) -> frozenset[str]:
        """The names of the fields whose value comes from the second record."""
        return frozenset(name for name, (_, second) in self.rows.items() if second.isChecked())

    def take_focus(self) -> None:
        """Put the keyboard on the first field to choose."""
        for pair in self.rows.values():
            _checked(pair).setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        names = list(self.rows)
        at = next((place for place, name in enumerate(names) if any(one.hasFocus() for one in self.rows[name])), -1)
        chosen = self._side_of(event)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if at < 0 or (chosen is None and not step):
            super().keyPressEvent(event)
            return
        if chosen is not None:
            self.rows[names[at]][chosen].setChecked(True)
            self.chosen.emit()
        else:
            at = min(max(at + step, 0), len(names) - 1)
        _checked(self.rows[names[at]]).setFocus(Qt.FocusReason.TabFocusReason)

    @staticmethod
    def _side_of(event: QKeyEvent) -> int | None:
        """The side a key chooses: 1 and 2 (in both digit sets), or the arrow that points to it."""
        arrows = {Qt.Key.Key_Left: FIRST, Qt.Key.Key_Right: SECOND_SIDE}
        key = Qt.Key(event.key())
        if key in arrows:
            return 1 - arrows[key] if theme.current().rtl else arrows[key]
        return {"1": FIRST, "2": SECOND_SIDE, "١": FIRST, "٢": SECOND_SIDE}.get(event.text())

    def _fields(self) -> list[Field]:
        described = fields_of(type(self.first))
        told = [described[name] for name in _TOLD if name in described]
        return [*shown_fields(self.first, self.second), *(field for field in told if self._holds(field))]

    def _holds(self, field: Field) -> bool:
        return bool(getattr(self.first, field.name) or getattr(self.second, field.name))

    def _heads(self, grid: QGridLayout) -> None:
        for place, (record, fate, tone) in enumerate(((self.first, KEPT, "done"), (self.second, GOES, "late")), 1):
            grid.addWidget(Label(record.caption, bold=True, elide=True), 0, place)
            when = record.created_at.astimezone().date() if record.created_at else None
            said = sentence("{fate} · added {day}", fate=Word(fate), day=when) if when else sentence(fate)
            grid.addWidget(Label(say(said), role="small", tone=tone, elide=True), 1, place)

    def _name(self, field: Field) -> QWidget:
        """The field's name, and below it that nothing of it is lost where both values are kept."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(tr(field.label), role="small", tone="text2", wrap=True))
        first, second = getattr(self.first, field.name), getattr(self.second, field.name)
        if first and second and first != second and (is_united(field) or field.name in _CONTACTS):
            column.addWidget(Label(tr(BOTH), role="tiny", tone="text3", wrap=True))
        return holder

    def _words(self, record: Record, field: Field) -> str:
        return cell(field, getattr(record, field.name), self.session.locale, self._titles)

    def _told(self, grid: QGridLayout, row: int, field: Field) -> None:
        """A field with nothing to choose: what each record says, and what becomes of it."""
        first, second = self._words(self.first, field), self._words(self.second, field)
        if first == second:
            grid.addWidget(Label(first, wrap=True), row, 1, 1, 2)
            return
        for place, words in ((1, first), (2, second)):
            grid.addWidget(Label(words, elide=True), row, place)

    def _choice(self, grid: QGridLayout, row: int, field: Field, *, takes_second: bool) -> None:
        made = []
        group = QButtonGroup(self)
        for place, record in enumerate((self.first, self.second)):
            words = self._words(record, field)
            name = sentence("{field}, {number}: {value}", field=Word(field.label), number=place + 1, value=words)
            one = Side(words, say(name))
            one.setChecked(takes_second == bool(place))
            one.clicked.connect(lambda _checked=False: self.chosen.emit())
            group.addButton(one)
            grid.addWidget(one, row, place + 1)
            made.append(one)
        self.rows[field.name] = (made[0], made[1])


def _checked(pair: tuple[Side, Side]) -> Side:
    return pair[1] if pair[1].isChecked() else pair[0]
