"""What belongs to the country of the establishment, whatever the language of the page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hospcomms.domain.country import COUNTRIES, DZ, FRIDAY, MONDAY, NEUTRAL, SA, SATURDAY, SUNDAY, Country, holidays


@pytest.mark.parametrize("country", COUNTRIES.values(), ids=lambda country: country.code)
def test_every_profile_is_complete(country: Country) -> None:
    assert len(country.months) == len(country.hijri_months) == 12
    assert dict(country.money).keys() == {"ar", "fr", "en"}
    assert len(set(country.months)) == 12
    assert country.first_weekday not in country.weekend


def test_the_weekend_and_the_first_day_of_the_week() -> None:
    assert (DZ.weekend, DZ.first_weekday) == ((FRIDAY, SATURDAY), SUNDAY)
    assert (NEUTRAL.weekend, NEUTRAL.first_weekday) == ((SATURDAY, SUNDAY), MONDAY)


def test_digits_of_the_country() -> None:
    assert SA.arabic_digits
    assert not DZ.arabic_digits


@pytest.mark.parametrize("code", ["DZ", "SA", "OM"])
def test_holidays_have_names_in_three_languages_and_say_when_they_are_estimated(code: str) -> None:
    found = holidays(code)
    assert len(found) > 20
    assert all(holiday.names.keys() >= {"ar", "fr", "en"} for holiday in found.values())
    assert {holiday.estimated for holiday in found.values()} == {True, False}
    assert all(day == holiday.day for day, holiday in found.items())


def test_the_neutral_country_has_no_holidays() -> None:
    assert holidays("XX") == {}


def test_working_days_pass_over_weekends_and_holidays() -> None:
    independence = date(2026, 7, 5)  # a Sunday in Algeria
    assert not DZ.is_working(independence)
    assert not DZ.is_working(date(2026, 7, 3))
    assert DZ.add_working_days(date(2026, 7, 2), 1) == date(2026, 7, 6)
    assert DZ.add_working_days(date(2026, 7, 2), 0) == date(2026, 7, 2)
    start = date(2026, 3, 1)
    assert all(DZ.is_working(DZ.add_working_days(start, days)) for days in range(1, 60))
    assert NEUTRAL.add_working_days(start, 5) == start + timedelta(days=5)
