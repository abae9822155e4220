"""Spans of activities, moving and resizing them, and what a delay pushes."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hospcomms.domain import schedule
from hospcomms.domain.activities import CANCELLED, DONE, PLANNED, UNDER_WAY, Activity
from hospcomms.domain.checks import EARLIEST, LATEST
from hospcomms.domain.schedule import Span

TODAY = date(2026, 11, 22)


def activity(ident: int, start: int, end: int, after: int = 0, status: str = PLANNED) -> Activity:
    """Days are told from today."""
    return Activity(
        id=ident,
        campaign=1,
        title=f"A{ident}",
        status=status,
        start=TODAY + timedelta(days=start),
        end=TODAY + timedelta(days=end),
        predecessor=after,
    )


def test_one_known_day_stands_for_both() -> None:
    assert schedule.span_of(Activity(start=TODAY)) == Span(TODAY, TODAY)
    assert schedule.span_of(Activity(end=TODAY)) == Span(TODAY, TODAY)
    assert schedule.span_of(Activity()) is None
    assert Span(TODAY, TODAY).days == 1


def test_moving_keeps_the_length_and_an_unset_day_stays_unset() -> None:
    later = schedule.moved(activity(1, 0, 4), 3)
    assert (later.start, later.end) == (date(2026, 11, 25), date(2026, 11, 29))
    assert schedule.moved(Activity(start=TODAY), -1).end is None
    assert schedule.moved(Activity(), 5) == Activity()


def test_resizing_moves_one_edge_and_leaves_at_least_one_day() -> None:
    found = activity(1, 0, 4)
    assert schedule.resized(found, end=2).end == date(2026, 11, 28)
    assert schedule.resized(found, start=-1).start == date(2026, 11, 21)
    assert schedule.resized(found, end=-9).end == found.start
    assert schedule.resized(found, start=9).start == found.end


@given(start=st.dates(EARLIEST, LATEST), days=st.integers(0, 400), by=st.integers(-100_000, 200_000))
def test_no_move_leaves_the_calendar_or_changes_the_length(start: date, days: int, by: int) -> None:
    end = min(LATEST, start + timedelta(days=days))
    found = schedule.moved(Activity(start=start, end=end), by)
    span = schedule.span_of(found)
    assert span is not None
    assert span.first >= EARLIEST
    assert span.last <= LATEST
    assert span.days == (end - start).days + 1


def test_a_bar_looks_like_its_status_and_late_wins_over_running() -> None:
    looks = [
        schedule.look(found, TODAY)
        for found in (
            activity(1, -9, -5, status=DONE),
            activity(2, -9, -5, status=CANCELLED),
            activity(3, -9, -4, status=UNDER_WAY),
            activity(4, -2, 3, status=UNDER_WAY),
            activity(5, 1, 3),
        )
    ]
    assert looks == ["done", "cancelled", "late", "running", "planned"]
    assert schedule.days_late(activity(3, -9, -4), TODAY) == 4
    assert schedule.days_late(activity(3, -9, 4), TODAY) == 0


def test_a_late_activity_pushes_what_comes_after_it_to_tomorrow() -> None:
    found = [activity(1, -9, -4, status=UNDER_WAY), activity(2, -3, 2, after=1)]
    delay = schedule.delays(found, TODAY)[0]
    assert (delay.activity.id, delay.pushed.id, delay.days) == (1, 2, 4)
    pushed = schedule.linked_moves(found, TODAY)
    assert [(item.id, item.start, item.end) for item in pushed] == [(2, date(2026, 11, 23), date(2026, 11, 28))]


def test_a_push_travels_along_the_links_and_keeps_the_gaps_that_are_left() -> None:
    found = [
        activity(1, 0, 10),
        activity(2, 5, 6, after=1),
        activity(3, 7, 8, after=2),
        activity(4, 40, 41, after=3),
    ]
    pushed = {item.id: item.start for item in schedule.linked_moves(found, TODAY)}
    assert pushed == {2: date(2026, 12, 3), 3: date(2026, 12, 5)}
    assert schedule.linked_moves([*found[:1], *found[3:]], TODAY) == []


def test_done_and_cancelled_activities_are_neither_pushed_nor_push() -> None:
    assert schedule.delays([activity(1, 0, 9), activity(2, 2, 3, after=1, status=DONE)], TODAY) == []
    assert schedule.delays([activity(1, 0, 9, status=DONE), activity(2, 2, 3, after=1)], TODAY) == []
    assert schedule.delays([activity(1, 0, 9, status=CANCELLED), activity(2, 2, 3, after=1)], TODAY) == []


def test_a_ring_of_links_moves_nothing_for_ever() -> None:
    ring = [activity(1, 0, 5, after=3), activity(2, 1, 5, after=1), activity(3, 1, 5, after=2)]
    assert schedule.linked_moves(ring, TODAY) == []
    assert schedule.linked_moves([activity(1, 0, 5, after=1)], TODAY) == []


def test_after_the_linked_moves_nothing_is_pushed_any_more() -> None:
    found = [activity(ident, ident % 3, ident % 3 + ident, after=ident - 1) for ident in range(1, 9)]
    changed = {item.id: item for item in schedule.linked_moves(found, TODAY)}
    assert changed
    assert schedule.delays([changed.get(item.id, item) for item in found], TODAY) == []


def test_the_axis_holds_whole_weeks_round_everything() -> None:
    spans = [Span(date(2026, 10, 20), date(2026, 11, 3)), Span(date(2026, 11, 1), date(2026, 12, 30))]
    whole = schedule.extent(spans, TODAY, first_weekday=6)
    assert (whole.first, whole.last) == (date(2026, 10, 18), date(2027, 1, 2))
    assert whole.first.weekday() == 6
    assert whole.days % 7 == 0
    assert schedule.extent([], TODAY).holds(TODAY)


def test_the_axis_is_marked_by_days_weeks_or_months() -> None:
    span = Span(date(2026, 10, 18), date(2026, 12, 5))
    assert schedule.ticks(span, "week")[:3] == [date(2026, 10, 18), date(2026, 10, 25), date(2026, 11, 1)]
    assert schedule.ticks(span, "month") == [date(2026, 11, 1), date(2026, 12, 1)]
    assert len(schedule.ticks(span, "day")) == span.days
    assert schedule.months(span) == [
        Span(date(2026, 10, 18), date(2026, 10, 31)),
        Span(date(2026, 11, 1), date(2026, 11, 30)),
        Span(date(2026, 12, 1), date(2026, 12, 5)),
    ]
