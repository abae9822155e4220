"""Entries of the calendar itself: meetings, deadlines and whatever no other room keeps, or another calendar sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hospcomms.domain.checks import Problem, days_in_order, warning
from hospcomms.domain.clock_times import clock_time, read_time, tidy_time, times_in_order
from hospcomms.domain.fields import Choice, Record, choice, day, link, long_text, text
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_, sentence

LONGEST_DAYS = 31
"""An entry of more days is said to be long; it may be right."""

KINDS = (
    Choice("meeting", N_("Meeting")),
    Choice("visit", C_("appointment", "Visit")),
    Choice("deadline", N_("Deadline")),
    Choice("training", N_("Training")),
    Choice("other", C_("appointment", "Other")),
)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Appointment(Record):
    """Something on one or several days, all day long when it has no time; ``uid`` is its name in other calendars.

    Times are those of the hospital's wall clock.
    """

    key = "appointment"
    one = N_("Appointment")
    many = N_("Appointments")
    order = ("-first", "begins")

    title: str = text(N_("Title"), required=True, listed=True)
    kind: str = choice(C_("appointment", "Kind"), KINDS, "meeting", required=True, listed=True)
    first: date | None = day(N_("First day"), required=True, listed=True)
    last: date | None = day(N_("Last day"), listed=True)
    begins: str = clock_time(N_("Begins at"), listed=True)
    ends: str = clock_time(N_("Ends at"), listed=True)
    place: str = text(N_("Place"), listed=True)
    channel: str = text(N_("Channel"))
    who: str = text(N_("Who takes part"), listed=True)
    speaker: int = link(N_("Spokesperson"), "colleague")
    note: str = long_text(N_("Note"))
    uid: str = text(N_("Name in other calendars"), own=True, searched=False, limit=1000)
    origin: str = text(N_("Brought in from"), own=True)

    def settled(self) -> Appointment:
        """With its times as they are kept."""
        return replace(self, begins=tidy_time(self.begins), ends=tidy_time(self.ends))

    def problems(self) -> list[Problem]:
        """The days and the times are in order."""
        is_one_day = self.last is None or self.last == self.first
        return [
            *days_in_order(self, "first", "last"),
            *times_in_order(self, "begins", "ends", is_one_day=is_one_day),
            *self._odd_lengths(is_one_day=is_one_day),
        ]

    def _odd_lengths(self, *, is_one_day: bool) -> list[Problem]:
        """What is rarely meant: nothing lasts no minute, and hardly anything more than a month."""
        if is_one_day and self.begins and read_time(self.begins) == read_time(self.ends):
            return [warning("ends", sentence("It ends at the minute at which it begins. Check both times."))]
        if self.first is not None and self.last is not None and (self.last - self.first).days > LONGEST_DAYS:
            return [warning("last", sentence("It lasts more than a month. Check the last day."))]
        return []
