"""What is asked of a scenario: its parts, its level, advice, gaps, versions, and whether its paper is still true."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hospcomms.domain.changes import Commit
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.fields import STAMPS, Record, Texts, fields_of
from hospcomms.domain.press import ListMember, Person
from hospcomms.domain.query import Op, Query
from hospcomms.domain.scenarios import (
    PARTS,
    Scenario,
    ScenarioAnswer,
    ScenarioNotice,
    ScenarioQuestion,
    ScenarioRole,
    ScenarioStatement,
    ScenarioStep,
    ScenarioVersion,
)
from hospcomms.domain.wording import N_, Label, Sentence, sentence
from hospcomms.services import records
from hospcomms.services.scenario_library import COMMON, content, install, texts

if TYPE_CHECKING:
    from hospcomms.services.office import Office

__all__ = [
    "ScenarioContents",
    "advice",
    "contents",
    "fill_role",
    "gaps",
    "install",
    "is_pack_stale",
    "level_of",
    "members",
    "new_version",
    "note_printed",
    "pack_mark",
]
NEW_VERSION, PRINTED, FILL = N_("New version of the scenario"), N_("Crisis pack printed"), N_("Fill a role")
LANGUAGES = (("ar", N_("Arabic")), ("fr", N_("French")), ("en", N_("English")))


@dataclass(frozen=True)
class ScenarioContents:
    """All parts of a scenario in their order, and the members of staff its roles and notices lead to, by id."""

    scenario: Scenario
    questions: tuple[ScenarioQuestion, ...]
    roles: tuple[ScenarioRole, ...]
    notices: tuple[ScenarioNotice, ...]
    steps: tuple[ScenarioStep, ...]
    statements: tuple[ScenarioStatement, ...]
    answers: tuple[ScenarioAnswer, ...]
    versions: tuple[ScenarioVersion, ...]
    staff: dict[int, Colleague]

    def holder(self, role: ScenarioRole) -> Colleague | None:
        """Who holds a role; None when nobody does, or they are in the bin."""
        return self.staff.get(role.person)

    def deputy(self, role: ScenarioRole) -> Colleague | None:
        """Who stands in: the deputy of the role, or else the holder's own."""
        holder = self.holder(role)
        return self.staff.get(role.deputy) or (self.staff.get(holder.deputy) if holder else None)


def contents(office: Office, scenario: int) -> ScenarioContents:
    """Everything of a scenario. Raises Missing."""
    roles = records.parts(office, ScenarioRole, scenario)
    notices = records.parts(office, ScenarioNotice, scenario)
    wanted = {role.person for role in roles} | {role.deputy for role in roles} | {one.person for one in notices}
    return ScenarioContents(
        records.get(office, Scenario, scenario),
        tuple(records.parts(office, ScenarioQuestion, scenario)),
        tuple(roles),
        tuple(notices),
        tuple(records.parts(office, ScenarioStep, scenario)),
        tuple(records.parts(office, ScenarioStatement, scenario)),
        tuple(records.parts(office, ScenarioAnswer, scenario)),
        tuple(records.parts(office, ScenarioVersion, scenario)),
        _staff(office, wanted - {0}),
    )


def _staff(office: Office, wanted: set[int]) -> dict[int, Colleague]:
    """Members of staff by id, and their deputies; those in the bin are left out."""
    found = {one.id: one for one in records.window(office, Colleague, sorted(wanted)) if not one.binned_at}
    deputies = {one.deputy for one in found.values()} - {0} - set(found)
    found |= {one.id: one for one in records.window(office, Colleague, sorted(deputies)) if not one.binned_at}
    return found


def members(office: Office, press_list: int) -> list[Person]:
    """Those of a press list who may be called, in the order of the list: nobody blocked, nobody in the bin."""
    if not press_list:
        return []
    wanted = [member.person for member in records.parts(office, ListMember, press_list)]
    found = records.window(office, Person, wanted)
    return [person for person in found if not person.binned_at and not person.is_blocked]


def level_of(yes: Iterable[ScenarioQuestion]) -> str:
    """The level that the questions answered with yes call for: the highest of theirs, at least 1."""
    return max((question.level for question in yes), default="1")


def advice(cluster: str) -> tuple[list[Texts], list[Texts]]:
    """What is advised for a cluster of responsibility, and what is not (SCCT); nothing for an unknown one."""
    found = content(COMMON)["advice"].get(cluster, {})
    return [texts(one) for one in found.get("advised", ())], [texts(one) for one in found.get("unadvised", ())]


def gaps(office: Office, scenario: int) -> list[Sentence]:
    """What would be missing on the day: empty roles, numbers nobody verified, no press list, a language not written."""
    found = contents(office, scenario)
    language = office.settings.language
    said = [one for role in found.roles for one in _gaps_of_role(found, role, language, office)]
    if not found.scenario.press_list:
        said.append(sentence("No press list is chosen: there is nobody on the call sheet. Choose one."))
    elif not members(office, found.scenario.press_list):
        said.append(sentence("Nobody on the press list may be called. Add people to it."))
    for one in found.statements:
        missing = tuple(Label(label) for key, label in LANGUAGES if not _is_written(one, key))
        if missing:
            title = one.title.best(language)
            said.append(sentence("“{title}” is not written in: {languages}.", title=title, languages=missing))
    return said


