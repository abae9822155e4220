"""Times of the day as the wall clock shows them: “09:30”, the same in every zone; for what is planned in a calendar."""

from __future__ import annotations

import re
import unicodedata
from datetime import time
from functools import lru_cache
from typing import Any

from hospcomms.domain.checks import Problem
from hospcomms.domain.fields import Record, fields_of, text
from hospcomms.domain.wording import N_, Label, sentence

_TIME = re.compile(r"([01]?\d|2[0-3])\s*[:.h]\s*([0-5]\d)|([01]?\d|2[0-3])\s*h?", re.IGNORECASE)
HELP = N_("Hours and minutes, such as 09:30.")


def clock_time(label: str, **facts: Any) -> Any:
    """A time of the day, kept as “HH:MM”; empty when it is not known."""
    return text(label, **{"limit": 12, "searched": False, "help": HELP, **facts})


@lru_cache(2000)
def read_time(typed: str) -> time | None:
    """The time somebody typed: 9, 9h, 9:30, 09.30, 9h30, in either set of digits; None for anything else."""
    found = _TIME.fullmatch(_latin(typed).strip())
    if found is None:
        return None
    hour, minute, whole = found.groups()
    return time(int(hour or whole), int(minute or 0))


def _latin(typed: str) -> str:
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in typed)


def tidy_time(typed: str) -> str:
    """A typed time as it is kept; what cannot be read stays as it was typed, for ``times_in_order`` to name."""
    found = read_time(typed)
    return typed if found is None else f"{found:%H:%M}"


def times_in_order(record: Record, begins: str, ends: str, *, is_one_day: bool) -> list[Problem]:
    """Problems of the two time fields named: unreadable, an end without a beginning, or on one day an end before it."""
    described = fields_of(type(record))
    found = [
        Problem(
            name,
            sentence("{field} is not a time of the day. Type it as in 09:30.", field=Label(described[name].label)),
        )
        for name in (begins, ends)
        if getattr(record, name) and read_time(getattr(record, name)) is None
    ]
    first, last = read_time(getattr(record, begins)), read_time(getattr(record, ends))
    if found or last is None:
        return found
    if first is None:
        return [Problem(begins, sentence("The end has a time and the beginning has none. Type when it begins."))]
    if is_one_day and last < first:
        return [
            Problem(
                ends,
                sentence(
                    "It ends at {ends}, before it begins at {begins}. Correct one of the times.",
                    ends=f"{last:%H:%M}",
                    begins=f"{first:%H:%M}",
                ),
            )
        ]
    return []
