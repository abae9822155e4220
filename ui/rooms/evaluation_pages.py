"""The hand-made pages of signed evaluations, each imported when it is first shown: the window is painted before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.evaluations import Evaluation
    from ui.session import Session


def signed(session: Session, evaluation: Evaluation) -> QWidget:
    """An evaluation as it was signed."""
    from ui.rooms.evaluation.frozen import SignedBoard  # late: see above

    return SignedBoard(session, evaluation)


def begin(session: Session) -> None:
    """Ask which finished campaign is evaluated."""
    from ui.rooms.evaluation.begin import begin as ask  # late: see above

    ask(session)
