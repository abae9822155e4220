"""The evaluation as it is shown: every figure and sentence of the board, the brief and the sheet, ready to be frozen.

``board_of`` turns live findings into it; a signed version is the same value read back (``frozen``). Values of an
indicator are in its own unit, shares and changes are fractions, sentences are translated only when shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from hospcomms.domain.evaluation.advice import Advice
from hospcomms.domain.evaluation.benchmarks import hand_hygiene
from hospcomms.domain.evaluation.chain import Stage, change_said
from hospcomms.domain.evaluation.costs import number_needed_to_expose
from hospcomms.domain.evaluation.designs import DOSE, EXPOSED
from hospcomms.domain.evaluation.findings import Findings
from hospcomms.domain.evaluation.indicators import Indicator
from hospcomms.domain.evaluation.proportions import Interval
from hospcomms.domain.evaluation.several import Adjusted, adjusted
from hospcomms.domain.evaluation.told import subject, told
from hospcomms.domain.evaluation.topics import HAND_HYGIENE_TOPIC
from hospcomms.domain.evaluation.verdicts import NOT_ASSESSABLE, Finding
from hospcomms.domain.evaluation.why import why
from hospcomms.domain.grouping import likeness_said
from hospcomms.domain.objectives import DECREASE, PERCENT
from hospcomms.domain.wording import Sentence, sentence


@dataclass(frozen=True)
class Measure:
    """A value with its 95 % interval, in the unit of the indicator; None where it is not known."""

    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Row:
    """One indicator: its verdict in words and figures. ``gain`` is the change in the wished direction, a fraction.

    ``before_n`` and ``after_n`` are the answers behind both values, ``p`` and ``phi`` the chance and the effect size.
    ``why`` are the steps from the counts to the verdict; ``notes`` what must be said beside it; ``beside`` is what
    the difference amounts to: how many people for one more outcome, what others reached (empty when not estimable).
    """

    objective: int
    name: str
    level: str
    unit: str
    verdict: str
    grade: str
    headline: Sentence
    grade_said: Sentence
    figures: tuple[Sentence, ...] = ()
    answers: Sentence | None = None
    short: Sentence | None = None
    standing: Sentence | None = None
    notes: tuple[Sentence, ...] = ()
    why: tuple[Sentence, ...] = ()
    baseline: Measure = Measure()
    actual: Measure = Measure()
    target: float | None = None
    gain: Measure = Measure()
    before_on: date | None = None
    after_on: date | None = None
    sources: tuple[str, ...] = ()
    wants_fall: bool = False
    is_main: bool = False
    is_control: bool = False
    before_n: float | None = None
    after_n: float | None = None
    p: float | None = None
    phi: float | None = None
    beside: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class StageLine:
    """One stage of the chain: ``share`` attained in percent, None when not known, and the sentence under the bar."""

    key: str
    share: float | None
    said: Sentence
    is_alarm: bool = False
    is_measured: bool = False
    is_required: bool = False


@dataclass(frozen=True)
class Line:
    """A named figure of the costs or of the RE-AIM panel; ``said`` is its sum in words, or why there is none."""

    key: str
    label: str
    said: Sentence
    share: float | None = None
    amount: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class AdviceLine:
    """A recommendation that fired: what was found, by which figures, what to do, and the rule with its source."""

    number: int
    rule: str
    what: Sentence
    because: Sentence
    next_step: Sentence
    source: str


@dataclass(frozen=True)
class ScoreLine:
    """The optional score from 0 to 100 with its formula, and what it says nothing about."""

    value: float | None
    said: Sentence
    missing: Sentence | None = None


@dataclass(frozen=True)
class Board:
    """The whole evaluation of a campaign on a day. ``main`` is the row of the main indicator, -1 when there is none.

    ``efficiency`` is the cost if everybody concerned changed (RE-AIM), None when it cannot be estimated. ``limits``
    and ``lessons`` (lesson, advice) are the officer's own words; None in a version signed before they were kept.
    """

    campaign: int
    title: str
    tier: str
    made_on: date
    verdict: str
    grade: str
    rows: tuple[Row, ...]
    main: int
    stages: tuple[StageLine, ...]
    required: int
    required_measured: int
    costs: tuple[Line, ...]
    reaim: tuple[Line, ...]
    individual: Line
    setting: Line
    running: Sentence
    advice: tuple[AdviceLine, ...]
    cost: Decimal | None = None
    score: ScoreLine | None = None
    efficiency: Decimal | None = None
    limits: str | None = None
    lessons: tuple[tuple[str, str], ...] | None = None

    @property
    def main_row(self) -> Row | None:
        """The row of the main indicator."""
        return self.rows[self.main] if 0 <= self.main < len(self.rows) else None

    @property
    def measured(self) -> int:
        """How many of the six stages were measured."""
        return sum(stage.is_measured for stage in self.stages)


def board_of(findings: Findings, today: date, audiences: dict[int, str] | None = None, country: str = "") -> Board:
    """The board of live findings; ``audiences`` gives the names of the target audiences by their id.

    Several indicators besides the main one declared in advance are judged together: a verdict that Holm's method does
    not uphold carries a note (METHODS.md 2.1). Control items are not tried for an effect.
    """
    rows = _rows(findings, audiences or {}, country)
    panel, campaign = findings.reaim, findings.campaign
    return Board(
        campaign=campaign.id,
        title=campaign.title,
        tier=campaign.tier,
        made_on=today,
        verdict=findings.verdict,
        grade=findings.grade,
        rows=rows,
        main=next((number for number, row in enumerate(rows) if row.is_main), -1),
        stages=tuple(_stage(stage) for stage in findings.chain.stages),
        required=findings.chain.completeness.required,
        required_measured=findings.chain.completeness.required_measured,
        costs=tuple(
            Line(cost.key, cost.label, cost.said, amount=cost.value, low=cost.low, high=cost.high)
            for cost in findings.costs
        ),
        reaim=tuple(Line(found.key, found.label, found.said, found.share) for found in panel.dimensions),
        individual=Line("individual", "", panel.individual.said, panel.individual.value),
        setting=Line("setting", "", panel.setting.said, panel.setting.value),
        running=panel.running_said,
        advice=tuple(advice_line(advice) for advice in findings.advice),
        cost=findings.cost,
        score=_score(findings),
        efficiency=panel.efficiency,
        limits=campaign.limits,
    )


def _rows(findings: Findings, audiences: dict[int, str], country: str) -> tuple[Row, ...]:
    tried = [one for one in findings.indicators if one.finding is not None and not one.objective.is_untargeted]
    place = next(
        (number for number, one in enumerate(tried) if one is findings.main and one.objective.is_primary), None
    )
    upheld = adjusted([one.finding for one in tried if one.finding], place)
    by_one = dict(zip((id(one) for one in tried), upheld, strict=True))
    rows = (
        _row(one, audiences.get(one.objective.audience, ""), by_one.get(id(one)), is_main=one is findings.main)
        for one in findings.indicators
    )
    return tuple(
        replace(row, beside=_beside(one, row.gain, country)) for one, row in zip(findings.indicators, rows, strict=True)
    )


def _beside(one: Indicator, gain: Measure, country: str) -> tuple[Sentence, ...]:
    """How many people for one more outcome, and what hospitals reach, where the figures for them exist."""
    found: list[Sentence] = []
    if gain.value is not None and gain.low is not None and gain.high is not None and not one.objective.is_untargeted:
        needed = number_needed_to_expose(gain.value, Interval(gain.low, gain.high))
        found += [needed.said] if needed.value is not None else []
    if one.objective.topic == HAND_HYGIENE_TOPIC and one.objective.unit == PERCENT and one.line.value is not None:
        found.append(hand_hygiene(country))
    return tuple(found)


def advice_line(advice: Advice) -> AdviceLine:
    """A recommendation as it is shown."""
    rule = advice.rule
    return AdviceLine(rule.number, rule.key, advice.what, advice.because, advice.next_step, advice.source)


def _score(findings: Findings) -> ScoreLine | None:
    found = findings.score
    return None if found is None else ScoreLine(found.value, found.said, found.missing_said)


def _stage(stage: Stage) -> StageLine:
    attained = stage.attained
    return StageLine(
        stage.key,
        attained.share if attained else None,
        stage.said,
        is_alarm=bool(attained and attained.alarm),
        is_measured=stage.is_measured,
        is_required=stage.is_required,
    )


def _row(one: Indicator, audience: str, upheld: Adjusted | None, *, is_main: bool) -> Row:
    objective, result, finding = one.objective, one.result, one.finding
    words = told(finding, objective.indicator, audience) if finding else None
    measured = (change_said(one.line),) if one.line.value is not None else ()
    notes = (*finding.notes, *([upheld.note] if upheld and upheld.note else [])) if finding else ()
    alike = likeness_said(result.likeness) if finding and result and result.in_groups else None
    return Row(
        objective=objective.id,
        name=objective.indicator,
        level=objective.level,
        unit=objective.unit,
        verdict=one.verdict,
        grade=finding.grade.key if finding else NOT_ASSESSABLE,
        headline=words.headline if words else _not_judged(objective.indicator),
        grade_said=words.grade if words else sentence("Confidence: not assessable"),
        figures=words.figures if words else measured,
        answers=words.answers if words else None,
        short=words.short if words else None,
        standing=finding.standing.said if finding and finding.standing else None,
        notes=(*notes, alike) if alike else notes,
        why=why(finding) if finding else (),
        baseline=_before(one),
        actual=_after(one),
        target=objective.target,
        gain=_gain(finding),
        before_on=_reference_day(one),
        after_on=result.measured_on if result else None,
        sources=tuple(source for source in (objective.baseline_source, result.source if result else "") if source),
        wants_fall=objective.direction == DECREASE,
        is_main=is_main,
        is_control=objective.is_untargeted,
        before_n=_answers(one, 0, objective.baseline_n),
        after_n=_answers(one, 1, result.answers if result else None),
        p=finding.p if finding else None,
        phi=finding.phi if finding else None,
    )


def _reference_day(one: Indicator) -> date | None:
    """When the reference was measured: those not reached on the day of the others, all else with the baseline."""
    is_once = one.finding is not None and one.finding.comparison.design in (EXPOSED, DOSE)
    return one.result.measured_on if is_once and one.result else one.objective.baseline_date


def _answers(one: Indicator, end: int, typed: float | None) -> float | None:
    """The answers behind a value: those of the group it was judged by (0 before, 1 after), else those typed."""
    group = one.finding.comparison.ends[end] if one.finding else None
    return group.n if group else typed


def _not_judged(indicator: str) -> Sentence:
    return sentence(
        "Not assessable: {subject}. Only shares of answers are judged; this indicator is measured in another unit.",
        subject=subject(indicator),
    )


def _before(one: Indicator) -> Measure:
    """The reference the design has: the baseline, or those not reached."""
    finding = one.finding
    if finding is not None and finding.before_interval is not None:
        reference = finding.comparison.ends[0]
        return _measure(reference.share if reference else None, finding.before_interval)
    return Measure(one.objective.baseline)


def _after(one: Indicator) -> Measure:
    finding = one.finding
    if finding is not None and finding.after_interval is not None:
        group = finding.comparison.ends[1]
        return _measure(group.share if group else None, finding.after_interval)
    return Measure(one.line.value)


def _measure(share: float | None, interval: Interval) -> Measure:
    return Measure(None if share is None else 100 * share, 100 * interval.low, 100 * interval.high)


def _gain(finding: Finding | None) -> Measure:
    if finding is None or finding.gain is None:
        return Measure()
    if finding.interval is None:
        return Measure(finding.gain)
    low, high = sorted(end * finding.comparison.sign for end in (finding.interval.low, finding.interval.high))
    return Measure(finding.gain, low, high)


def differences(first: Board, second: Board) -> Sequence[tuple[Row | None, Row | None]]:
    """The rows of two boards side by side: the same objective, else the same name; what has no partner stands alone."""
    left = list(second.rows)
    pairs: list[tuple[Row | None, Row | None]] = []
    for row in first.rows:
        partner = next((other for other in left if row.objective == other.objective or row.name == other.name), None)
        if partner is not None:
            left.remove(partner)
        pairs.append((row, partner))
    return [*pairs, *((None, row) for row in left)]
