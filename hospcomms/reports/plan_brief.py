"""The plan of a campaign on one page, for the director who approves it (CAM-10)."""

from __future__ import annotations

from datetime import date
from typing import Literal, cast

from hospcomms.domain.activities import CHANNEL_KINDS, Activity
from hospcomms.domain.campaigns import DRAFT, SUBMITTED
from hospcomms.domain.locale import Locale
from hospcomms.domain.objectives import smart
from hospcomms.domain.plans import missing
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.reports.document import (
    Block,
    Bullets,
    Column,
    Document,
    Fact,
    Figures,
    Heading,
    Span,
    Table,
    Text,
    VerdictBox,
    Words,
)
from hospcomms.reports.dossier import Dossier, kind_label, label, period, shortened, state_label
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

MOST_ACTIVITIES, MOST_OBJECTIVES, MOST_MESSAGES = 6, 4, 3
"""How much of the plan one page holds; what is left out is said."""

_TEXT = 340


def plan_brief(dossier: Dossier, issuer: Issuer, locale: Locale, today: date) -> Document:
    """The brief of a plan: facts, situation, objectives, audience, strategy, activities, evaluation,
    signatures.
    """
    locale, campaign = on_pages(locale), dossier.plan.campaign
    blocks: list[Block] = [_facts(dossier, locale), *_missing(dossier, locale)]
    blocks += _section(locale.text(N_("Situation")), campaign.situation)
    blocks += _objectives(dossier, locale)
    blocks += _audience(dossier, locale)
    blocks += _strategy(dossier, locale)
    blocks += _activities(dossier, locale)
    blocks += _section(locale.text(N_("Evaluation plan")), campaign.evaluation)
    blocks.append(issuer.signatures(locale))
    return Document(
        title=locale.say(sentence("Plan brief: “{campaign}”", campaign=campaign.title)),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        subtitle=" · ".join((period(locale, campaign.start, campaign.end), kind_label(campaign.kind, locale))),
        letterhead=issuer.letterhead(
            locale, today, campaign.reference, locale.text(N_("the director of the establishment"))
        ),
        marks=issuer.marks(is_draft=campaign.state == DRAFT),
        office=issuer.foot(locale),
        version=locale.say(sentence("Plan brief, {date}", date=today)),
        most_pages=1,
    )


def _facts(dossier: Dossier, locale: Locale) -> Figures:
    """State, audience, budget, number of activities."""
    plan = dossier.plan
    budget = dossier.planned_budget
    return Figures(
        (
            Fact(locale.text(N_("Status")), state_label(plan.campaign.state, locale)),
            Fact(
                locale.text(N_("Planned budget")),
                locale.text(N_("Not set")) if budget is None else locale.money(budget),
            ),
            Fact(locale.text(N_("Activities")), locale.number(len(plan.activities))),
            Fact(locale.text(N_("Owner")), plan.campaign.owner or locale.text(N_("Not set"))),
        )
    )


def _missing(dossier: Dossier, locale: Locale) -> list[Block]:
    """Before approval, what the plan still lacks."""
    if dossier.plan.campaign.state not in (DRAFT, SUBMITTED):
        return []
    problems = missing(dossier.plan)
    if not problems:
        return []
    lines = [locale.say(problem.message) for problem in problems[:4]]
    if len(problems) > len(lines):
        rest = len(problems) - len(lines)
        lines.append(locale.say(counted("and {n} more point", "and {n} more points", rest)))
    return [VerdictBox("soon", locale.text(N_("The plan is not complete yet.")), (" ".join(lines),))]


def _section(title: str, text: str) -> list[Block]:
    """A heading and the beginning of a text; nothing when it is empty."""
    return [Heading(title), Text(shortened(text, _TEXT))] if text.strip() else []


def _objectives(dossier: Dossier, locale: Locale) -> list[Block]:
    """The objectives as SMART sentences, and the establishment's objective they serve."""
    plan = dossier.plan
    if not plan.objectives:
        return []
    serves = dossier.institution_objective
    note = locale.say(sentence("Serves: {objective}", objective=shortened(serves, 90))) if serves else ""
    shown = sorted(plan.objectives, key=lambda objective: not objective.is_primary)[:MOST_OBJECTIVES]
    items: list[Words] = [
        locale.say(smart(objective, dossier.audiences.get(objective.audience, ""))) for objective in shown
    ]
    left = len(plan.objectives) - len(shown)
    if left:
        items.append(locale.say(counted("and {n} more objective", "and {n} more objectives", left)))
    return [Heading(locale.text(N_("Objectives")), note), Bullets(tuple(items), numbered=True)]


def _audience(dossier: Dossier, locale: Locale) -> list[Block]:
    names = dossier.audience_names(locale)
    insight = shortened(dossier.plan.campaign.insight, 260)
    if not names and not insight:
        return []
    words: list[Span] = [Span(names, bold=True)] if names else []
    if insight:
        words.append(Span(f"{'. ' if names else ''}{insight}"))
    return [Heading(locale.text(N_("Target audiences"))), Text(tuple(words))]


def _strategy(dossier: Dossier, locale: Locale) -> list[Block]:
    """The strategy and the first key messages."""
    plan = dossier.plan
    messages = [message.wording.best(locale.language) for message in plan.messages[:MOST_MESSAGES]]
    quoted = tuple(locale.say(sentence("“{message}”", message=shortened(text, 150))) for text in messages if text)
    blocks: list[Block] = []
    if plan.campaign.strategy.strip():
        blocks.append(Text(shortened(plan.campaign.strategy, _TEXT)))
    if quoted:
        blocks.append(Bullets(quoted))
    return [Heading(locale.text(N_("Strategy and key messages"))), *blocks] if blocks else []


def _activities(dossier: Dossier, locale: Locale) -> list[Block]:
    """The first activities by day, as a table; how many more there are is said beside the heading."""
    activities = sorted(dossier.plan.activities, key=lambda activity: activity.start or date.max)
    if not activities:
        return []
    shown = activities[:MOST_ACTIVITIES]
    left = len(activities) - len(shown)
    note = locale.say(counted("and {n} more activity", "and {n} more activities", left)) if left else ""
    headings = (N_("Activity"), N_("Owner"), N_("Channel"), N_("Start"), N_("End"))
    columns = tuple(Column(locale.text(heading)) for heading in headings)
    rows = tuple(_activity(activity, locale) for activity in shown)
    return [Heading(locale.text(N_("Activities")), note), Table(columns, rows)]


def _activity(activity: Activity, locale: Locale) -> tuple[str, ...]:
    channel = activity.channel or (label(CHANNEL_KINDS, activity.channel_kind, locale) if activity.channel_kind else "")
    return (
        shortened(activity.title, 80),
        activity.responsible,
        shortened(channel, 40),
        locale.day(activity.start) if activity.start else "",
        locale.day(activity.end) if activity.end else "",
    )
