"""The readable form of a database: every record as a line of JSON and as a row of CSV, written by the driver itself.

It is the way out: without this program the data can still be read by any other. The lines are put together in SQL,
several hundred at a time, because the driver lets other threads run meanwhile and is many times faster than Python.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any

from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.fields import Field, Kind, Record, fields_of
from hospcomms.storage.codec import MONEY_SCALE

INDEX = "index.json"
_CHUNK = 400
_LANGUAGES = ("ar", "fr", "en")
_BOM = "\ufeff"
_LOG = ("incident", "line", "at", "offset", "elapsed", "kind", "words", "by", "corrects", "seal")
_FORMULA = "=+-@\t\r\n\u066b\uff0b\uff0d\uff1d\uff20"
"""What a sheet may take for the beginning of a formula, wide forms too (OWASP ASVS 1.2.10, CWE-1236)."""
Words = Callable[[str], dict[str, str]]
"""What a label is in each language."""


def members(connection: Any, words: Words) -> Iterator[tuple[str, Callable[[IO[bytes]], None]]]:
    """The names of the files, and what writes each: two for every type that has records, and an index.

    ``connection`` leads to a database that nobody else writes to meanwhile.
    """
    held = {record: _count(connection, record) for record in RECORDS}
    for record in (record for record in RECORDS if held[record]):
        yield f"{record.key}.jsonl", _writer(connection, record.key, "*", _as_json(record))
        yield (
            f"{record.key}.csv",
            _writer(connection, record.key, _in_cells(record), _as_csv(record), _heading(record), "\r\n"),
        )
    yield "incident_log.jsonl", lambda target: _write_log(connection, target)
    index = json.dumps(_index(held, words), ensure_ascii=False).encode()
    yield INDEX, lambda target: _put(target, index)


def _put(target: IO[bytes], content: bytes) -> None:
    target.write(content)


def _writer(
    connection: Any, table: str, columns: str, expression: str, heading: str = "", end: str = "\n"
) -> Callable[[IO[bytes]], None]:
    """What writes the lines that ``expression`` makes of ``columns``, each of which is read once."""
    sql = (
        f"SELECT max(id), group_concat({expression}, :end) FROM"
        f' (SELECT {columns} FROM "{table}" WHERE id > :after ORDER BY id LIMIT {_CHUNK})'
    )

    def write(target: IO[bytes]) -> None:
        if heading:
            target.write((_BOM + heading + end).encode())
        after = -1
        while (row := connection.execute(sql, {"after": after, "end": end}).fetchone())[0] is not None:
            after = row[0]
            target.write((row[1] + end).encode("utf-8", "replace"))

    return write


def _write_log(connection: Any, target: IO[bytes]) -> None:
    pairs = ", ".join(f"""'{name}', "{name}\"""" for name in _LOG)
    for (line,) in connection.execute(f"SELECT json_object({pairs}) FROM incident_log ORDER BY incident, line"):
        target.write((line + "\n").encode("utf-8", "replace"))


def _columns(record: type[Record]) -> list[tuple[str, Field | None]]:
    return [("id", None), ("revision", None), *fields_of(record).items()]


def _as_json(record: type[Record]) -> str:
    """One object of a record: dates in ISO 8601, moments in UTC, links as ids, amounts as exact text."""
    pairs = (f"'{name}', {_value(name, field)}" for name, field in _columns(record))
    return f"json_object({', '.join(pairs)})"


def _value(name: str, field: Field | None) -> str:
    column = f'"{name}"'
    kind = None if field is None else field.kind
    if kind is Kind.TEXTS:
        parts = (f"'{language}', {column} ->> {place}" for place, language in enumerate(_LANGUAGES))
        return f"json_object({', '.join(parts)})"
    if kind in (Kind.CHOICES, Kind.LINKS, Kind.TAGS, Kind.FILE, Kind.FILES):
        return f"json({column})"
    if kind is Kind.FLAG:
        return f"json(iif({column}, 'true', 'false'))"
    return _amount(column) if kind is Kind.MONEY else column


