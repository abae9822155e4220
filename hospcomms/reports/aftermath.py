"""What the records say of an incident that is looked back at, gathered for its papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hospcomms.domain.incident_log import Fault, LogLine
from hospcomms.domain.incidents import (
    Incident,
    IncidentNotice,
    IncidentStep,
    ReviewLesson,
    Rumour,
    SituationReport,
    Statement,
)

Names = Mapping[int, str]


@dataclass(frozen=True, kw_only=True)
class Aftermath:
    """What the records say of an incident; minutes count from activation, None when it never happened.

    ``delays`` are steps with the minutes after their hour at which they were done, None when they never were;
    ``reached`` of ``calls`` journalists were reached. ``names`` are roles and owners of tasks by id.
    """

    incident: Incident
    lines: Sequence[LogLine] = ()
    fault: Fault | None = None
    delays: Sequence[tuple[IncidentStep, int | None]] = ()
    set_aside: Sequence[IncidentStep] = ()
    statements: Sequence[Statement] = ()
    notices: Sequence[IncidentNotice] = ()
    rumours: Sequence[Rumour] = ()
    reports: Sequence[SituationReport] = ()
    lessons: Sequence[ReviewLesson] = ()
    calls: int = 0
    reached: int = 0
    reports_on_time: int = 0
    notices_on_time: int = 0
    to_first_statement: int | None = None
    to_first_approval: int | None = None
    to_staff: int | None = None
    lasted: int | None = None
    version: float | None = None
    names: Names = field(default_factory=dict)
