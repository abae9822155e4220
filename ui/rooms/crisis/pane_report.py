"""The pane of the situation report: prefilled from the log, issued with one key, and the ones issued before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from hospcomms.domain.errors import Refusal
from hospcomms.domain.incidents import SituationReport
from hospcomms.domain.wording import C_, N_, counted, sentence
from hospcomms.services import records, reports, situation_reports
from ui.language import say, tr
from ui.records.form import Form
from ui.records.form_layout import Fields
from ui.rooms.crisis.desk_foot import KeyWord
from ui.rooms.crisis.pane import Pane
from ui.widgets.sheets import scrolled

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.domain.fields import Record
    from hospcomms.services.office import Office
    from ui.rooms.crisis.desk import DeskPage

PAPER = "situation-report"
_FIELDS = ("situation", "done", "coming", "media", "needs", "since", "until", "next_due")


class ReportPane(Pane):
    """The next report as a form; Ctrl+S or Ctrl+Return issues it and the next update is due as it says."""

    wide = True

    def __init__(self, desk: DeskPage) -> None:
        super().__init__(desk, "")
        report = situation_reports.begin(self.office, desk.desk.incident.id)
        self.form = Form(desk.session, report, (Fields(_FIELDS),), keep=self._issue, sheet="plain", drafts=True)
        self.form.saved.connect(self._issued)
        edge = self.m.px(16)
        body = scrolled(self.form)
        body.setContentsMargins(edge, edge, edge, 0)
        self.form.setContentsMargins(edge, edge, edge, edge)
        self.column.addWidget(body, 1)
        self.add_keys([KeyWord("Ctrl+Return", tr(C_("key", "issue the report")), self.form.save, weight=8)])
        before = [one for one in desk.desk.reports if one.issued_at is not None]
        said = say(counted("{n} issued before", "{n} issued before", len(before)))
        title = say(sentence("Situation report {n}", n=int(report.serial or 1)))
        self.head.say(title, [(said, "text2")])

    def take_focus(self) -> None:
        self.form.focus("situation")

    def _issue(self, record: Record) -> Commit:
        """Issue it, or hold it while the disk refuses: then the draft stays until it is written, and this says why."""
        assert isinstance(record, SituationReport)
        report = record

        def act(office: Office) -> Commit:
            commit = situation_reports.issue(office, report)
            records.discard_draft(office, SituationReport, 0)
            return commit

        held = self.page.held
        commit = held.do(self.head.title, act)
        if commit is None:
            QTimer.singleShot(0, self.closed.emit)
            raise Refusal("held", held.kept.waiting[0].reason)
        return commit

    def _issued(self, _record: Record) -> None:
        self.closed.emit()

    def print_it(self) -> None:
        """Show the last report that was issued."""
        issued = [one for one in self.desk.reports if one.issued_at is not None]
        if not issued or PAPER not in reports.NAMES:
            self.banner.show_message("note", tr(N_("No situation report was issued yet.")))
            return
        from ui.records.printing import print_report  # late: the engine of reports

        print_report(self.page.session, self, PAPER, issued[-1])
