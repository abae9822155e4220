"""The rows of a campaign workbook as records: values read, names resolved, rules checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hospcomms.domain.activities import Activity
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign, InstitutionObjective, Segment
from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.checks import Severity, is_empty, problems_of
from hospcomms.domain.fields import Field, Kind, Record, Texts, fields_of
from hospcomms.domain.objectives import Objective
from hospcomms.domain.wording import Label, sentence
from hospcomms.services.exchange.campaign_links import Names
from hospcomms.services.exchange.campaign_rows import RawCell, RawRow, doubled, trouble
from hospcomms.services.exchange.columns import linked_sheet
from hospcomms.services.exchange.import_report import Findings
from hospcomms.services.exchange.own_words import choices_called
from hospcomms.services.exchange.values import Cell, Unreadable, value_of

if TYPE_CHECKING:
    from hospcomms.services.office import Office

NAMED = ((Audience, "name"), (Objective, "indicator"))
"""What other rows name, so that no two may be called the same."""


@dataclass
class _Row:
    """One row on its way: values by record type and field, its number, and whether every cell was read."""

    raw: RawRow
    values: dict[type[Record], dict[str, Any]] = field(default_factory=dict)
    number: int = 0
    there: Audience | None = None
    is_read: bool = True


class CampaignReading:
    """One workbook on its way to records; every problem is taken down, none stops the reading."""

    def __init__(self, office: Office, rows: list[RawRow], findings: Findings, says: Mapping[str, str]) -> None:
        self._raw, self._findings, self._says = rows, findings, says
        self._names = Names(office)

    def records(self) -> list[Record]:
        """The records of all rows with provisional numbers, the campaign first; problems are in the findings."""
        self._refuse_doubles()
        rows = [self._read(raw) for raw in self._raw]
        campaign = self._names.next_number()
        for row in rows:
            self._number(row, campaign)
        found = [record for row in rows for record in self._build(row, campaign)]
        return [*self._names.new_objectives, *found]

    def _refuse_doubles(self) -> None:
        for record, name in NAMED:
            rows = [row for row in self._raw if record in row.sheet.records]
            for first, *others in doubled(rows, name).values():
                for row in others:
                    cell = _cell(row, record, name)
                    said = sentence(
                        "The same name stands in row {row}. Give each row its own name.", row=str(first.number)
                    )
                    self._findings.rejected.append(row.finding(said, cell))

    def _read(self, raw: RawRow) -> _Row:
        row = _Row(raw, {record: {} for record in raw.sheet.records})
        for cell in raw.cells:
            said = trouble(raw, cell)
            if said is None:
                words = choices_called(self._says, cell.column)
                taken = Cell(cell.raw, cell.place in raw.page.facts.percents, words)
                try:
                    self._keep(row, cell, value_of(cell.column.field, taken))
                except Unreadable as error:
                    said = error.sentence
                self._findings.warnings += [raw.finding(warning, cell) for warning in taken.warnings]
            if said is not None:
                row.is_read = False
                self._findings.rejected.append(raw.finding(said, cell))
        return row

    @staticmethod
    def _keep(row: _Row, cell: RawCell, value: Any) -> None:
        values, column = row.values[cell.column.record], cell.column
        if column.language:
            texts = values.get(column.field.name, Texts())
            value = Texts(**{**vars(texts), column.language: value})
        values[column.field.name] = value

    def _number(self, row: _Row, campaign: int) -> None:
        """Give a row its number, and note under which name others may call it."""
        record = row.raw.sheet.records[0]
        title = str(row.values[record].get(record.title_field, ""))
        if record is Campaign:
            row.number = campaign
        elif record is Audience and title:
            row.number, row.there = self._names.audience_row(title)
        else:
            row.number = self._names.next_number()
            if record in (Activity, Objective) and title:
                self._names.add(record, title, row.number)

    def _build(self, row: _Row, campaign: int) -> list[Record]:
        found: list[Record] = []
        for record in row.raw.sheet.records:
            values = row.values[record]
            values.update(self._links(row, record))
            if record.whole:
                values[record.whole] = campaign
            if record is Segment:
                values["audience"] = row.number
            number = self._names.next_number() if record is Segment else row.number
            if record is Audience and row.there is not None:
                self._say_reused(row, row.there)
                continue
            made = record(id=number, **values)
            if row.is_read:
                self._check(row.raw, made)
            found.append(made)
        return found

    def _links(self, row: _Row, record: type[Record]) -> dict[str, int]:
        """The links of a row: the numbers of what its cells name."""
        return {
            cell.column.field.name: self._linked(row, cell, str(row.values[record][cell.column.field.name]))
            for cell in row.raw.cells
            if cell.column.record is record
            and cell.column.field.kind is Kind.LINK
            and cell.column.field.name in row.values[record]
        }

    def _linked(self, row: _Row, cell: RawCell, name: str) -> int:
        if not name:
            return 0
        target = BY_KEY[cell.column.field.target]
        if target is InstitutionObjective:
            number, is_new = self._names.institution_objective(name)
            if is_new:
                said = sentence("“{name}” is a new institution objective; it is added.", name=name)
                self._findings.warnings.append(row.raw.finding(said, cell))
            return number
        numbers = self._names.found(target, name)
        if len(numbers) == 1:
            return numbers[0]
        row.is_read = False
        self._findings.rejected.append(row.raw.finding(_lost(cell.column.field, name, bool(numbers)), cell))
        return 0

    def _check(self, raw: RawRow, made: Record) -> None:
        """Take down what breaks the record's rules, at the cell it is about."""
        for problem in problems_of(made):
            cell = _cell(raw, type(made), problem.field)
            place = self._findings.rejected if problem.severity is Severity.ERROR else self._findings.warnings
            heading = raw.heading_of.get(problem.field, "")
            place.append(raw.finding(problem.message, cell, heading))

    def _say_reused(self, row: _Row, there: Audience) -> None:
        """Say it when an audience of the office is used although the row describes it otherwise."""
        differing = [
            fields_of(Audience)[name].label
            for name, value in row.values[Audience].items()
            if name != "name" and not is_empty(value) and value != getattr(there, name)
        ]
        if differing:
            said = sentence(
                "The audience “{name}” is already present and is used as it is; not taken over: {fields}.",
                name=there.name,
                fields=tuple(Label(label) for label in differing),
            )
            self._findings.warnings.append(row.raw.finding(said, _cell(row.raw, Audience, "name")))


def _cell(raw: RawRow, record: type[Record], name: str) -> RawCell | None:
    cells = (cell for cell in raw.cells if cell.column.record is record and cell.column.field.name == name)
    return next(cells, None)


def _lost(described: Field, name: str, is_several: bool) -> Any:
    """Why a name leads nowhere: nobody is called so, or several are."""
    sheet = linked_sheet(described)
    where = Label(sheet.label) if sheet else Label(described.label)
    if is_several:
        return sentence(
            "“{name}” stands more than once in the sheet “{sheet}”. Give each row its own name.", name=name, sheet=where
        )
    return sentence("“{name}” is not in the sheet “{sheet}”. Add it there or correct the name.", name=name, sheet=where)
