"""The ministry workbook as a description: its tables, the columns of each, and what every column means.

The same columns fill the ministry's own template (their keys are its placeholders) and are read back when
the workbooks of many hospitals are put together. Changing a key, or the order, is a new version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from hospcomms.domain.activities import Activity, BudgetLine
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.evaluation.chain import Chain, ObjectiveLine
from hospcomms.domain.fields import Choice, Kind, Record, fields_of
from hospcomms.domain.locale import Locale
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.wording import N_
from hospcomms.reports.dossier import Dossier

KIND, VERSION = "ministry", "1"
"""What the marker sheet says the workbook is."""

MEASURED, NOT_MEASURED = "measured", "not_measured"
_MEASURED = (Choice(MEASURED, N_("Measured")), Choice(NOT_MEASURED, N_("Not measured")))
_YES_NO = (Choice("yes", N_("Yes")), Choice("no", N_("No")))
"""Flags are written as words: TRUE and FALSE are Excel's, not a reader's."""

_NOTES = {
    Kind.TEXT: N_("A text, as it stands in the plan."),
    Kind.ADDRESS: N_("The reference the hospital gave; empty when it gave none."),
    Kind.DAY: N_("A date; empty when it is not set."),
    Kind.NUMBER: N_("A number; empty when it is not known."),
    Kind.MONEY: N_("An amount; empty when it is not known."),
    Kind.PERCENT: N_("A percentage between 0 and 100; empty when it is not known."),
    Kind.CHOICE: N_("One of the words of the list."),
    Kind.LINK: N_("A name, as it stands in the plan."),
    Kind.TAGS: N_("Several words, with commas between them."),
}


@dataclass(frozen=True)
class Whole:
    """A campaign in the workbook: its number there, its result chain, and the names of what its rows link to."""

    number: int
    dossier: Dossier
    chain: Chain
    names: Mapping[int, str]

    @classmethod
    def of(cls, number: int, dossier: Dossier) -> Whole:
        """The campaign with this number."""
        plan = dossier.plan
        inside = {record.id: record.caption for part in (plan.objectives, plan.activities) for record in part}
        names = {plan.campaign.institution_objective: dossier.institution_objective, **dossier.audiences, **inside}
        return cls(number, dossier, dossier.chain, names)


@dataclass(frozen=True)
class Entry:
    """One row to come: the campaign it belongs to and its record; `line` is what an objective attained."""

    whole: Whole
    record: Record
    line: ObjectiveLine | None = None


Reading = Callable[[Entry], object]


@dataclass(frozen=True, kw_only=True)
class MinistryColumn:
    """A column: its key for ever, what people read, what it means, and where its value comes from.

    `field` names the record's field it holds, "" for what is computed. Values of a choice are keys. `width`
    is in characters, 0 for what the kind needs; `is_summed` columns have a total.
    """

    key: str
    label: str
    kind: Kind
    note: str
    read: Reading
    field: str = ""
    choices: tuple[Choice, ...] = ()
    low: float | None = None
    high: float | None = None
    width: float = 0.0
    is_summed: bool = False

    def word(self, value: object, locale: Locale) -> object:
        """The value as the workbook shows it: choices and lists in words, all else as it is."""
        if self.choices and isinstance(value, str):
            return next((locale.text(choice.label) for choice in self.choices if choice.key == value), value)
        return locale.listing(value) if isinstance(value, tuple) else value


@dataclass(frozen=True)
class MinistryTable:
    """A sheet of the workbook: a row for each record of a type."""

    key: str
    title: str
    record: type[Record]
    columns: tuple[MinistryColumn, ...]
    entries: Callable[[Whole], Iterator[Entry]]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the columns, in order."""
        return tuple(column.key for column in self.columns)


def _own(record: type[Record], name: str, width: float = 0.0, label: str = "") -> MinistryColumn:
    """A column that holds a field of its row's record; links are written as names."""
    field = fields_of(record)[name]
    return MinistryColumn(
        key=name,
        label=label or field.label,
        kind=Kind.CHOICE if field.kind is Kind.FLAG else field.kind,
        note=field.help or _NOTES[Kind.CHOICE if field.kind is Kind.FLAG else field.kind],
        read=_reading(name, field.kind),
        field=name,
        choices=_YES_NO if field.kind is Kind.FLAG else field.choices,
        low=field.low,
        high=field.high,
        width=width,
        is_summed=field.kind is Kind.MONEY,
    )


