"""The hand-made pages of a programme, each imported when it is first shown: the window is painted before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.shell.help_pages import HELP

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.programmes import Programme
    from ui.session import Session


def overview(session: Session, programme: Programme) -> QWidget:
    """The problem, what is aimed for, who takes part, and what comes next."""
    from ui.rooms.programme_overview import ProgrammeOverview  # late: see above

    return ProgrammeOverview(session, programme)


def models(session: Session, programme: Programme) -> QWidget:
    """The guided questions of the planning models."""
    from ui.rooms.programme_models import ModelsPage  # late: see above

    page = ModelsPage(session, programme)
    page.setProperty(HELP, "programmes-models")
    return page


def sessions(session: Session, programme: Programme) -> QWidget:
    """The sessions of a programme."""
    from ui.rooms.programme_tabs import SessionsTab  # late: see above

    return SessionsTab(session, programme)


def materials(session: Session, programme: Programme) -> QWidget:
    """Its materials and questionnaires."""
    from ui.rooms.programme_tabs import MaterialsTab  # late: see above

    return MaterialsTab(session, programme)


def reach(session: Session, programme: Programme) -> QWidget:
    """The RE-AIM panel of the campaign that carries it."""
    from ui.rooms.programme_reach import ReachTab  # late: see above

    return ReachTab(session, programme)
