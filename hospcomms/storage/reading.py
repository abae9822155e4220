"""Questions to the database as plain SQL text with named places, for the bare driver.

The window's first rows come from here before SQLAlchemy is imported; later reads take the same path,
so that there is one translation of a ``Query`` and not two.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hospcomms.domain.catalog import BY_KEY, RECORDS
from hospcomms.domain.fields import Field, Kind, Record, Texts, fields_of, per_record
from hospcomms.domain.folding import fold, match_expression
from hospcomms.domain.limits import SEARCH_TEXT
from hospcomms.domain.query import Condition, Op, Query, Sort
from hospcomms.storage import codec

Params = dict[str, Any]
_LISTS = (Kind.CHOICES, Kind.LINKS, Kind.TAGS)
_CHUNK = 500


@per_record
def select_columns(record: type[Record]) -> str:
    """The quoted columns of a record, for a SELECT."""
    return ", ".join(f't."{name}"' for name in codec.columns_of(record))


def where(query: Query) -> tuple[str, Params]:
    """The WHERE clause (with its word) and its values; only names of described fields enter the text."""
    params: Params = {}
    clauses = ["t.binned_at IS NOT NULL" if query.binned else "t.binned_at IS NULL"]
    for number, condition in enumerate(query.conditions):
        clauses.append(_condition(query.record, condition, f"p{number}", params))
    if query.words.strip():
        expression = match_expression(query.words)
        if expression:
            params["words"] = expression
            clauses.append("t.id IN (SELECT rowid FROM search_words WHERE search_words MATCH :words)")
        else:
            clauses.append("0")
    return " WHERE " + " AND ".join(clauses), params


def _condition(record: type[Record], condition: Condition, name: str, params: Params) -> str:
    field = _field(record, condition.field)
    column = f't."{field.name}"'
    if condition.op in (Op.EMPTY, Op.FILLED):
        empty = _is_empty(field, column)
        return empty if condition.op is Op.EMPTY else f"NOT ({empty})"
    if condition.op is Op.HAS and field.kind in _LISTS:
        params[name] = condition.value
        return f"EXISTS (SELECT 1 FROM json_each({column}) WHERE value = :{name})"
    if condition.op is Op.HAS:
        params[name] = "%" + _like(fold(str(condition.value)[:SEARCH_TEXT])) + "%"  # SQLite refuses far longer patterns
        column = f't."{codec.key_column(field)}"'
        return f"{column} LIKE :{name} ESCAPE '\\'"
    if condition.op is Op.AMONG:
        values = [_put(field, value) for value in _several(condition.value)]
        params.update({f"{name}_{n}": value for n, value in enumerate(values)})
        return f"{column} IN ({', '.join(f':{name}_{n}' for n in range(len(values)))})"
    if condition.op is Op.TO and field.kind is Kind.MOMENT and type(condition.value) is date:
        params[name] = codec.put_moment(end_of(condition.value))
        return f"{column} < :{name}"
    params[name] = _put(field, condition.value)
    if condition.op is Op.TO_OR_EMPTY:
        return f"({column} IS NULL OR {column} <= :{name})"
    sign = {Op.IS: "=", Op.IS_NOT: "IS NOT", Op.FROM: ">=", Op.TO: "<="}[condition.op]
    return f"{column} {sign} :{name}"


def _field(record: type[Record], name: str) -> Field:
    if name == "id":
        return Field(name="id", kind=Kind.LINK, label="")
    return fields_of(record)[name]


def _several(value: object) -> Iterable[object]:
    return value if isinstance(value, (tuple, list, set, frozenset)) else (value,)


def _put(field: Field, value: Any) -> Any:
    if field.kind is Kind.MOMENT and type(value) is date:
        value = datetime(value.year, value.month, value.day, tzinfo=UTC)
    return codec.COLUMNS[field.kind].put(value)


def _is_empty(field: Field, column: str) -> str:
    if codec.COLUMNS[field.kind].nullable:
        return f"{column} IS NULL"
    if field.kind in (Kind.LINK, Kind.FLAG):
        return f"{column} = 0"
    return f"{column} IN ('', '[]', '[\"\", \"\", \"\"]')"


def _like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def order_by(query: Query) -> str:
    """The ORDER BY clause; the id decides between equals, so that the order is always the same.

    It goes the way of the last field, so that one index, read either way, gives the whole order.
    """
    sorts = query.order()
    last = "t.id DESC" if sorts and sorts[-1].descending else "t.id"
    return " ORDER BY " + ", ".join((*(_term(query.record, sort) for sort in sorts), last))


def _term(record: type[Record], sort: Sort) -> str:
    down = "DESC" if sort.descending else "ASC"
    if sort.field == "id":
        return f"t.id {down}"
    field = fields_of(record)[sort.field]
    if field.kind is Kind.LINK:
        return f'(SELECT title_key FROM search WHERE search.id = t."{field.name}") {down}'
    return f't."{codec.key_column(field)}" {down}'


def find(connection: Any, query: Query, limit: int | None = None, offset: int = 0) -> list[Record]:
    """The records a query asks for, at most ``limit`` of them from ``offset`` on."""
    clause, params = where(query)
    if limit is not None:
        # In two steps: asked for whole rows, SQLite sorts all of them instead of following the index of the order.
        bounds = f" LIMIT {int(limit)} OFFSET {int(offset)}"
        sql = f'SELECT t.id FROM "{query.record.key}" t{clause}{order_by(query)}{bounds}'
        return window(connection, query.record, [row[0] for row in connection.execute(sql, params)])
    sql = f'SELECT {select_columns(query.record)} FROM "{query.record.key}" t{clause}{order_by(query)}'
    return [codec.from_row(query.record, row) for row in connection.execute(sql, params)]


def ids(connection: Any, query: Query) -> array[int]:
    """The ids of all records a query asks for, in its order.

    They come as one text, so that a long list is read without holding up the other threads at every row.
    """
    clause, params = where(query)
    rows = f'SELECT t.id AS id FROM "{query.record.key}" t{clause}{order_by(query)}'
    text = connection.execute(f"SELECT group_concat(id) FROM ({rows})", params).fetchone()[0]
    return array("q", map(int, text.split(","))) if text else array("q")


def window(connection: Any, record: type[Record], wanted: Sequence[int]) -> list[Record]:
    """The records with these ids, in their order; those that are gone are left out."""
    found: dict[int, Record] = {}
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        marks = ",".join("?" * len(part))
        sql = f'SELECT {select_columns(record)} FROM "{record.key}" t WHERE t.id IN ({marks})'
        for row in connection.execute(sql, tuple(part)):
            found[row[0]] = codec.from_row(record, row)
    return [found[ident] for ident in wanted if ident in found]


def count(connection: Any, query: Query) -> int:
    """How many records a query asks for; kept, not counted, when it asks for all."""
    if not query.conditions and not query.words.strip():
        column = "binned" if query.binned else "used"
        row = connection.execute(f"SELECT {column} FROM tally WHERE record = ?", (query.record.key,)).fetchone()
        return int(row[0]) if row else 0
    clause, params = where(query)
    sql = f'SELECT count(*) FROM "{query.record.key}" t{clause}'
    return int(connection.execute(sql, params).fetchone()[0])


def total(connection: Any, query: Query, name: str) -> float | Decimal | None:
    """The sum of a number, share or money field over a query; None when no value is known."""
    clause, params = where(query)
    field = fields_of(query.record)[name]
    sql = f'SELECT sum(t."{field.name}") FROM "{query.record.key}" t{clause}'
    value = connection.execute(sql, params).fetchone()[0]
    return None if value is None else codec.COLUMNS[field.kind].get(value)


def titles(connection: Any, wanted: Iterable[int], language: str = "ar") -> dict[int, str]:
    """The titles of records of any type; of one written in several languages, the title in ``language``."""
    found: dict[int, str] = {}
    asked = list(dict.fromkeys(ident for ident in wanted if ident))
    for start in range(0, len(asked), _CHUNK):
        part = asked[start : start + _CHUNK]
        sql = f"SELECT record, id, title FROM search WHERE id IN ({','.join('?' * len(part))})"
        for key, ident, title in connection.execute(sql, part).fetchall():
            several = _MANY_TONGUED.get(key)
            found[ident] = title if several is None else _title_in(connection, several, ident, language) or title
    return found


_MANY_TONGUED = {
    record.key: f'SELECT "{record.title_field}" FROM "{record.key}" WHERE id = ?'
    for record in RECORDS
    if fields_of(record)[record.title_field].kind is Kind.TEXTS
}
"""The types whose title is written in several languages, with the question for one."""


def _title_in(connection: Any, sql: str, ident: int, language: str) -> str:
    words: Texts = codec.COLUMNS[Kind.TEXTS].get(connection.execute(sql, (ident,)).fetchone()[0])
    return words.best(language)


def distinct(connection: Any, record: type[Record], name: str, limit: int) -> list[str]:
    """Values already used in a text or tags field, the most frequent first."""
    field = fields_of(record)[name]
    source = (
        f'FROM "{record.key}" t, json_each(t."{field.name}") j WHERE t.binned_at IS NULL AND j.value <> \'\''
        if field.kind in _LISTS
        else f'FROM "{record.key}" t WHERE t.binned_at IS NULL AND t."{field.name}" <> \'\''
    )
    value = "j.value" if field.kind in _LISTS else f't."{field.name}"'
    sql = f"SELECT {value}, count(*) {source} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {int(limit)}"
    return [str(row[0]) for row in connection.execute(sql)]


def used_in(connection: Any, ident: int) -> list[tuple[type[Record], int, str]]:
    """Records in use with a link field that holds ``ident``."""
    found = []
    for record in RECORDS:
        for field in fields_of(record).values():
            if field.kind is Kind.LINK:
                test = f't."{field.name}" = :id'
            elif field.kind is Kind.LINKS:
                test = f'EXISTS (SELECT 1 FROM json_each(t."{field.name}") WHERE value = :id)'
            else:
                continue
            sql = f'SELECT t.id FROM "{record.key}" t WHERE t.binned_at IS NULL AND {test} LIMIT 500'
            found += [(record, row[0], field.name) for row in connection.execute(sql, {"id": ident})]
    return found


def key_of(connection: Any, ident: int) -> str | None:
    """The key of the type of the record with this id."""
    row = connection.execute("SELECT record FROM search WHERE id = ?", (ident,)).fetchone()
    return None if row is None else str(row[0])


def draft(connection: Any, record: type[Record], ident: int) -> str | None:
    """The draft kept for a record."""
    sql = "SELECT content FROM draft WHERE record = ? AND record_id = ?"
    row = connection.execute(sql, (record.key, ident)).fetchone()
    return None if row is None else str(row[0])


def drafts(connection: Any) -> list[tuple[type[Record], int, str]]:
    """All drafts, the newest first."""
    rows = connection.execute("SELECT record, record_id, content FROM draft ORDER BY at DESC").fetchall()
    return [(BY_KEY[key], ident, content) for key, ident, content in rows if key in BY_KEY]


def end_of(when: date) -> datetime:
    """The first moment after a day, for conditions on moments."""
    return datetime(when.year, when.month, when.day, tzinfo=UTC) + timedelta(days=1)
