"""The file on a person on paper: what is kept, since when, why, where it names them, and who looked at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Literal, cast

from hospcomms.domain.access import WHAT, AccessLine
from hospcomms.domain.checks import is_empty
from hospcomms.domain.fields import STAMPS, Field, Kind, Record, Texts, fields_of
from hospcomms.domain.incident_log import LogLine
from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.subject_files import Mention, SubjectFile
from hospcomms.domain.wording import C_, N_, Label, Sentence, counted, sentence
from hospcomms.reports.document import Block, Column, Document, Fact, Figures, Heading, Span, Table, Text
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages
from hospcomms.reports.values import Titles, said

TITLE = N_("File on a person")
_MOST_LINES = 200
"""Lines of one history or log on paper; all of them are in the JSON file."""
_OWN_ONLY = frozenset({"reference", *STAMPS})


def subject_paper(
    found: SubjectFile, incidents: Mapping[int, str], issuer: Issuer, locale: Locale, today: date
) -> Document:
    """Everything of the file, in sections; what is under embargo is named as withheld."""
    locale = on_pages(locale)
    blocks: list[Block] = [_figures(found, locale), Text(locale.text(_WHY), size=9.5)]
    blocks += [Text(locale.say(one), tone="late") for one in _lacking(found)]
    for record in found.own:
        blocks += [Heading(locale.text(record.one)), _facts(record, found.titles, locale)]
    for kind, records in groupby(found.linked, key=type):
        blocks += _several(kind, list(records), found.titles, locale)
    blocks += [*_named(found.named, locale), *_log(found.log_lines, incidents, locale)]
    blocks += [*_history(found.history, found.titles, locale), *_access(found.access, locale)]
    return Document(
        title=locale.text(TITLE),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        subtitle=" · ".join(found.names),
        letterhead=issuer.letterhead(locale, today),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("{kind}, printed {date}", kind=Label(TITLE), date=today)),
        numbered=False,
    )


_WHY = N_(
    "This paper lists all that this office keeps on the person named above, for their right to know and to correct it"
    " (law 18-07)."
)


def _lacking(found: SubjectFile) -> Iterator[Sentence]:
    """What may belong here and is not: releases under embargo, and contacts who seem to be the same person.

    Those are not named: the paper is handed over, and they may be somebody else.
    """
    if found.withheld:
        yield counted(
            "{n} press release under embargo is withheld here and will be added when it is published.",
            "{n} press releases under embargo are withheld here and will be added when they are published.",
            found.withheld,
        )
    if found.alike:
        yield counted(
            "{n} other contact of this office looks like the same person and is not in this file.",
            "{n} other contacts of this office look like the same person and are not in this file.",
            len(found.alike),
        )


def _figures(found: SubjectFile, locale: Locale) -> Figures:
    return Figures(
        (
            Fact(locale.text(N_("As of")), locale.long_day(found.at.astimezone().date())),
            Fact(locale.text(N_("Records about the person")), locale.number(len(found.own))),
            Fact(locale.text(N_("Records that lead there")), locale.number(len(found.linked))),
            Fact(locale.text(N_("Other places with the name")), locale.number(len(found.named) + len(found.log_lines))),
        )
    )


def _facts(record: Record, titles: Titles, locale: Locale) -> Table:
    """Every filled field of a record, and since when it is there."""
    rows = [
        ((Span(locale.text(field.label), tone="muted"),), _said(field, getattr(record, field.name), titles, locale))
        for field in fields_of(type(record)).values()
        if _is_filled(field, getattr(record, field.name))
    ]
    return Table((Column(""), Column("")), tuple(rows))


def _is_filled(field: Field, value: Any) -> bool:
    return not is_empty(value) and not (field.kind in (Kind.LINK, Kind.FLAG) and not value)


def _said(field: Field, value: Any, titles: Titles, locale: Locale) -> str:
    if isinstance(value, Texts):
        return value.best(locale.language)
    words = said(field, value, locale, titles)
    return isolated(words) if field.kind in (Kind.ADDRESS, Kind.DAY, Kind.MOMENT) and words else words


def _several(kind: type[Record], records: Sequence[Record], titles: Titles, locale: Locale) -> list[Block]:
    """The records of one kind: each as its filled fields on one line."""
    rows = tuple((_line(record, titles, locale),) for record in records)
    return [Heading(locale.text(kind.many), level=2), Table((Column(""),), rows)]


def _line(record: Record, titles: Titles, locale: Locale) -> str:
    found = [
        locale.say(sentence("{label}: {value}", label=Label(field.label), value=value))
        for field in fields_of(type(record)).values()
        if field.name not in _OWN_ONLY and _is_filled(field, getattr(record, field.name))
        for value in [_said(field, getattr(record, field.name), titles, locale)]
        if value
    ]
    return " · ".join(found)


def _named(named: Iterable[Mention], locale: Locale) -> list[Block]:
    rows = tuple(
        (locale.text(one.record.one), one.record.named(locale.language), locale.text(one.field.label), one.words)
        for one in named
    )
    if not rows:
        return []
    heads = (N_("Kind of record"), C_("record", "Title"), C_("record", "Field"), N_("What it says"))
    return [Heading(locale.text(N_("Other records that name the person"))), _table(heads, rows, locale)]


def _log(lines: Sequence[LogLine], incidents: Mapping[int, str], locale: Locale) -> list[Block]:
    if not lines:
        return []
    rows = tuple(
        (incidents.get(line.incident, ""), locale.number(line.line), isolated(locale.moment(line.at)), line.words)
        for line in lines[:_MOST_LINES]
    )
    heads = (N_("Incident"), C_("log", "Line"), N_("When"), N_("What it says"))
    return [Heading(locale.text(N_("Logs of incidents"))), _table(heads, rows, locale)]


def _history(history: Sequence[tuple[Record, Any]], titles: Titles, locale: Locale) -> list[Block]:
    """What was entered and corrected, and when."""
    rows = tuple(
        (isolated(locale.moment(line.at)), line.who, locale.text(line.name), _changes(line, titles, locale))
        for _record, line in history[:_MOST_LINES]
    )
    if not rows:
        return []
    heads = (N_("When"), N_("By"), C_("history", "What"), N_("Changes"))
    return [Heading(locale.text(N_("What was entered and corrected"))), _table(heads, rows, locale)]


def _changes(line: Any, titles: Titles, locale: Locale) -> str:
    if line.is_new:
        return locale.text(N_("Entered"))
    return "\n".join(
        locale.say(_changed(field, before, after, titles, locale))
        for field, before, after in line.changes
        if field.name not in STAMPS
    )


def _changed(field: Field, before: Any, after: Any, titles: Titles, locale: Locale) -> Sentence:
    label = Label(field.label)
    old, new = (_said(field, value, titles, locale) if _is_filled(field, value) else "" for value in (before, after))
    if not old:
        return sentence("{label}: {value}", label=label, value=new)
    if not new:
        return sentence("{field}: “{before}” was taken out", field=label, before=old)
    return sentence("{field}: “{before}” became “{after}”", field=label, before=old, after=new)


def _access(lines: Sequence[AccessLine], locale: Locale) -> list[Block]:
    labels = {choice.key: choice.label for choice in WHAT}
    rows = tuple(
        (isolated(locale.moment(line.at)), line.who, locale.text(labels[line.what]), line.why)
        for line in lines[:_MOST_LINES]
        if line.what in labels
    )
    if not rows:
        return []
    heads = (N_("When"), N_("By"), C_("access", "What"), N_("Why"))
    return [Heading(locale.text(N_("Who looked at it or handed it on"))), _table(heads, rows, locale)]


def _table(heads: Sequence[str], rows: tuple[tuple[Any, ...], ...], locale: Locale) -> Table:
    return Table(tuple(Column(locale.text(head)) for head in heads), rows)
