"""The room of reputation: image measurements, wave after wave, and their trend by audience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.reputation import ImageWave
from hospcomms.domain.wording import N_
from ui.rooms.room import Room, Section, View

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session import Session


def _trend(session: Session) -> QWidget:
    """The series over time, with their verdicts."""
    from ui.rooms.reputation_trend import ReputationTrend  # late: the window is painted before

    return ReputationTrend(session)


ROOM = Room(
    key="reputation",
    record=ImageWave,
    icon="star",
    group="holdings",
    title=N_("Reputation and image"),
    empty=N_("Enter the first measurement: an image survey, or the tone of the press clips of a period."),
    sections=(
        Section(N_("What was measured"), ("title", "measure", "audience", "start", "end", "reference")),
        Section(N_("Counts"), ("answers", "favourable", "unfavourable")),
        Section(N_("How it was collected"), ("in_groups", "group_size", "likeness", "source", "proof", "note")),
    ),
    views=(View("trend", N_("Trend"), "data_trending", _trend),),
    reports=("record-sheet",),
)
