"""Clashes: who and what is wanted twice at one time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hospcomms.domain.activities import Activity
from hospcomms.domain.appointments import Appointment
from hospcomms.domain.clashes import CHANNEL, PLACE, SPEAKER, clashes_of
from hospcomms.domain.dated import Dated

DAY = date(2026, 11, 14)
ONE = Dated(Appointment, 1, "one", "appointments", DAY, DAY, place="hall")
OTHER = Dated(Activity, 2, "other", "activities", DAY, DAY, place="hall")


def test_times_that_overlap_or_are_not_known_clash_and_those_that_follow_each_other_do_not() -> None:
    cases = {
        # begins and ends of the one, of the other: do they clash?
        ("", "", "", ""): True,
        ("09:00", "10:00", "", ""): True,
        ("09:00", "10:00", "10:00", "11:00"): False,
        ("10:00", "11:00", "09:00", "10:00"): False,
        ("09:00", "10:01", "10:00", "11:00"): True,
        ("09:00", "", "10:00", ""): True,
        ("09:00", "10:00", "11:00", ""): False,
        ("09:00", "12:00", "10:00", "11:00"): True,
        ("09:00", "09:00", "09:00", "09:00"): True,
    }
    for (begins, ends, other_begins, other_ends), is_clash in cases.items():
        one = replace(ONE, begins=begins, ends=ends)
        other = replace(OTHER, begins=other_begins, ends=other_ends)
        assert bool(clashes_of([one, other])) is is_clash, (begins, ends, other_begins, other_ends)
        assert bool(clashes_of([other, one])) is is_clash


def test_a_pair_is_told_once_by_what_weighs_most_on_the_first_day_they_share() -> None:
    later = DAY + timedelta(days=2)
    one = replace(ONE, last=DAY + timedelta(days=5), speaker="amina")
    other = replace(OTHER, first=later, last=later, speaker="amina")
    (clash,) = clashes_of([other, one])
    assert (clash.shared, clash.day, clash.one, clash.other) == (SPEAKER, later, one, other)
    assert str(clash.said) == "On 2026-11-16, “one” and “other” have the same spokesperson."
    (place,) = clashes_of([ONE, OTHER])
    assert place.shared == PLACE
    assert clashes_of([ONE, replace(OTHER, first=later, last=later)]) == []
    assert clashes_of([ONE, replace(OTHER, place="room")]) == []
    assert clashes_of([ONE, ONE]) == []


def test_what_runs_for_days_on_a_channel_leaves_room_for_others() -> None:
    one, other = (replace(thing, place="", channel="radio") for thing in (ONE, OTHER))
    (clash,) = clashes_of([one, other])
    assert clash.shared == CHANNEL
    assert clashes_of([one, replace(other, last=DAY + timedelta(days=3))]) == []
