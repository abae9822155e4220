"""The identity card of a press contact: who they are, where they work, how to reach them, how fresh that is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.agenda import when_said
from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Missing, Refusal
from hospcomms.domain.fields import fields_of
from hospcomms.domain.press import Outlet, Person, Role
from hospcomms.domain.wording import C_, N_, Sentence, sentence
from hospcomms.services import press, records
from ui import theme
from ui.language import say, shown, tr
from ui.records.display import shown as value_shown
from ui.records.editors.flow import Flow
from ui.rooms.press_links import EMAIL, PHONE, WEB, AddressLink
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Rule, StateLabel
from ui.widgets.sheets import Sheet, scrolled

LABELS = 84
"""Width of the labels at 100 %."""


class IdentityCard(Sheet):
    """Stands beside the tabs of a person and follows every change of them and of their roles."""

    def __init__(self, session: Session, person: Person) -> None:
        super().__init__(padding=0)
        self._session, self.person = session, person
        self.body.setContentsMargins(1, 1, 1, 1)
        self.links: list[AddressLink] = []
        self._area: QWidget | None = None
        self._fill()
        session.bus.committed.connect(self._heard)

    def _heard(self, commit: Commit) -> None:
        if not (commit.touches(Person, self.person.id) or commit.touches(Role) or commit.touches(Outlet)):
            return
        try:
            self.person = records.get(self._session.office, Person, self.person.id)
        except Missing:
            return
        self._fill()

    def _fill(self) -> None:
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        self._column.setSpacing(theme.px(8))
        self.links = []
        for rows in (self._names(), self._reach(), self._interests()):
            self._add_rows(rows)
        self._add_note()
        self._column.addStretch(1)
        if self._area is not None:
            self.body.removeWidget(self._area)
            self._area.deleteLater()
        self._area = scrolled(page)
        self.body.addWidget(self._area)

    def _add_rows(self, rows: Sequence[tuple[str, QWidget]]) -> None:
        """A block of labelled rows, a rule between it and the block before."""
        if not rows:
            return
        if self._column.count():
            self._column.addWidget(Rule())
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        previous = ""
        for place, (label, value) in enumerate(rows):
            if label != previous:
                name = Label(tr(label), role="small", tone="text2", wrap=True)
                name.setFixedWidth(theme.px(LABELS))
                grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, place, 1)
            previous = label
        self._column.addLayout(grid)

    def _names(self) -> Sequence[tuple[str, QWidget]]:
        described, person = fields_of(Person), self.person
        rows: list[tuple[str, QWidget]] = [(described["name"].label, Label(person.name, bold=True, wrap=True))]
        if person.other_name:
            rows.append((N_("Other script"), Label(person.other_name, wrap=True)))
        roles = records.parts(self._session.office, Role, person.id)
        names = records.titles(self._session.office, {role.outlet for role in roles})
        today = self._session.office.today
        now = [role for role in roles if role.holds(today)]
        for role in now:
            if role.function:
                rows.append((described["function"].label, Label(role.function, wrap=True)))
            rows += self._where(described["outlet"].label, role, names)
        for role in (role for role in roles if role not in now):
            rows += self._where(C_("role", "Before"), role, names)
        return rows

    def _where(self, label: str, role: Role, names: dict[int, str]) -> Sequence[tuple[str, QWidget]]:
        """An outlet as a link, and from when to when."""
        if not role.outlet:
            return ()
        outlet = role.outlet
        place = Button(shown(names.get(outlet, "")), lambda: self._session.go.open_record(Outlet, outlet), kind="link")
        column = QVBoxLayout(holder := QWidget())
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_aligned(place))
        said = period_said(role)
        if said is not None:
            column.addWidget(Label(say(said), role="small", tone="text2", wrap=True))
        return [(label, holder)]

    def _reach(self) -> Sequence[tuple[str, QWidget]]:
        described, person = fields_of(Person), self.person
        found = [
            (described["phone"].label, PHONE, (person.phone, person.phone2)),
            (described["email"].label, EMAIL, (person.email, person.email2)),
            (C_("press", "Page"), WEB, (person.profile,)),
        ]
        rows: list[tuple[str, QWidget]] = []
        for label, kind, addresses in found:
            for address in addresses:
                if address:
                    self.links.append(AddressLink(self._session, kind, address))
                    rows.append((label, _aligned(self.links[-1])))
        if person.languages:
            words = value_shown(described["languages"], person.languages, self._session.locale, {})
            rows.append((described["languages"].label, Label(words, wrap=True)))
        if person.region:
            rows.append((described["region"].label, Label(person.region, wrap=True)))
        return rows

    def _interests(self) -> Sequence[tuple[str, QWidget]]:
        described, person = fields_of(Person), self.person
        rows: list[tuple[str, QWidget]] = []
        for name in ("beats", "groups"):
            tags = getattr(person, name)
            if tags:
                rows.append((described[name].label, _capsules(tags)))
        rows.append((described["verified_on"].label, self._verified()))
        if person.last_contact is not None:
            when = when_said(person.last_contact, self._session.office.today)
            rows.append((described["last_contact"].label, Label(say(when))))
        return rows

    def _verified(self) -> QWidget:
        """How fresh the details are, in shape and words, with the verb that makes them fresh."""
        today, day = self._session.office.today, self.person.verified_on
        words = tr(N_("Never")) if day is None else say(when_said(day, today))
        holder = QWidget()
        row = Flow(holder)
        row.addWidget(StateLabel("soon" if self.person.is_stale(today) else "done", words))
        if day != today:
            self.verify = Button(tr(press.VERIFY), self._verify, kind="link")
            row.addWidget(self.verify)
        return holder

    def _verify(self) -> None:
        try:
            self._session.go.committed(press.verify(self._session.office, self.person))
        except Refusal as refusal:
            self._session.go.refuse(refusal.sentence)

    def _add_note(self) -> None:
        if self.person.note:
            self._column.addWidget(Rule())
            self._column.addWidget(Label(tr(fields_of(Person)["note"].label), role="small", tone="text2"))
            self._column.addWidget(Label(self.person.note, wrap=True))


def _aligned(link: Button) -> QWidget:
    """A link whose words begin where those of a label do."""
    row = QHBoxLayout(holder := QWidget())
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(link)
    row.addStretch(1)
    link.setStyleSheet("QPushButton { padding: 0; }")
    link.setFixedHeight(theme.px(24))
    return holder


def _capsules(words: Sequence[str]) -> QWidget:
    """Words in small frames that flow over several lines."""
    holder = QWidget()
    flow = Flow(holder)
    for word in words:
        capsule = Label(word, role="small")
        capsule.setProperty("badge", "true")
        flow.addWidget(capsule)
    return holder


def period_said(role: Role) -> Sentence | None:
    """From when to when somebody had a role; None when nothing is known."""
    if role.start is not None and role.end is not None:
        return sentence("from {start} to {end}", start=role.start, end=role.end)
    if role.start is not None:
        return sentence("since {day}", day=role.start)
    return sentence("until {day}", day=role.end) if role.end is not None else None
