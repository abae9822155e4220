"""What if n were …: the same shares with other numbers of answers."""

from __future__ import annotations

import pytest

from hospcomms.domain.evaluation.comparisons import Comparison, Dose
from hospcomms.domain.evaluation.designs import CONTROLLED, DOSE, PAIRED, PRE_POST
from hospcomms.domain.evaluation.indicators import with_answers
from hospcomms.domain.evaluation.proportions import Group
from hospcomms.domain.evaluation.refusals import Uncountable
from hospcomms.domain.evaluation.verdicts import IMPROVED, NOT_ENOUGH, judge

SMALL = Comparison(PRE_POST, before=Group(41, 100), after=Group(53, 100), target_change=0.1)


def test_more_answers_with_the_same_shares_narrow_the_interval_until_the_verdict_turns() -> None:
    few, many = judge(SMALL), judge(with_answers(SMALL, 400))
    assert (few.verdict, many.verdict) == (NOT_ENOUGH, IMPROVED)
    assert many.difference == pytest.approx(few.difference)
    assert few.interval is not None
    assert many.interval is not None
    assert many.interval.width == pytest.approx(few.interval.width / 2, rel=0.02)
    assert few.seen_change is not None
    assert many.seen_change is not None
    assert many.seen_change < few.seen_change


def test_as_many_answers_as_there_are_change_nothing() -> None:
    assert judge(with_answers(SMALL, 100)) == judge(SMALL)


def test_people_asked_twice_keep_the_share_of_those_who_changed() -> None:
    pairs = Comparison(PAIRED, before=Group(40, 100), after=Group(50, 100), gained=20, lost=10)
    wide, narrow = judge(pairs), judge(with_answers(pairs, 1000))
    assert with_answers(pairs, 1000).gained == 200
    assert narrow.difference == pytest.approx(wide.difference)
    assert narrow.verdict == IMPROVED


@pytest.mark.parametrize("n", [1, 10, 33, 5000])
def test_every_design_can_be_thought_of_with_any_number(n: int) -> None:
    group, other = Group(30, 97), Group(45, 90)
    designs = (
        Comparison(CONTROLLED, before=group, after=other, other_before=group, other_after=group),
        Comparison(DOSE, doses=(Dose(0, group), Dose(1, other))),
        Comparison(PAIRED, before=Group(40, 100), after=Group(50, 100), gained=20, lost=10),
        Comparison(PRE_POST),
    )
    for comparison in designs:
        assert judge(with_answers(comparison, n)).verdict


def test_no_answers_cannot_be_thought_of() -> None:
    with pytest.raises(Uncountable):
        with_answers(SMALL, 0)
