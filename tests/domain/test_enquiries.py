"""Enquiries: the clock on the journalist's own deadline, the moves, the figures, and lines that hold."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from hospcomms.domain.checks import errors, problems_of
from hospcomms.domain.enquiries import (
    ANSWERED,
    APPROVED,
    DECLINED,
    IN_HAND,
    MOVES,
    NEW,
    OPEN,
    STATES,
    TO_APPROVE,
    Enquiry,
    Line,
)
from hospcomms.domain.enquiry_times import left_said, minutes_left, severity, times_by_outlet, times_of
from hospcomms.domain.fields import Texts

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def asked(minutes: float = -60, due: float | None = None, sent: float | None = None, **facts: Any) -> Enquiry:
    """A question received so many minutes from now, its deadline and answer told the same way."""
    return Enquiry(
        title="سؤال",
        question="كم؟",
        asker="صحفي",
        received_at=NOW + timedelta(minutes=minutes),
        deadline=None if due is None else NOW + timedelta(minutes=due),
        answered_at=None if sent is None else NOW + timedelta(minutes=sent),
        **facts,
    ).settled()


def test_the_answer_is_due_at_the_deadline_or_four_hours_after_receipt() -> None:
    assert asked(-60, 30).due_at == NOW + timedelta(minutes=30)
    assert asked(-60).due_at == NOW + timedelta(hours=3)


@pytest.mark.parametrize(
    ("seconds", "left"), [(0, 0), (59, 0), (60, 1), (3600, 60), (-1, -1), (-60, -1), (-61, -2), (-3600, -60)]
)
def test_the_minutes_left_are_whole_and_negative_once_the_deadline_passed(seconds: int, left: int) -> None:
    enquiry = asked(-600, seconds / 60)
    assert minutes_left(enquiry, NOW) == left


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "Less than a minute left"),
        (1, "1 minute left"),
        (119, "119 minutes left"),
        (120, "2 hours left"),
        (2879, "47 hours left"),
        (2880, "2 days left"),
        (-1, "Late by 1 minute"),
        (-119, "Late by 119 minutes"),
        (-120, "Late by 2 hours"),
        (-2880, "Late by 2 days"),
    ],
)
def test_the_time_left_is_said_in_minutes_hours_and_days(minutes: int, said: str) -> None:
    from hospcomms.domain.locale import locale

    assert locale("en").say(left_said(minutes)) == said


def test_an_open_enquiry_presses_in_its_last_hour_and_is_late_after_its_deadline() -> None:
    assert [severity(asked(-600, due), NOW) for due in (61, 60, 0, -1)] == ["", "soon", "soon", "late"]
    assert severity(asked(-600, -1, state=DECLINED), NOW) == ""


def test_the_minutes_and_the_word_on_time_follow_from_the_clock() -> None:
    assert (asked(-120, -60, -60).minutes, asked(-120, -60, -60).in_time) == (60, "yes")
    assert (asked(-120, -60, -59).minutes, asked(-120, -60, -59).in_time) == (61, "no")
    assert (asked(-120, -60).minutes, asked(-120, -60).in_time) == (None, "")


def test_a_deadline_before_receipt_is_refused_and_somebody_asks() -> None:
    assert [problem.field for problem in errors(problems_of(asked(-60, -61)))] == ["deadline"]
    assert [problem.field for problem in errors(problems_of(asked(-60, -60)))] == []
    from dataclasses import replace

    assert [problem.field for problem in errors(problems_of(replace(asked(), asker="")))] == ["person"]


def test_every_state_has_its_moves_and_an_answer_that_was_sent_stays() -> None:
    assert set(MOVES) == {choice.key for choice in STATES}
    assert MOVES[ANSWERED] == frozenset()
    assert ANSWERED not in MOVES[TO_APPROVE] | MOVES[IN_HAND] | MOVES[NEW]
    assert {ANSWERED, DECLINED} == set(MOVES) - OPEN


def test_the_figures_count_late_silence_and_leave_out_what_is_not_due_and_what_was_declined() -> None:
    found = [
        asked(-100, -40, -50, state=ANSWERED, outlet=1),
        asked(-100, -40, -20, state=ANSWERED, outlet=1),
        asked(-300, -200, -210, state=ANSWERED, outlet=2),
        asked(-100, -1, outlet=1),
        asked(-100, 1, outlet=2, state=APPROVED),
        asked(-100, -1, state=DECLINED, outlet=2),
    ]
    whole = times_of(found, NOW)
    assert (whole.answered, whole.in_time, whole.overdue, whole.declined, whole.waiting) == (3, 2, 1, 1, 1)
    assert (whole.median, whole.judged, whole.share) == (80, 4, 50.0)
    assert whole.received == len(found)
    by = times_by_outlet(found, NOW)
    assert {key: (one.in_time, one.judged) for key, one in by.items()} == {1: (1, 3), 2: (1, 1)}


def test_without_anything_to_judge_there_is_no_share_and_no_median() -> None:
    nothing = times_of([asked(-10, 60), asked(-10, state=DECLINED)], NOW)
    assert (nothing.share, nothing.median, nothing.judged) == (None, None, 0)


@pytest.mark.parametrize(
    ("by", "until", "holds"),
    [("المدير", None, True), ("المدير", 0, True), ("المدير", -1, False), ("", 10, False), ("", None, False)],
)
def test_a_line_holds_once_approved_and_to_the_end_of_its_last_day(by: str, until: int | None, holds: bool) -> None:
    today = date(2026, 11, 22)
    last = None if until is None else today + timedelta(days=until)
    line = Line(title="موضوع", words=Texts(ar="نقول"), approved_by=by, valid_until=last)
    assert line.holds(today) is holds
