"""The room of campaigns: the five-step plan, its verbs, its parts and its hand-made pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hospcomms.domain import campaigns as states
from hospcomms.domain.activities import CANCELLED, Activity, Approval, BudgetLine, Lesson
from hospcomms.domain.agenda import campaign_line
from hospcomms.domain.campaigns import Campaign, KeyMessage, Segment
from hospcomms.domain.evaluations import SignOrder
from hospcomms.domain.objectives import Objective, Result, smart
from hospcomms.domain.plans import steps
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services import campaigns, evaluation, home, records
from ui.rooms import campaign_pages as pages
from ui.rooms.room import Fact, Part, Room, Section, Tab, Verb, View

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.session import Session


def _steps_done(session: Session, campaign: Campaign) -> Sentence:
    """How many of the five steps of the plan are complete."""
    found = steps(campaigns.plan_of(session.office, campaign))
    return sentence("{done} of {all}", done=sum(not step.missing for step in found), all=len(found))


def _activities(session: Session, campaign: Campaign) -> int:
    return records.count(session.office, Query(Activity).where("campaign", Op.IS, campaign.id))


def _in_state(*wanted: str) -> Callable[[Campaign], bool]:
    return lambda campaign: campaign.state in wanted and not campaign.is_template


def _facts(session: Session, campaign: Campaign) -> Sequence[Fact]:
    plan = campaigns.plan_of(session.office, campaign)
    return (*_objective_fact(session, plan.objectives), *_work_facts(session, campaign, plan.activities))


def _objective_fact(session: Session, objectives: Sequence[Objective]) -> Sequence[Fact]:
    if not objectives:
        return (Fact(N_("Objective"), sentence("Not entered yet")),)
    first = objectives[0]
    audience = records.titles(session.office, [first.audience]).get(first.audience, "")
    return (Fact(N_("Objective"), smart(first, audience)),)


def _work_facts(session: Session, campaign: Campaign, activities: Sequence[Activity]) -> Sequence[Fact]:
    today = session.office.today
    meant = [activity for activity in activities if activity.status != CANCELLED]
    done = sum(activity.done_share >= 1 for activity in meant)
    late = sum(activity.is_late(today) for activity in meant)
    said = sentence("{done} of {all}", done=done, all=len(meant))
    found = [
        Fact(
            N_("Activities"),
            counted("{done}, {n} late", "{done}, {n} late", late, done=said) if late else said,
            late > 0,
        )
    ]
    if campaign.budget is not None:
        found.append(Fact(N_("Planned budget"), session.locale.money(campaign.budget, 0)))
    if campaign.end is not None and campaign.state in (states.RUNNING, states.PAUSED, states.APPROVED):
        left = (campaign.end - today).days
        said_left = (
            counted("{n} day left", "{n} days left", left)
            if left >= 0
            else counted("over by {n} day", "over by {n} days", -left)
        )
        found.append(Fact(N_("Time left"), said_left, left < 0))
    return found


class Pressing(QObject):
    """How much a campaign presses, by its own days and by its activities; lives as long as its list."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._office = session.office
        self._late: frozenset[int] | None = None
        session.bus.committed.connect(self._forget)

    def _forget(self) -> None:
        self._late = None

    def severity(self, campaign: Campaign, today: date) -> str:
        """Either "late", "soon" or ""; what is only to know is left to the first page."""
        if campaign.state in home.WORKING and not campaign.is_template:
            if self._late is None:
                self._late = home.campaigns_with_late_work(self._office)
            if campaign.id in self._late:
                return "late"
        line = campaign_line(campaign, today)
        return line.severity if line is not None and line.severity != "note" else ""


def _pressing(session: Session, parent: QObject) -> Callable[[Campaign, date], str]:
    return Pressing(session, parent).severity


