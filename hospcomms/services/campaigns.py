"""What one does with a campaign: submit, approve, run, pause, close, copy; and its plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from hospcomms.domain import campaigns as states
from hospcomms.domain import plans
from hospcomms.domain.activities import Activity, Approval, BudgetLine, Lesson
from hospcomms.domain.approvals import APPROVED, RETURNED
from hospcomms.domain.campaigns import Campaign, KeyMessage, Segment, may_move
from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import Record, day, text
from hospcomms.domain.folding import words_of
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.plans import Plan
from hospcomms.domain.query import Op, Query
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import N_, sentence
from hospcomms.services.derived import refresh_wholes
from hospcomms.services.records import parts, refuse_if_wrong, save_all

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.writer import Change

SUBMIT, APPROVE, RETURN = N_("Submit for approval"), N_("Approve"), N_("Return for correction")
WITHDRAW, RUN, PAUSE, RESUME = N_("Back to draft"), N_("Start the campaign"), N_("Pause"), N_("Resume")
CLOSE, REOPEN = N_("Close the campaign"), N_("Reopen")
COPY, START_TEMPLATE, MAKE_TEMPLATE = N_("Copy the campaign"), N_("Start from this template"), N_("Save as a template")


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class CopyOrder(Record):
    """What is asked when a campaign is begun from another: its title and first day."""

    key = "copy_order"
    one = N_("Copy")
    many = N_("Copies")

    title: str = text(N_("Title"), required=True)
    start: date | None = day(N_("Start"), required=True)


def plan_of(office: Office, campaign: Campaign) -> Plan:
    """The campaign with all parts of its plan."""
    return Plan(
        campaign,
        objectives=parts(office, Objective, campaign.id),
        segments=parts(office, Segment, campaign.id),
        messages=parts(office, KeyMessage, campaign.id),
        activities=parts(office, Activity, campaign.id),
        budget=parts(office, BudgetLine, campaign.id),
        results=parts(office, Result, campaign.id),
    )


def missing_for(to: str) -> Callable[[Office, Campaign], list[Problem]]:
    """A function that lists what forbids moving a campaign to the state ``to`` now."""
    rule = {
        states.SUBMITTED: plans.missing,
        states.APPROVED: plans.missing,
        states.RUNNING: plans.missing_to_run,
        states.CLOSED: plans.missing_to_close,
        states.EVALUATED: plans.missing_to_evaluate,
    }.get(to)

    def missing(office: Office, campaign: Campaign) -> list[Problem]:
        return [] if rule is None else rule(plan_of(office, campaign))

    return missing


def submit(office: Office, campaign: Campaign) -> Commit:
    """Submit a draft for approval. Raises Invalid with what is missing (CAM-1)."""
    return _move(office, campaign, states.SUBMITTED, SUBMIT)


def approve(office: Office, campaign: Campaign, approval: Approval) -> Commit:
    """Approve a submitted plan; the approver is named and is not the officer who wrote it."""
    if words_of(approval.approver) == words_of(office.settings.officer):
        raise Refusal(
            "own-plan",
            sentence("The author of a plan cannot approve it. Ask someone else to approve it."),
        )
    return _decide(office, campaign, replace(approval, decision=APPROVED), states.APPROVED, APPROVE)


def send_back(office: Office, campaign: Campaign, approval: Approval) -> Commit:
    """Return a submitted plan for correction; the note says what to correct."""
    if not approval.note.strip():
        raise Invalid([Problem("note", sentence("The note is missing. Write what is to be corrected."))])
    return _decide(office, campaign, replace(approval, decision=RETURNED), states.DRAFT, RETURN)


def withdraw(office: Office, campaign: Campaign) -> Commit:
    """Take an approved or submitted plan back to draft, to change it."""
    return _move(office, campaign, states.DRAFT, WITHDRAW)


def run(office: Office, campaign: Campaign) -> Commit:
    """Start an approved campaign. Raises Invalid while it has no objective."""
    return _move(office, campaign, states.RUNNING, RUN)


def pause(office: Office, campaign: Campaign) -> Commit:
    """Pause a running campaign."""
    return _move(office, campaign, states.PAUSED, PAUSE)


def resume(office: Office, campaign: Campaign) -> Commit:
    """Go on with a paused campaign."""
    return _move(office, campaign, states.RUNNING, RESUME)


def close(office: Office, campaign: Campaign) -> Commit:
    """Close a campaign. Raises Invalid while activities are open."""
    return _move(office, campaign, states.CLOSED, CLOSE)


def reopen(office: Office, campaign: Campaign) -> Commit:
    """Open a closed campaign again, or an evaluated one for more results."""
    to = states.RUNNING if campaign.state == states.CLOSED else states.CLOSED
    return _move(office, campaign, to, REOPEN)


def _decide(office: Office, campaign: Campaign, approval: Approval, to: str, name: str) -> Commit:
    decided = replace(approval, campaign=campaign.id, given_at=office.clock())
    return _move(office, campaign, to, name, decided, by=approval.approver)


def _move(office: Office, campaign: Campaign, to: str, name: str, *also: Record, by: str = "") -> Commit:
    """Move a campaign; ``by`` is who decided it, the officer when it is empty."""
    if not may_move(campaign.state, to) or campaign.is_template:
        raise Refusal("not-allowed", sentence("This step is not possible from the present state of the campaign."))
    lacking = missing_for(to)(office, campaign)
    if lacking:
        said = tuple(problem.message for problem in lacking)
        raise Invalid(lacking, sentence("This step is not possible yet. {problems}", problems=said))
    moved = replace(campaign, state=to, state_since=office.clock(), state_by=by or office.settings.officer)
    return save_all(office, [moved, *also], name)


def copy(office: Office, campaign: Campaign, order: CopyOrder) -> Commit:
    """Begin a new draft from a campaign or template: all its plan, its days moved to the new start."""
    refuse_if_wrong(order)
    return _copy(office, campaign, order.title, order.start, START_TEMPLATE if campaign.is_template else COPY)


def make_template(office: Office, campaign: Campaign) -> Commit:
    """Keep a campaign's plan as a template."""
    return _copy(office, campaign, campaign.title, campaign.start, MAKE_TEMPLATE, is_template=True)


