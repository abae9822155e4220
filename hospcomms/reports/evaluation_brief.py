"""What a campaign achieved, on one page if it fits, else on two, for the director: values against
targets, said plainly.

The figures are given as measured. Whether a difference is larger than chance, and the verdict that
follows, have their place at the top of the brief; until comparisons of surveys exist it says that no such
judgement was made.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, cast

from hospcomms.domain.charts import IntervalRow, Intervals, StageRow, Stages
from hospcomms.domain.charts.kinds import PERCENT as CHART_PERCENT
from hospcomms.domain.evaluation.chain import Chain, ObjectiveLine, Stage, change_said
from hospcomms.domain.locale import Locale
from hospcomms.domain.objectives import DECREASE, LEVELS, PERCENT, STAGES, Result
from hospcomms.domain.plots import Interval
from hospcomms.domain.wording import N_, Label, Sentence, counted, sentence
from hospcomms.reports.document import (
    Block,
    Bullets,
    Column,
    Document,
    Graph,
    Heading,
    Key,
    Marked,
    Span,
    Table,
    Text,
    VerdictBox,
    Words,
)
from hospcomms.reports.dossier import NOT_MEASURED, Dossier, label, period, shortened, signed, value_said
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

SMALL = 9.0
MOST_LESSONS, LONGEST_LESSON, LONGEST_LIMITS = 6, 240, 900
"""How much of the lessons and limits a brief holds: their number, and the letters of each."""


def evaluation_brief(dossier: Dossier, issuer: Issuer, locale: Locale, today: date) -> Document:
    """The brief of an evaluation, in the fixed order of all briefs: verdict, results, plot, chain,
    lessons, limits.
    """
    locale, campaign, found = on_pages(locale), dossier.plan.campaign, dossier.chain
    blocks: list[Block] = [_verdict(dossier, found, locale)]
    blocks += _results(found, locale)
    blocks += _plot(found, locale)
    blocks += _chain(found, locale)
    blocks += _lessons(dossier, locale)
    blocks += _limits(dossier, found, locale)
    blocks.append(issuer.signatures(locale, locale.text(N_("Reviewing physician"))))
    audiences = dossier.audience_names(locale)
    subtitle = [period(locale, campaign.start, campaign.end)]
    if audiences:
        subtitle.append(locale.say(sentence("Audience: {names}", names=audiences)))
    return Document(
        title=locale.say(sentence("Evaluation brief: “{campaign}”", campaign=campaign.title)),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        subtitle=" · ".join(subtitle),
        letterhead=issuer.letterhead(
            locale, today, campaign.reference, locale.text(N_("the director of the establishment"))
        ),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("Evaluation brief, {date}", date=today)),
        most_pages=1,
    )


def _verdict(dossier: Dossier, found: Chain, locale: Locale) -> VerdictBox:
    """How many targets were reached, the main change in words, and that nothing was judged beyond that."""
    measured = [line for line in found.objectives if line.value is not None]
    lines: list[Words] = []
    main = next((line for line in measured if line.objective.is_primary), next(iter(measured), None))
    if main:
        lines.append(locale.say(sentence("{change}.", change=change_said(main))))
        lines.append(
            locale.text(
                N_("These are the values as measured. Whether they differ by more than chance has not been judged.")
            )
        )
    else:
        lines.append(locale.text(N_("Without a measured outcome nothing can be said about the effect.")))
    lines.append(_figures(dossier, found, locale))
    return VerdictBox("note" if main else "not_measured", locale.say(_headline(found, measured)), tuple(lines))


def _headline(found: Chain, measured: list[ObjectiveLine]) -> Sentence:
    if not measured:
        return sentence("The outcomes were not measured.")
    reached = sum(1 for line in measured if line.attained and line.attained.share >= 100)
    return sentence("Target values reached: {reached} of {n}.", reached=reached, n=len(found.objectives))


def _figures(dossier: Dossier, found: Chain, locale: Locale) -> tuple[Span, ...]:
    """Completeness and cost in one small line."""
    complete = found.completeness
    parts = [
        locale.say(
            sentence(
                "Stages measured: {measured} of {stages}; of those the tier requires: {done} of {required}",
                measured=complete.measured,
                stages=complete.stages,
                done=complete.required_measured,
                required=complete.required,
            )
        )
    ]
    spent, planned = dossier.spent, dossier.planned_budget
    if spent is not None and planned is not None:
        money = sentence("Spent: {spent} of {planned}", spent=locale.money(spent), planned=locale.money(planned))
        parts.append(locale.say(money))
    return (Span(" · ".join(parts), size=SMALL, tone="muted"),)


def _results(found: Chain, locale: Locale) -> list[Block]:
    """Value against target for each objective, then answers, dates and sources."""
    if not found.objectives:
        return []
    columns = (
        Column(locale.text(N_("Indicator"))),
        Column(locale.text(N_("Level"))),
        Column(locale.text(N_("Baseline")), number=True),
        Column(locale.text(N_("Target value")), number=True),
        Column(locale.text(N_("Value reached")), number=True, bold=True),
        Column(locale.text(N_("Difference")), number=True),
        Column(locale.text(N_("Against the target"))),
    )
    rows = tuple(_row(line, locale) for line in found.objectives)
    note = locale.text(N_("Differences of percentages are in percentage points"))
    return [
        Heading(locale.text(N_("Results")), note),
        Table(columns, rows),
        *(Text(text, size=SMALL, tone="muted") for text in _sources(found, locale)),
    ]


def _row(line: ObjectiveLine, locale: Locale) -> tuple[str | Marked | tuple[Span, ...], ...]:
    objective = line.objective
    name: str | tuple[Span, ...] = objective.indicator
    if objective.direction == DECREASE:
        wanted = locale.text(N_("(a fall is wanted)"))
        name = (Span(objective.indicator), Span(f" {wanted}", tone="muted"))
    return (
        name,
        label(LEVELS, objective.level, locale),
        value_said(objective.baseline, objective.unit, locale),
        value_said(objective.target, objective.unit, locale) if objective.target is not None else "",
        value_said(line.value, objective.unit, locale),
        signed(line.change, locale),
        _judged(line, locale),
    )


def _judged(line: ObjectiveLine, locale: Locale) -> Marked:
    """How the value stands to the target: a shape and a word with the share attained."""
    if line.value is None:
        return Marked("not_measured", locale.text(NOT_MEASURED))
    attained = line.attained
    if attained is None:
        return Marked("not_enough", locale.text(N_("Nothing to compare with")))
    if attained.alarm:
        return Marked("late", locale.text(N_("Moved away from it")))
    if attained.share >= 100:
        return Marked("done", locale.text(N_("Reached")))
    share = locale.percent(attained.share, 0)
    return Marked("waiting", locale.say(sentence("{share} of the way", share=share)))


def _sources(found: Chain, locale: Locale) -> list[str]:
    """Answers, days and sources of all values, one line for the indicators that share them."""
    sharing: dict[str, list[str]] = {}
    for line in found.objectives:
        sharing.setdefault(_origins(line, locale), []).append(line.objective.indicator)
    of_all = locale.text(N_("Source"))
    return [
        locale.say(
            sentence(
                "{indicator}: {origins}.",
                indicator=of_all if len(sharing) == 1 else locale.listing(indicators),
                origins=origins,
            )
        )
        for origins, indicators in sharing.items()
        if origins
    ]


def _origins(line: ObjectiveLine, locale: Locale) -> str:
    """Answers, days and sources of both values of an objective."""
    objective, result = line.objective, line.result
    parts = []
    if objective.baseline is not None:
        before = _origin(objective.baseline_n, objective.baseline_date, objective.baseline_source, locale)
        if before:
            parts.append(locale.say(sentence("before: {origin}", origin=before)))
    if result is not None:
        after = _origin(result.answers, result.measured_on, result.source, locale)
        if after:
            parts.append(locale.say(sentence("after: {origin}", origin=after)))
    if len(parts) == 2:
        return locale.say(sentence("{before}; {after}", before=parts[0], after=parts[1]))
    return "".join(parts)


def _origin(answers: float | None, day: date | None, source: str, locale: Locale) -> str:
    told = [
        locale.say(counted("{n} answer", "{n} answers", int(answers))) if answers else "",
        locale.day(day) if day else "",
        source,
    ]
    return locale.listing(told)


def _plot(found: Chain, locale: Locale) -> list[Block]:
    """Baseline, target and value of the percentages on one axis; other units are in the table only."""
    rows = []
    for line in found.objectives:
        objective = line.objective
        if objective.unit != PERCENT or (objective.baseline is None and line.value is None):
            continue
        target = objective.target
        note = locale.say(sentence("target {value}", value=locale.percent(target))) if target is not None else ""
        rows.append(
            IntervalRow(objective.indicator, Interval(objective.baseline), Interval(line.value), target, note=note)
        )
    if not rows:
        return []
    keys = (
        Key("baseline", locale.text(N_("Baseline"))),
        Key("actual", locale.text(N_("Value reached"))),
        Key("target", locale.text(N_("Target value"))),
    )
    heading = Heading(locale.text(N_("From the baseline to the value reached")), locale.text(N_("In percent")), keys)
    return [heading, Graph(Intervals(tuple(rows), unit=CHART_PERCENT))]


def _chain(found: Chain, locale: Locale) -> list[Block]:
    """The six stages as bars."""
    note = locale.text(N_("Attained of what was aimed for; what was not measured is not counted as 0"))
    stages = tuple(_stage(stage, locale) for stage in found.stages)
    return [Heading(locale.text(N_("Result chain")), note), Graph(Stages(stages))]


def _stage(stage: Stage, locale: Locale) -> StageRow:
    name = label(STAGES, stage.key, locale)
    if not stage.is_measured:
        return StageRow(name, None, locale.text(NOT_MEASURED), is_measured=False)
    if stage.attained is None:
        return StageRow(name, None, locale.text(N_("Nothing to compare with")))
    return StageRow(name, stage.attained.share / 100, locale.percent(stage.attained.share, 0))


def _lessons(dossier: Dossier, locale: Locale) -> list[Block]:
    """What was learned, and what to do next time."""
    if not dossier.lessons:
        return []
    items: list[Words] = []
    for lesson in dossier.lessons[:MOST_LESSONS]:
        advice = f" {shortened(lesson.advice, LONGEST_LESSON)}" if lesson.advice else ""
        items.append((Span(shortened(lesson.lesson, LONGEST_LESSON), bold=True), Span(advice)))
    left = len(dossier.lessons) - len(items)
    note = locale.say(counted("and {n} more", "and {n} more", left)) if left else ""
    return [Heading(locale.text(N_("Lessons and what to do next time")), note), Bullets(tuple(items), numbered=True)]


def _limits(dossier: Dossier, found: Chain, locale: Locale) -> list[Block]:
    """What the officer wrote, the stages that were not measured, the outcomes of few answers."""
    said = [shortened(dossier.plan.campaign.limits, LONGEST_LIMITS)]
    unmeasured = tuple(Label(_stage_label(stage)) for stage in found.stages if not stage.is_measured)
    if unmeasured:
        said.append(locale.say(sentence("Stages not measured: {stages}.", stages=unmeasured)))
    without_n = tuple(line.objective.indicator for line in found.objectives if _lacks_answers(line.result))
    if without_n:
        said.append(locale.say(sentence("The number of answers is not known for: {indicators}.", indicators=without_n)))
    said.append(
        locale.text(
            N_("A difference between two measurements does not prove by itself that the campaign was its cause.")
        )
    )
    return [Heading(locale.text(N_("Limits of this evaluation"))), Text("\n".join(text for text in said if text))]


def _stage_label(stage: Stage) -> str:
    return next(choice.label for choice in STAGES if choice.key == stage.key)


def _lacks_answers(result: Result | None) -> bool:
    return result is not None and result.unit == PERCENT and not result.answers
