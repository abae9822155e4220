"""The hand-made pages of a campaign, each imported when it is first shown: the window is painted before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.shell.help_pages import HELP

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.campaigns import Campaign
    from ui.session import Session


def overview(session: Session, campaign: Campaign) -> QWidget:
    """What a campaign is about and what comes next."""
    from ui.rooms.campaign_overview import CampaignOverview  # late: see above

    return CampaignOverview(session, campaign)


def activities(session: Session, campaign: Campaign) -> QWidget:
    """The activities of a campaign as list, board and timeline."""
    from ui.rooms.activities_tab import ActivitiesTab  # late: see above

    return ActivitiesTab(session, campaign)


def evaluation(session: Session, campaign: Campaign) -> QWidget:
    """What a campaign reached."""
    from ui.rooms.evaluation.tab import EvaluationTab  # late: see above

    page = EvaluationTab(session, campaign)
    page.setProperty(HELP, "evaluation")
    return page


def board(session: Session) -> QWidget:
    """All campaigns by state."""
    from ui.rooms.campaign_board import CampaignBoard  # late: see above

    return CampaignBoard(session)


def year(session: Session) -> QWidget:
    """All campaigns of a year."""
    from ui.rooms.year_grid import YearGrid  # late: see above

    page = YearGrid(session)
    page.setProperty(HELP, "year-grid")
    return page


def begin(session: Session) -> None:
    """Begin a campaign: from nothing, a template or an earlier one."""
    from ui.rooms.new_campaign import begin as ask  # late: see above

    ask(session)
