"""The consent form to be signed: who agrees, to which uses, until when, and the right to take it back (MAT-5)."""

from __future__ import annotations

from datetime import date
from typing import Literal, cast

from hospcomms.domain.consents import PRESS, PRINT, SOCIAL, SUBJECTS, USES, WEB, Consent
from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.wording import N_, sentence
from hospcomms.reports.crisis_words import BOX, tick
from hospcomms.reports.document import Block, Bullets, Column, Document, Heading, Span, Table, Text
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

LINE, SIGN, THUMB = 23.0, 70.0, 56.0
"""Height of a line to write on, of the room to sign in, and of the box for a thumb, in points."""
APART = 4.0
EXPLAINED = {
    PRINT: N_("Leaflets, posters and reports of the hospital"),
    PRESS: N_("Newspapers, radio and television, with a press release"),
    WEB: N_("The website of the hospital and of its authority"),
    SOCIAL: N_("The pages of the hospital on social networks, where others can copy them"),
}
"""What each use means, in words of every day."""
RIGHTS = (
    N_("I may say no. My care, or my work, does not depend on it, and nothing is paid."),
    N_("My name, my file and my illness are not published."),
    N_(
        "I may withdraw this consent on any day without a reason, by telling the communications office or any member"
        " of staff. The hospital then stops using the pictures and takes them away wherever it can."
    ),
    N_("What others have printed or copied by then cannot always be taken back."),
    N_("This sheet was read to me in a language I understand, and I was given a copy."),
)
LAW = N_(
    "This sheet is kept by the hospital only and protected by Law 18-07 of 10 June 2018 on the protection of"
    " individuals in the processing of personal data: I may see what is kept of me, correct it and object to its use."
)
ANY_LAW = N_(
    "This sheet is kept by the hospital only and protected by the law on personal data: I may see what is kept of me,"
    " correct it and object to its use."
)


def consent_form(consent: Consent | None, issuer: Issuer, locale: Locale, today: date) -> Document:
    """One page to be filled in by hand; of a consent only its code and its last day are printed, never a name."""
    locale = on_pages(locale)
    code = consent.title if consent is not None else ""
    law = LAW if locale.country.code == "DZ" else ANY_LAW
    blocks: list[Block] = [
        _who(code, locale),
        Heading(locale.text(N_("I agree that pictures of me, or of the person I answer for, are used in:"))),
        _uses(locale),
        Text(_until(consent, locale), after=0.0),
        Heading(locale.text(N_("I know that"))),
        Bullets(tuple(locale.text(one) for one in (*RIGHTS, law))),
        _signing(locale),
    ]
    return Document(
        title=locale.text(N_("Consent to be photographed and filmed")),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        letterhead=issuer.letterhead(locale, today),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("Consent form {code}, printed {date}", code=code, date=today))
        if code
        else locale.say(sentence("Consent form, printed {date}", date=today)),
        numbered=False,
        most_pages=1,
    )


def _who(code: str, locale: Locale) -> Table:
    """Code, who agrees, and for whom a guardian does."""
    subjects = "   ".join(_boxed(locale.text(one.label)) for one in SUBJECTS)
    rows = (
        (N_("Code"), isolated(code) if code else ""),
        (N_("Who agrees"), subjects),
        (N_("Name and first name"), ""),
        (N_("Guardian, for a minor or a patient who cannot decide"), ""),
        (N_("What is photographed or filmed, where and when"), ""),
    )
    made = tuple(((Span(locale.text(label), bold=True),), content) for label, content in rows)
    return Table((Column("", share=36), Column("", share=64)), made, row_height=LINE)


def _boxed(word: str) -> str:
    return f"{BOX} {word}".replace(" ", "\u00a0")


def _uses(locale: Locale) -> Table:
    """A line for each use with two boxes: an empty one is no consent."""
    columns = (
        Column(locale.text(N_("Use")), share=24),
        Column("", share=52),
        Column(locale.text(N_("Yes")), share=12),
        Column(locale.text(N_("No")), share=12),
    )
    rows = tuple(
        ((Span(locale.text(use.label), bold=True),), locale.text(EXPLAINED[use.key]), tick(), tick()) for use in USES
    )
    return Table(columns, rows)


def _until(consent: Consent | None, locale: Locale) -> str:
    """The last day, or room to write it."""
    if consent is not None and consent.expires_on is not None:
        said = sentence(
            "This consent holds from the day it is signed until {day}.", day=locale.long_day(consent.expires_on)
        )
        return locale.say(said)
    return locale.text(N_("This consent holds from the day it is signed until: ………………………………………"))


def _signing(locale: Locale) -> Table:
    """Signature or thumbprint of who agrees, and who explained it."""
    names = (
        N_("Day and place"),
        N_("Signature of who agrees"),
        N_("Thumbprint, if they do not write"),
        N_("Who explained this sheet: name and signature"),
    )
    columns = tuple(Column(locale.text(name), share=25) for name in names)
    box = (Span(BOX, size=THUMB),)
    return Table(columns, (("", "", box, ""),), row_height=SIGN, before=APART)
