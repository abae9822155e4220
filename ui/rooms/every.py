"""All rooms, whole and in the order of the sidebar.

Importing this reads every room with the services of its verbs (a tenth of a second and more): the window does so beside
its first page. What the window shows of a room before is in ``ui.rooms.entrances``.
"""

from __future__ import annotations

from hospcomms.domain.fields import Record
from ui.rooms.accreditations import ROOM as ACCREDITATIONS
from ui.rooms.appointments import ROOM as CALENDAR
from ui.rooms.audiences import ROOM as AUDIENCES
from ui.rooms.breaches import ROOM as BREACHES
from ui.rooms.campaigns import ROOM as CAMPAIGNS
from ui.rooms.clips import ROOM as CLIPS
from ui.rooms.consents import ROOM as CONSENTS
from ui.rooms.developments import ROOM as DEVELOPMENTS
from ui.rooms.enquiries import ROOM as ENQUIRIES
from ui.rooms.erasures import ROOM as ERASURES
from ui.rooms.evaluations import ROOM as EVALUATIONS
from ui.rooms.incidents import ROOM as INCIDENTS
from ui.rooms.institution_objectives import ROOM as INSTITUTION_OBJECTIVES
from ui.rooms.issues import ROOM as ISSUES
from ui.rooms.legal_holds import ROOM as LEGAL_HOLDS
from ui.rooms.lines import ROOM as LINES
from ui.rooms.materials import ROOM as MATERIALS
from ui.rooms.observances import ROOM as OBSERVANCES
from ui.rooms.photos import ROOM as PHOTOS
from ui.rooms.press_lists import ROOM as PRESS_LISTS
from ui.rooms.press_outlets import ROOM as OUTLETS
from ui.rooms.press_people import ROOM as PEOPLE
from ui.rooms.processing import ROOM as PROCESSING
from ui.rooms.programmes import ROOM as PROGRAMMES
from ui.rooms.questionnaires import ROOM as QUESTIONNAIRES
from ui.rooms.releases import ROOM as RELEASES
from ui.rooms.reputation import ROOM as REPUTATION
from ui.rooms.retention import ROOM as RETENTION
from ui.rooms.risks import ROOM as RISKS
from ui.rooms.room import Room
from ui.rooms.rumours import ROOM as RUMOURS
from ui.rooms.scenarios import ROOM as SCENARIOS
from ui.rooms.services_offered import ROOM as SERVICES
from ui.rooms.sessions import ROOM as SESSIONS
from ui.rooms.staff import ROOM as STAFF
from ui.rooms.watch_rules import ROOM as WATCH_RULES

ROOMS: tuple[Room, ...] = (
    CALENDAR,
    OBSERVANCES,
    CAMPAIGNS,
    AUDIENCES,
    EVALUATIONS,
    INSTITUTION_OBJECTIVES,
    QUESTIONNAIRES,
    MATERIALS,
    PEOPLE,
    OUTLETS,
    PRESS_LISTS,
    RELEASES,
    PHOTOS,
    CONSENTS,
    ENQUIRIES,
    LINES,
    SERVICES,
    STAFF,
    ACCREDITATIONS,
    CLIPS,
    ISSUES,
    WATCH_RULES,
    DEVELOPMENTS,
    RUMOURS,
    PROGRAMMES,
    SESSIONS,
    INCIDENTS,
    SCENARIOS,
    RISKS,
    REPUTATION,
    PROCESSING,
    RETENTION,
    LEGAL_HOLDS,
    ERASURES,
    BREACHES,
)


def room_of(record: type[Record]) -> Room | None:
    """The room in which records of a type are kept, or None for parts."""
    return next((room for room in ROOMS if room.record is record), None)
