"""Two short tabs of the press: the lists a person is on, and the people of an outlet now and before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.press import ListMember, Outlet, Person, PressList, Role
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.services import press, records
from ui import theme
from ui.language import say, shown, tr
from ui.rooms.press_card import period_said
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import StateLabel
from ui.widgets.sheets import EmptyState, Sheet


class LinesTab(QScrollArea):
    """A sheet of lines made by ``page``, made again after each change of the records it shows."""

    def __init__(self, session: Session, shows: Sequence[type[Record]], page: Callable[[], QWidget]) -> None:
        super().__init__()
        self.session, self._shows, self._page = session, shows, page
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        session.bus.committed.connect(self._heard)

    def _heard(self, commit: Commit) -> None:
        if any(commit.touches(kind) for kind in self._shows):
            self.fill()

    def fill(self) -> None:
        """Show the records as they stand now."""
        self.setWidget(self._page())

    def line(self, *parts: QWidget) -> QWidget:
        """Widgets side by side from the start edge."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, theme.px(2), 0, theme.px(2))
        row.setSpacing(theme.px(12))
        for part in parts:
            row.addWidget(part)
        row.addStretch(1)
        return holder


class ListsOfPerson(LinesTab):
    """Each list with how far things are on it; a press opens it."""

    def __init__(self, session: Session, person: Person) -> None:
        super().__init__(session, (ListMember, PressList), self._lists)
        self._person = person
        self.fill()

    def _lists(self) -> QWidget:
        found = press.lists_of(self.session.office, self._person)
        if not found:
            line = tr(N_("“Add to a list” puts this person on one."))
            return EmptyState("clipboard_task_list", tr(N_("On no list yet")), line)
        sheet = Sheet()
        for member, whole in found:
            sheet.body.addWidget(self._member(member, whole))
        sheet.body.addStretch(1)
        return sheet

    def _member(self, member: ListMember, whole: PressList) -> QWidget:
        choice = fields_of(ListMember)["progress"].choice(member.progress)
        opened = Button(shown(whole.name), lambda: self.session.go.open_record(PressList, whole.id), kind="link")
        parts: list[QWidget] = [opened]
        if choice is not None:
            parts.append(StateLabel(choice.shape, tr(choice.label)))
        if member.changed_on is not None:
            parts.append(Label(say(sentence("since {day}", day=member.changed_on)), role="small", tone="text2"))
        return self.line(*parts)


class PeopleOfOutlet(LinesTab):
    """Who works there, and who did; a press opens the person."""

    def __init__(self, session: Session, outlet: Outlet) -> None:
        super().__init__(session, (Role, Person), self._people)
        self._outlet = outlet
        self.fill()

    def _people(self) -> QWidget:
        now, before = press.people_of(self.session.office, self._outlet)
        if not now and not before:
            line = tr(N_("People come here through the roles on their own pages."))
            return EmptyState("people", tr(N_("Nobody of this outlet is known yet")), line)
        names = records.titles(self.session.office, {role.person for role in (*now, *before)})
        sheet = Sheet()
        for title, roles in ((C_("role", "Now"), now), (C_("role", "Before"), before)):
            self._group(sheet, title, roles, names)
        sheet.body.addStretch(1)
        return sheet

    def _group(self, sheet: Sheet, title: str, roles: Sequence[Role], names: dict[int, str]) -> None:
        if not roles:
            return
        sheet.body.addWidget(Label(tr(title), role="section"))
        for role in roles:
            sheet.body.addWidget(self._role(role, names.get(role.person, "")))

    def _role(self, role: Role, name: str) -> QWidget:
        person = role.person
        parts: list[QWidget] = [Button(shown(name), lambda: self.session.go.open_record(Person, person), kind="link")]
        if role.function:
            parts.append(Label(role.function))
        said = period_said(role)
        if said is not None:
            parts.append(Label(say(said), role="small", tone="text2"))
        return self.line(*parts)
