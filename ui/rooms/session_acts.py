"""What is done with several sessions: reported, imported, and given to trainers as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.programmes import SETTINGS
from hospcomms.domain.query import Query
from hospcomms.domain.sessions import EducationSession
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records
from ui.exchange.tasks import PLACE, SESSIONS
from ui.language import plain, tr
from ui.session import Session

if TYPE_CHECKING:
    from ui.file_dialogs import Outside

NAME = N_("Sessions of health education")


def fresh(session: Session) -> EducationSession:
    """A session of today at the hospital's own place, until something else is typed."""
    return EducationSession(held_on=session.office.today, setting=SETTINGS[0].key)


def report_period(session: Session, _query: Query, page: QWidget) -> None:
    """Show the report of the sessions of a period."""
    # late: the preview is read when it is first opened
    from hospcomms.services import preview
    from hospcomms.services.session_reports import SESSIONS_PERIOD
    from ui.preview import open_preview

    open_preview(session, page, preview.of_report(session.office, SESSIONS_PERIOD))


def bring(session: Session, _query: Query, _page: QWidget) -> None:
    """Go to the import of sessions."""
    session.go.open_room(PLACE, SESSIONS.key)


def blank_workbook(session: Session, _query: Query, page: QWidget) -> None:
    """Save the workbook trainers fill in."""
    save_workbook(session, page, ())


def workbook(session: Session, query: Query, page: QWidget) -> None:
    """Save the sessions of the list in the same workbook; it can be imported again."""
    save_workbook(session, page, list(records.ids(session.office, query)))


def save_workbook(session: Session, page: QWidget, wanted: Sequence[int], outside: Outside | None = None) -> None:
    """Ask where to, and write the workbook beside the window."""
    # late: the window is painted before
    from hospcomms.services.session_import.template import write_sheet
    from ui.file_dialogs import Outside, documents

    office, speaking = session.office, session.office.settings.locale_for(session.locale.language)
    ask = (outside or Outside()).save
    chosen = ask(page, documents() / f"{plain(tr(NAME))}.xlsx", tr(N_("Excel workbook (.xlsx)")))
    if not chosen:
        return
    path = Path(chosen) if chosen.lower().endswith(".xlsx") else Path(f"{chosen}.xlsx")

    def done(_rows: int) -> None:
        session.go.say(sentence("The list was saved as {file}.", file=path.name))

    def failed(error: BaseException) -> None:
        if isinstance(error, Refusal):
            session.go.refuse(error.sentence)

    session.background.start(
        page, lambda _progress: write_sheet(office, path, speaking, wanted), done=done, failed=failed
    )
