"""The hand-made pages of a questionnaire, each imported when it is first shown: the window is painted before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.questionnaires import Questionnaire
    from ui.session import Session

CHANGE, ANSWERS = "change", "answers_import"


def change(session: Session, questionnaire: Questionnaire) -> QWidget:
    """What changed, question by question."""
    from ui.rooms.questionnaire_change import QuestionnaireChangeTab  # late: see above

    return QuestionnaireChangeTab(session, questionnaire)


def answers(session: Session, questionnaire: Questionnaire) -> QWidget:
    """Answers read from a file."""
    from ui.rooms.answers_import import AnswersImport  # late: see above

    return AnswersImport(session, questionnaire)
