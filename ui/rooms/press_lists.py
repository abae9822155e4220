"""The room of press lists: for a release, an event or a scenario, with how far things are with each person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hospcomms.domain.press import ListMember, PressList
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import press, records
from hospcomms.services.reports import CALL_SHEET
from ui.rooms import press_pages as pages
from ui.rooms.room import Fact, Room, Section, Tab

if TYPE_CHECKING:
    from ui.session import Session


def _members(session: Session, whole: PressList) -> int:
    return records.count(session.office, Query(ListMember).where("press_list", Op.IS, whole.id))


def _facts(session: Session, whole: PressList) -> Sequence[Fact]:
    """How many people are in each state, and how many there are."""
    states = press.by_state(session.office, whole)
    if not states:
        return ()
    return (
        Fact(N_("People by status"), sentence("{parts}", parts=states)),
        Fact(N_("People"), session.locale.number(_members(session, whole))),
    )


ROOM = Room(
    key="press-lists",
    record=PressList,
    icon="clipboard_task_list",
    group="relations",
    under="people",
    empty=N_("No press lists yet. Make one for a release, an event or a crisis scenario."),
    form_title=N_("Details"),
    new_title=N_("New list"),
    sections=(Section(N_("The list"), ("name", "purpose", "campaign", "note")),),
    leading=(Tab(ListMember.key, ListMember.many, pages.members, _members),),
    facts=_facts,
    reports=(CALL_SHEET, "record-sheet"),
)
