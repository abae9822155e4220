"""The lines of enquiries an answer is owed to: on the desk by the time left, and on the first page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hospcomms.domain import agenda as rules
from hospcomms.domain import enquiries as states
from hospcomms.domain.agenda import Agenda, Group, Line
from hospcomms.domain.enquiries import Enquiry
from hospcomms.domain.enquiry_times import PRESSING, left_said
from hospcomms.domain.wording import C_, N_, Sentence, sentence
from hospcomms.services import records
from hospcomms.services.enquiries import OnDesk, desk

if TYPE_CHECKING:
    from datetime import date

    from hospcomms.services.office import Office

LATE, SOON, AHEAD = "late", "soon", "ahead"
GROUPS = (
    (LATE, N_("Past the deadline"), "late"),
    (SOON, N_("Within the hour"), "soon"),
    (AHEAD, C_("enquiries", "Later"), "note"),
)
"""Key, name and shape of the groups of the desk, in their order."""
STEPS = {
    states.NEW: N_("Take on"),
    states.IN_HAND: N_("Answer"),
    states.TO_APPROVE: rules.REVIEW,
    states.APPROVED: C_("answer", "Send"),
}
"""What is to be done next with an open enquiry, by its state."""


def desk_agenda(office: Office) -> Agenda:
    """The open enquiries in three groups, the one with the least time left first in each."""
    waiting = desk(office)
    who = _askers(office, waiting)
    lines = [_line(one, who[one.enquiry.id], office.today) for one in waiting]
    groups = []
    for key, title, shape in GROUPS:
        own = tuple(line for line in lines if line.group == key)
        groups.append(Group(key, title, shape, own, len(own)))
    return Agenda(office.today, tuple(groups))


def home_lines(office: Office) -> Iterable[Line]:
    """The open enquiries whose answer is late, due today or in the days ahead, for the first page."""
    waiting = desk(office)
    who = _askers(office, waiting)
    for one in waiting:
        line = _line(one, who[one.enquiry.id], office.today)
        group = rules.LATE if one.minutes < 0 else rules.group_of(line.day, office.today)
        if group:
            yield Line(
                group, line.severity, Enquiry, line.ident, line.title, line.reason, line.when, line.day, line.verb
            )


def _askers(office: Office, waiting: Iterable[OnDesk]) -> dict[int, Sentence]:
    """Who asks, for which outlet, and how far the answer is, by enquiry."""
    found = [one.enquiry for one in waiting]
    names = records.titles(office, {ident for one in found for ident in (one.person, one.outlet) if ident})
    return {one.id: _asker(one, names) for one in found}


def _asker(enquiry: Enquiry, names: dict[int, str]) -> Sentence:
    person = names.get(enquiry.person) or enquiry.asker
    outlet = names.get(enquiry.outlet, "")
    if outlet:
        return sentence("Question by {person}, {outlet}", person=person, outlet=outlet)
    return sentence("Question by {person}", person=person)


def _line(one: OnDesk, asker: Sentence, today: date) -> Line:
    enquiry = one.enquiry
    group = LATE if one.minutes < 0 else SOON if one.minutes <= PRESSING else AHEAD
    shape = {LATE: "late", SOON: "soon", AHEAD: "note"}[group]
    day = enquiry.due_at.astimezone().date() if enquiry.due_at is not None else today
    verb = STEPS[enquiry.state]
    return Line(group, shape, Enquiry, enquiry.id, enquiry.title, asker, left_said(one.minutes), day, verb)
