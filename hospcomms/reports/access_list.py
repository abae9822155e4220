"""The log of access on paper: when, who, what, how many, where to and why; it names no person of the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Literal, cast

from hospcomms.domain.access import WHAT, AccessLine
from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import C_, N_, Label, sentence
from hospcomms.reports.document import Block, Column, Document, Fact, Figures, Table, Text
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

TITLE = N_("Access log")
_FACTS = 3


def access_list(
    lines: Sequence[tuple[AccessLine, Sequence[str]]],
    span: Span | None,
    issuer: Issuer,
    locale: Locale,
    today: date,
) -> Document:
    """The lines, the newest first, each with its cells in words: what, of what, where to and why."""
    locale = on_pages(locale)
    blocks: list[Block] = [_figures([line for line, _words in lines], locale)]
    if lines:
        blocks.append(Table(_columns(locale), tuple(_row(line, words, locale) for line, words in lines)))
    else:
        blocks.append(Text(locale.text(N_("Nothing was noted in these days.")), tone="muted"))
    said = "" if span is None else locale.say(sentence("From {start} to {end}", start=span.first, end=span.last))
    return Document(
        title=locale.text(TITLE),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        subtitle=said,
        letterhead=issuer.letterhead(locale, today),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("{kind}, printed {date}", kind=Label(TITLE), date=today)),
        numbered=False,
        landscape=True,
    )


def _figures(lines: Sequence[AccessLine], locale: Locale) -> Figures:
    """How many lines there are, and of the kinds with most."""
    many = Counter(line.what for line in lines)
    labels = {choice.key: choice.label for choice in WHAT}
    most = [(key, count) for key, count in many.most_common() if key in labels][:_FACTS]
    own = (Fact(locale.text(labels[key]), locale.number(count)) for key, count in most)
    return Figures((Fact(locale.text(N_("Lines")), locale.number(len(lines))), *own))


def _columns(locale: Locale) -> tuple[Column, ...]:
    heads = (N_("When"), N_("By"), C_("access", "What"), N_("Of what"))
    rest = (Column(locale.text(N_("Number of records")), number=True), Column(locale.text(N_("Where to"))))
    return (*(Column(locale.text(head)) for head in heads), *rest, Column(locale.text(N_("Why"))))


def _row(line: AccessLine, words: Sequence[str], locale: Locale) -> tuple[str, ...]:
    what, kind, where, why = words
    about = locale.say(sentence("{kind}, no. {n}", kind=kind, n=str(line.ident))) if line.ident and kind else kind
    place = isolated(where) if where.startswith(".") else where
    return isolated(locale.moment(line.at)), line.who, what, about, locale.number(line.size), place, why
