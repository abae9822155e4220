"""The weekly brief for management: what needs a decision, what is late, what was done, what comes; on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from hospcomms.domain.activities import Activity
from hospcomms.domain.agenda import FORTNIGHT, LATE, TODAY, WAITING, WEEK, Agenda, Group, Line
from hospcomms.domain.campaigns import APPROVED, CLOSED, DRAFT, EVALUATED, PAUSED, RUNNING, SUBMITTED, Campaign
from hospcomms.domain.charts import Gantt
from hospcomms.domain.locale import Locale
from hospcomms.domain.objectives import Result, measured
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.reports.document import (
    Block,
    Bullets,
    Column,
    Document,
    Fact,
    Figures,
    Graph,
    Heading,
    Marked,
    Table,
    Text,
    VerdictBox,
)
from hospcomms.reports.dossier import shortened
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages
from hospcomms.reports.period_paper import period_paper
from hospcomms.reports.timetable import campaigns_in_time, whole_months

WEEK_DAYS = 7
MOST_LINES, MOST_EVENTS, MOST_CAMPAIGNS = 4, 6, 6
"""How much of each part is shown; what is left out is counted."""


@dataclass(frozen=True)
class WeekPast:
    """The office on the day of the brief: what waits, what moved in ``span``, which campaigns run.

    ``moved`` are campaigns that changed their state, ``finished`` activities done, ``results`` values entered;
    ``titles`` names the campaigns by id.
    """

    agenda: Agenda
    span: Span
    moved: Sequence[Campaign] = ()
    finished: Sequence[Activity] = ()
    results: Sequence[Result] = ()
    running: Sequence[Campaign] = ()
    titles: Mapping[int, str] = field(default_factory=dict)


def weekly_brief(week: WeekPast, issuer: Issuer, locale: Locale, today: date) -> Document:
    """Decisions first, then what is late, what was done in the week, what comes, and the campaigns in time."""
    locale, agenda = on_pages(locale), week.agenda
    blocks: list[Block] = [_headline(agenda, locale), _figures(week, locale)]
    blocks += _waiting(agenda.group(WAITING), locale)
    blocks += _lines(N_("What is overdue"), [agenda.group(LATE)], locale)
    blocks += _done(week, locale)
    blocks += _lines(N_("Coming days"), [agenda.group(key) for key in (TODAY, WEEK, FORTNIGHT)], locale)
    blocks += _in_time(week, locale, today)
    version = sentence("Weekly brief, {date}", date=today)
    made = period_paper(N_("Weekly brief of communication"), version, blocks, week.span, issuer, locale, today)
    return replace(made, most_pages=1)


def _headline(agenda: Agenda, locale: Locale) -> VerdictBox:
    """What management must know first: decisions asked of it, and delays."""
    waiting, late = agenda.group(WAITING).count, agenda.group(LATE).count
    lines: tuple[str, ...] = ()
    if waiting:
        said = counted("{n} decision is asked for.", "{n} decisions are asked for.", waiting)
        lines = (locale.say(counted("{n} thing is overdue.", "{n} things are overdue.", late)),) if late else ()
        return VerdictBox("waiting", locale.say(said), lines)
    if late:
        return VerdictBox("late", locale.say(counted("{n} thing is overdue.", "{n} things are overdue.", late)))
    return VerdictBox("done", locale.text(N_("Nothing is overdue and nothing waits for approval.")))


def _figures(week: WeekPast, locale: Locale) -> Figures:
    ahead = sum(week.agenda.group(key).count for key in (TODAY, WEEK))
    return Figures(
        (
            Fact(locale.text(N_("Campaigns running")), locale.number(len(week.running))),
            Fact(locale.text(N_("Activities finished")), locale.number(len(week.finished))),
            Fact(locale.text(N_("Results entered")), locale.number(len(week.results))),
            Fact(locale.text(N_("Due in 7 days")), locale.number(ahead)),
        )
    )


def _waiting(group: Group, locale: Locale) -> list[Block]:
    """Plans and versions that wait for approval, the longest first."""
    if not group.lines:
        return []
    columns = (Column(locale.text(N_("Subject"))), Column(locale.text(N_("Reason"))), Column(locale.text(N_("Since"))))
    rows = tuple(
        (Marked("waiting", shortened(line.title, 90)), locale.say(line.reason), locale.long_day(line.day))
        for line in group.lines[:MOST_LINES]
    )
    return [
        Heading(locale.text(N_("Decisions asked for")), _left(group.count - len(rows), locale)),
        Table(columns, rows),
    ]


def _lines(title: str, groups: Sequence[Group], locale: Locale) -> list[Block]:
    """Lines of some groups by day."""
    found: list[Line] = [line for group in groups for line in group.lines]
    if not found:
        return []
    columns = (Column(locale.text(N_("Subject"))), Column(locale.text(N_("Reason"))), Column(locale.text(N_("Date"))))
    rows = tuple(
        (Marked(line.severity, shortened(line.title, 90), bold=False), locale.say(line.reason), locale.day(line.day))
        for line in found[:MOST_LINES]
    )
    left = sum(group.count for group in groups) - len(rows)
    return [Heading(locale.text(title), _left(left, locale)), Table(columns, rows)]


def _left(count: int, locale: Locale) -> str:
    return locale.say(counted("and {n} more", "and {n} more", count)) if count > 0 else ""


def _done(week: WeekPast, locale: Locale) -> list[Block]:
    """What moved in the week: campaigns, activities, results."""
    said: list[Sentence] = [_moved(campaign) for campaign in week.moved]
    said += [
        sentence("Results: “{indicator}”: {value}.", indicator=one.indicator, value=measured(one.value, one.unit))
        for one in week.results
    ]
    said += [
        sentence(
            "Activity finished: “{activity}” (campaign “{campaign}”).",
            activity=shortened(activity.title, 80),
            campaign=shortened(week.titles.get(activity.campaign, ""), 60),
        )
        for activity in week.finished
    ]
    is_week = week.span.days == WEEK_DAYS
    title = N_("Done in the week") if is_week else N_("Done in the period")
    heading = Heading(locale.text(title), _left(len(said) - MOST_EVENTS, locale))
    if not said:
        nothing = N_("Nothing was finished or entered in this week.")
        other = N_("Nothing was finished or entered in this period.")
        return [heading, Text(locale.text(nothing if is_week else other), tone="muted")]
    return [heading, Bullets(tuple(locale.say(one) for one in said[:MOST_EVENTS]))]


def _moved(campaign: Campaign) -> Sentence:
    return sentence(_MOVED[campaign.state], campaign=shortened(campaign.title, 80))


_MOVED = {
    DRAFT: N_("The plan of the campaign “{campaign}” went back to draft."),
    SUBMITTED: N_("The plan of the campaign “{campaign}” was submitted for approval."),
    APPROVED: N_("The plan of the campaign “{campaign}” was approved."),
    RUNNING: N_("The campaign “{campaign}” is running."),
    PAUSED: N_("The campaign “{campaign}” was paused."),
    CLOSED: N_("The campaign “{campaign}” was closed."),
    EVALUATED: N_("The campaign “{campaign}” was evaluated."),
}
"""What is said of a campaign that came to a state in the week."""


def _in_time(week: WeekPast, locale: Locale, today: date) -> list[Block]:
    """The running campaigns over the months they cover."""
    dated = [campaign for campaign in week.running if campaign.start][:MOST_CAMPAIGNS]
    if not dated:
        return []
    firsts = [campaign.start for campaign in dated if campaign.start]
    lasts = [campaign.end or campaign.start for campaign in dated]
    last = max([day for day in lasts if day], default=today)
    whole = whole_months(Span(min([*firsts, today]), max(last, today)))
    chart = campaigns_in_time(dated, whole, locale, today)
    plain = Gantt(
        tuple(row for row in chart.rows if not row.level),
        chart.first,
        chart.last,
        today,
        chart.closed,
        names=chart.names,
    )
    return [Heading(locale.text(N_("Campaigns running")), _left(len(week.running) - len(dated), locale)), Graph(plain)]
