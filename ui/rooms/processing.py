"""The room of the register of processing: what is done with whose data, why, for how long, and how safe it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.privacy import ProcessingActivity
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.services import processing
from hospcomms.services.privacy_reports import REGISTER
from ui.rooms.room import ListAct, Notice, Room, Section, Verb, View
from ui.rooms.shipped import bring_in

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.query import Query
    from ui.session import Session

PRINT = N_("Print the register of processing")


def _install(session: Session, _query: Query, _page: QWidget) -> None:
    """Bring in those shipped lines that are not there."""
    bring_in(
        session,
        processing.bring_in,
        lambda added: counted("{n} processing activity added.", "{n} processing activities added.", len(added)),
    )


def _print(session: Session, _query: Query, page: QWidget) -> None:
    # late: the preview is read when it is first opened
    from ui.records.printing import print_paper

    print_paper(session, page, REGISTER)


def _severity(activity: ProcessingActivity, today: date) -> str:
    return "soon" if processing.is_due(activity, today) else ""


def _notice(session: Session, activity: ProcessingActivity) -> Notice | None:
    """That the line was never reviewed, or not for a year."""
    if not processing.is_due(activity, session.office.today):
        return None
    if activity.reviewed_on is None:
        return Notice("soon", sentence("Not reviewed yet: read it, correct it, and press “Reviewed today”."))
    said = sentence(
        "Last reviewed on {day}, more than a year ago. Read it again and press “Reviewed today”.",
        day=activity.reviewed_on,
    )
    return Notice("soon", said)


def _find(session: Session) -> QWidget:
    # late: the view is read when it is first opened
    from ui.rooms.subject_tab import FindPerson

    return FindPerson(session)


def _access(session: Session) -> QWidget:
    # late: as above
    from ui.rooms.access_log import AccessLog

    return AccessLog(session)


ROOM = Room(
    key="processing",
    record=ProcessingActivity,
    icon="shield",
    group="holdings",
    title=N_("Register of processing"),
    empty=N_("No line yet. “Bring in the usual processing activities” in the menu above brings those of an office."),
    form_title=N_("Details"),
    new_title=N_("New processing activity"),
    columns=("title", "basis", "is_sensitive", "kept_for", "responsible", "reviewed_on"),
    chips=("basis", "is_sensitive"),
    sections=(
        Section(N_("Purpose and basis"), ("title", "purpose", "basis", "legal_text")),
        Section(N_("Whose data, and which"), ("people", "data", "is_sensitive")),
        Section(N_("Where it goes, and how long it stays"), ("recipients", "abroad", "kept_for", "safeguards")),
        Section(N_("Owner and review"), ("responsible", "reviewed_on", "reference", "note")),
    ),
    verbs=(Verb(processing.REVIEW, processing.review, usual=True, icon="checkmark_circle"),),
    acts=(
        ListAct(PRINT, "print", _print),
        ListAct(processing.INSTALL, "add", _install),
    ),
    views=(
        View("person", N_("Find a person"), "person", _find),
        View("access", N_("Access log"), "eye", _access),
    ),
    notice=_notice,
    severity=_severity,
    reports=(REGISTER, "record-sheet"),
)
