"""The crisis pack of a scenario with sixty journalists: from its records to the pages of the PDF file."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hospcomms.domain.locale import locale
from hospcomms.domain.press import ListMember, Outlet, Person, PressList, Role
from hospcomms.domain.query import Op, Query
from hospcomms.domain.scenarios import Scenario
from hospcomms.reports.pdf import pdf_bytes
from hospcomms.services import crisis_papers, records, scenarios
from hospcomms.services.office import Office, create_office
from tests.benchmarks.ratio import Ratio, median, taken

JOURNALISTS = 60
LIMIT_MS = 3000.0
ROUNDS = 3


def measure(_folder: Path, _count: int) -> list[Ratio]:
    """The pack in Arabic against the milliseconds it may take."""
    with tempfile.TemporaryDirectory() as place:
        office = create_office(Path(place) / "office")
        try:
            scenario = _filled(office)
            _made(office, scenario)
            ours = median(taken(lambda: _made(office, scenario)) for _ in range(ROUNDS))
        finally:
            office.close()
    what = f"From the records to the PDF file in Arabic, {JOURNALISTS} journalists, against the milliseconds allowed."
    return [Ratio("crisis pack", ours, LIMIT_MS, 1.0, what)]


def _made(office: Office, scenario: Scenario) -> bytes:
    speaking = locale("ar")
    return pdf_bytes(crisis_papers.crisis_pack(office, scenario, speaking), speaking)


def _filled(office: Office) -> Scenario:
    """The shipped scenario of a fire with a press list."""
    scenarios.install(office)
    listed = records.save(office, PressList(name="صحافة الولاية")).saved(PressList)
    outlet = records.save(office, Outlet(name="جريدة النخيل")).saved(Outlet)
    for number in range(JOURNALISTS):
        person = Person(
            name=f"صحفي عيّنة {number}",
            other_name=f"Journaliste {number}",
            phone=f"0550 00 00 {number:02}",
            phone2=f"029 00 40 {number:02}",
            languages=("ar", "fr"),
            verified_on=office.today - timedelta(days=7 * number),
        )
        kept = records.save(office, person).saved(Person)
        records.save(office, Role(person=kept.id, outlet=outlet.id, function="محرر"))
        records.save(office, ListMember(press_list=listed.id, person=kept.id))
    found: Scenario = records.find(office, Query(Scenario).where("code", Op.IS, "fire"))[0]
    return records.save(office, replace(found, press_list=listed.id)).saved(Scenario)
