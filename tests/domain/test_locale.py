"""A language and a country together say every number, date, amount and sentence."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from hospcomms.domain.locale import LANGUAGES, Locale, isolated, latin_digits, locale
from hospcomms.domain.wording import Label, counted, sentence

DAY = date(2026, 11, 21)
THIN = "\u202f"
MINUS = "\u2212"


@pytest.mark.parametrize(
    ("language", "country", "value", "shown"),
    [
        ("ar", "DZ", 1234.5, f"1{THIN}234,5"),
        ("ar", "SA", 1234.5, "١٬٢٣٤٫٥"),
        ("ar", "OM", 0, "٠"),
        ("fr", "SA", 1234.5, f"1{THIN}234,5"),
        ("en", "SA", 1234567.891, "1,234,567.89"),
        ("en", "DZ", -2, f"{MINUS}2"),
        ("en", "DZ", -0.001, "0"),
        ("en", "DZ", 2.675, "2.68"),
        ("en", "DZ", Decimal("0.005"), "0.01"),
        ("fr", "XX", 999, "999"),
    ],
)
def test_numbers(language: str, country: str, value: float, shown: str) -> None:
    assert locale(language, country).number(value) == shown


def test_fixed_decimals_are_kept() -> None:
    assert locale("en").number(2, 1) == "2.0"
    assert locale("fr").number(Decimal("33.333"), 0) == "33"


@pytest.mark.parametrize(
    ("language", "country", "shown"),
    [("ar", "DZ", "38%"), ("ar", "SA", "٣٨٪"), ("fr", "DZ", f"38{THIN}%"), ("en", "SA", "38%")],
)
def test_shares(language: str, country: str, shown: str) -> None:
    assert locale(language, country).percent(38) == shown


@pytest.mark.parametrize(
    ("language", "country", "shown"),
    [
        ("ar", "DZ", f"1{THIN}500,00\u00a0دج"),
        ("fr", "DZ", f"1{THIN}500,00\u00a0DA"),
        ("en", "DZ", "DZD 1,500.00"),
        ("ar", "OM", "١٬٥٠٠٫٠٠٠\u00a0ر.ع."),
        ("en", "XX", "1,500.00"),
    ],
)
def test_amounts(language: str, country: str, shown: str) -> None:
    assert locale(language, country).money(1500) == shown


@pytest.mark.parametrize(
    ("language", "country", "short", "long"),
    [
        ("ar", "DZ", "21/11/2026", "21 نوفمبر 2026"),
        ("ar", "SA", "٢١/١١/٢٠٢٦", "٢١ نوفمبر ٢٠٢٦"),
        ("fr", "DZ", "21/11/2026", "21 novembre 2026"),
        ("en", "SA", "21/11/2026", "21 November 2026"),
    ],
)
def test_days(language: str, country: str, short: str, long: str) -> None:
    speaking = locale(language, country)
    assert speaking.day(DAY) == short
    assert speaking.long_day(DAY) == long
    assert speaking.short_day(DAY) == long.rsplit(" ", 1)[0]


def test_months_belong_to_the_country_and_weekdays_to_the_language() -> None:
    assert locale("ar", "DZ").month(7) == "جويلية"
    assert locale("ar", "SA").month(7) == "يوليو"
    assert locale("fr", "SA").month(8) == "août"
    assert locale("fr").long_day(DAY, weekday=True) == "samedi 21 novembre 2026"
    assert locale("ar", "DZ").hijri_month(6) == "جمادى الثانية"
    assert locale("en").hijri_month(9) == "Ramadan"


def test_times_are_written_as_the_language_writes_them() -> None:
    when = datetime(2026, 11, 21, 9, 5)  # noqa: DTZ001 - local time
    assert locale("fr").time(when) == "9 h 05"
    assert locale("en").moment(when) == "21/11/2026 09:05"
    assert locale("ar", "SA").time(when) == "٠٩:٠٥"


def test_latin_digits_may_be_chosen_in_an_arabic_office() -> None:
    assert locale("ar", "SA", latin=True).number(1234.5) == f"1{THIN}234,5"


def test_digits_of_any_script_are_read() -> None:
    assert latin_digits("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ 7") == "0123456789 0123456789 7"


def test_unknown_languages_and_countries_fall_back() -> None:
    assert locale("de", "FR") == Locale()


def test_a_sentence_says_its_values_in_the_language_of_the_page() -> None:
    said = sentence("{a}, {b}, {c}, {d}", a=1234.5, b=DAY, c=Label("x\x04Label"), d=("one", 2))
    assert locale("en").say(said) == "1,234.5, 21/11/2026, Label, one, 2"
    inner = sentence("{a} and {b}", a=sentence("{n}", n=5), b=None)
    assert locale("en").say(inner) == "5 and "


def test_what_is_counted_has_its_plural() -> None:
    english = locale("en")
    assert english.say(counted("{n} row", "{n} rows", 1)) == "1 row"
    assert english.say(counted("{n} row", "{n} rows", 1200)) == "1,200 rows"


def test_lists_and_whole_sentences_are_joined_differently() -> None:
    assert locale("ar").listing(["أ", "", "ب"]) == "أ، ب"
    assert locale("en").listing(["One.", "Two."]) == "One. Two."
    assert locale("en").listing([]) == ""


def test_only_arabic_runs_from_right_to_left() -> None:
    assert [language for language in LANGUAGES if locale(language).rtl] == ["ar"]
    assert isolated("+213") == "\u2066+213\u2069"


def test_a_number_nobody_could_count_is_still_written() -> None:
    assert locale("en").number(1e30) == "1" + ",000" * 10
    assert locale("en").number(-1e300).endswith(",000")
