"""The ministry workbooks of many hospitals put together, with what did not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from hospcomms.domain.errors import Refusal
from hospcomms.domain.file_names import safe_name
from hospcomms.domain.folding import fold
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from ui import theme
from ui.background import UNEXPECTED, Progress
from ui.exchange.choices import LanguageChoice
from ui.exchange.rows import TextTable
from ui.exchange.task_page import WORKBOOK_FILE, Order, TaskPage, row_of
from ui.exchange.tasks import Task
from ui.language import say, shown, tip, tr
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from hospcomms.services.consolidate import Outcome

MOST_LISTED = 6
"""So many files are seen at once."""
_PATH = Qt.ItemDataRole.UserRole


class FileList(QListWidget):
    """The chosen workbooks; Del takes the selected ones off the list."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            for item in self.selectedItems():
                self.takeItem(self.row(item))
            self.model().layoutChanged.emit()
            return
        super().keyPressEvent(event)

    def paths(self) -> list[Path]:
        """The files in their order."""
        return [Path(self.item(row).data(_PATH)) for row in range(self.count())]

    def add(self, paths: Iterable[Path]) -> None:
        """Put files on the list, each once, in the order of their names."""
        known = {path.resolve(): path for path in (*self.paths(), *paths)}
        self.clear()
        for path in sorted(known.values(), key=lambda found: (fold(found.name), str(found))):
            item = QListWidgetItem(shown(path.name))
            item.setData(_PATH, str(path))
            item.setToolTip(tip(path.parent.name))
            item.setSizeHint(QSize(0, theme.px(28)))
            self.addItem(item)


