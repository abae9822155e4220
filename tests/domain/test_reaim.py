"""RE-AIM: five dimensions, what they are worth together, and whether the effect lasted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hospcomms.domain.evaluation import maintenance
from hospcomms.domain.evaluation.proportions import Group, Interval, newcombe
from hospcomms.domain.evaluation.reaim import Reaim, ReaimFigures, reaim
from hospcomms.domain.locale import locale

TODAY = date(2026, 11, 22)
ENGLISH = locale("en")
EXAMPLE = ReaimFigures(
    eligible=2000,
    reached=800,
    invited=20,
    joined=15,
    planned=10,
    delivered=9,
    change=0.08,
    interval=newcombe(Group(228, 600), Group(180, 600)),
    kept_change=0.05,
    last_contact=date(2026, 1, 31),
    followed_on=date(2026, 8, 2),
    is_running=True,
    cost=Decimal(320000),
)


def panel(**changes: Any) -> Reaim:
    return reaim(replace(EXAMPLE, **changes), TODAY)


def test_the_worked_example_moves_64_more_people_of_2000() -> None:
    found = panel()
    assert found.individual.value == pytest.approx(0.032)
    assert found.individual.people == pytest.approx(64)
    assert ENGLISH.say(found.individual.said) == (
        "Reach 40% × change 8 percentage points: 64 more people with the wished outcome, of 2,000 concerned."
    )
    assert found.efficiency == 10_000_000
    assert found.problems == ()


def test_every_dimension_has_its_share_and_its_sentence_in_order() -> None:
    found = panel()
    assert [dimension.key for dimension in found.dimensions] == [
        "reach",
        "effectiveness",
        "adoption",
        "implementation",
        "maintenance",
    ]
    shares = [dimension.share for dimension in found.dimensions]
    assert shares == pytest.approx([0.4, 0.08, 0.75, 0.9, 0.625])
    assert ENGLISH.say(found["reach"].said) == "People reached: 800 of 2,000 concerned, that is 40%."


def test_setting_impact_is_adoption_times_implementation_and_says_that_it_is_a_convention() -> None:
    found = panel()
    assert found.setting.value == pytest.approx(0.675)
    assert "a convention" in ENGLISH.say(found.setting.said)


def test_individual_impact_carries_the_interval_of_the_change_and_says_when_it_may_be_chance() -> None:
    found = panel()
    assert found.individual.interval is not None
    assert found.individual.interval.low == pytest.approx(0.4 * 0.02639, abs=1e-4)
    unsure = panel(interval=Interval(-0.01, 0.17))
    assert "may be chance" in ENGLISH.say(unsure.individual.said)
    assert unsure.efficiency is None


def test_a_change_for_the_worse_is_fewer_people_and_never_an_efficiency() -> None:
    found = panel(change=-0.06, interval=Interval(-0.115, -0.005))
    assert found.individual.people == pytest.approx(-48)
    assert "48 fewer people" in ENGLISH.say(found.individual.said)
    assert found.efficiency is None
    assert "against the wished direction" in ENGLISH.say(found["effectiveness"].said)


def test_nothing_measured_is_five_times_not_known_and_never_0() -> None:
    found = reaim(ReaimFigures(), TODAY)
    assert [dimension.share for dimension in found.dimensions] == [None] * 5
    assert (found.individual.value, found.setting.value, found.efficiency) == (None, None, None)
    assert found.problems == ()
    assert ENGLISH.say(found["reach"].said) == (
        "Not measured. Not known: Number of people reached, Number of people concerned."
    )


@pytest.mark.parametrize(
    ("changes", "field", "key", "words"),
    [
        ({"reached": 2001}, "reached", "reach", "is larger than Number of people concerned (2,000)"),
        ({"joined": 21}, "joined", "adoption", "is larger than"),
        ({"reached": -1}, "reached", "reach", "is below 0"),
        ({"eligible": 0}, "eligible", "reach", "is 0: there is nothing to compare with"),
        ({"eligible": float("nan")}, "eligible", "reach", "is not a usable number"),
        ({"invited": "twenty"}, "invited", "adoption", "is not a usable number"),
        ({"planned": 0, "delivered": 0}, "planned", "implementation", "is 0"),
        ({"delivered": True}, "delivered", "implementation", "is not a usable number"),
        ({"change": 8}, "change", "effectiveness", "larger than 100 percentage points"),
        ({"change": float("inf")}, "change", "effectiveness", "larger than 100 percentage points"),
        ({"interval": Interval(0.2, 0.1)}, "change", "effectiveness", "does not contain the difference"),
        ({"followed_on": date(2025, 12, 1)}, "followed_on", "maintenance", "is before the last contact"),
        ({"followed_on": date(2026, 12, 1)}, "followed_on", "maintenance", "lies in the future"),
        ({"followed_on": None}, "followed_on", "maintenance", "day of the follow-up is missing"),
        ({"kept_change": 5}, "kept_change", "maintenance", "larger than 100 percentage points"),
    ],
)
def test_impossible_figures_are_a_problem_of_their_field_and_the_reason_of_their_dimension(
    changes: dict[str, Any], field: str, key: str, words: str
) -> None:
    found = panel(**changes)
    assert [problem.field for problem in found.problems] == [field]
    assert found[key].share is None
    assert words in ENGLISH.say(found[key].said)


def test_a_bad_cost_spoils_the_cost_alone() -> None:
    found = panel(cost=Decimal(-5))
    assert [problem.field for problem in found.problems] == ["cost"]
    assert found.individual.people == pytest.approx(64)
    assert found.efficiency is None


def test_more_delivered_than_planned_counts_as_all_of_it() -> None:
    found = panel(delivered=12)
    assert found["implementation"].share == 1
    assert found.problems == ()


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 6, date(2026, 7, 31)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(9999, 9, 1), 6, date.max),
    ],
)
def test_months_are_those_of_the_calendar(start: date, months: int, end: date) -> None:
    assert maintenance.months_later(start, months) == end


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 31), date(2026, 7, 30), 5),
        (date(2026, 1, 31), date(2026, 7, 31), 6),
        (date(2026, 8, 31), date(2027, 2, 28), 6),
        (date(2026, 8, 31), date(2027, 2, 27), 5),
        (date(2026, 5, 1), date(2026, 5, 31), 0),
        (date(2026, 5, 1), date(2026, 4, 1), 0),
    ],
)
def test_only_whole_months_count(start: date, end: date, months: int) -> None:
    assert maintenance.months_between(start, end) == months


@pytest.mark.parametrize(
    ("changes", "words", "due"),
    [
        (
            {"followed_on": date(2026, 7, 30)},
            "Measured 5 months after the last contact: too early to count. Measure again from 31/07/2026.",
            True,
        ),
        (
            {"kept_change": None, "followed_on": None, "last_contact": date(2026, 9, 1)},
            "Not due yet: the last contact was on 01/09/2026; measure again from 01/03/2027, six months later.",
            False,
        ),
        (
            {"kept_change": None, "followed_on": None},
            "Not measured: a follow-up has been due since 31/07/2026, six months after the last contact.",
            True,
        ),
        ({"last_contact": None}, "Not known: the day of the last contact with the audience is missing.", False),
        ({"change": None, "interval": None}, "The change at the end of the campaign is not known", False),
        ({"change": 0.0, "interval": None}, "There was no change in the wished direction to keep.", False),
    ],
)
def test_maintenance_is_judged_from_six_months_and_else_says_when_it_is_due(
    changes: dict[str, Any], words: str, due: bool
) -> None:
    found = panel(**changes)
    assert found["maintenance"].share is None
    assert ENGLISH.say(found["maintenance"].said).startswith(words)
    assert found.maintained.is_due is due


@pytest.mark.parametrize(("kept_change", "share"), [(0.05, 0.625), (0.12, 1.0), (-0.02, 0.0), (0.0, 0.0)])
def test_what_is_left_of_the_change_lies_between_nothing_and_all(kept_change: float, share: float) -> None:
    assert panel(kept_change=kept_change)["maintenance"].share == pytest.approx(share)


def test_whether_the_programme_still_runs_is_said_apart() -> None:
    said = [ENGLISH.say(panel(is_running=value).running_said) for value in (True, False, None)]
    assert said == [
        "The programme is still running.",
        "The programme has ended.",
        "Not known: whether the programme is still running.",
    ]
