"""Whatever an officer types, costs, RE-AIM, plans and recommendations answer in words and never break."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hospcomms.domain.evaluation.advice import Moved, NamedFigures
from hospcomms.domain.evaluation.costs import CostFigures, costs, number_needed_to_expose
from hospcomms.domain.evaluation.mixes import Mix, icer
from hospcomms.domain.evaluation.proportions import Interval
from hospcomms.domain.evaluation.reaim import ReaimFigures, reaim
from hospcomms.domain.evaluation.rules import fired
from hospcomms.domain.evaluation.sample_size import SurveyPlan, outlook
from hospcomms.domain.evaluation.score import score
from hospcomms.domain.evaluation.verdicts import VERDICTS

TODAY = date(2026, 11, 22)
ANYTHING: Any = st.one_of(
    st.none(),
    st.floats(),
    st.integers(-(10**20), 10**20),
    st.floats(0, 1),
    st.integers(0, 5000),
    st.text(max_size=3),
    st.booleans(),
)
AMOUNT: Any = st.one_of(ANYTHING, st.decimals())
NUMBER: Any = st.one_of(st.none(), st.floats(), st.floats(-0.1, 1.1))
INTERVAL: Any = st.one_of(
    st.none(), st.builds(Interval, st.floats(), st.floats()), st.builds(Interval, *[st.floats(-1, 1)] * 2)
)
DAY: Any = st.one_of(st.none(), st.builds(lambda days: TODAY + timedelta(days), st.integers(-2000, 400)))
MOVED: Any = st.one_of(
    st.none(),
    st.builds(
        Moved,
        st.just("Indicator"),
        st.sampled_from(["", *(choice.key for choice in VERDICTS)]),
        NUMBER,
        NUMBER,
        NUMBER,
        NUMBER,
        NUMBER,
        st.booleans(),
        st.booleans(),
    ),
)


@given(
    st.builds(CostFigures, AMOUNT, ANYTHING, ANYTHING, ANYTHING, ANYTHING, ANYTHING, INTERVAL),
    st.builds(Mix, st.just("A"), AMOUNT, ANYTHING, INTERVAL),
    st.builds(Mix, st.just("B"), AMOUNT, ANYTHING, INTERVAL),
)
@settings(max_examples=150, deadline=None)
def test_costs_are_a_value_or_a_reason(figures: CostFigures, first: Mix, second: Mix) -> None:
    for cost in costs(figures):
        assert str(cost.said)
        assert cost.value is None or cost.value >= 0
    assert str(number_needed_to_expose(figures.difference, figures.interval).said)
    assert str(icer(first, second).said)


@given(st.builds(ReaimFigures, *[ANYTHING] * 7, INTERVAL, ANYTHING, DAY, DAY, st.none() | st.booleans(), AMOUNT))
@settings(max_examples=150, deadline=None)
def test_every_dimension_is_a_share_or_a_reason(figures: ReaimFigures) -> None:
    found = reaim(figures, TODAY)
    for dimension in found.dimensions:
        assert str(dimension.said)
        assert dimension.share is None or -1 <= dimension.share <= 1
    assert found.efficiency is None or found.efficiency >= 0


@given(st.builds(SurveyPlan, *[ANYTHING] * 6))
@settings(max_examples=150, deadline=None)
def test_every_plan_gets_its_outlook(plan: SurveyPlan) -> None:
    found = outlook(plan)
    assert found.said
    assert all(str(said) for said in found.said)


@given(
    st.builds(
        NamedFigures,
        reach=NUMBER,
        recall=NUMBER,
        knowledge=MOVED,
        intention=MOVED,
        behaviour=MOVED,
        impact=MOVED,
        kept=NUMBER,
        months=st.none() | st.integers(0, 30),
        targeted=MOVED,
        untargeted=MOVED,
        doses=st.lists(st.floats(), max_size=4).map(tuple),
        dose_is_monotone=st.none() | st.booleans(),
        is_clustered=st.none() | st.booleans(),
        design_effect=NUMBER,
    )
)
@settings(max_examples=150, deadline=None)
def test_every_advice_says_why(figures: NamedFigures) -> None:
    for advice in fired(figures):
        assert str(advice.because)


@given(st.dictionaries(st.sampled_from(["outcomes", "impact", "reach"]), ANYTHING))
@settings(max_examples=100, deadline=None)
def test_any_weights_give_a_score_or_a_sentence(weights: dict[str, Any]) -> None:
    assert str(score([], weights).said)