def _amount(column: str) -> str:
    whole = f"printf('%d.%03d', abs({column}) / {MONEY_SCALE}, abs({column}) % {MONEY_SCALE})"
    return f"iif({column} IS NULL, NULL, iif({column} < 0, '-', '') || {whole})"


def _heading(record: type[Record]) -> str:
    return ",".join(name for column, field in _columns(record) for name in _names(column, field))


def _names(name: str, field: Field | None) -> tuple[str, ...]:
    return tuple(f"{name}_{language}" for language in _LANGUAGES) if _is_texts(field) else (name,)


def _is_texts(field: Field | None) -> bool:
    return field is not None and field.kind is Kind.TEXTS


def _as_csv(record: type[Record]) -> str:
    """One row of a record by RFC 4180; a list stands in one cell, its items set apart by semicolons."""
    cells = (cell for name, field in _columns(record) for cell in _cells(name, field))
    return " || ',' || ".join(cells)


def _in_cells(record: type[Record]) -> str:
    """What the cells of a row are made of: a list becomes one text, a text of three languages three of them."""
    return ", ".join(part for name, field in _columns(record) for part in _parts(name, field))


def _parts(name: str, field: Field | None) -> list[str]:
    column, kind = f'"{name}"', None if field is None else field.kind
    if _is_texts(field):
        return [f'{column} ->> {place} AS "{part}"' for place, part in enumerate(_names(name, field))]
    if kind in (Kind.CHOICES, Kind.LINKS, Kind.TAGS):
        joined = f"(SELECT group_concat(value, '; ') FROM json_each({column}))"
        return [f"iif({column} = '[]', '', {joined}) AS {column}"]
    if kind is Kind.FILE:
        return [f"{column} ->> 1 AS {column}"]
    if kind is Kind.FILES:
        joined = f"(SELECT group_concat(value ->> 1, '; ') FROM json_each({column}))"
        return [f"iif({column} = '[]', '', {joined}) AS {column}"]
    return [column]


def _cells(name: str, field: Field | None) -> list[str]:
    column, kind = f'"{name}"', None if field is None else field.kind
    if kind is Kind.MONEY:
        return [f"ifnull({_amount(column)}, '')"]
    if field is None or kind in (Kind.NUMBER, Kind.PERCENT, Kind.FLAG, Kind.LINK, Kind.DAY, Kind.MOMENT):
        return [f"ifnull({column}, '')"]
    return [_quoted(f'"{part}"') for part in _names(name, field)]


def _quoted(text: str) -> str:
    """A text in quotation marks, with an apostrophe before what a sheet would take for a formula."""
    signs = f"char({', '.join(str(ord(sign)) for sign in _FORMULA)})"
    guarded = f"iif({text} <> '' AND instr({signs}, substr({text}, 1, 1)), '''' || {text}, {text})"
    return f"""'"' || replace(ifnull({guarded}, ''), '"', '""') || '"'"""


def _count(connection: Any, record: type[Record]) -> int:
    return int(connection.execute(f'SELECT count(*) FROM "{record.key}"').fetchone()[0])


def _index(held: Mapping[type[Record], int], words: Words) -> dict[str, Any]:
    """What each file and column is called in each language, and how many records each file holds."""
    return {
        "application": "hospcomms",
        "encoding": "utf-8",
        "records": {
            record.key: {
                "label": words(record.many),
                "count": held[record],
                "columns": {name: _told(field, words) for name, field in fields_of(record).items()},
            }
            for record in RECORDS
        },
    }


def _told(field: Field, words: Words) -> dict[str, Any]:
    told: dict[str, Any] = {"label": words(field.label), "kind": field.kind.name.lower()}
    if field.target:
        told["leads_to"] = field.target
    if field.choices:
        told["choices"] = {choice.key: words(choice.label) for choice in field.choices}
    return told
