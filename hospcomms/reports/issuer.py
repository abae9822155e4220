"""Who issues a report, and the head and foot its documents share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hospcomms.domain.fields import Texts
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_, sentence
from hospcomms.reports.document import DRAFT, SAMPLE, Letterhead, Signature, Signatures


@dataclass(frozen=True, kw_only=True)
class Issuer:
    """The establishment as its documents name it; `direction` is the authority above, `department` the
    office.

    `logo` is an image file or None; `hijri` is year, month and day of issue in that calendar; `is_sample`
    marks every page of an invented hospital.
    """

    hospital: Texts = Texts()
    direction: Texts = Texts()
    department: Texts = Texts()
    officer_function: Texts = Texts()
    logo: Path | None = None
    hijri: tuple[int, int, int] | None = None
    is_sample: bool = False

    def letterhead(self, locale: Locale, today: date, reference: str = "", addressee: str = "") -> Letterhead:
        """The head of page one, with number, date and addressee as far as they are known."""
        language = locale.language
        office = (self.direction, self.hospital, self.department)
        lines = [
            locale.say(sentence("Number: {number}", number=reference)) if reference else "",
            locale.say(sentence("Date: {date}", date=locale.long_day(today))),
            locale.say(sentence("Hijri date: {date}", date=self._hijri(locale))) if self.hijri else "",
            locale.say(sentence("To: {addressee}", addressee=addressee)) if addressee else "",
        ]
        return Letterhead(
            state=dict(locale.country.head).get(language, ()),
            office=tuple(text for texts in office if (text := texts.best(language))),
            second=self._second(language),
            reference=tuple(line for line in lines if line),
            logo=self.logo if self.logo and self.logo.is_file() else None,
        )

    def _hijri(self, locale: Locale) -> str:
        """The day of issue in the Hijri calendar: 11 جمادى الثانية 1448."""
        assert self.hijri is not None
        year, month, day = self.hijri
        return locale.digits(f"{day} {locale.hijri_month(month)} {year}")

    def _second(self, language: str) -> str:
        """The name of the establishment in another language: Arabic, or French on an Arabic page."""
        names = (self.hospital.fr, self.hospital.en) if language == "ar" else (self.hospital.ar,)
        return next((name for name in names if name), "")

    def foot(self, locale: Locale) -> str:
        """The establishment and the office in one line."""
        names = (self.hospital.best(locale.language), self.department.best(locale.language))
        return " · ".join(name for name in names if name)

    def marks(self, *, is_draft: bool = False) -> tuple[str, ...]:
        """The marks on every page."""
        return (*((SAMPLE,) if self.is_sample else ()), *((DRAFT,) if is_draft else ()))

    def signatures(self, locale: Locale, *others: str) -> Signatures:
        """The officer, others by function, and the director with the stamp."""
        officer = self.officer_function.best(locale.language) or locale.text(N_("Communications officer"))
        sign = locale.text(N_("Signature"))
        return Signatures(
            (
                Signature(officer, sign),
                *(Signature(role, sign) for role in others),
                Signature(locale.text(N_("Director of the establishment")), locale.text(N_("Signature and stamp"))),
            )
        )
