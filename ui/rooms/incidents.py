"""The room of incidents: every crisis and drill with its file, from activation to the review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hospcomms.domain.incidents import RUNNING, Incident, ReviewLesson
from hospcomms.domain.wording import N_
from ui.rooms import incident_pages as pages
from ui.rooms.room import Part, Room, Section, Tab, Verb

if TYPE_CHECKING:
    from datetime import date


def severity(incident: Any, _today: date) -> str:
    """A real crisis that runs is late by its nature."""
    return "late" if incident.state == RUNNING and not incident.is_drill else ""


ROOM = Room(
    key="incidents",
    record=Incident,
    icon="alert_urgent",
    group="emergency",
    title=N_("Crisis"),
    empty=N_("No crisis and no drill yet. Activate one with F12: everything the scenario holds is copied into it."),
    new_title=N_("Activate a crisis"),
    new=pages.activate,
    form_title=N_("What happened"),
    columns=("title", "is_drill", "state", "level", "started_at", "ended_at", "scenario"),
    sections=(
        Section(N_("The incident"), ("title", "reference", "place", "summary", "chief", "officer")),
        Section(N_("Responsibility"), ("cluster", "history")),
        Section(N_("Looking back"), ("worked", "failed")),
    ),
    leading=(Tab("timeline", N_("Timeline"), pages.timeline),),
    parts=(Part(ReviewLesson, ("lesson", "task", "owner", "due_on", "done_on", "in_version"), pages.keep_lesson),),
    tabs=(
        Tab("delays", N_("Delays"), pages.delays),
        Tab("papers", N_("What was said"), pages.papers),
        Tab("log", N_("Log"), pages.log, pages.log_count),
    ),
    state="state",
    keep=pages.keep,
    severity=severity,
    facts=pages.facts,
    notice=pages.notice,
    verbs=(
        Verb(N_("Take the lessons into the scenario"), pages.take_lessons, when=pages.is_over, icon="arrow_sync"),
        Verb(N_("Finish the review"), pages.finish, when=pages.is_to_review, usual=True, icon="checkmark_circle"),
    ),
    reports=("after-action", "incident-log", "facts-sheet", "rumour-log", "drills"),
)
