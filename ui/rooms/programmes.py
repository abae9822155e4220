"""The room of programmes: the problem, a planning model, sessions, materials, partners, and what is left later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain import campaigns as states
from hospcomms.domain.activities import BudgetLine
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.objectives import Objective
from hospcomms.domain.programmes import COMMUNITY, FollowUp, ModelAnswer, ProblemFigure, Programme, ProgrammePartner
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.services import programme_dues, programmes, records
from hospcomms.services.programme_reports import PROGRAMME_BRIEF
from hospcomms.services.sessions import sessions_of
from ui.rooms import programme_pages as pages
from ui.rooms.room import Fact, Notice, Part, Room, Section, Tab, Verb, View

if TYPE_CHECKING:
    from hospcomms.domain.wording import Sentence
    from ui.session import Session

SESSIONS, MATERIALS, REACH = "sessions", "materials", "reach"
_GOES_ON = (states.APPROVED, states.RUNNING, states.PAUSED)


def _facts(session: Session, programme: Programme) -> Sequence[Fact]:
    """Days left, sessions, people reached, objectives, money spent."""
    office, found = session.office, []
    if programme.end is not None and programme.state in _GOES_ON:
        left = (programme.end - office.today).days
        said = (
            counted("{n} day left", "{n} days left", left)
            if left >= 0
            else counted("over by {n} day", "over by {n} days", -left)
        )
        found.append(Fact(N_("Time left"), said, left < 0))
    sums = programmes.attendance(sessions_of(office, programme.id))
    if sums.held or sums.planned:
        found.append(
            Fact(N_("Sessions held"), sentence("{done} of {all}", done=sums.held, all=sums.held + sums.planned))
        )
    if sums.people is not None:
        found.append(Fact(N_("People who came"), session.locale.number(sums.people)))
    objectives = records.count(office, Query(Objective).where("campaign", Op.IS, programme.campaign))
    found.append(Fact(Objective.many, session.locale.number(objectives), late=not objectives))
    spent = programmes.spent(office, programme)
    if spent is not None:
        found.append(Fact(N_("Amount spent"), session.locale.money(spent, 0)))
    return found


def _notice(session: Session, programme: Programme) -> Notice | None:
    """A follow-up that is due, follow-ups nobody planned, or a start before the plan was approved."""
    office, today = session.office, session.office.today
    if not programme.id:
        return None
    follow_ups = records.parts(office, FollowUp, programme.id)
    due = [one.due for one in follow_ups if one.done_on is None and one.due is not None and one.due <= today]
    if due:
        said = sentence("A follow-up has been due since {day}: what is left of the programme?", day=min(due))
        opened = (N_("Open"), lambda: session.go.open_record(Programme, programme.id, FollowUp.key))
        return Notice("late" if min(due) < today else "soon", said, opened)
    if programmes.is_over(programme, today) and not follow_ups and programme.end is not None:
        return Notice("note", sentence("It has ended and no follow-up is planned."))
    has_begun = programme.start is not None and programme.start < today
    if has_begun and programme.state in (states.DRAFT, states.SUBMITTED, states.APPROVED):
        said = sentence("Its first day has passed and its campaign has not been started.")
        opened = (N_("Open the campaign"), lambda: session.go.open_record(Campaign, programme.campaign))
        return Notice("soon", said, opened)
    return None


def _severity(programme: Programme, today: date) -> str:
    """One that should be over and still runs is late."""
    is_past = programme.end is not None and programme.end < today
    return "late" if is_past and programme.state in _GOES_ON else ""


def _sessions(session: Session, programme: Programme) -> int:
    return len(sessions_of(session.office, programme.id))


def _materials(session: Session, programme: Programme) -> int:
    office = session.office
    return len(programmes.materials_of(office, programme)) + len(programmes.questionnaires_of(office, programme))


def _answered(session: Session, programme: Programme) -> Sentence | int:
    # late: the page of the models brings its widgets
    from ui.rooms.programme_models import answered

    return answered(session, programme)


ROOM = Room(
    key="programmes",
    record=Programme,
    icon="megaphone_loud",
    group="field",
    state="state",
    empty=N_("No programmes yet. Begin one from a health day, or for a problem the hospital sees."),
    form_title=N_("The programme"),
    new_title=N_("New programme"),
    sections=(
        Section(
            N_("The programme"),
            ("title", "reference", "kind", "owner", "start", "end", "observance", "audience", "settings", "themes"),
        ),
        Section(N_("Need and behaviour"), ("problem", "behaviour", "need"), (Part(ProblemFigure),)),
        Section(N_("Objectives of its campaign"), (), (Part(Objective, through="campaign"),)),
        Section(N_("Budget of its campaign"), (), (Part(BudgetLine, through="campaign"),)),
        Section(N_("What lasts"), ("lasting",)),
        Section(N_("Notes and files"), ("note", "attachments")),
    ),
    leading=(Tab("overview", N_("Overview"), pages.overview),),
    parts=(Part(ProgrammePartner), Part(FollowUp)),
    tabs=(
        Tab(ModelAnswer.key, N_("Planning model"), pages.models, _answered),
        Tab(SESSIONS, N_("Sessions"), pages.sessions, _sessions),
        Tab(MATERIALS, N_("Materials and questionnaires"), pages.materials, _materials),
        Tab(REACH, N_("RE-AIM"), pages.reach),
    ),
    views=(
        View("running", N_("Running"), "play", filters=(("state", f"among={states.RUNNING}"),)),
        View("community", N_("Community initiatives"), "people_community", filters=(("kind", f"among={COMMUNITY}"),)),
    ),
    verbs=(
        Verb(
            programme_dues.PROPOSE,
            programmes.propose,
            when=lambda programme: programme.state in (states.RUNNING, states.CLOSED, states.EVALUATED),
            missing=programmes.missing_to_propose,
            icon="calendar_day",
        ),
        Verb(
            programmes.TAKE_OVER,
            programmes.take_over,
            when=lambda programme: programme.state in (*_GOES_ON, states.CLOSED),
            missing=programmes.missing_to_take_over,
            icon="arrow_enter",
        ),
    ),
    reports=(PROGRAMME_BRIEF, "record-sheet"),
    facts=_facts,
    notice=_notice,
    severity=_severity,
    fresh=lambda session: Programme(owner=session.office.settings.officer),
)
