"""The reports by name about enquiries, lines to take, services and spokespersons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.enquiries import Enquiry, Line, Service
from hospcomms.domain.wording import N_
from hospcomms.services import desk_papers
from hospcomms.services.report import Report

if TYPE_CHECKING:
    from hospcomms.services.office import Office

ENQUIRIES_PERIOD, ENQUIRY_SHEET = "enquiries-period", "enquiry-sheet"
SERVICE_CATALOGUE, LINES_TO_TAKE, SPOKESPERSONS = "service-catalogue", "lines-to-take", "spokespersons"


def _everything(_office: Office) -> None:
    """The paper is about all records unless one is named."""


DESK_REPORTS: tuple[Report, ...] = (
    Report(
        ENQUIRIES_PERIOD,
        N_("Response times to the press"),
        _everything,
        desk_papers.times,
        desk_papers.days_of_times,
    ),
    Report(ENQUIRY_SHEET, N_("Enquiry sheet"), desk_papers.latest_enquiry, desk_papers.enquiry, about=Enquiry),
    Report(SERVICE_CATALOGUE, N_("Service catalogue"), _everything, desk_papers.services, about=Service),
    Report(LINES_TO_TAKE, N_("Lines to take"), _everything, desk_papers.lines, about=Line),
    Report(SPOKESPERSONS, N_("Spokespersons"), _everything, desk_papers.speakers, about=Colleague),
)
