"""The sessions that wait today: to be held, not marked as held, or held and not counted; read for the first page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hospcomms.domain import agenda as groups
from hospcomms.domain.agenda import Line
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.session_agenda import FORGOTTEN, session_line
from hospcomms.domain.sessions import HELD, PLANNED, EducationSession
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

LIMIT = 200
AHEAD = timedelta(days=14)


def session_dues(office: Office, today: date, cut: set[str]) -> Iterable[Line]:
    """The lines of sessions; groups that may have more are added to ``cut``."""
    newest = (Sort("held_on", descending=True),)
    planned = Query(EducationSession, sort=newest).where("state", Op.IS, PLANNED).where("held_on", Op.TO, today + AHEAD)
    held = Query(EducationSession, sort=newest).where("state", Op.IS, HELD).where("attended", Op.EMPTY)
    held = held.where("held_on", Op.FROM, today - FORGOTTEN).where("held_on", Op.TO, today)
    for asked in (planned, held):
        found: list[EducationSession] = records.find(office, asked, LIMIT)
        if len(found) == LIMIT:
            cut.add(groups.LATE)
        for session in found:
            line = session_line(session, session.place, today)
            if line is not None:
                yield line