ROOM = Room(
    key="campaigns",
    record=Campaign,
    icon="megaphone",
    group="planning",
    state="state",
    empty=N_("No campaigns yet. Create the first or copy a template."),
    form_title=N_("Plan"),
    form_count=_steps_done,
    sections=(
        Section(
            N_("The campaign"),
            ("title", "reference", "kind", "owner", "start", "end", "themes", "tier"),
        ),
        Section(N_("1. Objectives"), ("situation", "institution_objective"), (Part(Objective),)),
        Section(N_("2. Audience"), ("insight",), (Part(Segment),)),
        Section(N_("3. Strategy"), ("strategy",), (Part(KeyMessage),)),
        Section(N_("4. Implementation"), ("implementation",)),
        Section(N_("5. Evaluation"), ("evaluation", "limits", "attachments")),
    ),
    leading=(Tab("overview", N_("Overview"), pages.overview),),
    parts=(
        Part(BudgetLine),
        Part(Result),
        Part(Approval),
        Part(Lesson),
    ),
    tabs=(
        Tab("activities", N_("Activities"), pages.activities, _activities),
        Tab("evaluation_page", N_("Evaluation"), pages.evaluation),
    ),
    views=(
        View("board", N_("Board"), "board", pages.board),
        View("year", N_("Year"), "calendar_month", pages.year),
    ),
    verbs=(
        Verb(
            campaigns.SUBMIT,
            campaigns.submit,
            when=_in_state(states.DRAFT),
            missing=campaigns.missing_for(states.SUBMITTED),
            usual=True,
            icon="send",
        ),
        Verb(
            campaigns.APPROVE,
            campaigns.approve,
            when=_in_state(states.SUBMITTED),
            missing=campaigns.missing_for(states.APPROVED),
            asks=Approval,
            usual=True,
            icon="checkmark_circle",
        ),
        Verb(campaigns.RETURN, campaigns.send_back, when=_in_state(states.SUBMITTED), asks=Approval, icon="arrow_undo"),
        Verb(
            campaigns.RUN,
            campaigns.run,
            when=_in_state(states.APPROVED),
            missing=campaigns.missing_for(states.RUNNING),
            usual=True,
            icon="play",
        ),
        Verb(campaigns.WITHDRAW, campaigns.withdraw, when=_in_state(states.APPROVED), icon="arrow_undo"),
        Verb(campaigns.PAUSE, campaigns.pause, when=_in_state(states.RUNNING), icon="pause_circle"),
        Verb(campaigns.RESUME, campaigns.resume, when=_in_state(states.PAUSED), usual=True, icon="play"),
        Verb(
            campaigns.CLOSE,
            campaigns.close,
            when=_in_state(states.RUNNING, states.PAUSED),
            missing=campaigns.missing_for(states.CLOSED),
            icon="checkmark_circle",
        ),
        Verb(
            evaluation.SIGN,
            evaluation.sign,
            when=_in_state(states.CLOSED, states.EVALUATED),
            missing=evaluation.missing_to_sign,
            asks=SignOrder,
            usual=True,
            icon="document_checkmark",
        ),
        Verb(campaigns.REOPEN, campaigns.reopen, when=_in_state(states.CLOSED, states.EVALUATED), icon="arrow_undo"),
        Verb(
            campaigns.START_TEMPLATE,
            campaigns.copy,
            when=lambda campaign: campaign.is_template,
            asks=campaigns.CopyOrder,
            usual=True,
            icon="copy",
        ),
        Verb(
            campaigns.COPY,
            campaigns.copy,
            when=_in_state(states.CLOSED, states.EVALUATED),
            asks=campaigns.CopyOrder,
            icon="copy",
        ),
        Verb(
            campaigns.MAKE_TEMPLATE,
            campaigns.make_template,
            when=_in_state(states.CLOSED, states.EVALUATED),
            icon="bookmark",
        ),
    ),
    reports=("plan-brief", "plan", "evaluation-brief", "record-sheet", "word-brief", "word-letter"),
    facts=_facts,
    new=pages.begin,
    pressing=_pressing,
    new_title=N_("New campaign"),
    opening=(("is_template", "no"),),
)
