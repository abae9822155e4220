"""The timeline of an issue: everything joined to it by its day, and the line that joins more."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.enquiries import Enquiry
from hospcomms.domain.errors import Missing, Refusal
from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.incidents import Rumour
from hospcomms.domain.issue_file import KINDS, Entry, IssueFile, Joinable
from hospcomms.domain.monitoring import Clip, Development, Issue
from hospcomms.domain.wording import N_
from hospcomms.services import issues, records
from ui import theme
from ui.language import tr
from ui.records.form_dialog import FormDialog
from ui.records.link_picker import LinkPicker
from ui.rooms.room import Section
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Picture, Rule, StateLabel
from ui.widgets.segments import Segments
from ui.widgets.sheets import EmptyState, Sheet, scrolled

ICONS: dict[type[Record], str] = {
    Clip: "news",
    Enquiry: "question_circle",
    Rumour: "comment_multiple",
    Development: "lightbulb",
}
_STATES: dict[type[Record], str] = {Clip: "tone", Enquiry: "state", Rumour: "verified", Development: "decision"}
"""The field of each kind whose shape and word stand beside it."""
_ASKED: dict[type[Record], tuple[str, ...]] = {
    Clip: ("title", "on", "paper", "outlet", "topics", "tone", "coder"),
    Enquiry: ("title", "person", "asker", "way", "question", "language", "received_at"),
    Rumour: ("claim", "seen_at", "channel", "risk", "verified"),
    Development: ("title", "kind", "noted_on", "source"),
}
"""What is asked when something new is entered here."""
FIRST = 60
WHEN = 92


class JoinLine(QWidget):
    """Which kind, then three letters of its title: it is joined; a new one can be entered."""

    def __init__(self, session: Session, issue: Issue) -> None:
        super().__init__()
        self.session, self.issue = session, issue
        options = [(kind.key, tr(kind.one), ICONS[kind]) for kind in KINDS]
        self.kind = Segments(options, KINDS[0].key)
        self.kind.setAccessibleName(tr(N_("What is joined")))
        self.kind.chosen.connect(self._choose)
        self.picker = LinkPicker(session, KINDS[0], self)
        self.picker.set_hint(tr(N_("Join something: type three letters of its title")))
        self.picker.setAccessibleName(tr(N_("Join something: type three letters of its title")))
        self.picker.picked.connect(self.join)
        self.picker.asked_new.connect(self._begin)
        self.trouble = Label("", role="small", tone="late", wrap=True)
        self.trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(8))
        for widget in (self.kind, self.picker, self.trouble):
            column.addWidget(widget)
        self.setFocusProxy(self.picker)

    def _choose(self, key: str) -> None:
        self.picker.record_type = next(kind for kind in KINDS if kind.key == key)
        self.picker.set_text("")
        self.picker.setFocus()

    def join(self, ident: int) -> None:
        """Join the record that was picked; what is refused is said under the line."""
        if not ident:
            return
        self.picker.set_text("")
        self.trouble.hide()
        office, kind = self.session.office, self.picker.record_type
        try:
            found: Any = records.get(office, kind, ident)
            commit = issues.join(office, records.get(office, Issue, self.issue.id), [found])
        except Refusal as refusal:
            self.session.go.refuse(refusal.sentence)
        else:
            self.session.go.committed(commit)

    def _begin(self, words: str) -> None:
        """Something nobody entered yet: asked for in short, and joined as it is saved."""
        kind = self.picker.record_type
        values: dict[str, Any] = {kind.title_field: words, "issue": self.issue.id}
        sections = (Section(kind.one, _ASKED[kind]),)
        FormDialog(self.session, kind(**values), kind.one, sections=sections, parent=self.window()).open()
        self.picker.set_text("")


class EntryRow(QFrame):
    """One thing joined: its day, what it is, its title and state; opened or taken out."""

    def __init__(self, session: Session, entry: Entry, found: IssueFile) -> None:
        super().__init__()
        self._session, self.record = session, entry.record
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(6), theme.px(8), theme.px(6))
        row.setSpacing(theme.px(12))
        row.addWidget(self._when(entry))
        row.addWidget(Picture(ICONS[type(self.record)], 18))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(self.record.caption, elide=True))
        words.addWidget(Label(self._below(found), role="small", tone="text2", elide=True))
        row.addLayout(words, 1)
        state = self._state()
        if state is not None:
            row.addWidget(state)
        self.open_button = Button(tr(N_("Open")), self.open, icon="open", kind="icon", tone="text2")
        self.out_button = Button(tr(issues.LEAVE), self.take_out, icon="dismiss", kind="icon", tone="text2")
        row.addWidget(self.open_button)
        row.addWidget(self.out_button)

    def _when(self, entry: Entry) -> QWidget:
        locale, today = self._session.locale, self._session.office.today
        if entry.on is None:
            words = tr(N_("No day set"))
        else:
            words = locale.short_day(entry.on) if entry.on.year == today.year else locale.day(entry.on)
        label = Label(words, bold=True)
        label.setFixedWidth(theme.px(WHEN))
        return label

    def _below(self, found: IssueFile) -> str:
        """What it is, and where it comes from."""
        record, source = self.record, ""
        if isinstance(record, Clip | Enquiry):
            source = found.names.get(record.outlet) or found.names.get(record.person, "")
        elif isinstance(record, Rumour):
            source = record.channel
        elif isinstance(record, Development):
            source = record.source
        return " · ".join(part for part in (tr(type(record).one), source) if part)

    def _state(self) -> StateLabel | None:
        """The tone of a clip, the state of an enquiry, whether a rumour is true, what was decided."""
        name = _STATES[type(self.record)]
        choice = fields_of(type(self.record))[name].choice(getattr(self.record, name))
        if choice is None:
            return StateLabel("draft", tr(N_("Tone not judged")), role="small") if name == "tone" else None
        return StateLabel(choice.shape or "draft", tr(choice.label), role="small")

    def open(self) -> None:
        """Go to the record."""
        self._session.go.open_record(type(self.record), self.record.id)

    def take_out(self) -> None:
        """Take it out of the issue; undo is offered."""
        assert isinstance(self.record, Joinable)
        try:
            commit = issues.leave(self._session.office, [self.record])
        except Refusal as refusal:
            self._session.go.refuse(refusal.sentence)
        else:
            self._session.go.committed(commit)


class IssueTimeline(Sheet):
    """The line that joins over what is joined, the newest first; follows what is saved elsewhere."""

    def __init__(self, session: Session, issue: Issue) -> None:
        super().__init__(padding=0)
        self._session, self.issue = session, issue
        self._shown = FIRST
        self.rows: list[EntryRow] = []
        self.line = JoinLine(session, issue)
        self._list: QWidget | None = None
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.body.addWidget(self.line)
        self.body.addWidget(Rule())
        self.setFocusProxy(self.line)
        self._fill()
        session.bus.committed.connect(self._heard)

    def _heard(self, commit: Commit) -> None:
        if not any(commit.touches(kind) for kind in KINDS):
            return
        try:
            self.issue = records.get(self._session.office, Issue, self.issue.id)
        except Missing:
            return
        self._fill()

    def _fill(self) -> None:
        found = issues.joined(self._session.office, self.issue)
        if found.count:
            made: QWidget = scrolled(self._page(found))
        else:
            self.rows = []
            words = tr(N_("Join above the clips, enquiries, rumours and developments that belong to it."))
            made = EmptyState("link", tr(N_("Nothing is joined to this issue yet")), words)
        if self._list is not None:
            self.body.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        self._list = made
        self.body.addWidget(made, 1)

    def _page(self, found: IssueFile) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        entries = found.entries()
        self.rows = [EntryRow(self._session, entry, found) for entry in entries[: self._shown]]
        for row in self.rows:
            column.addWidget(row)
            column.addWidget(Rule())
        if len(entries) > self._shown:
            column.addWidget(Button(tr(N_("Show all")), self._show_all, kind="link"))
        column.addStretch(1)
        return page

    def _show_all(self) -> None:
        self._shown = 10_000
        self._fill()
