"""The hand-made pages of an incident, each imported when it is first shown: the window is painted before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hospcomms.domain.fields import changed_fields
from hospcomms.domain.incidents import REVIEWED, RUNNING, STOOD_DOWN, Incident, ReviewLesson
from hospcomms.domain.scenarios import LEVELS
from hospcomms.domain.wording import N_, Label, counted, sentence
from ui.rooms.room import Fact, Notice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.changes import Commit
    from hospcomms.domain.wording import Sentence
    from hospcomms.services.office import Office
    from ui.session import Session
    from ui.shell.crisis import Crisis

TO_DESK = N_("To the desk")
_LEVEL = {level.key: level.label for level in LEVELS}


def crisis_of(session: Session) -> Crisis | None:
    """The crisis of the window a page is in; None in a window of one record."""
    window = getattr(session.go, "window", None)
    return getattr(window(), "crisis", None) if callable(window) else None


def activate(session: Session) -> None:
    """An incident is not typed in: it is activated from a scenario."""
    crisis = crisis_of(session)
    if crisis is not None:
        crisis.activate()


def timeline(session: Session, incident: Incident) -> QWidget:
    """What happened when, as a picture."""
    from ui.rooms.crisis.timeline import TimelineTab  # late: see above

    return TimelineTab(session, incident)


def delays(session: Session, incident: Incident) -> QWidget:
    """How long things took."""
    from ui.rooms.crisis.review_tab import ReviewTab  # late: see above

    return ReviewTab(session, incident)


def papers(session: Session, incident: Incident) -> QWidget:
    """What was said: statements and situation reports."""
    from ui.rooms.crisis.papers_tab import PapersTab  # late: see above

    return PapersTab(session, incident)


def log(session: Session, incident: Incident) -> QWidget:
    """The log with its verification and its corrections."""
    from ui.rooms.crisis.log_tab import LogTab  # late: see above

    return LogTab(session, incident)


def log_count(session: Session, incident: Incident) -> int:
    """How many lines the log has."""
    from hospcomms.services import incident_log  # late: as above

    return len(incident_log.lines(session.office, incident.id)) if incident.id else 0


def facts(_session: Session, incident: Incident) -> Sequence[Fact]:
    """Level, how long it ran, the first statement, the staff."""
    if not incident.id or incident.started_at is None:
        return ()
    return (
        Fact(N_("Level"), sentence("{level}", level=Label(_LEVEL.get(incident.level, "")))),
        Fact(N_("Started at"), sentence("{at}", at=incident.started_at)),
        Fact(N_("First statement after"), _after(incident, incident.first_statement_at)),
        Fact(N_("Staff told after"), _after(incident, incident.staff_told_at)),
    )


def _after(incident: Incident, at: Any) -> Sentence:
    if at is None or incident.started_at is None:
        return sentence("not yet") if incident.state == RUNNING else sentence("never")
    minutes = round((at - incident.started_at).total_seconds()) // 60
    return counted("{n} minute", "{n} minutes", minutes)


def notice(session: Session, incident: Incident) -> Notice | None:
    """That it runs, that the log was tampered with, that it waits for its review; a drill always says so."""
    if not incident.id:
        return None
    # late: nothing of a crisis is read before there is one
    from hospcomms.services import incident_log

    fault = incident_log.verify(session.office, incident.id)
    if fault is not None:
        return Notice("late", sentence("The log is not as it was written. {fault}", fault=fault.sentence))
    crisis = crisis_of(session)
    action = (TO_DESK, lambda: crisis.open(incident.id)) if crisis is not None else None
    if incident.state == RUNNING:
        said = N_("This drill is running.") if incident.is_drill else N_("This crisis is running.")
        return Notice("soon" if incident.is_drill else "late", sentence(said), action)
    if incident.is_drill and incident.state == STOOD_DOWN:
        return Notice("soon", sentence("DRILL – not a real event. The review of this drill is not finished."))
    if incident.is_drill:
        return Notice("note", sentence("DRILL – not a real event"))
    if incident.state == STOOD_DOWN:
        return Notice("soon", sentence("The review of this incident is not finished."))
    return None


def is_over(incident: Any) -> bool:
    """True once the incident was stood down."""
    return incident.state in (STOOD_DOWN, REVIEWED)


def is_to_review(incident: Any) -> bool:
    """True between the stand-down and the end of the review."""
    return bool(incident.state == STOOD_DOWN)


def keep(office: Office, edited: Incident) -> Commit:
    """Save what was typed of an incident; the log tells of it, and nothing of it is undone. Raises Invalid."""
    # late: as above
    from hospcomms.services import incidents, records

    stored = records.get(office, Incident, edited.id)
    changes = {field.name: getattr(edited, field.name) for field in changed_fields(stored, edited) if not field.own}
    return incidents.edit(office, edited.id, **changes)


def keep_lesson(office: Office, lesson: ReviewLesson) -> Commit:
    """Save a lesson; a new one is told in the log. Raises Invalid."""
    from hospcomms.services import after_action  # late: as above

    return after_action.keep_lesson(office, lesson)


def take_lessons(office: Office, incident: Incident) -> Commit:
    """Give the scenario a new version with the lessons. Raises Refusal when there are none."""
    from hospcomms.services import after_action  # late: as above

    return after_action.take_into_version(office, incident.id)


def finish(office: Office, incident: Incident) -> Commit:
    """Close the review in the name of the officer. Raises Refusal while the incident runs."""
    from hospcomms.services import after_action  # late: as above

    return after_action.finish(office, incident.id, office.settings.officer)
