"""The page of one record: its head, what can be done with it, its facts, its form, its parts and its past."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Missing
from hospcomms.domain.fields import Record
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records
from ui import theme
from ui.language import tr
from ui.records.fact_strip import FactStrip
from ui.records.form import Form, Keep
from ui.records.form_layout import bring_into_view
from ui.records.header import Offer, RecordHeader
from ui.records.heads import head_of
from ui.records.missing_list import MissingList
from ui.records.moves import Moves, legal
from ui.records.notices import RecordNotice, as_time_passes
from ui.records.page_tabs import FORM, HISTORY, PageTabs, labelled, scrolled
from ui.records.part_panel import PartPanel
from ui.records.part_table import PartTable
from ui.records.printing import print_report
from ui.records.record_acts import COPY, copy_record, delete_record
from ui.session import Session
from ui.widgets.labels import Label
from ui.widgets.messages import Banner

if TYPE_CHECKING:
    from ui.records.form_layout import Group
    from ui.rooms.room import Room

NARROW, LOW = 1000, 480
BESIDE, BESIDE_NARROW = 330, 250
DELETE, HISTORY_NAME = N_("Delete"), N_("History")
SAVE_FIRST = N_("Save first, then add what belongs here.")


def others(room: Room, record: Record) -> list[Offer]:
    """What the last button of the head offers; a room with moves or parts has its own way to copy."""
    if not record.id:
        return []
    copies = [] if room.parts or room.state else [Offer(COPY, COPY, "copy")]
    return [*copies, Offer(HISTORY_NAME, HISTORY_NAME, "history"), Offer(DELETE, DELETE, "delete")]


def is_narrow(page: QWidget) -> bool:
    """Whether the window of a page is one of the narrow ones."""
    return page.window().width() < theme.px(NARROW)


def _form_page(session: Session, room: Room, form: Form) -> QWidget:
    """The form, with what the room sets beside it."""
    area = scrolled(form)
    if room.companion is None:
        return area
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(12))
    row.addWidget(area, 1)
    row.addWidget(room.companion(session, form))
    return holder


def _keep(session: Session, room: Room) -> Keep | None:
    """The room's own way to save its form, if it has one."""
    return partial(room.keep, session.office) if room.keep is not None else None


def _fit_head(page: DetailPage) -> None:
    """On a narrow window the head is small and shows two facts; on a low one none, but for the first tab."""
    narrow, tabs = is_narrow(page), page.tabs
    page.header.show_narrow(narrow)
    page.facts.show_few(narrow)
    is_low = narrow and page.height() < theme.px(LOW) and tabs.key != tabs.tabs[0].key
    page.facts.setVisible(page.facts.is_filled and not is_low)


def _show_facts(page: DetailPage) -> None:
    page.facts.show_facts(page.room.facts(page.session, page.record) if page.record.id else ())
    _fit_head(page)


def _leave_rows(page: DetailPage) -> None:
    for table in page.findChildren(PartTable):
        table.leave()


def pass_time(page: DetailPage) -> None:
    """Say anew what time alone has changed: an embargo that lifted, a day that came."""
    _show_facts(page)
    page.notice.pass_time(page.record)


