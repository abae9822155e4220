"""Before there is an office: the steps of the first start, and the refusal of a folder that cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_
from hospcomms.services import folder_places
from hospcomms.services import office as offices
from hospcomms.services.settings import Settings
from ui import system_look
from ui.language import tr
from ui.shell import logo
from ui.shell.backups import Rescue
from ui.shell.first_run import Answers, FirstRun
from ui.shell.refused import BACKUP_HELPS, RefusedPage

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.services.office import Office
    from ui.window import Window

START_ANEW, USUAL_PLACE = N_("Start with empty data"), N_("Use the usual folder of this computer")
SampleMaker = Callable[[Path, Settings], None]
_LIBRARY_AFTER = 300  # ms: the scenarios of crises are written once the first page is painted
_HEALTH_DAYS_AFTER = 600  # ms: and then the health days of the year
_REGISTERS_AFTER = 900  # ms: and the registers the law on personal data asks for


def begin(window: Window, sample: SampleMaker | None) -> Beginning:
    """Ask the questions of the first start. Raises Refusal where data was before, or would get lost."""
    folder_places.refuse_new(window.folder)
    found = Beginning(window, sample)
    found.ask(Answers(Settings(zoom=system_look.text_size())))
    return found


def show_refusal(window: Window, refusal: Refusal) -> None:
    """Show why the folder of a window cannot be opened, and the ways on, in the officer's language if it is known."""
    # late: only shown when something is wrong
    from hospcomms.services.crisis_folder import readable_settings
    from ui.shell.damaged import Salvaging
    from ui.shell.fresh_folder import FreshFolder

    window.dress(readable_settings(window.folder))
    more: list[QWidget] = []
    backups = Rescue(window).list() if refusal.kind in BACKUP_HELPS else None
    if backups is not None:
        more.append(backups)
    if refusal.kind == "damaged":
        more.append(Salvaging(window).offer())
    if refusal.kind not in folder_places.REFUSED:
        more.append(FreshFolder(window).offer())
    found = backups is not None and backups.has_some
    page = RefusedPage(refusal, window.open, window.open_other, window.close, more, has_better=found)
    if refusal.kind == "data-gone":
        page.offer(tr(START_ANEW), lambda: _start_anew(window))
    better = folder_places.better_place(window.folder) if refusal.kind in folder_places.REFUSED else None
    if better is not None:
        page.offer(tr(USUAL_PLACE), lambda: window.open_other(better), is_best=True)
    window.show_page(page)


def _start_anew(window: Window) -> None:
    folder_places.forget(window.folder)
    window.open()


class Beginning:
    """Asks the four questions of the first start and makes the data folder as they were answered."""

    def __init__(self, window: Window, sample: SampleMaker | None) -> None:
        self._window, self._sample = window, sample
        self._page: FirstRun | None = None

    def ask(self, answers: Answers) -> None:
        """Show one step."""
        self._window.dress(answers.settings)
        page = FirstRun(answers, may_sample=self._sample is not None)
        page.turned.connect(self.ask)
        page.finished.connect(self._make)
        self._page = page
        self._window.show_page(page)
        page.setFocus()

    def _make(self, answers: Answers, wants_sample: bool) -> None:
        """Make the data folder; the sample takes a moment, so it is made beside the window."""
        if wants_sample:
            self._make_sample(answers)
            return
        try:
            office = offices.create_office(self._window.folder, replace(answers.settings, is_ready=True))
            if answers.logo is not None:
                name = logo.keep(self._window.folder, answers.logo)
                office = offices.with_settings(office, replace(office.settings, logo=name))
            self._window.use(office)
        except Refusal as refusal:
            self._not_made(refusal)
            return
        QTimer.singleShot(_LIBRARY_AFTER, self._window, lambda: bring_in_scenarios(self._window, office))
        bring_in_health_days(self._window, office)

    def _make_sample(self, answers: Answers) -> None:
        make, window = self._sample, self._window
        assert make is not None
        assert self._page is not None
        self._page.wait()
        window.background.start(
            window,
            lambda _progress: make(window.folder, answers.settings),
            done=lambda _nothing: window.open(),
            failed=self._not_made,
        )

    def _not_made(self, error: BaseException) -> None:
        """Say on the card why there is no office yet; a mistake of our own goes its usual way."""
        assert self._page is not None
        self._page.setEnabled(True)
        if not isinstance(error, Refusal):
            raise error
        self._page.refuse(error.sentence)


def bring_in_scenarios(window: Window, office: Office) -> None:
    """Write the shipped scenarios into a new office beside the window: a crisis can come on the first day."""
    # late: after the first paint
    from hospcomms.services import scenario_library

    _bring_in(window, office, lambda: scenario_library.bring_in(office, "start"))


def bring_in_health_days(window: Window, office: Office) -> None:
    """Write the shipped health days into an office beside the window: a new one, or one of an older program."""

    def work() -> Commit | None:
        # late: after the first paint
        from hospcomms.services import observances

        return observances.bring_in(office, "start")

    QTimer.singleShot(_HEALTH_DAYS_AFTER, window, lambda: _bring_in(window, office, work))
    QTimer.singleShot(_REGISTERS_AFTER, window, lambda: bring_in_registers(window, office))


def bring_in_registers(window: Window, office: Office) -> None:
    """Write the usual lines of the register of processing, and the usual retention periods, where they are missing."""
    # late: after the first paint
    from hospcomms.services import processing, retention

    _bring_in(window, office, lambda: processing.bring_in(office, "start"))
    _bring_in(window, office, lambda: retention.bring_in(office, "start"))


def _bring_in(window: Window, office: Office, work: Callable[[], Commit | None]) -> None:
    if window.office is None or window.office.store is not office.store:
        return

    def done(commit: Commit | None) -> None:
        if commit is not None and window.office is not None:
            window.bus.committed.emit(commit)

    def failed(error: BaseException) -> None:
        # the question which scenario is activated, and the list of health days, offer them again
        if isinstance(error, Refusal) and window.frame is not None:
            window.frame.refuse(error.sentence)

    window.background.start(window, lambda _progress: work(), done=done, failed=failed)
