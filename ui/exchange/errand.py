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
    from ui.session import Session

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
        self._task = _Writing(self, page.session, order, path).start()

    def stop(self) -> None:
        """Give it up; what is written already by then is said all the same."""
        if self._task is not None:
            self._task.progress.stop()
            self.working.tell(1.0, sentence("The work is being stopped."))

    def end(self) -> None:
        """Nothing is under way any more."""
        self._task = None
        self.working.end()
        self._page.primary.setEnabled(self._page.is_ready())

    def tell(self, answer: Any, order: Order, path: Path) -> None:
        """Say what was written."""
        self.keep_folder(path)
        self._page.show_done(answer, path, order.told(answer, path))

    def tell_stopped(self) -> None:
        """Say that nothing was written."""
        self._page.banner.show_message("note", say(sentence("The work was stopped. Nothing was saved.")))

    def refuse(self, error: BaseException, order: Order, path: Path) -> None:
        """Say why nothing was written, with the way out where another name cures it."""
        if not isinstance(error, Refusal):
            self._page.banner.show_message("late", tr(UNEXPECTED))
            return
        again = another_name(path) if error.kind in ("file-open", "own-source") else path
        action = (tr(OTHER_NAME), lambda: self.run(order, again)) if error.kind in _OF_THE_PLACE else None
        self._page.banner.dismiss()
        self._page.banner.show_message("late", say(error.sentence), action)


_OF_THE_PLACE = frozenset({"file-open", "own-source", "disk-full", "read-only", "not-written", "unfit-name"})
"""Refusals that another name or folder cures."""


class _Writing:
    """One file on its way. Its page may go meanwhile (another zoom or theme): then the window tells the end."""

    def __init__(self, errand: Errand, session: Session, order: Order, path: Path) -> None:
        self._errand, self._session = errand, session
        self._order, self._path = order, path
        self._answers: list[Any] = []

    def start(self) -> Task:
        """Begin; owned by the window's background and not by the page."""
        background = self._session.background
        task = background.start(
            background, self._work, done=self._done, failed=self._failed, progressed=self._progressed
        )
        task.finished.connect(lambda: self._stopped(task))
        return task

    @property
    def _has_page(self) -> bool:
        return shiboken6.isValid(self._errand)

    def _work(self, progress: Progress) -> None:
        progress.report(0.0)
        self._answers.append(self._order.work(self._path, progress.report))

    def _progressed(self, fraction: float, what: Sentence) -> None:
        if self._has_page:
            self._errand.working.tell(fraction, what)

    def _done(self, _nothing: None) -> None:
        if self._has_page:
            self._errand.end()
            self._errand.tell(self._answers[0], self._order, self._path)
        else:
            self._session.bus.told.emit(self._order.told(self._answers[0], self._path)[0])

    def _failed(self, error: BaseException) -> None:
        if self._has_page:
            self._errand.end()
            self._errand.refuse(error, self._order, self._path)
        else:
            self._session.bus.refused.emit(error.sentence if isinstance(error, Refusal) else Sentence(UNEXPECTED))

    def _stopped(self, task: Task) -> None:
        """A stopped task calls nobody back; what it had written by then is said all the same."""
        if not task.progress.cancelled or not self._has_page:
            return
        self._errand.end()
        if self._answers:
            self._errand.tell(self._answers[0], self._order, self._path)
        else:
            self._errand.tell_stopped()
