"""The log of access in the database: lines are added and read, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from hospcomms.domain.access import AccessLine
from hospcomms.storage.codec import get_moment, put_moment

_ADD = (
    'INSERT INTO access (at, who, what, record, record_id, size, "where", why)'
    " VALUES (:at, :who, :what, :record, :ident, :size, :place, :why)"
)
Row = tuple[int | str, ...]
"""A line as it is stored, its id first."""
_ROW = 'id, at, who, what, record, record_id, size, "where", why'
_READ = 'SELECT at, who, what, record, record_id, size, "where", why, id FROM access'


def append(connection: Any, lines: Iterable[AccessLine]) -> None:
    """Write lines behind the last one; the database refuses to change or remove them."""
    for line in lines:
        values: dict[str, Any] = {"at": put_moment(line.at), "who": line.who, "what": line.what, "record": line.record}
        values |= {"ident": line.ident, "size": line.size, "place": line.where, "why": line.why}
        connection.execute(_ADD, values)


def lines(
    connection: Any,
    limit: int,
    *,
    what: str = "",
    ident: int = 0,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[AccessLine]:
    """The newest ``limit`` lines, the newest first: of one kind, about one record, from and before a moment."""
    asked: dict[str, Any] = {"what": what, "record_id": ident}
    tests = [f"{name} = :{name}" for name, value in asked.items() if value]
    values: dict[str, Any] = {name: value for name, value in asked.items() if value}
    if since is not None:
        tests, values = [*tests, "at >= :since"], {**values, "since": put_moment(since)}
    if until is not None:
        tests, values = [*tests, "at < :until"], {**values, "until": put_moment(until)}
    where = f" WHERE {' AND '.join(tests)}" if tests else ""
    rows = connection.execute(f"{_READ}{where} ORDER BY id DESC LIMIT {int(limit)}", values)
    return [AccessLine(get_moment(at), *rest) for at, *rest in rows]


def count(connection: Any) -> int:
    """How many lines there are."""
    return int(connection.execute("SELECT count(*) FROM access").fetchone()[0])


def last(connection: Any) -> int:
    """The id of the newest line, 0 when there is none."""
    return int(connection.execute("SELECT COALESCE(max(id), 0) FROM access").fetchone()[0])


def rows_after(connection: Any, ident: int) -> list[Row]:
    """The lines with ids above ``ident``, as they are stored, in order."""
    return list(connection.execute(f"SELECT {_ROW} FROM access WHERE id > ? ORDER BY id", (ident,)))


def add_rows(connection: Any, rows: Iterable[Row]) -> None:
    """Write lines with the ids they had in the same data before an older backup took its place."""
    connection.executemany(f"INSERT INTO access ({_ROW}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
