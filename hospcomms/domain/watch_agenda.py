"""What of issues, developments and visits of the press belongs on the first page, and why (HOM).

As in ``agenda``: a record and today give a line or nothing; ``services.watch_home`` decides which records to read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from hospcomms.domain.accreditations import ASKED, GRANTED, Accreditation
from hospcomms.domain.agenda import LATE, REVIEW, TODAY, Line, group_of, when_said
from hospcomms.domain.monitoring import OPEN, WATCHED, Development, Issue, WatchRule
from hospcomms.domain.watching import Proposal
from hospcomms.domain.wording import N_, counted, sentence

DECIDE, LOOK = N_("Decide"), N_("Look at it")
PATIENCE = timedelta(days=14)
"""A development without a day of review is to be decided so long after it was noted."""


def proposals_line(rule: WatchRule, found: Sequence[Proposal], today: date) -> Line | None:
    """What one rule proposes today; None when it proposes nothing."""
    if not found:
        return None
    title = " · ".join(proposal.topic for proposal in found)
    clips = len(frozenset[int]().union(*(proposal.ids for proposal in found)))
    why = counted(
        "{n} unfavourable clip, by the rule “{rule}”",
        "{n} unfavourable clips, by the rule “{rule}”",
        clips,
        rule=rule.title,
    )
    return Line(TODAY, "soon", WatchRule, rule.id, title, why, when_said(today, today), today, LOOK)


def issue_line(issue: Issue, today: date) -> Line | None:
    """An issue that is open or watched and whose review has come or comes; None else."""
    day = issue.review_on
    group = group_of(day, today) if day and issue.state in (OPEN, WATCHED) else ""
    if not day or not group:
        return None
    severity = "late" if group == LATE else "soon" if group == TODAY else "note"
    why = sentence("Issue to review")
    return Line(group, severity, Issue, issue.id, issue.title, why, when_said(day, today), day, REVIEW)


def development_line(development: Development, today: date) -> Line | None:
    """A development to decide on, or one to look at again; None while its day is far off."""
    is_open = development.decision in ("", "open")
    noted = development.noted_on + PATIENCE if development.noted_on else None
    day = development.review_on or (noted if is_open else None)
    group = group_of(day, today) if day else ""
    if not day or not group or development.decision not in ("", "open", "watch"):
        return None
    severity = "soon" if group in (LATE, TODAY) else "note"
    why = sentence("New development to decide on") if is_open else sentence("Development to look at again")
    said, verb = when_said(day, today), DECIDE if is_open else REVIEW
    return Line(group, severity, Development, development.id, development.title, why, said, day, verb)


def accreditation_line(visit: Accreditation, lacking: bool, escort: str, today: date) -> Line | None:
    """A visit of the press to decide on, one that is granted and near, or one not noted as over; None else.

    ``lacking`` says that something forbids granting it as it stands now.
    """
    day = _local(visit.starts_at)
    last = _local(visit.ends_at) or day
    if day is None or last is None:
        return None
    group = TODAY if day <= today <= last else group_of(day, today)
    if not group:
        return None
    title, when = visit.title, when_said(day, today)
    if visit.state == ASKED:
        severity, why = ("late" if group == LATE else "soon"), sentence("Accreditation to decide on")
        return Line(group, severity, Accreditation, visit.id, title, why, when, day, DECIDE)
    if visit.state != GRANTED:
        return None
    if group == LATE:
        why = sentence("The visit is past and not noted as over.")
        return Line(group, "soon", Accreditation, visit.id, title, why, when, day)
    if lacking:
        why = sentence("Granted, and something it needs is missing now.")
        return Line(group, "late", Accreditation, visit.id, title, why, when, day, REVIEW)
    why = sentence("Visit of the press. Escort: {name}", name=escort) if escort else sentence("Visit of the press")
    return Line(group, "soon" if group == TODAY else "note", Accreditation, visit.id, title, why, when, day)


def _local(at: datetime | None) -> date | None:
    return None if at is None else at.astimezone().date()
