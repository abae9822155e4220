"""The room of lines to take: what the hospital says on a topic, and until when it holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hospcomms.domain.enquiries import Line
from hospcomms.domain.wording import N_
from hospcomms.services.desk_reports import LINES_TO_TAKE
from hospcomms.services.said_before import line_caution
from ui.rooms.glances import glance_at
from ui.rooms.room import ListAct, Notice, Room, Section

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session import Session


def _severity(line: Line, today: date) -> str:
    """One that nobody approved or that is out of date must not be used."""
    return "" if line.holds(today) else "soon"


def _notice(session: Session, line: Line) -> Notice | None:
    said = line_caution(line, session.office.today)
    return Notice("soon", said) if said is not None else None


def _print(session: Session, _query: Any, page: QWidget) -> None:
    # late: the preview is read when it is first opened
    from ui.records.printing import print_paper

    print_paper(session, page, LINES_TO_TAKE)


ROOM = Room(
    key="lines",
    record=Line,
    icon="comment_multiple",
    group="relations",
    under="enquiries",
    empty=N_("No lines to take yet. Write what the hospital says on the first topic."),
    form_title=N_("Details"),
    new_title=N_("New line to take"),
    sections=(
        Section("", ("title", "topics", "words", "facts")),
        Section(N_("Approval and validity"), ("approved_by", "approved_on", "valid_until", "spokesperson", "campaign")),
    ),
    acts=(ListAct(N_("Print the lines to take"), "print", _print),),
    glance=glance_at("words", "facts", "approved_by", "approved_on", "valid_until"),
    chips=("valid_until", "topics", "approved_by"),
    severity=_severity,
    notice=_notice,
    reports=(LINES_TO_TAKE, "record-sheet"),
)
