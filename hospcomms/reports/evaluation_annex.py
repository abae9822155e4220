"""The annex of the evaluation brief: every verdict with its figures and its steps, costs, RE-AIM, rules, methods."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hospcomms.domain.evaluation.board import Board, Line, Row, StageLine
from hospcomms.domain.evaluation.labels import VERDICTS
from hospcomms.domain.evaluations import REJECTED
from hospcomms.domain.locale import LRI, PDI, Locale
from hospcomms.domain.objectives import PERCENT, STAGES
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.reports.appraisal import (
    SHAPES,
    Appraisal,
    Counsel,
    cost_figure,
    counsels,
    difference_of,
    ended,
    signature_said,
    stage_figure,
    value_of,
)
from hospcomms.reports.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Item,
    Key,
    Span,
    Table,
    Text,
    Words,
)
from hospcomms.reports.dossier import label, shortened
from hospcomms.reports.evaluation_methods import methods

_FORMULA = re.compile(f"{LRI}[^{PDI}]*{PDI}")
SMALL, LONGEST_HEADING = 9.5, 64
"""Size of the steps in points; letters of an indicator's name in its heading, the whole stands below it."""


def annex(appraisal: Appraisal, locale: Locale) -> list[Block]:
    """All that page one has no room for, from the indicators to the methods."""
    board = appraisal.board
    return [
        *_indicators(board, locale),
        *_stages(board, locale),
        *_costs(board, locale),
        *_reaim(board, locale),
        *_score(board, locale),
        *_counsels(counsels(appraisal), locale),
        *_lessons(appraisal, locale),
        *_limits(appraisal, locale),
        *methods(board, locale),
    ]


def _indicators(board: Board, locale: Locale) -> list[Block]:
    count = locale.say(counted("{n} indicator", "{n} indicators", len(board.rows)))
    blocks: list[Block] = [Heading(locale.text(N_("Annex: each indicator, and why")), count)]
    if not board.rows:
        blocks.append(Text(locale.text(N_("The campaign has no objective: there is nothing to judge."))))
    for row in board.rows:
        blocks += _indicator(row, locale)
    return blocks


def _indicator(row: Row, locale: Locale) -> list[Block]:
    """The verdict in words, the figures, how far to trust it, and the steps that led there."""
    verdict = Key(SHAPES[row.verdict], label(VERDICTS, row.verdict, locale))
    blocks: list[Block] = [Heading(shortened(row.name, LONGEST_HEADING), _part(row, locale), (verdict,), level=2)]
    said = [locale.say(row.headline), *(locale.say(one) for one in row.figures), *_standing(row, locale)]
    blocks.append(Text(" ".join(ended(one) for one in said if one)))
    about = _about(row, locale)
    if about:
        blocks.append(Text(about, size=SMALL, tone="muted"))
    if row.beside:
        blocks.append(Text(" ".join(ended(locale.say(one)) for one in row.beside)))
    notes = [one for one in row.notes if one not in row.why]
    if notes:
        blocks.append(Bullets(tuple(locale.say(one) for one in notes)))
    if len(row.why) > 1:
        steps = tuple(_small(_whole_formulas(locale.say(step))) for step in row.why)
        why = (Span(locale.text(N_("Why this verdict")), bold=True),)
        blocks.append(Bullets((Item(why, Bullets(steps, numbered=True)),)))
    return blocks


def _part(row: Row, locale: Locale) -> str:
    """What the indicator is in the evaluation; "" for an ordinary one."""
    if row.is_main:
        return locale.text(N_("Main indicator"))
    return locale.text(N_("Control item: it should stay as it was")) if row.is_control else ""


def _standing(row: Row, locale: Locale) -> list[str]:
    found = [row.grade_said, *([row.standing] if row.standing else [])]
    return [locale.say(one) for one in found]


def _small(text: str) -> tuple[Span, ...]:
    return (Span(text, size=SMALL),)


def _whole_formulas(text: str) -> str:
    """The text with the formulas in it, which stand in isolates, kept on one line."""
    return _FORMULA.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


def _about(row: Row, locale: Locale) -> str:
    """Values, answers, days and sources in one paragraph."""
    parts = [
        _measured(locale, N_("Before: {parts}"), row, row.baseline.value, row.before_n, row.before_on),
        _measured(locale, N_("After: {parts}"), row, row.actual.value, row.after_n, row.after_on),
    ]
    if row.unit != PERCENT and (change := difference_of(row, locale)):
        parts.append(locale.say(sentence("Difference: {change}", change=change)))
    if row.sources:
        parts.append(locale.say(sentence("Sources: {sources}", sources=tuple(dict.fromkeys(row.sources)))))
    return "\n".join(part for part in parts if part)


def _measured(locale: Locale, pattern: str, row: Row, value: float | None, answers: float | None, day: object) -> str:
    """One measurement: its value, how many answered, on which day."""
    if value is None:
        return ""
    told = [value_of(row, value, locale)]
    if answers:
        told.append(locale.say(counted("{n} answer", "{n} answers", int(answers))))
    if day is not None:
        told.append(locale.value(day))
    return locale.say(sentence(pattern, parts=locale.listing(told)))


def _stages(board: Board, locale: Locale) -> list[Block]:
    columns = tuple(
        Column(locale.text(heading))
        for heading in (N_("Stage"), N_("Attained"), N_("What was measured"), N_("Asked for by the tier"))
    )
    rows = tuple(_stage(stage, locale) for stage in board.stages)
    return [Heading(locale.text(N_("Result chain, stage by stage"))), Table(columns, rows)]


