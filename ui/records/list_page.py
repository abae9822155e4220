"""The page of a room's list: head, chips or selection, table, preview and foot, kept in step with the office."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.changes import Commit
from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.query import Query
from hospcomms.domain.wording import N_
from hospcomms.services import records
from ui import icons
from ui.language import tr
from ui.records.column_care import ColumnCare
from ui.records.list_acts import ListActs
from ui.records.list_frame import ListFrame
from ui.records.list_head import TABLE
from ui.records.loading import Loading, Order
from ui.records.table import summed
from ui.records.window_of_rows import Rows
from ui.rooms.room import Room
from ui.session import Session


class ListPage(ListFrame):
    """Everything a room shows of its records; the same page in every room.

    ``view`` opens on a hand-made view of the room or on a saved filter.
    """

    def __init__(self, session: Session, room: Room, view: str = "", parent: QWidget | None = None) -> None:
        super().__init__(session, room, parent)
        self.acts = ListActs(session, room, self.table, self.body.identities)
        self.loading = Loading(session, self)
        self.columns = ColumnCare(self.table, self.ways, self.ask)
        self._is_stale = self._was_asked = False
        self._connect()
        self.columns.show()
        self.show_view(view or room.left_on(session) or room.first_view or TABLE)

    def _connect(self) -> None:
        """Tie what is asked to what is shown."""
        self.loading.began.connect(self._began)
        self.loading.ordered.connect(self._ordered)
        self.loading.renewed.connect(self._renewed)
        self.loading.busy.connect(self.body.show_busy)
        self.loading.refused.connect(self.session.go.refuse)
        self.chips.changed.connect(lambda _asked: self._asked_anew())
        self.chips.line.left_down.connect(self._go_to_rows)
        self.body.clear_asked.connect(self.chips.clear_all)
        self.table.chosen_changed.connect(self._show_selection)
        self.model.ticks_changed.connect(self._show_selection)
        self.session.bus.committed.connect(self._follow)
        self.body.identities.changed.connect(self._show_identities)
        self._connect_head()
        self._connect_acts()

    def _connect_head(self) -> None:
        self.head.view_chosen.connect(self.show_view)
        self.head.columns_asked.connect(self.columns.choose)
        self.head.export_asked.connect(lambda ending: self.acts.export(ending, self.query(), ticked=False))
        self.head.new_asked.connect(self.acts.new)
        self.head.bin_asked.connect(lambda binned: self.show_bin(binned=binned))
        self.body.new_asked.connect(self.acts.new)

    def _connect_acts(self) -> None:
        """Tie keys and buttons to what they do; what only belongs to records in use is off in the bin."""
        for edit in (self.table.edit_asked, self.body.preview.edit_asked):
            edit.connect(self.acts.edit)
        for opened in (self.table.opened, self.body.preview.open_asked):
            opened.connect(self.acts.open)
        for delete in (self.table.delete_asked, self.selection.delete_asked):
            delete.connect(self._delete)
        for preview in (self.table.preview_asked, self.body.preview.closed):
            preview.connect(self.toggle_preview)
        self.table.copy_asked.connect(lambda headings: self.acts.copy(headings=headings))
        self.table.menu_asked.connect(lambda at: self.row_menu().exec(at))
        self.selection.edit_asked.connect(self.acts.bulk_edit)
        self.selection.recover_asked.connect(self.acts.recover)
        self.selection.export_asked.connect(lambda ending: self.acts.export(ending, self.query(), ticked=True))
        self.selection.closed.connect(self._close_selection)
        self.selection.verb_asked.connect(self.acts.do)
        self.head.identities_asked.connect(self._ask_identities)
        self.head.act_asked.connect(lambda act: act.act(self.session, self.query(), self))

    @property
    def is_binned(self) -> bool:
        """True while the page shows what was deleted."""
        return self.chips.asked.binned

    def query(self) -> Query:
        """What the list is asked for now."""
        return self.chips.asked.query(self.sort(), self.session.office.today)

    def _asked_anew(self) -> None:
        self._choose_view(TABLE)
        self.ask()

    def ask(self) -> None:
        """Read the list anew, from its beginning."""
        self._was_asked, self._is_stale = True, False
        query = self.query()
        self.model.sort_by = query.order()
        self.table.lay_out()
        column = summed(self.model.columns)
        self.loading.begin(query, column.field.name if column else "")

    def _began(self, rows: Rows) -> None:
        is_first = self.model.rows is None
        self.body.identities.meet(rows.ids)
        with self.table.keeping_place():
            self.model.show_rows(rows)
        if is_first and self.model.rowCount():
            self.table.go_to(0)
        self._show_count()

    def _ordered(self, order: Order) -> None:
        self.body.identities.meet(order.ids)
        self.model.complete(order.ids)
        self._found(order)

    def _renewed(self, order: Order) -> None:
        self.body.identities.meet(order.ids)
        with self.table.keeping_place():
            self.model.renew(order.ids)
        self._found(order)

    def _ask_identities(self, shown: bool) -> None:
        if shown:
            self.body.identities.ask(self.model.rows)
        else:
            self.body.identities.put_away()

    def _show_identities(self) -> None:
        """Their columns come or go; an order by one of them goes with it."""
        shown = bool(self.body.identities.why)
        self.ways.show_private(shown=shown)
        self.head.show_identities(shown=shown)
        self.columns.show()
        if self.model.rows is not None and self.query().order() != self.model.sort_by:
            self._is_stale = True
            if self.isVisible():
                self.ask()

    def _found(self, order: Order) -> None:
        column = summed(self.model.columns)
        self.body.foot.show_sum(column.field if column else None, order.amount)
        self._show_count()
        self._show_selection()
        self.body.refresh_preview()

    def _show_count(self) -> None:
        asked = self.chips.asked
        every = records.count(self.session.office, Query(self.room.record, binned=asked.binned))
        is_whole = self.model.rows is not None and self.model.rows.is_complete
        if is_whole or not asked.is_narrowed:
            n = self.model.rowCount() if is_whole else every
            self.head.show_count(n, every, narrowed=asked.is_narrowed)
        self.body.show_rows(any_row=self.model.rowCount() > 0, asked=asked)

    def _follow(self, commit: Commit) -> None:
        """Something was changed: read again what this list shows of it, where it stands."""
        if not self._was_asked or not any(commit.touches(kind) for kind in _shown_kinds(self.room.record)):
            return
        if self.isVisible():
            self.loading.again()
        else:
            self._is_stale = True

    def _show_selection(self) -> None:
        """Two ticked rows or more bring the selection bar in place of the chips."""
        ticked, several = len(self.model.ticked), len(self.model.ticked) >= 2
        self.body.foot.show_selection(ticked if several else self.table.selected_count())
        if several:
            self.selection.show_count(ticked)
            self.selection.show_bin(binned=self.is_binned)
        self._strip.setCurrentWidget(self.selection if several else self.chips)

    def _close_selection(self) -> None:
        self.table.clear_ticks()
        self.table.setFocus()

    def _delete(self) -> None:
        if not self.is_binned:
            self.acts.delete()

    def _go_to_rows(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.go_to(0)

    def row_menu(self) -> QMenu:
        """What can be done with the chosen rows, for the pointer and the menu key."""
        menu = QMenu(self)
        entries = [
            (N_("Open"), "open", lambda: self.acts.open(self.table.current_id())),
            (N_("Copy"), "copy", lambda: self.acts.copy(headings=False)),
            (N_("Copy with headings"), "copy", lambda: self.acts.copy(headings=True)),
        ]
        if self.is_binned:
            entries.append((N_("Recover from bin"), "arrow_reset", self.acts.recover))
        else:
            entries[1:1] = [(N_("Edit"), "edit", self.acts.bulk_edit)]
            entries += [(bulk.name, bulk.icon, partial(self.acts.do, bulk)) for bulk in self.room.bulk]
            entries.append((N_("Delete"), "delete", self.acts.delete))
        for words, icon, act in entries:
            menu.addAction(icons.icon(icon), tr(words)).triggered.connect(lambda _on=False, act=act: act())
        return menu

    def show_bin(self, *, binned: bool) -> None:
        """Show what was deleted, or what is in use again."""
        self.table.clear_ticks()
        self.head.show_bin(binned=binned)
        self.chips.ask(replace(self.chips.asked.cleared(), binned=binned))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_asked:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ask()
        elif self._is_stale:
            self._is_stale = False
            self.loading.again()


def _shown_kinds(record: type[Record]) -> list[type[Record]]:
    """The record types a list shows: its own, and those its fields link to by title."""
    targets = {field.target for field in fields_of(record).values() if field.target}
    return [record, *(BY_KEY[target] for target in sorted(targets) if target in BY_KEY)]
