"""The list of consents on paper: codes only; no name of a person or guardian is ever printed (MAT-5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from hospcomms.domain.consents import SUBJECTS, USES, Consent
from hospcomms.domain.fields import fields_of
from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.wording import C_, N_, Label, sentence
from hospcomms.reports.document import Block, Cell, Column, Document, Fact, Figures, Marked, Table, Text
from hospcomms.reports.dossier import label
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages


@dataclass(frozen=True)
class ConsentLine:
    """A consent as the list shows it: how it stands (word and shape), its photos, the uses still to be ended."""

    consent: Consent
    standing: tuple[str, str]
    photos: int
    open_uses: int


def consent_list(lines: Sequence[ConsentLine], issuer: Issuer, locale: Locale, today: date) -> Document:
    """How many stand how, then every consent by its code."""
    locale = on_pages(locale)
    blocks: list[Block] = [_figures(lines, locale, today)]
    if lines:
        blocks.append(Table(_columns(locale), tuple(_row(line, locale) for line in lines)))
    else:
        blocks.append(Text(locale.text(N_("No consent is kept yet.")), tone="muted"))
    blocks.append(Text(locale.text(N_("Names stand only in the office’s register and on the signed forms.")), size=9.0))
    return Document(
        title=locale.text(N_("List of consents")),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        letterhead=issuer.letterhead(locale, today),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("{kind}, printed {date}", kind=Label(N_("List of consents")), date=today)),
        numbered=False,
        landscape=True,
    )


def _figures(lines: Sequence[ConsentLine], locale: Locale, today: date) -> Figures:
    standing = Counter(line.standing[0] for line in lines)
    waiting = sum(line.open_uses for line in lines)
    return Figures(
        (
            Fact(locale.text(N_("As of")), locale.long_day(today)),
            *(Fact(locale.text(word), locale.number(many)) for word, many in standing.items()),
            Fact(locale.text(N_("Uses to be ended")), locale.number(waiting)),
        )
    )


def _columns(locale: Locale) -> tuple[Column, ...]:
    described = fields_of(Consent)
    names = [described[name].label for name in ("title", "subject", "uses", "given_on", "expires_on")]
    return (
        Column(locale.text(names[0]), bold=True),
        *(Column(locale.text(name)) for name in names[1:]),
        Column(locale.text(C_("consent", "Status"))),
        Column(locale.text(N_("Photos")), number=True),
        Column(locale.text(N_("Uses to be ended")), number=True),
    )


def _row(line: ConsentLine, locale: Locale) -> tuple[Cell, ...]:
    consent = line.consent
    word, shape = line.standing
    uses = " · ".join(locale.text(use.label) for use in USES if use.key in consent.uses)
    return (
        isolated(consent.title),
        label(SUBJECTS, consent.subject, locale),
        uses,
        _day(consent.given_on, locale),
        _day(consent.expires_on, locale),
        Marked(shape, _standing(consent, word, locale), bold=False),
        locale.number(line.photos),
        locale.number(line.open_uses) if line.open_uses else "",
    )


def _standing(consent: Consent, word: str, locale: Locale) -> str:
    """The word, with the day of a withdrawal."""
    if consent.withdrawn_on is None:
        return locale.text(word)
    return locale.say(sentence("{word}, {day}", word=Label(word), day=consent.withdrawn_on))


def _day(on: date | None, locale: Locale) -> str:
    return isolated(locale.day(on)) if on is not None else ""
