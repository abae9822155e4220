"""What can still be read of a damaged data file, and writing it into a new one.

Three sources, the surest first: the tables as far as their trees hold together; pages that hang on nothing any more,
told apart by the numbers of their records and by the form of their rows; and the journal, which holds every record as
it was saved.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from hospcomms.domain.catalog import BY_KEY, RECORDS
from hospcomms.domain.changes import Step
from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.wording import N_
from hospcomms.storage import codec
from hospcomms.storage.connect import connect, driver
from hospcomms.storage.page_reading import Pages
from hospcomms.storage.refusals import refusing
from hospcomms.storage.schema import GUARDS, METADATA, TABLES
from hospcomms.storage.store import Store
from hospcomms.storage.tree_reading import TABLE_LEAF, Reading, Row, kind_of, rows, rows_of_page

WITHOUT_NUMBERS = ("journal", "incident_log")
"""Tables whose rows lie in the order of their key (WITHOUT ROWID)."""
_AS_THEY_ARE = ("change", "journal", "incident_log", "incident_seal", "access", "tombstone", "draft")
UNNAMED = N_("A change whose name is lost")
_NO_MOMENT = "1970-01-01T00:00:00.000000Z"
_ROOTS_ON = 1
_FIT: dict[str, tuple[type, ...]] = {"TEXT": (str,), "INTEGER": (int,), "REAL": (int, float)}
_UNFIT = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError)
Values = dict[str, Any]


@dataclass
class Salvaged:
    """What was read: rows of the office's own tables by name, and records by type and number.

    ``restored`` counts records that only the journal still held, ``lost`` those that are known to have been there.
    ``pages`` and ``bad`` count the pages of the file.
    """

    pages: int
    bad: int
    tables: dict[str, list[Values]] = field(default_factory=dict)
    records: dict[type[Record], dict[int, Record]] = field(default_factory=dict)
    restored: dict[type[Record], int] = field(default_factory=dict)
    lost: dict[type[Record], int] = field(default_factory=dict)


def read(path: Path, key: bytes) -> Salvaged:
    """Read all that can be read of a data file. Raises OSError when the file itself cannot be read."""
    pages = Pages(path, key)
    met = Reading()
    layout = _layout(pages, met)
    found: dict[str, list[Values]] = {name: [] for name in METADATA.tables}
    for name in METADATA.tables:
        if name in layout:
            root, columns = layout[name]
            found[name] = [_named(name, columns, row) for row in rows(pages, root, met)]
    if met.lost or pages.bad or set(METADATA.tables) - set(layout):
        columns_of = {name: layout[name][1] if name in layout else _columns(name) for name in METADATA.tables}
        _gather_strays(pages, met, columns_of, found)
    salvaged = Salvaged(pages.count, len(pages.bad), {name: found[name] for name in _AS_THEY_ARE})
    _make_records(salvaged, found)
    return salvaged


def _layout(pages: Pages, met: Reading) -> dict[str, tuple[int, list[str]]]:
    """Where each table begins and its columns in order, from the list of tables or what is left of it."""
    listed = [row.values for row in rows(pages, _ROOTS_ON, met)]
    if met.lost or not listed:
        strays = (row for number in pages.numbers if number not in met.reached for row in _leaf(pages, number, met))
        listed += [row.values for row in strays if _is_listing(row)]
    found: dict[str, tuple[int, list[str]]] = {}
    for kind, name, _table, root, sql in (values for values in listed if len(values) == len(_LISTING)):
        if kind == "table" and isinstance(name, str) and name in METADATA.tables and isinstance(root, int):
            found[name] = (root, _columns_in(str(sql)) or _columns(name))
    return found


_LISTING = (str, str, str, int, str)


def _is_listing(row: Row) -> bool:
    fits = len(row.values) == len(_LISTING) and all(
        value is None or isinstance(value, kind) for value, kind in zip(row.values, _LISTING, strict=True)
    )
    return fits and row.values[0] in ("table", "index", "trigger")


def _leaf(pages: Pages, number: int, met: Reading) -> list[Row]:
    page = pages.get(number)
    return [] if page is None or kind_of(page, number) != TABLE_LEAF else rows_of_page(pages, number, met)


def _columns(name: str) -> list[str]:
    return [column.name for column in METADATA.tables[name].columns]


def _columns_in(sql: str) -> list[str]:
    """The columns of a table as its own statement gives them: an upgrade may have left them in another order."""
    with contextlib.closing(driver().connect(":memory:")) as connection, contextlib.suppress(driver().Error):
        connection.execute(sql)
        (name,) = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchone()
        return [str(row[1]) for row in connection.execute(f'PRAGMA table_info("{name}")')]
    return []


def _named(name: str, columns: list[str], row: Row) -> Values:
    values: Values = dict(zip(columns, row.values, strict=False))
    if row.number is not None and name not in WITHOUT_NUMBERS:
        alias = _number_column(METADATA.tables[name])
        if alias:
            values[alias] = row.number
    return values


def _number_column(table: Table) -> str:
    """The column that is the number of the row, "" where there is none."""
    keys = list(table.primary_key.columns)
    return str(keys[0].name) if len(keys) == 1 and str(keys[0].type) == "INTEGER" else ""


def _gather_strays(
    pages: Pages, met: Reading, columns: Mapping[str, list[str]], found: dict[str, list[Values]]
) -> None:
    """Take in the rows of pages no tree leads to: the office's own first, since they say what number is what record."""
    strays: list[tuple[bool, Row]] = []
    for number in pages.numbers:
        page = pages.get(number)
        if number not in met.reached and page is not None and kind_of(page, number):
            is_table = kind_of(page, number) == TABLE_LEAF
            strays += [(is_table, row) for row in rows_of_page(pages, number, met)]
    own = [name for name in METADATA.tables if name not in BY_KEY]
    for is_table, row in strays:
        fitting = [name for name in own if _fits(METADATA.tables[name], is_table, row)]
        if len(fitting) == 1:
            found[fitting[0]].append(_named(fitting[0], columns[fitting[0]], row))
    known = _known(found)
    for is_table, row in strays:
        name = known.get(row.number or 0, "")
        if not name:
            fitting = [key for key in BY_KEY if _fits(TABLES[BY_KEY[key]], is_table, row)]
            name = fitting[0] if len(fitting) == 1 else ""
        if name and is_table and _fits(METADATA.tables[name], is_table, row, shorter=True):
            found[name].append(_named(name, columns[name], row))


