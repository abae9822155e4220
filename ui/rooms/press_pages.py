"""The hand-made pages of the press rooms, each imported when it is first shown: the window is painted before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.press import Outlet, Person, PressList
    from ui.session import Session


def identity(session: Session, person: Person) -> QWidget:
    """The card beside all tabs of a person."""
    from ui.rooms.press_card import IdentityCard  # late: see above

    return IdentityCard(session, person)


def interactions(session: Session, person: Person) -> QWidget:
    """The contacts made with a person, with the line that adds one."""
    from ui.rooms.press_contacts_made import ContactsMade  # late: see above

    return ContactsMade(session, person)


def lists(session: Session, person: Person) -> QWidget:
    """The lists a person is on."""
    from ui.rooms.press_tabs import ListsOfPerson  # late: see above

    return ListsOfPerson(session, person)


def outlet_people(session: Session, outlet: Outlet) -> QWidget:
    """Who works at an outlet and who did."""
    from ui.rooms.press_tabs import PeopleOfOutlet  # late: see above

    return PeopleOfOutlet(session, outlet)


def members(session: Session, whole: PressList) -> QWidget:
    """The people of a list."""
    from ui.rooms.press_members import Members  # late: see above

    return Members(session, whole)
