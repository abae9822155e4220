"""All record types of the office, in one plain list."""

from __future__ import annotations

from hospcomms.domain.activities import Activity, Approval, BudgetLine, Lesson
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign, InstitutionObjective, KeyMessage, Segment
from hospcomms.domain.evaluations import Evaluation, Recommendation
from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.press import Interaction, ListMember, NotDuplicate, Outlet, Person, PressList, Role
from hospcomms.domain.questionnaires import Question, Questionnaire
from hospcomms.domain.reputation import ImageWave

RECORDS: tuple[type[Record], ...] = (
    Audience,
    InstitutionObjective,
    Campaign,
    Objective,
    Segment,
    KeyMessage,
    Activity,
    BudgetLine,
    Approval,
    Result,
    Lesson,
    Recommendation,
    Evaluation,
    Questionnaire,
    Question,
    ImageWave,
    Outlet,
    Person,
    Role,
    Interaction,
    NotDuplicate,
    PressList,
    ListMember,
)
BY_KEY: dict[str, type[Record]] = {record.key: record for record in RECORDS}


def parts_of(record: type[Record]) -> tuple[type[Record], ...]:
    """The record types whose whole is ``record``."""
    return tuple(part for part in RECORDS if part.whole and fields_of(part)[part.whole].target == record.key)
