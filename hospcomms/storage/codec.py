"""How each kind of field is kept in a column: its SQL type, and both ways of translation.

No SQLAlchemy here: the first rows of the window are read before it is imported.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hospcomms.domain.fields import Field, Kind, Record, StoredFile, Texts, fields_of, per_record
from hospcomms.domain.folding import sort_key

MONEY_SCALE = 1000
_JSON = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True)
class Column:
    """One kind in the database: ``sql`` type, whether NULL may stand, and the two translations."""

    sql: str
    nullable: bool
    put: Callable[[Any], Any]
    get: Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


def _maybe(turn: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else turn(value)


def put_moment(value: datetime) -> str:
    """A moment as sortable text in UTC; a naive one is taken for UTC."""
    plain = value if value.tzinfo is None else value.astimezone(UTC).replace(tzinfo=None)
    return plain.isoformat(timespec="microseconds") + "Z"


def get_moment(value: str) -> datetime:
    """The moment written by ``put_moment``."""
    return datetime.fromisoformat(value)


def _put_list(value: tuple[Any, ...]) -> str:
    return json.dumps(list(value), ensure_ascii=False) if value else "[]"


def _get_list(value: str) -> tuple[Any, ...]:
    return () if value == "[]" else tuple(json.loads(value))


def _put_file(value: StoredFile) -> str:
    return json.dumps([value.sha256, value.name, value.size], ensure_ascii=False)


def _put_texts(value: Texts) -> str:
    return json.dumps([value.ar, value.fr, value.en], ensure_ascii=False)


_TEXT = Column("TEXT", nullable=False, put=_same, get=_same)
_LIST = Column("TEXT", nullable=False, put=_put_list, get=_get_list)
_REAL = Column("REAL", nullable=True, put=_maybe(float), get=_same)
COLUMNS: dict[Kind, Column] = {
    Kind.TEXT: _TEXT,
    Kind.LONG_TEXT: _TEXT,
    Kind.ADDRESS: _TEXT,
    Kind.CHOICE: _TEXT,
    Kind.TEXTS: Column("TEXT", nullable=False, put=_put_texts, get=lambda value: Texts(*json.loads(value))),
    Kind.NUMBER: _REAL,
    Kind.PERCENT: _REAL,
    Kind.MONEY: Column(
        "INTEGER",
        nullable=True,
        put=_maybe(lambda value: int((Decimal(value) * MONEY_SCALE).to_integral_value())),
        get=_maybe(lambda value: Decimal(value) / MONEY_SCALE),
    ),
    Kind.DAY: Column("TEXT", nullable=True, put=_maybe(date.isoformat), get=_maybe(date.fromisoformat)),
    Kind.MOMENT: Column("TEXT", nullable=True, put=_maybe(put_moment), get=_maybe(get_moment)),
    Kind.FLAG: Column("INTEGER", nullable=False, put=int, get=bool),
    Kind.LINK: Column("INTEGER", nullable=False, put=_same, get=_same),
    Kind.CHOICES: _LIST,
    Kind.LINKS: _LIST,
    Kind.TAGS: _LIST,
    Kind.FILE: Column(
        "TEXT", nullable=True, put=_maybe(_put_file), get=_maybe(lambda value: StoredFile(*json.loads(value)))
    ),
    Kind.FILES: Column(
        "TEXT",
        nullable=False,
        put=lambda value: json.dumps([[f.sha256, f.name, f.size] for f in value], ensure_ascii=False),
        get=lambda value: () if value == "[]" else tuple(StoredFile(*row) for row in json.loads(value)),
    ),
}


def is_plain(kind: Kind) -> bool:
    """True when a column of this kind holds the value itself."""
    return COLUMNS[kind].get is _same


FOLDED = (Kind.TEXT, Kind.TEXTS, Kind.ADDRESS, Kind.TAGS)
"""Kinds whose order is that of their folded spelling, kept in a column of its own when listed."""


def key_column(field: Field) -> str:
    """The name of the column a field is ordered by: its folded twin, or itself."""
    return f"{field.name}_key" if field.listed and field.kind in FOLDED else field.name


@per_record
def columns_of(record: type[Record]) -> tuple[str, ...]:
    """The columns a record is read from, in order: id, revision, then its fields."""
    return ("id", "revision", *fields_of(record))


@per_record
def _getters(record: type[Record]) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    """(name, translation) per column; None where the value is kept as it is."""
    rows: list[tuple[str, Callable[[Any], Any] | None]] = [("id", None), ("revision", None)]
    for field in fields_of(record).values():
        get = COLUMNS[field.kind].get
        rows.append((field.name, None if get is _same else get))
    return tuple(rows)


def from_row(record: type[Record], row: tuple[Any, ...]) -> Record:
    """The record in a row of ``columns_of``."""
    return record(
        **{name: value if get is None else get(value) for (name, get), value in zip(_getters(record), row, strict=True)}
    )


def plain_text(value: object) -> str:
    """A field's value as one text, for search and for folded order."""
    if isinstance(value, Texts):
        return " ".join(value.written())
    if isinstance(value, tuple):
        return " ".join(plain_text(item) for item in value)
    if isinstance(value, StoredFile):
        return value.name
    return str(value) if isinstance(value, str) else ""


def to_row(record: Record) -> dict[str, Any]:
    """All columns of a record, the folded twins among them."""
    return {"id": record.id, "revision": record.revision, **values_of(record, fields_of(type(record)))}


def values_of(record: Record, names: Iterable[str]) -> dict[str, Any]:
    """The columns of some fields of a record, the folded twins among them."""
    row: dict[str, Any] = {}
    puts = _puts(type(record))
    for name in names:
        put, key = puts[name]
        value = getattr(record, name)
        row[name] = value if put is None else put(value)
        if key:
            row[key] = sort_key(plain_text(value))
    return row


@per_record
def _puts(record: type[Record]) -> dict[str, tuple[Callable[[Any], Any] | None, str]]:
    """(translation, name of the folded twin) by field; None where the value is kept as it is."""
    found = {}
    for name, field in fields_of(record).items():
        put, key = COLUMNS[field.kind].put, key_column(field)
        found[name] = (None if put is _same else put, key if key != name else "")
    return found


SEARCHED = (Kind.TEXT, Kind.LONG_TEXT, Kind.TEXTS, Kind.ADDRESS, Kind.TAGS, Kind.FILE, Kind.FILES)
"""Kinds whose words are in the search index."""


def put_fields(record: Record, names: Iterable[str]) -> str:
    """Some fields of a record as JSON, for the journal."""
    puts = _puts(type(record))
    values = {}
    for name in names:
        put, value = puts[name][0], getattr(record, name)
        values[name] = value if put is None else put(value)
    return _JSON(values)


def get_fields(record: type[Record], text: str) -> dict[str, Any]:
    """The values written by ``put_fields``; fields that no longer exist are left out."""
    fields = fields_of(record)
    return {name: COLUMNS[fields[name].kind].get(value) for name, value in json.loads(text).items() if name in fields}
