"""The room of risks: what may happen, how likely and how grave, drawn as a matrix (CRI-1)."""

from __future__ import annotations

from datetime import date

from hospcomms.domain.risks import severity
from hospcomms.domain.scenarios import Risk
from hospcomms.domain.wording import N_
from ui.rooms import scenario_pages as pages
from ui.rooms.room import Room, Section, View


def _severity(risk: Risk, today: date) -> str:
    """The shape after the title: how grave, or that its review is overdue."""
    grave = severity(risk.score)
    overdue = risk.review_on is not None and risk.review_on < today
    return grave or ("soon" if overdue else "")


ROOM = Room(
    key="risks",
    record=Risk,
    icon="shield_error",
    group="emergency",
    under="incidents",
    empty=N_("No risks yet. Write down what may happen here, how likely and how grave it is."),
    form_title=N_("Risk"),
    new_title=N_("New risk"),
    sections=(
        Section(N_("The risk"), ("title", "likelihood", "impact", "owner", "review_on", "scenario")),
        Section(N_("Foresee and prevent"), ("signs", "measures", "note")),
    ),
    views=(View("matrix", N_("Matrix"), "grid", pages.matrix),),
    severity=_severity,
    reports=("risk-register", "record-sheet"),
)