def _fits(table: Table, is_table: bool, row: Row, *, shorter: bool = False) -> bool:
    """True when a row may be one of a table: as many values, each of the kind its column holds."""
    columns = list(table.columns)
    size = len(row.values)
    if is_table == (table.name in WITHOUT_NUMBERS) or size > len(columns) or (size < len(columns) and not shorter):
        return False
    alias = _number_column(table)
    return all(
        value is None if column.name == alias else _fits_column(value, str(column.type), nullable=bool(column.nullable))
        for column, value in zip(columns, row.values, strict=False)
    )


def _fits_column(value: object, kind: str, *, nullable: bool) -> bool:
    return nullable if value is None else isinstance(value, _FIT.get(kind, ()))


def _known(found: Mapping[str, list[Values]]) -> dict[int, str]:
    """The record type of every number that the index or the journal names."""
    pairs = [(row.get("id"), row.get("record")) for row in found["search"]]
    pairs += [(row.get("record_id"), row.get("record")) for row in found["journal"]]
    return {ident: key for ident, key in pairs if isinstance(ident, int) and isinstance(key, str) and key in BY_KEY}


def _make_records(salvaged: Salvaged, found: Mapping[str, list[Values]]) -> None:
    erased = {row.get("record_id") for row in found["tombstone"]}
    past = _past(found["journal"])
    for record in RECORDS:
        made: dict[int, Record] = {}
        for values in found[record.key]:
            one = _record(record, values)
            if one is not None:
                made.setdefault(one.id, one)
        living = {ident: one for (key, ident), one in past.items() if key == record.key and ident not in erased}
        brought = {ident: one for ident, one in living.items() if one is not None and ident not in made}
        known = {row.get("id") for row in found["search"] if row.get("record") == record.key} | set(living)
        salvaged.records[record] = {**made, **brought}
        salvaged.restored[record] = len(brought)
        salvaged.lost[record] = len({ident for ident in known if ident not in made and ident not in brought})


