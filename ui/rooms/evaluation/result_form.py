"""The form in which the result of an indicator is entered from the board of an evaluation."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from hospcomms.domain.evaluation.indicators import Indicator
from hospcomms.domain.objectives import Result
from hospcomms.domain.wording import N_
from ui.records.form_dialog import FormDialog
from ui.session import Session

TITLE = N_("Enter the result")


def result_form(session: Session, one: Indicator, parent: QWidget | None = None) -> FormDialog:
    """The result of an indicator, with what its objective says; the one that is kept without a value, if any."""
    objective = one.objective
    found = one.result or Result(
        campaign=objective.campaign,
        objective=objective.id,
        indicator=objective.indicator,
        unit=objective.unit,
        planned=objective.target,
    )
    return FormDialog(session, found, TITLE, parent=parent)
