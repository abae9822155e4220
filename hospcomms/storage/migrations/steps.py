"""What the revisions are made of: new tables with their counts, and tables rebuilt with more columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from alembic import op


def add_tables(statements: Sequence[str], tallies: Sequence[str]) -> None:
    """Run the ``CREATE`` statements of new tables and indexes, and begin to count the records of the new types."""
    for statement in statements:
        op.execute(statement)
    for record in tallies:
        op.execute(f"INSERT INTO tally (record, used, binned) VALUES ('{record}', 0, 0)")


def rebuild(create: str, added: Mapping[str, str], indexes: Sequence[str]) -> None:
    """Make a table anew by its ``CREATE`` statement, keep its rows, and give each added column its first value.

    ``added`` maps the new columns to their values as SQL. SQLite's own way of adding a column would leave it
    behind all others, and the table different from that of a fresh folder.
    """
    table = _name_of(create)
    connection = op.get_bind()
    connection.exec_driver_sql("PRAGMA legacy_alter_table=ON")  # or other tables' links would follow the old one
    kept = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
    named = ", ".join(f'"{name}"' for name in [*kept, *added])
    values = ", ".join([*(f'"{name}"' for name in kept), *added.values()])
    op.execute(f"ALTER TABLE {table} RENAME TO before_{table}")
    op.execute(create)
    connection.exec_driver_sql(f"INSERT INTO {table} ({named}) SELECT {values} FROM before_{table}")
    op.execute(f"DROP TABLE before_{table}")  # its indexes go with it
    for index in indexes:
        op.execute(index)
    connection.exec_driver_sql("PRAGMA legacy_alter_table=OFF")


def _name_of(create: str) -> str:
    found = re.match(r"\s*CREATE TABLE (\w+)", create)
    assert found is not None
    return found[1]