def _record(record: type[Record], values: Values) -> Record | None:
    """The record in a row; None when a value of it cannot be read. A column that is not there has its usual value."""
    given: Values = {"id": values.get("id"), "revision": values.get("revision")}
    if not isinstance(given["id"], int) or not isinstance(given["revision"], int):
        return None
    try:
        for name, described in fields_of(record).items():
            if name in values:
                column = codec.COLUMNS[described.kind]
                value = values[name]
                whole = float(value) if column.sql == "REAL" and value is not None else value
                given[name] = column.get(whole)
        return record(**given)
    except _UNFIT:
        return None


def _past(journal: Iterable[Values]) -> dict[tuple[str, int], Record | None]:
    """Every record the journal knows as it was saved last; None where a line is missing. Removed ones are left out."""
    states: dict[tuple[str, int], Record | None] = {}
    for line in sorted(journal, key=lambda line: (line.get("change") or 0, line.get("step") or 0)):
        key, ident, before, after = (line.get(name) for name in ("record", "record_id", "before", "after"))
        if key not in BY_KEY or not isinstance(ident, int):
            continue
        if after is None:
            states.pop((key, ident), None)
            continue
        states[key, ident] = _next(BY_KEY[key], ident, states.get((key, ident)), before, after)
    return states


def _next(record: type[Record], ident: int, old: Record | None, before: object, after: object) -> Record | None:
    try:
        values = codec.get_fields(record, str(after))
        if before is None:
            return record(id=ident, revision=1, **values)
        if old is None:
            return None
        kept = {name: getattr(old, name) for name in fields_of(record)}
        return record(id=ident, revision=old.revision + 1, **{**kept, **values})
    except _UNFIT:
        return None


def pour_own(path: Path, key: bytes, salvaged: Salvaged) -> None:
    """Write the office's own rows (history, logs, drafts) as they are into the tables of a new data file.

    No earlier change can be undone there. A log with a gap is written with its gap. Raises Refusal.
    """
    following = next(guard for guard in GUARDS if guard.startswith("CREATE TRIGGER incident_log_next "))
    with refusing(), contextlib.closing(connect(path, key)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DROP TRIGGER incident_log_next")
        named = {**salvaged.tables, "change": [*salvaged.tables["change"], *_unnamed(salvaged.tables)]}
        for name in _AS_THEY_ARE:
            for values in _in_order(name, named[name]):
                kept = {column: values[column] for column in _columns(name) if column in values}
                names = ", ".join(f'"{column}"' for column in kept)
                marks = ", ".join("?" * len(kept))
                with contextlib.suppress(driver().IntegrityError):
                    sql = f'INSERT OR IGNORE INTO "{name}" ({names}) VALUES ({marks})'
                    connection.execute(sql, tuple(kept.values()))
        connection.execute(following)
        connection.execute("COMMIT")


def _unnamed(tables: Mapping[str, list[Values]]) -> Iterator[Values]:
    """A change for every number that only its lines in the journal still name, at the moment of the one before it."""
    known = {row["id"]: row for row in tables["change"] if isinstance(row.get("id"), int)}
    noted = {row.get("change") for row in tables["journal"]}
    at = min((str(row.get("at")) for row in known.values()), default=_NO_MOMENT)
    for number in sorted(number for number in {*known, *noted} if isinstance(number, int)):
        if number in known:
            at = str(known[number].get("at"))
        else:
            facts = {"id": number, "name": UNNAMED, "at": at, "who": "", "kind": "start", "target": 0, "title": ""}
            yield {**facts, "size": 1, "undone": 0, "redoable": 0}


def _in_order(name: str, found: list[Values]) -> Iterator[Values]:
    if name == "change":
        yield from ({**row, "kind": "start" if row.get("kind") == "change" else row.get("kind")} for row in found)
    elif name == "incident_log":
        yield from sorted(found, key=lambda row: (row.get("incident") or 0, row.get("line") or 0))
    else:
        yield from found


def pour_records(store: Store, salvaged: Salvaged, name: str) -> None:
    """Write the records under their own numbers, as one change that cannot be undone. Raises Refusal."""
    highest = max((ident for made in salvaged.records.values() for ident in made), default=0)
    noted = [row.get("record_id") for row in salvaged.tables["journal"]]
    highest = max([highest, *(ident for ident in noted if isinstance(ident, int))])
    with store.change(name, "start") as change:
        if highest:
            change.number(highest)
        for made in salvaged.records.values():
            for record in made.values():
                change.apply(Step(None, record))
