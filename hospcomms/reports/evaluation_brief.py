"""What a campaign achieved, on one page a director understands in one minute, with an annex that proves it.

Everything on it is taken from the board (``domain.evaluation.board``): a draft from the records of today, a signed
version from what was frozen. The page stays one page: what does not fit is shortened and stands in the annex.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from hospcomms.domain.charts import IntervalRow, Intervals, StageRow, Stages
from hospcomms.domain.charts.kinds import PERCENT as CHART_PERCENT
from hospcomms.domain.evaluation.board import AdviceLine, Board, Measure, Row, StageLine
from hospcomms.domain.evaluation.labels import NOT_ASSESSABLE, NOT_ENOUGH, A
from hospcomms.domain.locale import Locale
from hospcomms.domain.objectives import LEVELS, PERCENT
from hospcomms.domain.plots import Interval
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.reports.appraisal import (
    SHAPES,
    STAGE_LABELS,
    Appraisal,
    Counsel,
    cost_figure,
    counsels,
    difference_of,
    ended,
    important_first,
    marked,
    measured_stages,
    signature_said,
    stage_figure,
    unmeasured,
    value_of,
    within,
)
from hospcomms.reports.cleaning import plain
from hospcomms.reports.document import (
    UNSIGNED,
    Block,
    Break,
    Bullets,
    Cell,
    Column,
    Document,
    Fact,
    Figures,
    Graph,
    Heading,
    Key,
    Span,
    Table,
    Text,
    VerdictBox,
    Words,
)
from hospcomms.reports.dossier import label, period, shortened
from hospcomms.reports.evaluation_annex import annex
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

SMALL, ROOMY, TITLE = 9.0, 250, 100
"""Small type in points; from so many letters of texts on, every recommendation gives its figures; letters of the
campaign's name that stand in the title, on two lines, however full the page is."""


@dataclass(frozen=True)
class Extent:
    """How much the page holds: rows of the table and of the chart, recommendations, letters of names and of texts."""

    rows: int
    plots: int
    advice: int
    name: int
    text: int


REACHED = N_("Value reached")
_COLUMNS = (
    N_("Indicator"),
    N_("Level"),
    N_("Baseline"),
    N_("Target value"),
    REACHED,
    N_("Difference"),
    N_("Verdict"),
)
"""The headings of the table of results; columns in which nothing stands are left out."""

_ON_MEASURING = ("no_baseline", "not_enough_answers", "grouped_answers", "stage_not_measured", "follow_up_due")
"""Rules that speak of how it was measured, not of what was found."""

EXTENTS = (
    Extent(6, 4, 4, 200, 600),
    Extent(5, 3, 3, 200, 400),
    Extent(4, 3, 3, 200, 250),
    Extent(4, 2, 3, 160, 250),
    Extent(4, 2, 3, 120, 160),
    Extent(3, 2, 3, 110, 120),
    Extent(3, 2, 2, 100, 120),
    Extent(3, 1, 2, 90, 100),
    Extent(3, 1, 2, 75, 80),
    Extent(3, 1, 2, 60, 60),
    Extent(2, 1, 2, 55, 60),
    Extent(2, 1, 1, 44, 60),
    Extent(1, 1, 1, 40, 40),
    Extent(1, 0, 1, 30, 40),
)
"""The most first; the first that keeps to one page is taken."""


def evaluation_brief(appraisal: Appraisal, issuer: Issuer, locale: Locale, today: date) -> Document:
    """The brief in the fixed order of all briefs, then the annex; see ``Extent`` for what is left out of the page."""
    locale = on_pages(locale)
    proof = annex(appraisal, locale)
    made: Document | None = None
    for extent in reversed(EXTENTS):
        made = _document(appraisal, issuer, locale, today, extent, proof, made)
    assert made is not None
    return made


def _document(
    appraisal: Appraisal,
    issuer: Issuer,
    locale: Locale,
    today: date,
    extent: Extent,
    proof: Sequence[Block],
    briefer: Document | None,
) -> Document:
    campaign, signed = appraisal.dossier.plan.campaign, appraisal.signed
    version = sentence("Evaluation brief, {date}", date=today)
    if signed is not None:
        version = sentence("Evaluation brief, version {version}, {date}", version=int(signed.version or 0), date=today)
    return Document(
        title=locale.say(
            sentence("Evaluation brief: “{campaign}”", campaign=shortened(campaign.title, max(extent.name, TITLE)))
        ),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=(*_page(appraisal, issuer, locale, extent), Break(), *proof),
        subtitle=" · ".join(_subtitle(appraisal, locale, extent)),
        letterhead=issuer.letterhead(
            locale, today, campaign.reference, locale.text(N_("the director of the establishment"))
        ),
        marks=(*issuer.marks(), *(() if signed else (UNSIGNED,))),
        office=issuer.foot(locale),
        version=locale.say(version),
        most_pages=1,
        briefer=briefer,
    )


