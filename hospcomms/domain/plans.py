"""The five-step plan (GCS OASIS): what each step needs, and what is missing before a move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hospcomms.domain.activities import PLANNED, Activity, BudgetLine
from hospcomms.domain.campaigns import Campaign, KeyMessage, Segment
from hospcomms.domain.checks import Problem
from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.wording import N_, Label, counted, sentence

STEPS = (
    ("objectives", N_("Objectives")),
    ("audience", N_("Audience")),
    ("strategy", N_("Strategy")),
    ("implementation", N_("Implementation")),
    ("evaluation", N_("Evaluation")),
)
"""Objectives, Audience/Insight, Strategy/Ideas, Implementation, Scoring/Evaluation (METHODS.md 1.3)."""


@dataclass(frozen=True)
class Plan:
    """A campaign with the parts its plan is made of."""

    campaign: Campaign
    objectives: Sequence[Objective] = ()
    segments: Sequence[Segment] = ()
    messages: Sequence[KeyMessage] = ()
    activities: Sequence[Activity] = ()
    budget: Sequence[BudgetLine] = ()
    results: Sequence[Result] = ()


@dataclass(frozen=True)
class Step:
    """One step of the plan: its key and label, and what is still missing (empty: complete)."""

    key: str
    label: str
    missing: tuple[Problem, ...]


def steps(plan: Plan) -> tuple[Step, ...]:
    """The five steps, each with what it still needs. A problem's field is a field or a part's key."""
    found = {
        "objectives": _objectives(plan),
        "audience": _audience(plan),
        "strategy": _strategy(plan),
        "implementation": _implementation(plan),
        "evaluation": _filled(plan.campaign, "evaluation"),
    }
    return tuple(Step(key, label, tuple(found[key])) for key, label in STEPS)


def missing(plan: Plan) -> list[Problem]:
    """All that is missing before the plan may be submitted (CAM-1)."""
    return [problem for step in steps(plan) for problem in step.missing]


def missing_to_run(plan: Plan) -> list[Problem]:
    """A campaign cannot start without an objective (CAM-2)."""
    return [] if plan.objectives else [_none_yet(Objective)]


def missing_to_close(plan: Plan) -> list[Problem]:
    """Open activities are finished or cancelled before a campaign is closed."""
    still_open = [activity for activity in plan.activities if activity.is_open]
    if not still_open:
        return []
    message = counted(
        "{n} activity is still open: {titles}. Finish or cancel it.",
        "{n} activities are still open: {titles}. Finish or cancel them.",
        len(still_open),
        titles=tuple(activity.title for activity in still_open[:5]),
    )
    return [Problem(Activity.key, message)]


def missing_to_evaluate(plan: Plan) -> list[Problem]:
    """Every objective has a result, if only one that says “not measured”."""
    answered = {result.objective for result in plan.results}
    return [
        Problem(
            Result.key,
            sentence(
                "The objective “{indicator}” has no result. Enter one; leave its value empty if it was not measured.",
                indicator=objective.indicator,
            ),
        )
        for objective in plan.objectives
        if objective.id not in answered
    ]


def _objectives(plan: Plan) -> list[Problem]:
    if not plan.objectives:
        return [*_filled(plan.campaign, "situation", "institution_objective"), _none_yet(Objective)]
    gaps = [
        Problem(
            Objective.key,
            sentence(
                "Objective “{indicator}”: {fields} missing.",
                indicator=objective.indicator,
                fields=tuple(Label(fields_of(Objective)[gap.field].label) for gap in objective.gaps()),
            ),
        )
        for objective in plan.objectives
        if objective.gaps()
    ]
    return [*_filled(plan.campaign, "situation", "institution_objective"), *gaps]


def _audience(plan: Plan) -> list[Problem]:
    return [*_filled(plan.campaign, "insight"), *([] if plan.segments else [_none_yet(Segment)])]


def _strategy(plan: Plan) -> list[Problem]:
    return [*_filled(plan.campaign, "strategy"), *([] if plan.messages else [_none_yet(KeyMessage)])]


def _implementation(plan: Plan) -> list[Problem]:
    found = _filled(plan.campaign, "owner", "start", "end", "implementation")
    if not plan.activities:
        return [*found, _none_yet(Activity)]
    undated = [a.title for a in plan.activities if a.start is None or a.end is None or not a.responsible]
    if undated:
        message = sentence("Activities without an owner or days: {titles}. Fill them in.", titles=tuple(undated[:5]))
        found.append(Problem(Activity.key, message))
    return found


def _filled(campaign: Campaign, *names: str) -> list[Problem]:
    described = fields_of(Campaign)
    return [
        Problem(name, sentence("{field} is missing. Fill it in.", field=Label(described[name].label)))
        for name in names
        if not getattr(campaign, name)
    ]


def _none_yet(part: type[Record]) -> Problem:
    return Problem(part.key, sentence("{part}: none entered yet. Add one.", part=Label(part.many)))


def shifted(plan: Plan, start: date | None) -> Plan:
    """The plan as a fresh draft beginning on ``start``: all days moved alike, nothing done or spent yet.

    Identifiers are kept so that the caller can map links; results are left behind.
    """
    campaign = plan.campaign
    first = campaign.start or min((a.start for a in plan.activities if a.start), default=None)
    by = start - first if start and first else timedelta(0)
    return Plan(
        campaign=replace(campaign, start=_moved(campaign.start, by), end=_moved(campaign.end, by)),
        objectives=[
            replace(o, deadline=_moved(o.deadline, by), baseline=None, baseline_n=None, baseline_date=None)
            for o in plan.objectives
        ],
        segments=plan.segments,
        messages=plan.messages,
        activities=[
            replace(
                activity,
                start=_moved(activity.start, by),
                end=_moved(activity.end, by),
                status=PLANNED,
                times_done=None,
                share_done=None,
            )
            for activity in plan.activities
        ],
        budget=[replace(line, committed=None, spent=None) for line in plan.budget],
    )


def _moved(when: date | None, by: timedelta) -> date | None:
    return None if when is None else when + by
