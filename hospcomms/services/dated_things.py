"""Which records stand in the calendar, on which of their days, and which of them may be dragged to another day."""

from __future__ import annotations

from dataclasses import dataclass

from hospcomms.domain import accreditations, activities, enquiries, monitoring, releases, sessions
from hospcomms.domain.accreditations import Accreditation
from hospcomms.domain.activities import Activity
from hospcomms.domain.appointments import Appointment
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.consents import Consent, PhotoRecall
from hospcomms.domain.dated import (
    ACTIVITIES,
    APPOINTMENTS,
    CAMPAIGNS,
    CRISES,
    DEADLINES,
    PRESS,
    SESSIONS,
)
from hospcomms.domain.enquiries import Enquiry, Line
from hospcomms.domain.evaluations import REJECTED, Recommendation
from hospcomms.domain.fields import Field, Record, fields_of
from hospcomms.domain.incidents import Incident, ReviewLesson
from hospcomms.domain.materials import Material
from hospcomms.domain.monitoring import Development, Issue
from hospcomms.domain.objectives import Objective
from hospcomms.domain.press import Interaction
from hospcomms.domain.programmes import FollowUp, Programme
from hospcomms.domain.query import Condition, Op
from hospcomms.domain.questionnaires import Questionnaire
from hospcomms.domain.releases import Release
from hospcomms.domain.reputation import ImageWave
from hospcomms.domain.scenarios import Risk, Scenario
from hospcomms.domain.sessions import EducationSession
from hospcomms.domain.wording import N_

SHOWN = ("title", "state", "begins", "ends", "place", "channel", "speaker")
"""The parts of a ``Source`` that name a field whose value is shown or compared."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """One way in which records of a type are dated: the fields of its first and last day, and what is shown.

    ``title`` is the title field unless named; a link stands for the title of what it leads to. ``said`` puts the title
    into words, such as “Review: {title}”. ``conditions`` say which records count. ``moves`` are the days a drag
    changes, only while ``state`` is among ``moving`` (empty: always). ``whole`` is the link to a campaign that may be
    a template, whose days are none. With ``open_end`` what has no last day goes on until today.
    """

    record: type[Record]
    layer: str
    first: str
    last: str = ""
    title: str = ""
    said: str = ""
    state: str = ""
    begins: str = ""
    ends: str = ""
    place: str = ""
    channel: str = ""
    speaker: str = ""
    conditions: tuple[Condition, ...] = ()
    moves: tuple[str, ...] = ()
    moving: frozenset[str] = frozenset()
    whole: str = ""
    open_end: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The fields read beside the days, in the order of ``SHOWN`` and then the whole; "" where there is none."""
        title = self.title or self.record.title_field
        return (title, *(getattr(self, name) for name in SHOWN[1:]), self.whole)

    def field(self, name: str) -> Field | None:
        """The description of one of its fields; None for ""."""
        return fields_of(self.record)[name] if name else None

    def may_move(self, state: str) -> bool:
        """True when a record in this state may be dragged to another day."""
        return bool(self.moves) and (not self.moving or state in self.moving)


def _is(field: str, value: object) -> Condition:
    return Condition(field, Op.IS, value)


def _not(field: str, value: object) -> Condition:
    return Condition(field, Op.IS_NOT, value)


def _among(field: str, *values: object) -> Condition:
    return Condition(field, Op.AMONG, values)


def _empty(field: str) -> Condition:
    return Condition(field, Op.EMPTY)


