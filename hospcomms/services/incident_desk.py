"""The desk of an incident as one value, read in a dozen questions: what is late, who does what, what was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hospcomms.domain.incident_log import Fault, LogLine, elapsed_since
from hospcomms.domain.incidents import (
    RUNNING,
    Incident,
    IncidentCall,
    IncidentNotice,
    IncidentRole,
    IncidentStep,
    PublicFact,
    Rumour,
    SituationReport,
    Statement,
)
from hospcomms.domain.query import Op, Query
from hospcomms.domain.scenarios import ScenarioAnswer
from hospcomms.services import records
from hospcomms.services.incident_log import checked_lines, moment_of
from hospcomms.services.incidents import is_about_phase, is_in_force

if TYPE_CHECKING:
    from hospcomms.services.office import Office

REASSESS = tuple(timedelta(hours=hours) for hours in (12, 24, 36, 48))
"""When the level is to be looked at again (CERC, first 48 hours)."""


@dataclass(frozen=True)
class Desk:
    """An incident at a moment. ``steps`` and ``notices`` have the late ones first, then by hour.

    ``lines`` are those after the number asked for; ``line_count`` counts all. ``elapsed_ms`` runs since activation
    and stops at the stand-down; it follows the steady clock. ``reassessment_due`` is the next hour at which the level
    is to be confirmed, None after the last; ``fault`` is the first line of the log that is not as it was written.
    """

    incident: Incident
    now: datetime
    elapsed_ms: int
    steps: tuple[IncidentStep, ...]
    roles: tuple[IncidentRole, ...]
    notices: tuple[IncidentNotice, ...]
    calls: tuple[IncidentCall, ...]
    statements: tuple[Statement, ...]
    rumours: tuple[Rumour, ...]
    facts: tuple[PublicFact, ...]
    reports: tuple[SituationReport, ...]
    lines: tuple[LogLine, ...]
    line_count: int
    reassessment_due: datetime | None
    fault: Fault | None

    @property
    def late_steps(self) -> int:
        """How many steps are open after their hour."""
        return sum(step.is_late(self.now) for step in self.steps)

    @property
    def late_notices(self) -> int:
        """How many were to be told before now and were not."""
        return sum(is_notice_late(notice, self.now) for notice in self.notices)

    @property
    def next_update_due(self) -> datetime | None:
        """When the next update was promised; None when none is."""
        return self.incident.next_update_at

    @property
    def is_update_late(self) -> bool:
        """True when the promised hour has passed."""
        due = self.incident.next_update_at
        return self.incident.state == RUNNING and due is not None and due < self.now

    @property
    def is_reassessment_late(self) -> bool:
        """True when the level should have been confirmed by now."""
        return self.reassessment_due is not None and self.reassessment_due <= self.now

    @property
    def open_rumours(self) -> int:
        """Rumours nobody has verified yet."""
        return sum(rumour.verified == "open" for rumour in self.rumours)


def is_notice_late(notice: IncidentNotice, now: datetime) -> bool:
    """True when somebody should have been told before ``now`` and was not."""
    return notice.told_at is None and notice.due_at is not None and notice.due_at < now


def desk(office: Office, incident_id: int, lines_after: int = 0, *, checked: bool = True) -> Desk:
    """The desk now. ``checked`` reads the seals of the log too: on opening always, on a refresh not needed.

    Raises Missing.
    """
    incident = records.get(office, Incident, incident_id)
    lines, fault = checked_lines(office, incident) if checked else (office.store.log_lines(incident_id), None)
    now = office.clock()
    steps = records.parts(office, IncidentStep, incident_id)
    notices = [one for one in records.parts(office, IncidentNotice, incident_id) if is_in_force(incident.level, one)]
    return Desk(
        incident=incident,
        now=now,
        elapsed_ms=_elapsed(office, incident, lines, now),
        steps=tuple(sorted(steps, key=lambda one: (not one.is_late(now), *_by_hour(one.due_at, one.id)))),
        roles=tuple(records.parts(office, IncidentRole, incident_id)),
        notices=tuple(sorted(notices, key=lambda one: (not is_notice_late(one, now), *_by_hour(one.due_at, one.id)))),
        calls=tuple(records.parts(office, IncidentCall, incident_id)),
        statements=tuple(records.parts(office, Statement, incident_id)),
        rumours=tuple(records.find(office, Query(Rumour).where("incident", Op.IS, incident_id))),
        facts=tuple(records.parts(office, PublicFact, incident_id)),
        reports=tuple(records.parts(office, SituationReport, incident_id)),
        lines=tuple(lines[lines_after:]),
        line_count=len(lines),
        reassessment_due=_reassessment(office, incident, lines),
        fault=fault,
    )


def lines_after(office: Office, incident_id: int, number: int) -> tuple[LogLine, ...]:
    """The lines written since line ``number``."""
    return tuple(office.store.log_lines(incident_id, number))


def answers(office: Office, incident: Incident) -> list[ScenarioAnswer]:
    """The likely questions with their answers, as the scenario has them now; they are not copied."""
    return records.parts(office, ScenarioAnswer, incident.scenario) if incident.scenario else []


def _by_hour(due: datetime | None, ident: int) -> tuple[bool, float, int]:
    """Sorted by hour, those without one at the end."""
    return (due is None, due.timestamp() if due else 0.0, ident)


def _elapsed(office: Office, incident: Incident, lines: list[LogLine], now: datetime) -> int:
    """Milliseconds since activation: by the log, whose clock never goes back."""
    if incident.state != RUNNING:
        ended = next((line.elapsed for line in lines if line.kind == "end"), None)
        if ended is not None:
            return ended
    moment = moment_of(office)
    return elapsed_since(lines[-1] if lines else None, now, moment.run, moment.ticks)


def _reassessment(office: Office, incident: Incident, lines: list[LogLine]) -> datetime | None:
    """The first of the hours after the level was last looked at."""
    if incident.state != RUNNING or incident.started_at is None:
        return None
    levels = (line for line in lines if line.kind == "level" and not is_about_phase(office, incident, line))
    looked = max((line.elapsed for line in levels), default=0)
    ahead = [after for after in REASSESS if after > timedelta(milliseconds=looked)]
    return incident.started_at + ahead[0] if ahead else None
