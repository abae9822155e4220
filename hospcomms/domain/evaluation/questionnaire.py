"""What changed between the two askings of a questionnaire: each question judged, the mean score, and all in a sentence.

Answers of the same people go through the paired figures or are not judged at all; they are never taken as answers of
different people. Questions of which the campaign did not speak (control items) are judged apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hospcomms.domain.evaluation import designs
from hospcomms.domain.evaluation.comparisons import Comparison, group_of
from hospcomms.domain.evaluation.indicators import design_effect, target_change
from hospcomms.domain.evaluation.means import MeanDifference, Scores, mean_change, welch
from hospcomms.domain.evaluation.phrases import tenths
from hospcomms.domain.evaluation.proportions import Group, Interval
from hospcomms.domain.evaluation.refusals import Uncountable
from hospcomms.domain.evaluation.several import Adjusted, adjusted, control_flat
from hospcomms.domain.evaluation.told import signed
from hospcomms.domain.evaluation.verdicts import (
    IMPROVED,
    NO_CHANGE,
    NOT_ASSESSABLE,
    NOT_ENOUGH,
    WORSENED,
    Finding,
    judge,
)
from hospcomms.domain.objectives import INCREASE, PERCENT, Objective
from hospcomms.domain.questionnaires import PAIRED, Question, Questionnaire
from hospcomms.domain.wording import Sentence, counted, sentence

MIXED = "mixed"
"""Some questions rose and others fell, each beyond chance: there is no one verdict on the whole."""


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """One question with what its answers say; ``adjusted`` allows for the number of questions tried (Holm).

    Control items are not tried for an effect and keep their own p.
    """

    question: Question
    adjusted: Adjusted

    @property
    def finding(self) -> Finding:
        """The verdict on this question taken alone."""
        return self.adjusted.finding

    @property
    def stands(self) -> bool:
        """True for a change that stands when the number of questions is allowed for."""
        return self.adjusted.survives is True

    @property
    def notes(self) -> tuple[Sentence, ...]:
        """What must be said beside the verdict, the weightiest first."""
        found = self.adjusted.note
        return self.finding.notes if found is None else (found, *self.finding.notes)


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """Mean scores in percent before and after, and their difference in points as far as it is known.

    ``reason`` says why the difference cannot be judged, else None.
    """

    before: float | None
    after: float | None
    verdict: str
    figures: MeanDifference | None = None
    reason: Sentence | None = None

    @property
    def interval(self) -> Interval | None:
        """The 95 % interval of the difference in points."""
        return self.figures.interval if self.figures else None


@dataclass(frozen=True, slots=True)
class QuestionnaireChange:
    """All questions judged, those the campaign speaks of first, with the score and what the whole says."""

    aimed: tuple[QuestionChange, ...]
    controls: tuple[QuestionChange, ...]
    score: ScoreChange
    control_flat: bool | None

    @property
    def lines(self) -> tuple[QuestionChange, ...]:
        """Every question, control items last."""
        return (*self.aimed, *self.controls)

    @property
    def verdict(self) -> str:
        """The verdict on the whole: what stands after Holm's correction decides; ``MIXED`` when it points both ways."""
        kinds = {line.finding.verdict for line in self.aimed if line.stands}
        if kinds >= {IMPROVED, WORSENED}:
            return MIXED
        if kinds:
            return kinds.pop()
        judged = {line.finding.verdict for line in self.aimed} - {NOT_ASSESSABLE}
        if not judged:
            return NOT_ASSESSABLE
        return NOT_ENOUGH if judged == {NOT_ENOUGH} else NO_CHANGE

    @property
    def headline(self) -> Sentence:
        """The verdict on the whole in one sentence, the verdict's word first."""
        judged = sum(line.finding.verdict != NOT_ASSESSABLE for line in self.aimed)
        rose = sum(line.stands and line.finding.verdict == IMPROVED for line in self.aimed)
        fell = sum(line.stands and line.finding.verdict == WORSENED for line in self.aimed)
        return _headline(self.verdict, judged, rose, fell, self._reason)

    @property
    def _reason(self) -> Sentence:
        reasons = [line.finding.reason for line in self.aimed if line.finding.reason is not None]
        return reasons[0] if reasons else sentence("There is no question the campaign speaks of. Enter one.")

    @property
    def notes(self) -> tuple[Sentence, ...]:
        """What must be said beside the headline."""
        chance = sum(line.adjusted.survives is False for line in self.aimed)
        silent = sum(line.finding.verdict == NOT_ASSESSABLE for line in self.lines)
        found = []
        if self.control_flat is False:
            found.append(
                sentence(
                    "A control item rose as much as the other questions: something other than the campaign was"
                    " probably at work."
                )
            )
        elif self.control_flat:
            found.append(sentence("The control items stayed as they were: this speaks for the campaign."))
        if chance:
            found.append(
                counted(
                    "{n} more question changed, but with so many questions tried this may be chance.",
                    "{n} more questions changed, but with so many questions tried this may be chance.",
                    chance,
                )
            )
        if silent and self.verdict != NOT_ASSESSABLE:
            found.append(counted("{n} question cannot be judged.", "{n} questions cannot be judged.", silent))
        return tuple(found)


