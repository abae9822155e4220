"""What a data folder holds, as one value: two folders hold the same when their values are equal."""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path
from typing import Any

from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.fields import Record
from hospcomms.domain.query import Query
from hospcomms.services import incident_log
from hospcomms.services.office import Office
from hospcomms.storage import keys
from hospcomms.storage.codec import put_fields
from hospcomms.storage.connect import DATABASE, connect

State = tuple[tuple[str, str], ...]
"""Every table with the hash of its rows, in the order of their names."""
_SHADOWS = "search_words"


def read(connection: Any) -> State:
    """The state behind a connection. What the word index keeps for itself is left to its own check."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    names = [row[0] for row in connection.execute(sql).fetchall() if not row[0].startswith(_SHADOWS)]
    return tuple((name, _rows(connection, name)) for name in names)


def _rows(connection: Any, name: str) -> str:
    rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()
    return hashlib.sha256(repr(rows).encode()).hexdigest() if rows else ""


def of_office(office: Office) -> State:
    """The state an open office shows."""
    return office.store.ask(read)


def of_folder(folder: Path) -> State:
    """The state of a closed folder, read by the driver alone."""
    with contextlib.closing(connect(folder / DATABASE, keys.read(folder).data, reading=True)) as connection:
        return read(connection)


def differing(one: State, other: State) -> str:
    """The names of the tables that differ, for a message."""
    first, second = dict(one), dict(other)
    return ", ".join(sorted(name for name in first | second if first.get(name) != second.get(name))) or "none"


def of_journal(office: Office) -> list[str]:
    """Where the journal, done again from its first line, does not give the records: each is named."""
    lines = office.store.ask(_journal)
    stored = {(record.key, found.id): found for record in RECORDS for found in _all(office, record)}
    told: dict[tuple[str, int], dict[str, Any]] = {}
    for key, ident, after in lines:
        if after is None:
            told.pop((key, ident), None)
        else:
            told.setdefault((key, ident), {}).update(json.loads(after))
    return [str(name) for name in stored.keys() | told.keys() if not _agree(stored.get(name), told.get(name))]


def _journal(connection: Any) -> list[tuple[str, int, str | None]]:
    sql = "SELECT record, record_id, after FROM journal ORDER BY change, step"
    return [tuple(row) for row in connection.execute(sql)]


def _all(office: Office, record: type[Record]) -> list[Record]:
    return [*office.store.find(Query(record)), *office.store.find(Query(record, binned=True))]


def _agree(record: Record | None, told: dict[str, Any] | None) -> bool:
    if record is None or told is None:
        return False
    names = [name for name in told if name not in ("created_at", "changed_at")]
    return bool(json.loads(put_fields(record, names)) == {name: told[name] for name in names})


def faults(office: Office) -> list[str]:
    """What the product's own checks find in the file, its index, counts, links and files, the logs and the journal."""
    found = [f"{fault.kind} {fault.where}" for fault in office.store.faults()]
    for incident in office.store.logged_incidents():
        fault = incident_log.verify(office, incident)
        if fault is not None:
            found.append(f"log {incident}: {fault.sentence}")
    return found + [f"journal {name}" for name in of_journal(office)]
