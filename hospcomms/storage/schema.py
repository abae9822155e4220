"""The tables, made from the records' fields, and the office's own: search, journal, drafts, counts.

Every identifier is unique across all record types, so that search, journal and links need only one number.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    REAL,
    Column,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeEngine

from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.fields import Kind, Record, fields_of
from hospcomms.storage import codec

NAMING = {"ix": "ix_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"}
METADATA = MetaData(naming_convention=NAMING)
_TYPES: dict[str, type[TypeEngine[Any]]] = {"TEXT": Text, "INTEGER": Integer, "REAL": REAL}
_UNSORTED = (Kind.LONG_TEXT, Kind.CHOICES, Kind.LINKS, Kind.FILE, Kind.FILES)


def _record_table(record: type[Record]) -> Table:
    table = Table(
        record.key,
        METADATA,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("revision", Integer, nullable=False),
        sqlite_strict=True,
    )
    for field in fields_of(record).values():
        column = codec.COLUMNS[field.kind]
        table.append_column(Column(field.name, _TYPES[column.sql], nullable=column.nullable))
        key = codec.key_column(field)
        if key != field.name:
            table.append_column(Column(key, Text, nullable=False))
        if field.name == record.whole or field.kind is Kind.LINK:
            Index(f"ix_{record.key}_{field.name}", table.c[field.name])
        elif field.listed and field.kind not in _UNSORTED:
            in_use = text("binned_at IS NULL")
            Index(f"ix_{record.key}_{key}", table.c[key], table.c.id, sqlite_where=in_use)
    Index(f"ix_{record.key}_binned_at", table.c.binned_at, sqlite_where=text("binned_at IS NOT NULL"))
    return table


TABLES: dict[type[Record], Table] = {record: _record_table(record) for record in RECORDS}

SEARCH = Table(
    "search",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("record", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("title_key", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("binned", Integer, nullable=False),
    sqlite_strict=True,
)
CHANGES = Table(
    "change",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("target", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("undone", Integer, nullable=False),
    Column("redoable", Integer, nullable=False),
    sqlite_strict=True,
)
Index("ix_change_redo", CHANGES.c.id, sqlite_where=text("undone = 1 AND redoable = 1"))
JOURNAL = Table(
    "journal",
    METADATA,
    Column("change", Integer, primary_key=True, autoincrement=False),
    Column("step", Integer, primary_key=True, autoincrement=False),
    Column("record", Text, nullable=False),
    Column("record_id", Integer, nullable=False, index=True),
    Column("before", Text),
    Column("after", Text),
    sqlite_strict=True,
    sqlite_with_rowid=False,  # kept in the order of the changes: one page to write less at each edit
)
TALLY = Table(
    "tally",
    METADATA,
    Column("record", Text, primary_key=True),
    Column("used", Integer, nullable=False),
    Column("binned", Integer, nullable=False),
    sqlite_strict=True,
)
SERIAL = Table(
    "serial",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("last", Integer, nullable=False),
    sqlite_strict=True,
)
DRAFTS = Table(
    "draft",
    METADATA,
    Column("record", Text, primary_key=True),
    Column("record_id", Integer, primary_key=True),
    Column("content", Text, nullable=False),
    Column("at", Text, nullable=False),
    sqlite_strict=True,
)
INCIDENT_LOG = Table(
    "incident_log",
    METADATA,
    Column("incident", Integer, primary_key=True, autoincrement=False),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("offset", Integer, nullable=False),
    Column("elapsed", Integer, nullable=False),
    Column("run", Text, nullable=False),
    Column("ticks", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("corrects", Integer, nullable=False),
    Column("seal", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
INCIDENT_SEAL = Table(
    "incident_seal",
    METADATA,
    Column("incident", Integer, primary_key=True, autoincrement=False),
    Column("lines", Integer, nullable=False),
    Column("head", Text, nullable=False),
    sqlite_strict=True,
)
ACCESS = Table(
    "access",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("record_id", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("where", Text, nullable=False),
    Column("why", Text, nullable=False),
    sqlite_strict=True,
)
TOMBSTONES = Table(
    "tombstone",
    METADATA,
    Column("record_id", Integer, primary_key=True, autoincrement=False),
    Column("record", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("erasure", Integer, nullable=False),
    sqlite_strict=True,
)
_NEVER = "\nBEGIN SELECT RAISE(ABORT, 'the log of an incident only grows'); END"
_BACK = "NEW.incident <> OLD.incident OR NEW.lines <= OLD.lines"
_LAST = "(SELECT MAX(line) FROM incident_log WHERE incident = NEW.incident)"
GUARDS = tuple(
    f"CREATE TRIGGER {name}{_NEVER}"
    for name in (
        "incident_log_kept BEFORE UPDATE ON incident_log",
        "incident_log_whole BEFORE DELETE ON incident_log",
        f"incident_log_next BEFORE INSERT ON incident_log\nWHEN NEW.line <> 1 + COALESCE({_LAST}, 0)",
        f"incident_seal_grows BEFORE UPDATE ON incident_seal\nWHEN {_BACK}",
        "incident_seal_kept BEFORE DELETE ON incident_seal",
    )
) + tuple(
    f"CREATE TRIGGER {table}_{name} BEFORE {act} ON {table}\nBEGIN SELECT RAISE(ABORT, 'this list only grows'); END"
    for table in ("access", "tombstone")
    for name, act in (("kept", "UPDATE"), ("whole", "DELETE"))
)
"""What the database itself refuses to do with the log of an incident, of who saw what, and of what was erased."""

WORDS = """CREATE VIRTUAL TABLE search_words USING fts5(folded, content='search', content_rowid='id',
    tokenize='ascii', prefix='2 3', detail=none, columnsize=0)"""
"""The index of words. Its text is folded and cut into words by ``domain.folding`` already, so that the plainest
tokenizer is the exact one. ``storage.indexing`` keeps it in step: a trigger made an import five times slower."""
