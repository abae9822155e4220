"""What a table of the ministry workbook is made of: columns with their meaning, and where each value comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from hospcomms.domain.evaluation.board import AdviceLine, Row
from hospcomms.domain.evaluation.chain import Chain, ObjectiveLine
from hospcomms.domain.fields import Choice, Kind, Record, Texts, fields_of
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_, Sentence
from hospcomms.reports.dossier import Dossier

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
    """One row to come: the campaign it belongs to and its record; `line` is what an objective attained.

    `row` is the verdict on an indicator, `advice` the rule behind a recommendation, None when it no longer fires.
    """

    whole: Whole
    record: Record
    line: ObjectiveLine | None = None
    row: Row | None = None
    advice: AdviceLine | None = None


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
        """The value as the workbook shows it: choices, lists and sentences in words, all else as it is."""
        if isinstance(value, Texts):
            return value.best(locale.language)
        if isinstance(value, Sentence):
            return locale.say(value)
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


def own(record: type[Record], name: str, width: float = 0.0, label: str = "") -> MinistryColumn:
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


def made(key: str, label: str, note: str, read: Reading, kind: Kind = Kind.NUMBER, width: float = 0.0,
          *, is_summed: bool = False, choices: tuple[Choice, ...] = ()) -> MinistryColumn:  # fmt: skip
    """A column whose value is computed."""
    return MinistryColumn(
        key=key, label=label, kind=kind, note=note, read=read, width=width, is_summed=is_summed, choices=choices
    )


def of_campaign() -> tuple[MinistryColumn, ...]:
    """How a row names its campaign."""
    return (
        made("number", N_("Campaign number"), N_("The number of the campaign in the first table of this workbook."),
              lambda entry: entry.whole.number, width=10),
        made("campaign", N_("Campaign"), N_("The title of the campaign."),
              lambda entry: entry.whole.dossier.plan.campaign.title, Kind.TEXT, 22),
    )  # fmt: skip
