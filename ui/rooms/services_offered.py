"""The room of the service catalogue: what the hospital offers and how one gets it, for every desk (R22)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hospcomms.domain.enquiries import Service
from hospcomms.domain.wording import N_
from hospcomms.services import records, staff
from hospcomms.services.desk_reports import SERVICE_CATALOGUE
from ui.rooms.glances import glance_at
from ui.rooms.room import Bulk, ListAct, Room, Section, Verb

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session import Session


def _print(session: Session, _query: Any, page: QWidget) -> None:
    # late: the preview is read when it is first opened
    from hospcomms.services import desk_papers
    from ui.preview import open_preview

    open_preview(session, page, desk_papers.catalogue_subject(session.office))


def _verify(session: Session, wanted: Sequence[int], _page: QWidget) -> None:
    values = {"verified_on": session.office.today}
    session.go.committed(records.bulk_edit(session.office, Service, wanted, values, staff.VERIFY))


ROOM = Room(
    key="services",
    record=Service,
    icon="heart_pulse",
    group="relations",
    under="enquiries",
    empty=N_("No services yet. Describe the one people ask about most."),
    form_title=N_("Details"),
    new_title=N_("New service"),
    sections=(
        Section("", ("name", "department", "place", "hours", "phone", "cost", "responsible", "verified_on")),
        Section(N_("In three languages"), ("description", "steps", "papers")),
        Section(N_("Finding it"), ("topics",)),
    ),
    verbs=(Verb(staff.VERIFY, staff.verify, usual=True, icon="checkmark_circle"),),
    bulk=(Bulk(staff.VERIFY, "checkmark_circle", _verify),),
    acts=(ListAct(N_("Print the service catalogue"), "print", _print),),
    glance=glance_at("department", "description", "steps", "papers", "place", "hours", "phone", "cost"),
    chips=("department", "verified_on", "topics"),
    severity=staff.service_severity,
    reports=(SERVICE_CATALOGUE, "record-sheet"),
)
