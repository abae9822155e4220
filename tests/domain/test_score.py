"""The optional score: weighted over what was measured, with what is missing named."""

from __future__ import annotations

from typing import Any

import pytest

from hospcomms.domain.evaluation.chain import ORDER, Attained, Stage
from hospcomms.domain.evaluation.score import Score, score
from hospcomms.domain.locale import locale
from hospcomms.domain.wording import sentence

ENGLISH = locale("en")


def stages(**shares: float | None) -> list[Stage]:
    said = sentence("No result entered.")
    return [
        Stage(
            key,
            0 if shares.get(key) is None else 1,
            None if (share := shares.get(key)) is None else Attained(share),
            said,
        )
        for key in ORDER
    ]


MEASURED = stages(activities=100, outputs=80, outcomes=45)


def test_the_weights_are_equal_unless_someone_sets_them() -> None:
    found = score(MEASURED)
    assert found.value == pytest.approx(75)
    assert found.missing_share == pytest.approx(0.5)
    assert [part.stage for part in found.missing] == ["inputs", "out_takes", "impact"]


def test_weights_move_the_score_and_the_formula_shows_them_with_the_numbers() -> None:
    found = score(MEASURED, {"outcomes": 2, "activities": 0})
    assert found.value == pytest.approx((80 + 90) / 3)
    assert ENGLISH.say(found.said) == (
        "Weighted mean of the stages measured: Activities 100 (weight 0), Outputs 80 (weight 1),"
        " Outcomes 45 (weight 2). Sum of value × weight 170 ÷ sum of weights 3 = 56.7."
    )


def test_a_stage_not_measured_is_neither_0_nor_dropped_in_silence() -> None:
    found = score(MEASURED)
    assert found.missing_said is not None
    assert ENGLISH.say(found.missing_said) == (
        "Without a value to score: Inputs, Out-takes, Impact."
        " Their share of the weights: 50%; the score says nothing about them."
    )
    assert score(stages(**dict.fromkeys(ORDER, 60.0))).missing_said is None


def test_a_true_zero_lowers_the_score() -> None:
    assert score(stages(outputs=80, outcomes=0)).value == pytest.approx(40)


@pytest.mark.parametrize(
    ("weights", "field", "words"),
    [
        ({"outcomes": -1}, "outcomes", "The weight of “Outcomes” is below 0. Type 0 or more."),
        ({"outcomes": "two"}, "outcomes", "The weight of “Outcomes” is not a number. Type 0 or more."),
        ({"outcomes": float("nan")}, "outcomes", "is not a number"),
        ({"outcomes": None}, "outcomes", "is not a number"),
        ({"outcomes": True}, "outcomes", "is not a number"),
        ({"reach": 1}, "reach", "“reach” is no stage of the chain. Remove its weight."),
        (dict.fromkeys(ORDER, 0), "", "All weights are 0. Give at least one stage a weight above 0."),
    ],
)
def test_bad_weights_are_problems_and_give_no_score(weights: dict[str, Any], field: str, words: str) -> None:
    found = score(MEASURED, weights)
    assert found.value is None
    assert [problem.field for problem in found.problems] == [field]
    assert words in ENGLISH.say(found.problems[0].message)


def test_nothing_measured_has_no_score() -> None:
    for found in (
        score(stages()),
        score(stages(impact=None)),
        score(MEASURED, dict.fromkeys(("activities", "outputs", "outcomes"), 0.0)),
    ):
        assert isinstance(found, Score)
        assert found.value is None
        assert found.missing_share == 1
        assert ENGLISH.say(found.said) == "No score: no stage that has a weight was measured."


def test_no_stages_at_all_has_no_score() -> None:
    assert score([]).value is None


def test_a_value_outside_0_to_100_is_a_problem_of_its_stage() -> None:
    found = score(stages(outputs=120))
    assert found.value is None
    assert [problem.field for problem in found.problems] == ["outputs"]