def questionnaire_change(
    questionnaire: Questionnaire,
    questions: Sequence[Question],
    objectives: Mapping[int, Objective] | None = None,
) -> QuestionnaireChange:
    """Every question judged, in the order given. Never raises for an officer's numbers.

    ``objectives`` by id give the change aimed for.
    Source: METHODS.md 2.1 (paired answers, Holm), 8.3 (verdicts), 8.7 (control items).
    """
    aims = objectives or {}

    def judged(question: Question, flat: bool | None) -> Finding:
        return judge(comparison_of(questionnaire, question, aims.get(question.objective), flat))

    aimed = [question for question in questions if not question.is_untargeted]
    controls = [question for question in questions if question.is_untargeted]
    checked = [judged(question, None) for question in controls]
    findings = [judged(question, None) for question in aimed]
    flat = control_flat(findings, checked)
    if flat is not None:
        findings = [judged(question, flat) for question in aimed]
    return QuestionnaireChange(
        tuple(QuestionChange(*pair) for pair in zip(aimed, adjusted(findings), strict=True)),
        tuple(
            QuestionChange(question, Adjusted(found, False, found.p, None))
            for question, found in zip(controls, checked, strict=True)
        ),
        score_change(questionnaire),
        flat,
    )


def comparison_of(
    questionnaire: Questionnaire, question: Question, objective: Objective | None = None, flat: bool | None = None
) -> Comparison:
    """The counts of a question as a comparison: right answers before and after, a rise is wished.

    The change aimed for is that of the objective, when that is a percentage that should rise.
    """
    faults: list[Sentence] = []
    is_aim = objective is not None and objective.unit == PERCENT and objective.direction == INCREASE
    return Comparison(
        designs.PAIRED if questionnaire.pairing == PAIRED else designs.PRE_POST,
        before=_group(question.right_before, question.answers_before, faults),
        after=_group(question.right_after, question.answers_after, faults),
        gained=question.gained if questionnaire.pairing == PAIRED else None,
        lost=question.lost if questionnaire.pairing == PAIRED else None,
        control_flat=flat,
        is_clustered=questionnaire.in_groups,
        design_effect=_design_effect(questionnaire),
        target_change=target_change(objective) if objective is not None and is_aim else None,
        faults=tuple(faults),
    )


def score_change(questionnaire: Questionnaire) -> ScoreChange:
    """The change of the mean score: Welch for different people, the differences within people for the same ones.

    Without mean and spread of these differences the same people's scores are shown and not judged.
    Source: METHODS.md 2.1 and 2.3.
    """
    before, after = questionnaire.score_before, questionnaire.score_after
    if before is None or after is None:
        return ScoreChange(before, after, NOT_ASSESSABLE, reason=sentence("The mean scores are not known."))
    try:
        figures = _score_figures(questionnaire)
    except Uncountable as fault:
        return ScoreChange(before, after, NOT_ASSESSABLE, reason=fault.sentence)
    if figures.interval is not None:
        return ScoreChange(before, after, _of_interval(figures.interval), figures)
    return ScoreChange(before, after, NOT_ASSESSABLE, figures, _unknown_spread(questionnaire))


