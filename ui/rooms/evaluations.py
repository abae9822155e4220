"""The room of signed evaluations; the evaluation that is still worked on stands in its campaign."""

from __future__ import annotations

from hospcomms.domain.evaluations import Evaluation
from hospcomms.domain.wording import N_
from ui.rooms import evaluation_pages as pages
from ui.rooms.room import Room, Section, Tab

ROOM = Room(
    key="evaluations",
    record=Evaluation,
    icon="data_pie",
    group="planning",
    state="verdict",
    empty=N_("No evaluation is signed yet. Close a campaign, look at its evaluation, then sign it."),
    form_title=N_("Signature"),
    new_title=N_("Evaluate a campaign"),
    new=pages.begin,
    sections=(
        Section(N_("The evaluation"), ("title", "campaign", "version", "verdict", "grade", "measured")),
        Section(N_("Signature"), ("signed_at", "signed_by", "function", "note", "frozen")),
    ),
    leading=(Tab("board", N_("Evaluation board"), pages.signed),),
    reports=("evaluation-brief", "record-sheet"),
)
