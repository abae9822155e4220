"""Filters of a list as values: what the officer picks, the demand it makes, its words, and how it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

from hospcomms.domain.fields import Field, Kind, Record, fields_of
from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.press import last_stale_day
from hospcomms.domain.query import Condition, Op, Query, Sort
from hospcomms.domain.wording import N_, sentence
from ui.records.display import NO, NOT_SET, YES, Titles, shown

YEAR = N_("Year")
VERIFIED = "verified_on"
"""The day on which details were last checked: it is asked for by its age."""
ALL = N_("all")
"""The value of a chip that asks for nothing."""


class How(Enum):
    """How a filter compares; days may be named relative to today and then move with it."""

    AMONG = "among"
    NOT = "not"
    FROM = "from"
    TO = "to"
    THIS_YEAR = "this_year"
    THIS_MONTH = "this_month"
    YES = "yes"
    NO = "no"
    HAS = "has"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    CONTAINS = "contains"
    EMPTY = "empty"
    FILLED = "filled"
    STALE = "stale"


LABELS: dict[How, str] = {
    How.AMONG: N_("Is"),
    How.NOT: N_("All but"),
    How.FROM: N_("From…"),
    How.TO: N_("Until…"),
    How.THIS_YEAR: N_("This year"),
    How.THIS_MONTH: N_("This month"),
    How.YES: YES,
    How.NO: NO,
    How.HAS: N_("Has"),
    How.AT_LEAST: N_("At least…"),
    How.AT_MOST: N_("At most…"),
    How.CONTAINS: N_("Contains…"),
    How.EMPTY: NOT_SET,
    How.FILLED: N_("Filled in"),
    How.STALE: N_("Older than 6 months or never"),
}
"""The words of the filter menu."""

_WORDS = (How.CONTAINS, How.FILLED, How.EMPTY)
_AMOUNTS = (How.AT_LEAST, How.AT_MOST, How.FILLED, How.EMPTY)
_DAYS = (How.THIS_MONTH, How.THIS_YEAR, How.FROM, How.TO, How.FILLED, How.EMPTY)
_THERE = (How.FILLED, How.EMPTY)

OFFERED: dict[Kind, tuple[How, ...]] = {
    Kind.TEXT: _WORDS,
    Kind.LONG_TEXT: _WORDS,
    Kind.TEXTS: _WORDS,
    Kind.NUMBER: _AMOUNTS,
    Kind.MONEY: _AMOUNTS,
    Kind.PERCENT: _AMOUNTS,
    Kind.DAY: _DAYS,
    Kind.MOMENT: _DAYS,
    Kind.FLAG: (How.YES, How.NO),
    Kind.CHOICE: (How.AMONG, How.NOT, How.EMPTY),
    Kind.CHOICES: (How.HAS, *_THERE),
    Kind.LINK: (How.AMONG, *_THERE),
    Kind.LINKS: (How.HAS, *_THERE),
    Kind.FILE: _THERE,
    Kind.FILES: _THERE,
    Kind.ADDRESS: _WORDS,
    Kind.TAGS: (How.HAS, *_THERE),
}
"""What can be asked of each kind."""
_FOLDED = (Kind.TEXT, Kind.TEXTS, Kind.ADDRESS)

_TOGETHER = ({How.FROM, How.TO}, {How.AT_LEAST, How.AT_MOST})


@dataclass(frozen=True)
class Filter:
    """One demand of the officer on one field. ``value`` is a tuple of keys or ids for ``AMONG``, one key, id
    or text for ``NOT``, ``HAS`` and ``CONTAINS``, a date, a number, or None.
    """

    field: str
    how: How
    value: Any = None

    def conditions(self, record: type[Record], today: date) -> tuple[Condition, ...]:
        """The conditions of a query this filter stands for, on the day ``today``."""
        field = fields_of(record)[self.field]
        if self.how in (How.THIS_YEAR, How.THIS_MONTH):
            first, last = span(self.how, today)
            return (
                Condition(self.field, Op.FROM, _bound(field, first)),
                Condition(self.field, Op.TO, _bound(field, last, end=True)),
            )
        if self.how is How.STALE:
            return (Condition(self.field, Op.TO_OR_EMPTY, last_stale_day(today)),)
        if self.how in (How.FROM, How.TO):
            op = Op.FROM if self.how is How.FROM else Op.TO
            return (Condition(self.field, op, _bound(field, self.value, end=op is Op.TO)),)
        return (Condition(self.field, *_SIMPLE[self.how](self.value)),)

    def kept(self) -> dict[str, Any]:
        """The filter as plain values for the settings."""
        value = self.value
        if isinstance(value, tuple):
            value = list(value)
        elif isinstance(value, (date, Decimal)):
            value = str(value)
        return {"field": self.field, "how": self.how.value, "value": value}


_SIMPLE: Mapping[How, Callable[[Any], tuple[Op, Any]]] = {
    How.AMONG: lambda value: (Op.AMONG, tuple(value)),
    How.NOT: lambda value: (Op.IS_NOT, value),
    How.YES: lambda _value: (Op.IS, True),
    How.NO: lambda _value: (Op.IS, False),
    How.HAS: lambda value: (Op.HAS, value),
    How.CONTAINS: lambda value: (Op.HAS, value),
    How.AT_LEAST: lambda value: (Op.FROM, value),
    How.AT_MOST: lambda value: (Op.TO, value),
    How.EMPTY: lambda _value: (Op.EMPTY, None),
    How.FILLED: lambda _value: (Op.FILLED, None),
}


def span(how: How, today: date) -> tuple[date, date]:
    """The first and last day of this year or this month."""
    if how is How.THIS_YEAR:
        return date(today.year, 1, 1), date(today.year, 12, 31)
    next_month = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    return today.replace(day=1), next_month - timedelta(days=1)


def _bound(field: Field, when: date, *, end: bool = False) -> date | datetime:
    """A day as the field stores it: a moment field is asked for the whole local day, in UTC."""
    if field.kind is not Kind.MOMENT:
        return when
    clock = time(23, 59, 59, 999999) if end else time()
    return datetime.combine(when, clock).astimezone(UTC)


def opening(record: type[Record], pairs: Sequence[tuple[str, str]]) -> tuple[Filter, ...]:
    """The filters a room opens its list with, from its (field, how) pairs; keys follow as in ``among=planned,held``."""
    fields = fields_of(record)
    found = []
    for name, asked in pairs:
        how, _, keys = asked.partition("=")
        found.append(Filter(fields[name].name, How(how), tuple(keys.split(",")) if keys else None))
    return tuple(found)


def filter_of(kept: object, record: type[Record]) -> Filter | None:
    """A filter read back from the settings; None when its field or its value no longer fits."""
    if not isinstance(kept, dict) or kept.get("field") not in fields_of(record):
        return None
    field = fields_of(record)[kept["field"]]
    try:
        how = How(kept.get("how"))
        value = _value_of(field, how, kept.get("value"))
    except (ValueError, TypeError, InvalidOperation):
        return None
    return Filter(field.name, how, value) if how in offered(field) else None


def _value_of(field: Field, how: How, value: Any) -> Any:
    if how is How.AMONG:
        return tuple(value)
    if how in (How.FROM, How.TO):
        return date.fromisoformat(value)
    if how in (How.AT_LEAST, How.AT_MOST):
        return Decimal(str(value)) if field.kind is Kind.MONEY else float(value)
    return value


@dataclass(frozen=True)
class Asked:
    """Everything a list is asked for besides its columns: filters, words, order, the bin."""

    record: type[Record]
    filters: tuple[Filter, ...] = ()
    words: str = ""
    binned: bool = False

    def with_filter(self, new: Filter) -> Asked:
        """With one more filter; it takes the place of what it cannot stand beside on the same field."""
        others = tuple(
            old
            for old in self.filters
            if old.field != new.field or (old.how is not new.how and {old.how, new.how} in _TOGETHER)
        )
        return replace(self, filters=(*others, new))

    def without(self, old: Filter) -> Asked:
        """Without one filter."""
        return replace(self, filters=tuple(item for item in self.filters if item != old))

    def cleared(self) -> Asked:
        """Without filters and words; the bin stays open if it is."""
        return replace(self, filters=(), words="")

    @property
    def is_narrowed(self) -> bool:
        """True when not everything is asked for."""
        return bool(self.filters or self.words.strip())

    def query(self, sort: Sequence[Sort], today: date) -> Query:
        """The query for the office."""
        conditions = tuple(condition for item in self.filters for condition in item.conditions(self.record, today))
        return Query(self.record, conditions, self.words.strip(), tuple(sort), self.binned)


@dataclass(frozen=True)
class Saved:
    """A set of filters the officer gave a name; a pinned one also stands in the sidebar."""

    name: str
    filters: tuple[Filter, ...]
    words: str = ""
    is_pinned: bool = False

    def kept(self) -> dict[str, Any]:
        """As plain values for the settings."""
        filters = [item.kept() for item in self.filters]
        return {"name": self.name, "filters": filters, "words": self.words, "pinned": self.is_pinned}


def saved_of(kept: object, record: type[Record]) -> list[Saved]:
    """The saved filters read back from the settings; what no longer fits is left out."""
    found = []
    for item in kept if isinstance(kept, list) else []:
        if isinstance(item, dict) and item.get("name"):
            read = (filter_of(entry, record) for entry in item.get("filters", []))
            filters = tuple(entry for entry in read if entry is not None)
            found.append(Saved(str(item["name"]), filters, str(item.get("words", "")), bool(item.get("pinned"))))
    return found


def chip_label(field: Field) -> str:
    """The marked label of a chip: the day a record starts is asked for by year."""
    return YEAR if field.name == "start" else field.label


def words_of(item: Filter, record: type[Record], locale: Locale, titles: Titles, today: date) -> tuple[str, str]:
    """Label and value of a filter's chip."""
    field = fields_of(record)[item.field]
    label = locale.text(field.label)
    if item.how is How.THIS_YEAR:
        return locale.text(chip_label(field)), locale.digits(str(today.year))
    if item.how is How.THIS_MONTH:
        return label, locale.digits(f"{locale.month(today.month)} {today.year}")
    return label, _value_words(item, field, locale, titles)