def _subtitle(appraisal: Appraisal, locale: Locale, extent: Extent) -> list[str]:
    campaign = appraisal.dossier.plan.campaign
    found = [period(locale, campaign.start, campaign.end)]
    audiences = plain(appraisal.dossier.audience_names(locale))  # cut before it is kept apart, not after
    if audiences:
        found.append(locale.say(sentence("Audience: {names}", names=shortened(audiences, extent.name))))
    if appraisal.signed is not None:
        found.append(locale.say(sentence("Version {version}", version=int(appraisal.signed.version or 0))))
    return found


def _page(appraisal: Appraisal, issuer: Issuer, locale: Locale, extent: Extent) -> list[Block]:
    """The blocks of page one."""
    board = appraisal.board
    blocks: list[Block] = [_verdict(board, locale, extent), _figures(board, locale)]
    blocks += _results(board, locale, extent)
    blocks += _plot(board, locale, extent)
    blocks += _chain(board, locale, extent)
    blocks += _advice(counsels(appraisal), locale, extent)
    blocks += _limits(appraisal, locale, extent)
    if appraisal.signed is not None:
        blocks.append(Text(signature_said(appraisal.signed, locale), size=SMALL))
    blocks.append(issuer.signatures(locale, locale.text(N_("Reviewing physician"))))
    return blocks


def _verdict(board: Board, locale: Locale, extent: Extent) -> VerdictBox:
    """The verdict on the main indicator, what was measured, what follows from it, how far to trust it."""
    main = board.main_row
    if main is None:
        said = locale.text(N_("Not assessable: the campaign has no objective."))
        return VerdictBox(SHAPES[NOT_ASSESSABLE], said, (_muted(measured_stages(board, locale)),))
    lines: list[Words] = []
    if main.figures:
        lines.append(" ".join(ended(locale.say(within(said, extent.name))) for said in main.figures))
    follows = _follows(board, main)
    if follows is not None:
        lines.append((Span(locale.say(follows.what), bold=True),))
    trust = [locale.say(main.grade_said), *([locale.say(main.answers)] if main.answers else [])]
    lines.append(_muted(" · ".join((*trust, measured_stages(board, locale)))))
    return VerdictBox(SHAPES[main.verdict], locale.say(within(main.headline, extent.name)), tuple(lines))


def _follows(board: Board, main: Row) -> AdviceLine | None:
    """What the chain says beside the verdict; only where there is none, what is missing for one."""
    if main.verdict in (NOT_ENOUGH, NOT_ASSESSABLE):
        return next(iter(board.advice), None)
    return next((line for line in board.advice if line.rule not in _ON_MEASURING), None)


def _muted(text: str) -> tuple[Span, ...]:
    return (Span(text, size=SMALL, tone="muted"),)


def _figures(board: Board, locale: Locale) -> Figures:
    """The three figures: the value reached, the difference, and what it cost or reached."""
    main = board.main_row
    value = difference = ""
    if main is not None and main.actual.value is not None:
        value, difference = value_of(main, main.actual.value, locale), difference_of(main, locale)
    return Figures(
        (
            Fact(locale.text(N_("Main indicator: value reached")), value or locale.text(N_("Not measured"))),
            Fact(locale.text(N_("Difference, with its 95% interval")), difference or locale.text(N_("Not assessable"))),
            _third(board, locale),
        )
    )


def _third(board: Board, locale: Locale) -> Fact:
    """The dearest question that can be answered: the cost of an outcome, of a contact, the reach, or what is known."""
    known = [line for line in reversed(board.costs) if line.amount is not None]
    if known:
        return Fact(locale.text(known[0].label), cost_figure(known[0], locale))
    reach = next((line for line in board.reaim if line.key == "reach" and line.share is not None), None)
    if reach is not None and reach.share is not None:
        return Fact(locale.text(reach.label), locale.percent(round(100 * reach.share, 1)))
    said = sentence("{part} of {whole}", part=board.measured, whole=len(board.stages))
    return Fact(locale.text(N_("Stages measured")), locale.say(said))


def _results(board: Board, locale: Locale, extent: Extent) -> list[Block]:
    """The indicators with their verdicts, as far as there is room."""
    if not board.rows:
        return []
    shown = important_first(board)[: extent.rows]
    left = len(board.rows) - len(shown)
    note = locale.text(N_("Difference in points, with its 95% interval"))
    if left:
        note = locale.say(counted("{n} more indicator in the annex", "{n} more indicators in the annex", left))
    rows = [_row(row, locale, extent) for row in shown]
    filled = [place for place in range(len(_COLUMNS)) if any(row[place] for row in rows)]
    columns = tuple(
        Column(locale.text(_COLUMNS[place]), number=2 <= place <= 5, bold=_COLUMNS[place] == REACHED)
        for place in filled
    )
    table = Table(columns, tuple(tuple(row[place] for place in filled) for row in rows))
    return [Heading(locale.text(N_("Results")), note), table]


