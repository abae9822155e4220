"""Bars, hatching and axes as numbers, before anything is painted."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hospcomms.domain.plots import Bar, bar, hatch, scale


@pytest.mark.parametrize(
    ("attained", "expected"),
    [
        (None, Bar(0, True)),
        (0.0, Bar(0, False)),
        (0.5, Bar(0.5, False)),
        (1.4, Bar(1, False)),
        (math.nan, Bar(0, True)),
    ],
)
def test_a_bar_keeps_not_measured_apart_from_zero(attained: float | None, expected: Bar) -> None:
    assert bar(attained) == expected


@given(some.floats(1, 300), some.floats(1, 60))
def test_hatch_lines_stay_inside_their_box_and_rise(width: float, height: float) -> None:
    for x1, y1, x2, y2 in hatch(width, height):
        assert -1e-6 <= x1 <= x2 <= width + 1e-6
        assert -1e-6 <= y2 <= y1 <= height + 1e-6


@given(some.lists(some.floats(-1e6, 1e6), max_size=8))
def test_an_axis_holds_its_values_between_few_round_ticks(values: list[float]) -> None:
    axis = scale(values)
    assert 2 <= len(axis.ticks) <= 9
    for value in values:
        assert axis.low - 1e-6 <= value <= axis.high + 1e-6
        assert 0 <= axis.place(value) <= 1


def test_an_axis_of_percentages_is_the_one_an_officer_would_draw() -> None:
    assert scale([34, 53, 66]).ticks == (30, 40, 50, 60, 70)
