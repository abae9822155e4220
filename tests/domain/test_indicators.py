"""From an objective and its results to what is judged: designs, control items, follow-ups, answers in groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hospcomms.domain.activities import DONE, Activity, BudgetLine
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.evaluation.board import Board, board_of, differences
from hospcomms.domain.evaluation.chain import Attained
from hospcomms.domain.evaluation.findings import Findings, findings_of, weights_kept, weights_of
from hospcomms.domain.evaluation.frozen import freeze, thaw
from hospcomms.domain.evaluation.indicators import comparison_of, indicators_of
from hospcomms.domain.objectives import DECREASE, KEEP, Objective, Result
from hospcomms.domain.plans import Plan

END = date(2026, 3, 31)
TODAY = date(2026, 11, 22)
AIM = Objective(
    id=1,
    indicator="Knows the signs",
    baseline=41.0,
    baseline_n=400,
    baseline_date=date(2026, 1, 1),
    baseline_source="Survey 1",
    target=51.0,
    is_primary=True,
)
FOUND = Result(id=2, objective=1, value=53.0, answers=400, measured_on=date(2026, 4, 1), source="Survey 2")


def verdict(objective: Objective = AIM, **changes: Any) -> str:
    """The verdict on one objective with one result."""
    (found,) = indicators_of([objective], [replace(FOUND, **changes)], END)
    return found.verdict


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "improved"),
        ({"value": 42.0}, "no_change"),
        ({"value": 47.0, "answers": 60}, "not_enough"),
        ({"value": 30.0}, "worsened"),
        ({"value": None}, "not_assessable"),
        ({"answers": None}, "not_assessable"),
        ({"answers": 0}, "not_assessable"),
        ({"design": "post_only"}, "not_assessable"),
        ({"design": "paired"}, "not_assessable"),
        ({"design": "paired", "gained": 60, "lost": 12}, "improved"),
        ({"design": "exposed"}, "not_assessable"),
        ({"design": "exposed", "compared_value": 30.0, "compared_answers": 300}, "improved"),
        ({"design": "exposed", "compared_value": 53.0, "compared_answers": 300}, "no_change"),
        ({"design": "controlled", "compared_value": 44.0, "compared_answers": 400}, "not_assessable"),
        (
            {
                "design": "controlled",
                "compared_baseline": 42.0,
                "compared_baseline_answers": 400,
                "compared_value": 53.0,
                "compared_answers": 400,
            },
            "not_enough",
        ),
        ({"design": "dose", "levels": "0; 200; 60\n1; 200; 90\n2; 200; 120"}, "improved"),
        ({"design": "dose", "levels": "٠؛ ٢٠٠؛ ٦٠\n1,5; 200; 90"}, "improved"),
        ({"design": "dose", "levels": "0; 200"}, "not_assessable"),
        ({"design": "dose", "levels": "0; 200; 260\n1; 200; 90"}, "not_assessable"),
    ],
)
def test_each_design_is_judged_by_its_own_rule(changes: dict[str, Any], expected: str) -> None:
    assert verdict(**changes) == expected


def test_a_fall_that_was_wished_is_an_improvement() -> None:
    smoking = replace(AIM, direction=DECREASE, target=31.0)
    assert verdict(smoking, value=30.0) == "improved"
    assert verdict(smoking) == "worsened"


def test_a_level_to_be_kept_has_no_target_change() -> None:
    assert comparison_of(replace(AIM, direction=KEEP), FOUND).target_change is None


def test_answers_in_groups_can_turn_the_verdict() -> None:
    assert verdict(in_groups=True) == "improved"
    assert verdict(in_groups=True, group_size=40, likeness=0.2) == "not_enough"
    assert comparison_of(AIM, replace(FOUND, in_groups=True, group_size=1, likeness=0.2)).design_effect == 1
    assert comparison_of(AIM, replace(FOUND, group_size=40, likeness=0.2)).design_effect == 1


def test_a_percentage_is_taken_for_the_whole_number_of_people_that_prints_so() -> None:
    udine = replace(AIM, baseline=5.6, baseline_n=2910)
    before = comparison_of(udine, FOUND).before
    assert before is not None
    assert before.x == 163
    odd = comparison_of(replace(AIM, baseline=36.6, baseline_n=417), FOUND).before
    assert odd is not None
    assert odd.x == pytest.approx(152.622)


def test_a_control_item_that_stayed_flat_raises_the_grade_and_one_that_rose_lowers_it() -> None:
    control = Objective(id=9, indicator="Control", baseline=17.0, baseline_n=400, is_untargeted=True)
    flat = Result(objective=9, value=16.5, answers=400)
    rose = Result(objective=9, value=40.0, answers=400)
    (main, beside) = indicators_of([control, AIM], [FOUND, flat], END)
    assert main.finding is not None
    assert (main.objective.id, beside.objective.id, main.finding.grade.key) == (1, 9, "B")
    (main, _) = indicators_of([control, AIM], [FOUND, rose], END)
    assert main.finding is not None
    assert main.finding.grade.key == "D"
    assert "secular_trend" in [advice.rule.key for advice in _findings([control, AIM], [FOUND, rose]).advice]


def test_a_control_item_of_few_answers_neither_raises_the_grade_nor_lowers_it() -> None:
    control = Objective(id=9, indicator="Control", baseline=17.0, baseline_n=30, is_untargeted=True)
    few = Result(objective=9, value=23.0, answers=30)
    (main, beside) = indicators_of([control, AIM], [FOUND, few], END)
    assert main.finding is not None
    assert (beside.verdict, main.finding.grade.key) == ("no_change", "C")


def test_of_several_control_items_the_one_that_rose_most_casts_the_doubt() -> None:
    still = Objective(id=8, indicator="Still", baseline=17.0, baseline_n=400, is_untargeted=True)
    moved = replace(still, id=9, indicator="Moved")
    answers = [Result(objective=8, value=17.0, answers=400), Result(objective=9, value=40.0, answers=400)]
    advice = {one.rule.key: one for one in _findings([still, moved, AIM], [FOUND, *answers]).advice}
    assert "Moved" in str(advice["secular_trend"].because)


def test_the_outcome_stage_never_shows_a_control_item() -> None:
    control = Objective(id=9, indicator="Control", baseline=17.0, baseline_n=400, is_untargeted=True)
    flat = Result(objective=9, value=16.5, answers=400)
    stages = {
        stage.key: stage for stage in _findings([control, replace(AIM, is_primary=False)], [FOUND, flat]).chain.stages
    }
    assert (stages["outcomes"].count, stages["outcomes"].attained) == (1, Attained(100.0))
    alone = {stage.key: stage for stage in _findings([control], [flat]).chain.stages}
    assert not alone["outcomes"].is_measured


def test_only_an_indicator_declared_in_advance_is_judged_alone_and_control_items_are_not_counted() -> None:
    weak = replace(AIM, is_primary=False)
    second = replace(weak, id=4, indicator="Second")
    control = replace(weak, id=9, indicator="Control", is_untargeted=True)
    results = [replace(FOUND, id=10 + number, objective=number, value=48.0) for number in (1, 4, 9)]

    def noted(*objectives: Objective) -> list[bool]:
        rows = board_of(_findings(list(objectives), results), TODAY).rows
        assert {row.verdict for row in rows} == {"improved"}
        return ["Several indicators" in str(row.notes) for row in rows]

    assert noted(weak, second) == [True, True]
    assert noted(replace(weak, is_primary=True), second) == [False, False]
    assert noted(weak, control) == [False, False]


def test_a_difference_to_other_people_is_kept_only_beside_other_people() -> None:
    reached = replace(FOUND, design="exposed", compared_value=41.0, compared_answers=400)
    later = replace(reached, id=3, value=45.0, compared_value=42.0, measured_on=date(2026, 10, 1))
    assert _findings([AIM], [reached, later]).reaim["maintenance"].share == pytest.approx(3 / 12)
    apart = _findings([AIM], [reached, replace(later, design="pre_post")])
    assert apart.reaim["maintenance"].share is None
    assert "was not compared as the result was" in str(apart.reaim["maintenance"].said)
    assert "follow_up_due" not in [advice.rule.key for advice in apart.advice]


def test_those_not_reached_were_measured_with_those_reached() -> None:
    reached = replace(FOUND, design="exposed", compared_value=41.0, compared_answers=400)
    (row,) = board_of(_findings([AIM], [reached]), TODAY).rows
    assert row.before_on == FOUND.measured_on
    (row,) = board_of(_findings([AIM], [FOUND]), TODAY).rows
    assert row.before_on == AIM.baseline_date


def test_a_result_of_six_months_later_speaks_of_maintenance() -> None:
    later = replace(FOUND, id=3, value=43.0, measured_on=date(2026, 9, 30))
    soon = replace(later, measured_on=date(2026, 9, 29))
    (found,) = indicators_of([AIM], [FOUND, later], END)
    assert (found.result, found.follow_up) == (FOUND, later)
    (found,) = indicators_of([AIM], [FOUND, soon], END)
    assert (found.result, found.follow_up) == (soon, None)
    (found,) = indicators_of([AIM], [later], END)
    assert (found.result, found.follow_up) == (later, None)
    kept = _findings([AIM], [FOUND, later])
    assert kept.chain.objectives[0].value == 53.0
    assert kept.reaim["maintenance"].share == pytest.approx(2 / 12)
    assert "effect_lost" in [advice.rule.key for advice in kept.advice]


def _findings(objectives: list[Objective], results: list[Result], **campaign: Any) -> Findings:
    """The findings of a campaign that ended in March and cost 320,000."""
    whole = Campaign(id=7, title="Summer", end=END, **campaign)
    activities = [Activity(id=5, title="Posters", status=DONE), Activity(id=6, title="Radio")]
    budget = [BudgetLine(title="Print", spent=Decimal(320_000)), BudgetLine(title="Unknown")]
    return findings_of(Plan(whole, objectives, (), (), activities, budget, results), TODAY, 2000)


def test_costs_and_reach_come_from_the_campaign_and_its_budget() -> None:
    found = _findings([AIM], [FOUND], reached=800)
    told = {cost.key: cost for cost in found.costs}
    assert told["reached"].value == 400
    assert told["extra"].value is not None
    assert round(told["extra"].value) == round(Decimal(320_000) / (800 * Decimal("0.12")))
    assert (found.reaim["reach"].share, found.reaim["implementation"].share) == (0.4, 0.5)
    assert found.reaim.individual.value == pytest.approx(0.4 * 0.12)
    assert "low_reach" in [advice.rule.key for advice in found.advice]
    assert _findings([AIM], []).costs[3].value is None


def test_the_main_indicator_is_the_declared_one_then_the_first_measured() -> None:
    other = replace(AIM, id=4, indicator="Second", is_primary=False)
    answer = replace(FOUND, id=8, objective=4)
    declared = _findings([other, AIM], [answer]).main
    assert declared is not None
    assert declared.objective.id == 1
    measured = _findings([replace(AIM, is_primary=False), other], [answer]).main
    assert measured is not None
    assert measured.objective.id == 4
    assert _findings([], []).main is None
    assert _findings([], []).verdict == "not_assessable"


def test_unreadable_weights_ask_for_no_score() -> None:
    assert weights_of(Campaign(weights="{")) == {}
    assert weights_of(Campaign(weights="[1]")) == {}
    assert weights_of(Campaign(weights=weights_kept({"outcomes": 2.0}))) == {"outcomes": 2.0}
    assert weights_kept({}) == ""


@pytest.fixture
def board() -> Board:
    """A board with everything on it that a board can hold."""
    control = Objective(id=9, indicator="Control", baseline=17.0, baseline_n=400, is_untargeted=True)
    dose = replace(AIM, id=10, indicator="Dose", is_primary=False, topic="smoking")
    levels = replace(FOUND, id=11, objective=10, design="dose", levels="0; 200; 60\n1; 200; 50\n2; 200; 120")
    weights = weights_kept({"outcomes": 2.0, "activities": 1.0})
    found = _findings(
        [AIM, control, dose],
        [FOUND, levels, Result(objective=9, value=40.0, answers=400)],
        reached=800,
        weights=weights,
    )
    return board_of(found, TODAY, {0: ""})


def test_a_frozen_board_is_read_back_as_it_was(board: Board) -> None:
    assert board.score is not None
    assert board.main_row is not None
    assert board.main_row.gain.low is not None
    assert thaw(freeze(board)) == board
    assert freeze(thaw(freeze(board))) == freeze(board)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "null",
        '{"version": 2, "board": 1}',
        '{"version": 1, "board": {"_": "os", "is": {}}}',
        "[" * 9000,
    ],
)
def test_anything_else_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        thaw(text)
    assert refused.value.kind == "damaged-evaluation"


def test_two_boards_are_set_side_by_side(board: Board) -> None:
    fewer = replace(board, rows=(replace(board.rows[1], objective=99), replace(board.rows[0], name="x", objective=98)))
    pairs = differences(board, fewer)
    assert [(left is not None, right is not None) for left, right in pairs] == [
        (True, False),
        (True, True),
        (True, False),
        (False, True),
    ]
