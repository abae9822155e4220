"""The people of a press list: added by typing three letters or from a saved filter, each with a state of their own."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.press import ListMember, Person, PressList
from hospcomms.domain.query import Query
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import press, records
from ui import theme
from ui.language import say, tr
from ui.records.filters import Asked, Saved, saved_of
from ui.records.form_dialog import FormDialog
from ui.records.link_picker import LinkPicker
from ui.records.part_table import PartTable
from ui.remembered import page_of, recall
from ui.rooms.press_acts import beside
from ui.session import Session
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.labels import Label
from ui.widgets.marks import Mark
from ui.widgets.sheets import Sheet

PEOPLE = "people"
"""The room whose saved filters are offered."""
OPEN = N_("Open the contact")
COLUMNS = ("person", "progress", "changed_on", "note")


class Members(Sheet):
    """The line that adds people over the table of those on the list."""

    def __init__(self, session: Session, whole: PressList) -> None:
        super().__init__(padding=0)
        self._session, self._whole = session, whole
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.picker = LinkPicker(session, Person, self)
        self.picker.set_hint(tr(N_("Add a person: type three letters of the name")))
        self.picker.setAccessibleName(tr(N_("Add a person")))
        self.picker.picked.connect(lambda ident: self.add([ident]))
        self.picker.asked_new.connect(self._begin)
        self.saved = MenuButton(tr(N_("Add a saved filter")), self._ask_saved, icon="filter_add")
        self._mark = Mark("soon")
        self.told = Label("", role="small", wrap=True)
        self.table = PartTable(session, ListMember, whole.id, COLUMNS)
        self.table.setProperty("sheet", "plain")
        self.table.opened.connect(self._open)
        for button in self.table.findChildren(Button):
            button.name_it(tr(OPEN))  # it opens the person, not the form of the row
        self._compose()
        self.setFocusProxy(self.picker)
        session.bus.committed.connect(self._heard)

    def _compose(self) -> None:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(6))
        for parts in (((self.picker, 1), (self.saved, 0)), ((self._mark, 0), (self.told, 1))):
            row = QHBoxLayout()
            row.setSpacing(theme.px(8))
            for widget, stretch in parts:
                row.addWidget(widget, stretch)
            column.addLayout(row)
        self._mark.hide()
        self.told.hide()
        self.body.addWidget(head)
        self.body.addWidget(self.table, 1)

    def add(self, wanted: list[int]) -> None:
        """Put people on the list; what came of it is said under the line."""
        office, whole = self._session.office, self._whole.id
        self.picker.set_text("")
        try:
            added = press.add_to_list(office, whole, wanted)
        except Refusal as refusal:
            self.say("late", say(refusal.sentence))
            return
        self._added(added)

    def _added(self, added: press.Added) -> None:
        if added.commit is not None:
            self._session.go.committed(added.commit)
        shape = "late" if added.blocked else "soon" if added.recent or added.commit is None else "done"
        self.say(shape, say(added.said()))
        self.picker.setFocus()

    def _heard(self, commit: Commit) -> None:
        """Whoever was put on the list in the table itself, or elsewhere, and was contacted lately is told too."""
        if commit.kind != "change":
            return
        fresh = [step.after for step in commit.steps if step.before is None and isinstance(step.after, ListMember)]
        wanted = [member.person for member in fresh if member.press_list == self._whole.id]
        office = self._session.office
        people = records.window(office, Person, wanted[:3]) if wanted else []
        recent = [said for one in people if (said := press.lately(one, office.today)) is not None]
        if recent:
            self.say("soon", say(sentence("{parts}", parts=tuple(recent))))

    def say(self, shape: str, words: str) -> None:
        """Show what came of the last addition."""
        self._mark.show_shape(shape)
        self.told.setText(words)
        self._mark.show()
        self.told.show()

    def _begin(self, name: str) -> None:
        """A person nobody knows yet: asked for, saved, and put on the list."""
        dialog = FormDialog(self._session, Person(name=name), Person.one, parent=self.window())
        dialog.saved.connect(lambda made: self.add([made.id]))
        dialog.open()

    def _ask_saved(self) -> None:
        menu = self.saved_menu()
        menu.exec(self.saved.mapToGlobal(self.saved.rect().bottomLeft()))

    def saved_menu(self) -> QMenu:
        """The saved filters of the contacts, each with how many it finds today."""
        menu = QMenu(self)
        found = saved_of(recall(self._session.office, page_of(PEOPLE)).get("saved"), Person)
        for item in found:
            n = records.count(self._session.office, self._query(item))
            action = menu.addAction(say(sentence("{name} ({n})", name=item.name, n=n)).replace("&", "&&"))
            action.triggered.connect(lambda _on=False, item=item: self.add_saved(item))
        if not found:
            menu.addAction(tr(N_("No saved filter yet: save one above the list of contacts."))).setEnabled(False)
        return menu

    def _query(self, item: Saved) -> Query:
        return Asked(Person, item.filters, item.words).query((), self._session.office.today)

    def add_saved(self, item: Saved) -> None:
        """Put everybody a saved filter finds on the list; very many beside the window."""
        office, whole = self._session.office, self._whole.id
        wanted = list(records.ids(office, self._query(item)))
        if not wanted:
            self.say("soon", tr(N_("This filter finds nobody today.")))
            return
        beside(self._session, self, len(wanted), lambda: press.add_to_list(office, whole, wanted), self._added)

    def _open(self, member: Record) -> None:
        """A person of the list is opened, not the row."""
        if isinstance(member, ListMember) and member.person:
            self._session.go.open_record(Person, member.person)

    def select(self, ident: int) -> None:
        """Mark the row of a member."""
        self.table.select(ident)
