"""What the window shows of each room before one enters it: its line in the sidebar, in the order of the sidebar.

The rooms themselves bring the services of all their verbs with them, which the first page need not wait for; they are
in ``ui.rooms.every``. A test holds the two lists together.
"""

from __future__ import annotations

from dataclasses import dataclass

from hospcomms.domain.accreditations import Accreditation
from hospcomms.domain.appointments import Appointment
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign, InstitutionObjective
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.consents import Consent, Photo
from hospcomms.domain.enquiries import Enquiry, Line, Service
from hospcomms.domain.evaluations import Evaluation
from hospcomms.domain.fields import Record
from hospcomms.domain.incidents import Incident, Rumour
from hospcomms.domain.materials import Material
from hospcomms.domain.monitoring import Clip, Development, Issue, WatchRule
from hospcomms.domain.observances import Observance
from hospcomms.domain.press import Outlet, Person, PressList
from hospcomms.domain.privacy import Breach, Erasure, LegalHold, ProcessingActivity, RetentionRule
from hospcomms.domain.programmes import Programme
from hospcomms.domain.questionnaires import Questionnaire
from hospcomms.domain.releases import Release
from hospcomms.domain.reputation import ImageWave
from hospcomms.domain.scenarios import Risk, Scenario
from hospcomms.domain.sessions import EducationSession
from hospcomms.domain.wording import C_, N_


@dataclass(frozen=True)
class Entrance:
    """The way into a room: what ``Room`` calls by the same names."""

    key: str
    record: type[Record]
    icon: str
    group: str
    title: str = ""
    under: str = ""

    @property
    def name(self) -> str:
        """What the room is called, a marked label."""
        return self.title or self.record.many


ENTRANCES: tuple[Entrance, ...] = (
    Entrance("calendar", Appointment, "calendar_month", "today", title=N_("Calendar")),
    Entrance("observances", Observance, "heart_pulse", "today", title=C_("room", "Health days"), under="calendar"),
    Entrance("campaigns", Campaign, "megaphone", "planning"),
    Entrance("audiences", Audience, "people_audience", "planning"),
    Entrance("evaluations", Evaluation, "data_pie", "planning"),
    Entrance("institution-objectives", InstitutionObjective, "target", "planning", under="campaigns"),
    Entrance("questionnaires", Questionnaire, "poll", "planning", under="evaluations"),
    Entrance("materials", Material, "document_text", "planning"),
    Entrance("people", Person, "people", "relations", title=N_("Press")),
    Entrance("outlets", Outlet, "news", "relations", under="people"),
    Entrance("press-lists", PressList, "clipboard_task_list", "relations", under="people"),
    Entrance("releases", Release, "news", "relations"),
    Entrance("photos", Photo, "camera", "relations", under="releases"),
    Entrance("consents", Consent, "shield", "relations", under="releases"),
    Entrance("enquiries", Enquiry, "chat_multiple", "relations", title=C_("room", "Press enquiries")),
    Entrance("lines", Line, "comment_multiple", "relations", under="enquiries"),
    Entrance("services", Service, "heart_pulse", "relations", under="enquiries"),
    Entrance("staff", Colleague, "people_team", "relations", under="enquiries"),
    Entrance(
        "accreditations", Accreditation, "camera", "relations", title=C_("room", "Accreditations"), under="people"
    ),
    Entrance("clips", Clip, "news", "relations", title=N_("Media monitoring")),
    Entrance("issues", Issue, "alert", "relations", title=C_("room", "Issues")),
    Entrance("watch-rules", WatchRule, "eye", "relations", title=C_("room", "Watch rules"), under="issues"),
    Entrance("developments", Development, "lightbulb", "relations", title=C_("room", "Developments"), under="issues"),
    Entrance("rumours", Rumour, "chat_multiple", "relations", under="clips"),
    Entrance("programmes", Programme, "megaphone_loud", "field"),
    Entrance("sessions", EducationSession, "people_community", "field", under="programmes"),
    Entrance("incidents", Incident, "alert_urgent", "emergency", title=N_("Crisis")),
    Entrance("scenarios", Scenario, "book_open", "emergency", under="incidents"),
    Entrance("risks", Risk, "shield_error", "emergency", under="incidents"),
    Entrance("reputation", ImageWave, "star", "holdings", title=N_("Reputation and image")),
    Entrance("processing", ProcessingActivity, "shield", "holdings", title=N_("Register of processing")),
    Entrance(
        "retention", RetentionRule, "clock", "holdings", title=C_("room", "Retention periods"), under="processing"
    ),
    Entrance("legal-holds", LegalHold, "lock_closed", "holdings", title=C_("room", "Legal holds"), under="processing"),
    Entrance(
        "erasures",
        Erasure,
        "document_checkmark",
        "holdings",
        title=C_("room", "Certificates of erasure"),
        under="processing",
    ),
    Entrance("breaches", Breach, "shield_error", "holdings", title=C_("room", "Data breaches")),
)


def entrance_of(record: type[Record]) -> Entrance | None:
    """The way into the room in which records of a type are kept, or None for parts."""
    return next((entrance for entrance in ENTRANCES if entrance.record is record), None)
