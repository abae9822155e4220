"""What is kept on a person: how much, where it names them, and the file of all of it, to be read or handed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.locale import Locale
from hospcomms.domain.subject_files import SubjectFile
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.domain.wording import Label as Word
from hospcomms.services.preview import Subject
from hospcomms.services.privacy import handing_file, subject_file
from ui import theme
from ui.background import Progress
from ui.file_dialogs import ask_save, documents
from ui.language import say, tr
from ui.session import Session
from ui.shell.help_pages import HELP
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Rule
from ui.widgets.sheets import EmptyState, Sheet, scrolled

if TYPE_CHECKING:
    from hospcomms.reports.document import Document

ARCHIVE = N_("File on a person (.zip)")
SAVE, READ = N_("Save the whole file…"), N_("Read and print…")
Gather = Callable[[], SubjectFile]


class Kept(QWidget):
    """What was found on somebody, and the two ways out. Nothing is looked for until ``look`` is called."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.found: SubjectFile | None = None
        self.setProperty(HELP, "processing-person")
        self.read = Button(tr(READ), self.show_paper, icon="print")
        self.save = Button(tr(SAVE), self.ask_save, icon="arrow_export", kind="primary")
        self.told = Label("", role="small", tone="text2", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.told, 1)
        row.addWidget(self.read)
        row.addWidget(self.save)
        line = tr(N_("All records, the history, the logs of incidents and the access log are looked through."))
        self._page: QWidget = EmptyState("person", tr(N_("Everything that is kept on a person")), line)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self._column.addLayout(row)
        self._column.addWidget(self._page, 1)
        self._enable()

    def _enable(self) -> None:
        for button in (self.read, self.save):
            button.setEnabled(self.found is not None)

    def look(self, gather: Gather) -> None:
        """Gather beside the window: everything is read."""
        self.found = None
        self._enable()
        self.told.setText(say(sentence("Everything is being looked through.")))

        def work(_progress: Progress) -> SubjectFile:
            return gather()

        self.session.background.start(self, work, done=self._show, failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        self.told.setText("")
        if isinstance(error, Refusal):
            self.session.go.refuse(error.sentence)

    def _show(self, found: SubjectFile) -> None:
        self.found = found
        self._enable()
        many = len(found.own) + len(found.linked) + len(found.named) + len(found.log_lines)
        self.told.setText(say(counted("{n} place names this person.", "{n} places name this person.", many)))
        page = scrolled(_sheet(found))
        self._column.replaceWidget(self._page, page)
        self._page.deleteLater()
        self._page = page

    def show_paper(self) -> None:
        """Show the file as it is printed."""
        # late: the preview is read when it is first opened
        from ui.preview import open_preview

        found, office = self.found, self.session.office
        if found is None:
            return
        about = ("subject-file", found.own[0].id if found.own else 0)

        def build(speaking: Locale, _period: str) -> Document:
            return handing_file.document(office, found, speaking)

        open_preview(self.session, self, Subject(handing_file.TITLE, build, about=about))

    def ask_save(self) -> None:
        """Ask where the archive goes, and write it beside the window."""
        proposed = documents() / f"{tr(handing_file.TITLE)} {self.session.office.today.isoformat()}.zip"
        name = ask_save(self, proposed, tr(ARCHIVE))
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Write the archive to ``path``."""
        found, office = self.found, self.session.office
        if found is None:
            return
        speaking = office.settings.locale_for(self.session.locale.language)

        def work(_progress: Progress) -> int:
            return handing_file.save(office, found, speaking, path)

        self.session.background.start(self, work, done=partial(self._saved, path), failed=self._failed)

    def _saved(self, path: Path, missing: int) -> None:
        self.session.go.say(sentence("The document was saved as {file}.", file=path.name))
        if missing:
            self.session.go.refuse(_left_out(missing))


def _left_out(missing: int) -> Sentence:
    return counted(
        "{n} attached file stayed here: a photo without consent for this, one under embargo, or missing.",
        "{n} attached files stayed here: photos without consent for this, under embargo, or missing.",
        missing,
    )


def _sheet(found: SubjectFile) -> Sheet:
    """Who else seems to be the person, how many records of each kind there are, and where else the name stands."""
    sheet = Sheet()
    sheet.body.setSpacing(theme.px(8))
    if found.alike:
        sheet.body.addWidget(Label(say(_alike(found.alike)), tone="late", wrap=True))
    counts = Counter(type(record) for record in (*found.own, *found.linked))
    for kind, many in counts.items():
        sheet.body.addWidget(Label(say(sentence("{label}: {n}", label=Word(kind.many), n=many))))
    if found.named or found.log_lines:
        sheet.body.addWidget(Rule())
        sheet.body.addWidget(Label(tr(N_("Other places with the name")), role="section"))
    for one in found.named:
        where = sentence("{kind} “{title}”", kind=Word(one.record.one), title=one.record.caption)
        sheet.body.addWidget(Label(say(where), role="small", tone="text2"))
        sheet.body.addWidget(Label(one.words, wrap=True))
    if found.log_lines:
        lines = counted("{n} line in the log of an incident", "{n} lines in logs of incidents", len(found.log_lines))
        sheet.body.addWidget(Label(say(lines)))
    if found.withheld:
        sheet.body.addWidget(Label(say(_withheld(found.withheld)), tone="late", wrap=True))
    sheet.body.addStretch(1)
    return sheet


def _alike(others: Sequence[Record]) -> Sentence:
    return counted(
        "{n} other contact looks like the same person and is not in this file: {names}."
        " Merge them, or hand over both files.",
        "{n} other contacts look like the same person and are not in this file: {names}."
        " Merge them, or hand over all the files.",
        len(others),
        names=tuple(one.caption for one in others),
    )


def _withheld(many: int) -> Sentence:
    return counted(
        "{n} press release under embargo is withheld here and will be added when it is published.",
        "{n} press releases under embargo are withheld here and will be added when they are published.",
        many,
    )


class SubjectTab(Kept):
    """What is kept on the person of a record."""

    def __init__(self, session: Session, record: Record) -> None:
        super().__init__(session)
        office, locale = session.office, session.office.settings.locale_for(session.locale.language)
        self.look(lambda: subject_file.of_record(office, record, locale))


class FindPerson(QWidget):
    """Looks for anybody by name, address or number, also those who have no record of their own."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.name = QLineEdit()
        self.name.setAccessibleName(tr(N_("Name, e-mail address or telephone")))
        self.name.setPlaceholderText(tr(N_("Name, e-mail address or telephone")))
        self.name.setClearButtonEnabled(True)
        self.go = Button(tr(N_("Look everywhere")), self.look, icon="search")
        self.kept = Kept(session)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.name, 1)
        row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(12))
        column.setSpacing(theme.px(8))
        column.addLayout(row)
        column.addWidget(self.kept, 1)
        self.name.returnPressed.connect(self.look)
        self.setFocusProxy(self.name)

    def look(self) -> None:
        """Look for what is typed."""
        wanted, office = self.name.text().strip(), self._session.office
        locale = office.settings.locale_for(self._session.locale.language)
        if wanted:
            self.kept.look(lambda: subject_file.of_name(office, wanted, locale))
