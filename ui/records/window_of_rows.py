"""The rows of a list as a window over a long order: only what is looked at is read from the office."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hospcomms.domain.fields import Field, Kind, Record, fields_of
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.domain.query import Query
    from hospcomms.services.office import Office

WINDOW = 100
"""Rows read at once."""
KEPT = 24
"""Windows kept in memory; the one looked at longest ago goes first."""


class Rows:
    """The records of one query in order, read a window at a time.

    It begins with the first window (one query). When that is not everything, ``complete`` brings the ids
    of all rows, which are read in the background; until then ``count`` is what is known. ``fetched`` counts
    the records read so far, for those who check that a long list is not loaded.
    """

    def __init__(self, office: Office, query: Query) -> None:
        self.office = office
        self.query = query
        self.fetched = 0
        self.titles: dict[int, str] = {}
        self._windows: OrderedDict[int, Sequence[Record]] = OrderedDict()
        first = records.find(office, query, limit=WINDOW)
        self.ids = array("q", (record.id for record in first))
        self.is_complete = len(first) < WINDOW
        self._keep(0, first)

    def __len__(self) -> int:
        """How many rows are known so far."""
        return len(self.ids)

    def complete(self, ids: array[int]) -> None:
        """Take the ids of all rows; the first window stays when it still stands in front."""
        if ids[:WINDOW] != self.ids[:WINDOW]:
            self._windows.clear()
        self.ids = ids
        self.is_complete = True

    def forget(self) -> None:
        """Read every window again when it is looked at: the records were changed."""
        self._windows.clear()
        self.titles.clear()

    def record(self, row: int) -> Record | None:
        """The record in a row, read with its whole window when it is not at hand; None when it is gone."""
        place, within = divmod(row, WINDOW)
        window = self._windows.get(place)
        if window is None:
            window = self._read(place)
        else:
            self._windows.move_to_end(place)
        return window[within] if within < len(window) and window[within].id == self.ids[row] else None

    def row_of(self, ident: int) -> int:
        """The row of a record, or -1 when it is not in the list."""
        try:
            return self.ids.index(ident)
        except ValueError:
            return -1

    def _read(self, place: int) -> Sequence[Record]:
        wanted = self.ids[place * WINDOW : (place + 1) * WINDOW]
        found = {record.id: record for record in records.window(self.office, self.query.record, list(wanted))}
        blank = self.query.record()
        window = [found.get(ident, blank) for ident in wanted]
        self._keep(place, window)
        return window

    def _keep(self, place: int, window: Sequence[Record]) -> None:
        self.fetched += len(window)
        self._windows[place] = window
        while len(self._windows) > KEPT:
            self._windows.popitem(last=False)
        self.titles.update(linked_titles(self.office, self.query.record, window))


def linked_titles(office: Office, record: type[Record], window: Sequence[Record]) -> dict[int, str]:
    """The titles of everything the fields of these records link to, in one query; none when nothing does."""
    fields = [field for field in fields_of(record).values() if field.kind in (Kind.LINK, Kind.LINKS)]
    wanted = {ident for field in fields for item in window for ident in _linked(field, item)}
    return dict(records.titles(office, sorted(wanted))) if wanted else {}


def _linked(field: Field, record: Record) -> tuple[int, ...]:
    value = getattr(record, field.name)
    if field.kind is Kind.LINK:
        return (value,) if value else ()
    return tuple(value)
