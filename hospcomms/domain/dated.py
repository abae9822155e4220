"""What stands in the calendar: one value for every dated thing of every room, and the layers they are shown in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hospcomms.domain.fields import Record
from hospcomms.domain.wording import C_, N_


@dataclass(frozen=True)
class Layer:
    """One kind of thing the calendar shows or hides: its key, marked name, icon, and colour of its bar (0 to 3)."""

    key: str
    label: str
    icon: str
    colour: int


CAMPAIGNS, ACTIVITIES, SESSIONS, PRESS = "campaigns", "activities", "sessions", "press"
APPOINTMENTS, DEADLINES, CRISES = "appointments", "deadlines", "crises"
OBSERVANCES, HOLIDAYS = "observances", "holidays"
LAYERS = (
    Layer(APPOINTMENTS, N_("Appointments"), "calendar_day", 2),
    Layer(CAMPAIGNS, N_("Campaigns"), "megaphone", 0),
    Layer(ACTIVITIES, N_("Activities of campaigns"), "megaphone", 0),
    Layer(SESSIONS, N_("Awareness sessions"), "heart_pulse", 3),
    Layer(PRESS, N_("Press and media"), "news", 1),
    Layer(DEADLINES, N_("Deadlines"), "clock", 3),
    Layer(CRISES, N_("Crises and drills"), "alert_urgent", 3),
)
OCCASIONS = (
    Layer(OBSERVANCES, N_("Health days"), "heart_pulse", 1),
    Layer(HOLIDAYS, C_("calendar", "Public holidays"), "flag", 0),
)


@dataclass(frozen=True, slots=True)
class Dated:
    """One thing on the days ``first`` to ``last``, both counted; ``begins`` and ``ends`` are “HH:MM” or "" all day.

    ``moves`` names what dragging it changes: the fields of days (both are moved by as much), none when it stays.
    ``place``, ``channel`` and ``speaker`` are folded, "" when unknown: two things on one day that share one clash.
    ``shape`` is the shape of its state or severity, "" for none. ``field`` names the field its first day is kept in.
    """

    record: type[Record]
    ident: int
    title: str
    layer: str
    first: date
    last: date
    begins: str = ""
    ends: str = ""
    shape: str = ""
    moves: tuple[str, ...] = ()
    place: str = ""
    channel: str = ""
    speaker: str = ""
    field: str = ""
