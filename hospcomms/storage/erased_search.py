"""The search after an erasure: rows renewed, and the index of words made anew, since FTS5 keeps what it deletes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from hospcomms.domain.fields import Record
from hospcomms.domain.folding import sort_key
from hospcomms.storage import indexing, statements

REBUILD = "INSERT INTO search_words(search_words) VALUES ('rebuild')"


def renew_search(connection: Any, gone: Iterable[int], changed: Sequence[Record]) -> None:
    """Take records out of the search, renew the rows of others, and make the index anew from its rows."""
    connection.executemany(statements.DELETE_SEARCH, [(ident,) for ident in gone])
    for record in changed:
        title = indexing.title_of(record)
        values = {"reference": record.reference, "title": title, "title_key": sort_key(title)}
        values["folded"] = indexing.folded_text(record)
        update = statements.update_search(tuple(values))
        connection.execute(update, {"wanted": record.id, **{f"v_{name}": value for name, value in values.items()}})
    connection.execute(REBUILD)


def is_in_search(connection: Any, gone: Iterable[int]) -> bool:
    """True when the search still has one of these records."""
    sql = "SELECT 1 FROM search WHERE id = ?"
    return any(connection.execute(sql, (ident,)).fetchone() for ident in gone)
