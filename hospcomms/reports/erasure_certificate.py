"""The certificate of an erasure on paper: how much of what was erased, why, by whom and how it was checked; no name."""

from __future__ import annotations

from datetime import date
from typing import Literal, cast

from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.privacy import GROUNDS, Erasure
from hospcomms.domain.wording import N_, Label, sentence
from hospcomms.reports.document import (
    Block,
    Bullets,
    Document,
    Fact,
    Figures,
    Heading,
    Signature,
    Signatures,
    Text,
    VerdictBox,
)
from hospcomms.reports.dossier import label
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

TITLE = N_("Certificate of erasure")
_SAID = N_("The personal data named below by kind and number was erased for good.")
_NAMELESS = N_("This certificate names nobody, so that it can be kept after the erasure.")


def erasure_certificate(erasure: Erasure, issuer: Issuer, locale: Locale, today: date) -> Document:
    """What the certificate says, with places to sign."""
    locale = on_pages(locale)
    blocks: list[Block] = [
        VerdictBox("done", locale.text(_SAID), (locale.text(_NAMELESS),)),
        Figures(_facts(erasure, locale)),
    ]
    for title, text in (
        (N_("What was erased"), erasure.contents),
        (N_("What remains, and why"), erasure.remains),
        (N_("How it was checked"), erasure.checked),
    ):
        lines = tuple(line for line in text.splitlines() if line.strip())
        if lines:
            blocks += [Heading(locale.text(title)), Bullets(lines)]
    if erasure.note:
        blocks += [Heading(locale.text(N_("Note"))), Text(erasure.note)]
    blocks.append(_signatures(erasure, locale))
    return Document(
        title=locale.text(TITLE),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        subtitle=isolated(erasure.title),
        letterhead=issuer.letterhead(locale, today, erasure.title),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("{kind}, printed {date}", kind=Label(TITLE), date=today)),
        numbered=False,
    )


def _facts(erasure: Erasure, locale: Locale) -> tuple[Fact, ...]:
    found = [Fact(locale.text(N_("Ground")), label(GROUNDS, erasure.ground, locale))]
    if erasure.asked_on is not None:
        found.append(Fact(locale.text(N_("Asked on")), locale.day(erasure.asked_on)))
    if erasure.done_at is not None:
        found.append(Fact(locale.text(N_("Erased at")), locale.moment(erasure.done_at)))
    return tuple(found)


def _signatures(erasure: Erasure, locale: Locale) -> Signatures:
    return Signatures(
        (
            Signature(locale.text(N_("Decided by")), erasure.decided_by),
            Signature(locale.text(N_("Carried out by")), erasure.carried_out_by),
        )
    )
