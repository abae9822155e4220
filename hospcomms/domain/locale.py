"""How the office speaks: a language and a country together say every text, number, date and amount."""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

from hospcomms import RESOURCES
from hospcomms.domain.country import COUNTRIES, DZ, Country
from hospcomms.domain.wording import InWords, Label, Money, Sentence

LANGUAGES = ("ar", "fr", "en")
NARROW = "\u202f"
MINUS = "\u2212"
LRI, PDI = "\u2066", "\u2069"
_WIDE = Context(prec=400)
"""Room for every finite number somebody can type; the usual 28 digits would refuse 1e30."""
_ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_MONTHS = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_WEEKDAYS = {
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_HIJRI_LATIN = {
    "fr": (
        "mouharram", "safar", "rabia al-aoual", "rabia ath-thani", "joumada al-oula", "joumada ath-thania",
        "rajab", "chaâbane", "ramadan", "chaoual", "dhou al-qiada", "dhou al-hijja",
    ),
    "en": (
        "Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula", "Jumada al-Thani",
        "Rajab", "Shaban", "Ramadan", "Shawwal", "Dhu al-Qadah", "Dhu al-Hijjah",
    ),
}  # fmt: skip


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The compiled messages of a language; English is the language of the message ids."""
    path = RESOURCES / "locale" / language / "LC_MESSAGES" / "hospcomms.mo"
    if language == "en" or not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as stream:
        return gettext.GNUTranslations(stream)


def isolated(text: str) -> str:
    """``text`` kept left to right inside a right-to-left line (U+2066 … U+2069); for drawing only."""
    return f"{LRI}{text}{PDI}"


@dataclass(frozen=True)
class Locale:
    """A language (``ar``, ``fr``, ``en``) with a country profile; every text shown passes through it."""

    language: str = "ar"
    country: Country = DZ
    latin_digits: bool = False

    @property
    def rtl(self) -> bool:
        """True when the page runs from right to left."""
        return self.language == "ar"

    def text(self, msgid: str) -> str:
        """The translation of a marked label."""
        return catalogue(self.language).gettext(msgid).rpartition("\x04")[2] if msgid else ""

    def say(self, what: Sentence) -> str:
        """A sentence in this language, its values written as this country writes them."""
        messages = catalogue(self.language)
        if what.plural:
            pattern = messages.ngettext(what.text, what.plural, what.count or 0)
        else:
            pattern = messages.gettext(what.text)
        return pattern.format_map({key: self.value(value) for key, value in what.values.items()})

    def value(self, value: object) -> str:
        """Any value of a sentence in words of this language."""
        if isinstance(value, Sentence):
            return self.say(value)
        if isinstance(value, Label):
            return self.text(value.text)
        if isinstance(value, InWords):
            return self.long_day(value.day) if value.with_year else self.short_day(value.day)
        if isinstance(value, Money):
            return self.money(value.amount)
        if isinstance(value, tuple):
            return self.listing([self.value(item) for item in value])
        if isinstance(value, bool) or value is None:
            return "" if value is None else str(value)
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, (int, float, Decimal)):
            return self.number(value)
        return str(value)

    def listing(self, items: Iterable[str]) -> str:
        """Items in one sentence: «أ، ب»، “a, b”; whole sentences are only set one after the other."""
        found = [item for item in items if item]
        if found and all(item.endswith((".", "؟", "?")) for item in found):
            return " ".join(found)
        return ("، " if self.rtl else ", ").join(found)

    def digits(self, text: str) -> str:
        """``text`` with the digits of this country when the page is Arabic."""
        if self.rtl and self.country.arabic_digits and not self.latin_digits:
            return text.translate(_ARABIC_INDIC)
        return text

    def number(self, value: float | Decimal | int, decimals: int | None = None) -> str:
        """A number, grouped from 1,000; ``decimals`` fixed, or as many as needed up to 2."""
        amount = value if isinstance(value, Decimal) else Decimal(str(value))
        places = 2 if decimals is None else decimals
        rounded = abs(amount).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_WIDE)
        whole, _, part = f"{rounded:f}".partition(".")
        if decimals is None:
            part = part.rstrip("0")
        group, point = self._marks()
        text = f"{int(whole):,}".replace(",", group) + (point + part if part else "")
        return self.digits((MINUS if amount < 0 and rounded else "") + text)

    def _marks(self) -> tuple[str, str]:
        if self.language == "en":
            return ",", "."
        if self.rtl and self.country.arabic_digits and not self.latin_digits:
            return "٬", "٫"
        return NARROW, ","

    def percent(self, value: float | Decimal, decimals: int | None = None) -> str:
        """A share already in percent: 38%, in French 38 %."""
        number = self.number(value, decimals)
        if self.language == "fr":
            return f"{number}{NARROW}%"
        return number + ("٪" if number != number.translate(_TO_LATIN) else "%")

    def money(self, value: Decimal | float | int, decimals: int | None = None) -> str:
        """An amount with the currency of the country; in English the code stands first."""
        number = self.number(value, self.country.decimals if decimals is None else decimals)
        sign = self.currency
        if not sign:
            return number
        return f"{sign} {number}" if self.language == "en" else f"{number}\u00a0{sign}"

    @property
    def currency(self) -> str:
        """The sign of the currency in this language; "" for the neutral country."""
        return dict(self.country.money).get(self.language, "")

    def day(self, when: date) -> str:
        """21/11/2026, the day always first."""
        return self.digits(f"{when.day:02}/{when.month:02}/{when.year:04}")

    def time(self, when: datetime) -> str:
        """14:30 (in French 14 h 30), in local time."""
        local = when.astimezone() if when.tzinfo else when
        text = f"{local.hour} h {local.minute:02}" if self.language == "fr" else f"{local:%H:%M}"
        return self.digits(text)

    def moment(self, when: datetime) -> str:
        """Date and time, in local time."""
        local = when.astimezone() if when.tzinfo else when
        return f"{self.day(local.date())} {self.time(local)}"

    def month(self, number: int) -> str:
        """The name of month 1–12: by country in Arabic."""
        return (self.country.months if self.rtl else _MONTHS[self.language])[number - 1]

    def weekday(self, number: int) -> str:
        """The name of weekday 0 (Monday) – 6 (Sunday)."""
        return _WEEKDAYS[self.language][number]

    def long_day(self, when: date, *, weekday: bool = False) -> str:
        """21 نوفمبر 2026, with the weekday in front if asked."""
        text = self.digits(f"{self._day_said(when)} {self.month(when.month)} {when.year}")
        return f"{self.weekday(when.weekday())} {text}" if weekday else text

    def short_day(self, when: date) -> str:
        """Day and month in words: 21 نوفمبر."""
        return self.digits(f"{self._day_said(when)} {self.month(when.month)}")

    def _day_said(self, when: date) -> str:
        """The day of a date in words: in French the first is an ordinal."""
        return "1er" if when.day == 1 and self.language == "fr" else str(when.day)

    def hijri_month(self, number: int) -> str:
        """The name of Hijri month 1–12."""
        return (self.country.hijri_months if self.rtl else _HIJRI_LATIN[self.language])[number - 1]


_TO_LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def latin_digits(text: str) -> str:
    """``text`` with Arabic-Indic and Persian digits written 0–9, for reading what was typed."""
    return text.translate(_TO_LATIN)


def locale(language: str, country: str = "DZ", *, latin: bool = False) -> Locale:
    """The locale for a language code and a country code; unknown codes fall back to ar and DZ."""
    return Locale(language if language in LANGUAGES else "ar", COUNTRIES.get(country, DZ), latin)
