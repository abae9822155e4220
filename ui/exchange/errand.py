"""Writing a file beside the window: the name is asked, the work is followed and stopped, failures are said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services.preview import another_name
from ui.background import UNEXPECTED, Progress, Task
from ui.file_dialogs import Outside, documents
from ui.language import say, tr
from ui.preview.working import Working
from ui.remembered import recall, remember

if TYPE_CHECKING:
    from ui.exchange.task_page import Order, TaskPage

REMEMBERED = "exchange"
OTHER_NAME = N_("Save under another name")


class Errand(QObject):
    """The one piece of work a page has under way."""

    def __init__(self, page: TaskPage) -> None:
        super().__init__(page)
        self._page = page
        self._task: Task | None = None
        self.outside = Outside()
        self.working = Working(page, self.stop)

    @property
    def under_way(self) -> bool:
        """True from the choice of a name until the file is written or given up."""
        return self._task is not None

    def folder(self) -> Path:
        """The folder of the last file written or chosen here, else that of the documents."""
        kept = recall(self._page.session.office, REMEMBERED).get("folder")
        found = Path(kept) if isinstance(kept, str) and kept else documents()
        return found if found.is_dir() else documents()

    def keep_folder(self, path: Path) -> None:
        """Begin in this file's folder the next time."""
        kept = recall(self._page.session.office, REMEMBERED)
        remember(self._page.session.office, REMEMBERED, {**kept, "folder": str(path.parent)})

    def run(self, order: Order, proposed: Path | None = None) -> None:
        """Ask for the name and write."""
        page = self._page
        chosen = self.outside.save(page, proposed or self.folder() / order.name, tr(order.kind))
        if not chosen:
            return
        ending = Path(order.name).suffix
        path = Path(chosen) if chosen.lower().endswith(ending) else Path(f"{chosen}{ending}")
        page.banner.dismiss()
        page.result.hide()
        page.primary.setEnabled(False)
        self.working.begin(sentence("The file {file} is being made.", file=path.name))
        answers: list[Any] = []
        bus = page.session.bus

        def work(progress: Progress) -> None:
            progress.report(0.0)
            answers.append(order.work(path, progress.report))

        def failed(error: BaseException) -> None:
            if shiboken6.isValid(self):
                self._end()
                self._refuse(error, order, path)
            else:
                bus.refused.emit(error.sentence if isinstance(error, Refusal) else Sentence(UNEXPECTED))

        def progressed(fraction: float, what: Sentence) -> None:
            if shiboken6.isValid(self):
                self.working.tell(fraction, what)

        def done(_nothing: None) -> None:
            if shiboken6.isValid(self):
                self._end()
                self._tell(answers[0], order, path)
            else:
                bus.told.emit(order.told(answers[0], path)[0])

        # owned by the window's background: the page may go (another zoom or theme) and the answer is still told
        background = page.session.background
        task = background.start(background, work, done=done, failed=failed, progressed=progressed)
        self._task = task
        task.finished.connect(lambda: self._stopped(task, answers, order, path))

    def stop(self) -> None:
        """Give it up; what is written already by then is said all the same."""
        if self._task is not None:
            self._task.progress.stop()
            self.working.tell(1.0, sentence("The work is being stopped."))

    def _stopped(self, task: Task, answers: list[Any], order: Order, path: Path) -> None:
        if not task.progress.cancelled or not shiboken6.isValid(self):
            return
        self._end()
        if answers:
            self._tell(answers[0], order, path)
        else:
            self._page.banner.show_message("note", say(sentence("The work was stopped. Nothing was saved.")))

    def _end(self) -> None:
        self._task = None
        self.working.end()
        self._page.primary.setEnabled(self._page.is_ready())

    def _tell(self, answer: Any, order: Order, path: Path) -> None:
        self.keep_folder(path)
        self._page.show_done(answer, path, order.told(answer, path))

    def _refuse(self, error: BaseException, order: Order, path: Path) -> None:
        if not isinstance(error, Refusal):
            self._page.banner.show_message("late", tr(UNEXPECTED))
            return
        again = another_name(path) if error.kind in ("file-open", "own-source") else path
        action = (tr(OTHER_NAME), lambda: self.run(order, again)) if error.kind in _OF_THE_PLACE else None
        self._page.banner.dismiss()
        self._page.banner.show_message("late", say(error.sentence), action)


_OF_THE_PLACE = frozenset({"file-open", "own-source", "disk-full", "read-only", "not-written"})
"""Refusals that another name or folder cures."""
