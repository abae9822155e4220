"""The questions of a questionnaire as a chart and as the table that says the same, in the language of a page."""

from __future__ import annotations

from hospcomms.domain.charts import IntervalRow, Intervals
from hospcomms.domain.charts.kinds import PERCENT as IN_PERCENT
from hospcomms.domain.evaluation.proportions import Group
from hospcomms.domain.evaluation.proportions import Interval as Limits
from hospcomms.domain.evaluation.questionnaire import MIXED, QuestionChange, QuestionnaireChange
from hospcomms.domain.evaluation.told import answers_told, short
from hospcomms.domain.evaluation.verdicts import NOT_ENOUGH, VERDICTS
from hospcomms.domain.locale import Locale
from hospcomms.domain.plots import Interval
from hospcomms.domain.wording import N_, sentence

HEADINGS = (
    N_("Question"),
    N_("Right before"),
    N_("Right after"),
    N_("Difference [95% interval]"),
    N_("p, allowing for the number of questions"),
    N_("Verdict"),
)
NUMBERS = (1, 2, 4)
"""The columns of the table that hold numbers."""
MAY_BE_CHANCE = N_("May be chance")
_VERDICTS = {choice.key: choice for choice in VERDICTS}


def shape_of(verdict: str) -> str:
    """The shape of the verdict on the whole; what points both ways is only noted."""
    return "note" if verdict == MIXED else _VERDICTS[verdict].shape


def line_shape(line: QuestionChange) -> str:
    """The shape of a question: a change that may be chance among many is not shown as one."""
    return NOT_ENOUGH if line.adjusted.survives is False else _VERDICTS[line.finding.verdict].shape


def line_verdict(line: QuestionChange) -> str:
    """The marked word for the verdict on a question."""
    return MAY_BE_CHANCE if line.adjusted.survives is False else _VERDICTS[line.finding.verdict].label


def line_name(line: QuestionChange, locale: Locale) -> str:
    """The question with its number; a control item is called one."""
    question = line.question
    name = question.wording.best(locale.language)
    if question.place is not None:
        name = locale.say(sentence("{n}. {question}", n=question.place, question=name))
    return locale.say(sentence("{question} (control item)", question=name)) if question.is_untargeted else name


def change_chart(found: QuestionnaireChange, locale: Locale) -> Intervals:
    """Every question from its share of right answers before to that after, with intervals, on one scale."""
    return Intervals(tuple(_row(line, locale) for line in found.lines), unit=IN_PERCENT)


def change_rows(found: QuestionnaireChange, locale: Locale) -> list[tuple[str, ...]]:
    """The table that says the same, under ``HEADINGS``."""
    return [_cells(line, locale) for line in found.lines]


def _row(line: QuestionChange, locale: Locale) -> IntervalRow:
    finding = line.finding
    before, after = finding.comparison.ends
    aim, difference, answers = finding.comparison.aim, short(finding), answers_told(finding)
    return IntervalRow(
        line_name(line, locale),
        _plot(before, finding.before_interval),
        _plot(after, finding.after_interval),
        100 * (before.share + aim) if before is not None and aim is not None and before.share + aim <= 1 else None,
        tone=line_shape(line),
        note=locale.say(answers) if answers is not None else "",
        sign=line_shape(line),
        verdict=locale.text(line_verdict(line)),
        difference=locale.say(difference) if difference is not None else "",
        unit=IN_PERCENT,
    )


def _plot(group: Group | None, limits: Limits | None) -> Interval:
    if group is None:
        return Interval(None)
    if limits is None:
        return Interval(round(100 * group.share, 1))
    return Interval(round(100 * group.share, 1), 100 * limits.low, 100 * limits.high)


def _cells(line: QuestionChange, locale: Locale) -> tuple[str, ...]:
    finding = line.finding
    before, after = finding.comparison.ends
    difference = short(finding)
    return (
        line_name(line, locale),
        _share(before, locale),
        _share(after, locale),
        locale.say(difference) if difference is not None else locale.text(N_("Not computed")),
        _p(line.adjusted.p, locale),
        locale.text(line_verdict(line)),
    )


def _share(group: Group | None, locale: Locale) -> str:
    if group is None:
        return locale.text(N_("Not measured"))
    share = locale.percent(100 * group.share, 1)
    return locale.say(sentence("{share} of {n}", share=share, n=round(group.n)))


def _p(value: float | None, locale: Locale) -> str:
    if value is None:
        return locale.text(N_("Not computed"))
    if value < 0.001:
        return locale.say(sentence("below {limit}", limit=locale.number(0.001, 3)))
    return locale.number(value, 3)
