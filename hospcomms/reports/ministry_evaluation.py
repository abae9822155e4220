"""The evaluation in the ministry workbook: a row for each indicator with its verdict, one for each recommendation."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hospcomms.domain.campaigns import CLOSED, EVALUATED
from hospcomms.domain.evaluation.board import Measure, Row
from hospcomms.domain.evaluation.labels import GRADES, VERDICTS
from hospcomms.domain.evaluation.rules import RULES
from hospcomms.domain.evaluations import DECISIONS, Recommendation
from hospcomms.domain.fields import Choice, Kind
from hospcomms.domain.objectives import Objective
from hospcomms.domain.wording import N_
from hospcomms.reports.ministry_table import Entry, MinistryColumn, Whole, made, of_campaign, own

MAIN, CONTROL, OTHER = "main", "control", "other"
ROLES = (
    Choice(MAIN, N_("Main indicator")),
    Choice(OTHER, N_("Other indicator")),
    Choice(CONTROL, N_("Control item")),
)
UNDECIDED = "undecided"
STANDINGS = (*DECISIONS, Choice(UNDECIDED, N_("Not decided yet")))
RULE_NUMBERS = {rule.key: rule.number for rule in RULES}
RULE_WORDS = tuple(Choice(rule.key, rule.when) for rule in RULES)


def evaluated(whole: Whole) -> Iterator[Entry]:
    """The indicators of a campaign in the order of its objectives; none while its evaluation was not asked for."""
    board, plan = whole.dossier.board, whole.dossier.plan
    by_objective = {row.objective: row for row in board.rows} if board else {}
    yield from (Entry(whole, one, row=by_objective[one.id]) for one in plan.objectives if one.id in by_objective)


def recommended(whole: Whole) -> Iterator[Entry]:
    """What was decided; of campaigns that are over also what fired and waits for a decision."""
    board, decided = whole.dossier.board, whole.dossier.decided
    if board is None:
        return
    fired = {line.rule: line for line in board.advice}
    yield from (Entry(whole, one, advice=fired.get(one.rule)) for one in decided)
    if whole.dossier.plan.campaign.state not in (CLOSED, EVALUATED):
        return
    known = {one.rule for one in decided}
    waiting = (line for line in board.advice if line.rule not in known)
    yield from (Entry(whole, Recommendation(rule=line.rule), advice=line) for line in waiting)


def _judged(
    key: str, label: str, note: str, read: Callable[[Row], object], kind: Kind = Kind.NUMBER, width: float = 0.0,
    choices: tuple[Choice, ...] = (),
) -> MinistryColumn:  # fmt: skip
    """A column of the verdict on an indicator."""
    return made(key, label, note, lambda entry: read(entry.row) if entry.row else None, kind, width, choices=choices)


def _role(row: Row) -> str:
    return MAIN if row.is_main else CONTROL if row.is_control else OTHER


def _change(row: Row, pick: Callable[[Measure], float | None]) -> float | None:
    """A part of the difference in points, as it was measured: a fall is below 0 whatever was wished for."""
    gain = row.gain
    if row.wants_fall:
        gain = Measure(*(None if end is None else -end for end in (gain.value, gain.high, gain.low)))
    return _rounded(pick(gain), 2, 100)


def _rounded(value: float | None, places: int, times: float = 1) -> float | None:
    return None if value is None else round(times * value, places) + 0.0


def _undecided(entry: Entry) -> bool:
    return not entry.record.id


EVALUATION_COLUMNS = (
    *of_campaign(),
    own(Objective, "indicator", 26),
    _judged("role", N_("Rank"), N_("The main indicator, another one, or a control item that should stay as it was."),
            _role, Kind.CHOICE, 14, ROLES),
    own(Objective, "unit", 9),
    _judged("baseline", N_("Baseline value"), N_("The value before, as the counts give it; percentages of 100."),
            lambda row: _rounded(row.baseline.value, 2)),
    _judged("baseline_n", N_("Answers before"), N_("How many answers the baseline comes from."),
            lambda row: row.before_n),
    _judged("baseline_date", N_("Measured before on"), N_("The day of the baseline."), lambda row: row.before_on,
            Kind.DAY),
    _judged("actual", N_("Measured value"), N_("The value after, as the counts give it; percentages of 100."),
            lambda row: _rounded(row.actual.value, 2)),
    _judged("actual_n", N_("Answers after"), N_("How many answers the measured value comes from."),
            lambda row: row.after_n),
    _judged("actual_date", N_("Measured after on"), N_("The day of the measured value."), lambda row: row.after_on,
            Kind.DAY),
    _judged("difference", N_("Difference in points"), N_("The difference that was judged, in percentage points."),
            lambda row: _change(row, lambda gain: gain.value)),
    _judged("low", N_("Lower limit"), N_("Lower limit of the 95% interval of the difference, in points."),
            lambda row: _change(row, lambda gain: gain.low)),
    _judged("high", N_("Upper limit"), N_("Upper limit of the 95% interval of the difference, in points."),
            lambda row: _change(row, lambda gain: gain.high)),
    _judged("p", N_("Chance (p)"),
            N_("How often so large a difference would turn up if nothing had changed; written as 0.000001 or more."),
            lambda row: None if row.p is None else max(round(row.p, 6), 1e-6)),
    _judged("verdict", N_("Verdict"), N_("What the interval says of the wished change."), lambda row: row.verdict,
            Kind.CHOICE, 18, VERDICTS),
    _judged("grade", N_("Confidence"), N_("How far the way of measuring can be trusted, A to D."),
            lambda row: row.grade, Kind.CHOICE, 12, GRADES),
    _judged("phi", N_("Effect size (phi)"), N_("The size of the effect, to compare with published campaigns; -1 to 1."),
            lambda row: _rounded(row.phi, 4)),
)  # fmt: skip
RECOMMENDATION_COLUMNS = (
    *of_campaign(),
    made("rule_number", N_("Number of the rule"), N_("The number of the rule that fired; empty for the officer’s own."),
         lambda entry: RULE_NUMBERS.get(entry.record.rule) if isinstance(entry.record, Recommendation) else None,
         width=9),
    made("rule", N_("Rule"), N_("When the rule fires."),
         lambda entry: entry.record.rule if isinstance(entry.record, Recommendation) else "", Kind.CHOICE, 34,
         choices=RULE_WORDS),
    made("advice", N_("Recommendation"), N_("What to do, in the words that were decided."),
         lambda entry: entry.advice.next_step if entry.advice and _undecided(entry) else _own(entry, "advice"),
         Kind.TEXT, 40),
    made("because", N_("By which figures"), N_("The figures that fired the rule."),
         lambda entry: entry.advice.because if entry.advice and _undecided(entry) else _own(entry, "because"),
         Kind.TEXT, 40),
    made("decision", N_("Decision"), N_("Whether it was accepted, changed or rejected, or waits."),
         lambda entry: UNDECIDED if _undecided(entry) else _own(entry, "decision"), Kind.CHOICE, 16,
         choices=STANDINGS),
    own(Recommendation, "reason", 26),
    own(Recommendation, "responsible", 16),
    own(Recommendation, "due"),
    own(Recommendation, "done_on"),
)  # fmt: skip


def _own(entry: Entry, name: str) -> object:
    return getattr(entry.record, name)