def _copy(
    office: Office, campaign: Campaign, title: str, start: date | None, name: str, *, is_template: bool = False
) -> Commit:
    plan = plans.shifted(plan_of(office, campaign), start)
    fresh = replace(
        plan.campaign,
        title=title,
        is_template=is_template,
        state=states.DRAFT,
        state_since=None,
        state_by="",
        progress=None,
        budget=None,
        limits="",
        attachments=(),
        reference="",
        id=0,
        created_at=None,
    )
    with office.store.change(name) as change:
        whole = change.save(fresh)
        _copy_parts(change, plan, whole.id)
    assert change.commit is not None
    return change.commit


def _copy_parts(change: Change, plan: Plan, whole: int) -> None:
    numbers: dict[int, int] = {0: 0}
    for part in (*plan.objectives, *plan.segments, *plan.messages, *plan.activities, *plan.budget):
        numbers[part.id] = change.number()

    def fresh(part: Record, **links: Any) -> Record:
        return replace(part, **links, id=numbers[part.id], reference="", created_at=None).settled()

    copied = [fresh(part, campaign=whole) for part in (*plan.objectives, *plan.segments, *plan.messages)]
    copied += [
        fresh(activity, campaign=whole, predecessor=numbers.get(activity.predecessor, 0))
        for activity in plan.activities
    ]
    copied += [fresh(line, campaign=whole, activity=numbers.get(line.activity, 0)) for line in plan.budget]
    for part in copied:
        change.add(part)
    refresh_wholes(change)


def templates(office: Office) -> list[Campaign]:
    """The template campaigns, by title."""
    return list(office.store.find(Query(Campaign).where("is_template", Op.IS, True), 100))


def lessons_for(office: Office, campaign: Campaign, limit: int = 20) -> list[tuple[Campaign, Lesson]]:
    """Lessons of other closed or evaluated campaigns that share a theme with this one, the newest first."""
    found: dict[int, Campaign] = {}
    for theme in campaign.themes:
        query = (
            Query(Campaign).where("themes", Op.HAS, theme).where("state", Op.AMONG, (states.CLOSED, states.EVALUATED))
        )
        found.update({other.id: other for other in office.store.find(query, 50) if other.id != campaign.id})
    return [(other, lesson) for other in found.values() for lesson in parts(office, Lesson, other.id)][:limit]
