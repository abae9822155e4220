"""What a list asks for, as values: conditions, words, order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from hospcomms.domain.fields import Record


class Op(Enum):
    """How a condition compares a field with its value.

    ``IS`` and ``IS_NOT`` take one value or (for ``AMONG``) a tuple; ``HAS`` asks whether a field of
    several values holds the value; ``EMPTY`` and ``FILLED`` take none; ``TO_OR_EMPTY`` is for days and moments
    (what is old, or never was).
    """

    IS = "is"
    IS_NOT = "is_not"
    AMONG = "among"
    FROM = "from"  # >=
    TO = "to"  # <=
    TO_OR_EMPTY = "to_or_empty"
    HAS = "has"
    EMPTY = "empty"
    FILLED = "filled"


@dataclass(frozen=True)
class Condition:
    """One demand on one field."""

    field: str
    op: Op
    value: object = None


@dataclass(frozen=True)
class Sort:
    """Order by a field: texts by their folded spelling, numbers and dates by value."""

    field: str
    descending: bool = False


@dataclass(frozen=True)
class Query:
    """Which records of one type, and in what order. ``words`` are searched as the search box does.

    ``binned`` lists what is in the bin instead of what is in use.
    """

    record: type[Record]
    conditions: tuple[Condition, ...] = ()
    words: str = ""
    sort: tuple[Sort, ...] = ()
    binned: bool = False

    def where(self, field: str, op: Op, value: object = None) -> Query:
        """This query with one more condition."""
        return replace(self, conditions=(*self.conditions, Condition(field, op, value)))

    def order(self) -> tuple[Sort, ...]:
        """The order asked for, or the record type's own, or by title."""
        if self.sort:
            return self.sort
        own = self.record.order or (self.record.title_field,)
        return tuple(Sort(name.lstrip("-"), name.startswith("-")) for name in own)


def everything(record: type[Record], conditions: Iterable[Condition] = ()) -> Query:
    """All records of a type that are in use."""
    return Query(record, tuple(conditions))
