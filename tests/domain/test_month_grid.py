"""The weeks of a month: their days, where everything stands in them, and what gives way where there is no room."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hospcomms.domain.appointments import Appointment
from hospcomms.domain.country import DZ, FRIDAY, MONDAY, NEUTRAL, SATURDAY, SUNDAY
from hospcomms.domain.dated import ACTIVITIES, APPOINTMENTS, HOLIDAYS, OBSERVANCES, Dated
from hospcomms.domain.day_columns import side_by_side
from hospcomms.domain.month_grid import (
    BEGINS,
    DAYS,
    ENDS,
    SHORT,
    days_of_month,
    shown_days,
    stepped,
    week_of,
    widths,
)

SUNDAY_22 = date(2026, 11, 22)
WEEK = tuple(SUNDAY_22 + timedelta(days=n) for n in range(DAYS))


def thing(
    first: int,
    last: int | None = None,
    *,
    layer: str = APPOINTMENTS,
    begins: str = "",
    ends: str = "",
    title: str = "x",
) -> Dated:
    """A thing on days counted from Sunday 22 November 2026."""
    begin, end = (SUNDAY_22 + timedelta(days=n) for n in (first, first if last is None else last))
    return Dated(Appointment, 1, title, layer, begin, end, begins=begins, ends=ends)


def test_a_month_is_whole_weeks_from_the_first_weekday_of_the_country() -> None:
    for first_weekday in (SUNDAY, SATURDAY, MONDAY):
        for year in (1900, 2024, 2026, 2100, 2200):
            for month in range(1, 13):
                weeks = shown_days(year, month, first_weekday)
                days = [day for week in weeks for day in week]
                first, last = days_of_month(year, month)
                assert all(len(week) == DAYS for week in weeks)
                assert days[0].weekday() == first_weekday
                assert all(later - day == timedelta(days=1) for day, later in pairwise(days))
                assert days[0] <= first < days[DAYS]
                assert days[-DAYS] <= last <= days[-1]
                assert (last + timedelta(days=1)).day == 1


def test_the_day_stays_when_the_month_changes_unless_the_month_is_shorter() -> None:
    for day, months, expected in (
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 10, 31), -23, date(2024, 11, 30)),
    ):
        assert stepped(day, months) == expected


def test_the_weekend_is_narrower_and_stands_where_the_country_has_it() -> None:
    shares = widths(DZ)
    assert sum(shares) == pytest.approx(1)
    assert [share < shares[0] for share in shares] == [False] * 5 + [True, True]
    assert (DZ.first_weekday + 5) % DAYS == FRIDAY
    assert [share < widths(NEUTRAL)[0] for share in widths(NEUTRAL)] == [False] * 5 + [True, True]


def test_holidays_stand_first_then_health_days_then_bands_then_single_things_by_the_clock() -> None:
    found = week_of(
        WEEK,
        [
            thing(1, begins="09:00", title="nine"),
            thing(1, begins="08:00", title="eight"),
            thing(0, 2, title="band"),
            thing(1, title="all day"),
            thing(1, layer=OBSERVANCES, title="health day"),
            thing(1, layer=HOLIDAYS, title="holiday"),
        ],
    )
    assert [one.thing.title for one in found.of_day(1)] == [
        "holiday", "health day", "band", "all day", "eight", "nine",
    ]  # fmt: skip
    assert [one.thing.title for one in found.of_day(0)] == ["band"]


def test_of_a_long_thing_only_its_two_ends_are_drawn() -> None:
    days = SHORT + 10
    long = thing(-3, -3 + days, layer=ACTIVITIES)
    assert week_of(WEEK, [long]).placed == ()
    before = tuple(day - timedelta(days=7) for day in WEEK)
    ((begins,), (ends,)) = (
        week_of(before, [long]).placed,
        week_of(tuple(day + timedelta(days=21) for day in WEEK), [long]).placed,
    )
    assert (begins.edge, begins.start, begins.end, begins.is_band) == (BEGINS, 4, 4, False)
    assert (ends.edge, ends.start, ends.end, ends.is_band) == (ENDS, 0, 0, False)
    short = week_of(WEEK, [thing(0, SHORT - 1)]).placed[0]
    assert (short.is_band, short.start, short.end, short.begins, short.ends) == (True, 0, 6, True, False)


@given(
    st.lists(
        st.tuples(st.integers(-9, 9), st.integers(0, 20), st.sampled_from([APPOINTMENTS, OBSERVANCES, HOLIDAYS])),
        max_size=24,
    ),
    st.integers(1, 8),
)
@settings(max_examples=150, deadline=None)
def test_nothing_overlaps_and_what_is_not_shown_is_counted(spans: list[tuple[int, int, str]], room: int) -> None:
    week = week_of(WEEK, [thing(first, first + length, layer=layer) for first, length, layer in spans])
    for column in range(DAYS):
        rows = [one.row for one in week.of_day(column)]
        assert len(rows) == len(set(rows))
    fitted = week.fitted(room)
    for column in range(DAYS):
        shown = [one for one in fitted.shown if one.start <= column <= one.end]
        assert len(shown) + fitted.hidden[column] == len(week.of_day(column))
        assert all(one.row < room - bool(fitted.hidden[column]) for one in shown)


def test_things_at_one_time_stand_side_by_side_and_no_wider_than_they_must() -> None:
    found = side_by_side(
        [
            thing(0, begins="09:00", ends="11:00", title="a"),
            thing(0, begins="10:00", ends="12:00", title="b"),
            thing(0, begins="11:00", ends="11:10", title="c"),
            thing(0, begins="14:00", title="d"),
            thing(0, begins="23:50", title="e"),
            thing(0, title="without a time"),
            thing(0, begins="soon", title="not a time"),
        ]
    )
    told = [(slot.thing.title, slot.begins, slot.ends, slot.column, slot.columns) for slot in found]
    assert told == [
        ("a", 540, 660, 0, 2),
        ("b", 600, 720, 1, 2),
        ("c", 660, 690, 0, 2),
        ("d", 840, 900, 0, 1),
        ("e", 1430, 1440, 0, 1),
    ]
