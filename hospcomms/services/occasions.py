"""Health days and public holidays as the calendar shows them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.country import holidays
from hospcomms.domain.dated import HOLIDAYS, OBSERVANCES, Dated
from hospcomms.domain.fields import Record
from hospcomms.domain.observance_rules import days_of
from hospcomms.domain.observances import Observance, ObservanceDay
from hospcomms.domain.query import Op, Query
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

YEAR = 12
LONGEST_MONTHS = 2
"""A rule lasts at most 60 days: what begins so many months before may still last."""
EXPECTED = "waiting"
"""The shape of a day that follows the moon and is not announced yet."""


def occasions(office: Office, first: date, last: date) -> list[Dated]:
    """The health days and public holidays of the hospital's country on some days, in no order."""
    return [*health_days(office, first, last), *public_holidays(office, first, last)]


def public_holidays(office: Office, first: date, last: date) -> list[Dated]:
    """The public holidays of the country; ``record`` is the bare ``Record``, there is nothing to open."""
    language = office.settings.language
    return [
        Dated(Record, 0, names.get(language, ""), HOLIDAYS, day, day, shape=EXPECTED if one.estimated else "")
        for day, one in holidays(office.settings.locale.country.code).items()
        if first <= day <= last and (names := one.names)
    ]


def health_days(office: Office, first: date, last: date) -> list[Dated]:
    """Each observance of the country that touches the days, with all its days."""
    country, language = office.settings.locale.country.code, office.settings.language
    entered: dict[int, list[ObservanceDay]] = {}
    for one in records.find(office, Query(ObservanceDay)):
        entered.setdefault(one.observance, []).append(one)
    found = []
    for observance in _near(office, first, last, entered):
        if observance.country and observance.country.upper() != country:
            continue
        own = entered.get(observance.id, [])
        expected = {one.first for one in own if not one.is_announced}
        title = observance.title.best(language)
        for year in range(max(1, first.year - 1), last.year + 1):
            for begins, ends in days_of(observance, own, year):
                if begins <= last and ends >= first:
                    shape = EXPECTED if begins in expected else ""
                    found.append(Dated(Observance, observance.id, title, OBSERVANCES, begins, ends, shape=shape))
    return found


def _near(office: Office, first: date, last: date, entered: Iterable[int]) -> list[Observance]:
    """The observances that may touch the days: by the month of their rule, and all with dates entered by hand."""
    months = {month % 12 + 1 for month in range(_count(first) - LONGEST_MONTHS, _count(last) + 1)}
    query = Query(Observance)
    if len(months) == YEAR:
        found: list[Observance] = records.find(office, query)
        return found
    near: list[Observance] = records.find(office, query.where("month", Op.AMONG, tuple(sorted(months))))
    known = {one.id for one in near}
    others = records.window(office, Observance, [ident for ident in entered if ident not in known])
    return [*near, *(one for one in others if one.binned_at is None)]


def _count(day: date) -> int:
    """The months since the year 0."""
    return day.year * YEAR + day.month - 1
