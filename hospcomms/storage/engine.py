"""The SQLAlchemy engine over our own connections: one writer, every transaction BEGIN IMMEDIATE."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from hospcomms.storage.connect import connect, driver


def make_engine(path: Path, key: bytes) -> Engine:
    """An engine whose errors never print values (``hide_parameters``) and whose URL holds no path or key."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, key),
        module=driver(),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
