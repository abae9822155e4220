"""The printed sheet of any record, and the printed list of many, made from the description of their
fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, cast

from hospcomms.domain.checks import EARLIEST, LATEST
from hospcomms.domain.fields import STAMPS, Field, Kind, Record, Texts, fields_of
from hospcomms.domain.locale import LANGUAGES, Locale
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_, Label, Sentence, counted, sentence
from hospcomms.reports.cleaning import LRI, PDI, RLI
from hospcomms.reports.document import Block, Column, Document, Heading, Marked, Table, Text
from hospcomms.reports.document import Span as Stretch
from hospcomms.reports.dossier import value_said
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages
from hospcomms.reports.values import Titles, is_quantity, said
from hospcomms.reports.wide_tables import LYING, UPRIGHT, parted

Language = Literal["ar", "fr", "en"]
_AS_TEXT = frozenset({Kind.LONG_TEXT, Kind.TEXTS})
_SHORT = 120
_KEYS = frozenset({"rule"})
"""Fields that hold names for the program, which say nothing to a reader; what they stand for is printed beside them."""
MEASURED = frozenset({"baseline", "target", "planned", "value", "compared_baseline", "compared_value"})
"""Fields whose unit stands in the field ``unit`` of the same record."""

MOST_UPRIGHT = 5
"""Columns of a list on an upright page; more lie on a landscape one."""


@dataclass(frozen=True)
class Parts:
    """Part records of one kind, printed as a table under the sheet of their whole."""

    record: type[Record]
    rows: Sequence[Record] = ()


@dataclass(frozen=True)
class Sheaf:
    """A record with what is printed with it: its parts and the titles of the records it links to."""

    record: Record
    parts: Sequence[Parts] = ()
    titles: Titles = field(default_factory=dict)


def record_sheet(sheaf: Sheaf, issuer: Issuer, locale: Locale, today: date) -> Document:
    """Every filled field of a record: short values as a table, long texts under their own headings, then
    parts.
    """
    locale, record = on_pages(locale), sheaf.record
    kind = type(record)
    short: list[tuple[str | tuple[Stretch, ...], str]] = []
    long: list[Block] = []
    for described in _printed(kind):
        text = _said(described, record, locale, sheaf.titles)
        if not text or (described.kind is Kind.FLAG and not getattr(record, described.name)):
            continue
        label = locale.text(described.label)
        if described.kind in _AS_TEXT and len(text) > _SHORT:
            long += [Heading(label, level=2), Text(text)]
        else:
            short.append(((Stretch(label, tone="muted"),), text))
    columns = (Column(""), Column(""))
    blocks: list[Block] = [Table(columns, tuple(short)), *long]
    for parts in sheaf.parts:
        blocks += _parts(parts, locale, sheaf.titles)
    return Document(
        title=_title(record, locale),
        language=cast(Language, locale.language),
        blocks=tuple(blocks),
        subtitle=locale.text(kind.one),
        letterhead=issuer.letterhead(locale, today, record.reference),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("{kind}, printed {date}", kind=Label(kind.one), date=today)),
        numbered=False,
    )


def record_list(
    kind: type[Record], names: Sequence[str], rows: Iterable[Record], titles: Titles,
    issuer: Issuer, locale: Locale, today: date, span: Span | None = None,
) -> Document:  # fmt: skip
    """A list as it is shown: the fields called `names`, in that order, one row a record.

    More than five columns lie on landscape pages; more than fit there are printed in parts below each other.
    `span` is the period the list was asked for, told under its title.
    """
    locale = on_pages(locale)
    described = [fields_of(kind)[name] for name in names]
    table = _table(described, rows, locale, titles)
    lying = len(described) > MOST_UPRIGHT
    key = next((place for place, one in enumerate(described) if one.name == kind.title_field), 0)
    parts = parted(table, key, locale, LYING if lying else UPRIGHT, is_tight=not lying)
    return Document(
        title=locale.text(kind.many),
        language=cast(Language, locale.language),
        blocks=_in_parts(parts, table, key, locale),
        subtitle=locale.say(_subtitle(len(table.rows), span)),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("{kind}, printed {date}", kind=Label(kind.many), date=today)),
        numbered=False,
        landscape=lying,
    )


def _subtitle(count: int, span: Span | None) -> Sentence:
    """The number of records, and the days they belong to."""
    if span is None:
        return how_many(count)
    if span.first == EARLIEST:
        return sentence("{records}, up to {end}", records=how_many(count), end=span.last)
    if span.last == LATEST:
        return sentence("{records}, from {start}", records=how_many(count), start=span.first)
    return sentence("{records}, from {start} to {end}", records=how_many(count), start=span.first, end=span.last)


def _in_parts(parts: Sequence[Table], whole: Table, key: int, locale: Locale) -> tuple[Block, ...]:
    """The parts of a wide table under headings that name their columns; a table of one part stands alone."""
    if len(parts) == 1:
        return tuple(parts)
    told = sentence(
        "Printed in {parts} parts, each of which begins with “{column}”, because the {columns} columns do not fit side"
        " by side at a readable size. To print fewer, choose them with the button “{button}” of the list.",
        columns=len(whole.columns),
        parts=len(parts),
        column=whole.columns[key].heading,
        button=Label(N_("Columns")),
    )
    blocks: list[Block] = [Text(locale.say(told), size=9.0, tone="muted")]
    for number, part in enumerate(parts, 1):
        own = [column.heading for column in part.columns[1:]]
        what = sentence("{first} – {last}", first=own[0], last=own[-1]) if len(own) > 1 else own[0]
        title = sentence("Part {n} of {parts}: {columns}", n=number, parts=len(parts), columns=what)
        blocks += [Heading(locale.say(title)), part]
    return tuple(blocks)


def how_many(count: int) -> Sentence:
    """The number of records in words."""
    return counted("{n} record", "{n} records", count)


def _printed(kind: type[Record]) -> list[Field]:
    """The fields of a record that are printed: not the title, the stamps and private ones."""
    return [
        described
        for name, described in fields_of(kind).items()
        if name not in (*STAMPS, *_KEYS, kind.title_field) and not described.private
    ]


def _title(record: Record, locale: Locale) -> str:
    value = getattr(record, type(record).title_field)
    return value.best(locale.language) if isinstance(value, Texts) else str(value)


def _parts(parts: Parts, locale: Locale, titles: Titles) -> list[Block]:
    """A heading and a table of the listed fields that some of the parts have; nothing when there are no parts."""
    if not parts.rows:
        return []
    described = [
        one
        for one in fields_of(parts.record).values()
        if one.listed and not one.private and any(_said(one, row, locale, titles) for row in parts.rows)
    ]
    heading = Heading(locale.text(parts.record.many), level=2)
    table = _table(described, parts.rows, locale, titles)
    key = next((place for place, one in enumerate(described) if one.name == parts.record.title_field), 0)
    return [heading, *parted(table, key, locale, UPRIGHT, is_tight=True)]


def _table(described: Sequence[Field], rows: Iterable[Record], locale: Locale, titles: Titles) -> Table:
    columns = tuple(Column(locale.text(one.label), number=is_quantity(one)) for one in described)
    return Table(columns, tuple(tuple(_cell(one, row, locale, titles) for one in described) for row in rows))


def _said(described: Field, row: Record, locale: Locale, titles: Titles) -> str:
    """A value in words; one that is measured with the unit of its own record."""
    value = getattr(row, described.name)
    if described.name in MEASURED and value is not None and hasattr(row, "unit"):
        return value_said(value, row.unit, locale)
    if isinstance(value, Texts):
        return _in_one(value, locale) if described.own else _in_all(value)
    return said(described, value, locale, titles)


def _in_all(texts: Texts) -> str:
    """Every language in which a text is written, one below the other, each in its own direction."""
    return "\n".join(
        _directed(getattr(texts, language), language) for language in LANGUAGES if getattr(texts, language)
    )


def _in_one(texts: Texts, locale: Locale) -> str:
    """A text in the language of the page, else in one it is written in."""
    order = (locale.language, *LANGUAGES)
    return next((_directed(text, language) for language in order if (text := getattr(texts, language))), "")


def _directed(text: str, language: str) -> str:
    """A text whose language is known, whatever name or sign it begins with."""
    return "\n".join(f"{RLI if language == 'ar' else LRI}{line}{PDI}" for line in text.splitlines())


def _cell(described: Field, row: Record, locale: Locale, titles: Titles) -> str | Marked:
    """A value in a table; of a text in several languages the one of the page, as lists on the screen have it."""
    value = getattr(row, described.name)
    if isinstance(value, Texts):
        return _in_one(value, locale)
    text = _said(described, row, locale, titles)
    chosen = described.choice(value) if described.kind is Kind.CHOICE else None
    return Marked(chosen.shape, text, bold=False) if chosen and chosen.shape else text
