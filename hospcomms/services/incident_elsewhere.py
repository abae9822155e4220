"""An incident run in a fresh folder because the usual one may not be written or is taken, and its way home (CRI-6).

At home its lines are written again, word for word and with the same clocks, under the same identity; they are sealed
anew because an incident has another number there. The last seal they had elsewhere is kept in a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from hospcomms.domain.catalog import parts_of
from hospcomms.domain.changes import Commit
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Kind, Record, fields_of
from hospcomms.domain.incidents import Incident, IncidentCall, IncidentRole, IncidentStep, Rumour
from hospcomms.domain.press import Interaction, ListMember, Outlet, Person, PressList, Role
from hospcomms.domain.query import Op, Query
from hospcomms.domain.scenarios import Scenario
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records
from hospcomms.services.derived import refresh_wholes
from hospcomms.services.incident_log import KIND, Act, fault_of
from hospcomms.services.office import Office, create_office
from hospcomms.services.scenario_library import install
from hospcomms.services.scenarios import contents, members
from hospcomms.services.settings import Settings

R = TypeVar("R", bound=Record)
TAKE_ALONG, BRING_HOME = N_("Take the scenario along"), N_("Bring the incident home")
_FRESH: dict[str, Any] = {"id": 0, "revision": 0, "created_at": None, "changed_at": None, "binned_at": None}


@dataclass(frozen=True)
class Merged:
    """The incident in the main folder, and the commit for the pages."""

    incident: int
    commit: Commit


def start_elsewhere(
    folder: Path, settings: Settings | None = None, source: Office | None = None, scenario: int = 0
) -> Office:
    """A new office in which a crisis can be run at once, with the scenario library in it.

    With ``source``, an office that can still be read, the scenario comes from there, with its people and press list.
    Raises Refusal when the place is taken or cannot be written.
    """
    given = settings or (source.settings if source else Settings())
    office = create_office(folder, replace(given, is_ready=True), *([source.clock] if source else []), anywhere=True)
    try:
        if source is not None and scenario:
            _take_along(source, office, scenario)
        install(office, "start")
    except BaseException:
        office.close()
        raise
    return office


def _take_along(source: Office, office: Office, scenario: int) -> None:
    """Copy a scenario with everybody it names."""
    found = contents(source, scenario)
    people = members(source, found.scenario.press_list)
    outlets = records.window(source, Outlet, sorted({person.outlet for person in people} - {0}))
    with office.store.change(TAKE_ALONG, "start") as change:
        new: dict[int, int] = {}
        for colleague in found.staff.values():
            new[colleague.id] = change.save(_fresh(colleague, deputy=0, mandate=None)).id
        for outlet in outlets:
            new[outlet.id] = change.save(_bare(outlet)).id
        for person in people:
            new[person.id] = change.save(_bare(person)).id
            if person.outlet:
                change.save(Role(person=new[person.id], outlet=new[person.outlet], function=person.function))
        if found.scenario.press_list:
            listed = records.get(source, PressList, found.scenario.press_list)
            new[listed.id] = change.save(_bare(listed)).id
            for person in people:
                change.save(ListMember(press_list=new[listed.id], person=new[person.id], changed_on=office.today))
        kept = change.save(_linked(found.scenario, new))
        new[found.scenario.id] = kept.id
        for part in (*found.roles, *found.questions, *found.notices, *found.statements, *found.answers):
            new[part.id] = change.save(_linked(part, new)).id
        for step in found.steps:
            change.save(_linked(step, new))
        refresh_wholes(change)


def merge_back(office: Office, other: Office, incident: int) -> Merged:
    """Bring an incident of another folder into this one, with its parts and its log, as one change.

    Raises Missing, and Refusal when it is here already.
    """
    found = records.get(other, Incident, incident)
    _refuse_if_here(office, found)
    head = other.store.log_last(incident)
    fault = fault_of(other, found)
    with office.store.change(BRING_HOME, KIND) as change:
        new = _known_here(office, other, found)
        kept = change.save(_linked(found, new))
        new[incident] = kept.id
        for part in _parts(other, incident):
            new[part.id] = change.save(_linked(part, new)).id
        for contact in _contacts(other, found, new):
            change.save(_linked(contact, new))
        for line in other.store.log_lines(incident):
            change.log(kept.identity, replace(line, incident=kept.id))
        act = Act(office, change, kept)
        act.say(
            "note",
            sentence(
                "Brought here from another folder. The seal of line {n} there: {seal}",
                n=head.line if head else 0,
                seal=head.seal if head else "",
            ),
        )
        refresh_wholes(change)
        if fault is not None:
            act.say("note", sentence("The log was not whole in the other folder: {fault}", fault=fault.sentence))
    assert change.commit is not None
    return Merged(kept.id, change.commit)


def _refuse_if_here(office: Office, found: Incident) -> None:
    for binned in (False, True):
        if office.store.count(Query(Incident, binned=binned).where("identity", Op.IS, found.identity)):
            raise Refusal("already", sentence("The incident “{title}” is in this folder already.", title=found.title))


def _parts(other: Office, incident: int) -> Iterable[Record]:
    """The parts of an incident, roles before the steps that name them, then its rumours."""
    kinds = sorted(parts_of(Incident), key=lambda kind: kind is IncidentStep)
    for kind in kinds:
        yield from records.parts(other, kind, incident)
    yield from records.find(other, Query(Rumour).where("incident", Op.IS, incident))


def _contacts(other: Office, found: Incident, new: dict[int, int]) -> Iterable[Interaction]:
    """What was written into the history of the journalists who were called, for those who are known here."""
    called = {call.person for call in records.parts(other, IncidentCall, found.id) if call.called_at} & set(new)
    for person in sorted(called):
        for contact in records.parts(other, Interaction, person):
            if contact.at and found.started_at and contact.at >= found.started_at:
                yield contact


def _known_here(office: Office, other: Office, found: Incident) -> dict[int, int]:
    """What the incident leads to in the other folder and what that is here: the scenario by code, people by name."""
    new: dict[int, int] = {}
    if found.scenario:
        there = records.get(other, Scenario, found.scenario)
        here: list[Scenario] = (
            records.find(office, Query(Scenario).where("code", Op.IS, there.code)) if there.code else []
        )
        if here:
            new[there.id] = here[0].id
            if found.press_list and here[0].press_list:
                new[found.press_list] = here[0].press_list
    called = {call.person for call in records.parts(other, IncidentCall, found.id)}
    holding = {role.person for role in records.parts(other, IncidentRole, found.id)}
    for person in records.window(other, Person, sorted(called - {0})):
        new |= _same(office, Person, person)
    for colleague in records.window(other, Colleague, sorted(holding - {0})):
        new |= _same(office, Colleague, colleague)
    return new


def _same(office: Office, kind: type[Person | Colleague], one: Person | Colleague) -> dict[int, int]:
    """Who in this folder has the same name and telephone number, if anybody."""
    named = records.find(office, Query(kind).where("name", Op.IS, one.name))
    found = next((here.id for here in named if here.phone == one.phone), 0)
    return {one.id: found} if found else {}


def _fresh(record: R, **changes: Any) -> R:
    return replace(record, **_FRESH, **changes)


def _bare(record: R) -> R:
    """A copy without links and files: only words and numbers."""
    empty: dict[Kind, Any] = {Kind.LINK: 0, Kind.LINKS: (), Kind.FILE: None, Kind.FILES: ()}
    return _fresh(record, **{f.name: empty[f.kind] for f in fields_of(type(record)).values() if f.kind in empty})


def _linked(record: R, new: dict[int, int]) -> R:
    """A copy whose links lead to what their targets are here; those to nothing here are empty. Files stay behind."""
    described = fields_of(type(record)).values()
    links: dict[str, Any] = {f.name: new.get(getattr(record, f.name), 0) for f in described if f.kind is Kind.LINK}
    files: dict[str, Any] = {f.name: None for f in described if f.kind is Kind.FILE}
    return _fresh(record, **links, **files)
