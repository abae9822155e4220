"""What can be done from a list with the rows that are ticked or selected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.query import Query
from hospcomms.domain.wording import counted
from hospcomms.services import embargo, records
from ui.records import copying, exporting
from ui.records.bulk_edit import BulkEdit
from ui.records.copying import LIMIT
from ui.records.list_identities import Identities
from ui.records.list_view import ListView
from ui.records.page_tabs import FORM
from ui.rooms.room import Bulk, Room
from ui.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.background import Progress

_AT_ONCE = 200
"""More records than this are deleted or recovered beside the window."""
_CHUNK = 500


class ListActs(QObject):
    """Opens, edits, deletes, recovers, copies and exports; every refusal becomes the banner of the page."""

    def __init__(self, session: Session, room: Room, table: ListView, identities: Identities) -> None:
        super().__init__(table)
        self._session, self._room, self._table, self._identities = session, room, table, identities

    def open(self, ident: int) -> None:
        """Open the page of a record."""
        if ident:
            self._session.go.open_record(self._room.record, ident)

    def edit(self, ident: int) -> None:
        """Open the form of a record."""
        if ident:
            self._session.go.open_record(self._room.record, ident, FORM)

    def new(self) -> None:
        """Begin a new record in the room's own way."""
        if self._room.new is not None:
            self._room.new(self._session)
        else:
            self._session.go.new_record(self._room.record)

    def bulk_edit(self) -> None:
        """Ask for the values of several records; one record is opened instead."""
        chosen = self._table.chosen_ids()
        if len(chosen) == 1:
            self.edit(chosen[0])
        elif chosen:
            BulkEdit(self._session, self._room.record, chosen, self._table).exec()

    def do(self, bulk: Bulk) -> None:
        """Do one of the room's own things with the chosen records."""
        chosen = self._table.chosen_ids()
        if chosen:
            bulk.act(self._session, chosen, self._table)

    def delete(self) -> None:
        """Put the chosen records into the bin; undo is offered where the change is told."""
        self._change(self._table.chosen_ids(), records.remove)

    def recover(self) -> None:
        """Take the chosen records out of the bin."""
        self._change(self._table.chosen_ids(), records.recover)

    def _change(self, chosen: Sequence[int], act: Callable[..., Commit]) -> None:
        if not chosen:
            return
        office, record = self._session.office, self._room.record

        def work(_progress: Progress) -> Commit:
            return act(office, record, chosen)

        if len(chosen) > _AT_ONCE:
            self._session.background.start(self, work, done=self._told, failed=self._failed)
            return
        try:
            self._told(act(office, record, chosen))
        except Refusal as refusal:
            self._session.go.refuse(refusal.sentence)

    def _told(self, commit: Commit) -> None:
        self._table.clear_ticks()
        self._session.go.committed(commit)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Refusal):
            self._session.go.refuse(error.sentence)

    def copy(self, *, headings: bool) -> None:
        """Put the chosen rows on the clipboard as a table."""
        chosen = self._table.chosen_ids()
        if not chosen:
            return
        if len(chosen) > LIMIT:
            self._session.go.refuse(
                counted(
                    "Only {n} row can be copied at once. Export the list instead.",
                    "Only {n} rows can be copied at once. Export the list instead.",
                    LIMIT,
                )
            )
            return
        found: list[Record] = []
        for start in range(0, len(chosen), _CHUNK):
            part = chosen[start : start + _CHUNK]
            found += records.window(self._session.office, self._room.record, part)
        found, lacking = embargo.withheld(self._session.office, found)
        if lacking is not None:
            self._session.go.refuse(lacking)
        if not found:
            return
        try:
            copying.note(self._session.office, self._room.record, self._table.rows_model(), len(found), self._why())
        except Refusal as refusal:
            self._session.go.refuse(refusal.sentence)
            return
        copying.put_on_clipboard(copying.clip(found, self._table.rows_model(), headings=headings))
        self._session.go.say(counted("{n} row copied", "{n} rows copied", len(found)))

    def export(self, ending: str, query: Query, *, ticked: bool) -> None:
        """Export what is shown, or only the ticked rows of it."""
        model = self._table.rows_model()
        if ticked and not model.all_ticked():
            query = exporting.only(query, self._table.chosen_ids())
        exporting.export(self._session, self._table, query, self._table.shown_columns(), ending, why=self._why())

    def _why(self) -> str:
        """The reason for which identities are shown, "" while they are not."""
        return self._identities.why
