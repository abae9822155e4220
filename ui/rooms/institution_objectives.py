"""The room of the establishment's own objectives, which campaigns serve."""

from hospcomms.domain.campaigns import InstitutionObjective
from hospcomms.domain.wording import N_
from ui.rooms.room import Room, Section

ROOM = Room(
    key="institution-objectives",
    record=InstitutionObjective,
    icon="target",
    group="planning",
    under="campaigns",
    empty=N_("Enter the objectives of the establishment: every campaign serves one of them."),
    sections=(Section(N_("Institution objective"), ("title", "reference", "year", "owner", "description")),),
    reports=("record-sheet",),
)
