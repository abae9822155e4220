"""Beside the calendar: the layers with their numbers, the occasions, what clashes or lacks, and the Hijri note."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hospcomms.domain.dated import LAYERS, OCCASIONS, Dated, Layer
from hospcomms.domain.wording import N_, InWords, Sentence, sentence
from ui import icons, theme
from ui.language import ntr, plain, say, shown, spoken, tip, tr
from ui.records.delegate import after, paint_check_box, paint_text
from ui.rooms.calendar.desk import Desk, Reading
from ui.rooms.calendar.painted import hue, lines_of, width_of
from ui.widgets import kit
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark, Rule
from ui.widgets.sheets import Sheet

WIDE, SMALL = 196, 176
LINE, TWO_LINES, AROUND = 27, 38, 74
"""Heights of a layer with its name on one line or two, and the width of what stands around the name."""
MOST = 2
"""So many clashes and health days without anything are told; the rest are counted."""


class LayerBox(QAbstractButton):
    """A layer one shows or hides: a check box, its bar and icon, its name and how many it has."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        self._count = 0
        self.setToolTip(tip(tr(layer.label)))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words = shown(tr(layer.label))
        self.setFixedHeight(theme.px(LINE))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int) -> None:
        """Show how many things the layer has in what is shown."""
        self._count = count
        self.setAccessibleName(
            plain(ntr("{layer}: {n} thing", "{layer}: {n} things", count, layer=tr(self.layer.label)))
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(SMALL - 28), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be higher where the name needs two lines even when it is set smaller."""
        super().resizeEvent(event)
        is_long = width_of(self._words) > self.width() - theme.px(AROUND)
        self.setFixedHeight(theme.px(TWO_LINES if is_long else LINE))

    def paintEvent(self, event: QPaintEvent) -> None:
        used, rect = theme.current(), QRectF(self.rect())
        painter = QPainter(self)
        edge = used.px(16)
        paint_check_box(painter, kit.start_part(rect, edge, used), used, on=self.isChecked())
        rest = after(rect, edge + used.px(7), used)
        bar = kit.start_part(rest, used.px(3), used)
        painter.fillRect(bar.adjusted(0, used.px(6), 0, -used.px(6)), hue(self.layer.key, used))
        rest = after(rest, used.px(9), used)
        place = kit.start_part(rest, edge, used)
        square = QRectF(place.left(), round(rect.center().y() - edge / 2), edge, edge)
        icons.paint(painter, square, self.layer.icon, hue(self.layer.key, used))
        rest = after(rest, edge + used.px(6), used)
        number = spoken().number(self._count)
        painter.setFont(used.font("small"))
        wide = painter.fontMetrics().horizontalAdvance(number)
        paint_text(painter, kit.end_part(rest, wide, used), number, used.font("small"), used.colour("text2"), used)
        name = kit.start_part(rest, rest.width() - wide - used.px(4), used)
        self._paint_words(painter, name, used)
        if self.hasFocus():
            kit.paint_focus(painter, rect, used)
        painter.end()

    def _paint_words(self, painter: QPainter, room: QRectF, used: theme.Theme) -> None:
        """The name on one line, smaller where it must be, or on two."""
        role = "text" if width_of(self._words, "text") <= room.width() else "small"
        if role == "text" or self.height() < used.px(TWO_LINES):
            paint_text(painter, room, self._words, used.font(role), used.colour("text"), used)
            return
        lines = lines_of(self._words, used.font("small"), room.width(), 2)
        step = used.px(17)
        top = room.center().y() - step * len(lines) / 2
        for number, words in enumerate(lines):
            place = QRectF(room.left(), top + number * step, room.width(), step)
            paint_text(painter, place, words, used.font("small"), used.colour("text"), used)


class SideColumn(Sheet):
    """Follows the desk. ``thing_asked`` opens a thing, ``settings_asked`` leads to the settings.

    ``told`` says that what asks for attention is known now.
    """

    thing_asked = Signal(object)
    settings_asked = Signal()
    told = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=12)
        self.desk = desk
        self.boxes: dict[str, LayerBox] = {}
        self._asked: tuple[Reading, date, date] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.tell)
        self.body.setSpacing(theme.px(2))
        self.body.addWidget(Label(tr(N_("Layers")), bold=True))
        self._add_boxes(LAYERS)
        self.body.addWidget(_ruled())
        self.body.addWidget(Label(tr(N_("Occasions")), bold=True))
        self._add_boxes(OCCASIONS)
        self._told = QWidget()
        self._told_in = QVBoxLayout(self._told)
        self._told_in.setContentsMargins(0, 0, 0, 0)
        self._told_in.setSpacing(theme.px(4))
        self.body.addWidget(self._told)
        self.body.addWidget(_ruled())
        note = tr(N_("The Hijri date is computed and may differ by a day from the official announcement."))
        self.body.addWidget(Label(note, role="small", tone="text2", wrap=True))
        adjust = Button(tr(N_("Adjust it")), self.settings_asked.emit, kind="link")
        self.body.addWidget(adjust, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)

    def _add_boxes(self, layers: tuple[Layer, ...]) -> None:
        for layer in layers:
            box = self.boxes[layer.key] = LayerBox(layer)
            box.setChecked(layer.key not in self.desk.hidden)
            box.toggled.connect(lambda on, key=layer.key: self.desk.show_layer(key, shown=on))
            self.body.addWidget(box)

    def show_reading(self, reading: Reading, first: date, last: date) -> None:
        """Show the numbers of these days; what asks for attention in them follows once the page is painted."""
        counts = reading.counts(first, last)
        for key, box in self.boxes.items():
            box.show_count(counts[key])
        self._asked = reading, first, last
        self._later.start()

    def tell(self) -> None:
        """Show what asks for attention in the days shown last."""
        if self._asked is None:
            return
        (reading, first, last), self._asked = self._asked, None
        while (item := self._told_in.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        told = _told(reading, first, last)
        for words, action in told[:MOST]:
            self._told_in.addWidget(_ruled())
            self._told_in.addWidget(self._warning(words, action))
        if len(told) > MOST:
            more = ntr("{n} more is marked in the calendar.", "{n} more are marked in the calendar.", len(told) - MOST)
            self._told_in.addWidget(Label(more, role="small", tone="text2", wrap=True))
        self.told.emit()

    def _warning(self, words: Sentence, thing: Dated) -> QWidget:
        found = QWidget()
        row = QHBoxLayout(found)
        row.setContentsMargins(0, theme.px(2), 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(Mark("soon"), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        column.addWidget(Label(say(words), role="small", wrap=True))
        name = N_("Change the date") if thing.moves else N_("Open")
        column.addWidget(_link(tr(name), lambda: self.thing_asked.emit(thing)), 0, Qt.AlignmentFlag.AlignLeading)
        row.addLayout(column, 1)
        return found


def _told(reading: Reading, first: date, last: date) -> list[tuple[Sentence, Dated]]:
    """The clashes of these days, each with the thing to move, and the health days nothing is planned for."""
    found = [
        (clash.said, clash.other if clash.other.moves or not clash.one.moves else clash.one)
        for clash in reading.clashes
        if first <= clash.day <= last
    ]
    found += [
        (sentence("Nothing is planned for “{title}”, {day}.", title=thing.title, day=InWords(thing.first)), thing)
        for thing in reading.bare
        if first <= thing.first <= last
    ]
    return found


def _ruled() -> QWidget:
    """A thin line with room around it."""
    found = QWidget()
    column = QVBoxLayout(found)
    column.setContentsMargins(0, theme.px(5), 0, theme.px(5))
    column.addWidget(Rule())
    return found


def _link(words: str, act: Callable[[], Any]) -> Button:
    return Button(words, act, kind="link")
