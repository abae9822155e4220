"""The reports by name about sessions of health education."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.sessions import EducationSession
from hospcomms.domain.wording import N_
from hospcomms.services import session_papers as papers
from hospcomms.services.report import Report

if TYPE_CHECKING:
    from hospcomms.services.office import Office

SESSION_REPORT, SESSIONS_PERIOD = "session-report", "sessions-period"
ATTENDANCE_SHEET, EVALUATION_FORM = "attendance-sheet", "evaluation-form"


def _no_record(_office: Office) -> None:
    """This report is about days, not about a record."""


SESSION_REPORTS: tuple[Report, ...] = (
    Report(SESSION_REPORT, N_("Session report"), papers.latest, papers.session_report, about=EducationSession),
    Report(ATTENDANCE_SHEET, N_("Attendance sheet"), papers.latest, papers.attendance_sheet, about=EducationSession),
    Report(EVALUATION_FORM, N_("Evaluation form"), papers.latest, papers.evaluation_form, about=EducationSession),
    Report(SESSIONS_PERIOD, N_("Sessions of health education"), _no_record, papers.sessions_period, papers.days_asked),
)
