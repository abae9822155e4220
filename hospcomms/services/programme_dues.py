"""What programmes ask for on the first page: follow-ups that are due, and programmes that ended without any planned."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hospcomms.domain.agenda import LATE, TODAY, Line, group_of, when_said
from hospcomms.domain.campaigns import DRAFT
from hospcomms.domain.programmes import FollowUp, Programme
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

AHEAD = timedelta(days=14)
ENDED_WITHIN = timedelta(days=365)
"""Programmes that ended longer ago are not asked about any more."""
MOST = 50
PROPOSE, ENTER = N_("Plan the follow-ups"), N_("Enter what was found")


def follow_ups_due(office: Office, today: date, _cut: Collection[str]) -> Iterator[Line]:
    """Follow-ups that are late, due, or due within 14 days, then programmes whose follow-ups are not planned."""
    asked = Query(FollowUp).where("done_on", Op.EMPTY).where("due", Op.TO, today + AHEAD)
    found: list[FollowUp] = records.find(office, replace(asked, sort=(Sort("due"),)), MOST)
    programmes = records.window(office, Programme, sorted({one.programme for one in found}))
    names = {one.id: one.title for one in programmes if one.binned_at is None}
    for one in found:
        if one.due is None or one.programme not in names:
            continue
        group = group_of(one.due, today)
        why = sentence("Follow-up: what is left of the programme?")
        severity = "late" if group == LATE else "soon"
        said = when_said(one.due, today)
        yield Line(group, severity, FollowUp, one.id, names[one.programme], why, said, one.due, ENTER)
    yield from _without_follow_up(office, today)


def _without_follow_up(office: Office, today: date) -> Iterator[Line]:
    asked = Query(Programme).where("end", Op.FROM, today - ENDED_WITHIN).where("end", Op.TO, today - timedelta(days=1))
    ended: list[Programme] = records.find(office, replace(asked, sort=(Sort("end", descending=True),)), MOST)
    ended = [one for one in ended if one.state != DRAFT]
    if not ended:
        return
    wanted = tuple(one.id for one in ended)
    planned = {one.programme for one in records.find(office, Query(FollowUp).where("programme", Op.AMONG, wanted))}
    for one in ended:
        if one.id not in planned and one.end is not None:
            why = sentence("It has ended and no follow-up is planned.")
            yield Line(TODAY, "note", Programme, one.id, one.title, why, when_said(one.end, today), one.end, PROPOSE)