def score_told(score: ScoreChange) -> Sentence | None:
    """The mean scores in one sentence, with the interval where there is one; None while a score is not known."""
    if score.before is None or score.after is None:
        return None
    means = {"before": tenths(score.before), "after": tenths(score.after)}
    if score.figures is None or score.interval is None:
        return sentence("Mean score: {before}% before, {after}% after.", **means)
    return sentence(
        "Mean score: {before}% before, {after}% after; difference in points {change} (95% confidence interval:"
        " from {low} to {high}).",
        **means,
        change=signed(score.figures.difference),
        low=signed(score.interval.low),
        high=signed(score.interval.high),
    )


def _headline(verdict: str, judged: int, rose: int, fell: int, reason: Sentence) -> Sentence:
    if verdict == IMPROVED:
        return counted(
            "Improved: right answers rose beyond chance in {rose} of the {n} question judged.",
            "Improved: right answers rose beyond chance in {rose} of the {n} questions judged.",
            judged,
            rose=rose,
        )
    if verdict == WORSENED:
        return counted(
            "Worsened: right answers fell beyond chance in {fell} of the {n} question judged.",
            "Worsened: right answers fell beyond chance in {fell} of the {n} questions judged.",
            judged,
            fell=fell,
        )
    if verdict == MIXED:
        return sentence(
            "Mixed: beyond chance, right answers rose in {rose} and fell in {fell} of {n} questions judged.",
            rose=rose,
            fell=fell,
            n=judged,
        )
    if verdict == NOT_ASSESSABLE:
        return sentence("Not assessable. {reason}", reason=reason)
    if verdict == NOT_ENOUGH:
        return sentence("Not enough answers to tell whether the right answers changed.")
    return sentence("No detectable change: in no question did the right answers rise or fall beyond chance.")


def _group(right: float | None, answers: float | None, faults: list[Sentence]) -> Group | None:
    """The counts of one asking; None when it was not asked, a fault when one of both numbers is missing or odd."""
    if right is None and answers is None:
        return None
    group, fault = group_of(right, answers)
    if fault is not None:
        faults.append(fault)
    return group


def _design_effect(questionnaire: Questionnaire) -> float:
    return design_effect(questionnaire.group_size, questionnaire.likeness) if questionnaire.in_groups else 1.0


def _score_figures(questionnaire: Questionnaire) -> MeanDifference:
    before, after = questionnaire.score_before, questionnaire.score_after
    assert before is not None
    assert after is not None
    effect = _design_effect(questionnaire)
    if questionnaire.pairing == PAIRED:
        changes = _changes(questionnaire)
        return MeanDifference(after - before) if changes is None else mean_change(changes, effect)
    spreads = questionnaire.spread_before, questionnaire.spread_after
    answers = questionnaire.answers_before, questionnaire.answers_after
    if None in (*spreads, *answers):
        return MeanDifference(after - before)
    return welch(
        Scores(after, spreads[1] or 0.0, answers[1] or 0.0),
        Scores(before, spreads[0] or 0.0, answers[0] or 0.0),
        effect,
    )


def _changes(questionnaire: Questionnaire) -> Scores | None:
    """The differences of score within the same people; None while mean, spread or number of people is not known."""
    mean, spread = questionnaire.change_mean, questionnaire.change_spread
    people = questionnaire.answers_after
    return None if mean is None or spread is None or people is None else Scores(mean, spread, people)


def _unknown_spread(questionnaire: Questionnaire) -> Sentence:
    if questionnaire.pairing == PAIRED and _changes(questionnaire) is None:
        return sentence(
            "The same people answered twice: enter the mean and the standard deviation of the changes, or import the"
            " answers with their codes."
        )
    return sentence("Too few answers, or no spread: the mean scores cannot be judged.")


def _of_interval(interval: Interval) -> str:
    if interval.low > 0:
        return IMPROVED
    return WORSENED if interval.high < 0 else NO_CHANGE
