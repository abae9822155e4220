"""A crisis that was run in another folder is brought home: the folder, what it holds, and what came of it (CRI-6)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.incidents import RUNNING, Incident
from hospcomms.domain.locale import isolated
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services import records
from ui import theme
from ui.background import UNEXPECTED, Progress
from ui.exchange.task_page import TaskPage, row_of
from ui.exchange.tasks import Task
from ui.file_dialogs import documents
from ui.language import say, shown, tip, tr, unmarked
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark
from ui.widgets.sheets import Sheet

if TYPE_CHECKING:
    from hospcomms.services.crisis_folder import Away, Brought

OPEN_CRISIS = N_("Open the crisis")
MOST_NEAR = 3
"""So many folders found among the documents are offered."""


class BringHomePage(TaskPage):
    """Choose the folder, see its incidents, bring them home. The work goes on beside the window."""

    def __init__(self, session: Session, task: Task) -> None:
        super().__init__(session, task, N_("Bring home"))
        self.folder: Path | None = None
        self.boxes: dict[int, QCheckBox] = {}
        self._busy = False
        self.choose = Button(tr(N_("Choose the folder…")), self.ask_folder, icon="folder_open")
        self.named = Label("", elide=True)
        self._near = QVBoxLayout()
        self._near.setSpacing(theme.px(4))
        near = QWidget()
        near.setLayout(self._near)
        self._near.setContentsMargins(0, 0, 0, 0)
        self.add_step(N_("1. Folder in which the crisis was run"), row_of(self.choose, self.named), near)
        self._found = QVBoxLayout()
        self._found.setContentsMargins(0, 0, 0, 0)
        self._found.setSpacing(theme.px(8))
        holder = QWidget()
        holder.setLayout(self._found)
        self.listed = self.add_step(N_("2. What it holds"), holder)
        self.listed.hide()
        self.done = Done(session)
        self._column.insertWidget(self._column.indexOf(self.area), self.done)
        self.body.addStretch(1)
        self.primary.setEnabled(False)
        self.setFocusProxy(self.choose)
        self._offer_near()

    def _offer_near(self) -> None:
        """The folders of crises among the documents, each a press away."""
        from hospcomms.services import crisis_folder  # late: part of an emergency only

        for folder in crisis_folder.near(documents(), self.session.office.folder)[:MOST_NEAR]:
            button = Button(isolated(folder.name), lambda folder=folder: self.take(folder), kind="link")  # type: ignore[misc]
            button.setAccessibleName(say(sentence("The folder {folder} among the documents", folder=folder.name)))
            self._near.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeading)

    def ask_folder(self) -> None:
        """Ask for the folder of the crisis."""
        chosen = self.errand.outside.folder(self, self.folder or documents())
        if chosen:
            self.take(Path(chosen))

    def take(self, folder: Path) -> None:
        """Look beside the window at what a folder holds."""
        if self._busy:
            return
        self.folder = folder
        self.named.setText(isolated(folder.name))
        self.banner.dismiss()
        self.done.hide()
        self._read()

    def _read(self) -> None:
        office, folder = self.session.office, self.folder
        assert folder is not None

        def work(_progress: Progress) -> list[Away]:
            from hospcomms.services.crisis_folder import incidents_in  # late: as above

            return incidents_in(office, folder)

        self._begin_work()
        self.session.background.start(self, work, done=self._show, failed=self._refuse)

    def _begin_work(self) -> None:
        self._busy = True
        self.primary.setEnabled(False)

    def _show(self, found: list[Away]) -> None:
        """A line for each incident; one that is here already cannot be chosen again."""
        self._busy = False
        self._clear()
        for away in found:
            box = QCheckBox(unmarked(shown(say(told(away)))))
            box.setAccessibleName(say(told(away)))
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            box.setToolTip(tip(say(told(away))))
            box.setChecked(not away.is_here)
            box.setEnabled(not away.is_here)
            box.toggled.connect(lambda _on: self._settle())
            self.boxes[away.incident] = box
            self._found.addWidget(box)
        if not found:
            none = tr(N_("No crisis and no drill was run in this folder. Choose another one."))
            self._found.addWidget(Label(none, tone="text2", wrap=True))
        elif all(away.is_here for away in found):
            here = tr(N_("All of it is in this office already. Nothing is brought twice."))
            self._found.addWidget(Label(here, tone="text2", wrap=True))
        self.listed.show()
        self._settle()
        if self.primary.isEnabled() and self.isVisible():
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self.boxes = {}
        while (item := self._found.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()

    def _settle(self) -> None:
        self.primary.setEnabled(self.is_ready() and not self._busy)

    def chosen(self) -> list[int]:
        """The incidents to be brought, by their numbers there."""
        return [incident for incident, box in self.boxes.items() if box.isChecked() and box.isEnabled()]

    def is_ready(self) -> bool:
        return bool(self.chosen())

    def is_busy(self) -> bool:
        return self._busy

    def begin(self) -> None:
        """Bring what is chosen, beside the window."""
        if self._busy or not self.is_ready():
            return
        office, folder, wanted = self.session.office, self.folder, self.chosen()
        assert folder is not None

        def work(_progress: Progress) -> Brought:
            from hospcomms.services.crisis_folder import bring  # late: as above

            return bring(office, folder, wanted)

        self.banner.dismiss()
        self._begin_work()
        self.session.background.start(self, work, done=self._brought, failed=self._refuse)

    def _brought(self, brought: Brought) -> None:
        for merged in brought.merged:
            self.session.go.committed(merged.commit)
        if brought.refusal is not None:
            self.banner.show_message("late", say(brought.refusal.sentence))
        self.done.show_brought([merged.incident for merged in brought.merged])
        self.done.opener.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def _refuse(self, error: BaseException) -> None:
        self._busy = False
        self._clear()
        self.listed.hide()
        self._settle()
        self.banner.show_message("late", say(error.sentence) if isinstance(error, Refusal) else tr(UNEXPECTED))


class Done(Sheet):
    """What was brought, in words, and the way to it; hidden until then."""

    def __init__(self, session: Session) -> None:
        super().__init__(padding=12)
        self._session = session
        self._incident = 0
        self._text = Label("", bold=True, wrap=True)
        self._next = Label("", tone="text2", wrap=True)
        self.opener = Button(tr(OPEN_CRISIS), self._open, icon="open")
        self.body.addWidget(row_of(Mark("done", 16), self._text, self.opener))
        self.body.addWidget(self._next)
        self.hide()

    def show_brought(self, incidents: list[int]) -> None:
        """Say which incidents of this office were brought."""
        from hospcomms.services import incident_log  # late: as above

        office = self._session.office
        found: list[Incident] = records.window(office, Incident, incidents)
        lines = sum(len(incident_log.lines(office, one.id)) for one in found)
        self._incident = found[0].id
        said = counted("{n} crisis was brought home, with {lines}.", "{n} crises were brought home, with {lines}.",
                       len(found), lines=counted("{n} line of the log", "{n} lines of the log", lines))  # fmt: skip
        self._text.setText(say(said))
        running = any(one.state == RUNNING for one in found)
        on = N_("It still runs: go on here with F12, and write no more in the other folder.")
        over = N_("The other folder stays as it is. Keep it until the after-action report is signed.")
        self._next.setText(tr(on if running else over))
        self.setAccessibleName(f"{self._text.words()} {self._next.words()}")
        self.show()

    def words(self) -> list[str]:
        """The sentences shown."""
        return [self._text.words(), self._next.words()]

    def _open(self) -> None:
        self._session.go.open_record(Incident, self._incident)


def told(away: Away) -> Sentence:
    """An incident of another folder in one line: title, beginning, lines, and what there is to know."""
    lines = counted("{n} line", "{n} lines", away.lines)
    facts: dict[str, object] = {"title": away.title, "start": away.started_at or "", "lines": lines}
    if away.is_here:
        return sentence("{title} · {start} · {lines} · is here already", **facts)
    if away.is_drill:
        return sentence("{title} · {start} · {lines} · drill", **facts)
    if away.is_running:
        return sentence("{title} · {start} · {lines} · still runs", **facts)
    return sentence("{title} · {start} · {lines}", **facts)
