"""A hospital ready for a crisis: scenarios with people in their roles, a press list, a clock that is set by hand."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.fields import Texts
from hospcomms.domain.incidents import Incident, Statement
from hospcomms.domain.press import ListMember, Outlet, Person, PressList, Role
from hospcomms.domain.query import Op, Query
from hospcomms.domain.scenarios import PARTS, Scenario
from hospcomms.services import incidents, records, scenarios
from hospcomms.services.incident_log import Pen, use_pen
from hospcomms.services.office import Office, open_office
from hospcomms.services.settings import Settings
from tests.hospital import empty

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
PRESS = ("مراد سرابي", "Leïla Palmeron", "ممنوع", "محذوف")
CHIEF, DEPUTY = "د. ع. نخلاوي", "رشيدة عراجين"


class Clock:
    """The clock on the wall and the steady one; they go together unless one is set."""

    def __init__(self) -> None:
        self.now = START
        self.ticks = 1000.0

    def __call__(self) -> datetime:
        return self.now

    def wait(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)
        self.ticks += minutes * 60


@dataclass
class Stage:
    """The office, its clock, and the scenario “fire” with its press list."""

    office: Office
    clock: Clock
    scenario: int

    def start(self, *, drill: bool = False, level: str = "1") -> int:
        return incidents.start(self.office, self.scenario, drill=drill, level=level).incident

    def incident(self, ident: int) -> Incident:
        return records.get(self.office, Incident, ident)

    def pen(self, run: str) -> None:
        """Another run of the program."""
        use_pen(self.office, Pen(run, lambda: self.clock.ticks))


def stage(folder: Path) -> Stage:
    """Make the hospital in a new folder. Of the press “ممنوع” may not be contacted and “محذوف” is in the bin."""
    shutil.copytree(_template(), folder)
    clock = Clock()
    office = open_office(folder, clock)
    scenario = records.find(office, Query(Scenario).where("code", Op.IS, "fire"))[0]
    made = Stage(office, clock, scenario.id)
    made.pen("run-a")
    return made


@cache
def _template() -> Path:
    """The hospital made once for all tests of a run, closed; each test has a copy."""
    place = tempfile.TemporaryDirectory(prefix="hospcomms-crisis-", ignore_cleanup_errors=True)
    atexit.register(place.cleanup)
    folder = Path(place.name) / "office"
    with closing(empty(folder, Settings(officer="ن. عيّنة", is_ready=True), Clock())) as office:
        scenarios.install(office)
        _staff(office)
        _press(office)
    return folder


def _staff(office: Office) -> None:
    chief = records.save(
        office, Colleague(name=CHIEF, function="المدير", phone="0500200010", verified_on=date(2026, 2, 1))
    ).saved(Colleague)
    deputy = records.save(office, Colleague(name=DEPUTY, function="الأمينة العامة", phone2="029004013")).saved(
        Colleague
    )
    scenarios.fill_role(office, "chief", chief.id, deputy.id)


def _press(office: Office) -> None:
    outlet = records.save(office, Outlet(name="إذاعة القصر")).saved(Outlet)
    listed = records.save(office, PressList(name="صحافة الولاية")).saved(PressList)
    people = {}
    for number, name in enumerate(PRESS):
        person = records.save(office, Person(name=name, phone=f"055000000{number}", phone2="0660000000")).saved(Person)
        records.save(office, Role(person=person.id, outlet=outlet.id))
        records.save(office, ListMember(press_list=listed.id, person=person.id))
        people[name] = person.id
    records.save(office, replace(records.get(office, Person, people["ممنوع"]), do_not_contact=True))
    records.remove(office, Person, [people["محذوف"]])
    scenario = records.find(office, Query(Scenario).where("code", Op.IS, "fire"))[0]
    records.save(office, replace(scenario, press_list=listed.id))


def written(statement: Statement) -> Statement:
    """The statement with every part written, no blank left, and the question of the staff answered."""
    parts: dict[str, Any] = {name: Texts(ar="نص", fr="texte", en="text") for name in PARTS}
    return replace(statement, staff_first="yes", **parts)
