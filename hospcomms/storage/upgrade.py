"""Bringing older data to the present schema: a verified backup first, then all of it in one transaction or nothing.

Imported only when a data file is behind the program: Alembic costs time that the ordinary start must not pay.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import sentence
from hospcomms.storage.backup import copy_verified
from hospcomms.storage.connect import DATABASE, connect, driver
from hospcomms.storage.creation import mark
from hospcomms.storage.refusals import refusal_of, unknown_version
from hospcomms.storage.schema import METADATA, WORDS

BACKUPS = "backups"
SCRIPTS = Path(__file__).parent / "migrations"
_NOT_COUNTED = ("alembic_version",)


def upgrade(folder: Path, key: bytes, scripts: Path = SCRIPTS) -> None:
    """Bring the database of ``folder`` to the newest revision of ``scripts``.

    Raises Refusal ``unknown-version``, ``disk-full`` or ``upgrade-failed``; the data is then as it was.
    """
    path = folder / DATABASE
    config = Config()
    # Alembic reads its options with %-formatting.
    config.set_main_option("script_location", str(scripts.absolute()).replace("%", "%%"))
    version = _newest(config)
    with contextlib.closing(connect(path, key)) as connection:
        place = folder / BACKUPS
        place.mkdir(exist_ok=True)
        copy_verified(connection, place / f"before-{version:04}-{datetime.now(UTC):%Y%m%d-%H%M%S}.db", key)
        # Rebuilding a table with foreign keys on deletes the rows that lead to it, without a word.
        connection.execute("PRAGMA foreign_keys=OFF")
        try:
            with _exclusive(connection) as bound:
                before = _counts(connection)
                config.attributes["connection"] = bound
                command.upgrade(config, "head")
                _make_index(connection)
                mark(bound, version)
                _refuse_loss(before, _counts(connection), connection)
        except (driver().Error, SQLAlchemyError, CommandError) as error:
            raise _explained(error) from error


def _newest(config: Config) -> int:
    head = ScriptDirectory.from_config(config).get_current_head()
    return int(head or 0)


@contextlib.contextmanager
def _exclusive(connection: Any) -> Iterator[Connection]:
    """A connection of SQLAlchemy over ours, in one transaction that nobody else can read into."""
    engine = create_engine(
        "sqlite://", creator=lambda: connection, module=driver(), poolclass=StaticPool, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def _begin(bound: Connection) -> None:
        bound.exec_driver_sql("BEGIN EXCLUSIVE")

    with engine.begin() as bound:
        yield bound


def _make_index(connection: Any) -> None:
    """Make the word index again from the search rows; rebuilding a table loses what hangs on it."""
    connection.execute("DROP TABLE IF EXISTS search_words")
    connection.execute(WORDS)
    connection.execute("INSERT INTO search_words(search_words) VALUES ('rebuild')")
    connection.execute("INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)")


def _counts(connection: Any) -> dict[str, int]:
    """How many rows each table holds; the word index counts for itself in its own check."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_words%'"
    names = [row[0] for row in connection.execute(sql)]
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for name in names
        if name not in _NOT_COUNTED
    }


def _refuse_loss(before: dict[str, int], after: dict[str, int], connection: Any) -> None:
    lost = [name for name, count in before.items() if after.get(name, -1) < count]
    expected = set(METADATA.tables) | {str(index.name) for table in METADATA.tables.values() for index in table.indexes}
    present = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if lost or expected - present or broken:
        raise _failed(", ".join(sorted({*lost, *(expected - present)})))


def _explained(error: Exception) -> Refusal:
    if isinstance(error, CommandError):
        return unknown_version(_mark_in(str(error)))
    return refusal_of(error) or _failed(type(error).__name__)


def _mark_in(text: str) -> str:
    """The revision named in Alembic's message “Can't locate revision identified by 'x'”."""
    return text.split("'")[-2] if text.count("'") >= 2 else "?"


def _failed(what: str) -> Refusal:
    return Refusal(
        "upgrade-failed",
        sentence(
            "The data could not be brought to this version of the program ({what}). Nothing in it was changed, and a"
            " copy is kept in the folder {folder}. Go on with the version you had.",
            what=what,
            folder=BACKUPS,
        ),
    )
