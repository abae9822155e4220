"""The journal read back: what happened to a record, and what undo and redo would do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.changes import ChangeName, Commit, Step
from hospcomms.domain.fields import Field, Record, fields_of
from hospcomms.storage import codec

if TYPE_CHECKING:
    from hospcomms.storage.writer import Change


@dataclass(frozen=True)
class Line:
    """One line of a record's history: when, who, the change's name and kind, and the fields changed.

    ``is_new`` marks the line that made the record (its fields are then not listed).
    """

    at: datetime
    who: str
    name: str
    kind: str
    is_new: bool
    changes: tuple[tuple[Field, Any, Any], ...]


@dataclass(frozen=True)
class Entry:
    """One journal row: a record before and after, as JSON of the fields that differ."""

    record: type[Record]
    ident: int
    before: str | None
    after: str | None


_NAMED = "SELECT id, name, title, size FROM change WHERE kind = 'change' AND"


def holds(connection: Any, commit: Commit | None) -> bool:
    """True when a change that was finished is in the database, asked of another connection than wrote it."""
    if commit is None or not commit.id:
        return False
    found = connection.execute("SELECT name, at, size FROM change WHERE id = ?", (commit.id,)).fetchone()
    return bool(found == (commit.name, codec.put_moment(commit.at), commit.size))


def next_undo(connection: Any) -> ChangeName | None:
    """The newest change that still stands."""
    return _named(connection, f"{_NAMED} undone = 0 ORDER BY id DESC LIMIT 1")


def next_redo(connection: Any) -> ChangeName | None:
    """The oldest change that was taken back and may be done again."""
    return _named(connection, f"{_NAMED} undone = 1 AND redoable = 1 ORDER BY id LIMIT 1")


def _named(connection: Any, sql: str) -> ChangeName | None:
    row = connection.execute(sql).fetchone()
    return ChangeName(*row) if row else None


def lines_of(connection: Any, change: int, *, backwards: bool) -> list[Entry]:
    """The journal rows of a change, in the order in which they are to be written again."""
    order = "DESC" if backwards else "ASC"
    sql = f"SELECT record, record_id, before, after FROM journal WHERE change = ? ORDER BY step {order}"
    return [
        Entry(BY_KEY[key], ident, before, after) for key, ident, before, after in connection.execute(sql, (change,))
    ]


def step(change: Change, entry: Entry, *, backwards: bool) -> Step:
    """The step that takes an entry back, or does it again."""
    old, new = (entry.after, entry.before) if backwards else (entry.before, entry.after)
    if old is None:
        assert new is not None
        return Step(None, _whole(entry, new))
    stored = change.stored(entry.record, entry.ident)
    if new is None:
        return Step(stored, None)
    return Step(stored, replace(stored, **codec.get_fields(entry.record, new)))


def _whole(entry: Entry, text: str) -> Record:
    return entry.record(id=entry.ident, revision=1, **codec.get_fields(entry.record, text))


def of_record(connection: Any, ident: int) -> list[Line]:
    """The history of a record, the newest line first."""
    sql = (
        "SELECT c.at, c.who, c.name, c.kind, j.record, j.before, j.after FROM journal j"
        " JOIN change c ON c.id = j.change WHERE j.record_id = ? ORDER BY j.change DESC, j.step DESC"
    )
    return [_line(*row) for row in connection.execute(sql, (ident,))]


def _line(at: str, who: str, name: str, kind: str, key: str, before: str | None, after: str | None) -> Line:
    record = BY_KEY[key]
    changes: tuple[tuple[Field, Any, Any], ...] = ()
    if before is not None and after is not None:
        old, new = codec.get_fields(record, before), codec.get_fields(record, after)
        described = fields_of(record)
        changes = tuple((described[field], old.get(field), value) for field, value in new.items())
    return Line(codec.get_moment(at), who, name, kind, before is None, changes)
