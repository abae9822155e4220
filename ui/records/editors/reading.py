"""What was typed as a value: numbers and days as people write them, in the digits of either script.

Every function returns the value, None for an empty text, or a ``Sentence`` saying why the text cannot
be read; nothing is raised and nothing typed is changed.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from hospcomms.domain.limits import FIRST_YEAR, LAST_YEAR, NUMBER
from hospcomms.domain.locale import Locale, latin_digits
from hospcomms.domain.wording import Sentence, sentence

_INVISIBLE = dict.fromkeys(
    (
        0x200B,
        0x200C,
        0x200D,
        0x200E,
        0x200F,
        0x61C,
        0x2060,
        0xFEFF,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    )
)
_MARKS = str.maketrans({"٫": ".", "،": ",", "٬": "'", "’": "'", "\u2212": "-", "٪": "%"})
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_GROUPED = re.compile(r"\d{1,3}(?:([.,'])\d{3})(?:\1\d{3})*")
_DAY = re.compile(r"(\d{1,2})(?:[/.\- ](\d{1,2})(?:[/.\- ](\d{2}|\d{4}))?)?")
_ISO = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")
_TIME = re.compile(r"(\d{1,2})\s*(?:[:hH.]\s*(\d{1,2})?)?")


def plain(text: str) -> str:
    """``text`` with Latin digits and marks, without direction controls and outer spaces."""
    return latin_digits(text).translate(_INVISIBLE).translate(_MARKS).strip()


def number(text: str, locale: Locale, marks: tuple[str, ...] = ()) -> Decimal | Sentence | None:
    """A number with comma or point, thousands set apart or not; ``marks`` are signs that may stand by it.

    A single comma before three digits is a thousands mark in English only: elsewhere it is decimal.
    """
    bare = plain(text)
    for mark in marks:
        bare = bare.replace(mark, "") if mark else bare
    bare = _SPACES.sub("", bare)
    if not bare:
        return None if not plain(text) else _no_number(text)
    found = _decimal(_without_groups(bare, locale))
    if found is not None and abs(found) > NUMBER:
        return sentence("“{text}” is too large a number. Correct it.", text=text.strip()[:60])
    return _no_number(text) if found is None else found


def _no_number(text: str) -> Sentence:
    return sentence(
        "“{text}” is not a number. Type digits, for example {example}.", text=text.strip()[:60], example=1250
    )


def _without_groups(bare: str, locale: Locale) -> str:
    sign, digits = (bare[0], bare[1:]) if bare[:1] in "+-" else ("", bare)
    last = max(digits.rfind("."), digits.rfind(","))
    whole, point, part = (digits[:last], digits[last], digits[last + 1 :]) if last >= 0 else (digits, "", "")
    single_group = point == "," and locale.language == "en" and _GROUPED.fullmatch(digits) is not None
    if (point and whole.count(point)) or single_group:
        whole, part = digits, ""
    if _GROUPED.fullmatch(whole):
        whole = re.sub(r"[.,']", "", whole)
    return f"{sign}{whole or '0'}.{part}" if part else f"{sign}{whole}"


def _decimal(text: str) -> Decimal | None:
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", text, re.ASCII):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def day(text: str, locale: Locale, today: date) -> date | Sentence | None:
    """A date typed as 21/11/2026, 21/11, 21 or 2026-11-21; what is left out is taken from ``today``."""
    bare = _SPACES.sub(" ", plain(text))
    if not bare:
        return None
    iso = _ISO.fullmatch(bare)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]), locale)
    found = _DAY.fullmatch(bare)
    if not found:
        return sentence(
            "“{text}” is not a date. Type day, month and year, for example {example}.",
            text=text.strip(),
            example=today,
        )
    year = int(found[3]) if found[3] else today.year
    month = int(found[2]) if found[2] else today.month
    short = found[3] is not None and len(found[3]) == 2
    return _date(year + 2000 if short else year, month, int(found[1]), locale)


def _date(year: int, month: int, number: int, locale: Locale) -> date | Sentence:
    if not 1 <= month <= 12:
        return sentence("There is no month {month}. Type a month between 1 and 12.", month=str(month))
    if year < 1:
        return sentence("There is no year {year}. Type a year of four digits.", year=str(year))
    last = calendar.monthrange(year, month)[1]
    if not 1 <= number <= last:
        return sentence(
            "There is no day {day} in {month}. Type a day between 1 and {last}.",
            day=number,
            month=locale.month(month),
            last=last,
        )
    return date(year, month, number)


def moment(text: str, locale: Locale, today: date) -> datetime | Sentence | None:
    """A date and a local time typed as 21/11/2026 14:30 (or 14 h 30); the value is in UTC.

    Without a time the day begins; a time alone is of today.
    """
    bare = _SPACES.sub(" ", plain(text))
    if not bare:
        return None
    date_text, _, time_text = bare.partition(" ")
    if not time_text and (":" in bare or "h" in bare.lower()):
        date_text, time_text = "", bare
    when = day(date_text, locale, today) if date_text else today
    if not isinstance(when, date):
        return when
    clock = _time(time_text)
    if isinstance(clock, Sentence):
        return clock
    if not FIRST_YEAR <= when.year <= LAST_YEAR:  # at the ends of time there is no other zone to go to
        return sentence(
            "The year {year} cannot be right. Type a year between {first} and {last}.",
            year=str(when.year),
            first=str(FIRST_YEAR),
            last=str(LAST_YEAR),
        )
    # A typed time is the wall clock of this computer; astimezone() reads it as such.
    local = datetime(when.year, when.month, when.day, *clock).astimezone()
    return local.astimezone(UTC)


def _time(text: str) -> tuple[int, int] | Sentence:
    if not text:
        return 0, 0
    found = _TIME.fullmatch(text.strip())
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return sentence(
            "“{text}” is not a time. Type hours and minutes, for example {example}.",
            text=text,
            example="14:30",
        )
    return int(found[1]), int(found[2] or 0)
