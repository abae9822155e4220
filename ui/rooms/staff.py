"""The room of the staff register: whom to reach in the hospital, and who may speak on what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.wording import N_
from hospcomms.services import records, staff
from hospcomms.services.desk_reports import SPOKESPERSONS
from ui.rooms import privacy_acts
from ui.rooms.glances import glance_at
from ui.rooms.room import Bulk, ListAct, Notice, Room, Section, Verb, View

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session import Session


def _severity(colleague: Colleague, today: date) -> str:
    return staff.severity(colleague, today)


def _notice(session: Session, colleague: Colleague) -> Notice | None:
    said = staff.caution(colleague, session.office.today)
    return Notice("soon", said) if said is not None else None


def _print(session: Session, _query: Any, page: QWidget) -> None:
    # late: the preview is read when it is first opened
    from ui.records.printing import print_paper

    print_paper(session, page, SPOKESPERSONS)


def _verify(session: Session, wanted: Sequence[int], _page: QWidget) -> None:
    values = {"verified_on": session.office.today}
    session.go.committed(records.bulk_edit(session.office, Colleague, wanted, values, staff.VERIFY))


ROOM = Room(
    key="staff",
    record=Colleague,
    icon="people_team",
    group="relations",
    under="enquiries",
    empty=N_("Nobody is in the staff register yet. Begin with the director and those who may speak."),
    form_title=N_("Details"),
    new_title=N_("New member of staff"),
    density="tall",
    columns=("name", "function", "topics", "phone", "languages", "department", "trained_on", "deputy", "verified_on"),
    glance=glance_at("function", "department", "phone", "phone2", "topics", "languages", "trained_on", "deputy"),
    sections=(
        Section(N_("Who and where"), ("name", "function", "department", "deputy")),
        Section(N_("How to reach them"), ("phone", "phone2", "email", "verified_on")),
        Section(
            N_("Speaking to the press"),
            ("speaks", "languages", "topics", "trained_on", "mandate_from", "mandate_until", "mandate"),
        ),
        Section(N_("Notes"), ("note",)),
    ),
    views=(View("speakers", N_("Spokespersons"), "megaphone", filters=(("speaks", "yes"),)),),
    verbs=(Verb(staff.VERIFY, staff.verify, usual=True, icon="checkmark_circle"), privacy_acts.ERASE),
    tabs=(privacy_acts.SUBJECT,),
    bulk=(Bulk(staff.VERIFY, "checkmark_circle", _verify),),
    acts=(ListAct(N_("Print the spokespersons"), "print", _print),),
    chips=("speaks", "topics", "languages", "department", "verified_on"),
    severity=_severity,
    notice=_notice,
    reports=(SPOKESPERSONS, "record-sheet"),
)
