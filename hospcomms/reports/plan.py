"""The detailed plan of a campaign: everything that was written in its five steps, with its timetable and budget."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, cast

from hospcomms.domain.activities import CHANNEL_KINDS, STATUSES, Activity, BudgetLine
from hospcomms.domain.approvals import DECISIONS, MANNERS
from hospcomms.domain.campaigns import CLOSED, DRAFT, EVALUATED, TIERS, KeyMessage
from hospcomms.domain.charts import Bars, Series
from hospcomms.domain.charts.kinds import MONEY
from hospcomms.domain.fields import Choice
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_, sentence
from hospcomms.reports.cleaning import apart
from hospcomms.reports.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Fact,
    Figures,
    Graph,
    Heading,
    Item,
    Marked,
    Span,
    Table,
    Text,
    VerdictBox,
    Words,
)
from hospcomms.reports.dossier import Dossier, kind_label, label, period, state_label
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages
from hospcomms.reports.plan_objectives import learned_before, objectives
from hospcomms.reports.timetable import activities_in_time

CONTENTS_FROM = 4
"""A plan of so many pages has a table of contents."""

MOST_BARS = 15
"""A budget of more lines is not drawn as bars: they would fill pages and say no more than the table."""

NOT_SET = N_("Not set")


def plan(dossier: Dossier, issuer: Issuer, locale: Locale, today: date) -> Document:
    """The plan in the order of its five steps, then budget, approvals, signatures."""
    locale, campaign = on_pages(locale), dossier.plan.campaign
    blocks: list[Block] = [_facts(dossier, locale), *_incomplete(dossier, locale)]
    blocks += _text(locale, N_("Situation"), campaign.situation)
    blocks += objectives(dossier, locale)
    blocks += learned_before(dossier, locale)
    blocks += _audiences(dossier, locale)
    blocks += _strategy(dossier, locale)
    blocks += _implementation(dossier, locale, today)
    blocks += _budget(dossier, locale)
    blocks += _evaluation(dossier, locale)
    blocks += _approvals(dossier, locale)
    blocks.append(issuer.signatures(locale))
    return Document(
        title=locale.say(sentence("Plan: “{campaign}”", campaign=campaign.title)),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        subtitle=" · ".join((period(locale, campaign.start, campaign.end), kind_label(campaign.kind, locale))),
        letterhead=issuer.letterhead(
            locale, today, campaign.reference, locale.text(N_("the director of the establishment"))
        ),
        marks=issuer.marks(is_draft=campaign.state == DRAFT),
        office=issuer.foot(locale),
        version=locale.say(sentence("Plan, {date}", date=today)),
        contents_from=CONTENTS_FROM,
    )


def _facts(dossier: Dossier, locale: Locale) -> Figures:
    campaign, budget = dossier.plan.campaign, dossier.planned_budget
    missing = locale.text(NOT_SET)
    return Figures(
        (
            Fact(locale.text(N_("Status")), state_label(campaign.state, locale)),
            Fact(locale.text(N_("Planned budget")), missing if budget is None else locale.money(budget)),
            Fact(locale.text(N_("Evaluation tier")), label(TIERS, campaign.tier, locale)),
            Fact(locale.text(N_("Owner")), campaign.owner or missing),
        )
    )


def _incomplete(dossier: Dossier, locale: Locale) -> list[Block]:
    """All that a draft still lacks."""
    if dossier.plan.campaign.state != DRAFT:
        return []
    # late: only drafts are checked
    from hospcomms.domain.plans import missing

    problems = tuple(locale.say(problem.message) for problem in missing(dossier.plan))
    return [VerdictBox("soon", locale.text(N_("The plan is not complete yet.")), problems)] if problems else []


def _text(locale: Locale, title: str, text: str) -> list[Block]:
    """A heading and a text; nothing when it is empty."""
    return [Heading(locale.text(title)), Text(text, align="justify")] if text.strip() else []


def _part(locale: Locale, title: str, text: str) -> list[Block]:
    """The same, one level below."""
    return [Heading(locale.text(title), level=2), Text(text, align="justify")] if text.strip() else []


def _table(
    locale: Locale, headings: Sequence[str], rows: Sequence[tuple[Cell, ...]], figures: Sequence[int] = ()
) -> Table:
    columns = tuple(Column(locale.text(heading), number=place in figures) for place, heading in enumerate(headings))
    return Table(columns, tuple(rows))


def _audiences(dossier: Dossier, locale: Locale) -> list[Block]:
    plan, insight = dossier.plan, dossier.plan.campaign.insight
    if not plan.segments and not insight.strip():
        return []
    blocks: list[Block] = [Heading(locale.text(N_("Target audiences")))]
    if plan.segments:
        main = locale.text(N_("Main audience"))
        rows = [
            (dossier.audiences.get(one.audience, ""), one.insight, main if one.is_primary else "")
            for one in plan.segments
        ]
        blocks.append(_table(locale, (N_("Target audience"), N_("Why this audience"), N_("Rank")), rows))
    return [*blocks, *_part(locale, N_("What is known of the audience"), insight)]


def _strategy(dossier: Dossier, locale: Locale) -> list[Block]:
    """The strategy, then each key message with its facts below it and their source as a footnote."""
    plan = dossier.plan
    if not plan.campaign.strategy.strip() and not plan.messages:
        return []
    blocks: list[Block] = [Heading(locale.text(N_("Strategy and key messages")))]
    if plan.campaign.strategy.strip():
        blocks.append(Text(plan.campaign.strategy, align="justify"))
    if plan.messages:
        blocks.append(Heading(locale.text(N_("Key messages")), level=2))
        blocks.append(Bullets(tuple(_message(dossier, message, locale) for message in plan.messages), numbered=True))
    return blocks


def _message(dossier: Dossier, message: KeyMessage, locale: Locale) -> Words | Item:
    wording = message.wording.best(locale.language)
    source = locale.say(sentence("Source: {source}", source=message.source)) if message.source else ""
    audience = dossier.audiences.get(message.audience, "")
    quoted = locale.say(sentence("“{message}”", message=wording))
    words: tuple[Span, ...] = (Span(quoted, bold=True, note=source),)
    if audience:
        words = (*words, Span(f" — {apart(audience, locale.rtl)}", tone="muted"))
    facts = tuple(line.strip() for line in message.facts.splitlines() if line.strip())
    return Item(words, Bullets(facts)) if facts else words


def _implementation(dossier: Dossier, locale: Locale, today: date) -> list[Block]:
    """How it is carried out, the timetable, every activity."""
    plan = dossier.plan
    if not plan.campaign.implementation.strip() and not plan.activities:
        return []
    blocks: list[Block] = [Heading(locale.text(N_("Implementation")))]
    if plan.campaign.implementation.strip():
        blocks.append(Text(plan.campaign.implementation, align="justify"))
    chart = activities_in_time(plan.activities, locale, today)
    if chart is not None:
        blocks += [
            Heading(locale.text(N_("Timetable")), level=2),
            Graph(chart, locale.text(N_("The activities in time"))),
        ]
    if plan.activities:
        headings = (N_("Activity"), N_("Owner"), N_("Channel"), N_("Start"), N_("End"), N_("Status"))
        ordered = sorted(plan.activities, key=lambda one: (one.start or date.max, one.id))
        blocks.append(Heading(locale.text(N_("Activities")), level=2))
        blocks.append(_table(locale, headings, [_activity(one, locale) for one in ordered]))
    return blocks


def _activity(activity: Activity, locale: Locale) -> tuple[Cell, ...]:
    channel = activity.channel or (label(CHANNEL_KINDS, activity.channel_kind, locale) if activity.channel_kind else "")
    return (
        activity.title,
        activity.responsible,
        channel,
        locale.day(activity.start) if activity.start else "",
        locale.day(activity.end) if activity.end else "",
        _marked(STATUSES, activity.status, locale),
    )


def _marked(choices: Sequence[Choice], key: str, locale: Locale) -> Marked:
    """A state as its shape and its word."""
    found = next(choice for choice in choices if choice.key == key)
    return Marked(found.shape, locale.text(found.label), bold=False)


def _budget(dossier: Dossier, locale: Locale) -> list[Block]:
    """The lines with their sums, and planned against spent as bars when something was spent.

    Columns in which nothing stands are left out, and the bars when there are more lines than a reader compares.
    """
    lines = dossier.plan.budget
    if not lines:
        return []
    headings = (
        N_("Budget line"),
        N_("Planned amount"),
        N_("Committed amount"),
        N_("Amount spent"),
        N_("Amount remaining"),
    )
    remaining = [line.remaining for line in lines if line.remaining is not None]
    total = (dossier.planned_budget, dossier.committed, dossier.spent, sum(remaining) if remaining else None)
    used = dossier.committed is not None or dossier.spent is not None
    shown = [place for place, amount in enumerate(total) if amount is not None and (used or place == 0)]
    table = Table(
        (Column(locale.text(headings[0])), *(Column(locale.text(headings[place + 1]), number=True) for place in shown)),
        tuple((line.title, *(_amount(_amounts(line)[place], locale) for place in shown)) for line in lines),
        total=(locale.text(N_("Total")), *(_amount(total[place], locale) for place in shown)),
    )
    unit = locale.say(sentence("Amounts in {currency}", currency=locale.currency)) if locale.currency else ""
    blocks: list[Block] = [Heading(locale.text(N_("Budget")), unit), table]
    if any(line.spent for line in lines) and len(lines) <= MOST_BARS:
        blocks.append(_spending(dossier, locale))
    return blocks


def _spending(dossier: Dossier, locale: Locale) -> Graph:
    """Planned against spent; where nothing was spent the bar is left out and said, which is not unmeasured."""
    lines, is_over = dossier.plan.budget, dossier.plan.campaign.state in (CLOSED, EVALUATED)
    planned = Series(
        locale.text(N_("Planned amount")),
        tuple(_plain(line.planned) for line in lines),
        missing=locale.text(NOT_SET),
    )
    spent = Series(
        locale.text(N_("Amount spent")),
        tuple(_plain(line.spent) for line in lines),
        missing=locale.text(N_("Nothing spent") if is_over else N_("Not spent yet")),
    )
    bars = Bars(tuple(line.title for line in lines), (planned, spent), unit=MONEY)
    return Graph(bars, locale.text(N_("Planned and spent amounts")))


def _amounts(line: BudgetLine) -> tuple[object, ...]:
    return line.planned, line.committed, line.spent, line.remaining


def _amount(amount: object, locale: Locale) -> str:
    """An amount without its currency, which stands over the table."""
    return "" if amount is None else locale.number(cast(float, amount), locale.country.decimals)


def _plain(amount: object) -> float | None:
    return None if amount is None else float(cast(float, amount))


def _evaluation(dossier: Dossier, locale: Locale) -> list[Block]:
    return _text(locale, N_("Evaluation plan"), dossier.plan.campaign.evaluation)


def _approvals(dossier: Dossier, locale: Locale) -> list[Block]:
    """Who approved or sent back the plan, and when."""
    if not dossier.approvals:
        return []
    headings = (N_("Decision"), N_("Approver"), N_("Function"), N_("Given at"), N_("How it was given"))
    rows = [
        (
            _marked(DECISIONS, one.decision, locale),
            one.approver,
            one.function,
            locale.moment(one.given_at) if one.given_at else "",
            label(MANNERS, one.manner, locale),
        )
        for one in dossier.approvals
    ]
    return [Heading(locale.text(N_("Approvals"))), _table(locale, headings, rows)]
