"""The logs of incidents in the database: appended in the transaction of a change, never written over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hospcomms.domain.incident_log import Fault, LogLine, elapsed_since, first_fault, genesis, sealed
from hospcomms.storage.codec import get_moment, put_moment

_NO_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
_NO_ZONE = 24 * 60 + 1
"""Minutes no zone is away from UTC: what is further off was not written by this program."""
_NAMES = 'line, at, "offset", elapsed, run, ticks, kind, words, "by", corrects, seal'
_READ = (
    'line, CAST(at AS BLOB), "offset", elapsed, CAST(run AS BLOB), ticks, CAST(kind AS BLOB), CAST(words AS BLOB),'
    ' CAST("by" AS BLOB), corrects, CAST(seal AS BLOB)'
)
"""The columns as bytes: what a strange hand left there need not be text, and is to be named, not stumbled over."""
_SELECT = f"SELECT {_READ} FROM incident_log WHERE incident = ?"
_INSERT = f"INSERT INTO incident_log (incident, {_NAMES}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_HEAD = "SELECT lines, head FROM incident_seal WHERE incident = ?"
_KEEP = (
    "INSERT INTO incident_seal (incident, lines, head) VALUES (?, ?, ?)"
    " ON CONFLICT (incident) DO UPDATE SET lines = excluded.lines, head = excluded.head"
)


def append(connection: Any, identity: str, wanted: LogLine) -> LogLine:
    """Write a line behind the last one of its incident, with its number, elapsed time and seal; returns it so.

    Where the end of the log is not what was kept beside it, the line is sealed with what was kept: it can be written,
    and shows for good that something was taken away or changed before it.
    """
    incident = wanted.incident
    last = last_line(connection, incident)
    number = 1 if last is None else last.line + 1
    elapsed = elapsed_since(last, wanted.at, wanted.run, wanted.ticks)
    known, head = _kept(connection, incident)
    as_kept = (known, head) == ((0, "") if last is None else (last.line, last.seal))
    before = head if not as_kept else genesis(identity) if last is None else last.seal
    line = sealed(before, replace(wanted, line=number, elapsed=elapsed))
    row = (line.line, put_moment(line.at), line.offset, line.elapsed, line.run, line.ticks)
    connection.execute(_INSERT, (incident, *row, line.kind, line.words, line.by, line.corrects, line.seal))
    connection.execute(_KEEP, (incident, max(known, number - 1) + 1, line.seal))
    return line


def last_line(connection: Any, incident: int) -> LogLine | None:
    """The line written last, or None."""
    found = connection.execute(f"{_SELECT} ORDER BY line DESC LIMIT 1", (incident,)).fetchone()
    return None if found is None else _line(incident, found)


def lines(connection: Any, incident: int, after: int = 0) -> list[LogLine]:
    """The lines of an incident with numbers above ``after``, in order."""
    rows = connection.execute(f"{_SELECT} AND line > ? ORDER BY line", (incident, after))
    return [_line(incident, row) for row in rows]


def incidents(connection: Any) -> list[int]:
    """The ids of all incidents that have a log, whether their record is still there or not."""
    sql = "SELECT incident FROM incident_log UNION SELECT incident FROM incident_seal ORDER BY 1"
    return [int(ident) for (ident,) in connection.execute(sql)]


def count(connection: Any, incident: int) -> int:
    """How many lines the log of an incident has."""
    return _kept(connection, incident)[0]


def _kept(connection: Any, incident: int) -> tuple[int, str]:
    """The number of lines and the last seal kept beside the log; 0 and "" when nothing is."""
    found = connection.execute(_HEAD, (incident,)).fetchone()
    return (0, "") if found is None else (int(found[0]), str(found[1]))


def whole(connection: Any, incident: int) -> tuple[list[LogLine], int, str]:
    """All lines with the number of lines and the last seal kept beside them, as they stand at one moment."""
    connection.execute("BEGIN")  # a line written between two questions would look like one of a stranger
    try:
        return lines(connection, incident), *_kept(connection, incident)
    finally:
        connection.execute("COMMIT")


def fault(connection: Any, incident: int, identity: str) -> Fault | None:
    """The first line of a log that is not as it was written; None when the log is whole."""
    return first_fault(identity, *whole(connection, incident))


def _text(stored: bytes) -> str:
    """What a line says; signs in place of bytes that are no text, so that its seal no longer fits."""
    return stored.decode("utf-8", "replace")


def _moment(stored: str) -> datetime:
    """The moment of a line; a day no clock of ours showed for what a strange hand left there, so that it is named."""
    try:
        return get_moment(stored)
    except ValueError:
        return _NO_MOMENT


def _line(incident: int, row: Any) -> LogLine:
    number, at, offset, elapsed, run, ticks, kind, words, by, corrects, seal = row
    return LogLine(
        incident=incident,
        line=number,
        at=_moment(_text(at)),
        offset=max(-_NO_ZONE, min(_NO_ZONE, offset)),
        elapsed=elapsed,
        run=_text(run),
        ticks=ticks,
        kind=_text(kind),
        words=_text(words),
        by=_text(by),
        corrects=corrects,
        seal=_text(seal),
    )
