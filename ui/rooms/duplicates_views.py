"""The view of possible duplicates for the rooms of people and outlets, imported when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.press import Outlet, Person
from hospcomms.domain.wording import N_
from ui.rooms.room import View

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session import Session


def _people(session: Session) -> QWidget:
    from ui.rooms.duplicates import DuplicatesPage  # late: see above

    return DuplicatesPage(session, Person)


def _outlets(session: Session) -> QWidget:
    from ui.rooms.duplicates import DuplicatesPage  # late: see above

    return DuplicatesPage(session, Outlet)


KEY, TITLE, ICON = "duplicates", N_("Duplicates"), "merge"
PEOPLE, OUTLETS = View(KEY, TITLE, ICON, _people), View(KEY, TITLE, ICON, _outlets)