_PATTERNS: dict[How, str] = {
    How.FROM: N_("from {value}"),
    How.TO: N_("until {value}"),
    How.AT_LEAST: N_("at least {value}"),
    How.AT_MOST: N_("at most {value}"),
    How.CONTAINS: N_("contains “{value}”"),
    How.NOT: N_("all but {value}"),
}


def _value_words(item: Filter, field: Field, locale: Locale, titles: Titles) -> str:
    if item.how in (How.YES, How.NO, How.EMPTY, How.FILLED, How.STALE):
        return locale.text(LABELS[item.how])
    if item.how is How.AMONG:
        return locale.listing(shown(field, value, locale, titles) for value in item.value)
    value = _one_value(item, field, locale, titles)
    pattern = _PATTERNS.get(item.how)
    return locale.say(sentence(pattern, value=value)) if pattern else value


def _one_value(item: Filter, field: Field, locale: Locale, titles: Titles) -> str:
    if item.how is How.CONTAINS or field.kind is Kind.TAGS:
        return str(item.value)
    if item.how in (How.FROM, How.TO):
        return isolated(locale.day(item.value))
    if field.kind in (Kind.CHOICES, Kind.LINKS):
        return shown(field, (item.value,), locale, titles)
    return shown(field, item.value, locale, titles)


def offered(field: Field) -> tuple[How, ...]:
    """What can be asked of a field: “contains” only where the office keeps the folded spelling."""
    hows = OFFERED[field.kind]
    if field.name == VERIFIED:
        return (How.STALE, *hows)
    if How.CONTAINS in hows and not (field.listed and field.kind in _FOLDED):
        return tuple(how for how in hows if how is not How.CONTAINS)
    return hows


def offered_fields(record: type[Record]) -> list[Field]:
    """The fields one may filter by: those of the columns; a filter is remembered, so never a private one."""
    return [field for field in fields_of(record).values() if not field.private and field.name != "binned_at"]


def usual_fields(record: type[Record]) -> list[Field]:
    """The fields whose chips always stand in the row: the first listed day, then up to two listed choices,
    the state last as in the picture of the list.
    """
    listed = [field for field in offered_fields(record) if field.listed]
    days = [field for field in listed if field.kind is Kind.DAY][:1]
    choices = [field for field in listed if field.kind is Kind.CHOICE]
    plain = [field for field in choices if not any(choice.shape for choice in field.choices)][:1]
    states = [field for field in choices if any(choice.shape for choice in field.choices)][:1]
    return [*days, *plain, *states]
