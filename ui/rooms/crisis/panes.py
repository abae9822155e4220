"""Which pane a key opens; each is imported when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.rooms.crisis.desk import DeskPage
    from ui.rooms.crisis.pane import Pane


def pane_for(desk: DeskPage, key: str) -> Pane:
    """A new pane over the desk. Raises KeyError for a key that opens none."""
    # late: see above
    from ui.rooms.crisis import (
        pane_calls,
        pane_facts,
        pane_level,
        pane_reading,
        pane_report,
        pane_rumours,
        pane_statements,
        pane_steps,
        pane_told,
    )

    made: dict[str, Callable[[DeskPage], Pane]] = {
        "steps": pane_steps.StepsPane,
        "calls": pane_calls.CallsPane,
        "statements": pane_statements.StatementsPane,
        "rumours": pane_rumours.RumoursPane,
        "told": pane_told.ToldPane,
        "facts": pane_facts.FactsPane,
        "report": pane_report.ReportPane,
        "level": pane_level.LevelPane,
        "end": pane_level.StandDownPane,
        "answers": pane_reading.AnswersPane,
        "advice": pane_reading.AdvicePane,
        "roles": pane_reading.RolesPane,
        "correct": pane_reading.CorrectPane,
        "menu": pane_reading.MenuPane,
    }
    return made[key](desk)
