"""The papers of the crisis room, built from the office's records: the pack of a scenario, registers of risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.locale import Locale
from hospcomms.domain.press import PressList
from hospcomms.domain.query import Query
from hospcomms.domain.scenarios import Scenario
from hospcomms.domain.wording import sentence
from hospcomms.services import records, scenarios
from hospcomms.services.incidents import BEFORE_LIFT

if TYPE_CHECKING:
    from hospcomms.reports.crisis_pack_contents import Pack
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office


def latest_scenario(office: Office) -> Scenario:
    """The first scenario of the library. Raises Refusal when there is none."""
    found: list[Scenario] = records.find(office, Query(Scenario), limit=1)
    if not found:
        raise Refusal("nothing-fits", sentence("There is no scenario yet. Bring in the scenario library first."))
    return found[0]


def crisis_pack(office: Office, scenario: Scenario, speaking: Locale) -> Document:
    """The crisis pack of a scenario, with what is missing on its first page."""
    # late: reports bring the page engine
    from hospcomms.reports import crisis_pack as paper
    from hospcomms.services.dossiers import issuer_of

    return paper.crisis_pack(pack_of(office, scenario), issuer_of(office), speaking)


def pack_of(office: Office, scenario: Scenario) -> Pack:
    """Everything the pack shows."""
    # late: as above
    from hospcomms.reports.crisis_pack_contents import Pack

    found = scenarios.contents(office, scenario.id)
    people = scenarios.members(office, found.scenario.press_list)
    advised, unadvised = scenarios.advice(found.scenario.cluster)
    parts = (found.questions, found.roles, found.notices, found.steps, found.statements, found.answers)
    shown: list[Record] = [found.scenario, *(row for part in parts for row in part), *found.staff.values(), *people]
    return Pack(
        scenario=found.scenario,
        today=office.today,
        changed_at=max((one.changed_at for one in shown if one.changed_at is not None), default=None),
        questions=found.questions,
        roles=found.roles,
        notices=found.notices,
        steps=found.steps,
        statements=found.statements,
        answers=found.answers,
        staff=found.staff,
        people=people,
        outlets=records.titles(office, {person.outlet for person in people}),
        press_list=_list_name(office, found.scenario.press_list),
        gaps=scenarios.gaps(office, scenario.id),
        unverified=scenarios.unverified(office, scenario.id),
        advised=advised,
        unadvised=unadvised,
        before_lift=BEFORE_LIFT,
    )


def _list_name(office: Office, press_list: int) -> str:
    return records.get(office, PressList, press_list).name if press_list else ""


def note_pack(office: Office, scenario: Scenario) -> object:
    """Keep that the pack left the program, so that the reminder to print it anew knows from when."""
    return scenarios.note_printed(office, scenario.id)
