"""The log on the page of an incident: whole and verified or not, the newest line first, corrected by new lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.incident_log import LogLine
from hospcomms.domain.incidents import Incident
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services import incident_export, incident_log
from ui import theme
from ui.background import UNEXPECTED
from ui.file_dialogs import ask_save, documents
from ui.language import say, spoken, tr
from ui.records.editors.lines import NameLine
from ui.rooms.crisis.log_list import LogList
from ui.rooms.crisis.measures import Measures
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import StateLabel
from ui.widgets.sheets import Sheet

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from ui.session import Session


EXPORT, ARCHIVE = N_("Export the whole file"), N_("Archive (.zip)")


class LogTab(QWidget):
    """A line is chosen with a click or ↑ ↓; what is typed below is written as a line, or as its correction."""

    def __init__(self, session: Session, incident: Incident) -> None:
        super().__init__()
        self._session, self._ident = session, incident.id
        self._reference = incident.reference or "incident"
        self.list = LogList()
        self.list.measure(Measures(theme.current().zoom / 100 * 0.75))
        self.state = StateLabel("done", "")
        self.count = Label("", tone="text2")
        self.line = NameLine(rtl=spoken().rtl, page_rtl=spoken().rtl)
        self.line.set_hint(tr(N_("A new line, or what is right instead of the chosen one")))
        self.line.setAccessibleName(tr(N_("New line of the log")))
        self.write = Button(tr(incident_log.WRITE), self._write)
        self.correct = Button(tr(N_("Correct the chosen line")), self._correct)
        self.export = Button(tr(EXPORT), self.export_file, icon="archive", kind="row")
        self._compose()
        self.line.submitted.connect(self._write)
        session.bus.committed.connect(self._heard)
        self.read(whole=True)

    def _compose(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.state)
        head.addSpacing(theme.px(12))
        head.addWidget(self.export)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.line, 1)
        foot.addWidget(self.write)
        foot.addWidget(self.correct)
        sheet = Sheet(padding=0)
        sheet.body.setSpacing(0)
        sheet.body.addLayout(head)
        sheet.body.addWidget(self.list, 1)
        sheet.body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(sheet)

    def _heard(self, commit: Commit) -> None:
        if commit.touches(Incident, self._ident):
            self.read()

    def read(self, *, whole: bool = False) -> None:
        """Read the lines written since, and verify the whole log."""
        office = self._session.office
        if whole:
            self.list.show_lines(incident_log.lines(office, self._ident))
        else:
            self.list.add_lines(incident_log.lines(office, self._ident, self.list.last))
        fault = incident_log.verify(office, self._ident)
        self.count.setText(say(counted("{n} line", "{n} lines", self.list.count)))
        if fault is None:
            self.state.show_state("done", tr(N_("whole and verified")))
        else:
            self.state.show_state("late", say(fault.sentence))

    def export_file(self) -> None:
        """Write everything of the incident, sealed log and papers, into one archive; it is made beside the window."""
        name = ask_save(self, documents() / f"{self._reference}.zip", tr(ARCHIVE))
        if not name:
            return
        office, go = self._session.office, self._session.go
        self.export.setEnabled(False)
        self._session.background.start(
            self,
            lambda _progress: incident_export.export_folder(office, self._ident, Path(name)),
            done=self._exported,
            failed=self._not_exported,
        )
        go.say(sentence("The archive is being made."))

    def _exported(self, path: Path) -> None:
        self.export.setEnabled(True)
        self._session.go.say(sentence("The archive {file} is ready.", file=path.name))

    def _not_exported(self, error: BaseException) -> None:
        self.export.setEnabled(True)
        self._session.go.refuse(error.sentence if isinstance(error, Refusal) else Sentence(UNEXPECTED))

    def _write(self) -> None:
        self._do(0)

    def _correct(self) -> None:
        line: LogLine | None = self.list.current()
        if line is None:
            self._session.go.refuse(sentence("Choose the line that is wrong first."))
            return
        self._do(line.line)

    def _do(self, corrects: int) -> None:
        try:
            made = incident_log.write(self._session.office, self._ident, self.line.text(), corrects=corrects)
        except Invalid as refusal:
            self._session.go.refuse(refusal.problems[0].message)
        except Refusal as refusal:
            self._session.go.refuse(refusal.sentence)
        else:
            self.line.set_text("")
            self._session.go.committed(made.commit)
