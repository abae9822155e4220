"""Before a calendar is brought in: how many appointments are new, changed, the same, and which are refused and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.appointments import Appointment
from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_, InWords, Sentence, counted, sentence
from ui import theme
from ui.background import UNEXPECTED, Progress, Task
from ui.language import direction, say, shown, tr
from ui.preview.working import Working
from ui.rooms.calendar.painted import time_said
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark
from ui.widgets.messages import Banner
from ui.widgets.sheets import scrolled

if TYPE_CHECKING:
    from hospcomms.services.ics.bringing import CalendarPlan

WIDE, TALL, MOST = 560, 520, 60
TITLE = N_("Import a calendar")


class BringingDialog(QDialog):
    """Reads the file beside the window; nothing is written before the button is pressed."""

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.path = session, path
        self.plan: CalendarPlan | None = None
        self._is_writing = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setLayoutDirection(direction())
        self.setWindowTitle(shown(tr(TITLE)))
        self.banner = Banner()
        self.working = Working(self, self.reject)
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.px(4))
        self.go = Button(tr(N_("Import")), self.bring, kind="primary")
        self.go.setEnabled(False)
        self.cancel = Button(tr(N_("Cancel")), self.reject)
        self._compose(inside)
        self.resize(theme.px(WIDE), min(theme.px(TALL), self.screen().availableGeometry().height()))
        self.working.begin(sentence("The file {file} is being read.", file=path.name))
        office = session.office

        def work(progress: Progress) -> CalendarPlan:
            # late: icalendar takes a while to import, so it is done beside the window too
            from hospcomms.services.ics import bringing

            return bringing.plan(office, path, progress.report)

        self._task: Task | None = session.background.start(
            self, work, done=self.show_plan, failed=self._failed, progressed=self.working.tell
        )

    def _compose(self, inside: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(edge) for edge in (20, 16, 20, 16)))
        column.setSpacing(theme.px(10))
        column.addWidget(Label(tr(TITLE), role="section"))
        column.addWidget(Label(shown(self.path.name), tone="text2", elide=True))
        column.addWidget(self.banner)
        column.addWidget(scrolled(inside), 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.go)
        column.addLayout(row)

    def show_plan(self, plan: CalendarPlan) -> None:
        """Show what would happen."""
        self.plan, self._task = plan, None
        self.working.end()
        for words in plan.told():
            self._lines.addWidget(_marked("note", words))
        self._add(N_("New"), [_line(one) for one in plan.new])
        self._add(N_("Changed"), [_line(one) for one in plan.changed])
        self._add(N_("To the bin, cancelled there"), [_line(one) for one in plan.cancelled])
        refused = [
            sentence("“{title}”: {why}", title=one.title, why=one.why)
            if not one.line
            else sentence("Line {line}, “{title}”: {why}", line=one.line, title=one.title, why=one.why)
            for one in plan.refused
        ]
        self._add(N_("Left out"), refused)
        self._lines.addStretch(1)
        count = len(plan.new) + len(plan.changed) + len(plan.cancelled)
        self.go.name_it(say(counted("Import {n} event", "Import {n} events", count)) if count else tr(N_("Import")))
        self.go.setEnabled(not plan.is_empty)
        if not plan.is_empty:
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, heading: str, lines: list[Sentence]) -> None:
        """A heading and its lines; of many only the first ones and how many more there are."""
        if not lines:
            return
        self._lines.addSpacing(theme.px(8))
        self._lines.addWidget(Label(tr(heading), bold=True))
        for words in lines[:MOST]:
            self._lines.addWidget(Label(say(words), role="small", wrap=True))
        if len(lines) > MOST:
            more = counted("and {n} more", "and {n} more", len(lines) - MOST)
            self._lines.addWidget(Label(say(more), role="small", tone="text2"))

    def bring(self) -> None:
        """Write it all as one change, beside the window; what is being written is not given up half-way."""
        plan, office = self.plan, self.session.office
        if plan is None or plan.is_empty:
            return
        self._is_writing = True
        for button in (self.go, self.cancel, self.working.cancel):
            button.setEnabled(False)
        self.working.begin(sentence("The appointments are being written."))

        def work(progress: Progress) -> Commit:
            # late: as above
            from hospcomms.services.ics import bringing

            return bringing.bring(office, plan, progress.report)

        self.session.background.start(self, work, done=self._done, failed=self._failed, progressed=self.working.tell)

    def _done(self, commit: Commit) -> None:
        plan = self.plan
        assert plan is not None
        self._is_writing = False
        self.accept()
        self.session.go.committed(commit)
        count = len(plan.new) + len(plan.changed) + len(plan.cancelled)
        self.session.go.say(counted("{n} event was imported.", "{n} events were imported.", count))

    def reject(self) -> None:
        """Close without writing anything; not while it is being written."""
        if not self._is_writing:
            super().reject()

    def done(self, result: int) -> None:
        """Close; a reading that nobody waits for any more stops."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        super().done(result)

    def _failed(self, error: BaseException) -> None:
        self._task, self._is_writing = None, False
        self.cancel.setEnabled(True)
        self.working.end()
        said = error.sentence if isinstance(error, Refusal) else sentence(UNEXPECTED)
        self.banner.show_message("late", say(said))


def _marked(shape: str, words: Sentence) -> QWidget:
    found = QWidget()
    row = QHBoxLayout(found)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    row.addWidget(Mark(shape), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(say(words), wrap=True), 1)
    return found


def _line(one: Appointment) -> Sentence:
    """An appointment with its first day and its time."""
    day = InWords(one.first, with_year=True) if one.first is not None else ""
    begins = time_said(one.begins)
    if begins:
        return sentence("{day}, {time}: {title}", day=day, time=begins, title=one.title)
    return sentence("{day}: {title}", day=day, title=one.title)
