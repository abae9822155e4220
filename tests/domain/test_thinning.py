"""Which copies may go: the table of the rule, and what holds whatever copies there are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hospcomms.domain.thinning import ALL, DAILY, MONTHLY, NEWEST, WEEKLY, Dated, lies_ahead, surplus

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def dated(*ages: float, unverified: tuple[int, ...] = ()) -> list[Dated]:
    """Copies made so many days ago, named by their place."""
    return [Dated(str(place), NOW - timedelta(days=age), place not in unverified) for place, age in enumerate(ages)]


TABLE = [
    ("all of two days stay", dated(0, 0.1, 0.2, 0.3, 1, 1.5, 1.9), set()),
    ("then the last of each day", dated(0, 0, 0, 0, 0, 3.1, 3.2, 3.3, 4.1), {"6", "7"}),
    ("of a day, the verified one", dated(0, 0, 0, 0, 0, 3.1, 3.2, unverified=(5,)), {"5"}),
    ("then the last of each week", dated(0, 0, 0, 0, 0, 20, 21, 22, 28), {"7"}),
    ("then the last of each month", dated(0, 0, 0, 0, 0, 85, 95, 99, 130), {"6", "7"}),
    ("older than all of it goes", dated(0, 0, 0, 0, 0, 500, 1000), {"5", "6"}),
    ("the five newest verified stay, however old", dated(500, 501, 502, 503, 504, 505), {"5"}),
    ("with fewer verified nothing goes", dated(500, 501, 502, 503, 504, 505, unverified=(0, 1)), set()),
]


def test_the_table_of_the_rule() -> None:
    for name, copies, expected in TABLE:
        assert set(surplus(copies, NOW)) == expected, name


copies_of_three_years = st.lists(
    st.tuples(st.integers(0, 3 * 366 * 24), st.booleans()), max_size=60, unique_by=lambda pair: pair[0]
).map(lambda pairs: [Dated(f"{hours:05}", NOW - timedelta(hours=hours), good) for hours, good in pairs])


@settings(max_examples=60, deadline=None)
@given(copies_of_three_years)
def test_whatever_there_is_the_newest_good_ones_and_all_of_two_days_stay(copies: list[Dated]) -> None:
    gone = set(surplus(copies, NOW))
    kept = [copy for copy in copies if copy.name not in gone]
    newest_good = sorted((copy for copy in copies if copy.verified), key=lambda copy: copy.at)[-NEWEST:]
    assert gone.isdisjoint(copy.name for copy in newest_good)
    assert gone.isdisjoint(copy.name for copy in copies if NOW - copy.at <= ALL)
    assert surplus(kept, NOW) == [], "what is left is let be"
    for copy in copies:
        if copy.name in gone and NOW - copy.at <= MONTHLY:
            near = timedelta(days=1 if NOW - copy.at <= DAILY else 7 if NOW - copy.at <= WEEKLY else 31)
            assert any(abs(other.at - copy.at) < near for other in kept), "one near it stays in its place"


def test_two_years_of_work_leave_every_day_week_and_month_covered_and_few_files() -> None:
    kept: list[Dated] = []
    for hour in range(0, 730 * 24, 6):
        now = NOW + timedelta(hours=hour)
        kept.append(Dated(f"{hour:06}", now))
        gone = set(surplus(kept, now))
        kept = [copy for copy in kept if copy.name not in gone]
    ages = [(now - copy.at) / timedelta(days=1) for copy in kept]
    assert len(kept) < 9 + 15 + 9 + 14
    assert sum(age <= 2 for age in ages) >= 8
    assert {int(age) for age in ages if 2 < age <= 15} == set(range(2, 15))
    assert all(any(start <= age < start + 14 for age in ages) for start in range(16, 58, 7))
    assert all(any(start <= age < start + 62 for age in ages) for start in range(72, 370, 31))


def test_a_copy_that_lies_ahead_of_the_clock_is_found() -> None:
    assert not lies_ahead(None, NOW)
    assert not lies_ahead(NOW + timedelta(minutes=1), NOW)
    assert lies_ahead(NOW + timedelta(hours=1), NOW)
