"""What belongs to an incident is changed only by its verbs, which write the log; every other way is refused.

Held in whatever is written: form, edit of several, bin, import, undo and redo. What is left free: the lessons of the
review, the issue a rumour is joined to, and the contact a call leads to when two contacts are made one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.changes import Step
from hospcomms.domain.errors import Missing, Refusal
from hospcomms.domain.fields import Record, changed_fields
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
from hospcomms.domain.wording import sentence

if TYPE_CHECKING:
    from hospcomms.storage.writer import Change

KIND = "incident"
"""The kind of every change of an incident: it is in the history, and undo passes it by."""
LOGGED = (IncidentRole, IncidentStep, IncidentNotice, IncidentCall, Statement, PublicFact, SituationReport)
"""The parts whose every change stands in the log."""


def settle_incidents(change: Change) -> None:
    """Raise Refusal ``log`` when a change that writes no log touches what belongs to an incident."""
    if change.kind == KIND:
        return
    for step in change.steps:
        if isinstance(step.record, Incident):
            _check_incident(step)
        elif isinstance(step.record, LOGGED):
            _check_part(change, step)
        elif isinstance(step.record, Rumour):
            _check_rumour(change, step)


def _check_incident(step: Step) -> None:
    if step.before is None or step.after is None:
        raise Refusal("log", sentence("An incident begins only by activating a scenario. Press F12."))
    if _is_changed(step.before, step.after):
        raise _only_at_the_desk()
    assert isinstance(step.after, Incident)
    if step.after.binned_at and step.after.state == RUNNING:
        raise Refusal("running", sentence("This incident still runs. Stand it down first."))


def _check_part(change: Change, step: Step) -> None:
    """A part goes to the bin and comes back with its incident only."""
    before, after = step.before, step.after
    if before is None or after is None or _is_changed(before, after):
        raise _only_at_the_desk()
    if before.binned_at != after.binned_at:
        whole = change.stored(Incident, getattr(after, after.whole))
        if (whole.binned_at is None) != (after.binned_at is None):
            raise _only_at_the_desk()


def _check_rumour(change: Change, step: Step) -> None:
    """The rumours of an incident that runs are told in its log; later they are records like any other."""
    before, after = step.before, step.after
    owners = {one.incident for one in (before, after) if isinstance(one, Rumour)} - {0}
    if not any(_runs(change, owner) for owner in owners):
        return
    if before is None or after is None or before.binned_at != after.binned_at:
        raise _only_at_the_desk()
    if {field.name for field in changed_fields(before, after)} - {"issue"}:
        raise _only_at_the_desk()


def _runs(change: Change, incident: int) -> bool:
    try:
        return change.stored(Incident, incident).state == RUNNING
    except Missing:
        return False


def _is_changed(before: Record, after: Record) -> bool:
    free = {"person"} if isinstance(after, IncidentCall) else set[str]()
    return not {field.name for field in changed_fields(before, after)} <= free


def _only_at_the_desk() -> Refusal:
    said = sentence("This belongs to an incident. Change it at the desk of the crisis, so that the log tells of it.")
    return Refusal("log", said)
