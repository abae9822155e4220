"""What the pages of the calendar share: the day one stands on, the layers shown, and what is read of the office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hospcomms.domain.checks import EARLIEST, LATEST
from hospcomms.domain.dated import HOLIDAYS, LAYERS, OBSERVANCES, OCCASIONS, Dated
from hospcomms.domain.errors import Refusal
from hospcomms.domain.month_grid import is_long
from hospcomms.services import calendar
from ui.remembered import recall, remember

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.domain.clashes import Clash
    from hospcomms.domain.fields import Record
    from hospcomms.services.office import Office
    from ui.session import Session

PAGE = "calendar"
"""The name under which the calendar is remembered."""
MONTH, WEEK, AGENDA, YEAR = "month", "week", "agenda", "year"
VIEWS = (MONTH, WEEK, AGENDA, YEAR)
EVERY_LAYER = (*LAYERS, *OCCASIONS)
LAYER = {layer.key: layer for layer in EVERY_LAYER}
Named = tuple["type[Record]", int, date]


def named(thing: Dated) -> Named:
    """What tells a thing from every other: its record, and its first day where one record stands on several."""
    return thing.record, thing.ident, thing.first


class Reading:
    """Everything dated of some days and what is shown of it; what asks for attention is worked out when asked for."""

    def __init__(self, office: Office, first: date, last: date, hidden: AbstractSet[str]) -> None:
        self._office = office
        self.first, self.last = first, last
        self.things = tuple(calendar.things(office, first, last))
        self.shown = tuple(thing for thing in self.things if thing.layer not in hidden)

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """The clashes among what is shown; what is over cannot be moved any more."""
        today = self._office.today
        return tuple(clash for clash in calendar.clashes(self.shown) if clash.day >= today)

    @cached_property
    def clashing(self) -> frozenset[Named]:
        """What clashes with something."""
        return frozenset(named(one) for clash in self.clashes for one in (clash.one, clash.other))

    @cached_property
    def bare(self) -> tuple[Dated, ...]:
        """The health days that nothing is planned for, those that are over left out."""
        today = self._office.today
        ahead = [thing for thing in self.shown if thing.layer == OBSERVANCES and thing.last >= today]
        return tuple(calendar.unprepared(self._office, ahead)) if ahead else ()

    @property
    def is_weighed(self) -> bool:
        """True once it is known which health days nothing is planned for: that takes longer than to paint a page."""
        return "bare" in self.__dict__

    @cached_property
    def unprepared(self) -> frozenset[Named]:
        """The same by what names them."""
        return frozenset(map(named, self.bare))

    def counts(self, first: date, last: date) -> Counter[str]:
        """How many things of each layer touch the days from ``first`` to ``last``."""
        return Counter(thing.layer for thing in self.things if thing.first <= last and thing.last >= first)

    def on(self, day: date) -> list[Dated]:
        """What is shown on a day: the whole day’s first, then by the clock, and at the end what goes on for weeks."""
        found = [thing for thing in self.shown if thing.first <= day <= thing.last]
        return sorted(
            found,
            key=lambda one: (is_long(one), bool(one.begins), one.begins, one.layer not in (HOLIDAYS, OBSERVANCES)),
        )


class Desk(QObject):
    """The calendar as it stands. ``moved``: another day; ``renewed``: other things or layers; both as signals."""

    moved = Signal()
    renewed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        kept = recall(session.office, PAGE)
        hidden = kept.get("hidden")
        self.hidden: set[str] = {key for key in hidden if key in LAYER} if isinstance(hidden, list) else set()
        self.view = left_on(session) or MONTH
        self.day = session.office.today
        self.thing: Dated | None = None
        self._read: dict[tuple[date, date], Reading] = {}
        session.bus.committed.connect(self._follow)

    @property
    def today(self) -> date:
        """The day it is."""
        return self.session.office.today

    def reading(self, first: date, last: date) -> Reading:
        """Everything of these days, read once until something changes."""
        found = self._read.get((first, last))
        if found is None:
            if len(self._read) > 24:
                self._read.clear()
            office = self.session.office
            found = self._read[first, last] = Reading(office, first, last, self.hidden)
        return found

    def choose(self, day: date, thing: Dated | None = None) -> None:
        """Stand on a day, and on one of its things."""
        self.day, self.thing = min(max(day, EARLIEST), LATEST), thing
        self.moved.emit()

    def walk(self, reading: Reading, step: int) -> None:
        """Stand on the next thing of the day, or the one before; after the last one on the day itself."""
        found = reading.on(self.day)
        names = [named(thing) for thing in found]
        here = names.index(named(self.thing)) if self.thing is not None and named(self.thing) in names else -1
        following = here + step if here >= 0 or step > 0 else len(found) - 1
        self.choose(self.day, found[following] if 0 <= following < len(found) else None)

    def show_layer(self, key: str, *, shown: bool) -> None:
        """Show or hide a layer, and remember it."""
        self.hidden = self.hidden - {key} if shown else self.hidden | {key}
        self.keep()
        self.renew()

    def keep(self) -> None:
        """Remember the view and the layers that are hidden."""
        remember(self.session.office, PAGE, {"view": self.view, "hidden": sorted(self.hidden)})

    def renew(self) -> None:
        """Read everything again when it is next shown."""
        self._read.clear()
        self.renewed.emit()

    def move(self, thing: Dated, days: int) -> None:
        """Move a thing by so many days; what must not move says why."""
        if not days:
            return
        go = self.session.go
        try:
            commit = calendar.move(self.session.office, thing, days)
        except Refusal as refusal:
            go.refuse(refusal.sentence)
            return
        self.day = min(max(self.day + timedelta(days=days), EARLIEST), LATEST)
        self.thing = _moved(thing, days)
        go.committed(commit)

    def open(self, thing: Dated) -> None:
        """Open the record of a thing; a public holiday has none."""
        if thing.ident:
            self.session.go.open_record(thing.record, thing.ident)

    def _follow(self, _commit: Commit) -> None:
        self.renew()


def left_on(session: Session) -> str:
    """The view the calendar was left on, "" before it was ever left."""
    found = recall(session.office, PAGE).get("view")
    return found if found in VIEWS else ""


def _moved(thing: Dated, days: int) -> Dated:
    by = timedelta(days=days)
    return replace(thing, first=thing.first + by, last=thing.last + by)