class DetailPage(QWidget):
    """Shows a record of a room; ``view`` names the tab to begin with. A record without id is a new one."""

    def __init__(self, session: Session, room: Room, record: Record, view: str = "") -> None:
        super().__init__()
        self.session, self.room, self.record = session, room, record
        self._stale = False
        self.header = RecordHeader(self)
        self.banner = Banner(self)
        self.notice = RecordNotice(self.banner, session, room)
        self.missing = MissingList(self)
        self.facts = FactStrip(self)
        self._tables: list[PartTable] = []
        self.form = Form(session, record, room.sections, keep=_keep(session, room), drafts=True, below=self._below)
        self.tabs = PageTabs(session, room, record, _form_page(session, room, self.form), self)
        self.panel = PartPanel(session, self)
        self.moves = Moves(session, self)
        self._compose()
        self._connect()
        self._show_record()
        self._tab_shown(self.tabs.key)
        if not record.id:
            self.setFocusProxy(next(iter(self.form.cells.values())).editor.target())
        if view:
            self.show_tab(view)

    def _compose(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(theme.px(12))
        self.aside = self.room.aside(self.session, self.record) if self.room.aside and self.record.id else None
        if self.aside is not None:
            body.addWidget(self.aside)
        body.addWidget(self.tabs, 1)
        body.addWidget(self.panel)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.px(8))
        for widget in (self.header, self.banner, self.missing, self.facts):
            self._column.addWidget(widget)
        self._column.addLayout(body, 1)

    def _connect(self) -> None:
        self.header.chosen.connect(self._chosen)
        self.header.saving.connect(self.save)
        self.header.to_room.connect(lambda: self.session.go.open_room(self.room.key))
        self.moves.missing.connect(self.missing.show_missing)
        self.moves.still.connect(self.missing.renew)
        self.missing.wanted.connect(self.show_tab)
        self.form.dirtied.connect(self._dirtied)
        self.form.saving.connect(lambda: _leave_rows(self))
        self.form.saved.connect(self._saved)
        self.tabs.opened.connect(self.open_part)
        self.panel.closed.connect(self._fit)
        self.tabs.shown.connect(self._tab_shown)
        self.session.bus.committed.connect(self._heard)
        as_time_passes(self, lambda: pass_time(self))

    def _below(self, section: Group) -> Sequence[QWidget]:
        """The parts that a section of the form carries."""
        parts = getattr(section, "parts", ())
        if parts and not self.record.id:
            return (Label(tr(SAVE_FIRST), role="small", tone="text2"),)
        found: list[QWidget] = []
        for part in parts:
            whole = part.whole_of(self.record)
            table = PartTable(self.session, part.record, whole, part.columns, keep=part.keep, fit=True)
            table.opened.connect(self.open_part)
            self._tables.append(table)
            found.append(labelled(part.record.many, table))
        return found

    def open_part(self, record: Record) -> None:
        """Show the whole form of a part beside the page."""
        parts = (*self.room.parts, *(part for section in self.room.sections for part in getattr(section, "parts", ())))
        self.panel.show_part(record, next((part.keep for part in parts if isinstance(record, part.record)), None))
        self._fit()

    def save(self) -> bool:
        """Save the form; False when it was refused (its reasons are then shown)."""
        if self.form.save():
            return True
        self.tabs.show_tab(FORM)
        return False

    def show_tab(self, key: str) -> None:
        """Show a tab, the tab of a part, or a field of the form, by its key or name; the keyboard goes there too."""
        if key in self.form.cells:
            self.tabs.show_tab(FORM)
            self.form.focus(key)
            return
        if not self.tabs.show_tab(key):
            return
        within = next((table for table in self._tables if table.model.part.key == key), None)
        if within is not None:
            bring_into_view(within)
        self.setFocusProxy(within or self.tabs.target())
        self.setFocus()

    def show_part(self, kind: type[Record], ident: int) -> None:
        """Show the tab of a part and the part itself."""
        self.show_tab(kind.key)
        own = (table for table in self._tables if table.model.part is kind)
        shown: Any = next(own, self.tabs.page(self.tabs.key))
        if hasattr(shown, "select"):
            shown.select(ident)

    def leave(self) -> bool:
        """Keep what is typed: rows are saved, the form becomes a draft, and that is said. False: the disk refuses."""
        _leave_rows(self)
        kept = [form.keep_draft() for form in self.findChildren(Form)]
        if self.form.dirty and all(kept):
            self.session.go.say(sentence("What you typed is not saved yet; it is kept as a draft."))
        return all(kept)

    def _show_record(self) -> None:
        verbs = legal(self.room, self.record)
        offers = [Offer(verb.name, verb.name, verb.icon, usual=verb.usual, grave=verb.grave) for verb in verbs]
        self.header.show_head(head_of(self.session, self.room, self.record, offers, others(self.room, self.record)))
        _show_facts(self)
        self.notice.show(self.record)

    def _chosen(self, key: str) -> None:
        own: dict[str, Callable[[], object]] = {
            COPY: lambda: copy_record(self.session, self.record),
            DELETE: lambda: delete_record(self.session, self.record),
            HISTORY_NAME: lambda: self.tabs.show_tab(HISTORY),
        }
        verb = next((verb for verb in self.room.verbs if verb.name == key and verb.when(self.record)), None)
        if verb is not None:
            if not self.form.dirty or self.save():
                self.moves.do(verb, self.record)
        elif key in self.room.reports:
            print_report(self.session, self, key, self.record)
        else:
            own[key]()

    def _dirtied(self, dirty: bool) -> None:
        self.header.show_dirty(dirty)
        self._tab_shown(self.tabs.key)

    def _tab_shown(self, key: str) -> None:
        self.header.show_save(key == FORM or self.form.dirty)
        _fit_head(self)
        if self.record.id:
            self.setFocusProxy(self.tabs.strip)

    def _saved(self, record: Record) -> None:
        if not self.record.id:
            self.session.go.open_record(type(record), record.id)

    def _heard(self, commit: Commit) -> None:
        if not self.record.id:
            return
        if self.isVisible():
            self._renew()
        else:
            self._stale = True

    def _renew(self) -> None:
        self._stale = False
        try:
            self.record = records.get(self.session.office, type(self.record), self.record.id)
        except Missing:
            self.session.go.back()
            return
        self._show_record()
        self.tabs.renew(self.record)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """On a narrow window the form of a part takes the place of the tabs."""
        narrow, edge = is_narrow(self), theme.px(12 if is_narrow(self) else 20)
        self._column.setContentsMargins(edge, theme.px(12), edge, theme.px(12))
        _fit_head(self)
        if self.aside is not None:
            self.aside.setFixedWidth(theme.px(BESIDE_NARROW if narrow else BESIDE))
        self.panel.show_wide(narrow)
        self.tabs.setVisible(not (narrow and self.panel.isVisibleTo(self)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        if self._stale:
            self._renew()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.form.keep_draft()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Save):
            self.save()
        elif event.key() == Qt.Key.Key_F8:
            self.tabs.show_tab(FORM)
            self.form.wrong.next()
        else:
            super().keyPressEvent(event)
