"""Figures inside sentences: shares, points, limits, amounts; and what is no figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hospcomms.domain.evaluation import phrases
from hospcomms.domain.evaluation.proportions import Interval
from hospcomms.domain.locale import locale
from hospcomms.domain.wording import sentence

ENGLISH = locale("en")


@pytest.mark.parametrize(
    ("value", "usable"),
    [
        (0, True),
        (0.35, True),
        (Decimal("320000.00"), True),
        (-3, True),
        (None, False),
        (True, False),
        ("35", False),
        (float("nan"), False),
        (float("inf"), False),
        (Decimal("NaN"), False),
        (Decimal("sNaN"), False),
        (Decimal("Infinity"), False),
        (10**400, False),
    ],
)
def test_only_finite_numbers_are_figures(value: object, usable: bool) -> None:
    assert phrases.is_usable(value) is usable


@pytest.mark.parametrize(
    ("fraction", "said"),
    [
        (0.08, "8 percentage points"),
        (0.01, "1 percentage point"),
        (-0.06, "6 percentage points"),
        (0.198, "19.8 percentage points"),
        (0.015, "1.5 percentage points"),
        (0.0, "0 percentage points"),
    ],
)
def test_a_difference_is_said_in_percentage_points_without_its_sign(fraction: float, said: str) -> None:
    assert ENGLISH.say(phrases.points(fraction)) == said


@pytest.mark.parametrize(
    ("interval", "said"),
    [
        (Interval(0.026, 0.133), "from 2.6 to 13.3 percentage points"),
        (Interval(-0.115, -0.005), "from 0.5 to 11.5 percentage points against the wished direction"),
        (Interval(-0.027, 0.047), "from 2.7 percentage points against the wished direction to 4.7 in it"),
    ],
)
def test_limits_against_the_wished_direction_are_said_in_words(interval: Interval, said: str) -> None:
    assert ENGLISH.say(phrases.limits(interval)) == said


def test_an_amount_in_a_sentence_carries_the_currency_of_the_country() -> None:
    said = sentence("{cost}", cost=phrases.money(Decimal(400)))
    assert locale("en").say(said) == "DZD 400.00"
    assert locale("fr").say(said).replace("\u00a0", " ") == "400,00 DA"
    assert locale("ar", "OM").say(said).startswith("٤٠٠٫٠٠٠")
    assert str(said) == "400"
