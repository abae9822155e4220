"""The value of a field in words, for printed sheets and lists: one table keyed by kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hospcomms.domain.checks import is_empty
from hospcomms.domain.fields import Field, Kind
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_

Titles = Mapping[int, str]
"""Titles of linked records by their id."""

DELETED_RECORD = N_("Deleted record")
YES, NO = N_("Yes"), N_("No")

_Saying = Callable[[Field, Any, Locale, Titles], str]


def _as_typed(_field: Field, value: Any, _locale: Locale, _titles: Titles) -> str:
    return str(value)


def _number(field: Field, value: float, locale: Locale, _titles: Titles) -> str:
    if is_year(field):  # never grouped
        return locale.digits(f"{value:.0f}")
    return locale.number(value)


def _choices(field: Field, keys: tuple[str, ...], locale: Locale, _titles: Titles) -> str:
    return locale.listing(_choice(field, key, locale, _titles) for key in keys)


def _choice(field: Field, key: str, locale: Locale, _titles: Titles) -> str:
    chosen = field.choice(key)
    return locale.text(chosen.label) if chosen else key


def _link(_field: Field, ident: int, locale: Locale, titles: Titles) -> str:
    return (titles.get(ident) or locale.text(DELETED_RECORD)) if ident else ""


_SAID: dict[Kind, _Saying] = {
    Kind.TEXT: _as_typed,
    Kind.LONG_TEXT: _as_typed,
    Kind.ADDRESS: _as_typed,
    Kind.TEXTS: lambda _field, value, _locale, _titles: "\n".join(value.written()),
    Kind.NUMBER: _number,
    Kind.MONEY: lambda _field, value, locale, _titles: locale.money(value),
    Kind.PERCENT: lambda _field, value, locale, _titles: locale.percent(value),
    Kind.DAY: lambda _field, value, locale, _titles: locale.day(value),
    Kind.MOMENT: lambda _field, value, locale, _titles: locale.moment(value),
    Kind.FLAG: lambda _field, value, locale, _titles: locale.text(YES if value else NO),
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.LINK: _link,
    Kind.LINKS: lambda field, value, locale, titles: locale.listing(
        _link(field, ident, locale, titles) for ident in value
    ),
    Kind.FILE: lambda _field, value, _locale, _titles: value.name,
    Kind.FILES: lambda _field, value, _locale, _titles: "\n".join(file.name for file in value),
    Kind.TAGS: lambda _field, value, locale, _titles: locale.listing(value),
}

NUMBERS = frozenset({Kind.NUMBER, Kind.MONEY, Kind.PERCENT})
"""Kinds whose columns share the right edge of their digits."""


def is_year(field: Field) -> bool:
    """Whether the numbers of a field are years, which are not compared with one another."""
    return field.kind is Kind.NUMBER and field.low is not None and field.low >= 1000


def is_quantity(field: Field) -> bool:
    """Whether the column of a field is one of numbers that share the right edge of their digits."""
    return field.kind in NUMBERS and not is_year(field)


def said(field: Field, value: object, locale: Locale, titles: Titles) -> str:
    """The value in words of the locale; "" when there is none."""
    if is_empty(value) and field.kind is not Kind.FLAG:
        return ""
    return _SAID[field.kind](field, value, locale, titles)
