"""The distribution log of a release on paper: who was given which version, how and when, and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, cast

from hospcomms.domain.fields import fields_of
from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.releases import LANGUAGES, WAYS, Delivery, Release
from hospcomms.domain.wording import N_, Label, sentence
from hospcomms.reports.document import Block, Cell, Column, Document, Fact, Figures, Marked, Table, Text
from hospcomms.reports.dossier import label
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

COLUMNS = ("at", "recipient", "way", "language", "edition", "under_embargo", "by", "note")


def delivery_log(
    release: Release, lines: Sequence[Delivery], issuer: Issuer, locale: Locale, today: date
) -> Document:  # fmt: skip
    """The lines, the newest first, under what they are about and how many people have it."""
    locale = on_pages(locale)
    described = fields_of(Delivery)
    people = len({(line.person, line.recipient) for line in lines})
    blocks: list[Block] = [
        Figures(
            (
                Fact(locale.text(N_("As of")), locale.long_day(today)),
                Fact(locale.text(N_("People")), locale.number(people)),
                Fact(locale.text(N_("Lines of the log")), locale.number(len(lines))),
                Fact(locale.text(N_("Mark of the text now")), isolated(release.text_mark) or "…"),
            )
        )
    ]
    if lines:
        columns = tuple(Column(locale.text(described[name].label), number=name == "edition") for name in COLUMNS)
        blocks.append(Table(columns, tuple(_row(line, locale) for line in lines)))
    else:
        blocks.append(Text(locale.text(N_("Nobody has been given this release yet.")), tone="muted"))
    return Document(
        title=locale.say(sentence("Distribution log: “{title}”", title=release.title)),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        letterhead=issuer.letterhead(locale, today, release.reference),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("{kind}, printed {date}", kind=Label(Delivery.many), date=today)),
        numbered=False,
        landscape=True,
    )


def _row(line: Delivery, locale: Locale) -> tuple[Cell, ...]:
    held: Cell = Marked("soon", locale.text(N_("Yes")), bold=False) if line.under_embargo else locale.text(N_("No"))
    return (
        isolated(locale.moment(line.at)) if line.at else "",
        line.recipient,
        label(WAYS, line.way, locale),
        label(LANGUAGES, line.language, locale),
        locale.number(line.edition, 0) if line.edition is not None else "",
        held,
        line.by,
        line.note,
    )
