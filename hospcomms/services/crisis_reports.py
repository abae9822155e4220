"""The papers of crises by name: the pack of a scenario, the papers of an incident, the registers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.locale import Locale
from hospcomms.domain.scenarios import Scenario
from hospcomms.domain.wording import N_
from hospcomms.services.report import Report

if TYPE_CHECKING:
    from hospcomms.domain.fields import Record
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office

CRISIS_PACK = "crisis-pack"


def _latest_scenario(office: Office) -> Record:
    # late: the services of crises are read only when they are asked for
    from hospcomms.services.crisis_papers import latest_scenario

    return latest_scenario(office)


def _crisis_pack(office: Office, record: Scenario, speaking: Locale) -> Document:
    # late: as above
    from hospcomms.services.crisis_papers import crisis_pack

    return crisis_pack(office, record, speaking)


def _note_pack(office: Office, record: Scenario) -> object:
    # late: as above
    from hospcomms.services.crisis_papers import note_pack

    return note_pack(office, record)


CRISIS_REPORTS: tuple[Report, ...] = (
    Report(CRISIS_PACK, N_("Crisis pack"), _latest_scenario, _crisis_pack, about=Scenario, taken=_note_pack),
)
