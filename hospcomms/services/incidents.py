"""Starting an incident from a scenario, and the turns of it: level, phase, next update, staff told, the stand-down.

Everything of the scenario is copied, so that later edits of it do not touch what is running. Only the likely questions
are not: they are read where they are, in the scenario.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.hospital_name import with_hospital
from hospcomms.domain.incident_log import LogLine
from hospcomms.domain.incidents import (
    REVIEWED,
    RUNNING,
    STOOD_DOWN,
    Incident,
    IncidentCall,
    IncidentNotice,
    IncidentRole,
    IncidentStep,
    Statement,
)
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.scenarios import IMMEDIATE, LEVELS, PHASES, STAND_DOWN, ScenarioNotice, ScenarioRole
from hospcomms.domain.wording import N_, Label, Sentence, sentence
from hospcomms.services import records
from hospcomms.services.incident_log import KIND, Act, act, done, in_line, pen_of
from hospcomms.services.scenarios import ScenarioContents, contents, members

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.writer import Change

START, STAND, EDIT = N_("Start the incident"), N_("Stand down"), N_("Edit the incident")
LEVEL, PHASE, UPDATE = N_("Change the level"), N_("Change the phase"), N_("Set the next update")
STAFF = N_("Staff told")
DRILL_WORDS = N_("DRILL – not a real event")
FIRST_UPDATE = timedelta(minutes=60)
"""The holding statement is due so long after the start (METHODS.md 5.6, a local setting)."""
BEFORE_LIFT = 4320
"""Minutes of stand-down steps count from activation in the scenario, with three days set for the crisis itself."""
_LABEL = {choice.key: choice.label for choice in (*LEVELS, *PHASES)}


@dataclass(frozen=True)
class Started:
    """The incident that runs now, and the commit for the pages."""

    incident: int
    commit: Commit


def start(office: Office, scenario_id: int, *, drill: bool, level: str = "1") -> Started:
    """Copy a scenario into an incident that runs from now on. Raises Missing, Invalid for no such level, Refusal."""
    if level not in _LEVEL_KEYS:
        raise Invalid([Problem("level", sentence("There is no level {level}. Choose 1, 2 or 3.", level=level))])
    found = contents(office, scenario_id)
    people = members(office, found.scenario.press_list)
    outlets = records.titles(office, {person.outlet for person in people} - {0})
    with office.store.change(START, KIND) as change:
        made = change.save(_incident(office, found, change.at, drill=drill, level=level))
        roles = {role.id: change.save(_role(made, found, role)).id for role in found.roles}
        for part in _parts(office, made, found, roles):
            change.save(part)
        for person in people:
            change.save(
                IncidentCall(
                    incident=made.id,
                    person=person.id,
                    name=person.name,
                    outlet=outlets.get(person.outlet, ""),
                    phone=person.phone or person.phone2,
                    phone2=person.phone2 if person.phone else "",
                    verified_on=person.verified_on,
                )
            )
        _first_line(office, change, made)
    assert change.commit is not None
    return Started(made.id, change.commit)


_LEVEL_KEYS = frozenset(choice.key for choice in LEVELS)


def _incident(office: Office, found: ScenarioContents, at: datetime, *, drill: bool, level: str) -> Incident:
    named = {role.code: found.holder(role) for role in found.roles}
    chief, officer = named.get("chief"), named.get("officer")
    settings = office.settings
    return Incident(
        title=found.scenario.title.best(settings.language),
        is_drill=drill,
        state=RUNNING,
        level=level,
        phase=IMMEDIATE,
        scenario=found.scenario.id,
        scenario_version=found.scenario.version,
        identity=pen_of(office).identity(),
        started_at=at,
        next_update_at=at + FIRST_UPDATE,
        language=settings.language,
        chief=chief.name if chief else "",
        officer=officer.name if officer else settings.officer,
        cluster=found.scenario.cluster,
        press_list=found.scenario.press_list,
    )


def _first_line(office: Office, change: Change, made: Incident) -> None:
    said = sentence(
        "{title}: started at {level}, from version {version} of the scenario.",
        title=made.title,
        level=Label(_LABEL[made.level]),
        version=made.scenario_version,
    )
    if made.is_drill:
        said = sentence("{drill}. {start}", drill=Label(DRILL_WORDS), start=said)
    Act(office, change, made).say("start", said)


def _role(made: Incident, found: ScenarioContents, role: ScenarioRole) -> IncidentRole:
    holder, deputy = found.holder(role), found.deputy(role)
    return IncidentRole(
        incident=made.id,
        name=role.name,
        duty=role.duty,
        person=holder.id if holder else 0,
        holder=holder.name if holder else "",
        phone=_number(holder),
        deputy=deputy.name if deputy else "",
        deputy_phone=_number(deputy),
        verified_on=holder.verified_on if holder else None,
        code=role.code,
    )


def _number(colleague: Colleague | None) -> str:
    return (colleague.phone or colleague.phone2) if colleague else ""


def _parts(office: Office, made: Incident, found: ScenarioContents, roles: dict[int, int]) -> Iterator[Record]:
    """Steps, notices and statements; steps of the stand-down get their hour when it comes."""
    assert made.started_at is not None
    for step in found.steps:
        minutes = step.minutes or 0
        due = None if step.phase == STAND_DOWN else made.started_at + timedelta(minutes=minutes)
        yield IncidentStep(
            incident=made.id,
            what=step.what,
            phase=step.phase,
            minutes=minutes,
            due_at=due,
            role=roles.get(step.role, 0),
            source=step.source,
        )
    for notice in found.notices:
        yield _notice(made, found, notice)
    for serial, template in enumerate(found.statements, 1):
        yield Statement(
            incident=made.id,
            title=template.title,
            serial=serial,
            audience=template.audience,
            begun_at=made.started_at,
            **with_hospital(template, office.settings.hospital),
        )


def _notice(made: Incident, found: ScenarioContents, notice: ScenarioNotice) -> IncidentNotice:
    """A notice; one above the level keeps its minutes as an hour after the start until the level is raised."""
    assert made.started_at is not None
    person = found.staff.get(notice.person)
    return IncidentNotice(
        incident=made.id,
        who=notice.who,
        group=notice.group,
        due_at=made.started_at + timedelta(minutes=notice.minutes or 0),
        name=person.name if person else "",
        phone=notice.phone or _number(person),
        level=notice.level,
    )


def running(office: Office) -> list[Incident]:
    """The incidents that run, real ones before drills, the newest first."""
    asked = replace(Query(Incident).where("state", Op.IS, RUNNING), sort=(Sort("started_at", descending=True),))
    found: list[Incident] = records.find(office, asked)
    return sorted(found, key=lambda one: one.is_drill)


def is_in_force(level: str, notice: IncidentNotice) -> bool:
    """True when somebody must be told at this level."""
    return notice.level <= level


def set_level(office: Office, incident: int, level: str, why: str = "") -> Commit:
    """Raise, lower or confirm the level; those whom only the new level reaches must be told from now on.

    Raises Invalid for no such level, Refusal after the stand-down.
    """
    if level not in _LEVEL_KEYS:
        raise Invalid([Problem("level", sentence("There is no level {level}. Choose 1, 2 or 3.", level=level))])
    highest = _highest_level(office, incident)
    with act(office, incident, LEVEL) as made:
        _refuse_if_over(made)
        before = made.incident
        if before.level == level:
            said = sentence("{level} confirmed.", level=Label(_LABEL[level]))
        else:
            said = sentence("From {before} to {after}.", before=Label(_LABEL[before.level]), after=Label(_LABEL[level]))
        made.save(replace(before, level=level))
        for notice in made.change.parts(IncidentNotice, incident):
            if highest < notice.level <= level and not notice.told_at and notice.due_at and before.started_at:
                made.save(replace(notice, due_at=made.at + (notice.due_at - before.started_at)))
        made.say("level", _because(said, why))
    return done(made)


def _highest_level(office: Office, incident: int) -> str:
    """The highest level this incident ever had: those reached before have their hours already."""
    known = [records.get(office, Incident, incident).level]
    for line in records.history(office, incident):
        known += [str(before or "1") for field, before, _ in line.changes if field.name == "level"]
    return max(known)


def set_phase(office: Office, incident: int, phase: str, why: str = "") -> Commit:
    """Go to another phase of the crisis; the stand-down has its own verb. Raises Invalid, Refusal."""
    if phase not in _LABEL or phase in _LEVEL_KEYS or phase == STAND_DOWN:
        raise Invalid([Problem("phase", sentence("The incident goes to this phase by standing down."))])
    with act(office, incident, PHASE) as made:
        _refuse_if_over(made)
        made.save(replace(made.incident, phase=phase))
        made.say("level", _because(_begins(phase), why))
    return done(made)


def _begins(phase: str) -> Sentence:
    return sentence("{phase} begins.", phase=Label(_LABEL[phase]))


def is_about_phase(office: Office, incident: Incident, line: LogLine) -> bool:
    """True for a line of the log that tells of a new phase; the level was not looked at then."""
    say = office.settings.locale_for(incident.language).say
    return line.kind == "level" and any(line.words.startswith(say(_begins(phase.key))) for phase in PHASES)


def _because(said: Any, why: str) -> Any:
    return sentence("{what} {why}", what=said, why=in_line(why)) if why.strip() else said


def set_next_update(office: Office, incident: int, at: datetime) -> Commit:
    """Say when the next update comes. Raises Invalid for an hour that has passed, Refusal after the stand-down."""
    with act(office, incident, UPDATE) as made:
        _refuse_if_over(made)
        if at <= made.at:
            raise Invalid([Problem("next_update_at", sentence("The next update lies ahead. Enter a later time."))])
        made.save(replace(made.incident, next_update_at=at))
        made.say("note", sentence("The next update comes at {at}.", at=at))
    return done(made)


def tell_staff(office: Office, incident: int, how: str) -> Commit:
    """Keep that the staff were told now, and how; statements that wait for it may go out."""
    with act(office, incident, STAFF) as made:
        made.save(replace(made.incident, staff_told_at=made.incident.staff_told_at or made.at))
        made.say("told", sentence("The staff were told: {how}", how=in_line(how)))
    return done(made)


def edit(office: Office, incident: int, **changes: Any) -> Commit:
    """Change what may be typed of an incident (chief, place …). Raises Invalid; ValueError for other fields."""
    described = fields_of(Incident)
    wrong = [name for name in changes if name not in described or described[name].own]
    if wrong:
        raise ValueError(wrong)
    with act(office, incident, EDIT) as made:
        before = made.incident
        after = made.save(replace(before, **changes))
        named = tuple(
            sentence("{field}: {value}", field=Label(described[name].label), value=_shown(described[name], after))
            for name in changes
            if getattr(before, name) != getattr(after, name)
        )
        if named:
            made.say("note", sentence("Changed: {fields}", fields=named))
    return done(made)


def _shown(field: Any, record: Record) -> object:
    value = getattr(record, field.name)
    label = next((choice.label for choice in field.choices if choice.key == value), None)
    if isinstance(value, bool):
        return Label(N_("Yes") if value else N_("No"))
    return Label(label) if label else value


def stand_down(office: Office, incident: int, why: str) -> Commit:
    """End the crisis: its last steps get their hours from now on. Raises Invalid without a reason, Refusal if over."""
    reason = in_line(why)
    with act(office, incident, STAND) as made:
        _refuse_if_over(made)
        for step in made.change.parts(IncidentStep, incident):
            if step.phase == STAND_DOWN and step.due_at is None:
                made.save(replace(step, due_at=made.at + timedelta(minutes=after_lift(step))))
        made.save(replace(made.incident, state=STOOD_DOWN, phase=STAND_DOWN, ended_at=made.at, next_update_at=None))
        made.say("end", sentence("Stood down: {why}", why=reason))
    return done(made)


def _refuse_if_over(made: Act) -> None:
    if made.incident.state != RUNNING:
        raise Refusal("over", sentence("This incident was stood down already."))


def after_lift(step: IncidentStep) -> float:
    """Minutes between the stand-down and this step of it."""
    minutes = step.minutes or 0
    return minutes - BEFORE_LIFT if minutes > BEFORE_LIFT else minutes


def is_over(incident: Incident) -> bool:
    """True when the crisis was stood down, reviewed or not."""
    return incident.state in (STOOD_DOWN, REVIEWED)
