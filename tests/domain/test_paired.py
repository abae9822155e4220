"""The same people before and after."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospcomms.domain.evaluation.paired import Pairs, compare_pairs, mcnemar, newcombe_paired
from hospcomms.domain.evaluation.proportions import Group, newcombe
from hospcomms.domain.evaluation.refusals import Uncountable

counts = st.integers(0, 400)
pairs = st.builds(Pairs, counts, counts, counts, counts.map(lambda count: count + 1))


@pytest.mark.parametrize(
    ("answers", "difference", "low", "high"),
    [
        pytest.param(Pairs(36, 12, 2, 0), 0.20, 0.0569, 0.3404, id="Newcombe 1998b, table III"),
        pytest.param(Pairs(20, 12, 2, 16), 0.20, 0.0562, 0.3292, id="Newcombe 1998b, positive phi"),
    ],
)
def test_the_paired_interval_has_the_published_limits(
    answers: Pairs, difference: float, low: float, high: float
) -> None:
    found = compare_pairs(answers)
    limits = (round(found.difference, 2), round(found.interval.low, 4), round(found.interval.high, 4))
    assert limits == (difference, low, high)
    assert round(found.p, 4) == 0.0129


def test_the_two_answers_of_the_same_people_make_two_shares() -> None:
    found = Pairs(36, 12, 2, 0)
    assert (found.before, found.after, found.people) == (Group(38, 50), Group(48, 50), 50)


@given(st.integers(0, 300), st.integers(0, 300))
def test_mcnemar_counts_coins(gained: int, lost: int) -> None:
    changed = gained + lost
    exact = min(1.0, 2 * sum(math.comb(changed, k) for k in range(min(gained, lost) + 1)) / 2**changed)
    assert mcnemar(gained, lost) == pytest.approx(exact, rel=1e-11, abs=1e-300)
    assert mcnemar(lost, gained) == mcnemar(gained, lost)


def test_mcnemar_takes_large_counts_in_its_stride() -> None:
    assert mcnemar(501_000, 499_000) == pytest.approx(0.0456, abs=1e-4)
    assert mcnemar(10**6, 0) == 0


@given(pairs)
def test_the_paired_interval_holds_its_difference_and_turns_with_the_answers(answers: Pairs) -> None:
    found = newcombe_paired(answers)
    assert -1 <= found.low <= answers.difference + 1e-12
    assert answers.difference - 1e-12 <= found.high <= 1
    turned = newcombe_paired(Pairs(answers.both, answers.lost, answers.gained, answers.neither))
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low), abs=1e-12)


@given(pairs, st.floats(1.0, 20.0))
def test_a_design_effect_widens_the_paired_interval(answers: Pairs, effect: float) -> None:
    assert newcombe_paired(answers, effect).width >= newcombe_paired(answers).width - 1e-9


def test_answers_that_agree_tell_more_than_independent_ones() -> None:
    answers = Pairs(60, 20, 5, 65)
    assert newcombe_paired(answers).width < newcombe(answers.after, answers.before).width


def test_people_who_all_answered_alike_have_an_interval_and_no_evidence() -> None:
    found = compare_pairs(Pairs(10, 0, 0, 0))
    assert (found.difference, found.p) == (0, 1)
    assert found.interval.low < 0 < found.interval.high


@pytest.mark.parametrize("cells", [(-1, 2, 3, 4), (0, 0, 0, 0), (1, math.nan, 0, 0), (1, math.inf, 0, 0)])
def test_pairs_that_cannot_be_are_refused(cells: tuple[float, float, float, float]) -> None:
    with pytest.raises(Uncountable):
        Pairs(*cells)


def test_a_paired_design_effect_below_one_and_negative_counts_are_refused() -> None:
    for act in (lambda: newcombe_paired(Pairs(1, 2, 3, 4), 0.5), lambda: mcnemar(3, 4, 0.5), lambda: mcnemar(-1, 4)):
        with pytest.raises(Uncountable):
            act()
