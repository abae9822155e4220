"""What a planned survey can and cannot see, said before it is made."""

from __future__ import annotations

from typing import Any

import pytest

from hospcomms.domain.evaluation.sample_size import Outlook, SurveyPlan, outlook
from hospcomms.domain.locale import locale

ENGLISH = locale("en")


def said(found: Outlook) -> str:
    return " ".join(ENGLISH.say(sentence) for sentence in found.said)


@pytest.mark.parametrize(("planned", "change"), [(50, 0.280), (100, 0.198), (200, 0.140), (400, 0.099), (800, 0.070)])
def test_without_a_baseline_the_published_table_holds(planned: int, change: float) -> None:
    assert outlook(SurveyPlan(planned=planned)).smallest == pytest.approx(change, abs=6e-4)


def test_100_answers_each_cannot_see_what_campaigns_usually_reach() -> None:
    words = said(outlook(SurveyPlan(planned=100)))
    assert (
        "With 100 answers before and 100 after, changes under 19.8 percentage points cannot be seen reliably." in words
    )
    assert "Published campaigns change behaviour by 4 to 9 percentage points." in words


@pytest.mark.parametrize(
    ("baseline", "target", "needed"), [(0.30, 0.40, 356), (0.30, 0.36, 963), (0.36, 0.30, 963), (0.30, None, 1377)]
)
def test_the_answers_needed_are_those_of_the_aim_or_of_5_points(
    baseline: float, target: float | None, needed: int
) -> None:
    found = outlook(SurveyPlan(baseline, target, 100))
    assert found.needed == needed
    assert found.is_enough is False
    assert f"{needed:,} answers each time would be needed" in said(found)


def test_a_plan_with_enough_answers_says_so() -> None:
    found = outlook(SurveyPlan(0.30, 0.40, 356))
    assert found.is_enough is True
    assert "is enough for this" in said(found)


def test_a_small_audience_needs_fewer_answers_and_a_census_sees_everything() -> None:
    assert outlook(SurveyPlan(0.30, 0.36, 100, population=1500)).needed == 587
    whole = outlook(SurveyPlan(0.30, 0.36, 90, population=90))
    assert whole.smallest == 0
    assert "Everybody in the audience is asked" in said(whole)
    tiny = outlook(SurveyPlan(0.30, 0.31, 20, population=50))
    assert tiny.needed == 50
    assert "That is everybody in the audience." in said(tiny)


def test_answers_in_groups_need_as_many_times_more_as_the_design_effect() -> None:
    plain, grouped = outlook(SurveyPlan(0.30, 0.40, 400)), outlook(SurveyPlan(0.30, 0.40, 400, None, 21, 0.05))
    assert grouped.design_effect == pytest.approx(2)
    assert grouped.needed == 712
    assert plain.smallest is not None
    assert grouped.smallest is not None
    assert grouped.smallest > plain.smallest
    assert "2 answers tell as much as one independent answer" in said(grouped)


def test_groups_of_unknown_likeness_are_warned_of() -> None:
    found = outlook(SurveyPlan(0.30, 0.40, 400, None, 20))
    assert found.design_effect == 1
    assert "too favourable" in said(found)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (SurveyPlan(), "The number of answers planned is not known yet."),
        (SurveyPlan(0.3, 0.3, 100), "The target equals the baseline: there is no change to aim for."),
        (SurveyPlan(0.3, 0.4, 20), "With fewer than 30 answers in a survey the result will not be assessable."),
        (SurveyPlan(0.98, None, 100), "With 100 answers before and 100 after, no change can be seen reliably."),
        (SurveyPlan(planned=1), "With 1 answer before and 1 after, no change can be seen reliably."),
        (SurveyPlan(0.98, None, None), "to see a change of 5 percentage points from 98%"),
    ],
)
def test_the_odd_plans_are_said_in_words(plan: SurveyPlan, words: str) -> None:
    found = outlook(plan)
    assert found.problems == ()
    assert words in said(found)


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"baseline": 30}, "baseline", "must lie between 0 and 100"),
        ({"target": -0.1}, "target", "must lie between 0 and 100"),
        ({"baseline": float("nan")}, "baseline", "must lie between 0 and 100"),
        ({"planned": 0}, "planned", "must be at least 1"),
        ({"planned": -5}, "planned", "is below 0"),
        ({"planned": "many"}, "planned", "is not a usable number"),
        ({"planned": 200, "population": 150}, "planned", "More answers are planned (200) than there are people (150)"),
        ({"population": 0}, "population", "must be at least 1"),
        ({"group_size": 0.5}, "group_size", "must be at least 1"),
        ({"group_size": 20, "likeness": 1.5}, "likeness", "must lie between 0 and 1"),
        ({"group_size": 20, "likeness": -0.5}, "likeness", "is below 0"),
    ],
)
def test_impossible_plans_are_problems_and_no_exception(facts: dict[str, Any], field: str, words: str) -> None:
    found = outlook(SurveyPlan(**facts))
    assert [problem.field for problem in found.problems] == [field]
    assert found.needed is found.smallest is None
    assert words in said(found)
