"""What one does with the calendar beside looking at it: printing, taking it out as .ics, bringing a file in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.wording import N_
from ui.rooms.calendar.desk import YEAR
from ui.rooms.room import Section

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session import Session

SHORT_FORM = (
    Section("", ("title", "kind", "first", "last", "begins", "ends", "place", "who")),
    Section(N_("More about it"), ("channel", "speaker", "note")),
)
"""What is asked of an appointment begun in the calendar."""


def print_days(session: Session, page: QWidget, view: str, day: date, hidden: set[str]) -> None:
    """Show the year, or the month, of a day as it is printed."""
    # late: the preview is read when it is first opened
    from hospcomms.services import preview
    from ui.preview import open_preview

    office = session.office
    subject = preview.of_year(office, day.year) if view == YEAR else preview.of_month(office, day, frozenset(hidden))
    open_preview(session, page, subject)


def export(session: Session, page: QWidget, first: date, last: date, *, hidden: set[str]) -> None:
    """Write what is shown into an .ics file."""


def begin_import(session: Session, page: QWidget) -> None:
    """Bring in an .ics file."""
