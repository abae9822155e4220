"""Papers for every desk: the service catalogue, the lines to take, and who may speak to the press."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Literal, cast

from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.enquiries import Line, Service
from hospcomms.domain.fields import fields_of
from hospcomms.domain.folding import sort_key
from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.reports.document import Block, Cell, Column, Document, Fact, Figures, Heading, Marked, Span, Table, Text
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

Language = Literal["ar", "fr", "en"]
CATALOGUE, LINES, SPEAKERS = N_("Service catalogue"), N_("Lines to take"), N_("Spokespersons")


@dataclass(frozen=True)
class Speakers:
    """Those who may speak, and their deputies by id."""

    people: Sequence[Colleague]
    deputies: Mapping[int, Colleague] = field(default_factory=dict)


def service_catalogue(services: Sequence[Service], issuer: Issuer, locale: Locale, today: date) -> Document:
    """Each department with its services: what it is, how one gets it, what to bring, where, when, at what cost."""
    locale = on_pages(locale)
    named = {one.department for one in services}
    blocks: list[Block] = []
    ordered = sorted(services, key=lambda one: (not one.department, sort_key(one.department), sort_key(one.name)))
    for department, own in groupby(ordered, key=lambda one: one.department):
        found = list(own)
        note = locale.say(counted("{n} service", "{n} services", len(found)))
        blocks.append(Heading(department or locale.text(N_("Without a department")), note))
        for one in found:
            blocks += _service(one, locale)
    if not services:
        blocks.append(Text(locale.text(N_("No service is described yet.")), tone="muted"))
    subtitle = next(iter(named)) if len(named) == 1 else ""
    return _paper(CATALOGUE, subtitle, blocks, issuer, locale, sentence("Service catalogue, {date}", date=today))


def _service(one: Service, locale: Locale) -> list[Block]:
    described, language = fields_of(Service), locale.language
    values: list[tuple[str, str]] = [
        ("steps", one.steps.best(language)),
        ("papers", one.papers.best(language)),
        ("place", one.place),
        ("hours", one.hours),
        ("phone", isolated(one.phone) if one.phone else ""),
        ("cost", one.cost),
        ("responsible", one.responsible),
        ("verified_on", locale.day(one.verified_on) if one.verified_on else locale.text(N_("Never"))),
    ]
    rows: list[tuple[Cell, ...]] = [
        ((Span(locale.text(described[name].label), tone="muted"),), value) for name, value in values if value
    ]
    blocks: list[Block] = [Heading(one.name, level=2)]
    about = one.description.best(language)
    return [*blocks, *([Text(about)] if about else []), Table((Column(""), Column("")), tuple(rows))]


def lines_to_take(lines: Sequence[Line], issuer: Issuer, locale: Locale, today: date) -> Document:
    """What is said on each topic: the lines that hold first; one that does not is marked, and why."""
    locale = on_pages(locale)
    ordered = sorted(lines, key=lambda one: (not one.holds(today), sort_key(one.title)))
    holding = sum(one.holds(today) for one in lines)
    facts = (
        Fact(locale.text(N_("As of")), locale.long_day(today)),
        Fact(locale.text(N_("May be used")), locale.number(holding)),
        Fact(locale.text(N_("Not to be used")), locale.number(len(lines) - holding)),
    )
    blocks: list[Block] = [Figures(facts)]
    for one in ordered:
        blocks += _line(one, locale, today)
    if not lines:
        blocks.append(Text(locale.text(N_("No line to take is written yet.")), tone="muted"))
    return _paper(LINES, "", blocks, issuer, locale, sentence("Lines to take, {date}", date=today))


def _line(one: Line, locale: Locale, today: date) -> list[Block]:
    blocks: list[Block] = [Heading(one.title, level=2)]
    if not one.holds(today):
        blocks.append(Text((Span(locale.say(_why_not(one)), bold=True, tone="late"),)))
    blocks.append(Text(one.words.best(locale.language), size=11.5))
    if one.facts:
        blocks.append(Text(locale.say(sentence("Facts behind it: {facts}", facts=one.facts)), size=9.5))
    blocks.append(Text(locale.say(_approval(one)), size=9.0, tone="muted"))
    return blocks


def _why_not(one: Line) -> Sentence:
    if not one.approved_by:
        return sentence("Not approved: do not use it.")
    return sentence("Out of date since {day}: do not use it.", day=one.valid_until)


def _approval(one: Line) -> Sentence:
    if not one.approved_by:
        return sentence("Not approved yet")
    if one.approved_on is None or one.valid_until is None:
        return sentence("Approved by {who}", who=one.approved_by)
    return sentence(
        "Approved by {who} on {day}, valid until {until}", who=one.approved_by, day=one.approved_on,
        until=one.valid_until,
    )  # fmt: skip


def spokespersons(found: Speakers, issuer: Issuer, locale: Locale, today: date) -> Document:
    """Who may speak on what, in which language, on which telephone, and who stands in for them."""
    locale = on_pages(locale)
    able = [one for one in found.people if one.may_speak(today)]
    others = len(found.people) - len(able)
    facts = [
        Fact(locale.text(N_("As of")), locale.long_day(today)),
        Fact(locale.text(N_("Spokespersons")), locale.number(len(able))),
        Fact(locale.text(N_("Training older than two years")), locale.number(sum(_is_old(one, today) for one in able))),
    ]
    if others:
        facts.append(Fact(locale.text(N_("Mandate not valid today, left out")), locale.number(others)))
    names = (N_("Name"), N_("Topics"), N_("Languages"), N_("Telephone"), N_("Deputy"), N_("Media training on"))
    rows = tuple(
        _speaker(one, found, locale, today)
        for one in sorted(able, key=lambda one: (sort_key(one.department), sort_key(one.name)))
    )
    table: Block = Table(tuple(Column(locale.text(name)) for name in names), rows)
    if not able:
        table = Text(locale.text(N_("Nobody has a mandate to speak today.")), tone="muted")
    blocks = [Figures(tuple(facts)), table]
    return _paper(SPEAKERS, "", blocks, issuer, locale, sentence("Spokespersons, {date}", date=today))


def _speaker(one: Colleague, found: Speakers, locale: Locale, today: date) -> tuple[Cell, ...]:
    deputy = found.deputies.get(one.deputy)
    spoken = fields_of(Colleague)["languages"]
    languages = [choice for key in one.languages if (choice := spoken.choice(key)) is not None]
    trained: Cell = Marked("soon", locale.text(N_("Never")), bold=False)
    if one.trained_on is not None:
        day = locale.day(one.trained_on)
        trained = Marked("soon", day, bold=False) if _is_old(one, today) else day
    return (
        "\n".join(part for part in (one.name, one.function) if part),
        locale.listing(one.topics) if one.topics else locale.text(N_("Any topic")),
        locale.listing(locale.text(choice.label) for choice in languages),
        _phones(one),
        "\n".join((deputy.name, _phones(deputy))) if deputy is not None else "–",
        trained,
    )


def _phones(one: Colleague) -> str:
    return "\n".join(isolated(phone) for phone in (one.phone, one.phone2) if phone)


def _is_old(one: Colleague, today: date) -> bool:
    """True when the training was never, or more than two years ago."""
    return one.trained_on is None or (today - one.trained_on).days > 730


def _paper(
    title: str, subtitle: str, blocks: Sequence[Block], issuer: Issuer, locale: Locale, version: Sentence
) -> Document:
    return Document(
        title=locale.text(title),
        language=cast(Language, locale.language),
        blocks=tuple(blocks),
        subtitle=subtitle,
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(version),
        numbered=False,
    )
