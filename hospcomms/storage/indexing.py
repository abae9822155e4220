"""The search row of a record and its words in the index, kept in step with the record.

An edit moves only the words that came or went. The index also holds the first two and three letters of every
word, so all words that share their first two letters with a moved one are moved with it: otherwise taking
«حملات» away would take the beginning «حم» from a record that still holds «حماية».
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from hospcomms.domain.fields import Record, fields_of, per_record
from hospcomms.domain.folding import index_text, sort_key
from hospcomms.storage import codec, statements

TITLE_LIMIT = 300
_HEAD = 2


@per_record
def _searched(record: type[Record]) -> frozenset[str]:
    """The fields whose words are in the index."""
    return frozenset(
        field.name
        for field in fields_of(record).values()
        if field.searched and not field.private and field.kind in codec.SEARCHED
    )


@per_record
def _titled(record: type[Record]) -> frozenset[str]:
    """The fields the title in search comes from."""
    return frozenset({record.title_field, "reference"})


def folded_text(record: Record) -> str:
    """What the index holds of a record: the folded words of its searched fields, each once."""
    texts = [codec.plain_text(getattr(record, name)) for name in _searched(type(record))]
    words = " ".join([_words_of(text) for text in texts if text])
    return " ".join(dict.fromkeys(words.split()))


@lru_cache(1_000)
def _words_of(text: str) -> str:
    """The words of one field; kept, since an edit leaves most fields of a record as they were."""
    return index_text(text)


def title_of(record: Record) -> str:
    """The text that stands for a record in search and in links."""
    return (record.caption or record.reference)[:TITLE_LIMIT]


def add(connection: Any, records: Sequence[Record]) -> None:
    """Put new records into the index; in rising order, since FTS5 writes a segment at every step back."""
    rows = [_entry(record) for record in sorted(records, key=lambda record: record.id)]
    connection.executemany(statements.INSERT_SEARCH, rows)
    connection.executemany(statements.INSERT_WORDS, [(row["id"], row["folded"]) for row in rows])


def remove(connection: Any, idents: Sequence[int]) -> None:
    """Take records out of the index; in rising order, since FTS5 writes a segment at every step back."""
    held = [(ident, _held(connection, ident)) for ident in sorted(idents)]
    connection.executemany(statements.DELETE_WORDS, held)
    connection.executemany(statements.DELETE_SEARCH, [(ident,) for ident in idents])


def renew(connection: Any, record: Record, changed: frozenset[str]) -> None:
    """Bring the index in step with a record of which the fields ``changed`` were changed."""
    values: dict[str, Any] = {}
    if changed & _titled(type(record)):
        title = title_of(record)
        values |= {"reference": record.reference, "title": title, "title_key": sort_key(title)}
    if "binned_at" in changed:
        values["binned"] = int(record.binned_at is not None)
    if changed & _searched(type(record)):
        values |= _words_moved(connection, record)
    if values:
        _update(connection, record.id, values)


def _words_moved(connection: Any, record: Record) -> dict[str, Any]:
    old, new = _held(connection, record.id), folded_text(record)
    if old == new:
        return {}
    gone, come = moved(old, new)
    connection.execute(statements.DELETE_WORDS, (record.id, gone))
    connection.execute(statements.INSERT_WORDS, (record.id, come))
    return {"folded": new}


def moved(old: str, new: str) -> tuple[str, str]:
    """The words to take out of the index and to put into it, so that ``old`` becomes ``new``."""
    before, after = set(old.split()), set(new.split())
    heads = tuple({word[:_HEAD] for word in before ^ after})
    gone = " ".join([word for word in before if word.startswith(heads)])
    return gone, " ".join([word for word in after if word.startswith(heads)])


def _held(connection: Any, ident: int) -> str:
    row = connection.execute(statements.HELD_WORDS, (ident,)).fetchone()
    return str(row[0]) if row else ""


def _update(connection: Any, ident: int, values: dict[str, Any]) -> None:
    update = statements.update_search(tuple(values))
    connection.execute(update, {"wanted": ident, **{f"v_{name}": value for name, value in values.items()}})


def _entry(record: Record) -> dict[str, Any]:
    title = title_of(record)
    return {
        "id": record.id,
        "record": record.key,
        "reference": record.reference,
        "title": title,
        "title_key": sort_key(title),
        "folded": folded_text(record),
        "binned": int(record.binned_at is not None),
    }
