"""One edit, as the window makes it, against a bare commit in the same file with the same settings."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.office import Office, open_office
from tests.benchmarks.ratio import Ratio, median, taken

EDITED = 150
LIMIT = 3.0


def measure(folder: Path, count: int) -> list[Ratio]:
    """Some campaigns are edited twice; the first time only warms what an office in use has warm."""
    office = open_office(folder)
    with office.store._transaction() as bare:
        # The store's own connection: another one would make both read every page anew after each commit.
        bare.execute("CREATE TABLE IF NOT EXISTS bare(id INTEGER PRIMARY KEY, text TEXT) STRICT")
    try:
        every = records.ids(office, Query(Campaign))
        chosen = random.Random(5).sample(list(every), min(EDITED, len(every)))
        rng = random.Random(6)
        with contextlib.closing(_usual(folder)) as usual:
            for _warming in (True, False):
                times = _times(office, bare, usual, chosen, rng)
    finally:
        bare.execute("DROP TABLE bare")
        office.close()
        (folder / _USUAL_FILE).unlink(missing_ok=True)
    insert, update, rollback = (median(times[kind]) for kind in ("insert", "update", "rollback"))
    return [
        Ratio("edit of a title", median(times["title"]), insert, LIMIT, _WHAT.format(count, "a one-row INSERT")),
        Ratio("edit of an owner", median(times["owner"]), insert, LIMIT, _WHAT.format(count, "a one-row INSERT")),
        Ratio("edit of a title, by an UPDATE", median(times["title"]), update, None, _WHAT.format(count, "an UPDATE")),
        Ratio("edit of a title, by SQLite as it comes", median(times["title"]), rollback, None, _USUAL),
    ]


_WHAT = (
    "One save with checks, journal, undo, counts and search index among {:,} records, against {} alone;"
    " both SQLCipher, WAL, synchronous=FULL, same file."
)


_USUAL_FILE = "usual.db"
_USUAL = "Against a one-row INSERT by the standard driver in a small plain file: rollback journal, synchronous=FULL."


def _usual(folder: Path) -> sqlite3.Connection:
    """A small database as SQLite makes it by itself, on the same disk."""
    connection = sqlite3.connect(folder / _USUAL_FILE, isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS bare(id INTEGER PRIMARY KEY, text TEXT) STRICT")
    return connection


def _times(office: Office, bare: Any, usual: Any, chosen: list[int], rng: random.Random) -> dict[str, list[float]]:
    """Each kind of commit for each record, in an order drawn anew, since a disk favours some places in a row."""
    kinds = ("insert", "update", "rollback", "title", "owner")
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    for ident in chosen:
        word = "".join(rng.choices("abcdefgh", k=6))
        for kind in rng.sample(kinds, len(kinds)):
            if kind in ("insert", "rollback"):
                act = _commit(bare if kind == "insert" else usual, "INSERT INTO bare(text) VALUES (?)", (word * 10,))
            elif kind == "update":
                act = _commit(bare, "UPDATE campaign SET implementation = ? WHERE id = ?", (word, ident))
            else:
                act = _edit(office, ident, kind, word)
            times[kind].append(taken(act))
    return times


def _edit(office: Office, ident: int, field: str, word: str) -> Callable[[], object]:
    found = records.get(office, Campaign, ident)
    values: dict[str, Any] = {field: f"{getattr(found, field).split(' ')[0]} {word}"}
    edited = replace(found, **values)
    return lambda: records.save(office, edited)


def _commit(connection: Any, sql: str, values: tuple[object, ...]) -> Callable[[], object]:
    def act() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(sql, values)
        connection.execute("COMMIT")

    return act
