"""The hand-made pages of the health days, each imported when it is first shown."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hospcomms.domain.health_day_agenda import Preparation
from hospcomms.domain.wording import N_
from hospcomms.services import observances, preparation

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.observances import Observance
    from hospcomms.services.office import Office
    from ui.session import Session

START = N_("Start a programme")


def preparation_of(office: Office, observance: Observance) -> Preparation | None:
    """What is planned for the next time a health day comes; None when its date is not known."""
    days = observances.next_days(office, observance) if observance.id else None
    if days is None:
        return None
    found = preparation.ahead(office, days[0], days[0] + timedelta(days=1), marked_only=False)
    return next((one for one in found if one.observance.id == observance.id), None)


def how_many_planned(session: Session, observance: Observance) -> int:
    """How many things are planned for the next time it comes."""
    found = preparation_of(session.office, observance)
    return len(found.planned) if found is not None else 0


def planned(session: Session, observance: Observance) -> QWidget:
    """What is planned for the next time it comes, and the way to a programme."""
    from ui.rooms.observance_planned import Planned  # late: see above

    return Planned(session, observance)


def ahead(session: Session) -> QWidget:
    """The health days of the next twelve months."""
    from ui.rooms.observance_ahead import Ahead  # late: see above

    return Ahead(session)


def start_programme(session: Session, observance: Observance) -> None:
    """Ask for what a programme for this health day needs; nothing is made before it is saved."""
    from PySide6.QtWidgets import QApplication

    from hospcomms.services import programmes  # late: it is the business of another room
    from ui.records.form_dialog import FormDialog
    from ui.rooms.room import Section

    record = programmes.new_for(session.office, observance)
    sections = (Section("", ("title", "kind", "start", "end", "audience")),)
    dialog = FormDialog(session, record, START, sections=sections, parent=QApplication.activeWindow())
    dialog.saved.connect(lambda saved: session.go.open_record(type(saved), saved.id))
    dialog.open()
