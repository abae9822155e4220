"""The words of time on the desk: how late, how soon, how long since it began; and the initials of a name."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from hospcomms.domain.incident_log import LogLine
from hospcomms.domain.incidents import Incident, IncidentStep
from hospcomms.domain.wording import counted, sentence
from ui.language import say, spoken

_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)
SOON = timedelta(minutes=15)
"""From this long before its hour a step is said to be near."""


def clock_words(milliseconds: int) -> str:
    """Elapsed time as hours, minutes and seconds: 01:12:46."""
    seconds = max(0, milliseconds) // 1000
    return spoken().digits(f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}")


def short_clock(milliseconds: int) -> str:
    """Elapsed time as hours and minutes: 01:12."""
    minutes = max(0, milliseconds) // 60_000
    return spoken().digits(f"{minutes // 60:02}:{minutes % 60:02}")


def late_words(by: timedelta) -> str:
    """How late something is, in minutes, then hours, then days."""
    minutes = max(1, by // _MINUTE)
    if minutes < 60:
        return say(sentence("{n} min late", n=minutes))
    if by < 48 * _HOUR:
        return say(sentence("{h} h {n} min late", h=minutes // 60, n=minutes % 60))
    return say(counted("{n} day late", "{n} days late", by.days))


def coming_words(left: timedelta) -> str:
    """In how long something is due."""
    minutes = max(0, left // _MINUTE)
    if minutes < 1:
        return say(sentence("now"))
    if minutes < 60:
        return say(sentence("in {n} min", n=minutes))
    if left < 48 * _HOUR:
        return say(sentence("in {h} h {n} min", h=minutes // 60, n=minutes % 60))
    return say(counted("in {n} day", "in {n} days", left.days))


def next_words(due: datetime | None, now: datetime) -> str:
    """When the next update is due, in whole words for reading from far."""
    if due is None:
        return say(sentence("not set"))
    if due < now:
        return late_words(now - due)
    minutes = (due - now) // _MINUTE
    if 0 < minutes < 60:
        return say(counted("in {n} minute", "in {n} minutes", minutes))
    return coming_words(due - now)


def time_of(at: datetime) -> str:
    """The hour of a moment in local time."""
    return spoken().time(at)


def line_time(line: LogLine) -> str:
    """The hour of a log line on the clock of the place it was written at."""
    return spoken().time((line.at + timedelta(minutes=line.offset)).replace(tzinfo=None))


def began_words(incident: Incident) -> str:
    """When it began: the weekday, the day and the hour."""
    if incident.started_at is None:
        return ""
    local = incident.started_at.astimezone()
    day = f"{spoken().weekday(local.weekday())} {spoken().short_day(local.date())}"
    return say(sentence("began on {day} at {time}", day=day, time=time_of(local)))


def state_of(step: IncidentStep, now: datetime) -> str:
    """``late``, ``soon``, ``coming``, ``done`` or ``aside``."""
    if step.done_at is not None:
        return "done"
    if step.not_needed:
        return "aside"
    if step.is_late(now):
        return "late"
    return "soon" if step.due_at is not None and step.due_at - now <= SOON else "coming"


def due_words(step: IncidentStep, now: datetime) -> str:
    """What stands at the end of a step: how late, how soon, or when it was done and by whom."""
    if step.done_at is not None:
        return say(sentence("done {time} {by}", time=time_of(step.done_at), by=step.done_by)).strip()
    if step.not_needed:
        return say(sentence("not needed"))
    if step.due_at is None:
        return say(sentence("no hour"))
    return late_words(now - step.due_at) if step.due_at < now else coming_words(step.due_at - now)


def initials_of(name: str) -> str:
    """The initials of a name as one signs a log: “N. Ammar” is “N.A.”, «نادية عمار» is «ن.ع»."""
    letters = [word[0] for word in re.split(r"[\s.\-]+", name.strip()) if word and word[0].isalpha()]
    letters = letters[:3]
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in letters)
    return ".".join(letters) if arabic else "".join(f"{letter.upper()}." for letter in letters)


def typed_time(words: str, now: datetime) -> datetime | None:
    """An hour typed as 10:45, 10h45 or 1045, today or else tomorrow; None when it is none. Returned in UTC."""
    found = re.fullmatch(r"\s*(\d{1,2})\s*(?::|h|\.|)\s*(\d{2})\s*", _latin(words))
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    local = now.astimezone()
    wanted = local.replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0)
    if wanted < local - timedelta(minutes=5):
        wanted += timedelta(days=1)
    return wanted.astimezone(now.tzinfo)


def _latin(words: str) -> str:
    return words.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))