def _reading(name: str, kind: Kind) -> Reading:
    def value(entry: Entry) -> object:
        found = getattr(entry.record, name)
        if kind is Kind.LINK:
            return entry.whole.names.get(found, "")
        return ("yes" if found else "no") if kind is Kind.FLAG else found

    return value


def _made(key: str, label: str, note: str, read: Reading, kind: Kind = Kind.NUMBER, width: float = 0.0,
          *, is_summed: bool = False, choices: tuple[Choice, ...] = ()) -> MinistryColumn:  # fmt: skip
    """A column whose value is computed."""
    return MinistryColumn(
        key=key, label=label, kind=kind, note=note, read=read, width=width, is_summed=is_summed, choices=choices
    )


def _count(key: str, label: str, note: str, count: Callable[[Whole], int]) -> MinistryColumn:
    return _made(key, label, note, lambda entry: count(entry.whole), width=9, is_summed=True)


def _money(key: str, label: str, note: str) -> MinistryColumn:
    return _made(key, label, note, lambda entry: getattr(entry.whole.dossier, key), Kind.MONEY, 12.5, is_summed=True)


def _of_campaign() -> tuple[MinistryColumn, ...]:
    """How a row names its campaign."""
    return (
        _made("number", N_("Campaign number"), N_("The number of the campaign in the first table of this workbook."),
              lambda entry: entry.whole.number, width=10),
        _made("campaign", N_("Campaign"), N_("The title of the campaign."),
              lambda entry: entry.whole.dossier.plan.campaign.title, Kind.TEXT, 22),
    )  # fmt: skip


def _reached(whole: Whole) -> int:
    return sum(1 for line in whole.chain.objectives if line.attained and line.attained.share >= 100)


