"""What the painted grids of the calendar have in common: where the keyboard stands, choosing, pulling, opening."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from hospcomms.domain.dated import Dated
from hospcomms.domain.wording import InWords, counted
from ui import theme
from ui.keyboard import LATIN
from ui.language import ntr, plain, say, spoken, tip
from ui.rooms.calendar.desk import Desk, Reading, named
from ui.rooms.calendar.painted import voice

_DAY = timedelta(days=1)
FAR = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
ALONG = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
ACROSS = {Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Spot:
    """A painted thing: where it stands and what it is; ``thing`` is None for what says how many more a day has."""

    rect: QRectF
    day: date
    thing: Dated | None


class DayBoard(QWidget):
    """Painted days and the things on them: where one stands, what is read out and shown under the pointer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.spots: list[Spot] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        desk.moved.connect(self.show_day)
        desk.renewed.connect(self.show_day)

    # what each board of days answers in its own way; this one shows a single day

    def reading(self) -> Reading:
        """What is shown."""
        return self.desk.reading(self.desk.day, self.desk.day)

    def day_at(self, at: QPointF) -> date | None:
        """The day under a point, None where there is none."""
        return self.desk.day if self.rect().contains(at.toPoint()) else None

    def cell_of(self, day: date) -> QRectF:
        """Where a day stands; empty when it is not shown."""
        return QRectF(self.rect()) if day == self.desk.day else QRectF()

    # where the keyboard stands

    def show_day(self) -> None:
        """Show the day and thing one stands on, and say it."""
        if self.isVisible():
            self.setAccessibleName(self.words())
            self.update()

    def shows_thing(self) -> bool:
        """True when the thing one stands on is painted, not only counted."""
        chosen = self.desk.thing
        painted = (spot.thing for spot in self.spots if spot.thing is not None)
        return chosen is not None and any(named(thing) == named(chosen) for thing in painted)

    def words(self) -> str:
        """Where one stands, as it is read out."""
        desk, reading = self.desk, self.reading()
        if desk.thing is not None:
            return voice(desk.thing, clashes=named(desk.thing) in reading.clashing)
        found = reading.on(desk.day)
        day = spoken().long_day(desk.day, weekday=True)
        said = ntr("{day}: {n} thing", "{day}: {n} things", len(found), day=day)
        return plain(f"{said}. {spoken().listing(thing.title for thing in found[:6])}" if found else said)

    def spot_at(self, at: QPointF) -> Spot | None:
        """The painted thing under a point."""
        return next((spot for spot in reversed(self.spots) if spot.rect.contains(at)), None)

    def tell(self, event: QHelpEvent) -> None:
        """Say what is under the pointer."""
        spot = self.spot_at(QPointF(event.pos()))
        words = ""
        if spot is not None and spot.thing is not None:
            words = voice(spot.thing, clashes=named(spot.thing) in self.reading().clashing)
        elif spot is not None:
            words = say(
                counted(
                    "{day}: {n} thing", "{day}: {n} things", len(self.reading().on(spot.day)), day=InWords(spot.day)
                )
            )
        QToolTip.showText(event.globalPos(), tip(words) if words else "", self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.show_day()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class DayGrid(DayBoard):
    """A board of days with keys and pointer.

    ``far_asked`` asks for the month or week before or after, ``day_asked`` to see a day whole, ``new_asked`` for
    something new on a day.

    Keys: arrows move by a day and a week, Home and End to the ends of the week, Space through the things of the day,
    Alt and arrows move the chosen thing, Enter opens it or the day, N begins something, T goes to today.
    """

    far_asked = Signal(int)
    day_asked = Signal(object, QRectF)
    new_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._pressed: tuple[QPointF, Spot | None] | None = None
        self._last: tuple[date | None, Spot | None] = None, None
        self._target: date | None = None

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Escape and self._pressed is not None:
            self._let_go()
        elif step := self._step(key):
            self._go_or_move(step, alt=alt)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not alt:
            self.desk.choose(self.desk.day + self._to_edge(first=key == Qt.Key.Key_Home) * _DAY)
        elif key in FAR:
            self.far_asked.emit(FAR[key])
        elif key == Qt.Key.Key_Space:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.desk.walk(self.reading(), -1 if back else 1)
        elif key in ENTER:
            self.open_here()
        elif not self._letter(event):
            super().keyPressEvent(event)

    def _letter(self, event: QKeyEvent) -> bool:
        """N and T, also on a keyboard that writes Arabic."""
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        letter = LATIN.get(event.text(), event.text().lower())
        if letter == "n":
            self.new_asked.emit(self.desk.day)
        elif letter == "t":
            self.desk.choose(self.desk.today)
        return letter in ("n", "t")

    def event(self, event: QEvent) -> bool:
        """Alt with arrows goes back and forward in the window; here it moves the chosen thing."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if alt and self.desk.thing is not None and self._step(Qt.Key(event.key())):
                event.accept()
                return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self.tell(event)
            return True
        return super().event(event)

    def _step(self, key: Qt.Key) -> int:
        """The days an arrow goes."""
        along = ALONG.get(key, 0) * (-1 if theme.current().rtl else 1)
        return along or ACROSS.get(key, 0)

    def _to_edge(self, *, first: bool) -> int:
        """The days to the first or last day of the week one stands in."""
        done = (self.desk.day.weekday() - self.desk.session.locale.country.first_weekday) % 7
        return -done if first else 6 - done

    def _go_or_move(self, days: int, *, alt: bool) -> None:
        if alt:
            if self.desk.thing is not None:
                self.desk.move(self.desk.thing, days)
            return
        self.desk.choose(self.desk.day + days * _DAY)

    def open_here(self) -> None:
        """Open the thing one stands on, or show the whole day."""
        if self.desk.thing is not None and self.desk.thing.ident:
            self.desk.open(self.desk.thing)
        else:
            self.day_asked.emit(self.desk.day, self.cell_of(self.desk.day))

    # the pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        self._pressed = at, self.spot_at(at)
        self._last = self.day_at(at), self._pressed[1]
        if self._last[0] is not None and not self.turns_at(self._last[0]):
            self._choose_last()

    def turns_at(self, _day: date) -> bool:
        """True when to stand on a day that is painted here shows other days: it waits until the button is let go."""
        return False

    def _choose_last(self) -> None:
        day, spot = self._last
        if day is not None:
            self.desk.choose(day, spot.thing if spot is not None else None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        spot = self._pressed[1] if self._pressed is not None else None
        if spot is None or spot.thing is None:
            over = self.spot_at(at)
            self.setCursor(Qt.CursorShape.PointingHandCursor if over is not None else Qt.CursorShape.ArrowCursor)
            return
        assert self._pressed is not None
        if self._target is not None or self._is_far(at, self._pressed[0]):
            self._target = self.day_at(at) or spot.day
            shape = Qt.CursorShape.ClosedHandCursor if spot.thing.moves else Qt.CursorShape.ForbiddenCursor
            self.setCursor(shape)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, target = self._pressed, self._target
        self._let_go()
        spot = pressed[1] if pressed is not None else None
        if pressed is not None and target is None:
            self._choose_last()
        if spot is None:
            return
        if spot.thing is None:
            self.day_asked.emit(spot.day, self.cell_of(spot.day))
        elif target is not None and target != spot.day:
            self.desk.move(spot.thing, (target - spot.day).days)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        day, spot = self._last  # the first click may have turned the page under the pointer
        if spot is not None and spot.thing is not None and spot.thing.ident:
            self.desk.open(spot.thing)
        elif spot is None and day is not None:
            self.new_asked.emit(day)

    def _is_far(self, at: QPointF, begun: QPointF) -> bool:
        return (at - begun).manhattanLength() >= QApplication.startDragDistance()

    def _let_go(self) -> None:
        self._pressed = self._target = None
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.update()

    def pulled(self) -> tuple[Dated, date] | None:
        """The thing that is pulled and the day it would come to."""
        spot = self._pressed[1] if self._pressed is not None else None
        if self._target is None or spot is None or spot.thing is None:
            return None
        return spot.thing, self._target


def days_between(first: date, last: date) -> Iterable[date]:
    """Every day from ``first`` to ``last``."""
    return (first + n * _DAY for n in range((last - first).days + 1))


def named_day(day: date) -> str:
    """A day as a heading: Sunday 22 November 2026."""
    said = spoken().long_day(day, weekday=True)
    return said[:1].upper() + said[1:]
