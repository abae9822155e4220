"""The Hijri days beside the common ones, as the officer's setting moves them."""

from __future__ import annotations

from datetime import date

from hospcomms.domain.wording import sentence
from hospcomms.services.calendars import HijriDay, hijri
from ui.language import say, spoken
from ui.session import Session


def moon_of(session: Session, day: date) -> HijriDay | None:
    """Year, month and day; None outside the years the table knows."""
    return hijri(day, session.office.settings.hijri_offset)


def beside(session: Session, day: date, *, named: bool = False) -> str:
    """The Hijri day in the corner of a day, with its month on the first one or when ``named``; "" when unknown."""
    found = moon_of(session, day)
    if found is None:
        return ""
    _year, month, number = found
    said = str(number)
    if named or number == 1:
        said = f"{number} {spoken().hijri_month(month)}"
    return spoken().digits(said)


def in_full(session: Session, day: date) -> str:
    """A Hijri day with month and year, "" when unknown."""
    found = moon_of(session, day)
    if found is None:
        return ""
    year, month, number = found
    words = sentence(
        "{day} {month} {year} AH", day=_digits(number), month=spoken().hijri_month(month), year=_digits(year)
    )
    return say(words)


def months_said(session: Session, first: date, last: date) -> str:
    """The Hijri months of some days: one, two of a year, or two of two years; "" when one of them is unknown."""
    one, other = moon_of(session, first), moon_of(session, last)
    if one is None or other is None:
        return ""
    start, end = spoken().hijri_month(one[1]), spoken().hijri_month(other[1])
    if one[0] != other[0]:
        pattern = sentence(
            "{first} {before} – {last} {year} AH",
            first=start, before=_digits(one[0]), last=end, year=_digits(other[0]),
        )  # fmt: skip
        return say(pattern)
    if one[1] == other[1]:
        return say(sentence("{month} {year} AH", month=start, year=_digits(one[0])))
    return say(sentence("{first} – {last} {year} AH", first=start, last=end, year=_digits(one[0])))


def _digits(number: int) -> str:
    return spoken().digits(str(number))
