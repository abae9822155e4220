"""Sessions add up, their figures and intervals are right, and the stock of leaflets is never given out twice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hospcomms.domain.agenda import LATE, TODAY, WEEK
from hospcomms.domain.checks import Severity, errors, problems_of
from hospcomms.domain.locale import locale
from hospcomms.domain.materials import DESTROYED, FOUND, GIVEN, PRINTED, RETURNED, StockMove
from hospcomms.domain.observances import Observance
from hospcomms.domain.session_agenda import session_line
from hospcomms.domain.session_figures import figures_of
from hospcomms.domain.session_opinions import opinion_figures, share_told
from hospcomms.domain.sessions import CANCELLED, GROUPS, HELD, PLANNED, EducationSession, SessionOpinion
from hospcomms.domain.stock import Piles, balance, piles, to_give

DAY = date(2026, 11, 10)


def session(**values: Any) -> EducationSession:
    return EducationSession(**{"title": "السكري", "held_on": DAY, "place": "ثانوية", **values})


def test_what_does_not_add_up_is_refused_and_what_is_incomplete_is_pointed_out() -> None:
    cases: list[tuple[dict[str, Any], list[tuple[str, Severity]]]] = [
        ({"attended": 30.0, "women_60": 10.0, "men_60": 20.0}, []),
        ({"attended": 29.0, "women_60": 10.0, "men_60": 20.0}, [("attended", Severity.ERROR)]),
        ({"attended": 31.0, "women_60": 10.0, "men_60": 20.0}, [("attended", Severity.WARNING)]),
        ({"women_60": 10.5}, [("women_60", Severity.ERROR)]),
        ({"attended": 5.0, "referred": 6.0}, [("referred", Severity.ERROR)]),
        ({"attended": 5.0, "answered": 6.0}, [("answered", Severity.ERROR)]),
        ({"attended": 0.0, "women_60": 0.0}, []),
        ({"begins": "25:00"}, [("begins", Severity.ERROR)]),
        ({"begins": "10:00", "ends": "9h30"}, [("ends", Severity.ERROR)]),
        ({"ends": "11:00"}, [("begins", Severity.ERROR)]),
    ]
    for values, wanted in cases:
        found = [(one.field, one.severity) for one in problems_of(session(**values))]
        assert found == wanted, values


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(GROUPS), st.integers(0, 400).map(float)))
def test_groups_alone_give_everybody_who_came_and_both_margins_agree(groups: dict[str, float]) -> None:
    kept = session(state=HELD, **groups).settled()
    assert kept.attended == (sum(groups.values()) if groups else None)
    found = figures_of([kept, session(state=PLANNED, attended=9.0), session(state=CANCELLED, attended=9.0)])
    assert (found.held, found.planned, found.cancelled) == (1, 1, 1)
    assert found.people == found.of_sex("women") + found.of_sex("men") == sum(groups.values())
    assert sum(found.of_age(age) for age in ("0_14", "15_24", "25_44", "45_59", "60", "unknown")) == found.people
    assert found.uncounted == (0 if groups else 1)


def test_people_in_no_group_are_counted_apart() -> None:
    found = figures_of([session(state=HELD, attended=40.0, women_60=30.0), session(state=HELD, attended=7.0)])
    assert (found.people, found.ungrouped) == (47.0, 17.0)


def test_the_share_that_agrees_is_told_with_wilsons_interval() -> None:
    rows = [SessionOpinion(statement="clear", agree=20.0, partly=3.0), SessionOpinion(statement="clear", agree=6.0)]
    rows += [SessionOpinion(statement="clear", disagree=1.0)]
    clear, useful = opinion_figures(rows)[:2]
    assert (clear.agree, clear.partly, clear.disagree, clear.answers) == (26.0, 3.0, 1.0, 30.0)
    # by hand: p 26/30, z 1.959964: centre (p + z²/60) / (1 + z²/30), half z·√(p(1−p)/30 + z²/3600) / (1 + z²/30)
    assert str(share_told(clear, locale("en"))) == "86.7% [70.3 to 94.7]"
    assert share_told(useful, locale("en")) is None


def test_the_first_page_asks_for_sessions_that_wait() -> None:
    today = DAY
    cases = [
        (session(state=PLANNED, held_on=today), TODAY),
        (session(state=PLANNED, held_on=today + timedelta(days=3)), WEEK),
        (session(state=PLANNED, held_on=today - timedelta(days=1)), LATE),
        (session(state=PLANNED, held_on=today + timedelta(days=40)), None),
        (session(state=HELD, held_on=today - timedelta(days=1)), None),
        (session(state=HELD, held_on=today - timedelta(days=2)), LATE),
        (session(state=HELD, held_on=today - timedelta(days=2), attended=0.0), None),
        (session(state=HELD, held_on=today - timedelta(days=91)), None),
        (session(state=CANCELLED, held_on=today), None),
    ]
    for one, group in cases:
        line = session_line(one, one.place, today)
        assert (line.group if line else None) == group, (one.state, one.held_on)


def move(movement: str, copies: float, day: int, version: int = 0, ident: int = 0) -> StockMove:
    return StockMove(
        id=ident, material=1, movement=movement, copies=copies, moved_on=DAY + timedelta(days=day), version=version
    )


def test_the_stock_follows_movements_and_counts_in_their_order() -> None:
    cases: list[tuple[list[StockMove], float | None]] = [
        ([], None),
        ([move(PRINTED, 500, 0)], 500),
        ([move(GIVEN, 40, 2), move(PRINTED, 500, 0), move(RETURNED, 5, 3), move(DESTROYED, 10, 4)], 455),
        ([move(PRINTED, 500, 0), move(FOUND, 90, 5), move(GIVEN, 10, 6)], 80),
        ([move(PRINTED, 500, 0, 1), move(PRINTED, 200, 0, 2), move(FOUND, 600, 3)], 600),
        ([move(PRINTED, 500, 0, 1), move(PRINTED, 200, 0, 2), move(FOUND, 100, 3, 1)], 300),
        ([move(FOUND, 20, 1), move(GIVEN, 5, 1)], 15),
    ]
    for moves, wanted in cases:
        assert balance(moves) == wanted
    assert piles(cases[4][0]).by_version == {1: 500, 2: 200, 0: -100}


def test_no_more_is_given_out_than_there_is_then_and_later() -> None:
    printed = [move(PRINTED, 100, 0, ident=1), move(GIVEN, 80, 10, ident=2)]
    cases: list[tuple[list[StockMove], int, int, float]] = [
        ([], 0, 0, 0),
        (printed, -1, 0, 0),  # before it was printed
        (printed, 5, 0, 20),  # 80 of them are given out five days later
        (printed, 10, 0, 20),
        ([*printed, move(FOUND, 60, 20, ident=3)], 25, 0, 60),
        ([*printed, move(FOUND, 60, 8, ident=3)], 5, 0, 100),  # the count of day 8 already saw it
        ([move(FOUND, 200, 9, ident=1)], 5, 0, float("inf")),  # nobody knew before the first count
        ([move(PRINTED, 50, 0, 1, 1), move(PRINTED, 30, 0, 2, 2)], 1, 2, 30),
        ([move(PRINTED, 50, 0, 1, 1), move(PRINTED, 30, 0, 0, 2)], 1, 1, 80),
        ([move(PRINTED, 50, 0, 1, 1), move(GIVEN, 30, 0, 0, 2)], 1, 1, 20),
    ]
    for moves, day, version, wanted in cases:
        assert to_give(moves, DAY + timedelta(days=day), version) == wanted, (day, version)


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from((PRINTED, GIVEN, RETURNED, DESTROYED, FOUND)), st.integers(0, 99), st.integers(0, 2))
    )
)
def test_a_count_without_a_version_is_what_is_left_whatever_came_before(steps: list[tuple[str, int, int]]) -> None:
    found = Piles()
    for movement, copies, version in steps:
        found.take(move(movement, float(copies), 0, version))
    found.take(move(FOUND, 37.0, 0))
    assert found.total == pytest.approx(37.0)


def test_what_is_no_number_at_all_is_a_problem_and_nothing_worse() -> None:
    """A cell of 400 digits is read as a number without end."""
    for value in (float("inf"), float("nan"), 1e300, 0.5):
        for record, field in (
            (EducationSession(attended=value, women_60=3.0), "attended"),
            (StockMove(copies=value), "copies"),
            (Observance(month=value, day_of_month=1.0), "month"),
        ):
            assert field in {problem.field for problem in errors(problems_of(record))}, (value, field)