class ConsolidatePage(TaskPage):
    """Workbooks, language, file; afterwards the totals and what did not fit."""

    def __init__(self, session: Session, task: Task) -> None:
        super().__init__(session, task, N_("Put together and save…"))
        self.files = FileList()
        self.files.setAccessibleName(tr(N_("Workbooks to put together")))
        self.files.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.choose = Button(tr(N_("Choose files…")), self.ask_files, icon="document_add")
        self.folder = Button(tr(N_("Choose a folder…")), self.ask_folder, icon="folder_open")
        self.empty = Button(tr(N_("Clear the list")), self._empty, kind="link")
        self.count = Label("", role="small", tone="text2")
        self.language = LanguageChoice(session)
        self.add_step(
            N_("1. Workbooks of the establishments"),
            row_of(self.choose, self.folder, self.empty),
            self.files,
            self.count,
        )
        self.add_step(N_("2. Language of the document"), self.language)
        heads = (tr(N_("File")), tr(N_("Sheet")), tr(N_("Row")), tr(N_("Reason")))
        self.misfits = TextTable(heads, tr(N_("What did not fit")), (200, 120, 60))
        self.more = Label("", role="small", tone="text2", wrap=True)
        self.unfit = self.add_step(N_("What did not fit"), self.misfits, self.more)
        self.unfit.hide()
        self.body.insertWidget(0, self.unfit)  # it is what one looks for once the work is done
        self.body.addStretch(1)
        self.files.model().layoutChanged.connect(self._show_count)
        self._show_count()
        self.setFocusProxy(self.choose)

    def ask_files(self) -> None:
        """Ask for workbooks."""
        chosen = self.errand.outside.several(self, self.errand.folder(), tr(WORKBOOK_FILE), ".xlsx")
        self.take([Path(found) for found in chosen])

    def ask_folder(self) -> None:
        """Ask for a folder; every workbook in it is taken, those of its folders too."""
        chosen = self.errand.outside.folder(self, self.errand.folder())
        if not chosen:
            return
        place = Path(chosen)

        def work(progress: Progress) -> list[Path]:
            return workbooks_in(place, progress.report)

        def done(found: list[Path]) -> None:
            if found:
                self.take(found)
            else:
                said = sentence("The folder {folder} holds no workbook (.xlsx).", folder=place.name)
                self.banner.show_message("soon", say(said))

        self.session.background.start(self, work, done=done, failed=self._not_read)

    def _not_read(self, error: BaseException) -> None:
        said = say(error.sentence) if isinstance(error, Refusal) else tr(UNEXPECTED)
        self.banner.show_message("late", said)

    def take(self, paths: list[Path]) -> None:
        """Put workbooks on the list."""
        if paths:
            self.errand.keep_folder(paths[0])
            self.banner.dismiss()
            self.files.add(paths)
            self._show_count()

    def _empty(self) -> None:
        self.files.clear()
        self._show_count()

    def _show_count(self) -> None:
        count = self.files.count()
        self.count.setText(say(counted("{n} workbook chosen", "{n} workbooks chosen", count)))
        self.files.setFixedHeight(theme.px(28) * min(max(count, 1), MOST_LISTED) + theme.px(4))
        self.files.setVisible(count > 0)
        self.empty.setVisible(count > 0)
        self.primary.setEnabled(self.is_ready() and not self.errand.under_way)

    def is_ready(self) -> bool:
        return self.files.count() > 0

    def order(self) -> Order | None:
        paths = self.files.paths()
        document = self.session.office.settings.locale_for(self.language.current())

        def work(path: Path, progress: Callable[[float], None]) -> Outcome:
            # late: brings openpyxl and the readers
            from hospcomms.services.consolidate import consolidate

            return consolidate(paths, path, document, progress)

        def told(outcome: Any, path: Path) -> list[Sentence]:
            return [sentence("The workbook was saved as {file}.", file=path.name), *self._totals(outcome)]

        name = safe_name(f"{tr(N_('Consolidated workbook'))} {self.session.office.today.isoformat()}")
        self.unfit.hide()
        return Order(f"{name}.xlsx", WORKBOOK_FILE, work, told)

    def _totals(self, outcome: Outcome) -> list[Sentence]:
        """What the result holds, in sentences."""
        hospitals = counted("{n} establishment", "{n} establishments", outcome.establishments)
        campaigns = counted("{n} campaign", "{n} campaigns", outcome.campaigns)
        rows = counted("{n} row in all", "{n} rows in all", outcome.taken)
        said = [sentence("It holds {hospitals}, {campaigns}, {rows}.", hospitals=hospitals, campaigns=campaigns,
                         rows=rows)]  # fmt: skip
        planned, spent = (outcome.amounts.get(key) for key in ("planned_budget", "spent"))
        if planned is not None or spent is not None:
            said.append(sentence("Planned: {planned}. Spent: {spent}.", planned=self._money(planned),
                                 spent=self._money(spent)))  # fmt: skip
        if outcome.refused:
            refused = counted("{n} file was not taken.", "{n} files were not taken.", outcome.refused)
            said.append(refused)
        if outcome.left_out:
            said.append(counted("{n} row was left out.", "{n} rows were left out.", outcome.left_out))
        return said

    def _money(self, amount: float | None) -> str:
        return tr(N_("not known")) if amount is None else self.session.locale.money(amount, 0)

    def show_done(self, answer: Any, path: Path, said: list[Sentence]) -> None:
        super().show_done(answer, path, said)
        digits = self.session.locale.number
        rows = [
            (item.file, item.table, digits(item.row) if item.row else "", say(item.reason)) for item in answer.misfits
        ]
        self.unfit.setVisible(bool(rows))
        self.area.verticalScrollBar().setValue(0)
        hidden = answer.unfit - len(rows)
        self.more.setVisible(hidden > 0)
        more = counted(
            "{n} more line stands in the sheet “What did not fit” of the workbook.",
            "{n} more lines stand in the sheet “What did not fit” of the workbook.",
            hidden,
        )
        self.more.setText(say(more))
        self.misfits.show_rows(rows)


def workbooks_in(folder: Path, progress: Callable[[float], None]) -> list[Path]:
    """The workbooks in a folder and the folders in it, without the traces of open ones.

    Raises Refusal when the folder cannot be read.
    """
    found = []
    try:
        for path in folder.rglob("*"):
            progress(0.0)
            if path.suffix.lower() == ".xlsx" and not path.name.startswith(("~$", ".")) and path.is_file():
                found.append(path)
    except OSError as problem:
        said = sentence("The folder could not be read. Choose another one.")
        raise Refusal("unreachable", said) from problem
    return sorted(found)
