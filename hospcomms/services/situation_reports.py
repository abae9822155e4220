"""Numbered reports on how things stand: begun with what the log already knows, then issued (CRI-8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.errors import Invalid
from hospcomms.domain.incident_log import LogLine
from hospcomms.domain.incidents import TRUTHS, Incident, IncidentStep, Rumour, SituationReport
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import N_, Label, sentence
from hospcomms.services import records
from hospcomms.services.incident_log import act, done

if TYPE_CHECKING:
    from hospcomms.services.office import Office

ISSUE = N_("Issue the situation report")
RHYTHM = timedelta(hours=3)
"""The next report after so long: between the two and four hours of the first twelve (METHODS.md 5.6)."""
TOLD_KINDS = frozenset({"step", "told", "statement", "level", "end"})
"""Kinds of lines that are work done, as a report tells it."""
MOST = 40


def begin(office: Office, incident: int) -> SituationReport:
    """The next report, not saved yet: its number, the period since the last one, and what was done in it."""
    found = records.get(office, Incident, incident)
    before: list[SituationReport] = records.parts(office, SituationReport, incident)
    now = office.clock()
    since = max((one.until for one in before if one.until), default=found.started_at or now)
    lines = office.store.log_lines(incident)
    return SituationReport(
        incident=incident,
        serial=1 + max((one.serial or 0 for one in before), default=0),
        since=min(since, now),
        until=now,
        situation=_situation(before, found),
        done=_done(office, lines, since),
        coming=_coming(office, found, now),
        media=_media(office, found),
        next_due=now + RHYTHM,
    )


def _situation(before: list[SituationReport], incident: Incident) -> str:
    return before[-1].situation if before else incident.summary


def _done(office: Office, lines: list[LogLine], since: datetime) -> str:
    locale = office.settings.locale
    chosen = [line for line in lines if line.at >= since and line.kind in TOLD_KINDS]
    return "\n".join(f"{locale.time(line.at.astimezone())} {line.words}" for line in chosen[-MOST:])


def _coming(office: Office, incident: Incident, now: datetime) -> str:
    """The steps still open whose hour comes within the next period, or has passed."""
    steps: list[IncidentStep] = records.parts(office, IncidentStep, incident.id)
    near = [step for step in steps if step.is_open and step.due_at and step.due_at <= now + RHYTHM]
    return "\n".join(step.what.best(incident.language) for step in near[:MOST])


def _media(office: Office, incident: Incident) -> str:
    """The rumours that go round, each with what is known of it."""
    labels = {choice.key: choice.label for choice in TRUTHS}
    found: list[Rumour] = records.find(office, Query(Rumour).where("incident", Op.IS, incident.id))
    say = office.settings.locale_for(incident.language).say
    return "\n".join(
        say(sentence("{claim}: {truth}", claim=one.claim, truth=Label(labels[one.verified]))) for one in found[:MOST]
    )


def incident_as_told(office: Office, report: SituationReport) -> Incident:
    """The incident with the level and the phase that held when the report was issued; a draft tells today's."""
    found = records.get(office, Incident, report.incident)
    if report.issued_at is None:
        return found
    for line in records.history(office, found.id):  # the newest first: back to the hour of the issue
        if line.at <= report.issued_at:
            break
        held = {field.name: before for field, before, _ in line.changes if field.name in ("level", "phase") and before}
        found = replace(found, **held)
    return found


def issue(office: Office, report: SituationReport) -> Commit:
    """Issue a report: it gets its number, hour and name, and the next update is due as it says. Raises Invalid."""
    with act(office, report.incident, ISSUE) as made:
        if report.issued_at is not None:
            raise Invalid([Problem("", sentence("This report was issued already. Begin the next one."))])
        others = [one for one in made.change.parts(SituationReport, report.incident) if one.id != report.id]
        serial = 1 + max((one.serial or 0 for one in others), default=0)
        by = office.settings.officer
        kept = made.save(replace(report, serial=serial, issued_at=made.at, issued_by=by))
        if made.incident.ended_at is None:
            made.save(replace(made.incident, next_update_at=kept.next_due))
        said = sentence("Situation report {n} issued. The next update comes at {at}.", n=kept.serial, at=kept.next_due)
        made.say("report", said)
    return done(made)
