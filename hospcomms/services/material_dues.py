"""What of the materials waits today: reviews that are due, versions waiting for approval; what is to be stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hospcomms.domain.agenda import LATE, WAITING, Line, group_of, when_said
from hospcomms.domain.agenda import REVIEW as REVIEW_VERB
from hospcomms.domain.material_versions import is_low, why_stopped
from hospcomms.domain.materials import APPROVED, CLINICIAN, DIRECTOR, OBSOLETE, REVIEW_SOON, Material, MaterialVersion
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.wording import sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

AHEAD = timedelta(days=14)
LIMIT = 200
MOST = 2_000
"""Materials of one list: a register of more is filtered first."""


def home_lines(office: Office, today: date, cut: set[str]) -> Iterable[Line]:
    """Reviews overdue or due within 14 days, and versions that wait for the clinician or the director.

    Groups that may have more are added to ``cut``.
    """
    yield from _reviews(office, today, cut)
    waiting = list(waiting_lines(office, today))
    if len(waiting) == LIMIT:
        cut.add(WAITING)
    yield from waiting


def _reviews(office: Office, today: date, cut: set[str]) -> Iterator[Line]:
    asked = Query(Material).where("state", Op.AMONG, (APPROVED, CLINICIAN, DIRECTOR))
    asked = asked.where("review_by", Op.TO, today + AHEAD).where("is_withdrawn", Op.IS, False)
    found = records.find(office, replace(asked, sort=(Sort("review_by"),)), LIMIT)
    if len(found) == LIMIT:
        cut.add(LATE)
    for one in found:
        group = group_of(one.review_by, today)
        if group == LATE:
            why = sentence("Its review date has passed: do not distribute it until it is reviewed.")
        else:
            why = sentence("To be reviewed by a clinician.")
        severity = "late" if group == LATE else "soon"
        title = one.title.best(office.settings.language)
        said = when_said(one.review_by, today)
        yield Line(group, severity, Material, one.id, title, why, said, one.review_by, REVIEW_VERB)


def waiting_lines(office: Office, today: date) -> Iterator[Line]:
    """The versions that wait for the clinician or the director, the oldest first."""
    asked = Query(MaterialVersion, sort=(Sort("id"),)).where("state", Op.AMONG, (CLINICIAN, DIRECTOR))
    found: list[MaterialVersion] = records.find(office, asked, LIMIT)
    names = records.titles(office, {one.material for one in found})
    for one in found:
        since = one.changed_at.astimezone().date() if one.changed_at else today
        why = (
            sentence("Version {number} waits for the clinician.", number=one.edition)
            if one.state == CLINICIAN
            else sentence("Version {number} waits for the director.", number=one.edition)
        )
        title = names.get(one.material, "")
        yield Line(WAITING, "waiting", MaterialVersion, one.id, title, why, when_said(since, today), since, REVIEW_VERB)


def to_review(office: Office, until: date | None = None) -> list[Material]:
    """Materials in use to be reviewed by a day (within 90 days if none), the most pressing first, overdue ones too."""
    last = until or office.today + timedelta(days=REVIEW_SOON)
    asked = Query(Material, sort=(Sort("review_by"),)).where("state", Op.IS_NOT, OBSOLETE)
    return records.find(office, asked.where("review_by", Op.TO, last), MOST)


def to_stop(office: Office) -> list[Material]:
    """What must not be handed out today: withdrawn, past its review date, or with no version left; late ones first."""
    yesterday = office.today - timedelta(days=1)
    asked = (
        Query(Material).where("is_withdrawn", Op.IS, True),
        Query(Material).where("review_by", Op.TO, yesterday),
        Query(Material).where("state", Op.IS, OBSOLETE),
    )
    found = {one.id: one for query in asked for one in records.find(office, query, MOST)}
    stopped = (one for one in found.values() if why_stopped(one, office.today) is not None)
    return sorted(stopped, key=lambda one: (not one.is_withdrawn, one.review_by or date.max, one.id))


def running_low(office: Office) -> list[Material]:
    """Materials with fewer copies than wanted, the emptiest first."""
    asked = Query(Material).where("stock", Op.FILLED).where("reorder_at", Op.FILLED)
    found = (one for one in records.find(office, asked, MOST) if is_low(one))
    return sorted(found, key=lambda one: ((one.stock or 0) / (one.reorder_at or 1), one.id))
