"""Which records touch some days, and only the columns a calendar shows of them: asked by the indexes on days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from hospcomms.domain.fields import fields_of
from hospcomms.domain.query import Query
from hospcomms.storage import codec
from hospcomms.storage.reading import Params, where

Row = tuple[Any, ...]


def spans(
    connection: Any,
    query: Query,
    days: tuple[str, str],
    bounds: tuple[date, date],
    names: Sequence[str],
    open_end: bool = False,
) -> list[Row]:
    """(id, first, last, values of ``names`` …) of the records in use that touch the ``bounds``, both counted.

    ``days`` names the field of the first and of the last day or moment ("" when there is only the first); either may be
    empty in a record. ``bounds`` are moments where the fields are. With ``open_end`` what has no last goes on for ever.
    An empty name gives None. The order is none.
    """
    clause, params = where(query)
    params |= _edges(query, days[0], bounds)
    columns = ", ".join(["t.id", *(f't."{name}"' if name else "NULL" for name in (*days, *names))])
    sql = f'SELECT {columns} FROM "{query.record.key}" t{clause} AND ({_touching(days, open_end)})'
    return _turned(connection.execute(sql, params).fetchall(), _turns(query, (*days, *names)))


def _edges(query: Query, field: str, bounds: tuple[date, date]) -> Params:
    put = codec.COLUMNS[fields_of(query.record)[field].kind].put
    return {"low": put(bounds[0]), "high": put(bounds[1])}


def _touching(days: tuple[str, str], open_end: bool) -> str:
    """One term for each way of touching the days, so that each can be answered by an index."""
    first, last = (f't."{name}"' if name else "" for name in days)
    terms = [f"{first} BETWEEN :low AND :high"]
    if last:
        terms += [f"{last} BETWEEN :low AND :high", f"({first} < :low AND {last} > :high)"]
    if open_end:
        terms.append(f"({first} < :low AND {last} IS NULL)")
    return " OR ".join(terms)


def _turns(query: Query, names: Sequence[str]) -> list[tuple[int, Callable[[Any], Any]]]:
    """Which columns are translated, and how; the id stands before them."""
    described = fields_of(query.record)
    kinds = [(place, described[name].kind) for place, name in enumerate(names, start=1) if name]
    return [(place, codec.COLUMNS[kind].get) for place, kind in kinds if not codec.is_plain(kind)]


def _turned(rows: list[Row], turns: list[tuple[int, Callable[[Any], Any]]]) -> list[Row]:
    """The rows with their values translated, column by column: there are thousands of rows and few such columns."""
    if not rows:
        return []
    columns = list(zip(*rows, strict=True))
    for place, get in turns:
        columns[place] = tuple(map(get, columns[place]))
    return list(zip(*columns, strict=True))
