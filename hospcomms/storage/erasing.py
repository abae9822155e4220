"""Taking records out of everything that remembers them: rows, links, journal, drafts, search, so that none can be read.

What is erased cannot be undone, and undo of everything else goes on: a change that touched an erased record is passed
by, and what other changes remember of one no longer names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from hospcomms.domain.catalog import BY_KEY, RECORDS
from hospcomms.domain.changes import Step
from hospcomms.domain.fields import Field, Kind, Record, StoredFile, Texts, fields_of
from hospcomms.domain.mentions import MARK
from hospcomms.storage import codec
from hospcomms.storage.checking import attached
from hospcomms.storage.reading import select_columns, window

Removed = Mapping[type[Record], frozenset[int]]
GONE = "erased"
"""The kind of a change that touched an erased record: undo passes it by."""
_CHUNK = 500
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Order:
    """What to take out. ``words`` finds the names in texts, None: texts stay; ``kept`` types keep their texts.

    ``named`` are fields that hold the name of somebody else, who may be called the same. ``own_words`` says by record
    type and linking field which fields of a linking record are about the erased one too, and what they become.
    ``buried`` are numbers erased earlier: id, key of the type, when (as stored) and the id of the certificate.
    """

    removed: Removed
    words: re.Pattern[str] | None = None
    kept: frozenset[type[Record]] = frozenset()
    named: frozenset[tuple[str, str]] = frozenset()
    own_words: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    buried: tuple[tuple[int, str, str, int], ...] = ()

    @property
    def idents(self) -> frozenset[int]:
        """The ids of everything removed, of any type."""
        return frozenset(ident for found in self.removed.values() for ident in found)


@dataclass(frozen=True)
class Outcome:
    """What was done: the steps for pages that show the records, and the contents of files nobody uses any more."""

    steps: tuple[Step, ...]
    unused: tuple[StoredFile, ...]


def closure(connection: Any, roots: Mapping[type[Record], Iterable[int]]) -> dict[type[Record], frozenset[int]]:
    """These records with all that cannot be without them: their parts, and what must link to one of them."""
    found: dict[type[Record], set[int]] = {kind: set(some) for kind, some in roots.items()}
    waiting = [(kind, frozenset(some)) for kind, some in found.items()]
    while waiting:
        kind, some = waiting.pop()
        for other, linking, ident in linking_to(connection, {kind: some}):
            if linking.required and linking.kind is Kind.LINK and ident not in found.setdefault(other, set()):
                found[other].add(ident)
                waiting.append((other, frozenset({ident})))
    return {kind: frozenset(some) for kind, some in found.items() if some}


def linking_to(connection: Any, removed: Removed) -> Iterator[tuple[type[Record], Field, int]]:
    """Every record that links to one of these, those in the bin too: its type, the linking field and its id."""
    targets = {kind.key: some for kind, some in removed.items()}
    for record in RECORDS:
        for linking in _links_of(record, targets):
            for part in _chunks(targets[linking.target]):
                marks = ",".join("?" * len(part))
                test = f't."{linking.name}" IN ({marks})'
                if linking.kind is Kind.LINKS:
                    test = f'EXISTS (SELECT 1 FROM json_each(t."{linking.name}") WHERE value IN ({marks}))'
                sql = f'SELECT t.id FROM "{record.key}" t WHERE {test}'
                yield from ((record, linking, row[0]) for row in connection.execute(sql, part).fetchall())


def _links_of(record: type[Record], targets: Mapping[str, object]) -> list[Field]:
    links = (Kind.LINK, Kind.LINKS)
    return [one for one in fields_of(record).values() if one.kind in links and one.target in targets]


def naming(connection: Any, order: Order) -> Iterator[Record]:
    """Every record that is not removed and whose texts hold one of the words, those in the bin too."""
    if order.words is None:
        return
    for record in RECORDS:
        gone = order.removed.get(record, frozenset())
        for row in connection.execute(f'SELECT {select_columns(record)} FROM "{record.key}" t').fetchall():
            texts = "\n".join(value for value in row if isinstance(value, str))
            if row[0] not in gone and order.words.search(texts):
                found = codec.from_row(record, row)
                if has_words(found, order.words):
                    yield found


def blanked(connection: Any, order: Order) -> list[Record]:
    """The records that stay and lose a link or their words, as they are now."""
    found = {step.record.id: step.before for step in _cleared_steps(connection, order)}
    return [record for record in found.values() if record is not None]


def left_over(connection: Any, order: Order) -> bool:
    """True when a row, a link, a line of the journal or a draft of what was removed can still be read."""
    if records_of(connection, order.removed) or any(linking_to(connection, order.removed)):
        return True
    for part in _chunks(order.idents):
        marks = ",".join("?" * len(part))
        for table in ("journal", "draft"):
            if connection.execute(f"SELECT 1 FROM {table} WHERE record_id IN ({marks}) LIMIT 1", part).fetchone():
                return True
    return any(cleared(order, record) != record for record in naming(connection, order))


def has_words(record: Record, words: re.Pattern[str]) -> bool:
    """True when a text of a record holds one of the words."""
    fields = fields_of(type(record)).values()
    texts = (codec.plain_text(getattr(record, one.name)) for one in fields if one.kind in codec.SEARCHED)
    return any(words.search(text) for text in texts)


def cleared(order: Order, record: Record, linking: Iterable[str] = ()) -> Record:
    """A record without links to what is removed, and without its words; ``linking`` fields led to it."""
    values = {name: getattr(record, name) for name in fields_of(type(record))}
    now: dict[str, Any] = {**_cleared(order, type(record), values), **_own_words(order, type(record), linking)}
    return replace(record, **now)


def _own_words(order: Order, record: type[Record], linking: Iterable[str]) -> dict[str, str]:
    return {name: to for link in linking for name, to in order.own_words.get((record.key, link), {}).items()}


def _cleared(order: Order, record: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that change, by field."""
    targets = {kind.key: some for kind, some in order.removed.items()}
    found: dict[str, Any] = {}
    for name, value in values.items():
        one = fields_of(record)[name]
        now = value
        if one.kind is Kind.LINK and value in targets.get(one.target, ()):
            now = 0
        elif one.kind is Kind.LINKS and one.target in targets:
            now = tuple(ident for ident in value if ident not in targets[one.target])
        elif order.words is not None and record not in order.kept and (record.key, name) not in order.named:
            now = _plain(one.kind, value, order.words)
        if now != value:
            found[name] = now
    return found


