"""The desk when the disk refuses: it says so at once, keeps what is done in memory, and writes when it can again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services.incident_rescue import Held as HeldAct
from hospcomms.services.incident_rescue import HeldLines, save_aside
from ui.language import say, tr
from ui.rooms.crisis.log_list import Unwritten
from ui.rooms.crisis.words import time_of

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from ui.rooms.crisis.desk import DeskPage

SAVE_ASIDE = N_("Save aside …")
FILE_NAME, TEXT_FILE = N_("incident-log.txt"), N_("Text file (.txt)")


class Held:
    """Does the acts of a desk through what may hold them; ``kept`` outlives the desk."""

    def __init__(self, page: DeskPage, kept: HeldLines) -> None:
        self._page, self.kept = page, kept

    def do(self, words: Sentence | str, act: Callable[[Office], Commit]) -> Commit | None:
        """Do an act, or hold it when the disk refuses: then None. Raises Invalid or another Refusal of its own."""
        page = self._page
        waited = self.kept.waiting
        try:
            made = self.kept.do_or_hold(page.session.office, page.desk.incident.id, words, act)
        finally:
            self._heard_of(waited)
        if isinstance(made, HeldAct):
            self.show()
            return None
        return made

    def try_again(self) -> None:
        """Write what waits, when the disk grants it; called every second while something waits."""
        if not self.kept.waiting:
            return
        waited = self.kept.waiting
        for commit in self.kept.flush(self._page.session.office):
            self._page.heard(commit)
        self._heard_of(waited)

    def _heard_of(self, before: tuple[HeldAct, ...]) -> None:
        """Say once that everything is on disk."""
        if before and not self.kept.waiting:
            self._page.banner.dismiss()
            self._page.log.show_held(())
            self._page.read()
            self._page.toast.say(say(sentence("Everything that waited is on disk.")))

    def show(self) -> None:
        """Show what is not on disk, and why."""
        waiting = self.kept.waiting
        if not waiting:
            return
        page = self._page
        language = page.session.office.settings.locale
        page.log.show_held([
            Unwritten(one.words if isinstance(one.words, str) else language.say(one.words), time_of(one.moment.at))
            for one in waiting
        ])  # fmt: skip
        said = sentence(
            "{why} {n} The desk goes on and writes when it can.",
            why=waiting[0].reason,
            n=counted("{n} line is not on disk.", "{n} lines are not on disk.", len(waiting)),
        )
        page.banner.show_message("late", say(said), (tr(SAVE_ASIDE), self.save_aside))

    def save_aside(self) -> None:
        """Ask for a place on another drive and write there what waits."""
        # late: only in this plight
        from ui.file_dialogs import ask_save, documents

        name = ask_save(self._page, documents() / tr(FILE_NAME), tr(TEXT_FILE))
        if name:
            self.write_aside(Path(name))
        self.show()
        self._page.take_focus()

    def write_aside(self, path: Path) -> None:
        """Write what waits into a file elsewhere and say so."""
        locale = self._page.session.locale
        try:
            save_aside(self.kept.waiting, path, locale)
        except Refusal as refusal:
            self._page.refuse(say(refusal.sentence))
            return
        self._page.toast.say(say(sentence("Saved aside: {file}", file=path.name)))