def _row(row: Row, locale: Locale, extent: Extent) -> tuple[Cell, ...]:
    spans = [Span(shortened(row.name, extent.name), bold=row.is_main)]
    if row.wants_fall:
        spans.append(Span(f" {locale.text(N_('(a fall is wanted)'))}", tone="muted"))
    if row.is_control:
        spans.append(Span(f" {locale.text(N_('(control item)'))}", tone="muted"))
    target = "" if row.target is None or row.is_control else value_of(row, row.target, locale)
    return (
        tuple(spans),
        label(LEVELS, row.level, locale),
        value_of(row, row.baseline.value, locale),
        target,
        value_of(row, row.actual.value, locale),
        difference_of(row, locale),
        marked(row, locale),
    )


def _plot(board: Board, locale: Locale, extent: Extent) -> list[Block]:
    """Before, target and after of the percentages on one axis; other units are in the table only."""
    rows = [row for row in important_first(board) if row.unit == PERCENT and _is_drawn(row)][: extent.plots]
    if not rows:
        return []
    keys = (
        Key("baseline", locale.text(N_("Baseline"))),
        Key("actual", locale.text(REACHED)),
        Key("target", locale.text(N_("Target value"))),
    )
    note = locale.text(N_("In percent"))
    drawn = tuple(_drawn(row, extent) for row in rows)
    heading = Heading(locale.text(N_("From the baseline to the value reached")), note, keys)
    return [heading, Graph(Intervals(drawn, unit=CHART_PERCENT))]


def _is_drawn(row: Row) -> bool:
    return row.baseline.value is not None or row.actual.value is not None


def _drawn(row: Row, extent: Extent) -> IntervalRow:
    tone = row.verdict if row.verdict in ("improved", "worsened") else "ink"
    target = None if row.is_control else row.target
    name = shortened(row.name, min(extent.name, 70))
    return IntervalRow(name, _interval(row.baseline), _interval(row.actual), target, tone=tone)


def _interval(measure: Measure) -> Interval:
    ends = (measure.value, measure.low, measure.high)
    return Interval(*(None if end is None else round(end, 1) for end in ends))


def _chain(board: Board, locale: Locale, extent: Extent) -> list[Block]:
    """The six stages as bars; what was measured without a planned value is told below."""
    note = locale.text(N_("Attained of what was aimed for; what was not measured is not counted as 0"))
    stages = tuple(_stage(stage, locale) for stage in board.stages)
    blocks: list[Block] = [Heading(locale.text(N_("Result chain")), note), Graph(Stages(stages))]
    told = [
        locale.say(
            sentence(
                "{stage}: {said}.", stage=locale.text(STAGE_LABELS[stage.key]), said=within(stage.said, extent.name)
            )
        )
        for stage in board.stages
        if stage.is_measured and stage.share is None and stage.key != "outcomes"
    ]
    return [*blocks, *([Text(" ".join(told), size=SMALL)] if told else [])]


def _stage(stage: StageLine, locale: Locale) -> StageRow:
    share = None if stage.share is None else stage.share / 100
    figure = stage_figure(stage.share, locale, is_measured=stage.is_measured)
    return StageRow(locale.text(STAGE_LABELS[stage.key]), share, figure, is_measured=stage.is_measured)


def _advice(found: Sequence[Counsel], locale: Locale, extent: Extent) -> list[Block]:
    """What to do: what was accepted first, then what is only proposed; what was rejected is in the annex."""
    offered = [one for one in found if not one.is_rejected]
    if not offered:
        return []
    shown = offered[: extent.advice]
    left = len(offered) - len(shown)
    note = ""
    if left:
        note = locale.say(counted("{n} more in the annex", "{n} more in the annex", left))
    items = tuple(_counsel(one, locale, extent, is_first=not place) for place, one in enumerate(shown))
    return [Heading(locale.text(N_("What to do")), note), Bullets(items, numbered=True)]


def _counsel(one: Counsel, locale: Locale, extent: Extent, *, is_first: bool) -> Words:
    """What to do, by which figures where there is room, the rule and what was decided."""
    because = f" {one.because(locale, extent.name)}" if is_first or extent.text >= ROOMY else ""
    tail = " · ".join(part for part in (one.rule(locale), one.standing(locale)) if part)
    return (
        Span(shortened(one.next_step(locale), 2 * extent.name + 80), bold=True),
        Span(because),
        Span(f" {tail}", tone="muted", size=SMALL),
    )


def _limits(appraisal: Appraisal, locale: Locale, extent: Extent) -> list[Block]:
    """What the figures do not say: in the words of who signed, of the officer, then what was not measured."""
    written = (appraisal.signed.note if appraisal.signed else "", appraisal.limits)
    typed = [shortened(text, extent.text) for text in written if text.strip()]
    said = []
    missing = unmeasured(appraisal.board)
    if missing:
        said.append(locale.say(sentence("Stages not measured: {stages}.", stages=missing)))
    if appraisal.board.grade != A:
        said.append(
            locale.text(
                N_("A difference between two measurements does not prove by itself that the campaign was its cause.")
            )
        )
    heading = Heading(locale.text(N_("Limits of this evaluation")), locale.text(N_("In full in the annex")))
    # what was typed may run the other way: it stands in paragraphs of its own
    return [heading, Text("\n".join(part for part in (*typed, " ".join(said)) if part))] if typed or said else []
