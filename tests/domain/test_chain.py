"""The result chain: attainment against the target, and what was not measured."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hospcomms.domain.activities import Activity
from hospcomms.domain.evaluation import chain
from hospcomms.domain.evaluation.chain import Attained
from hospcomms.domain.locale import locale
from hospcomms.domain.objectives import Objective, Result


def objective(ident: int = 1, **facts: Any) -> Objective:
    return Objective(**{"id": ident, "campaign": 1, "indicator": f"Indicator {ident}", **facts})


def outcome(value: float | None, of: int = 1, **facts: Any) -> Result:
    return Result(
        **{"id": 100 + of, "campaign": 1, "objective": of, "indicator": f"Indicator {of}", "value": value, **facts}
    )


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "share", "alarm"),
    [
        pytest.param(13.1, 30.0, 36.6, 100.0, False, id="Udine, intention: target passed"),
        pytest.param(5.6, 10.0, 7.6, 45.4545, False, id="Udine, vaccinated: not half of the way"),
        pytest.param(34.7, 20.0, 14.9, 100.0, False, id="Udine, deny: a fall is wanted and passed"),
        pytest.param(40.0, 50.0, 45.0, 50.0, False, id="half of the way"),
        pytest.param(40.0, 50.0, 40.0, 0.0, False, id="nothing changed is 0 without alarm"),
        pytest.param(40.0, 50.0, 37.0, 0.0, True, id="away from the target is 0 with alarm"),
        pytest.param(20.0, 10.0, 25.0, 0.0, True, id="a rise where a fall is wanted"),
        pytest.param(0.0, 100.0, 0.0, 0.0, False, id="a true zero"),
    ],
)
def test_a_change_is_worth_its_share_of_the_change_aimed_for(
    baseline: float, target: float, actual: float, share: float, alarm: bool
) -> None:
    found = chain.attained_change(baseline, target, actual)
    assert found.share == pytest.approx(share, abs=1e-3)
    assert found.alarm is alarm


def test_without_a_change_to_aim_for_there_is_no_share() -> None:
    with pytest.raises(ValueError, match="40"):
        chain.attained_change(40, 40, 50)
    found = chain.objective_line(objective(baseline=40, target=40), [outcome(50)])
    assert found.attained is None


@pytest.mark.parametrize(
    ("planned", "actual", "expected"),
    [
        (9000, 7240, Attained(80.4444)),
        (10, 14, Attained(100.0)),
        (10, 0, Attained(0.0)),
        (0, 5, None),
    ],
)
def test_other_stages_are_worth_the_value_over_the_plan(
    planned: float, actual: float, expected: Attained | None
) -> None:
    found = chain.attained_value(planned, actual)
    assert (found and found.share) == (expected and pytest.approx(expected.share, abs=1e-3))


def test_a_level_to_keep_is_kept_at_the_target_or_above() -> None:
    assert chain.attained_level(80, 80, 84) == Attained(100.0)
    assert chain.attained_level(80, 80, 76) == Attained(95.0, alarm=True)
    assert chain.attained_level(70, 80, 76) == Attained(95.0)
    kept = chain.objective_line(objective(direction="keep", baseline=80, target=80), [outcome(80)])
    assert kept.attained == Attained(100.0)


def test_the_newest_value_counts_and_an_empty_newer_one_does_not_hide_it() -> None:
    results = [
        outcome(44, id=1, measured_on=date(2026, 6, 1)),
        outcome(48, id=2, measured_on=date(2026, 9, 1)),
        outcome(None, id=3, measured_on=date(2026, 11, 1)),
    ]
    line = chain.objective_line(objective(baseline=40, target=50), results)
    assert (line.value, line.change, line.aim) == (48, 8, 10)


def test_not_measured_is_not_zero() -> None:
    unmeasured = chain.chain("basic", [objective(baseline=40, target=50)], [outcome(None)])
    zero = chain.chain("basic", [objective(baseline=40, target=50)], [outcome(40)])
    first, second = (found.stages[chain.ORDER.index("outcomes")] for found in (unmeasured, zero))
    assert (first.is_measured, first.attained) == (False, None)
    assert (second.is_measured, second.attained) == (True, Attained(0.0))
    assert (unmeasured.completeness.measured, zero.completeness.measured) == (0, 1)


def udine() -> chain.Chain:
    """Staff vaccination campaign in Udine, published figures (METHODS.md, cases.csv FLU-Udine-*); targets ours."""
    intends = objective(1, is_primary=True, indicator="Intends to be vaccinated", baseline=13.1, target=30)
    vaccinated = objective(2, level="behaviour", indicator="Vaccinated", baseline=5.6, target=10)
    results = [
        outcome(36.6, 1, answers=417),
        outcome(7.6, 2, answers=2910),
        Result(id=9, campaign=1, stage="outputs", indicator="Aware of the campaign", planned=80, value=93.8),
    ]
    return chain.chain("enhanced", [intends, vaccinated], results)


def test_the_udine_campaign_moves_the_intention_but_hardly_the_behaviour() -> None:
    found = udine()
    assert [round(line.attained.share, 1) for line in found.objectives if line.attained] == [100.0, 45.5]
    by_key = {stage.key: stage for stage in found.stages}
    assert by_key["outcomes"].attained == Attained(100.0)
    assert by_key["outputs"].attained == Attained(100.0)
    assert not by_key["impact"].is_measured
    assert (found.completeness.measured, found.completeness.required_measured, found.completeness.required) == (2, 2, 5)
    assert not found.completeness.is_complete
    assert locale("en").say(by_key["outcomes"].said) == "Intends to be vaccinated: from 13.1% to 36.6%, target 30%"


def test_the_main_indicator_is_never_replaced_by_another_one() -> None:
    lines = [objective(1, is_primary=True, baseline=40, target=50), objective(2, baseline=10, target=20)]
    found = chain.chain("basic", lines, [outcome(20, 2)])
    stage = found.stages[chain.ORDER.index("outcomes")]
    assert (stage.count, stage.attained) == (1, None)
    assert str(stage.said) == "The main indicator was not measured."


def test_several_indicators_of_a_stage_are_averaged_and_it_says_so() -> None:
    results = [
        Result(id=1, campaign=1, stage="outputs", indicator="Posters", unit="count", planned=10, value=5),
        Result(id=2, campaign=1, stage="outputs", indicator="Sessions", unit="count", planned=8, value=8),
        Result(id=3, campaign=1, stage="outputs", indicator="Calls", unit="count", value=30),
    ]
    stage = chain.chain("basic", [], results).stages[chain.ORDER.index("outputs")]
    assert (stage.count, stage.attained, str(stage.said)) == (3, Attained(75.0), "Mean of 2 indicators")


def test_a_value_without_a_plan_is_measured_but_has_no_share() -> None:
    found = Result(id=1, campaign=1, stage="impact", indicator="Cases", unit="count", value=12)
    stage = chain.chain("basic", [], [found]).stages[chain.ORDER.index("impact")]
    assert stage.is_measured
    assert stage.attained is None
    assert "no planned value" in str(stage.said)


def test_activities_are_counted_when_no_result_was_entered_for_them() -> None:
    done = [Activity(status="done")] * 13 + [Activity(status="planned")] + [Activity(status="cancelled")]
    stage = chain.chain("basic", [], [], done).stages[chain.ORDER.index("activities")]
    assert stage.attained is not None
    assert stage.attained.share == pytest.approx(92.857, abs=1e-3)
    assert str(stage.said) == "13 of 14 activities carried out"
    assert not chain.chain("basic", [], []).stages[chain.ORDER.index("activities")].is_measured


def test_a_missing_target_or_baseline_is_said_and_not_taken_for_a_value() -> None:
    without_target = chain.objective_line(objective(baseline=40), [outcome(48)])
    without_baseline = chain.objective_line(objective(target=50), [outcome(48)])
    said = [locale("en").say(chain.change_said(line)) for line in (without_target, without_baseline)]
    assert said == ["Indicator 1: from 40% to 48%; no target set", "Indicator 1: 48%; no baseline"]
    assert without_target.attained is None
    assert without_baseline.attained is None
