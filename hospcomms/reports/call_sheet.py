"""The press call sheet: whom to call, at which outlet, on which telephone, in which language, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Literal, cast

from hospcomms.domain.fields import fields_of
from hospcomms.domain.folding import sort_key
from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.press import Person
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.reports.document import (
    Block,
    Cell,
    Column,
    Document,
    Fact,
    Figures,
    Heading,
    Marked,
    Span,
    Table,
    Text,
)
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

OUTLET, LANGUAGE = "outlet", "language"
"""What the sheet is sorted by."""
TITLE = N_("Press call sheet")


@dataclass(frozen=True)
class CallSheet:
    """The people of a sheet and the names of their outlets by id.

    ``name`` is the list they stand on, "" for none; ``left_out`` counts the people who may not be contacted and are
    not on the sheet.
    """

    people: Sequence[Person]
    outlets: Mapping[int, str] = field(default_factory=dict)
    name: str = ""
    by: str = OUTLET
    left_out: int = 0


def call_sheet(sheet: CallSheet, issuer: Issuer, locale: Locale, today: date) -> Document:
    """The freshness first, then everybody, sorted by outlet or parted by language."""
    locale = on_pages(locale)
    stale = sum(person.is_stale(today) for person in sheet.people)
    blocks: list[Block] = [_figures(sheet, stale, locale, today), *_caution(sheet, stale, locale)]
    if not sheet.people:
        blocks.append(Text(locale.text(N_("There is nobody on this sheet.")), tone="muted"))
    elif sheet.by == LANGUAGE:
        blocks += _by_language(sheet, locale, today)
    else:
        blocks.append(_table(sorted(sheet.people, key=lambda one: _by_outlet(one, sheet)), sheet, locale, today))
    return Document(
        title=locale.text(TITLE),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        subtitle=sheet.name,
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("Press call sheet, printed {date}", date=today)),
        numbered=False,
    )


def _figures(sheet: CallSheet, stale: int, locale: Locale, today: date) -> Figures:
    facts = [
        Fact(locale.text(N_("As of")), locale.long_day(today)),
        Fact(locale.text(N_("People")), locale.number(len(sheet.people))),
        Fact(locale.text(N_("To verify")), locale.number(stale)),
    ]
    if sheet.left_out:
        facts.append(Fact(locale.text(N_("Not to be contacted, left out")), locale.number(sheet.left_out)))
    return Figures(tuple(facts))


def _caution(sheet: CallSheet, stale: int, locale: Locale) -> list[Block]:
    """How far the details can be trusted."""
    if not stale:
        return []
    said = counted(
        "{n} of {all} was never verified or not in the last six months, and is marked: check it before relying on it.",
        "{n} of {all} were never verified or not in the last six months, and are marked: check them before relying on"
        " them.",
        stale,
        all=len(sheet.people),
    )
    return [Text(locale.say(said), size=9.0)]


def _by_outlet(person: Person, sheet: CallSheet) -> tuple[bool, str, str]:
    """By outlet and name; people without an outlet come last."""
    outlet = sheet.outlets.get(person.outlet, "")
    return not outlet, sort_key(outlet), sort_key(person.name)


def _by_language(sheet: CallSheet, locale: Locale, today: date) -> list[Block]:
    """One table for the first language of each person, in the order of the choices; none known comes last."""
    order = [choice.key for choice in fields_of(Person)["languages"].choices]

    def place(person: Person) -> int:
        return order.index(person.languages[0]) if person.languages else len(order)

    blocks: list[Block] = []
    people = sorted(sheet.people, key=lambda one: (place(one), _by_outlet(one, sheet)))
    for number, group in groupby(people, key=place):
        own = list(group)
        name = _language(order[number], locale) if number < len(order) else locale.text(N_("Language not known"))
        note = locale.say(counted("{n} person", "{n} people", len(own)))
        blocks += [Heading(name, note), _table(own, sheet, locale, today)]
    return blocks


def _table(people: Sequence[Person], sheet: CallSheet, locale: Locale, today: date) -> Table:
    names = (N_("Name"), N_("Media outlet"), N_("Telephone"), N_("Languages"), N_("Last verified"))
    rows = tuple(_row(person, sheet, locale, today) for person in people)
    return Table(tuple(Column(locale.text(name)) for name in names), rows)


def _row(person: Person, sheet: CallSheet, locale: Locale, today: date) -> tuple[Cell, ...]:
    outlet = sheet.outlets.get(person.outlet, "")
    phones = "\n".join(isolated(phone) for phone in (person.phone, person.phone2) if phone)
    languages = locale.listing(_language(key, locale) for key in person.languages)
    return (
        _name(person),
        "\n".join(part for part in (outlet, person.function) if part),
        phones or (Span(locale.text(N_("No telephone")), tone="muted"),),
        languages,
        _verified(person, locale, today),
    )


def _name(person: Person) -> Cell:
    """The name in both scripts; who may not be contacted carries the shape of it."""
    written = "\n".join(part for part in (person.name, person.other_name) if part)
    return Marked("rejected", written) if person.is_blocked else written


def _verified(person: Person, locale: Locale, today: date) -> Cell:
    if person.verified_on is None:
        return Marked("soon", locale.text(N_("Never")), bold=False)
    day = locale.day(person.verified_on)
    return Marked("soon", day, bold=False) if person.is_stale(today) else day


def _language(key: str, locale: Locale) -> str:
    choice = fields_of(Person)["languages"].choice(key)
    return locale.text(choice.label) if choice else key
