"""Health days and public holidays as the calendar shows them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.country import holidays
from hospcomms.domain.dated import HOLIDAYS, OBSERVANCES, Dated
from hospcomms.domain.fields import Record
from hospcomms.domain.observance_rules import days_of
from hospcomms.domain.observances import Observance, ObservanceDay
from hospcomms.domain.query import Query
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

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
    for observance in records.find(office, Query(Observance)):
        if observance.country and observance.country.upper() != country:
            continue
        own = entered.get(observance.id, [])
        expected = {one.first for one in own if not one.is_announced}
        for year in range(first.year - 1, last.year + 1):
            for begins, ends in days_of(observance, own, year):
                if begins <= last and ends >= first:
                    shape = EXPECTED if begins in expected else ""
                    title = observance.title.best(language)
                    found.append(Dated(Observance, observance.id, title, OBSERVANCES, begins, ends, shape=shape))
    return found