CAMPAIGN_COLUMNS = (
    _made("number", N_("Number"), N_("The number of the campaign in this workbook; the other tables name it."),
          lambda entry: entry.whole.number, width=9),
    _own(Campaign, "reference", 10),
    _own(Campaign, "title", 22, label=N_("Campaign")),
    _own(Campaign, "kind", 11),
    _own(Campaign, "state", 10),
    _own(Campaign, "start"),
    _own(Campaign, "end"),
    _own(Campaign, "owner", 12),
    _own(Campaign, "themes", 13),
    _own(Campaign, "institution_objective", 16),
    _made("audiences", N_("Target audiences"), N_("The audiences of the campaign, the main ones first."),
          lambda entry: _audiences(entry.whole.dossier), Kind.TAGS, 22),
    _count("objectives", N_("Number of objectives"), N_("How many objectives the campaign has."),
           lambda whole: len(whole.dossier.plan.objectives)),
    _count("reached", N_("Target values reached"), N_("How many objectives reached their target value."), _reached),
    _count("activities", N_("Activities planned"), N_("How many activities the plan has."),
           lambda whole: len(whole.dossier.plan.activities)),
    _count("activities_done", N_("Activities carried out"), N_("How many of these activities are done."),
           lambda whole: sum(1 for activity in whole.dossier.plan.activities if activity.done_share >= 1)),
    _made("stages_measured", N_("Stages measured (of 6)"),
          N_("How many of the six stages, from inputs to impact, have a measured value."),
          lambda entry: entry.whole.chain.completeness.measured),
    _money("planned_budget", N_("Planned amount"), N_("The sum of the planned amounts of the budget.")),
    _money("committed", N_("Committed amount"), N_("The sum of the committed amounts of the budget.")),
    _money("spent", N_("Amount spent"), N_("The sum of what was spent.")),
)  # fmt: skip
OBJECTIVE_COLUMNS = (
    *_of_campaign(),
    _own(Objective, "reference", 10),
    _own(Objective, "indicator", 24),
    _own(Objective, "direction", 9),
    _own(Objective, "level", 12),
    _own(Objective, "audience", 18),
    _own(Objective, "unit", 9),
    _own(Objective, "baseline"),
    _own(Objective, "baseline_n"),
    _own(Objective, "baseline_date"),
    _own(Objective, "baseline_source", 18),
    _own(Objective, "target"),
    _own(Objective, "deadline"),
    _own(Objective, "method", 16),
    _own(Objective, "is_primary", 10),
    _made("measured", N_("Measured"), N_("Whether a value was measured; when it was not, the value stays empty."),
          lambda entry: MEASURED if entry.line and entry.line.result else NOT_MEASURED, Kind.CHOICE, 11,
          choices=_MEASURED),
    _made("value", N_("Measured value"), N_("The newest value measured."),
          lambda entry: entry.line.value if entry.line else None),
    _made("change", N_("Difference from the baseline"), N_("The measured value less the baseline value."),
          lambda entry: _rounded(entry.line.change if entry.line else None, 2)),
    _made("attained", N_("Attained of the target change"),
          N_("How much of the change from the baseline to the target was attained, at most 100."),
          lambda entry: _rounded(entry.line.attained.share if entry.line and entry.line.attained else None, 1),
          Kind.PERCENT),
)  # fmt: skip
RESULT_COLUMNS = (
    *_of_campaign(),
    _own(Result, "reference", 10),
    _own(Result, "stage", 12),
    _own(Result, "objective", 24),
    _own(Result, "indicator", 24),
    _own(Result, "unit", 9),
    _own(Result, "planned"),
    _own(Result, "value"),
    _own(Result, "answers"),
    _own(Result, "measured_on"),
    _own(Result, "source", 18),
)
ACTIVITY_COLUMNS = (
    *_of_campaign(),
    _own(Activity, "reference", 10),
    _own(Activity, "title", 24),
    _own(Activity, "responsible", 16),
    _own(Activity, "status", 11),
    _own(Activity, "start"),
    _own(Activity, "end"),
    _own(Activity, "predecessor", 18),
    _own(Activity, "channel_kind", 14),
    _own(Activity, "channel", 16),
    _own(Activity, "place", 16),
    _own(Activity, "times_planned"),
    _own(Activity, "times_done"),
    _made("progress", N_("Progress"), N_("How much is done, by status or by the times done of those planned."),
          lambda entry: _done(entry.record), Kind.PERCENT),
)  # fmt: skip
BUDGET_COLUMNS = (
    *_of_campaign(),
    _own(BudgetLine, "reference", 10),
    _own(BudgetLine, "title", 28),
    _own(BudgetLine, "activity", 24),
    _own(BudgetLine, "planned"),
    _own(BudgetLine, "committed"),
    _own(BudgetLine, "spent"),
    _own(BudgetLine, "remaining"),
)


def _audiences(dossier: Dossier) -> tuple[str, ...]:
    segments = sorted(dossier.plan.segments, key=lambda segment: not segment.is_primary)
    return tuple(dossier.audiences.get(segment.audience, "") for segment in segments)


def _rounded(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)


def _done(record: Record) -> float:
    assert isinstance(record, Activity)
    return round(100 * record.done_share, 1)


def _campaigns(whole: Whole) -> Iterator[Entry]:
    yield Entry(whole, whole.dossier.plan.campaign)


def _objectives(whole: Whole) -> Iterator[Entry]:
    yield from (Entry(whole, line.objective, line) for line in whole.chain.objectives)


def _results(whole: Whole) -> Iterator[Entry]:
    yield from (Entry(whole, result) for result in whole.dossier.plan.results)


def _activities(whole: Whole) -> Iterator[Entry]:
    yield from (Entry(whole, activity) for activity in whole.dossier.plan.activities)


def _budget(whole: Whole) -> Iterator[Entry]:
    yield from (Entry(whole, line) for line in whole.dossier.plan.budget)


TABLES: tuple[MinistryTable, ...] = (
    MinistryTable("campaigns", Campaign.many, Campaign, CAMPAIGN_COLUMNS, _campaigns),
    MinistryTable("objectives", Objective.many, Objective, OBJECTIVE_COLUMNS, _objectives),
    MinistryTable("results", Result.many, Result, RESULT_COLUMNS, _results),
    MinistryTable("activities", Activity.many, Activity, ACTIVITY_COLUMNS, _activities),
    MinistryTable("budget", BudgetLine.many, BudgetLine, BUDGET_COLUMNS, _budget),
)
BY_KEY = {table.key: table for table in TABLES}
