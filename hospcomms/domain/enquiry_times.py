"""The answer clock of enquiries: how much time is left, how fast answers were, and how many came in time (7.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from hospcomms.domain.campaigns import YES
from hospcomms.domain.enquiries import ANSWERED, DECLINED, Enquiry
from hospcomms.domain.wording import Sentence, counted, sentence

MINUTE = timedelta(minutes=1)
PRESSING = 60
"""With so many minutes left, or fewer, an enquiry presses."""
_HOURS, _DAYS = 120, 48 * 60
"""From so many minutes on, time is said in hours, and in days."""


def minutes_left(enquiry: Enquiry, now: datetime) -> int | None:
    """Whole minutes until the answer is due, negative once it is late; None when it is not known when it is due."""
    return None if enquiry.due_at is None else (enquiry.due_at - now) // MINUTE


def severity(enquiry: Enquiry, now: datetime) -> str:
    """How much an enquiry presses: ``late``, ``soon`` in the last hour, else ""; one that is closed never does."""
    left = minutes_left(enquiry, now)
    if not enquiry.is_open or left is None:
        return ""
    return "late" if left < 0 else "soon" if left <= PRESSING else ""


def left_said(minutes: int) -> Sentence:
    """The time left in words: minutes, hours from two on, days from two on; late when it is negative."""
    if minutes < 0:
        return _late(-minutes)
    if minutes == 0:
        return sentence("Less than a minute left")
    if minutes < _HOURS:
        return counted("{n} minute left", "{n} minutes left", minutes)
    if minutes < _DAYS:
        return counted("{n} hour left", "{n} hours left", minutes // 60)
    return counted("{n} day left", "{n} days left", minutes // (24 * 60))


def _late(minutes: int) -> Sentence:
    if minutes < _HOURS:
        return counted("Late by {n} minute", "Late by {n} minutes", minutes)
    if minutes < _DAYS:
        return counted("Late by {n} hour", "Late by {n} hours", minutes // 60)
    return counted("Late by {n} day", "Late by {n} days", minutes // (24 * 60))


@dataclass(frozen=True)
class Times:
    """How a number of enquiries were answered.

    ``median`` is of the minutes from receipt to the answer, over the ``answered`` ones. ``overdue`` are those without
    an answer whose deadline has passed; ``waiting`` those whose deadline is still ahead, which are not judged yet.
    """

    answered: int = 0
    median: float | None = None
    in_time: int = 0
    overdue: int = 0
    declined: int = 0
    waiting: int = 0

    @property
    def judged(self) -> int:
        """What the share is of: the answered ones, and those whose deadline passed without an answer."""
        return self.answered + self.overdue

    @property
    def share(self) -> float | None:
        """Percent answered before the deadline; None when there is nothing to judge yet."""
        return 100.0 * self.in_time / self.judged if self.judged else None

    @property
    def received(self) -> int:
        """All of them."""
        return self.judged + self.declined + self.waiting


def times_of(enquiries: Iterable[Enquiry], now: datetime) -> Times:
    """The figures of some enquiries as things stand ``now``."""
    minutes: list[float] = []
    answered = in_time = overdue = declined = waiting = 0
    for enquiry in enquiries:
        if enquiry.state == ANSWERED:
            answered += 1
            in_time += enquiry.in_time == YES
            minutes += [] if enquiry.minutes is None else [enquiry.minutes]
        elif enquiry.state == DECLINED:
            declined += 1
        elif (minutes_left(enquiry, now) or 0) < 0:
            overdue += 1
        else:
            waiting += 1
    return Times(answered, median(minutes) if minutes else None, in_time, overdue, declined, waiting)


def times_by_outlet(enquiries: Sequence[Enquiry], now: datetime) -> dict[int, Times]:
    """The figures of each outlet by its id, 0 for enquiries without one; the outlet that asked most comes first."""
    groups: dict[int, list[Enquiry]] = {}
    for enquiry in enquiries:
        groups.setdefault(enquiry.outlet, []).append(enquiry)
    ordered = sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return {outlet: times_of(own, now) for outlet, own in ordered}
