"""What a campaign cost for each person, and what two mixes of channels cost against each other."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from hospcomms.domain.evaluation import costs, mixes
from hospcomms.domain.evaluation.board import Line
from hospcomms.domain.evaluation.costs import CostFigures
from hospcomms.domain.evaluation.mixes import Mix
from hospcomms.domain.evaluation.proportions import Group, Interval, newcombe
from hospcomms.domain.locale import locale

ENGLISH = locale("en")
COST = Decimal(320000)
SEEN = newcombe(Group(228, 600), Group(180, 600))


def say(found: Any) -> str:
    return ENGLISH.say(found.said)


def test_the_worked_example_costs_400_for_each_person_reached_and_5000_for_each_extra_person() -> None:
    found = {
        cost.key: cost
        for cost in costs.costs(
            CostFigures(
                cost=COST, reached=800, impressions=40000, engaged=160, people=800, difference=0.08, interval=SEEN
            )
        )
    }
    assert [found[key].value for key in ("reached", "impressions", "engaged", "extra")] == [400, 8000, 2000, 5000]
    assert say(found["reached"]) == "Cost DZD 320,000.00 ÷ people reached 800 = DZD 400.00 for each person reached."
    assert "64 (800 × 8 percentage points) = DZD 5,000.00" in say(found["extra"])
    assert all(cost.is_estimable for cost in found.values())


def test_the_limits_of_the_cost_come_from_the_limits_of_the_difference() -> None:
    found = costs.per_extra(COST, 800, 0.08, Interval(0.04, 0.10))
    assert [found.low, found.high] == [Decimal(4000), Decimal(10000)]
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.value <= found.high


def test_the_published_cost_per_quitter_is_that_of_its_figures() -> None:
    """Tips 2012: 48 million dollars at 480 a quitter are 100 000 quitters (Xu 2015)."""
    assert costs.per_person_reached(Decimal(48_000_000), 100_000).value == 480


@pytest.mark.parametrize(
    ("cost", "people", "difference", "interval", "reason"),
    [
        pytest.param(None, 800, 0.08, SEEN, "“Cost” is not known", id="no cost"),
        pytest.param(Decimal(-1), 800, 0.08, SEEN, "Cost is below 0", id="negative cost"),
        pytest.param(Decimal("NaN"), 800, 0.08, SEEN, "Cost is not a usable number", id="cost is no number"),
        pytest.param("free", 800, 0.08, SEEN, "Cost is not a usable number", id="cost as text"),
        pytest.param(COST, None, 0.08, SEEN, "difference holds for” is not known", id="no people"),
        pytest.param(COST, 0, 0.08, SEEN, "difference holds for” is 0", id="no one"),
        pytest.param(COST, -5, 0.08, SEEN, "is below 0", id="fewer than no one"),
        pytest.param(COST, float("inf"), 0.08, SEEN, "not a usable number", id="endless people"),
        pytest.param(COST, 800, None, None, "was not measured", id="difference not measured"),
        pytest.param(COST, 800, 0.08, None, "has no confidence interval", id="no interval"),
        pytest.param(COST, 800, 8, SEEN, "not a usable number", id="points instead of a fraction"),
        pytest.param(COST, 800, float("nan"), SEEN, "not a usable number", id="difference is no number"),
        pytest.param(COST, 800, 0.08, Interval(-0.01, 0.17), "includes no change", id="interval includes 0"),
        pytest.param(COST, 800, 0.08, Interval(0.0, 0.17), "includes no change", id="interval touches 0"),
        pytest.param(COST, 800, 0.0, Interval(0.0, 0.0), "includes no change", id="nothing changed"),
        pytest.param(COST, 800, -0.08, Interval(-0.13, -0.02), "against the wished direction", id="it got worse"),
        pytest.param(COST, 800, 0.08, Interval(0.13, 0.02), "does not contain the difference", id="limits swapped"),
        pytest.param(COST, 800, 0.08, Interval(float("nan"), 0.1), "no usable numbers", id="limit is no number"),
    ],
)
def test_a_cost_that_cannot_be_known_is_not_estimable_and_says_why(
    cost: Any, people: Any, difference: Any, interval: Any, reason: str
) -> None:
    found = costs.per_extra(cost, people, difference, interval)
    assert found.value is found.low is found.high is None
    assert say(found).startswith("Not estimable")
    assert reason in say(found)


@pytest.mark.parametrize("cost_of", [costs.per_person_reached, costs.per_thousand_impressions, costs.per_engaged])
@pytest.mark.parametrize("count", [None, 0, -3, float("nan"), "many", True])
def test_no_cost_is_divided_by_what_is_no_count(cost_of: Any, count: Any) -> None:
    found = cost_of(COST, count)
    assert found.value is None
    assert say(found).startswith("Not estimable")


def test_what_was_free_costs_nothing_and_is_not_unknown() -> None:
    assert costs.per_person_reached(Decimal(0), 800).value == 0


@pytest.mark.parametrize(
    ("difference", "interval", "people"),
    [(0.08, Interval(0.026, 0.133), 13), (0.1, Interval(0.05, 0.15), 10), (0.2, Interval(0.0524, 0.3339), 5)],
)
def test_the_number_to_expose_is_rounded_up_to_people(difference: float, interval: Interval, people: int) -> None:
    found = costs.number_needed_to_expose(difference, interval)
    assert found.value == pytest.approx(1 / difference)
    assert found.low == pytest.approx(1 / interval.high)
    assert say(found).startswith(f"{people} people must be exposed")


@pytest.mark.parametrize(
    ("difference", "interval"),
    [(None, None), (0.0, Interval(-0.1, 0.1)), (0.02, Interval(-0.03, 0.07)), (-0.1, Interval(-0.2, -0.05))],
)
def test_without_a_sure_gain_there_is_no_number_to_expose(difference: Any, interval: Any) -> None:
    found = costs.number_needed_to_expose(difference, interval)
    assert found.value is None
    assert say(found).startswith("Not estimable")


def mix(name: str, cost: Any, extra: Any, interval: Interval | None = None) -> Mix:
    exact: Any = Decimal(cost) if isinstance(cost, int) else cost
    return Mix(name, exact, extra, interval)


@pytest.mark.parametrize(
    ("first", "second", "case", "value", "better", "words"),
    [
        pytest.param((300, 40), (100, 20), "ratio", 10, "", "each further person costs DZD 10.00", id="more for more"),
        pytest.param((100, 20), (300, 40), "ratio", 10, "", "“B” costs DZD 200.00 more than “A”", id="less for less"),
        pytest.param(
            (100, 40), (300, 20), "dominates", None, "A", "costs less than “B” and achieves more", id="A wins"
        ),
        pytest.param(
            (300, 20), (100, 40), "dominates", None, "B", "costs less than “A” and achieves more", id="B wins"
        ),
        pytest.param((100, 40), (100, 20), "dominates", None, "A", "at the same cost", id="same cost"),
        pytest.param((300, 20), (100, 20), "dominates", None, "B", "at a lower cost", id="same effect"),
        pytest.param((100, 20), (100, 20), "same", None, "", "cost and achieve the same", id="no difference"),
        pytest.param((100, -5), (300, 20), "ratio", 8, "", "“B” costs", id="one did harm"),
    ],
)
def test_two_mixes_are_compared_by_a_ratio_only_where_more_effect_costs_more(
    first: Any, second: Any, case: str, value: Any, better: str, words: str
) -> None:
    found = mixes.icer(mix("A", *first), mix("B", *second))
    assert (found.case, found.value, found.better) == (case, value, better)
    assert words in say(found)


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (mix("A", None, None), "Not known: Cost, Extra people"),
        (mix("A", 10, None), "Not known: Extra people"),
        (mix("A", -10, 5), "Cost is below 0"),
        (mix("A", "x", 5), "Cost is not a usable number"),
        (mix("A", 10, float("nan")), "extra people is not usable"),
        (mix("A", 10, 5, Interval(-1, 11)), "includes no change"),
        (mix("A", 10, 5, Interval(6, 11)), "does not contain"),
    ],
)
def test_a_mix_that_cannot_be_compared_is_named_with_its_reason(first: Mix, words: str) -> None:
    for found in (mixes.icer(first, mix("B", 5, 5)), mixes.icer(mix("B", 5, 5), first)):
        assert found.case == "unknown"
        assert say(found).startswith("“A”: ")
        assert words in say(found)


def campaign_mix(name: str, cost: int, people: float, interval: Interval) -> Mix:
    line = costs.per_extra(Decimal(cost), people, 0.1, interval)
    found = mixes.mix_of(
        name, Decimal(cost), Line(line.key, line.label, line.said, None, line.value, line.low, line.high)
    )
    assert found is not None
    return found


def test_a_further_outcome_has_the_limits_of_the_difference_of_people() -> None:
    first = campaign_mix("A", 300_000, 2000, Interval(0.08, 0.12))
    second = campaign_mix("B", 100_000, 1000, Interval(0.09, 0.11))
    assert first.extra == pytest.approx(200)
    assert first.interval is not None
    assert first.interval.low == pytest.approx(160)
    assert first.interval.high == pytest.approx(240)
    found = mixes.icer(first, second)
    assert found.value == pytest.approx(Decimal(2000))
    assert found.around is not None
    # 100 ± √(40² + 10²) further people for 200 000 more
    assert ENGLISH.say(found.around).startswith("With the confidence interval: from DZD 1,416.12 to DZD 3,403.16")
    unsure = mixes.icer(first, campaign_mix("B", 100_000, 1800, Interval(0.05, 0.15)))
    assert unsure.around is not None
    assert "no upper limit" in str(unsure.around)


def test_a_campaign_whose_extra_outcomes_are_not_estimable_is_no_mix() -> None:
    line = costs.per_extra(COST, 800, 0.08, None)
    assert mixes.mix_of("A", COST, Line(line.key, line.label, line.said, amount=line.value)) is None
