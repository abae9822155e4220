"""Handing out a press release: who may have it now and who not and why, the way it goes, and the log of who has it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Missing, Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.file_names import safe_name
from hospcomms.domain.press import ListMember, Person
from hospcomms.domain.releases import SETTLED, Delivery, Release
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import embargo, records, release_giving
from hospcomms.services.release_giving import ASK_APPROVAL, COPY, PRINT, WRITES, CopyOrder, Given
from hospcomms.services.release_reports import DISTRIBUTION_LOG
from ui import theme
from ui.background import UNEXPECTED, Progress
from ui.file_dialogs import Outside, documents
from ui.language import plain, say, tr
from ui.records.editors.choices import QuietCombo
from ui.records.editors.flow import Flow
from ui.records.form_dialog import FormDialog
from ui.records.printing import print_report
from ui.rooms.release_log import ReleaseLog
from ui.rooms.release_people import ReleasePeople
from ui.rooms.release_print import ReleasePrint
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.sheets import Sheet

WAYS = (
    (release_giving.EMAIL, N_("E-mail drafts, one for each person"), N_("Make the drafts…")),
    (release_giving.EMAIL_ALL, N_("One e-mail draft, everybody in blind copy"), N_("Make the draft…")),
    (release_giving.PDF, N_("PDF files"), N_("Make the PDF files…")),
    (release_giving.WORD, N_("Word files"), N_("Make the Word files…")),
    (PRINT, N_("Print"), N_("Print…")),
    (COPY, N_("Copy the text"), N_("Copy the text")),
)
"""The ways of handing out: key, words, and what the button says."""
NOT_APPROVED = N_("Only an approved release is handed out. Until then a copy can go to colleagues for approval.")
HELD = N_("Until the embargo lifts it can be given only to people of its trusted list.")
FREE = N_("There is no embargo: everybody who is not blocked may have it.")
PRINT_LOG = N_("Print the log…")
PDF_FILE = N_("PDF document (.pdf)")


class Distribution(QScrollArea):
    """The state of things, the people, the way and the button; the log below."""

    def __init__(self, session: Session, release: Release) -> None:
        super().__init__()
        self.session, self.release = session, release
        self.outside = Outside()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.told = Label("", tone="text2", wrap=True)
        self.way = QuietCombo()
        self.people = ReleasePeople(session)
        self.log = ReleaseLog(session, release)
        self.give = Button("", self.hand_out, icon="send", kind="primary")
        self.ask = Button(tr(N_("Copy for internal approval…")), self.ask_approval, icon="document_checkmark")
        self.print_log = Button(tr(PRINT_LOG), self._print_log, icon="print", kind="link")
        self.printing = ReleasePrint(session, self)
        self._under_way = False
        self._compose()
        self.way.currentIndexChanged.connect(lambda _index: self._fit())
        self.people.changed.connect(self._fit_button)
        session.bus.committed.connect(self._heard)
        self.setFocusProxy(self.way)
        self._fit()

    def _compose(self) -> None:
        self.way.setAccessibleName(tr(N_("How it is handed out")))
        self.way.setMinimumHeight(theme.px(32))
        for key, words, _button in WAYS:
            self.way.addItem(tr(words), key)
        sheet = Sheet()
        sheet.body.addWidget(self.told)
        buttons = Flow()
        for widget in (self.way, self.give, self.ask):
            buttons.addWidget(widget)
        sheet.body.addLayout(buttons)
        sheet.body.addWidget(self.people)
        head = QHBoxLayout()
        head.addWidget(Label(tr(Delivery.many), role="section"))
        head.addStretch(1)
        head.addWidget(self.print_log)
        log = Sheet()
        log.body.addLayout(head)
        log.body.addWidget(self.log)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(sheet)
        column.addWidget(log)
        column.addStretch(1)
        self.setWidget(page)

    def _heard(self, commit: Commit) -> None:
        if not any(commit.touches(kind) for kind in (Release, Delivery, ListMember, Person)):
            return
        try:
            self.release = records.get(self.session.office, Release, self.release.id)
        except Missing:
            return
        self.log.fill(self.release)
        self._fit()

    # what is offered

    @property
    def chosen_way(self) -> str:
        """The key of the way that is chosen."""
        return str(self.way.currentData())

    def choose_way(self, key: str) -> None:
        """Choose a way by its key."""
        self.way.setCurrentIndex(self.way.findData(key))

    def _fit(self) -> None:
        self.told.setText(say(self._standing()))
        self.people.fill(self.release, release_giving.logged_as(self.chosen_way))
        self.give.name_it(tr(next(button for key, _words, button in WAYS if key == self.chosen_way)))
        self._fit_button()

    def _standing(self) -> Sentence:
        """What holds for everybody: not approved yet, the embargo, or nothing."""
        if self.release.state not in SETTLED:
            return Sentence(NOT_APPROVED)
        return Sentence(HELD if embargo.is_held(self.session.office, self.release) else FREE)

    def _fit_button(self) -> None:
        ready = self.release.state in SETTLED and bool(self.people.ticked()) and not self._under_way
        self.give.setEnabled(ready)
        self.ask.setEnabled(not self._under_way)

    # handing out

    def hand_out(self) -> None:
        """Give the release to the ticked people in the chosen way; where files are made their folder is asked."""
        way, people = self.chosen_way, self.people.ticked()
        if not people or self._under_way:
            return
        folder: Path | None = None
        if way in WRITES:
            chosen = self.outside.folder(self, documents())
            if not chosen:
                return
            folder = Path(chosen)
        elif way == PRINT and not self.printing.ask(plain(self.release.title)):
            return
        self._work(way, people, folder)

    def _work(self, way: str, people: Sequence[int], folder: Path | None) -> None:
        office, release = self.session.office, self.release

        def work(_progress: Progress) -> Given:
            return release_giving.give(office, release, people, way, folder)

        self._under_way = True
        self.told.setText(say(sentence("The papers are being made.")))
        self._fit_button()
        self.session.background.start(self, work, done=partial(self._done, way), failed=self._failed)

    def _done(self, way: str, given: Given) -> None:
        self._under_way = False
        if way == COPY:
            QGuiApplication.clipboard().setText(given.text)
        if way == PRINT:
            self.printing.start(given.content)
        self.people.untick()
        self.session.go.committed(given.commit)
        self._fit()
        self.session.go.say(given.said())

    def _failed(self, error: BaseException) -> None:
        self._under_way = False
        self._fit()
        self.session.go.refuse(error.sentence if isinstance(error, Refusal) else Sentence(UNEXPECTED))

    def ask_approval(self) -> None:
        """Ask which member of the staff decides, and write the copy for them."""
        given: list[Given] = []

        def keep(asked: Record) -> Commit:
            assert isinstance(asked, CopyOrder)
            given.append(self._approval_copy(asked))
            return given[-1].commit

        title = ASK_APPROVAL
        dialog = FormDialog(self.session, CopyOrder(), title, verb=title, keep=keep, parent=self.window())
        dialog.saved.connect(lambda _asked: self.session.go.say(given[-1].said()))
        dialog.open()

    def _approval_copy(self, order: CopyOrder) -> Given:
        office = self.session.office
        name = records.titles(office, [order.colleague]).get(order.colleague, "")
        proposed = say(sentence("For approval - {title} - {name}", title=self.release.title[:40], name=name))
        file = safe_name(f"{plain(proposed)}.pdf")
        chosen = self.outside.save(self, documents() / file, tr(PDF_FILE))
        if not chosen:
            raise Refusal("given-up", sentence("No file was chosen, and nothing was made."))
        return release_giving.ask_approval(office, self.release, order, Path(chosen))

    def _print_log(self) -> None:
        print_report(self.session, self, DISTRIBUTION_LOG, self.release)
