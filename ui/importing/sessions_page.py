"""Sessions imported from a file: what the import of rows is for them."""

from __future__ import annotations

from pathlib import Path

from hospcomms.domain.sessions import EducationSession
from hospcomms.domain.wording import N_, sentence
from hospcomms.services.office import Office
from hospcomms.services.row_import.plan import ADD, LEAVE, UPDATE
from hospcomms.services.session_import.plan import SessionPlan, open_sessions
from hospcomms.services.session_import.writing import write
from ui.importing.preview_step import Decisions
from ui.importing.rows_page import RowImport, RowImportPage
from ui.session import Session


def _plan(office: Office, path: Path, encoding: str, sheet: int | None) -> SessionPlan:
    return SessionPlan(office, open_sessions(path, encoding), sheet)


SESSIONS = RowImport(
    title=N_("Import sessions"),
    kinds=N_("Workbooks and text tables (.xlsx, .csv)"),
    endings=".xlsx *.xls *.ods *.csv *.tsv *.txt",
    hint=N_(
        "The workbook the trainers filled in, or any list of sessions (.xlsx, .xls, .ods, .csv). Needed are the"
        " subject, the day and the place. Names of people who came are never read. Nothing is saved before the last"
        " step."
    ),
    decisions=Decisions(
        N_("Rows like a session that is there"),
        ((LEAVE, N_("Leave them out")), (ADD, N_("Import as other sessions"))),
        N_("Rows already present under their reference"),
        ((LEAVE, N_("Leave as they are")), (UPDATE, N_("Update from the file"))),
    ),
    under_way=sentence("The sessions are being imported."),
    shown=N_("Show the sessions"),
    record=EducationSession,
    plan=_plan,
    write=write,
)


class SessionsImportPage(RowImportPage):
    """The steps of an import of sessions."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, SESSIONS)
