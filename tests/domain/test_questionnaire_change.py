"""A questionnaire is judged question by question: paired or not at all, corrected for many, beside control items."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hospcomms.domain.evaluation.questionnaire import MIXED, questionnaire_change, score_change
from hospcomms.domain.evaluation.verdicts import IMPROVED, NO_CHANGE, NOT_ASSESSABLE, NOT_ENOUGH, WORSENED
from hospcomms.domain.fields import Texts
from hospcomms.domain.objectives import Objective
from hospcomms.domain.questionnaires import INDEPENDENT, PAIRED, Question, Questionnaire

APART = Questionnaire(id=1, title="T", pairing=INDEPENDENT)
SAME = Questionnaire(id=1, title="T", pairing=PAIRED)


def question(before: tuple[float, float], after: tuple[float, float], **facts: Any) -> Question:
    """A question with right answers of so many before and after."""
    return Question(
        questionnaire=1,
        wording=Texts(en="Q"),
        right_before=before[0],
        answers_before=before[1],
        right_after=after[0],
        answers_after=after[1],
        **facts,
    )


RISES, FALLS, STAYS = ((48, 80), (56, 70)), ((56, 70), (30, 80)), ((40, 80), (41, 80))


def test_different_people_are_compared_by_the_published_example_of_newcombe() -> None:
    (line,) = questionnaire_change(APART, [question(*RISES)]).lines
    assert line.finding.verdict == IMPROVED
    assert line.finding.difference == pytest.approx(0.2)
    assert line.finding.interval is not None
    assert (line.finding.interval.low, line.finding.interval.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_the_same_people_are_compared_by_the_published_paired_example() -> None:
    # e, f, g, h = 36, 12, 2, 0 of Newcombe 1998b (METHODS.md 2.2)
    found = questionnaire_change(SAME, [question((38, 50), (48, 50), gained=12.0, lost=2.0)])
    (line,) = found.lines
    assert line.finding.interval is not None
    assert (line.finding.interval.low, line.finding.interval.high) == pytest.approx((0.0569, 0.3404), abs=5e-5)
    assert line.finding.p == pytest.approx(0.0129, abs=5e-5)
    assert found.verdict == IMPROVED


def test_the_same_people_without_who_changed_are_never_judged_as_different_people() -> None:
    found = questionnaire_change(
        SAME, [question((38, 50), (48, 50)), question((38, 50), (48, 49), gained=12.0, lost=2.0)]
    )
    assert [line.finding.verdict for line in found.lines] == [NOT_ASSESSABLE, NOT_ASSESSABLE]
    assert all(line.finding.p is None and line.notes for line in found.lines)
    assert found.verdict == NOT_ASSESSABLE


def test_gains_that_were_typed_for_different_people_are_not_used() -> None:
    (line,) = questionnaire_change(APART, [question(*RISES, gained=30.0, lost=1.0)]).lines
    assert line.finding.p == pytest.approx(0.0080, abs=5e-5)


def test_with_many_questions_a_weak_change_no_longer_stands() -> None:
    weak = question((40, 80), (53, 80))
    (alone,) = questionnaire_change(APART, [weak]).lines
    assert alone.stands
    many = questionnaire_change(APART, [weak, *(question(*STAYS) for _ in range(5))])
    assert many.lines[0].finding.verdict == IMPROVED
    assert not many.lines[0].stands
    assert many.lines[0].adjusted.p == pytest.approx(6 * (alone.finding.p or 0))
    assert many.verdict == NO_CHANGE
    assert len(many.notes) == 1


@pytest.mark.parametrize(
    ("questions", "verdict"),
    [
        ([question(*RISES)], IMPROVED),
        ([question(*FALLS)], WORSENED),
        ([question(*RISES), question(*FALLS)], MIXED),
        ([question(*STAYS)], NO_CHANGE),
        ([], NOT_ASSESSABLE),
        ([question(*RISES, is_untargeted=True)], NOT_ASSESSABLE),
        ([Question(questionnaire=1, answers_after=50.0, right_after=20.0)], NOT_ASSESSABLE),
        ([question((0, 40), (0, 40))], NO_CHANGE),
        ([question((5, 4), (3, 4))], NOT_ASSESSABLE),
    ],
)
def test_the_whole_has_the_verdict_of_what_stands(questions: list[Question], verdict: str) -> None:
    found = questionnaire_change(APART, questions)
    assert found.verdict == verdict
    assert found.headline.text


def test_a_control_item_that_rose_as_much_lowers_the_claim() -> None:
    moved = questionnaire_change(APART, [question(*RISES), question((20, 80), (50, 80), is_untargeted=True)])
    still = questionnaire_change(APART, [question(*RISES), question(*STAYS, is_untargeted=True)])
    assert (moved.control_flat, still.control_flat) == (False, True)
    assert moved.aimed[0].finding.grade.key > still.aimed[0].finding.grade.key  # C or D against B
    assert len(moved.controls) == 1
    assert "control item rose" in moved.notes[0].text


def test_a_target_that_few_answers_cannot_rule_out_leaves_it_open() -> None:
    objective = Objective(id=7, campaign=1, indicator="I", baseline=50.0, target=60.0)
    few = question((20, 40), (22, 40), objective=7)
    assert questionnaire_change(APART, [few]).verdict == NO_CHANGE
    assert questionnaire_change(APART, [few], {7: objective}).verdict == NOT_ENOUGH


def test_groups_of_people_who_resemble_widen_the_interval() -> None:
    grouped = Questionnaire(id=1, title="T", pairing=INDEPENDENT, in_groups=True, group_size=20.0, likeness=0.2)
    (line,) = questionnaire_change(grouped, [question(*RISES)]).lines
    assert line.finding.verdict == NO_CHANGE


SCORED = {"answers_before": 30.0, "answers_after": 30.0, "score_before": 50.0, "score_after": 58.0}
SPREAD = {"spread_before": 10.0, "spread_after": 10.0}


def test_scores_of_different_people_are_compared_by_welch() -> None:
    found = score_change(Questionnaire(title="T", pairing=INDEPENDENT, **SCORED, **SPREAD))  # type: ignore[arg-type]
    assert found.verdict == IMPROVED
    assert found.figures is not None
    assert found.figures.t == pytest.approx(8 / (200 / 30) ** 0.5)


def test_scores_of_the_same_people_need_the_differences_within_each() -> None:
    same = Questionnaire(title="T", pairing=PAIRED, **SCORED, **SPREAD)  # type: ignore[arg-type]
    assert score_change(same).verdict == NOT_ASSESSABLE
    assert score_change(same).reason is not None
    found = score_change(replace(same, change_mean=8.0, change_spread=4.0, answers_after=30))
    assert found.verdict == IMPROVED
    assert found.figures is not None
    assert found.figures.t == pytest.approx(8 / (16 / 30) ** 0.5)


def test_scores_without_spread_or_unknown_are_not_judged() -> None:
    assert score_change(APART).verdict == NOT_ASSESSABLE
    assert score_change(Questionnaire(title="T", **SCORED)).verdict == NOT_ASSESSABLE  # type: ignore[arg-type]