def _plain(kind: Kind, value: Any, words: re.Pattern[str]) -> Any:
    """A text without the words; addresses of others stay, an outlet may answer at the same number."""
    if kind in (Kind.TEXT, Kind.LONG_TEXT):
        return words.sub(MARK, value)
    if kind is Kind.TEXTS:
        return Texts(*(words.sub(MARK, text) for text in (value.ar, value.fr, value.en)))
    if kind is Kind.TAGS:
        return tuple(words.sub(MARK, tag) for tag in value)
    if kind is Kind.FILE and value is not None:
        return replace(value, name=words.sub(MARK, value.name))
    if kind is Kind.FILES:
        return tuple(replace(one, name=words.sub(MARK, one.name)) for one in value)
    return value


def erase(connection: Any, order: Order, at: datetime, erasure: int) -> Outcome:
    """Take everything out, inside the transaction of a change; ``erasure`` is the id of its certificate.

    The file may still hold what was where the database keeps free space: ``Store.compact`` afterwards.
    """
    # late: SQLAlchemy, and what foresees or finds an erasure is read at the start
    from hospcomms.storage.erased_search import renew_search
    from hospcomms.storage.statements import delete_record

    _bury(connection, order, at, erasure)
    if not order.removed:
        return Outcome((), ())
    files = {stored for _, ident, stored in attached(connection) if ident in order.idents}
    changed = _clear(connection, order)
    removed = [Step(record, None) for record in records_of(connection, order.removed)]
    for kind, some in order.removed.items():
        connection.executemany(delete_record(kind), [(ident,) for ident in some])
    _clear_journal(connection, order, changed)
    _clear_drafts(connection, order)
    renew_search(connection, order.idents, [step.record for step in changed])
    _recount(connection)
    return Outcome((*removed, *changed), _unused(connection, files))


def records_of(connection: Any, wanted: Removed) -> list[Record]:
    """The records of these ids, of any types, those in the bin too."""
    return [record for kind, some in wanted.items() for record in window(connection, kind, sorted(some))]


def _cleared_steps(connection: Any, order: Order) -> Iterator[Step]:
    """Every record that links to one removed, or names it, before and after."""
    links: dict[tuple[type[Record], int], set[str]] = {}
    for kind, linking, ident in linking_to(connection, order.removed):
        if ident not in order.removed.get(kind, ()):
            links.setdefault((kind, ident), set()).add(linking.name)
    for record in naming(connection, order):
        links.setdefault((type(record), record.id), set())
    for (kind, ident), names in links.items():
        (old,) = window(connection, kind, [ident])
        new = cleared(order, old, names)
        if new != old:
            yield Step(old, replace(new, revision=old.revision + 1))


def _clear(connection: Any, order: Order) -> list[Step]:
    """Write every record that links to one removed, or names it, without that."""
    # late: as above
    from hospcomms.storage.statements import update_record

    steps = list(_cleared_steps(connection, order))
    for step in steps:
        old, new = step.before, step.record
        fields = (name for name in fields_of(type(new)) if getattr(old, name) != getattr(new, name))
        values = {"revision": new.revision, **codec.values_of(new, fields)}
        update = update_record(type(new), tuple(values))
        connection.execute(update, {"wanted": new.id, **{f"v_{name}": value for name, value in values.items()}})
    return steps


