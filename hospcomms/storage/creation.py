"""Making the tables of a new data folder."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, insert

from hospcomms.domain.catalog import RECORDS
from hospcomms.storage.connect import APPLICATION_ID, SCHEMA_VERSION, revision
from hospcomms.storage.engine import make_engine
from hospcomms.storage.schema import GUARDS, METADATA, SERIAL, TALLY, WORDS


def create_tables(path: Path, key: bytes) -> None:
    """Make the database at ``path`` with the present schema, marked as ours and current."""
    engine = make_engine(path, key)
    try:
        with engine.begin() as connection:
            METADATA.create_all(connection)
            connection.exec_driver_sql(WORDS)
            for guard in GUARDS:
                connection.exec_driver_sql(guard)
            connection.execute(insert(SERIAL), [{"name": "record", "last": 0}])
            connection.execute(insert(TALLY), [{"record": record.key, "used": 0, "binned": 0} for record in RECORDS])
            mark(connection, SCHEMA_VERSION)
    finally:
        engine.dispose()


def mark(connection: Connection, version: int) -> None:
    """Write the application id, the schema number and Alembic's own mark."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={version}")
    connection.exec_driver_sql(
        "CREATE TABLE IF NOT EXISTS alembic_version"
        " (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("DELETE FROM alembic_version")
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (revision(version),))
