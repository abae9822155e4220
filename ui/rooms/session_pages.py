"""The hand-made pages of a session, each imported when it is first shown: the window is painted before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.sessions import EducationSession
    from ui.session import Session

ATTENDANCE, OPINIONS, MATERIALS, QUESTIONNAIRES = "attendance", "opinions", "materials_given", "asked"


def attendance(session: Session, record: EducationSession) -> QWidget:
    """People by sex and age."""
    from ui.rooms.session_attendance import AttendanceTab  # late: see above

    return AttendanceTab(session, record)


def opinions(session: Session, record: EducationSession) -> QWidget:
    """The evaluation forms typed back."""
    from ui.rooms.session_opinions import OpinionsTab  # late: see above

    return OpinionsTab(session, record)


def materials(session: Session, record: EducationSession) -> QWidget:
    """What was given out."""
    from ui.rooms.session_materials import MaterialsTab  # late: see above

    return MaterialsTab(session, record)


def questionnaires(session: Session, record: EducationSession) -> QWidget:
    """What was asked before and after."""
    from ui.rooms.session_questionnaires import QuestionnairesTab  # late: see above

    return QuestionnairesTab(session, record)