REVIEW = N_("Review: {title}")
_WORK = (
    Source(
        record=Appointment,
        layer=APPOINTMENTS,
        first="first",
        last="last",
        begins="begins",
        ends="ends",
        place="place",
        channel="channel",
        speaker="speaker",
        moves=("first", "last"),
    ),
    Source(
        record=Programme,
        layer=CAMPAIGNS,
        first="start",
        last="end",
        state="state",
    ),
    Source(
        record=Campaign,
        layer=CAMPAIGNS,
        first="start",
        last="end",
        state="state",
        conditions=(_is("is_template", False),),
    ),
    Source(
        record=Activity,
        layer=ACTIVITIES,
        first="start",
        last="end",
        state="status",
        place="place",
        channel="channel",
        conditions=(_not("status", activities.CANCELLED),),
        moves=("start", "end"),
        moving=frozenset({activities.PLANNED, activities.UNDER_WAY}),
        whole="campaign",
    ),
    Source(
        record=EducationSession,
        layer=SESSIONS,
        first="held_on",
        state="state",
        begins="begins",
        ends="ends",
        place="place",
        speaker="colleague",
        conditions=(_not("state", sessions.CANCELLED),),
        moves=("held_on",),
        moving=frozenset({sessions.PLANNED}),
    ),
    Source(
        record=Questionnaire,
        layer=ACTIVITIES,
        first="before_on",
        said=N_("Asked before: {title}"),
        moves=("before_on",),
    ),
    Source(
        record=Questionnaire,
        layer=ACTIVITIES,
        first="after_on",
        said=N_("Asked after: {title}"),
        moves=("after_on",),
    ),
)
_PRESS = (
    Source(
        record=Accreditation,
        layer=PRESS,
        first="starts_at",
        last="ends_at",
        state="state",
        place="places",
        conditions=(_not("state", accreditations.REFUSED),),
    ),
    Source(
        record=Release,
        layer=PRESS,
        first="publish_at",
        said=N_("To be published: {title}"),
        state="state",
        conditions=(_not("state", releases.PUBLISHED),),
    ),
    Source(
        record=Release,
        layer=PRESS,
        first="published_at",
        said=N_("Published: {title}"),
        state="state",
        conditions=(_is("state", releases.PUBLISHED),),
    ),
    Source(
        record=Release,
        layer=PRESS,
        first="embargo_until",
        said=N_("Embargo lifts: {title}"),
        conditions=(_not("state", releases.PUBLISHED),),
    ),
    Source(
        record=Enquiry,
        layer=PRESS,
        first="due_at",
        said=N_("Answer due: {title}"),
        state="state",
        conditions=(_among("state", *sorted(enquiries.OPEN)),),
        speaker="spokesperson",
    ),
    Source(
        record=Interaction,
        layer=PRESS,
        first="next_on",
        title="next_step",
        conditions=(_is("next_done", False),),
        moves=("next_on",),
    ),
    Source(record=ImageWave, layer=ACTIVITIES, first="start", last="end"),
    Source(record=Colleague, layer=PRESS, first="mandate_until", said=N_("Mandate to speak ends: {title}")),
    Source(record=Line, layer=PRESS, first="valid_until", said=N_("Line to take ends: {title}")),
)
_OPEN_ISSUES = (monitoring.OPEN, monitoring.WATCHED)
_DUES = (
    Source(
        record=Objective,
        layer=DEADLINES,
        first="deadline",
        said=N_("Objective due: {title}"),
        whole="campaign",
    ),
    Source(
        record=Recommendation,
        layer=DEADLINES,
        first="due",
        conditions=(_empty("done_on"), _not("decision", REJECTED)),
        moves=("due",),
        whole="campaign",
    ),
    Source(
        record=Issue,
        layer=DEADLINES,
        first="review_on",
        said=REVIEW,
        state="state",
        conditions=(_among("state", *_OPEN_ISSUES),),
        moves=("review_on",),
    ),
    Source(
        record=Development,
        layer=DEADLINES,
        first="review_on",
        said=REVIEW,
        conditions=(_among("decision", "open", "watch"),),
        moves=("review_on",),
    ),
    Source(record=Risk, layer=DEADLINES, first="review_on", said=REVIEW, moves=("review_on",)),
    Source(record=Scenario, layer=DEADLINES, first="review_on", said=REVIEW, moves=("review_on",)),
    Source(
        record=FollowUp,
        layer=DEADLINES,
        first="due",
        title="programme",
        said=N_("Follow-up: {title}"),
        conditions=(_empty("done_on"),),
        moves=("due",),
    ),
    Source(
        record=Material,
        layer=DEADLINES,
        first="review_by",
        said=REVIEW,
        state="state",
        conditions=(_is("is_withdrawn", False),),
    ),
    Source(
        record=Consent,
        layer=DEADLINES,
        first="expires_on",
        said=N_("Consent ends: {title}"),
        conditions=(_empty("withdrawn_on"),),
    ),
    Source(
        record=PhotoRecall,
        layer=DEADLINES,
        first="due",
        conditions=(_empty("done_on"),),
        moves=("due",),
    ),
)
_CRISES = (
    Source(
        record=Incident,
        layer=CRISES,
        first="started_at",
        last="ended_at",
        state="state",
        conditions=(_is("is_drill", False),),
        open_end=True,
    ),
    Source(
        record=Incident,
        layer=CRISES,
        first="started_at",
        last="ended_at",
        said=N_("Drill: {title}"),
        state="state",
        conditions=(_is("is_drill", True),),
        open_end=True,
    ),
    Source(record=Scenario, layer=CRISES, first="drill_on", said=N_("Drill planned: {title}"), moves=("drill_on",)),
    Source(
        record=ReviewLesson,
        layer=DEADLINES,
        first="due_on",
        title="task",
        conditions=(_empty("done_on"),),
        moves=("due_on",),
    ),
)
SOURCES: tuple[Source, ...] = (*_WORK, *_PRESS, *_DUES, *_CRISES)
