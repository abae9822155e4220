"""The hand-made pages of the crisis preparation, each imported when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.scenarios import Scenario
    from ui.session import Session


def readiness(session: Session, scenario: Scenario) -> QWidget:
    """What would be missing on the day, who does what, and how true the paper still is."""
    from ui.rooms.scenario_readiness import Readiness  # late: see above

    return Readiness(session, scenario)


def matrix(session: Session) -> QWidget:
    """The risks on likelihood and impact."""
    from ui.rooms.risk_matrix import RiskMatrix  # late: see above

    return RiskMatrix(session)
