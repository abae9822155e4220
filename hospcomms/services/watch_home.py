"""What of issues, developments and visits of the press waits today: read for the first page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from hospcomms.domain import agenda as groups
from hospcomms.domain import watch_agenda as rules
from hospcomms.domain.accreditations import ASKED, GRANTED, Accreditation
from hospcomms.domain.agenda import Line
from hospcomms.domain.monitoring import OPEN, WATCHED, Development, Issue
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.services import records
from hospcomms.services.accreditations import missing_to_grant
from hospcomms.services.issues import proposals

if TYPE_CHECKING:
    from hospcomms.services.office import Office

LIMIT = 200
AHEAD = timedelta(days=14)


def watched(office: Office, today: date, cut: set[str]) -> Iterable[Line]:
    """The lines of proposals, issues, developments and visits; groups that may have more are added to ``cut``."""
    yield from _proposals(office, today)
    yield from _issues(office, today, cut)
    yield from _developments(office, today, cut)
    yield from _visits(office, today, cut)


def _read(office: Office, query: Query, field: str, cut: set[str]) -> list[Any]:
    """The ``LIMIT`` records of a query whose day is the latest."""
    found = records.find(office, Query(query.record, query.conditions, sort=(Sort(field, descending=True),)), LIMIT)
    if len(found) == LIMIT:
        cut.add(groups.LATE)
    return found


def _proposals(office: Office, today: date) -> Iterable[Line]:
    found = proposals(office)
    for rule in {proposal.rule.id: proposal.rule for proposal in found}.values():
        line = rules.proposals_line(rule, [one for one in found if one.rule.id == rule.id], today)
        if line is not None:
            yield line


def _issues(office: Office, today: date, cut: set[str]) -> Iterable[Line]:
    asked = Query(Issue).where("state", Op.AMONG, (OPEN, WATCHED)).where("review_on", Op.TO, today + AHEAD)
    for issue in _read(office, asked, "review_on", cut):
        line = rules.issue_line(issue, today)
        if line is not None:
            yield line


def _developments(office: Office, today: date, cut: set[str]) -> Iterable[Line]:
    asked = Query(Development).where("decision", Op.AMONG, ("open", "watch"))
    for development in _read(office, asked, "noted_on", cut):
        line = rules.development_line(development, today)
        if line is not None:
            yield line


def _visits(office: Office, today: date, cut: set[str]) -> Iterable[Line]:
    horizon = datetime.combine(today + AHEAD + timedelta(days=1), time()).astimezone(UTC)  # local midnight
    asked = Query(Accreditation).where("state", Op.AMONG, (ASKED, GRANTED)).where("starts_at", Op.TO, horizon)
    visits: list[Accreditation] = _read(office, asked, "starts_at", cut)
    names = _names(office, visits)
    for visit in visits:
        lacking = visit.state == GRANTED and bool(missing_to_grant(office, visit))
        line = rules.accreditation_line(visit, lacking, names.get(visit.escort, ""), today)
        if line is not None:
            yield line


def _names(office: Office, visits: Iterable[Accreditation]) -> dict[int, str]:
    return records.titles(office, {visit.escort for visit in visits if visit.escort})
