"""Health days: the list shipped with the program, their next dates, and the expected ones of the Islamic calendar."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hospcomms import RESOURCES
from hospcomms.domain.checks import Problem
from hospcomms.domain.fields import Texts
from hospcomms.domain.observance_rules import Days, days_of
from hospcomms.domain.observances import BY_HAND, Observance, ObservanceDay
from hospcomms.domain.query import Query
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.services.office import Office
    from hospcomms.storage.writer import Change

PATH = RESOURCES / "data" / "observances.json"
INSTALL = N_("Bring in the list of health days")
FOLLOW, LEAVE = N_("Mark this health day"), N_("No longer mark this health day")
ENTER_EXPECTED = N_("Enter the expected dates")
YEARS_AHEAD = 2
"""For so many years after this one the expected dates of the Islamic calendar are entered."""
NEAR = 30
"""A date entered so few days from a computed one stands for it: the moon moves a date by a day or two."""
_NUMBERS = ("month", "day_of_month", "nth", "length", "lead_days")


@cache
def shipped() -> Mapping[str, Mapping[str, Any]]:
    """The rows of the shipped list by code, in its order."""
    rows: list[dict[str, Any]] = json.loads(PATH.read_text(encoding="utf-8"))
    return MappingProxyType({row["code"]: MappingProxyType(row) for row in rows})


def record_of(row: Mapping[str, Any]) -> Observance:
    """A row of the shipped list as a record that is not saved yet."""
    numbers: dict[str, Any] = {name: float(row[name]) for name in _NUMBERS if name in row}
    return Observance(
        title=Texts(**row["title"]),
        kind=row["kind"],
        rule=row["rule"],
        weekday=row.get("weekday", ""),
        country=row.get("country", ""),
        is_followed=row.get("is_followed", False),
        themes=tuple(row["themes"]),
        source=row["source"],
        code=row["code"],
        **numbers,
    )


def bring_in(office: Office, kind: str = "change") -> Commit | None:
    """Write those shipped health days whose code is not there yet, not even in the bin; None when none is missing.

    ``kind`` is the kind of the change; undo offers only ordinary ones. Raises Refusal when nothing can be written.
    """
    if not _missing(office.store.find):
        return None
    with office.store.change(INSTALL, kind) as change:
        # asked again inside: a first start may bring them in beside the window at this very moment
        for code in _missing(change.find):
            made = change.save(record_of(shipped()[code]))
            _add_expected(office, change, made, [])
    return change.commit


def _missing(find: Callable[[Query], list[Any]]) -> list[str]:
    known = {found.code for binned in (False, True) for found in find(Query(Observance, binned=binned))}
    return [code for code in shipped() if code not in known]


def _add_expected(office: Office, change: Change, observance: Observance, entered: list[ObservanceDay]) -> None:
    for first, last in expected(office, observance, entered):
        change.save(ObservanceDay(observance=observance.id, first=first, last=last, is_announced=False))


def expected(office: Office, observance: Observance, entered: list[ObservanceDay]) -> list[Days]:
    """The computed dates of this year and the next ones that are not among those entered; none without a season."""
    this = office.today.year
    return [
        days
        for year in range(this, this + YEARS_AHEAD + 1)
        for days in seasons(observance.code, year, office.settings.hijri_offset)
        if not any(one.first and abs((one.first - days[0]).days) < NEAR for one in entered)
    ]


def seasons(code: str, year: int, offset: int = 0) -> list[Days]:
    """The days of a shipped season of the Islamic calendar that begin in a year of the common one (Umm al-Qura).

    Once a year, some years twice; none outside the tables. ``offset`` is that of ``calendars.hijri``.
    """
    # The table of months is read when somebody asks for a date of it, not when the program starts.
    from hijridate import Gregorian

    season = shipped()[code].get("hijri") if code in shipped() else None
    if season is None:
        return []
    try:
        middle = Gregorian(year, 1, 1).to_hijri().year
    except OverflowError:
        return []
    found = [_season(season, moon, offset) for moon in (middle, middle + 1)]
    return [days for days in found if days is not None and days[0].year == year]


def _season(season: Mapping[str, Any], year: int, offset: int) -> Days | None:
    first, last = (_common(year, month, day, offset) for month, day in (season["first"], season["last"]))
    return None if first is None or last is None else (first, last)


def _common(year: int, month: int, day: int, offset: int) -> date | None:
    """The common date of a day of the Islamic year; day 0 is the last of its month. None outside the tables."""
    from hijridate import Hijri  # late: see above

    try:
        number = day or Hijri(year, month, 1).month_length()
        found = Hijri(year, month, number).to_gregorian()
    except (OverflowError, ValueError):
        return None
    return date(found.year, found.month, found.day) - timedelta(days=offset)


def missing_to_expect(office: Office, observance: Observance) -> list[Problem]:
    """Why no expected dates can be entered."""
    if expected(office, observance, records.parts(office, ObservanceDay, observance.id)):
        return []
    said = sentence("The dates of the coming years are entered already, or lie outside the tables of the calendar.")
    return [Problem("rule", said)]


def enter_expected(office: Office, observance: Observance) -> Commit:
    """Enter the computed dates of the coming years, to be corrected when they are announced. Raises Refusal."""
    entered = records.parts(office, ObservanceDay, observance.id)
    new = [
        ObservanceDay(observance=observance.id, first=first, last=last)
        for first, last in expected(office, observance, entered)
    ]
    return records.save_all(office, new, ENTER_EXPECTED)


def is_season(observance: Observance) -> bool:
    """True for a shipped season of the Islamic calendar, whose expected dates can be computed."""
    return observance.rule == BY_HAND and "hijri" in shipped().get(observance.code, {})


def follow(office: Office, observance: Observance) -> Commit:
    """Mark a health day by the hospital: one is reminded of it."""
    return records.save(office, replace(observance, is_followed=True), FOLLOW)


def leave(office: Office, observance: Observance) -> Commit:
    """No longer mark a health day."""
    return records.save(office, replace(observance, is_followed=False), LEAVE)


def next_days(office: Office, observance: Observance) -> Days | None:
    """The dates of a health day that are under way or come next; None when none is known."""
    today = office.today
    entered = records.parts(office, ObservanceDay, observance.id) if observance.id else []
    for year in range(today.year - 1, today.year + 9):  # a fifth weekday may be years away
        for first, last in days_of(observance, entered, year):
            if last >= today:
                return first, last
    return None
