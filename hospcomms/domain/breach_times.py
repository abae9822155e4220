"""The clock of a breach: how long the authority may still be told in time, in hours and minutes, and what presses."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hospcomms.domain.agenda import FORTNIGHT, LATE, TODAY, Line, group_of, when_said
from hospcomms.domain.privacy import Breach
from hospcomms.domain.wording import N_, Sentence, counted, sentence

MINUTE = timedelta(minutes=1)
PRESSING = 24 * 60
"""With so many minutes left, or fewer, a breach presses."""
TELL = N_("Tell the authority")
AUTHORITIES = {
    "DZ": N_("National Authority for the Protection of Personal Data (ANPDP)"),
    "SA": N_("Saudi Data and Artificial Intelligence Authority (SDAIA)"),
}
THE_AUTHORITY = N_("the authority for the protection of personal data")


def authority(country: str) -> str:
    """The marked name of the authority a breach is notified to."""
    return AUTHORITIES.get(country, THE_AUTHORITY)


def minutes_left(breach: Breach, now: datetime) -> int | None:
    """Whole minutes in which the authority can still be told in time, negative once it is late.

    None when it was told, the breach is closed, or it is not known when it was found.
    """
    if breach.due_at is None or breach.authority_told_at is not None or breach.closed_on is not None:
        return None
    return (breach.due_at - now) // MINUTE


def severity(breach: Breach, now: datetime) -> str:
    """How much a breach presses: ``late``, ``soon`` in the last day, else ""."""
    left = minutes_left(breach, now)
    if left is None:
        return ""
    return "late" if left < 0 else "soon" if left <= PRESSING else ""


def was_late(breach: Breach) -> bool:
    """True when the authority was told after the time."""
    return bool(breach.authority_told_at and breach.due_at and breach.authority_told_at > breach.due_at)


def time_said(minutes: int) -> Sentence:
    """A time without its sign in hours and minutes: “71 hours and 5 minutes”."""
    hours, rest = divmod(abs(minutes), 60)
    some = counted("{n} minute", "{n} minutes", rest)
    if not hours:
        return some if rest else sentence("less than a minute")
    many = counted("{n} hour", "{n} hours", hours)
    return sentence("{hours} and {minutes}", hours=many, minutes=some) if rest else many


def breach_line(breach: Breach, now: datetime, today: date) -> Line | None:
    """A breach the authority is still to be told of, or one that is not closed; None once it is closed."""
    if breach.closed_on is not None:
        return None
    left, due = minutes_left(breach, now), breach.due_at
    if left is None or due is None:
        why = sentence("Data breach to close")
        return Line(TODAY, "note", Breach, breach.id, breach.title, why, when_said(today, today), today)
    day = due.astimezone().date()
    if left < 0:
        why = sentence("Data breach. The authority was to be told {time} ago.", time=time_said(left))
        return Line(LATE, "late", Breach, breach.id, breach.title, why, when_said(day, today), day, TELL)
    why = sentence("Data breach. Time left to tell the authority: {time}.", time=time_said(left))
    group = TODAY if left <= PRESSING else group_of(day, today) or FORTNIGHT
    level = "soon" if left <= PRESSING else "note"
    return Line(group, level, Breach, breach.id, breach.title, why, when_said(day, today), day, TELL)
