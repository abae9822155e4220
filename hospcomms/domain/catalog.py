"""All record types of the office, in one plain list."""

from __future__ import annotations

from hospcomms.domain.accreditations import Accreditation
from hospcomms.domain.activities import Activity, Approval, BudgetLine, Lesson
from hospcomms.domain.appointments import Appointment
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign, InstitutionObjective, KeyMessage, Segment
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.consents import Consent, Photo, PhotoRecall
from hospcomms.domain.enquiries import Enquiry, Line, Service
from hospcomms.domain.evaluations import Evaluation, Recommendation
from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.incidents import (
    Incident,
    IncidentCall,
    IncidentNotice,
    IncidentRole,
    IncidentStep,
    PublicFact,
    ReviewLesson,
    Rumour,
    SituationReport,
    Statement,
)
from hospcomms.domain.materials import (
    Material,
    MaterialApproval,
    MaterialVersion,
    Pretest,
    QualityScore,
    StockMove,
)
from hospcomms.domain.monitoring import Clip, Correction, Development, Issue, WatchRule
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.observances import Observance, ObservanceDay
from hospcomms.domain.press import Interaction, ListMember, NotDuplicate, Outlet, Person, PressList, Role
from hospcomms.domain.privacy import Breach, Erasure, LegalHold, ProcessingActivity, RetentionRule
from hospcomms.domain.programmes import FollowUp, ModelAnswer, ProblemFigure, Programme, ProgrammePartner
from hospcomms.domain.questionnaires import Question, Questionnaire
from hospcomms.domain.releases import Delivery, Release, ReleaseApproval
from hospcomms.domain.reputation import ImageWave
from hospcomms.domain.scenarios import (
    Risk,
    Scenario,
    ScenarioAnswer,
    ScenarioNotice,
    ScenarioQuestion,
    ScenarioRole,
    ScenarioStatement,
    ScenarioStep,
    ScenarioVersion,
)
from hospcomms.domain.sessions import EducationSession, SessionOpinion

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
    Colleague,
    Consent,
    Photo,
    Release,
    ReleaseApproval,
    Delivery,
    Enquiry,
    Line,
    Service,
    Clip,
    Correction,
    WatchRule,
    Issue,
    Development,
    Accreditation,
    Risk,
    Scenario,
    ScenarioQuestion,
    ScenarioRole,
    ScenarioNotice,
    ScenarioStep,
    ScenarioStatement,
    ScenarioAnswer,
    ScenarioVersion,
    Incident,
    IncidentRole,
    IncidentStep,
    IncidentNotice,
    Statement,
    IncidentCall,
    Rumour,
    PublicFact,
    SituationReport,
    ReviewLesson,
    Observance,
    ObservanceDay,
    Appointment,
    Programme,
    ProblemFigure,
    ModelAnswer,
    ProgrammePartner,
    FollowUp,
    EducationSession,
    SessionOpinion,
    Material,
    MaterialVersion,
    MaterialApproval,
    QualityScore,
    Pretest,
    StockMove,
    PhotoRecall,
    ProcessingActivity,
    RetentionRule,
    LegalHold,
    Erasure,
    Breach,
)
BY_KEY: dict[str, type[Record]] = {record.key: record for record in RECORDS}


def parts_of(record: type[Record]) -> tuple[type[Record], ...]:
    """The record types whose whole is ``record``."""
    return tuple(part for part in RECORDS if part.whole and fields_of(part)[part.whole].target == record.key)