def _stage(stage: StageLine, locale: Locale) -> tuple[Cell, ...]:
    figure = stage_figure(stage.share, locale, is_measured=stage.is_measured)
    said = locale.say(stage.said)
    if stage.is_alarm:
        said = locale.say(sentence("{said}. It moved against the wished direction.", said=said))
    asked = locale.text(N_("Yes") if stage.is_required else N_("No"))
    return label(STAGES, stage.key, locale), figure, said, asked


def _costs(board: Board, locale: Locale) -> list[Block]:
    if not board.costs:
        return []
    spent = ""
    if board.cost is not None:
        spent = locale.say(sentence("Spent: {spent}", spent=locale.money(board.cost)))
    return [Heading(locale.text(N_("Costs")), spent), _lines(board.costs, N_("Cost"), locale)]


def _lines(lines: Sequence[Line], heading: str, locale: Locale) -> Table:
    """Named figures: what it is, how much, and how it was worked out or why there is none."""
    columns = (Column(locale.text(heading)), Column(locale.text(N_("How it was worked out"))))
    return Table(columns, tuple((locale.text(line.label), _worked_out(line, locale)) for line in lines))


def _worked_out(line: Line, locale: Locale) -> Cell:
    said, figure = locale.say(line.said), cost_figure(line, locale)
    return (Span(figure, bold=True), Span(f" {said}")) if figure else said


def _reaim(board: Board, locale: Locale) -> list[Block]:
    """The five dimensions, their products, and whether the programme goes on."""
    if not board.reaim:
        return []
    columns = (Column(locale.text(N_("Dimension"))), Column(locale.text(N_("How it was worked out"))))
    rows: list[tuple[Cell, ...]] = [(locale.text(line.label), locale.say(line.said)) for line in board.reaim]
    rows.append((locale.text(N_("Individual impact")), locale.say(board.individual.said)))
    rows.append((locale.text(N_("Setting impact")), locale.say(board.setting.said)))
    rows.append((locale.text(N_("Carried on")), locale.say(board.running)))
    return [
        Heading(locale.text(N_("RE-AIM: reach, effect, adoption, delivery, duration"))),
        Table(columns, tuple(rows)),
    ]


def _score(board: Board, locale: Locale) -> list[Block]:
    """The score with its formula, only where the officer asked for one."""
    score = board.score
    if score is None:
        return []
    value = "" if score.value is None else locale.number(score.value, 1)
    told = [locale.say(score.said), *([locale.say(score.missing)] if score.missing else [])]
    return [Heading(locale.text(N_("Score from 0 to 100")), value), Text("\n".join(told))]


def _counsels(found: Sequence[Counsel], locale: Locale) -> list[Block]:
    """Every recommendation with the rule that fired, by which figures, and what was decided."""
    if not found:
        return []
    items = tuple(_counsel(one, locale) for one in found)
    return [Heading(locale.text(N_("Recommendations and their rules"))), Bullets(items, numbered=True)]


def _counsel(one: Counsel, locale: Locale) -> Item:
    lines: list[Words] = []
    if one.fired is not None:
        lines.append(locale.say(sentence("{what} {because}", what=one.fired.what, because=one.fired.because)))
    elif one.because(locale):
        lines.append(one.because(locale))
    source = one.fired.source if one.fired else one.decided.source if one.decided else ""
    rule = one.rule(locale)
    if rule and source:
        lines.append(_small(locale.say(sentence("{rule}. Source: {source}", rule=rule, source=source))))
    standing = one.standing(locale)
    if one.decided is not None and one.decided.reason.strip():
        pattern = N_("{standing}. Reason: {reason}")
        standing = locale.say(sentence(pattern, standing=standing, reason=one.decided.reason))
    tone = "muted" if one.decided is None or one.decided.decision == REJECTED else "ink"
    lines.append((Span(standing, tone=tone, bold=one.is_accepted),))
    return Item((Span(one.next_step(locale), bold=True),), Bullets(tuple(lines)))


def _lessons(appraisal: Appraisal, locale: Locale) -> list[Block]:
    """What was learned, in the words of the officer."""
    items: list[Words] = []
    for lesson, advice in appraisal.lessons:
        items.append((Span(lesson, bold=True), Span(f" {advice}" if advice else "")))
    heading = Heading(locale.text(N_("Lessons and what to do next time")))
    return [heading, Bullets(tuple(items), numbered=True), *_of_today(appraisal, locale)] if items else []


def _of_today(appraisal: Appraisal, locale: Locale) -> list[Block]:
    """That the words stand as they are today, beside figures signed before such words were kept with them."""
    if appraisal.keeps_words:
        return []
    said = locale.text(N_("As it stands today: this version was signed without keeping these words."))
    return [Text(said, size=SMALL, tone="muted")]


def _limits(appraisal: Appraisal, locale: Locale) -> list[Block]:
    """The limits in full, and who signed this version."""
    signed, limits = appraisal.signed, appraisal.limits
    blocks: list[Block] = []
    if signed is not None:
        blocks.append(Text(signature_said(signed, locale)))
        blocks += [Text(signed.note, align="justify")] if signed.note.strip() else []
    blocks += [Text(limits, align="justify"), *_of_today(appraisal, locale)] if limits.strip() else []
    return [Heading(locale.text(N_("What the figures do not say"))), *blocks] if blocks else []
