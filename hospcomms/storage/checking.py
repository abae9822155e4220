"""Whether a data folder is whole: the file itself, its index, its counts, its links and its attached files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hospcomms.domain.catalog import BY_KEY, RECORDS
from hospcomms.domain.fields import Field, Kind, Record, StoredFile, fields_of
from hospcomms.storage import codec
from hospcomms.storage.backup import faults_of
from hospcomms.storage.connect import driver
from hospcomms.storage.files import Attachments

_MOST = 100


@dataclass(frozen=True)
class Fault:
    """One thing wrong: ``kind`` is damaged, index, count, link or file; ``where`` names the place for a reader.

    ``record`` and ``id`` say which record, where there is one (id 0 otherwise).
    """

    kind: str
    where: str
    record: type[Record] | None = None
    id: int = 0


def faults(connection: Any, kept: Attachments) -> list[Fault]:
    """All that is wrong, at most 100 of a kind and record type; a damaged file ends the search."""
    damage = [Fault("damaged", text) for text in faults_of(connection)]
    if damage:
        return damage
    return [*_index(connection), *_counts(connection), *_links(connection), *_files(connection, kept)]


def _index(connection: Any) -> Iterator[Fault]:
    try:
        connection.execute("INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)")
    except driver().DatabaseError:
        yield Fault("index", "search_words")
    for record in RECORDS:
        missing = (
            f'SELECT t.id FROM "{record.key}" t LEFT JOIN search s ON s.id = t.id AND s.record = :key'
            f" WHERE s.id IS NULL OR s.binned <> (t.binned_at IS NOT NULL) LIMIT {_MOST}"
        )
        left = (
            f'SELECT s.id FROM search s LEFT JOIN "{record.key}" t ON t.id = s.id'
            f" WHERE s.record = :key AND t.id IS NULL LIMIT {_MOST}"
        )
        for sql in (missing, left):
            for (ident,) in connection.execute(sql, {"key": record.key}):
                yield Fault("index", "search", record, ident)


def _counts(connection: Any) -> Iterator[Fault]:
    kept = {key: (used, binned) for key, used, binned in connection.execute("SELECT record, used, binned FROM tally")}
    for record in RECORDS:
        sql = f'SELECT count(*) - count(binned_at), count(binned_at) FROM "{record.key}"'
        if kept.get(record.key) != tuple(connection.execute(sql).fetchone()):
            yield Fault("count", "tally", record)


def _links(connection: Any) -> Iterator[Fault]:
    for record in RECORDS:
        for field in fields_of(record).values():
            if field.kind in (Kind.LINK, Kind.LINKS):
                for (ident,) in connection.execute(_dangling(record, field)):
                    yield Fault("link", field.name, record, ident)


def _dangling(record: type[Record], field: Field) -> str:
    target = BY_KEY[field.target].key
    if field.kind is Kind.LINK:
        test = f'(SELECT 1 FROM "{target}" x WHERE x.id = t."{field.name}")'
        return f'SELECT t.id FROM "{record.key}" t WHERE t."{field.name}" <> 0 AND NOT EXISTS {test} LIMIT {_MOST}'
    source = f'"{record.key}" t, json_each(t."{field.name}") j'
    return (
        f'SELECT DISTINCT t.id FROM {source} WHERE NOT EXISTS (SELECT 1 FROM "{target}" x WHERE x.id = j.value)'
        f" LIMIT {_MOST}"
    )


def _files(connection: Any, kept: Attachments) -> Iterator[Fault]:
    known: dict[str, bool] = {}
    for record, ident, stored in attached(connection):
        if stored.sha256 not in known:
            known[stored.sha256] = kept.is_intact(stored)
        if not known[stored.sha256]:
            yield Fault("file", stored.name, record, ident)


def attached(connection: Any) -> Iterator[tuple[type[Record], int, StoredFile]]:
    """Every file attached to a record, in the bin or not."""
    for record in RECORDS:
        for field in fields_of(record).values():
            if field.kind not in (Kind.FILE, Kind.FILES):
                continue
            column, get = f'"{field.name}"', codec.COLUMNS[field.kind].get
            sql = f"SELECT id, {column} FROM \"{record.key}\" WHERE {column} IS NOT NULL AND {column} <> '[]'"
            for ident, text in connection.execute(sql):
                value = get(text)
                for stored in value if isinstance(value, tuple) else (value,):
                    yield record, ident, stored