def _gaps_of_role(found: ScenarioContents, role: ScenarioRole, language: str, office: Office) -> Iterator[Sentence]:
    name, holder = role.name.best(language), found.holder(role)
    if holder is None:
        yield sentence("Nobody holds the role “{role}”. Choose a member of staff.", role=name)
        return
    if not (holder.phone or holder.phone2):
        yield sentence("{name} ({role}) has no telephone number.", name=holder.name, role=name)
    elif holder.is_stale(office.today):
        yield sentence("The details of {name} ({role}) were not verified for six months.", name=holder.name, role=name)
    if found.deputy(role) is None:
        yield sentence("The role “{role}” has no deputy.", role=name)


def _is_written(statement: ScenarioStatement, language: str) -> bool:
    """True when every part that is written at all is written in this language."""
    parts = [getattr(statement, name) for name in PARTS]
    return all(getattr(part, language) for part in parts if part.written())


def fill_role(office: Office, code: str, person: int, deputy: int = 0) -> Commit:
    """Give a role to the same people in every scenario that has it (by its code), as one change."""
    found: list[ScenarioRole] = records.find(office, Query(ScenarioRole).where("code", Op.IS, code))
    return records.save_all(office, [replace(role, person=person, deputy=deputy) for role in found], FILL)


def new_version(office: Office, scenario: int, reason: str, incident: int = 0) -> Commit:
    """Give a scenario its next version and keep since when, by whom, why and after which incident. Raises Invalid."""
    return records.save_all(office, version_records(office, scenario, reason, incident), NEW_VERSION)


def version_records(
    office: Office, scenario: int, reason: str, incident: int = 0, *, after_drill: bool = False
) -> list[Record]:
    """The scenario with its next number, and the entry that says why; to be saved in one change."""
    found = records.get(office, Scenario, scenario)
    serial = (found.version or 0) + 1
    entry = ScenarioVersion(
        scenario=scenario,
        serial=serial,
        on=office.today,
        by=office.settings.officer,
        reason=reason,
        incident=incident,
        after_drill=after_drill,
    )
    return [replace(found, version=serial), entry]


def pack_mark(office: Office, scenario: int) -> str:
    """A mark of all that the crisis pack shows: it is another one as soon as a word or a number on it changed."""
    found = contents(office, scenario)
    press = members(office, found.scenario.press_list)
    named = records.titles(office, {found.scenario.press_list, *(person.outlet for person in press)} - {0})
    shown: Sequence[Sequence[Record]] = (
        (replace(found.scenario, printed_on=None, printed_mark="", review_on=None, drill_on=None, note=""),),
        *(found.questions, found.roles, found.notices, found.steps, found.statements, found.answers),
        tuple(found.staff[key] for key in sorted(found.staff)),
        press,
    )
    said = [[[_shown(one) for one in group] for group in shown], sorted(named.items())]
    text = json.dumps(said, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


_ON_PAPER: dict[type[Record], tuple[str, ...]] = {
    Person: ("name", "other_name", "outlet", "function", "phone", "phone2", "languages", "verified_on"),
    Colleague: ("name", "function", "phone", "phone2", "deputy", "verified_on"),
}
"""What the pack shows of people; the rest of their details may change without the paper."""


def _shown(record: Record) -> list[Any]:
    names = _ON_PAPER.get(type(record)) or tuple(name for name in fields_of(type(record)) if name not in STAMPS)
    return [record.id, *(getattr(record, name) for name in names)]


def is_pack_stale(office: Office, scenario: int) -> bool:
    """True when the pack was never printed, or what it shows has changed since."""
    found = records.get(office, Scenario, scenario)
    return found.printed_on is None or found.printed_mark != pack_mark(office, scenario)


def note_printed(office: Office, scenario: int) -> Commit:
    """Keep that the pack was printed today, with the mark of what is on it."""
    found = records.get(office, Scenario, scenario)
    mark = pack_mark(office, scenario)
    return records.save(office, replace(found, printed_on=office.today, printed_mark=mark), PRINTED)


def unverified(office: Office, scenario: int) -> list[Sentence]:
    """The numbers on the pack that nobody verified for six months: staff first, then the press."""
    found, today = contents(office, scenario), office.today
    people: list[Colleague | Person] = [*found.staff.values(), *members(office, found.scenario.press_list)]
    stale = [one for one in people if one.is_stale(today)]
    return [
        sentence("{name}: last verified {day}", name=one.name, day=one.verified_on)
        if one.verified_on
        else sentence("{name}: never verified", name=one.name)
        for one in stale
    ]