def _clear_journal(connection: Any, order: Order, changed: Sequence[Step]) -> None:
    """Forget every line about what is removed, and its name in all others; no undo brings a part of it back."""
    own = {step.record.id: _own_words_of(order, step) for step in changed}
    touched: set[int] = set()
    for part in _chunks(order.idents):
        marks = ",".join("?" * len(part))
        sql = f"SELECT DISTINCT change FROM journal WHERE record_id IN ({marks})"
        touched.update(row[0] for row in connection.execute(sql, part))
        connection.execute(f"DELETE FROM journal WHERE record_id IN ({marks})", part)
    marks_of = "UPDATE change SET title = '', kind = CASE kind WHEN 'change' THEN ? ELSE kind END WHERE id = ?"
    connection.executemany(marks_of, [(GONE, ident) for ident in touched])
    lines = connection.execute("SELECT change, step, record, record_id, before, after FROM journal").fetchall()
    numbers = {str(ident) for ident in order.idents}
    for change, step, key, ident, old, new in lines:
        both = f"{old or ''}\n{new or ''}"
        is_named = order.words is not None and order.words.search(both)
        if ident not in own and not is_named and numbers.isdisjoint(_DIGITS.findall(both)):
            continue  # it holds neither a link to what is removed nor a name
        now = tuple(_line(order, BY_KEY[key], text, own.get(ident, {})) if text else text for text in (old, new))
        if now != (old, new) and key in BY_KEY:
            sql = "UPDATE journal SET before = ?, after = ? WHERE change = ? AND step = ?"
            connection.execute(sql, (*now, change, step))
    if order.words is not None:
        for ident, title in connection.execute("SELECT id, title FROM change WHERE title <> ''").fetchall():
            if order.words.search(title):
                connection.execute("UPDATE change SET title = '' WHERE id = ?", (ident,))


def _own_words_of(order: Order, step: Step) -> dict[str, str]:
    """What a record that linked to one removed says of it beside the link."""
    kind, old, new = type(step.record), step.before, step.after
    gone = [one.name for one in _links_of(kind, {k.key: 0 for k in order.removed})]
    return _own_words(order, kind, [name for name in gone if getattr(old, name) != getattr(new, name)])


def _line(order: Order, record: type[Record], text: str, own: Mapping[str, str]) -> str:
    """What a line of the journal remembers of another record, without what is removed."""
    values = codec.get_fields(record, text)
    now = {**_cleared(order, record, values), **{name: to for name, to in own.items() if name in values}}
    if not now:
        return text
    return codec.put_fields(record(**{**values, **now}), values)


def _clear_drafts(connection: Any, order: Order) -> None:
    connection.executemany("DELETE FROM draft WHERE record_id = ?", [(ident,) for ident in order.idents])
    if order.words is None:
        return
    for rowid, content in connection.execute("SELECT rowid, content FROM draft").fetchall():
        if order.words.search(content):
            connection.execute("UPDATE draft SET content = ? WHERE rowid = ?", (order.words.sub(MARK, content), rowid))


def _recount(connection: Any) -> None:
    for record in RECORDS:
        sql = f'SELECT count(*) - count(binned_at), count(binned_at) FROM "{record.key}"'
        used, binned = connection.execute(sql).fetchone()
        connection.execute("UPDATE tally SET used = ?, binned = ? WHERE record = ?", (used, binned, record.key))


def _bury(connection: Any, order: Order, at: datetime, erasure: int) -> None:
    """Note the ids as erased for good; none of them is given to another record, whatever is restored."""
    sql = "INSERT OR IGNORE INTO tombstone (record_id, record, at, erasure) VALUES (?, ?, ?, ?)"
    now = [(ident, kind.key, codec.put_moment(at), erasure) for kind, some in order.removed.items() for ident in some]
    connection.executemany(sql, [*order.buried, *now])
    connection.execute(
        "UPDATE serial SET last = max(last, (SELECT COALESCE(max(record_id), 0) FROM tombstone)) WHERE name = 'record'"
    )


def tombstones(connection: Any) -> list[tuple[int, str, str, int]]:
    """Everything ever erased: id, key of its type, when (as stored) and the id of the certificate."""
    return list(connection.execute("SELECT record_id, record, at, erasure FROM tombstone ORDER BY record_id"))


def _unused(connection: Any, files: Iterable[StoredFile]) -> tuple[StoredFile, ...]:
    """Those of the files no record has and no line of the journal remembers."""
    held = {stored.sha256 for _, _, stored in attached(connection)}
    found = {}
    for stored in files:
        like = f"%{stored.sha256}%"
        sql = "SELECT 1 FROM journal WHERE before LIKE ? OR after LIKE ? LIMIT 1"
        if stored.sha256 not in held and not connection.execute(sql, (like, like)).fetchone():
            found[stored.sha256] = stored
    return tuple(found.values())


def _chunks(idents: Iterable[int]) -> Iterator[tuple[int, ...]]:
    wanted = sorted(idents)
    for start in range(0, len(wanted), _CHUNK):
        yield tuple(wanted[start : start + _CHUNK])
