"""What the manifest of a backup tells of the database in it."""

from __future__ import annotations

from typing import Any


def counts(connection: Any) -> dict[str, int]:
    """How many records are in use, by type key; types without any are left out."""
    return {str(key): int(used) for key, used in connection.execute("SELECT record, used FROM tally WHERE used > 0")}


def logs(connection: Any) -> list[list[Any]]:
    """Of the log of each incident: its id, the number of its lines, and the seal of the last one."""
    return [list(row) for row in connection.execute("SELECT incident, lines, head FROM incident_seal ORDER BY 1")]


def changed_since(connection: Any, keys: list[str], moment: str) -> dict[str, int]:
    """How many records of each type were entered or changed after a moment (as ``codec.put_moment`` writes it)."""
    found = {}
    for key in keys:
        count = connection.execute(f'SELECT count(*) FROM "{key}" WHERE changed_at > ?', (moment,)).fetchone()[0]
        if count:
            found[key] = int(count)
    return found
