"""Beside the form of an enquiry: what was already said on what is typed, and who may speak on it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hospcomms.domain.enquiries import ANSWERED, APPROVED, Enquiry
from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import enquiries, said_before
from hospcomms.services.enquiries import Proposal
from hospcomms.services.said_before import Earlier
from ui import theme
from ui.background import Progress
from ui.language import tr
from ui.records.editors.texts import LongTextEditor
from ui.records.form import Form
from ui.rooms.enquiry_found import Found, Speakers
from ui.session import Session
from ui.widgets.labels import Label
from ui.widgets.sheets import Sheet, scrolled

WAIT = 150
"""Milliseconds of quiet before what is typed is searched."""
WIDE, NARROW, SMALL = 372, 250, 1000
"""Width of the panel, its width in a window narrower than the third, in pixels at 100 %."""
FOLLOWED = ("question", "title", "topics", "language")
SUBJECT = 70
"""Letters of the question that become the subject when none is typed."""


@dataclass(frozen=True)
class Heard:
    """What came of one search."""

    serial: int
    earlier: list[Earlier]
    proposals: list[Proposal]


class Companion(QWidget):
    """Searches beside the window while one types; Enter or a double click puts what was said into the answer."""

    def __init__(self, session: Session, form: Form) -> None:
        super().__init__()
        self._session, self._form = session, form
        self._serial = 0
        self.found = Found()
        self.found.wanted.connect(self.insert)
        self.speakers = Speakers(session)
        self.speakers.chosen.connect(self.choose)
        said, who = Sheet(padding=10), Sheet(padding=10)
        said.body.addWidget(Label(tr(N_("What we already said")), role="section"))
        said.body.addWidget(self.found, 1)
        who.body.addWidget(Label(tr(N_("Who may speak on this")), role="section"))
        who.body.addWidget(self.speakers)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(10))
        inside.addWidget(said, 1)
        inside.addWidget(who)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(inner))
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(self._search)
        for name in FOLLOWED:
            form.cells[name].editor.edited.connect(self._timer.start)
        form.cells["spokesperson"].editor.edited.connect(self._show_chosen)
        form.dirtied.connect(self._begun)
        form.saving.connect(self._name_it)
        self._fit()
        self._timer.start()

    def is_waiting(self) -> bool:
        """True while a search is still to come or under way."""
        return self._timer.isActive() or self._session.background.busy

    def _search(self) -> None:
        self._serial += 1
        serial, office = self._serial, self._session.office
        typed = self._form.record()
        assert isinstance(typed, Enquiry)

        def work(_progress: Progress) -> Heard:
            words = f"{typed.question} {typed.title}"
            topics = typed.topics or enquiries.topics_in(office, words)
            earlier = said_before.earlier_answers(office, " ".join((words, *typed.topics)))
            others = [one for one in earlier if one.record.id != typed.id]
            return Heard(serial, others, enquiries.spokespersons(office, topics, typed.language))

        self._session.background.start(self, work, done=self._heard, failed=self._failed)

    def _heard(self, heard: Heard) -> None:
        if heard.serial == self._serial:  # an answer to what was typed before is out of date
            typed = self._form.record()
            assert isinstance(typed, Enquiry)
            self.found.show_found(heard.earlier, self._session.locale, typed.language)
            self.speakers.show_proposals(heard.proposals, typed.spokesperson)

    def _failed(self, error: BaseException) -> None:
        """What is proposed is a courtesy: what was shown stays."""
        if not isinstance(error, Refusal):
            raise error

    def _show_chosen(self) -> None:
        typed = self._form.record()
        assert isinstance(typed, Enquiry)
        self.speakers.show_chosen(typed.spokesperson)

    def insert(self, one: Earlier) -> None:
        """Put what was said at the end of the answer; nothing that was typed is lost."""
        stored = self._form.entry.stored
        if isinstance(stored, Enquiry) and stored.state in (APPROVED, ANSWERED):
            self._session.go.say(sentence("The answer was approved as it stands."))
            return
        editor = self._form.cells["answer"].editor
        assert isinstance(editor, LongTextEditor)
        typed = self._form.record()
        assert isinstance(typed, Enquiry)
        words = said_before.text_of(one.record, self._session.office.settings.locale_for(typed.language))
        cursor = QTextCursor(editor.line.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(f"\n\n{words}" if editor.value().strip() else words)
        editor.line.setTextCursor(cursor)
        if one.caution is not None:
            self._session.go.say(sentence("{caution}: check it before it is used.", caution=one.caution))
        self._form.focus("answer")

    def choose(self, ident: int) -> None:
        """Make somebody the spokesperson, and go on in that field."""
        self._form.cells["spokesperson"].editor.take(ident)  # type: ignore[attr-defined]
        self._form.focus("spokesperson")  # the button is gone: without this the keyboard would leave the page

    def _begun(self, dirty: bool) -> None:
        """The moment of receipt belongs to what was typed: a draft put back later keeps it."""
        entry = self._form.entry
        if dirty and not entry.stored.id:
            entry.touched.add("received_at")

    def _name_it(self) -> None:
        """An enquiry taken down on the telephone gets its subject from the question."""
        typed = self._form.record()
        assert isinstance(typed, Enquiry)
        if not typed.title.strip() and typed.question.strip():
            self._form.cells["title"].editor.set_value(enquiries.brief(typed.question, SUBJECT))
            self._form.entry.touch("title")

    def _fit(self) -> None:
        small = self.window().width() < theme.px(SMALL) if self.isVisible() else False
        self.setFixedWidth(theme.px(NARROW if small else WIDE))

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]  # QShowEvent, as Qt passes it
        self._fit()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]  # QResizeEvent, as Qt passes it
        self._fit()
