"""Which sessions belong on the first page, and why (HOM): a session and today give a line or nothing."""

from __future__ import annotations

from datetime import date, timedelta

from hospcomms.domain.agenda import LATE, TODAY, Line, group_of, when_said
from hospcomms.domain.session_figures import people_of
from hospcomms.domain.sessions import HELD, PLANNED, EducationSession
from hospcomms.domain.wording import N_, sentence

COUNT = N_("Enter the attendance")
AFTER = timedelta(days=1)
"""How long after a held session its attendance may be lacking before it is late."""
FORGOTTEN = timedelta(days=90)
"""A held session nobody counted is asked for so long; then nobody knows any more."""


def session_line(session: EducationSession, place: str, today: date) -> Line | None:
    """A session to hold, one whose day is over, or a held one nobody counted; None else. ``place`` is where it is."""
    day = session.held_on
    if day is None:
        return None
    if session.state == HELD:
        is_lacking = people_of(session) is None and AFTER < today - day <= FORGOTTEN
        if not is_lacking:
            return None
        why = sentence("Held, and nobody entered how many came.")
        said = when_said(day, today)
        return Line(LATE, "late", EducationSession, session.id, session.title, why, said, day, COUNT)
    group = group_of(day, today)
    if session.state != PLANNED or not group:
        return None
    if group == LATE:
        why = sentence("The day of the session is over, and it is not marked as held.")
        return Line(group, "late", EducationSession, session.id, session.title, why, when_said(day, today), day)
    why = sentence("Session to hold: {place}", place=place)
    severity = "soon" if group == TODAY else "note"
    return Line(group, severity, EducationSession, session.id, session.title, why, when_said(day, today), day)
