"""Contacts of the press imported from a file: file, columns, preview, import; beside the window, with one undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.press import Person
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services.contacts import headings
from hospcomms.services.contacts.plan import Plan
from hospcomms.services.contacts.source import open_source
from hospcomms.services.contacts.writing import report_of, save_refused, write
from hospcomms.services.files import safe_name
from ui import theme
from ui.background import UNEXPECTED, Progress, Task
from ui.exchange.result import Result
from ui.file_dialogs import Outside, documents
from ui.importing.column_lines import ColumnLines, Line
from ui.importing.file_step import FileStep
from ui.importing.preview_step import PreviewStep
from ui.importing.steps import Steps
from ui.language import say, tr
from ui.preview.working import Working
from ui.rooms import room_of
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.messages import Banner
from ui.widgets.sheets import Sheet, scrolled

FILE, COLUMNS, PREVIEW, DONE = range(4)
NAMES = (N_("File"), N_("Columns"), N_("Preview"), N_("Import"))
KINDS = N_("Workbooks, text tables and address cards (.xlsx, .csv, .vcf)")
ENDINGS = ".xlsx *.xls *.ods *.csv *.tsv *.txt *.vcf"
NOTHING_YET = N_("Nothing is saved before “Import”; one “Undo” takes the whole import back.")


class ContactsImportPage(QWidget):
    """Four steps; each shows one page and the buttons that lead on and back."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.outside = Outside()
        self.plan: Plan | None = None
        self.step = FILE
        self._task: Task | None = None
        self.banner, self.steps, self.stack = Banner(self), Steps(NAMES), QStackedWidget()
        self.title = Label(tr(N_("Import press contacts")), role="title")
        self.about = Label("", tone="text2", elide=True)
        self.file, self.columns, self.preview = FileStep(self.ask_file), ColumnLines(), PreviewStep()
        self.done_step = Result(self)
        self.back = Button("", self.go_back, icon="chevron_right" if theme.current().rtl else "chevron_left")
        self.refused = Button(tr(N_("Save the refused rows…")), self.ask_refused, icon="table")
        self.primary = Button(tr(N_("Choose a file…")), self.go_on, icon="arrow_import", kind="primary")
        self.working = Working(self, self.stop)
        self._compose()
        self.file.changed.connect(self._read_again)
        self.preview.decided.connect(self._decide)
        self.preview.table.rows.mended.connect(self._mend)
        self.setFocusProxy(self.file.choose)
        self.show_step(FILE)

    # building

    def _compose(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(self.title)
        head.addWidget(self.about, 1)
        self.cancel = Button(tr(N_("Cancel the import")), self.leave, icon="dismiss", kind="plain")
        head.addWidget(self.cancel)
        line = QHBoxLayout()
        line.addWidget(self.steps, 1)
        self._promise = Label(tr(NOTHING_YET), role="small", tone="text2")
        line.addWidget(self._promise)
        columns = Sheet()
        columns.body.addWidget(self.columns)
        columns.body.addStretch(1)
        done = QWidget()
        holder = QVBoxLayout(done)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self.done_step)
        holder.addStretch(1)
        for page in (scrolled(self.file), scrolled(columns), self.preview, done):
            self.stack.addWidget(page)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.refused)
        foot.addWidget(self.primary)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.px(10))
        self._column.addLayout(head)
        self._column.addLayout(line)
        self._column.addWidget(self.banner)
        self._column.addWidget(self.stack, 1)
        self._column.addLayout(foot)

    # the steps

    def show_step(self, step: int) -> None:
        """Show a step with its buttons."""
        self.step = step
        self.steps.show_step(step)
        self.stack.setCurrentIndex(step)
        self.back.setVisible(step in (COLUMNS, PREVIEW))
        self.back.name_it(tr(N_("Back: file")) if step == COLUMNS else tr(N_("Back: columns")))
        self.cancel.setVisible(step != DONE)
        self._promise.setVisible(step != DONE and self.width() >= theme.px(1000))
        self._renew_buttons()

    def _renew_buttons(self) -> None:
        counts = self.plan.counts() if self.plan is not None else {}
        self.refused.setVisible(self.step in (PREVIEW, DONE) and counts.get("refused", 0) > 0)
        self.primary.setEnabled(True)
        if self.step == FILE:
            self.primary.name_it(tr(N_("Next: columns")) if self.plan is not None else tr(N_("Choose a file…")))
        elif self.step == COLUMNS:
            self.primary.name_it(tr(N_("Next: preview")))
        elif self.step == DONE:
            self.primary.name_it(tr(N_("Show the contacts")))
        else:
            wanted = counts.get("wanted", 0)
            self.primary.name_it(say(counted("Import {n} row", "Import {n} rows", wanted)), "Ctrl+S")
            self.primary.setEnabled(wanted > 0 and self.plan is not None and self.plan.is_checked)

    def go_on(self) -> None:
        """What the primary button does at this step."""
        if self.step == FILE and self.plan is None:
            self.ask_file()
        elif self.step == FILE:
            self._show_columns()
        elif self.step == COLUMNS:
            self._take_columns()
        elif self.step == PREVIEW:
            self.save()
        else:
            room = room_of(Person)
            self.session.go.open_room(room.key if room is not None else "home")

    def go_back(self) -> None:
        """One step back."""
        if self.step == PREVIEW:
            self._show_columns()
        else:
            self.show_step(FILE)

    def leave(self) -> None:
        """Give the import up; nothing was saved."""
        self.stop()
        self.session.go.back()

    def ask_file(self) -> None:
        """Ask for the file."""
        chosen = self.outside.open(self, documents(), tr(KINDS), ENDINGS)
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path, encoding: str = "", sheet: int | None = None) -> None:
        """Read a file in the background and show its first rows; nothing is written."""
        office = self.session.office

        def work(_progress: Progress) -> Plan:
            plan = Plan(office, open_source(path, encoding), sheet)
            plan.begin()
            return plan

        self._start(sentence("The file {file} is being read.", file=path.name), work, self._read)

    def _read_again(self) -> None:
        if self.plan is not None:
            source = self.plan.source
            encoding = self.file.encoding.currentData() if source.encoding else ""
            self.take(source.path, encoding, self.file.sheet.currentData())

    def _read(self, plan: Plan) -> None:
        is_again = self.plan is not None and self.plan.source.path == plan.source.path
        self.plan = plan
        self.about.setText(say(_about(plan)))
        self.file.show_plan(plan)
        self.file.show()
        if is_again or not plan.has_names:
            self.show_step(FILE) if is_again else self._show_columns()
        else:
            self._show_preview()

    def _show_columns(self) -> None:
        assert self.plan is not None
        plan = self.plan
        options = [(tr(words), role) for role, words in headings.ROLES.items()]
        lines = [
            Line(
                column,
                word or say(sentence(headings.COLUMN, letter=plan.head.letter(column))),
                headings.examples(plan.table, plan.head, column),
                options,
                plan.roles[column],
            )
            for column, word in enumerate(plan.head.words)
        ]
        self.columns.show_lines(lines)
        self.show_step(COLUMNS)

    def _take_columns(self) -> None:
        assert self.plan is not None
        chosen = self.columns.chosen()
        roles = tuple(chosen[column] for column in range(len(self.plan.head.words)))
        doubled = [role for role in set(roles) - headings.SEVERAL if roles.count(role) > 1]
        if doubled:
            said = sentence("Two columns hold “{what}”. Choose one of them.", what=tr(headings.ROLES[doubled[0]]))
            self.banner.show_message("late", say(said))
            return
        if not {headings.NAME, headings.FIRST, headings.LAST} & set(roles):
            self.banner.show_message("late", tr(N_("Say which column holds the names.")))
            return
        self.banner.dismiss()
        if roles != self.plan.roles:
            self.plan.roles = roles
            self.plan.begin()
        self._show_preview()

    # the preview

    def _show_preview(self) -> None:
        assert self.plan is not None
        self.preview.show_plan(self.plan)
        self.show_step(PREVIEW)
        if not self.plan.is_checked:
            self._check()

    def _check(self) -> None:
        """Understand all rows beside the window."""
        assert self.plan is not None
        plan = self.plan

        def work(progress: Progress) -> Plan:
            plan.check(progress.report)
            return plan

        self._start(sentence("The rows are being checked."), work, self._checked)

    def _checked(self, plan: Plan) -> None:
        if plan is self.plan:
            self.preview.show_plan(plan)
            self._renew_buttons()

    def _mend(self, place: int, column: int, text: str) -> None:
        assert self.plan is not None
        self.plan.mend(place, column, text)
        self.preview.follow(place)
        self._renew_buttons()

    def _decide(self) -> None:
        assert self.plan is not None
        self.plan.doubles = self.preview.doubles.currentData()
        self.plan.own = self.preview.own.currentData()
        self._renew_buttons()

    def ask_refused(self) -> None:
        """Write the refused rows with their reasons."""
        assert self.plan is not None
        plan = self.plan
        name = sentence("{file}: refused rows", file=plan.source.path.stem)
        chosen = self.outside.save(self, documents() / f"{safe_name(say(name))}.xlsx", tr(N_("Excel workbook (.xlsx)")))
        if not chosen:
            return
        path = Path(chosen) if chosen.lower().endswith(".xlsx") else Path(f"{chosen}.xlsx")
        document = replace(self.session.office, settings=self.session.office.settings).settings.locale

        def work(_progress: Progress) -> int:
            return save_refused(plan, path, document)

        def told(_rows: int) -> None:
            self.session.go.say(sentence("The list was saved as {file}.", file=path.name))

        self._start(sentence("The file {file} is being made.", file=path.name), work, told)

    # the import

    def save(self) -> None:
        """Write everything that is wanted, as one change."""
        if self.plan is None or self._task is not None or not self.primary.isEnabled():
            return
        plan = self.plan

        def work(progress: Progress) -> Commit:
            return write(plan, progress.report)

        self._start(sentence("The contacts are being imported."), work, self._saved)

    def _saved(self, commit: Commit) -> None:
        assert self.plan is not None
        said = [report_of(self.plan, commit).summary(), sentence("One “Undo” takes the whole import back.")]
        self.done_step.show_done(said, self.plan.source.path, self.outside.opens)
        self.show_step(DONE)
        self.session.go.committed(commit)
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    # work beside the window

    def _start(self, what: Sentence, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        self.stop()
        self.banner.dismiss()
        self.working.begin(what)
        self.primary.setEnabled(False)

        def ended(answer: Any) -> None:
            self._task = None
            self.working.end()
            self._renew_buttons()
            done(answer)

        self._task = self.session.background.start(
            self, work, done=ended, failed=self._failed, progressed=self.working.tell
        )

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self.working.end()
        self._renew_buttons()
        said = say(error.sentence) if isinstance(error, Refusal) else tr(UNEXPECTED)
        self.banner.show_message("late", said, (tr(N_("Choose another file…")), self.ask_file))

    def stop(self) -> None:
        """Stop what is under way; nothing of it is saved."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.working.end()
            self._renew_buttons()

    def is_busy(self) -> bool:
        """True while something is read, checked or written."""
        return self._task is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._task is not None:
            self.stop()
        elif event.key() == Qt.Key.Key_F8 and self.step == PREVIEW:
            self.preview.table.next_problem()
        elif event.key() == Qt.Key.Key_S and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.save() if self.step == PREVIEW else None
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(900)
        edge = theme.px(12 if narrow else 20)
        self._column.setContentsMargins(edge, theme.px(12), edge, theme.px(8))
        self.preview.be_narrow(narrow=narrow)
        self._promise.setVisible(self.step != DONE and self.width() >= theme.px(1000))


def _about(plan: Plan) -> Sentence:
    """The file, and its sheet where it has one."""
    if not plan.table.title:
        return Sentence("{file}", {"file": plan.source.path.name})
    return sentence("{file}, sheet {sheet}", file=plan.source.path.name, sheet=plan.table.title)
