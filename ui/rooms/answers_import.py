"""Answers of people imported from a file: file, columns, preview; nothing is saved before the last button."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.questionnaires import Question, Questionnaire
from hospcomms.domain.wording import N_, counted
from hospcomms.services import records
from hospcomms.services.answers.reading import DUPLICATES, UNKNOWN, Choices, Reading
from hospcomms.services.answers.sheets import AnswerSheet
from hospcomms.services.questionnaires import import_answers, preview, propose, questions_of, sheets_in
from ui import theme
from ui.background import UNEXPECTED, Progress
from ui.file_dialogs import Outside, documents
from ui.language import say, tr
from ui.rooms.answers_columns import ColumnChoices
from ui.rooms.answers_file import FileStep, row_of
from ui.rooms.answers_preview import PreviewStep
from ui.rooms.questionnaire_pages import CHANGE
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.messages import Banner
from ui.widgets.sheets import Sheet, scrolled

TABLES, ENDINGS = N_("Workbooks and text tables (.xlsx, .csv)"), ".xlsx *.csv *.txt"


class AnswersImport(QWidget):
    """The three steps below each other, and one button that saves."""

    def __init__(self, session: Session, questionnaire: Questionnaire) -> None:
        super().__init__()
        self.session, self.questionnaire = session, questionnaire
        self.outside = Outside()
        self.paths: list[Path] = []
        self.sheets: list[AnswerSheet] = []
        self.choices: Choices | None = None
        self.reading: Reading | None = None
        self._asked = 0
        self.banner = Banner(self)
        self.file = FileStep(self.ask_files)
        self.columns = ColumnChoices()
        self.keep_first = QCheckBox(tr(N_("Keep the first answer of each code")))
        self.skip_unknown = QCheckBox(tr(N_("Count what is not understood as not answered")))
        self.preview = PreviewStep((self.keep_first, self.skip_unknown))
        self.primary = Button(tr(N_("Import answers")), self.save, icon="arrow_import", kind="primary")
        self._compose()
        self._connect()
        self._show_nothing()
        self.setFocusProxy(self.file.choose)

    # building

    def _compose(self) -> None:
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.px(12))
        self._second, self._third = Sheet(), Sheet()
        self._second.body.addWidget(Label(tr(N_("2. Columns")), role="section"))
        self._second.body.addWidget(self.columns)
        self._third.body.addWidget(Label(tr(N_("3. Preview")), role="section"))
        self._third.body.addWidget(self.preview)
        for sheet in (self.file, self._second, self._third):
            body.addWidget(sheet)
        body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.banner)
        column.addWidget(scrolled(inside), 1)
        note = tr(N_("Nothing is saved before this button; one “Undo” takes the whole import back."))
        column.addWidget(row_of(Label(note, role="small", tone="text2", elide=True), self.primary))

    def _connect(self) -> None:
        self.file.changed.connect(self._chosen)
        for remedy in (self.keep_first, self.skip_unknown):
            remedy.clicked.connect(self._chosen)
        self.columns.changed.connect(self._chosen)
        self.session.bus.committed.connect(self._follow)

    def _show_nothing(self) -> None:
        self.paths, self.sheets, self.choices, self.reading = [], [], None, None
        self.file.show_none()
        for widget in (self._second, self._third):
            widget.hide()
        self.primary.setEnabled(False)

    # the steps

    def ask_files(self) -> None:
        """Ask for one file or two."""
        chosen = self.outside.several(self, documents(), tr(TABLES), ENDINGS)
        if chosen:
            self.take([Path(found) for found in chosen])

    def take(self, paths: list[Path]) -> None:
        """Read files in the background; nothing is written."""
        self.banner.dismiss()
        self.file.loading.begin()

        def work(_progress: Progress) -> tuple[list[Path], list[AnswerSheet], Choices]:
            sheets = sheets_in(paths[:2])
            return paths[:2], sheets, propose(self.session.office, self.questionnaire, sheets)

        self.session.background.start(self, work, done=self._read, failed=self._not_read)

    def _read(self, found: tuple[list[Path], list[AnswerSheet], Choices]) -> None:
        self.paths, self.sheets, self.choices = found
        self.file.loading.end()
        self.file.show_files(self.paths, self.sheets, self.choices)
        for remedy in (self.keep_first, self.skip_unknown):
            remedy.setChecked(False)
        self._show_columns()
        for widget in (self._second, self._third):
            widget.show()
        self._look()

    def _show_columns(self) -> None:
        assert self.choices is not None
        questions = questions_of(self.session.office, self.questionnaire)
        self.columns.show_columns(self.sheets, self.choices.roles, questions)

    def _not_read(self, error: BaseException) -> None:
        self.file.loading.end()
        self._show_nothing()
        said = say(error.sentence) if isinstance(error, Refusal) else tr(UNEXPECTED)
        self.banner.show_message("late", said, (tr(N_("Choose another file…")), self.ask_files))

    def _chosen(self) -> None:
        if self.choices is None:
            return
        self.choices = replace(
            self.choices,
            before=self.file.before.currentData(),
            after=self.file.after.currentData(),
            roles={**self.choices.roles, **self.columns.roles()},
            keep_first=self.keep_first.isChecked(),
            skip_unknown=self.skip_unknown.isChecked(),
        )
        self._look()

    def _look(self) -> None:
        """Count again in the background; only the newest answer is shown."""
        self._asked += 1
        asked, office, sheets, choices = self._asked, self.session.office, self.sheets, self.choices
        if choices is None:
            return
        self.primary.setEnabled(False)

        def work(_progress: Progress) -> tuple[int, Reading]:
            current = records.get(office, Questionnaire, self.questionnaire.id)
            return asked, preview(office, current, sheets, choices)

        self.session.background.start(self, work, done=self._show, failed=self._not_read)

    def _show(self, found: tuple[int, Reading]) -> None:
        asked, reading = found
        if asked != self._asked:
            return
        self.reading = reading
        self.preview.show_reading(reading, self.questionnaire, questions_of(self.session.office, self.questionnaire))
        remedies = {trouble.remedy for trouble in reading.troubles}
        self.keep_first.setVisible(DUPLICATES in remedies or self.keep_first.isChecked())
        self.skip_unknown.setVisible(UNKNOWN in remedies or self.skip_unknown.isChecked())
        self.primary.setEnabled(reading.is_ready)
        people = reading.tally.people if reading.tally is not None else 0
        words = counted("Import the answers of {n} person", "Import the answers of {n} people", people)
        self.primary.name_it(say(words) if reading.is_ready else tr(N_("Import answers")))

    def save(self) -> None:
        """Write the counts, as one change, and show what they say."""
        if self.choices is None or self.reading is None or not self.reading.is_ready:
            return
        self.primary.setEnabled(False)
        choices, paths, sheets = self.choices, self.paths, self.sheets

        def work(_progress: Progress) -> Commit:
            return import_answers(self.session.office, self.questionnaire, paths, sheets, choices)

        self.session.background.start(self, work, done=self._saved, failed=self._not_saved)

    def _saved(self, commit: Commit) -> None:
        self._show_nothing()
        self.session.go.committed(commit)
        self.session.go.open_record(Questionnaire, self.questionnaire.id, CHANGE)

    def _not_saved(self, error: BaseException) -> None:
        self.primary.setEnabled(True)
        self.banner.show_message("late", say(error.sentence) if isinstance(error, Refusal) else tr(UNEXPECTED))

    # what happens elsewhere

    def show_record(self, questionnaire: Questionnaire) -> None:
        """Read the file anew for the questionnaire as it stands now."""
        self.questionnaire = questionnaire
        self._look()

    def _follow(self, commit: Commit) -> None:
        if self.choices is not None and (
            commit.touches(Questionnaire, self.questionnaire.id) or commit.touches(Question)
        ):
            self._show_columns()
            self._look()
