"""The campaign workbook: empty for an officer to fill in, or filled with a campaign that is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.activities import Activity, BudgetLine, Lesson
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign, KeyMessage, Segment
from hospcomms.domain.fields import Field, Kind, Record, fields_of
from hospcomms.domain.limits import LONG_TEXT
from hospcomms.domain.locale import Locale
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.wording import Label, Sentence, sentence
from hospcomms.reports.sheet import Sheet, SheetColumn, write_workbook
from hospcomms.services import embargo, records
from hospcomms.services.exchange.columns import (
    AUDIENCES,
    FIELD_HEADING,
    HELP_HEADING,
    KIND,
    NO,
    SHEETS,
    VALUE_HEADING,
    VERSION,
    YES,
    PlanColumn,
    PlanSheet,
    linked_sheet,
)
from hospcomms.services.exchange.own_words import own_words
from hospcomms.services.exchange.values import EXAMPLE

if TYPE_CHECKING:
    from hospcomms.services.office import Office

Rows = Mapping[str, Sequence[Mapping[type[Record], Record]]]
"""The records of each row, by the key of the sheet."""


@dataclass(frozen=True)
class Filling:
    """What stands in a filled workbook: its rows, and the names of the records they link to."""

    rows: Rows = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)


NOTHING = Filling()


def write_template(path: Path, speaking: Locale, filling: Filling = NOTHING) -> None:
    """Write the campaign workbook in a language. Raises Refusal when the file cannot be written."""
    sheets = [_sheet(plan, speaking, filling) for plan in SHEETS]
    write_workbook(path, sheets, speaking.language, {"kind": KIND, "version": VERSION, **own_words(speaking)})


def filling_of(office: Office, campaign: Campaign) -> Filling:
    """A campaign of the office as the rows of its workbook."""
    office = embargo.leaving(office, office.settings.locale)
    audiences: dict[int, Audience] = {}
    segments = records.parts(office, Segment, campaign.id)
    for audience in records.window(office, Audience, [segment.audience for segment in segments]):
        audiences[audience.id] = audience
    rows: dict[str, list[dict[type[Record], Record]]] = {
        "plan": [{Campaign: campaign}],
        AUDIENCES: [
            {Audience: audiences[segment.audience], Segment: segment}
            for segment in segments
            if segment.audience in audiences
        ],
    }
    parts: tuple[tuple[str, type[Record]], ...] = (
        ("objectives", Objective),
        ("messages", KeyMessage),
        ("activities", Activity),
        ("budget", BudgetLine),
        ("results", Result),
        ("lessons", Lesson),
    )
    for key, part in parts:
        rows[key] = [{part: found} for found in records.parts(office, part, campaign.id)]
    linked = {link for sheet in rows.values() for row in sheet for record in row.values() for link in _links(record)}
    return Filling(rows, records.titles(office, linked))


def _links(record: Record) -> Iterator[int]:
    for described in fields_of(type(record)).values():
        if described.kind is Kind.LINK:
            yield getattr(record, described.name)


def _sheet(plan: PlanSheet, speaking: Locale, filling: Filling) -> Sheet:
    rows = filling.rows.get(plan.key, ())
    if plan.upright:
        return _upright(plan, speaking, rows[0] if rows else {}, filling.names)
    columns = tuple(
        SheetColumn(
            key=column.key,
            heading=column.heading(speaking),
            kind=_shown_kind(column.field.kind),
            note=note(column.field, speaking),
            choices=_offered(column.field, speaking),
            source=_source(column.field, speaking),
        )
        for column in plan.columns
    )
    lines = [[cell_of(column, row, speaking, filling.names) for column in plan.columns] for row in rows]
    return Sheet(plan.title(speaking), columns, lines)


def _upright(plan: PlanSheet, speaking: Locale, row: Mapping[type[Record], Record], names: Mapping[int, str]) -> Sheet:
    """A line for each field: its name, its value, what it means."""
    columns = (
        SheetColumn("field", speaking.text(FIELD_HEADING), width=28),
        SheetColumn("value", speaking.text(VALUE_HEADING), width=70),
        SheetColumn("help", speaking.text(HELP_HEADING), width=60),
    )
    lines = [
        [column.heading(speaking), cell_of(column, row, speaking, names), note(column.field, speaking)]
        for column in plan.columns
    ]
    offers = tuple(
        (number, 1, words)
        for number, column in enumerate(plan.columns)
        if (words := _offered(column.field, speaking)) and column.field.kind is not Kind.CHOICES
    )
    return Sheet(plan.title(speaking), columns, lines, offers=offers)


def cell_of(
    column: PlanColumn, row: Mapping[type[Record], Record], speaking: Locale, names: Mapping[int, str]
) -> object:
    """What stands in a column for a row of records."""
    record = row.get(column.record)
    if record is None:
        return None
    value = getattr(record, column.field.name)
    described = column.field
    if column.language:
        return str(getattr(value, column.language))
    if described.kind is Kind.CHOICE:
        return _labels(described, (value,), speaking)
    if described.kind is Kind.CHOICES:
        return _labels(described, value, speaking)
    if described.kind is Kind.FLAG:
        return speaking.text(YES if value else NO)
    if described.kind is Kind.LINK:
        return names.get(value, "")
    if described.kind is Kind.TAGS:
        return speaking.listing(value)
    return value


def _labels(described: Field, keys: Sequence[str], speaking: Locale) -> str:
    return speaking.listing(speaking.text(choice.label) for key in keys if (choice := described.choice(key)))


def _shown_kind(kind: Kind) -> Kind:
    """The kind a column is formatted as: a percentage stays a plain number, so that 38 is not shown as 3800 %."""
    return Kind.NUMBER if kind is Kind.PERCENT else kind


def _offered(described: Field, speaking: Locale) -> tuple[str, ...]:
    if described.kind is Kind.FLAG:
        return speaking.text(YES), speaking.text(NO)
    if described.kind in (Kind.CHOICE, Kind.CHOICES):
        return tuple(speaking.text(choice.label) for choice in described.choices)
    return ()


def _source(described: Field, speaking: Locale) -> str:
    """The sheet whose first column offers the names of a link."""
    if described.kind is not Kind.LINK:
        return ""
    sheet = linked_sheet(described)
    return "" if sheet is None else sheet.title(speaking)


def note(described: Field, speaking: Locale) -> str:
    """What is explained about a column: its help, whether it must be filled, what it takes."""
    return " ".join(speaking.say(said) for said in _notes(described))


def _notes(described: Field) -> Iterator[Sentence]:
    if described.required:
        yield sentence("This must be filled in.")
    if described.help:
        yield Sentence(described.help)
    kind = described.kind
    if kind is Kind.CHOICES:
        words = tuple(Label(choice.label) for choice in described.choices)
        yield sentence("Several of these, with commas between them: {choices}.", choices=words)
    elif kind is Kind.DAY:
        yield sentence("A date, for example {example}.", example=EXAMPLE)
    elif kind is Kind.PERCENT:
        yield sentence("A percentage between {low} and {high}.", low=described.low, high=described.high)
    elif kind in (Kind.NUMBER, Kind.MONEY):
        yield sentence("A number.")
    elif kind is Kind.TAGS:
        yield sentence("Several words, with commas between them.")
    elif kind is Kind.LINK and (sheet := linked_sheet(described)):
        yield sentence("A name that stands in the sheet “{sheet}”.", sheet=Label(sheet.label))
    elif kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.TEXTS) and described.limit != LONG_TEXT:
        yield sentence("At most {limit} characters.", limit=described.limit)
