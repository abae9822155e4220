"""The room of target audiences."""

from hospcomms.domain.audiences import Audience
from hospcomms.domain.wording import N_
from ui.rooms.room import Room, Section

ROOM = Room(
    key="audiences",
    record=Audience,
    icon="people_audience",
    group="planning",
    empty=N_("Describe who the campaigns are for: how many they are, what holds them back, whom they trust."),
    sections=(
        Section(N_("Who they are"), ("name", "reference", "description", "size", "size_year", "size_source")),
        Section(N_("What moves them"), ("barriers", "motives")),
        Section(N_("How to reach them"), ("channels", "languages", "literacy")),
    ),
    reports=("record-sheet",),
)
