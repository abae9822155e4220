"""Change against a comparison group, trends over exposure, several indicators, mean scores."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospcomms.domain.evaluation.means import Scores, mean_change, welch
from hospcomms.domain.evaluation.proportions import Group, odds_ratio, pooled_z
from hospcomms.domain.evaluation.refusals import Uncountable
from hospcomms.domain.evaluation.student import student_p, student_quantile
from hospcomms.domain.evaluation.trends import cochran_armitage, difference_in_differences, holm

ALCOHOL = list(
    zip(
        (0, 0.5, 1.5, 4, 7),
        (Group(48, 17114), Group(38, 14502), Group(5, 793), Group(1, 127), Group(1, 38)),
        strict=True,
    )
)
groups = st.integers(1, 500).flatmap(lambda n: st.integers(0, n).map(lambda x: Group(x, n)))


def test_agrestis_alcohol_has_its_known_trend() -> None:
    found = cochran_armitage(ALCOHOL)
    assert (round(found.z, 3), round(found.z**2, 2), round(found.p, 4)) == (2.563, 6.57, 0.0104)
    assert not found.is_monotone


def test_the_order_of_the_doses_does_not_matter_and_a_steady_rise_is_monotone() -> None:
    assert cochran_armitage(ALCOHOL[::-1]) == cochran_armitage(ALCOHOL)
    assert cochran_armitage([(0, Group(10, 100)), (1, Group(20, 100)), (2, Group(20, 90))]).is_monotone
    assert cochran_armitage([(0, Group(20, 100)), (1, Group(20, 110)), (2, Group(10, 100))]).is_monotone


@given(groups, groups)
def test_a_trend_over_two_groups_is_their_difference(low: Group, high: Group) -> None:
    assert cochran_armitage([(0, low), (1, high)]).z == pytest.approx(pooled_z(high, low)[0], abs=1e-9)
    assert cochran_armitage([(0, low), (1, high)], 4.0).z == pytest.approx(pooled_z(high, low, 4.0)[0], abs=1e-9)


@pytest.mark.parametrize("doses", [[], [(1.0, Group(1, 2))], [(1.0, Group(1, 2))] * 2, [(math.nan, Group(1, 2))] * 2])
def test_one_dose_makes_no_trend(doses: list[tuple[float, Group]]) -> None:
    with pytest.raises(Uncountable):
        cochran_armitage(doses)


def test_nobody_makes_no_trend() -> None:
    found = cochran_armitage([(0, Group(0, 10)), (1, Group(0, 20))])
    assert (found.z, found.p, found.is_monotone) == (0, 1, True)


def test_the_comparison_group_is_taken_off_on_both_scales() -> None:
    after, before, other_after, other_before = Group(60, 100), Group(40, 100), Group(45, 100), Group(40, 100)
    found = difference_in_differences(after, before, other_after, other_before)
    error = math.sqrt((0.24 + 0.24 + 0.2475 + 0.24) / 100)
    assert found.difference == pytest.approx(0.15)
    assert found.error == pytest.approx(error)
    assert found.interval is not None
    assert found.interval.high == pytest.approx(0.15 + 1.959963984540054 * error)
    campaign, comparison = odds_ratio(after, before), odds_ratio(other_after, other_before)
    assert campaign is not None
    assert comparison is not None
    assert found.odds_ratio is not None
    assert found.odds_ratio.value == pytest.approx(campaign.value / comparison.value)


@given(groups, groups, groups, groups, st.floats(1, 9))
def test_the_double_difference_holds_and_widens(a: Group, b: Group, c: Group, d: Group, effect: float) -> None:
    plain, grouped = difference_in_differences(a, b, c, d), difference_in_differences(a, b, c, d, effect)
    assert (plain.interval is None) == (grouped.interval is None) == all(g.share in {0, 1} for g in (a, b, c, d))
    if plain.interval and grouped.interval:
        assert plain.interval.low <= plain.difference <= plain.interval.high
        assert grouped.interval.width == pytest.approx(plain.interval.width * math.sqrt(effect))
    if plain.odds_ratio and grouped.odds_ratio:
        assert plain.odds_ratio.value == grouped.odds_ratio.value
        assert grouped.odds_ratio.interval.high >= plain.odds_ratio.interval.high * (1 - 1e-12)


def test_holm_adjusts_from_the_smallest_and_keeps_the_order() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))
    assert holm([0.9, 0.8]) == (1, 1)
    assert holm([]) == ()


@given(st.lists(st.floats(0, 1), max_size=9))
def test_holm_never_lowers_a_p_nor_changes_their_order(p_values: list[float]) -> None:
    found = holm(p_values)
    assert all(p <= adjusted <= 1 for p, adjusted in zip(p_values, found, strict=True))
    ranked = sorted(zip(p_values, found, strict=True))
    assert [adjusted for _, adjusted in ranked] == sorted(found)


@pytest.mark.parametrize("p", [-0.1, 1.1, math.nan])
def test_holm_refuses_what_is_no_p(p: float) -> None:
    with pytest.raises(Uncountable):
        holm([0.5, p])


@pytest.mark.parametrize(
    ("level", "df", "t"), [(0.95, 1, 12.7062047362), (0.95, 30, 2.0422724563), (0.99, 5, 4.0321429836)]
)
def test_students_quantile_is_that_of_the_tables(level: float, df: float, t: float) -> None:
    assert student_quantile(level, df) == pytest.approx(t, abs=1e-10)


@given(st.floats(0, 60), st.floats(1, 1e9))
def test_students_p_falls_with_t_and_meets_its_quantile(t: float, df: float) -> None:
    assert 0 <= student_p(t, df) <= 1
    assert student_p(t, df) == student_p(-t, df)
    assert student_p(t + 0.5, df) <= student_p(t, df)
    assert student_p(student_quantile(0.95, df), df) == pytest.approx(0.05, rel=1e-12)


def test_students_p_of_one_and_two_degrees_has_a_formula() -> None:
    for t in (0.1, 0.7, 1.3, 1.5, 4.0, 40.0):
        assert student_p(t, 1) == pytest.approx(1 - 2 * math.atan(t) / math.pi, rel=1e-12)
        assert student_p(t, 2) == pytest.approx(1 - t / math.sqrt(2 + t * t), rel=1e-11)


@pytest.mark.parametrize("df", [0.5, 0, -1, math.nan, math.inf])
def test_fewer_than_one_degree_is_refused(df: float) -> None:
    for act in (lambda: student_p(1, df), lambda: student_quantile(0.95, df)):
        with pytest.raises(Uncountable):
            act()


def test_welch_compares_the_scores_of_two_groups() -> None:
    # Student's sleep data: extra hours of sleep with two drugs, compared as if independent (R: t.test(extra ~ group))
    first = Scores.of([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
    second = Scores.of([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    found = welch(first, second)
    assert found.t == pytest.approx(-1.8608, abs=5e-5)
    assert found.df == pytest.approx(17.776, abs=5e-4)
    assert found.p == pytest.approx(0.07939, abs=5e-6)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((-3.3654832, 0.2054832), abs=5e-8)


def test_the_change_of_the_same_people_is_tested_on_their_differences() -> None:
    found = mean_change(Scores.of([1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]))  # R: paired, the same data
    assert (found.t, found.df) == (pytest.approx(4.0621, abs=5e-5), 9)
    assert found.p == pytest.approx(0.002833, abs=5e-7)


def test_scores_without_spread_or_of_one_person_have_a_difference_and_no_interval() -> None:
    assert welch(Scores(5, 0, 10), Scores(3, 0, 10)).p is None
    assert welch(Scores(5, 1, 1), Scores(3, 1, 10)).interval is None
    assert welch(Scores(5, 1, 10), Scores(3, 1, 10), design_effect=6).interval is None
    assert mean_change(Scores(2, 0, 10)).difference == 2


@given(st.floats(1.0, 4.0))
def test_a_design_effect_widens_the_interval_of_means(effect: float) -> None:
    plain, grouped = (welch(Scores(5, 2, 40), Scores(4, 1, 30), one) for one in (1.0, effect))
    assert plain.interval is not None
    assert grouped.interval is not None
    assert grouped.interval.width >= plain.interval.width


def test_scores_that_cannot_be_are_refused() -> None:
    for act in (
        lambda: Scores(1, -1, 5),
        lambda: Scores(math.nan, 1, 5),
        lambda: Scores(1, 1, 0),
        lambda: Scores(math.inf, 1, 5),
        lambda: Scores.of([]),
    ):
        with pytest.raises(Uncountable):
            act()
