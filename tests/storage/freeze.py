"""Writes the next revision of the schema: what the records ask for now and the last revision does not give.

``python -m tests.storage.freeze N`` writes ``schema_000N.py`` from what differs; run it again while N is not
released. SCHEMA_VERSION is set to N by hand, and ``python -m tests.storage.golden`` keeps a folder of it.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from hospcomms.domain.fields import Record, fields_of
from hospcomms.storage import codec
from hospcomms.storage.schema import GUARDS, METADATA, TABLES
from hospcomms.storage.upgrade import SCRIPTS
from tests.storage.golden import HOME

VERSIONS = SCRIPTS / "versions"
_HEAD = '''"""Schema {n}.

{said}.
"""

from __future__ import annotations

from hospcomms.storage.migrations.steps import add_tables, rebuild

revision = "{n:04}"
down_revision = "{before:04}"

TALLIES = ({tallies})
TABLES = (
{tables})
REBUILT: tuple[tuple[str, dict[str, str], tuple[str, ...]], ...] = (
{rebuilt})


def upgrade() -> None:
    """Add the new tables, and rebuild those whose records know more."""
    add_tables(TABLES, TALLIES)
    for create, added, indexes in REBUILT:
        rebuild(create, added, indexes)
'''


def _sql(element: CreateTable | CreateIndex) -> str:
    text = str(element.compile(dialect=sqlite.dialect()))
    return "\n".join("    " + line.replace("\t", "    ").rstrip() for line in text.strip().splitlines())


def _quoted(sql: str) -> str:
    return f'    """\n{sql}\n    """,\n'


def _indexes(table: Table) -> list[str]:
    ordered = sorted(table.indexes, key=lambda index: str(index.name))
    return [re.sub(r"\s+", " ", _sql(CreateIndex(index)).strip()) for index in ordered]


def _first_values(record: type[Record], added: list[str]) -> dict[str, str]:
    values = codec.values_of(record(), fields_of(record))
    return {name: _literal(values.get(name, "")) for name in added}


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"


@contextlib.contextmanager
def _plain_old(version: int) -> Iterator[dict[str, list[str]]]:
    """The columns of every table by the revisions up to ``version``, read from their own statements."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        columns: dict[str, list[str]] = {}
        for number in range(1, version + 1):
            text = (VERSIONS / f"schema_{number:04}.py").read_text(encoding="utf-8")
            for create in re.findall(r"CREATE TABLE .*?STRICT\b", text, re.DOTALL):
                name = re.match(r"CREATE TABLE (\w+)", create)
                assert name is not None
                connection.execute(f"DROP TABLE IF EXISTS {name[1]}")
                connection.execute(create)
                columns[name[1]] = [row[1] for row in connection.execute(f"PRAGMA table_info({name[1]})")]
        yield columns


def _listed(what: str, names: list[str]) -> str:
    return textwrap.fill(f"{what}: {', '.join(names) or 'none'}", 118)


def _is_known(guard: str, number: int) -> bool:
    name = guard.split()[2]
    return any(name in (VERSIONS / f"schema_{before:04}.py").read_text("utf-8") for before in range(1, number))


def write(number: int) -> Path:
    """Write the revision ``number`` and return its file."""
    tables, rebuilt, fresh, changed = "", "", [], []
    with _plain_old(number - 1) as old:
        for record, table in TABLES.items():
            columns = [column.name for column in table.columns]
            if record.key not in old:
                fresh.append(record)
                tables += _quoted(_sql(CreateTable(table))) + "".join(f"    {index!r},\n" for index in _indexes(table))
            elif columns != old[record.key]:
                changed.append(record)
                added = _first_values(record, [name for name in columns if name not in old[record.key]])
                values = "".join(f"            {name!r}: {value!r},\n" for name, value in added.items())
                indexes = "".join(f"            {index!r},\n" for index in _indexes(table))
                create = _quoted(_sql(CreateTable(table))).replace("\n    ", "\n        ")
                rebuilt += (
                    f"    (\n    {create}        {{\n{values}        }},\n        (\n{indexes}        ),\n    ),\n"
                )
        own = [table for table in METADATA.sorted_tables if table.name not in {record.key for record in TABLES}]
        for table in own:
            if table.name not in old:
                tables += _quoted(_sql(CreateTable(table))) + "".join(f"    {index!r},\n" for index in _indexes(table))
        guards = [guard for guard in GUARDS if not _is_known(guard, number)]
        tables += "".join(_quoted("    " + guard.replace("\n", "\n    ")) for guard in guards)
    new, more = ([record.key for record in found] for found in (fresh, changed))
    said = f"{_listed('New', new)}.\n{_listed('Know more', more)}"
    tallies = "".join(f"{record.key!r}, " for record in fresh)
    path = VERSIONS / f"schema_{number:04}.py"
    path.write_text(
        _HEAD.format(n=number, before=number - 1, said=said, tallies=tallies, tables=tables, rebuilt=rebuilt),
        encoding="utf-8",
    )
    return path


if __name__ == "__main__":
    wanted = int(sys.argv[1])
    if (HOME / f"schema-{wanted}").exists():
        sys.exit(f"schema-{wanted} has its golden folder; remove it first if it was never released.")
    sys.stdout.write(f"{write(wanted).name} written\n")
