"""The search over all records: by the beginnings of words, the newest first, so that every keystroke has its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.folding import fold, match_expression

Row = tuple[str, int, str, str, str]
PROBED = 3_000
"""Newest records looked through for words of one letter before the index is asked for them."""
_ROW = "SELECT s.record, s.id, s.reference, s.title, s.title_key FROM "
# Whether a match is of a type is asked of the type's own table: reading the search row of 20,000 matches takes 250 ms.
# The sign + keeps SQLite from asking the index once for each record of the type instead, which takes minutes.
_OF_TYPE = '+w.rowid IN (SELECT id FROM "{key}")'
_MATCHED = "SELECT rowid FROM search_words WHERE search_words MATCH :words ORDER BY rowid DESC"
_NEWEST = "SELECT id AS rowid FROM search ORDER BY id DESC"
SEARCH = (
    _ROW + "search_words w JOIN search s ON s.id = w.rowid WHERE search_words MATCH :words AND s.binned = 0{only}"
    " ORDER BY w.rowid DESC LIMIT :many"
)
_PROBE = (
    _ROW + "({source} LIMIT :probed) w JOIN search s ON s.id = w.rowid WHERE {letters} AND s.binned = 0{only}"
    " ORDER BY w.rowid DESC LIMIT :many"
)


@dataclass(frozen=True)
class Found:
    """A search row: the key of the record's type, its id, reference and title, and the title folded."""

    key: str
    id: int
    reference: str
    title: str
    title_key: str


def search(connection: Any, words: str, limit: int, keys: Sequence[str] = ()) -> list[Found]:
    """Records in use whose text holds all the words: the ``limit`` * 4 newest, titles that hold the words first.

    Titles that begin with what was typed come before all. Ranking by relevance over all hits costs 56 ms at
    100,000 records, the newest first 1.7 ms (EXPECTATIONS.md 3): so only the newest are put in order.
    """
    expression = match_expression(words)
    if not expression:
        return []
    typed = [word.strip('"*') for word in expression.split()]
    only = f" AND ({' OR '.join(_OF_TYPE.format(key=BY_KEY[key].key) for key in keys)})" if keys else ""
    params = {"many": limit * 4}
    rows = _by_letters(connection, typed, params, only) if any(len(word) == 1 for word in typed) else None
    if rows is None:
        rows = connection.execute(SEARCH.format(only=only), {**params, "words": expression}).fetchall()
    begun = fold(words).strip()
    rows.sort(key=lambda row: (not row[4].startswith(begun), begun not in row[4]))
    return [Found(*row) for row in rows[:limit]]


def _by_letters(connection: Any, typed: Sequence[str], params: dict[str, Any], only: str) -> list[Row] | None:
    """The same rows found without asking the index for words of one letter; None when it must be asked.

    The index holds the first two and three letters of words: for one letter it puts the records of all words that
    begin so together, up to 50 ms at 150,000 records. Among the newest records enough have a frequent letter.
    """
    letters, longer = [word for word in typed if len(word) == 1], [word for word in typed if len(word) > 1]
    source = _MATCHED if longer else _NEWEST
    held = " AND ".join(f"instr(' ' || s.folded, :l{n}) > 0" for n in range(len(letters)))
    asked = {**params, "probed": PROBED, **{f"l{n}": f" {letter}" for n, letter in enumerate(letters)}}
    if longer:
        asked["words"] = match_expression(" ".join(longer))
    rows: list[Row] = connection.execute(_PROBE.format(source=source, only=only, letters=held), asked).fetchall()
    if len(rows) == asked["many"]:
        return rows
    further = connection.execute(f"{source} LIMIT 1 OFFSET :probed", asked).fetchone()
    return rows if further is None else None
