"""The room of media outlets: newspapers, stations and pages, and who works or worked there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.press import Outlet
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.services import duplicates, press
from ui.rooms import duplicates_views
from ui.rooms import press_pages as pages
from ui.rooms.room import ListAct, Room, Section, Tab, Verb

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.query import Query
    from ui.session import Session


def _people(session: Session, outlet: Outlet) -> int:
    """How many people work there now."""
    return len(press.people_of(session.office, outlet)[0])


def _offer_again(session: Session, _query: Query, _page: QWidget) -> None:
    """Offer the outlets that were kept apart as possible duplicates again."""
    n = duplicates.offer_outlets_again(session.office)
    said = (
        counted("{n} pair of outlets is looked at again.", "{n} pairs of outlets are looked at again.", n)
        if n
        else sentence("No outlets were kept apart.")
    )
    session.go.say(said)


ROOM = Room(
    key="outlets",
    record=Outlet,
    icon="news",
    group="relations",
    under="people",
    empty=N_("No media outlets yet. Add the newspapers, stations and pages you work with."),
    form_title=N_("Details"),
    new_title=N_("New outlet"),
    sections=(
        Section(N_("The outlet"), ("name", "other_name", "medium", "languages", "region", "beats")),
        Section(N_("How to reach it"), ("phone", "email", "website", "postal", "verified_on", "note")),
    ),
    leading=(Tab("people", N_("People"), pages.outlet_people, _people),),
    views=(duplicates_views.OUTLETS,),
    verbs=(Verb(press.VERIFY, press.verify, icon="checkmark_circle"),),
    acts=(ListAct(N_("Offer outlets kept apart again"), "branch", _offer_again),),
    chips=("verified_on", "medium", "languages", "region", "beats"),
    reports=("record-sheet",),
)
