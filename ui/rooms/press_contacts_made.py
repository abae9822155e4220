"""The contacts made with a person of the press: the line that adds one now, and all of them, newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.agenda import when_said
from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import fields_of
from hospcomms.domain.press import WAYS, Interaction, Person
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.services import press, records
from ui import theme
from ui.language import say, tr
from ui.records.editors.lines import NameLine
from ui.records.editors.table import make_editor
from ui.records.form_dialog import FormDialog
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Picture, Rule, StateLabel
from ui.widgets.segments import Segments
from ui.widgets.sheets import EmptyState, Sheet, scrolled

ICONS = {"call": "phone", "email": "mail", "message": "chat", "meeting": "people_team", "visit": "building_people"}
FIRST = 40
"""So many contacts are shown at first; the older ones when they are asked for."""
WHEN, STATE = 92, 190


class EntryLine(QWidget):
    """How, what came of it, and what follows: Enter saves it as made just now by the officer."""

    def __init__(self, session: Session, person: Person) -> None:
        super().__init__()
        self._session, self._person = session, person
        described = fields_of(Interaction)
        self.way = Segments([(way.key, tr(way.label), ICONS[way.key]) for way in WAYS], WAYS[0].key)
        self.way.setAccessibleName(tr(described["way"].label))
        self.outcome = self._line(N_("What came of it; Enter saves it as of now"), described["outcome"].label)
        self.next_step = self._line(described["next_step"].label, described["next_step"].label)
        self.next_on = make_editor(session, Interaction(), described["next_on"], self)
        self.next_on.setFixedWidth(theme.px(128))
        self.next_on.submitted.connect(self.add)
        self.button = Button(tr(N_("Add")), self.add, icon="add")
        self.trouble = Label("", role="small", tone="late", wrap=True)
        self.trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(8))
        column.addWidget(self.way)
        for parts in (((self.outcome, 1),), ((self.next_step, 1), (self.next_on, 0), (self.button, 0))):
            row = QHBoxLayout()
            row.setSpacing(theme.px(8))
            for widget, stretch in parts:
                row.addWidget(widget, stretch)
            column.addLayout(row)
        column.addWidget(self.trouble)
        self.setFocusProxy(self.outcome)

    def _line(self, hint: str, name: str) -> NameLine:
        rtl = self._session.locale.rtl
        line = NameLine(rtl=rtl, page_rtl=rtl, parent=self)
        line.set_hint(tr(hint))
        line.setAccessibleName(tr(name))
        line.submitted.connect(self.add)
        return line

    def add(self) -> None:
        """Save what was typed, and be empty for the next; what is refused stays, with the reason."""
        unread = self.next_on.trouble()
        if unread is not None:
            self._refuse(say(unread))
            return
        day: date | None = self.next_on.value()
        try:
            commit = press.log(
                self._session.office,
                self._person,
                self.way.current(),
                self.outcome.text().strip(),
                self.next_step.text().strip(),
                day,
            )
        except Invalid as invalid:
            self._refuse(" ".join(say(problem.message) for problem in invalid.problems))
        except Refusal as refusal:
            self._refuse(say(refusal.sentence))
        else:
            self._empty()
            self._session.go.committed(commit)

    def _empty(self) -> None:
        self.outcome.set_text("")
        self.next_step.set_text("")
        self.next_on.set_value(None)
        self.trouble.hide()
        self.outcome.setFocus()

    def _refuse(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.show()
        self.outcome.setFocus()


class ContactRow(QFrame):
    """One contact: when, how, what came of it, by whom, and the next step with its state."""

    def __init__(self, session: Session, made: Interaction) -> None:
        super().__init__()
        self._session, self.made = session, made
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(8), theme.px(8))
        row.setSpacing(theme.px(12))
        row.addWidget(self._when(), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Picture(ICONS[made.way], 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._said(), 1)
        row.addWidget(self._care(), 0, Qt.AlignmentFlag.AlignTop)

    def _when(self) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(theme.px(WHEN))
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        assert self.made.at is not None
        at, today, locale = self.made.at.astimezone(), self._session.office.today, self._session.locale
        day = tr(N_("Today")) if at.date() == today else locale.short_day(at.date())
        if at.year != today.year:
            day = locale.day(at.date())
        column.addWidget(Label(day, bold=True))
        column.addWidget(Label(locale.time(at), role="small", tone="text2"))
        if self.made.author:
            column.addWidget(Label(self.made.author, role="small", tone="text2", elide=True))
        return holder

    def _said(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        column.addWidget(Label(self.made.outcome, wrap=True))
        if self.made.next_step:
            words = say(sentence("Next step: {step}", step=self.made.next_step))
            column.addWidget(Label(words, role="small", tone="text2", wrap=True))
        state = self._state()
        if state is not None:
            column.addLayout(state)
        column.addStretch(1)
        return column

    def _state(self) -> QHBoxLayout | None:
        """Whether the next step is done, due, or late; None without one."""
        made, today = self.made, self._session.office.today
        if not made.next_step and made.next_on is None:
            return None
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        if made.next_done:
            row.addWidget(StateLabel("done", tr(C_("step", "Done")), role="small"))
        else:
            when = say(when_said(made.next_on, today)) if made.next_on is not None else tr(N_("No day set"))
            row.addWidget(StateLabel(_pressing(made.next_on, today), when, role="small"))
            self.finish = Button(tr(press.DONE), self._finish, kind="link")
            row.addWidget(self.finish)
        row.addStretch(1)
        return row

    def _care(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Button(tr(N_("Edit")), self.edit, icon="edit", kind="icon", tone="text2"))
        row.addWidget(Button(tr(N_("Delete")), self.delete, icon="delete", kind="icon", tone="text2"))
        return holder

    def edit(self) -> None:
        """Open the form of the contact."""
        FormDialog(self._session, self.made, Interaction.one, parent=self.window()).open()

    def delete(self) -> None:
        """Put the contact into the bin; undo is offered."""
        self._do(lambda: records.remove(self._session.office, Interaction, [self.made.id]))

    def _finish(self) -> None:
        self._do(lambda: press.finish_step(self._session.office, self.made))

    def _do(self, work: Callable[[], Commit]) -> None:
        try:
            commit = work()
        except Refusal as refusal:
            self._session.go.refuse(refusal.sentence)
        else:
            self._session.go.committed(commit)


def _pressing(day: date | None, today: date) -> str:
    """The shape of a next step that is open."""
    if day is None:
        return "note"
    return "late" if day < today else "soon" if day == today else "note"


class ContactsMade(Sheet):
    """The entry line over the contacts; follows what is saved elsewhere."""

    def __init__(self, session: Session, person: Person) -> None:
        super().__init__(padding=0)
        self._session, self._person = session, person
        self._shown = FIRST
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.entry = EntryLine(session, person)
        self.rows: list[ContactRow] = []
        self._list: QWidget | None = None
        self.body.addWidget(self.entry)
        self.body.addWidget(Rule())
        self.setFocusProxy(self.entry)
        self._fill()
        session.bus.committed.connect(self._heard)

    def _heard(self, commit: Commit) -> None:
        if commit.touches(Interaction):
            self._fill()

    def _fill(self) -> None:
        found = records.parts(self._session.office, Interaction, self._person.id)
        made: QWidget
        if found:
            made = scrolled(self._page(found))
        else:
            words = tr(N_("Write above what came of the first call, message or visit."))
            made = EmptyState("phone", tr(N_("No contact made yet")), words)
            self.rows = []
        if self._list is not None:
            self.body.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        self._list = made
        self.body.addWidget(made, 1)

    def _page(self, found: Sequence[Interaction]) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rows = [ContactRow(self._session, made) for made in found[: self._shown]]
        for row in self.rows:
            column.addWidget(row)
            column.addWidget(Rule())
        if len(found) > self._shown:
            column.addWidget(Button(tr(N_("Show all")), self._show_all, kind="link"))
        column.addStretch(1)
        return page

    def _show_all(self) -> None:
        self._shown = 10_000
        self._fill()

    def select(self, ident: int) -> None:
        """Bring a contact into view, with the keyboard on what can be done with it."""
        row = next((row for row in self.rows if row.made.id == ident), None)
        if row is None:
            return
        target = row.findChild(Button)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
