"""How many answers a survey needs, and what a number of answers can see."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospcomms.domain.evaluation import planning
from hospcomms.domain.evaluation.proportions import cohen_h
from hospcomms.domain.evaluation.refusals import Uncountable


def test_the_answers_for_a_change_from_30_to_40_percent_are_the_published_ones() -> None:
    needed = planning.answers_needed(0.30, 0.40)
    assert round(needed, 2) == 355.94
    assert round(planning.continuity_corrected(needed, 0.10), 1) == 375.7
    assert round(planning.answers_needed_by_h(cohen_h(0.40, 0.30)), 1) == 355.4


def test_one_survey_needs_the_answers_of_the_textbook() -> None:
    five, three = planning.survey_answers(0.05), planning.survey_answers(0.03)
    assert (round(five, 1), planning.whole(five)) == (384.1, 385)
    assert (round(three, 1), planning.whole(three)) == (1067.1, 1068)


@pytest.mark.parametrize(("n", "points"), [(50, 28.0), (100, 19.8), (200, 14.0), (400, 9.9), (800, 7.0)])
def test_the_difference_a_survey_can_see_at_one_half_is_that_of_the_table(n: int, points: float) -> None:
    assert round(planning.smallest_difference(n) * 100, 1) == points


def test_a_hundred_and_a_hundred_cannot_see_a_typical_campaign() -> None:
    found = planning.smallest_change(0.5, 100)
    assert found is not None
    assert 0.19 < found < 0.20
    assert planning.power_of(0.5, 0.56, 100) < 0.2


@given(st.floats(0.02, 0.9), st.integers(20, 5000), st.sampled_from((0.8, 0.9)), st.floats(1, 5), st.booleans())
def test_the_smallest_change_needs_exactly_the_answers_there_are(
    share: float, n: int, power: float, effect: float, falls: bool
) -> None:
    found = planning.smallest_change(share, n, power, design_effect=effect, population=8000, falls=falls)
    if found is None:
        assert planning.power_of(share, 0.0 if falls else 1.0, n, design_effect=effect, population=8000) < power
        return
    aim = share - found if falls else share + found
    needed = planning.answers_needed(share, aim, power)
    assert planning.independent_answers(n, effect, 8000) == pytest.approx(needed, rel=1e-6)
    assert planning.power_of(share, aim, n, design_effect=effect, population=8000) == pytest.approx(power, abs=1e-6)


@given(st.floats(2, 1e5), st.floats(1, 20), st.integers(2, 10**6))
def test_people_to_ask_and_what_they_are_worth_are_two_ways_of_one_road(n: float, effect: float, all_of: int) -> None:
    asked = planning.in_population(n * effect, all_of)
    assert asked <= all_of
    if asked < all_of * (1 - 1e-6):
        assert planning.independent_answers(asked, effect, all_of) == pytest.approx(n, rel=1e-6)


def test_nobody_is_asked_twice_in_a_small_ward() -> None:
    assert planning.people_to_ask(384.1, population=60) == 53
    assert planning.people_to_ask(384.1, design_effect=2, population=60) == 56
    assert planning.people_to_ask(384.1, design_effect=2) == 769
    assert planning.smallest_change(0.5, 60, population=60) == 0
    assert planning.power_of(0.5, 0.51, 60, population=60) == 1
    assert planning.people_to_ask(1, population=1) == 1


def test_answers_collected_in_wards_count_less() -> None:
    assert planning.cluster_effect(20, 0.05) == pytest.approx(1.95)
    assert planning.cluster_effect(1, 0.5) == 1


def test_five_answers_see_nothing_near_the_ceiling() -> None:
    assert planning.smallest_change(0.9, 5) is None
    assert planning.smallest_change(1.0, 5000) is None
    assert planning.smallest_change(0.0, 5000, falls=True) is None


def test_an_exact_number_of_people_is_not_rounded_up_by_a_trace() -> None:
    assert (planning.whole(385.0000000001), planning.whole(385.01), planning.whole(0.2)) == (385, 386, 1)


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 10**6))
def test_the_power_is_a_chance(share: float, aim: float, n: int) -> None:
    if abs(share - aim) > 1e-9:
        assert 0 <= planning.power_of(share, aim, n) <= 1


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda: planning.answers_needed(0.3, 0.3), id="no change"),
        pytest.param(lambda: planning.answers_needed(0.3, 1.3), id="a share above one"),
        pytest.param(lambda: planning.answers_needed(0.3, 0.4, power=1.0), id="certainty"),
        pytest.param(lambda: planning.answers_needed_by_h(0.0), id="no h"),
        pytest.param(lambda: planning.continuity_corrected(100, 0.0), id="no difference"),
        pytest.param(lambda: planning.survey_answers(0.0), id="no margin"),
        pytest.param(lambda: planning.survey_answers(0.05, 35), id="a share in percent"),
        pytest.param(lambda: planning.in_population(100, 0), id="nobody"),
        pytest.param(lambda: planning.cluster_effect(0, 0.1), id="empty groups"),
        pytest.param(lambda: planning.cluster_effect(10, 1.1), id="rho above one"),
        pytest.param(lambda: planning.smallest_change(0.5, 0), id="no answers"),
        pytest.param(lambda: planning.smallest_change(0.5, 10, design_effect=0.5), id="a design effect below one"),
        pytest.param(lambda: planning.smallest_difference(math.nan), id="no number"),
    ],
)
def test_plans_that_cannot_be_are_refused(act: Callable[[], object]) -> None:
    with pytest.raises(Uncountable) as caught:
        act()
    assert str(caught.value).endswith(".")
