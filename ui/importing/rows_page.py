"""A list imported from a file: its columns, each row, doubles; beside the window, with one undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.fields import Record
from hospcomms.domain.file_names import safe_name
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services.office import Office
from hospcomms.services.row_import.headings import COLUMN as COLUMN_WORDS
from hospcomms.services.row_import.headings import examples
from hospcomms.services.row_import.plan import RowPlan
from hospcomms.services.row_import.writing import report_of, save_refused
from ui.background import Progress
from ui.exchange.result import Result
from ui.file_dialogs import documents
from ui.importing.column_lines import ColumnLines, Line
from ui.importing.file_step import FileStep
from ui.importing.preview_step import Decisions, PreviewStep
from ui.importing.wizard import COLUMNS, DONE, FILE, PREVIEW, ImportWizard
from ui.language import say, tr
from ui.rooms.entrances import entrance_of
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.sheets import Sheet, scrolled


@dataclass(frozen=True)
class RowImport:
    """What an import of one kind of list is called, asks and does; texts are marked.

    ``kinds`` and ``endings`` are the files it reads, ``hint`` says so at length. ``plan`` opens a file (with an
    encoding, a sheet), ``write`` does what it plans. ``shown`` is the button that leads to the ``record``s.
    """

    title: str
    kinds: str
    endings: str
    hint: str
    decisions: Decisions
    under_way: Sentence
    shown: str
    record: type[Record]
    plan: Callable[[Office, Path, str, int | None], RowPlan[Any]]
    write: Callable[[Any, Callable[[float], None]], Commit]


class RowImportPage(ImportWizard):
    """Four steps; each shows one page and the buttons that lead on and back."""

    def __init__(self, session: Session, kind: RowImport) -> None:
        super().__init__(session, kind.title)
        self.kind = kind
        self.plan: RowPlan[Any] | None = None
        self.file, self.columns = FileStep(self.ask_file, kind.hint), ColumnLines()
        self.preview, self.done_step = PreviewStep(kind.decisions), Result(self)
        self.refused = Button(tr(N_("Save the refused rows…")), self.ask_refused, icon="table")
        self.foot.insertWidget(self.foot.count() - 1, self.refused)
        columns = Sheet()
        columns.body.addWidget(self.columns)
        columns.body.addStretch(1)
        for page in (scrolled(self.file), scrolled(columns), self.preview, _from_the_top(self.done_step)):
            self.stack.addWidget(page)
        self.file.changed.connect(self._read_again)
        self.preview.decided.connect(self._decide)
        self.preview.table.rows.mended.connect(self._mend)
        self.setFocusProxy(self.file.choose)
        self.show_step(FILE)

    # the steps

    def renew_buttons(self) -> None:
        counts = self.plan.counts() if self.plan is not None else {}
        self.refused.setVisible(self.step in (PREVIEW, DONE) and counts.get("refused", 0) > 0)
        self.primary.setEnabled(True)
        if self.step == FILE:
            self.primary.name_it(tr(N_("Next: columns")) if self.plan is not None else tr(N_("Choose a file…")))
        elif self.step == COLUMNS:
            self.primary.name_it(tr(N_("Next: preview")))
        elif self.step == DONE:
            self.primary.name_it(tr(self.kind.shown))
        else:
            wanted = counts.get("wanted", 0)
            self.primary.name_it(say(counted("Import {n} row", "Import {n} rows", wanted)), "Ctrl+S")
            self.primary.setEnabled(wanted > 0 and self.plan is not None and self.plan.is_checked)

    def go_on(self) -> None:
        if self.step == FILE:
            self.ask_file() if self.plan is None else self._show_columns()
        elif self.step == COLUMNS:
            self._take_columns()
        elif self.step == PREVIEW:
            self.save()
        else:
            entrance = entrance_of(self.kind.record)
            self.session.go.open_room(entrance.key if entrance is not None else "home")

    def go_back(self) -> None:
        if self.step == PREVIEW:
            self._show_columns()
        else:
            self.show_step(FILE)

    def ask_file(self) -> None:
        """Ask for the file."""
        chosen = self.outside.open(self, documents(), tr(self.kind.kinds), self.kind.endings)
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path, encoding: str = "", sheet: int | None = None) -> None:
        """Read a file in the background and show its first rows; nothing is written."""
        office, kind = self.session.office, self.kind

        def work(_progress: Progress) -> RowPlan[Any]:
            plan = kind.plan(office, path, encoding, sheet)
            plan.begin()
            return plan

        self.start(sentence("The file {file} is being read.", file=path.name), work, self._read)

    def _read_again(self) -> None:
        if self.plan is not None:
            source = self.plan.source
            encoding = self.file.encoding.currentData() if source.encoding else ""
            self.take(source.path, encoding, self.file.sheet.currentData())

    def _read(self, plan: RowPlan[Any]) -> None:
        is_again = self.plan is not None and self.plan.source.path == plan.source.path
        self.plan = plan
        self.about.setText(say(_about(plan)))
        self.file.show_plan(plan)
        if is_again:
            self.show_step(FILE)
        else:
            self._show_columns() if plan.lacking else self._show_preview()

    def _show_columns(self) -> None:
        assert self.plan is not None
        self.columns.show_lines(_lines(self.plan))
        self.show_step(COLUMNS)

    def _take_columns(self) -> None:
        assert self.plan is not None
        chosen = self.columns.chosen()
        roles = tuple(chosen[column] for column in range(len(self.plan.head.words)))
        doubled = _doubled(self.plan, roles)
        if doubled is not None:
            self.banner.show_message("late", say(doubled))
            return
        before, self.plan.roles = self.plan.roles, roles
        if self.plan.lacking:
            self.banner.show_message("late", tr(self.plan.lacking))
            self.plan.roles = before
            return
        self.banner.dismiss()
        if roles != before:
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

        def work(progress: Progress) -> RowPlan[Any]:
            plan.check(progress.report)
            return plan

        self.start(sentence("The rows are being checked."), work, self._checked)

    def _checked(self, plan: RowPlan[Any]) -> None:
        if plan is self.plan:
            self.preview.show_plan(plan)
            self.renew_buttons()

    def _mend(self, place: int, column: int, text: str) -> None:
        assert self.plan is not None
        self.plan.mend(place, column, text)
        self.preview.follow(place)
        self.renew_buttons()

    def _decide(self) -> None:
        assert self.plan is not None
        self.plan.doubles = self.preview.doubles.currentData()
        self.plan.own = self.preview.own.currentData()
        self.renew_buttons()

    def ask_refused(self) -> None:
        """Write the refused rows with their reasons."""
        assert self.plan is not None
        plan = self.plan
        name = sentence("{file}: refused rows", file=plan.source.path.stem)
        chosen = self.outside.save(self, documents() / f"{safe_name(say(name))}.xlsx", tr(N_("Excel workbook (.xlsx)")))
        if not chosen:
            return
        path = Path(chosen) if chosen.lower().endswith(".xlsx") else Path(f"{chosen}.xlsx")
        document = self.session.office.settings.locale

        def work(_progress: Progress) -> int:
            return save_refused(plan, path, document)

        def told(_rows: int) -> None:
            self.session.go.say(sentence("The list was saved as {file}.", file=path.name))

        self.start(sentence("The file {file} is being made.", file=path.name), work, told)

    # the import

    def save(self) -> None:
        """Write everything that is wanted, as one change."""
        if self.plan is None or self._task is not None or not self.primary.isEnabled():
            return
        plan, kind = self.plan, self.kind

        def work(progress: Progress) -> Commit:
            return kind.write(plan, progress.report)

        self.start(kind.under_way, work, self._saved)

    def _saved(self, commit: Commit) -> None:
        assert self.plan is not None
        said = [report_of(self.plan, commit).summary(), sentence("One “Undo” takes the whole import back.")]
        self.done_step.show_done(said, self.plan.source.path, self.outside.opens)
        self.show_step(DONE)
        self.session.go.committed(commit)
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.step == PREVIEW and event.key() == Qt.Key.Key_F8:
            self.preview.table.next_problem()
        elif self.step == PREVIEW and event.matches(QKeySequence.StandardKey.Save):
            self.save()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.preview.be_narrow(narrow=self.is_narrow)


def _from_the_top(widget: QWidget) -> QWidget:
    """A page with the widget above and room below."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch(1)
    return page


def _doubled(plan: RowPlan[Any], roles: Sequence[str]) -> Sentence | None:
    """What is said when two columns hold what only one may."""
    known = plan.vocabulary
    found = next((role for role in roles if role not in known.several and roles.count(role) > 1), None)
    if found is None:
        return None
    return sentence("Two columns hold “{what}”. Choose one of them.", what=tr(known.roles[found]))


def _lines(plan: RowPlan[Any]) -> list[Line]:
    """The columns of the file with what they hold."""
    options = [(tr(words), role) for role, words in plan.vocabulary.roles.items()]
    return [
        Line(
            column,
            word or say(sentence(COLUMN_WORDS, letter=plan.head.letter(column))),
            examples(plan.table, plan.head, column),
            options,
            plan.roles[column],
        )
        for column, word in enumerate(plan.head.words)
    ]


def _about(plan: RowPlan[Any]) -> Sentence:
    """The file, and its sheet where it has one."""
    if not plan.table.title:
        return Sentence("{file}", {"file": plan.source.path.name})
    return sentence("{file}, sheet {sheet}", file=plan.source.path.name, sheet=plan.table.title)
