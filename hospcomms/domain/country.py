"""Country profiles: digits, months, weekend, week start, telephone region and currency.

They belong to the country of the establishment, not to the language of the page (TEXTS.md section 6).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from hospcomms import RESOURCES
from hospcomms.domain.wording import N_

MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6
MAGHREB_MONTHS = (
    "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان",
    "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
MASHRIQ_MONTHS = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
    "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
_HIJRI_COMMON = ("رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة")
MAGHREB_HIJRI = (
    "محرم", "صفر", "ربيع الأول", "ربيع الثاني", "جمادى الأولى", "جمادى الثانية", *_HIJRI_COMMON
)  # fmt: skip
MASHRIQ_HIJRI = (
    "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", *_HIJRI_COMMON
)  # fmt: skip


@dataclass(frozen=True)
class Country:
    """What a country decides. Weekdays count from Monday 0; ``money`` holds the currency per language."""

    code: str
    label: str
    arabic_digits: bool
    months: tuple[str, ...]
    hijri_months: tuple[str, ...]
    first_weekday: int
    weekend: tuple[int, ...]
    region: str
    currency: str
    money: tuple[tuple[str, str], ...]
    decimals: int = 2
    head: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def is_working(self, when: date) -> bool:
        """True on a day that is neither weekend nor public holiday."""
        return when.weekday() not in self.weekend and when not in holidays(self.code)

    def add_working_days(self, start: date, days: int) -> date:
        """The ``days``-th working day after ``start``."""
        found = start
        while days > 0:
            found += timedelta(days=1)
            days -= self.is_working(found)
        return found


DZ = Country(
    code="DZ",
    label=N_("Algeria"),
    arabic_digits=False,
    months=MAGHREB_MONTHS,
    hijri_months=MAGHREB_HIJRI,
    first_weekday=SUNDAY,
    weekend=(FRIDAY, SATURDAY),
    region="DZ",
    currency="DZD",
    money=(("ar", "دج"), ("fr", "DA"), ("en", "DZD")),
    head=(
        ("ar", ("الجمهورية الجزائرية الديمقراطية الشعبية", "وزارة الصحة")),
        ("fr", ("République algérienne démocratique et populaire", "Ministère de la Santé")),
        ("en", ("People’s Democratic Republic of Algeria", "Ministry of Health")),
    ),
)
SA = Country(
    code="SA",
    label=N_("Saudi Arabia"),
    arabic_digits=True,
    months=MASHRIQ_MONTHS,
    hijri_months=MASHRIQ_HIJRI,
    first_weekday=SUNDAY,
    weekend=(FRIDAY, SATURDAY),
    region="SA",
    currency="SAR",
    money=(("ar", "ر.س"), ("fr", "SAR"), ("en", "SAR")),
    head=(
        ("ar", ("المملكة العربية السعودية", "وزارة الصحة")),
        ("fr", ("Royaume d’Arabie saoudite", "Ministère de la Santé")),
        ("en", ("Kingdom of Saudi Arabia", "Ministry of Health")),
    ),
)
OM = Country(
    code="OM",
    label=N_("Oman"),
    arabic_digits=True,
    months=MASHRIQ_MONTHS,
    hijri_months=MASHRIQ_HIJRI,
    first_weekday=SUNDAY,
    weekend=(FRIDAY, SATURDAY),
    region="OM",
    currency="OMR",
    money=(("ar", "ر.ع."), ("fr", "OMR"), ("en", "OMR")),
    decimals=3,
    head=(
        ("ar", ("سلطنة عُمان", "وزارة الصحة")),
        ("fr", ("Sultanat d’Oman", "Ministère de la Santé")),
        ("en", ("Sultanate of Oman", "Ministry of Health")),
    ),
)
NEUTRAL = Country(
    code="XX",
    label=N_("Other country"),
    arabic_digits=False,
    months=MASHRIQ_MONTHS,
    hijri_months=MASHRIQ_HIJRI,
    first_weekday=MONDAY,
    weekend=(SATURDAY, SUNDAY),
    region="",
    currency="",
    money=(("ar", ""), ("fr", ""), ("en", "")),
)
COUNTRIES = {country.code: country for country in (DZ, SA, OM, NEUTRAL)}


@dataclass(frozen=True)
class Holiday:
    """A public holiday; ``estimated`` when it follows the moon and may move by a day."""

    day: date
    names: dict[str, str]
    estimated: bool


@cache
def holidays(code: str) -> dict[date, Holiday]:
    """The public holidays of a country by date, from resources/data/holidays.json; none for the neutral one."""
    path = RESOURCES / "data" / "holidays.json"
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")).get(code, [])
    found = (Holiday(date.fromisoformat(row["day"]), row["names"], row["estimated"]) for row in rows)
    return {holiday.day: holiday for holiday in found}
