"""The hand-made pages of issues and watch rules, each imported when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.monitoring import Issue, WatchRule
    from ui.session import Session


def timeline(session: Session, issue: Issue) -> QWidget:
    """Everything joined to an issue, with the line that joins more."""
    from ui.rooms.issue_timeline import IssueTimeline  # late: see above

    return IssueTimeline(session, issue)


def proposals(session: Session) -> QWidget:
    """What the rules propose today, above the list of issues."""
    from ui.rooms.issue_proposals import Proposals  # late: see above

    return Proposals(session)


def of_rule(session: Session, rule: WatchRule) -> QWidget:
    """What one rule proposes today."""
    from ui.rooms.issue_proposals import ProposalsOfRule  # late: see above

    return ProposalsOfRule(session, rule)
