"""What the evaluation shows as charts: the stages of the chain, and each objective on its way to the target."""

from __future__ import annotations

from collections.abc import Sequence

from hospcomms.domain.charts import IntervalRow, Intervals, StageRow, Stages
from hospcomms.domain.charts.kinds import NUMBER
from hospcomms.domain.charts.kinds import PERCENT as IN_PERCENT
from hospcomms.domain.evaluation.chain import Chain, ObjectiveLine, Stage, difference_said
from hospcomms.domain.objectives import DECREASE, PERCENT, STAGES, UNITS
from hospcomms.domain.plots import Interval
from hospcomms.domain.wording import Sentence, sentence
from ui.language import say, spoken, tr

_STAGES = {choice.key: choice.label for choice in STAGES}
_UNITS = {choice.key: choice.label for choice in UNITS}


def stages_chart(found: Chain) -> Stages:
    """The stages with their bars and the sentence under each."""
    return Stages(tuple(_stage(stage) for stage in found.stages))


def _stage(stage: Stage) -> StageRow:
    lacking = stage.is_required and not stage.is_measured
    return StageRow(
        tr(_STAGES[stage.key]),
        stage.attained.share / 100 if stage.attained else None,
        figure_of(stage),
        say(stage.said),
        tr("The tier asks for this stage.") if lacking else "",
        is_measured=stage.is_measured,
    )


def figure_of(stage: Stage) -> str:
    """What stands at the end of a stage's bar."""
    if stage.attained is not None:
        return spoken().percent(stage.attained.share, 0)
    return tr("No target") if stage.is_measured else tr("Not measured")


def changes_chart(lines: Sequence[ObjectiveLine]) -> Intervals:
    """Every objective from its baseline to what was reached, on one scale for each unit."""
    return Intervals(tuple(_change(line) for line in lines))


def _change(line: ObjectiveLine) -> IntervalRow:
    objective = line.objective
    sign, said, tone = reached(line)
    name = objective.indicator
    wanted = say(sentence("{indicator} (a fall is wanted)", indicator=name))
    return IntervalRow(
        wanted if objective.direction == DECREASE else name,
        Interval(objective.baseline),
        Interval(line.value),
        objective.target,
        group=objective.unit,
        tone=tone,
        note=answers_said(line),
        sign=sign,
        verdict=say(said),
        difference="" if line.change is None else say(difference_said(line)),
        unit=IN_PERCENT if objective.unit == PERCENT else NUMBER,
    )


def answers_said(line: ObjectiveLine) -> str:
    """The unit, and how many answered before and after, as far as it is known."""
    before, after = line.objective.baseline_n, line.result.answers if line.result else None
    if before and after:
        return say(sentence("Number of answers: {before} before, {after} after", before=before, after=after))
    if after:
        return say(sentence("Number of answers: {after} after", after=after))
    return tr(_UNITS[line.objective.unit]) if line.objective.unit != PERCENT else ""


def reached(line: ObjectiveLine) -> tuple[str, Sentence, str]:
    """The shape, the words and the tone that tell how an objective stands against its target."""
    if line.value is None:
        return "not_measured", sentence("Not measured"), "not_measured"
    if line.attained is None:
        lacking = sentence("No baseline") if line.objective.baseline is None else sentence("No target set")
        return "note", lacking, "muted"
    if line.attained.alarm:
        return "late", sentence("Moved away from the target"), "late"
    if line.attained.share >= 100:
        return "done", sentence("Target reached"), "done"
    share = spoken().percent(line.attained.share, 0)
    return "soon", sentence("Target not reached: {share} of the way", share=share), "soon"
