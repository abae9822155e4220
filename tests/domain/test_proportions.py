"""Two shares of answers: the published values, what must hold for any counts, and what is refused."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospcomms.domain.errors import Refusal
from hospcomms.domain.evaluation.fisher import fisher_two_sided
from hospcomms.domain.evaluation.proportions import (
    FISHER,
    Z_TEST,
    Comparison,
    Group,
    Interval,
    agresti_caffo,
    cohen_h,
    compare,
    expected_least,
    fisher,
    newcombe,
    normal_quantile,
    number_needed,
    number_needed_interval,
    odds_ratio,
    p_of,
    phi,
    pooled_z,
    risk_ratio,
    wald,
    wilson,
)
from hospcomms.domain.evaluation.refusals import Uncountable


@st.composite
def groups(draw: st.DrawFn, most: int = 3000) -> Group:
    n = draw(st.integers(1, most))
    return Group(draw(st.one_of(st.integers(0, n), st.sampled_from((0, n)))), n)


effects = st.one_of(st.just(1.0), st.floats(1.0, 50.0))


def flipped(group: Group) -> Group:
    return Group(group.n - group.x, group.n)


@pytest.mark.parametrize(
    ("group", "reference", "difference", "low", "high"),
    [
        pytest.param(Group(56, 70), Group(48, 80), 0.2000, 0.0524, 0.3339, id="Newcombe (a)"),
        pytest.param(Group(9, 10), Group(3, 10), 0.6000, 0.1705, 0.8090, id="Newcombe (b)"),
        pytest.param(Group(5, 56), Group(0, 29), 0.0893, -0.0381, 0.1926, id="Newcombe (d)"),
        pytest.param(Group(0, 10), Group(0, 20), 0.0, -0.1611, 0.2775, id="Newcombe, nobody in both"),
    ],
)
def test_newcombe_gives_the_published_limits(
    group: Group, reference: Group, difference: float, low: float, high: float
) -> None:
    found = compare(group, reference)
    limits = (round(found.difference, 4), round(found.interval.low, 4), round(found.interval.high, 4))
    assert limits == (difference, low, high)
    assert found.interval == newcombe(group, reference)


def test_newcombe_and_agresti_caffo_give_fagerlands_limits() -> None:
    group, reference = Group(7, 34), Group(1, 34)
    found, other = newcombe(group, reference), agresti_caffo(group, reference)
    assert [round(value, 3) for value in (found.low, found.high, other.low, other.high)] == [0.019, 0.340, 0.012, 0.322]
    assert round(compare(group, reference).difference, 4) == 0.1765


def test_the_textbook_interval_is_there_for_reference() -> None:
    found = wald(Group(56, 70), Group(48, 80))
    assert (round(found.low, 4), round(found.high, 4)) == (0.0575, 0.3425)


@pytest.mark.parametrize(
    ("group", "reference", "z", "p", "digits"),
    [
        pytest.param(Group(56, 70), Group(48, 80), 2.6502, 0.0080, 4, id="Newcombe (a)"),
        pytest.param(Group(5, 83), Group(12, 99), -1.4078304, 0.1591813, 7, id="statsmodels"),
    ],
)
def test_the_pooled_z_has_its_known_values(group: Group, reference: Group, z: float, p: float, digits: int) -> None:
    found = pooled_z(group, reference)
    assert (round(found[0], digits), round(found[1], digits)) == (z, p)


def test_woolfs_odds_ratio_is_fagerlands() -> None:
    found = odds_ratio(Group(7, 34), Group(1, 34))
    assert found is not None
    assert (round(found.value, 3), round(found.interval.low, 2), round(found.interval.high)) == (8.556, 0.99, 74)


def test_the_exact_test_is_fishers_tea() -> None:
    assert fisher_two_sided(3, 1, 1, 3) == pytest.approx(34 / 70, abs=1e-15)
    assert fisher(Group(3, 4), Group(1, 4)) == pytest.approx(0.4857142857142857, abs=1e-15)


def test_cohens_h_and_the_quantile_have_their_known_values() -> None:
    assert round(cohen_h(0.65, 0.50), 4) == 0.3047
    assert round(normal_quantile(), 9) == 1.959963985
    assert cohen_h(1, 0) == pytest.approx(math.pi)


def test_small_expected_counts_call_for_the_exact_test() -> None:
    assert p_of(Group(7, 34), Group(1, 34)).test == FISHER
    assert p_of(Group(56, 70), Group(48, 80)).test == Z_TEST
    # 10 of 200 expect 5 in each hundred: not below 5; a design effect makes them count less
    assert expected_least(Group(4, 100), Group(6, 100)) == 5
    assert p_of(Group(4, 100), Group(6, 100)).test == Z_TEST
    assert p_of(Group(4, 100), Group(6, 100), design_effect=1.01).test == FISHER


@pytest.mark.parametrize(
    ("group", "reference", "difference", "p_most"),
    [
        pytest.param(Group.of_share(0.394, 1057), Group.of_share(0.321, 1201), 0.073, 0.001, id="Sahloul"),
        pytest.param(Group(221, 2910), Group(164, 2910), 0.0196, 0.005, id="Udine, vaccinated"),
        pytest.param(Group.of_share(0.366, 417), Group.of_share(0.131, 464), 0.235, 0.001, id="Udine, intention"),
        pytest.param(Group.of_share(0.348, 3051), Group.of_share(0.311, 3051), 0.037, 0.01, id="Tips, quit attempts"),
        pytest.param(Group.of_share(0.051, 2220), Group.of_share(0.026, 2220), 0.025, 0.001, id="Tips, advice"),
    ],
)
def test_published_campaigns_come_out_as_published(
    group: Group, reference: Group, difference: float, p_most: float
) -> None:
    found = compare(group, reference)
    assert found.difference == pytest.approx(difference, abs=5e-5)
    assert found.p < p_most
    assert found.interval.low > 0


def test_sfax_knowledge_did_not_change_by_more_than_nearly_nine_points() -> None:
    found = compare(Group(47, 246), Group(42, 246))
    assert found.interval.low < 0
    assert round(found.interval.high * 100, 1) == 8.8


@given(groups(), groups(), effects)
def test_swapping_the_groups_turns_every_figure_round(a: Group, b: Group, effect: float) -> None:
    one, other = compare(a, b, effect), compare(b, a, effect)
    assert other.difference == pytest.approx(-one.difference, abs=1e-12)
    assert (other.interval.low, other.interval.high) == pytest.approx(
        (-one.interval.high, -one.interval.low), abs=1e-12
    )
    assert (other.z, other.phi, other.cohen_h) == pytest.approx((-one.z, -one.phi, -one.cohen_h), abs=1e-9)
    assert other.p == pytest.approx(one.p, abs=1e-9)
    for first, second in ((one.odds_ratio, other.odds_ratio), (one.risk_ratio, other.risk_ratio)):
        assert (first is None) == (second is None)
        if first and second:
            assert second.value * first.value == pytest.approx(1, rel=1e-9)
            assert second.interval.low * first.interval.high == pytest.approx(1, rel=1e-9)


@given(groups(), groups(), effects)
def test_asking_the_opposite_question_turns_the_difference_round(a: Group, b: Group, effect: float) -> None:
    one, other = compare(a, b, effect), compare(flipped(a), flipped(b), effect)
    assert other.difference == pytest.approx(-one.difference, abs=1e-12)
    assert other.interval.low == pytest.approx(-one.interval.high, abs=1e-12)
    assert (other.odds_ratio is None) == (one.odds_ratio is None)
    if one.odds_ratio and other.odds_ratio:
        assert one.odds_ratio.value * other.odds_ratio.value == pytest.approx(1, rel=1e-9)
    single, opposite = wilson(a, effect), wilson(flipped(a), effect)
    assert (opposite.low, opposite.high) == pytest.approx((1 - single.high, 1 - single.low), abs=1e-12)


@given(groups(), groups(), effects, st.sampled_from((0.5, 0.9, 0.95, 0.99)))
def test_every_figure_stays_within_its_bounds_and_every_interval_holds_its_figure(
    a: Group, b: Group, effect: float, level: float
) -> None:
    found = compare(a, b, effect, level)
    single = wilson(a, effect, level)
    assert 0 <= single.low <= a.share <= single.high <= 1
    assert -1 <= found.interval.low <= found.difference <= found.interval.high <= 1
    assert 0 <= found.p <= 1
    assert abs(found.phi) <= 1 + 1e-12
    assert abs(found.cohen_h) <= math.pi
    for ratio in (found.odds_ratio, found.risk_ratio):
        if ratio:
            assert 0 < ratio.interval.low <= ratio.value <= ratio.interval.high < math.inf


@given(groups(), groups(), st.floats(1.0, 20.0))
def test_a_design_effect_widens_and_changes_no_effect(a: Group, b: Group, effect: float) -> None:
    plain, grouped = compare(a, b), compare(a, b, effect)
    assert grouped.interval.low <= plain.interval.low + 1e-12
    assert grouped.interval.high >= plain.interval.high - 1e-12
    assert wilson(a, effect).width >= wilson(a).width - 1e-12
    assert wald(a, b, effect).width == pytest.approx(wald(a, b).width * math.sqrt(effect), abs=1e-12)
    assert grouped.z == pytest.approx(plain.z / math.sqrt(effect), abs=1e-12)
    assert (grouped.difference, grouped.phi, grouped.cohen_h) == (plain.difference, plain.phi, plain.cohen_h)
    if grouped.test == plain.test == Z_TEST:
        assert grouped.p >= plain.p - 1e-12
    if plain.odds_ratio and grouped.odds_ratio:
        assert grouped.odds_ratio.value == plain.odds_ratio.value
        assert grouped.odds_ratio.interval.high >= plain.odds_ratio.interval.high * (1 - 1e-12)


@given(groups(), groups(), effects)
def test_all_at_once_says_what_each_function_says(a: Group, b: Group, effect: float) -> None:
    tested = p_of(a, b, effect)
    assert compare(a, b, effect) == Comparison(
        a, b, a.share - b.share, newcombe(a, b, effect), pooled_z(a, b, effect)[0], tested.p, tested.test,
        odds_ratio(a, b, effect), risk_ratio(a, b, effect), cohen_h(a.share, b.share), phi(a, b),
    )  # fmt: skip


@given(groups(most=60), groups(most=60))
def test_the_exact_test_sums_whole_numbers_of_tables(a: Group, b: Group) -> None:
    n1, n2, x = int(a.n), int(b.n), int(a.x + b.x)
    ways = {k: math.comb(n1, k) * math.comb(n2, x - k) for k in range(max(0, x - n2), min(n1, x) + 1)}
    exact = sum(count for count in ways.values() if count <= ways[int(a.x)]) / sum(ways.values())
    assert fisher(a, b) == pytest.approx(exact, abs=1e-13)


def test_the_exact_test_takes_large_margins_in_its_stride() -> None:
    # in whole numbers 0.14599609254150390; scipy 1.17 says 0.14599607: margins of a thousand million strain its gamma
    assert fisher(Group(3, 10**9), Group(9, 10**9)) == pytest.approx(0.1459960925415039, abs=1e-14)
    assert fisher(Group(499_000, 10**6), Group(501_000, 10**6)) == pytest.approx(0.0046984313, abs=1e-10)
    assert fisher(Group(0, 10**6), Group(10**6, 10**6)) == 0


def test_a_zero_gets_half_a_person_in_every_cell_and_says_so() -> None:
    found, risk = odds_ratio(Group(5, 56), Group(0, 29)), risk_ratio(Group(5, 56), Group(0, 29))
    assert found is not None
    assert found.is_corrected
    assert found.value == pytest.approx(5.5 * 29.5 / (51.5 * 0.5))
    assert risk is not None
    assert risk.value == pytest.approx((5.5 / 57) / (0.5 / 30))


def test_a_full_group_needs_no_correction_for_the_ratio_of_shares() -> None:
    odds, risk = odds_ratio(Group(10, 10), Group(5, 10)), risk_ratio(Group(10, 10), Group(5, 10))
    assert odds is not None
    assert odds.is_corrected
    assert risk is not None
    assert (risk.value, risk.is_corrected) == (2.0, False)


def test_no_ratio_is_told_from_nobody_and_everybody_has_the_ratio_one() -> None:
    nobody, everybody = compare(Group(0, 10), Group(0, 20)), compare(Group(10, 10), Group(20, 20))
    assert (nobody.odds_ratio, nobody.risk_ratio, everybody.odds_ratio) == (None, None, None)
    assert (nobody.z, nobody.p, everybody.z, everybody.p) == (0, 1, 0, 1)
    assert everybody.risk_ratio is not None
    assert everybody.risk_ratio.value == 1
    assert everybody.risk_ratio.interval.low < 0.95


def test_a_published_share_becomes_its_count() -> None:
    assert Group.of_share(0.29, 100) == Group(29, 100)
    assert Group.of_share(0.311, 3051).x == pytest.approx(948.861)


def test_how_many_must_be_exposed_for_one_more() -> None:
    assert number_needed(0.02) == 50
    assert number_needed(0.0) is None
    assert number_needed_interval(Interval(0.02, 0.1)) == Interval(10, 50)
    assert number_needed_interval(Interval(-0.1, -0.02)) == Interval(-50, -10)
    assert number_needed_interval(Interval(-0.01, 0.1)) is None


@pytest.mark.parametrize(
    ("x", "n", "kind"),
    [
        (21, 20, "count-above-total"),
        (0, 0, "no-answers"),
        (1, -5, "no-answers"),
        (-1, 20, "negative-count"),
        (math.nan, 20, "not-a-number"),
        (1, math.nan, "not-a-number"),
        (1, math.inf, "not-a-number"),
        (1, 1e13, "too-many"),
    ],
)
def test_counts_that_cannot_be_are_refused_by_name(x: float, n: float, kind: str) -> None:
    with pytest.raises(Uncountable) as caught:
        Group(x, n)
    assert caught.value.kind == kind
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, Refusal)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("effect", [0.99, 0.0, -1.0, math.nan, math.inf])
def test_a_design_effect_below_one_is_refused(effect: float) -> None:
    one, two = Group(5, 10), Group(3, 10)
    for act in (compare, newcombe, wald, agresti_caffo, pooled_z, fisher, p_of, odds_ratio, risk_ratio, expected_least):
        with pytest.raises(Uncountable):
            act(one, two, effect)
    with pytest.raises(Uncountable):
        wilson(one, effect)


@pytest.mark.parametrize("level", [0.0, 1.0, 95.0, math.nan])
def test_a_confidence_outside_0_to_1_is_refused(level: float) -> None:
    with pytest.raises(Uncountable):
        compare(Group(5, 10), Group(3, 10), level=level)


def test_groups_of_one_person_have_figures() -> None:
    found = compare(Group(1, 1), Group(0, 1))
    assert found.test == FISHER
    assert found.p == 1
    assert found.interval.low < 0 < found.interval.high == 1
