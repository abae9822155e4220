"""Writing one change: rows, search text, counts and journal in one transaction."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from hospcomms.domain.changes import Commit, Step
from hospcomms.domain.errors import Missing, Stale
from hospcomms.domain.fields import STAMPS, Record, fields_of
from hospcomms.domain.folding import sort_key
from hospcomms.domain.query import Op, Query
from hospcomms.storage import codec, reading, statements

R = TypeVar("R", bound=Record)


class Change:
    """One open change; made by ``Store.change`` and valid inside its ``with`` block.

    After the block ``commit`` holds what was written, or None when nothing was changed.
    """

    def __init__(self, connection: Any, name: str, at: datetime, who: str, kind: str, target: int) -> None:
        self._connection = connection
        self._name, self._at, self._who, self._kind, self._target = name, at, who, kind, target
        self._steps: list[Step] = []
        self._tally: Counter[tuple[str, str]] = Counter()
        self._added: dict[type[Record], list[Record]] = {}
        self.commit: Commit | None = None

    def stored(self, record: type[R], ident: int) -> R:
        """The record as it stands inside this change. Raises Missing."""
        self._flush()
        row = self._connection.execute(statements.select_record(record), {"wanted": ident}).fetchone()
        if row is None:
            raise Missing(record.one, ident)
        return codec.from_row(record, row)  # type: ignore[return-value]

    def parts(self, record: type[R], whole: int) -> list[R]:
        """The parts in use of one type that belong to a record, as they stand inside this change."""
        self._flush()
        query = Query(record).where(record.whole, Op.IS, whole)
        return reading.find(self._connection, query)  # type: ignore[return-value]

    def number(self, count: int = 1) -> int:
        """The first of ``count`` new identifiers."""
        row = self._connection.execute(statements.NEXT_SERIAL, {"count": count}).fetchone()
        return int(row[0]) - count + 1

    def save(self, record: R) -> R:
        """Write a new record (id 0) or a new state of one; returns it as stored.

        Raises Stale when the stored revision is not the one the record was read with.
        """
        if record.id == 0:
            return self.add(replace(record, id=self.number()))
        before = self.stored(type(record), record.id)
        if before.revision != record.revision:
            raise Stale
        return self._replace(before, record)

    def add(self, record: R) -> R:
        """Write a new record that already has its identifier (from ``number``)."""
        stored = replace(record, revision=1, created_at=record.created_at or self._at, changed_at=self._at)
        self._insert(stored)
        self._steps.append(Step(None, stored))
        return stored

    def bin(self, record: type[R], ident: int) -> R:
        """Put a record into the bin; a record already there stays as it is."""
        before = self.stored(record, ident)
        return before if before.binned_at else self._replace(before, replace(before, binned_at=self._at))

    def recover(self, record: type[R], ident: int) -> R:
        """Take a record out of the bin."""
        before = self.stored(record, ident)
        return self._replace(before, replace(before, binned_at=None)) if before.binned_at else before

    def apply(self, step: Step) -> None:
        """Write a step of an undo or redo: its ``after`` state, whatever the revision."""
        if step.after is None:
            assert step.before is not None
            self._remove(step.before)
            self._steps.append(step)
        elif step.before is None:
            self._insert(step.after)
            self._steps.append(step)
        else:
            before = self.stored(type(step.after), step.after.id)
            self._replace(before, replace(step.after, revision=before.revision), keep_stamp=True)

    def mark(self, ident: int, *, undone: bool) -> None:
        """Note that a change was taken back (and may be done again), or was done again."""
        self._connection.execute(statements.MARK_CHANGE, {"wanted": ident, "v_undone": int(undone)})

    def _replace(self, before: Record, after: R, *, keep_stamp: bool = False) -> R:
        stamped = after if keep_stamp else replace(after, created_at=before.created_at, changed_at=self._at)
        stored = replace(stamped, revision=before.revision + 1)
        row, old = codec.to_row(stored), codec.to_row(before)
        changed = tuple(name for name, value in row.items() if old[name] != value)
        values = {f"v_{name}": row[name] for name in changed}
        update = statements.update_record(type(stored), changed)
        self._connection.execute(update, {"wanted": stored.id, **values})
        self._index(before, stored)
        self._count(before, -1)
        self._count(stored, +1)
        self._steps.append(Step(before, stored))
        return stored

    def _index(self, before: Record, stored: Record) -> None:
        entry = _entry(stored)
        if entry == _entry(before):
            return
        values = {f"v_{name}": entry[name] for name in ("title", "title_key", "folded", "binned")}
        self._connection.execute(statements.UPDATE_SEARCH, {"wanted": stored.id, **values})

    def _insert(self, record: Record) -> None:
        self._added.setdefault(type(record), []).append(record)
        self._count(record, +1)

    def _flush(self) -> None:
        """Write the new records gathered so far; one statement per type keeps long imports fast."""
        for kind, added in self._added.items():
            rows = [codec.to_row(record) for record in added]
            self._connection.executemany(statements.insert_record(kind), rows)
            self._connection.executemany(statements.INSERT_SEARCH, [_entry(record) for record in added])
        self._added.clear()

    def _remove(self, record: Record) -> None:
        self._flush()
        self._connection.execute(statements.delete_record(type(record)), {"wanted": record.id})
        self._connection.execute(statements.DELETE_SEARCH, {"wanted": record.id})
        self._count(record, -1)

    def _count(self, record: Record, by: int) -> None:
        self._tally[record.key, "binned" if record.binned_at else "used"] += by

    def finish(self) -> None:
        """Write the counts and the journal; the caller commits."""
        self._flush()
        if not self._steps:
            return
        for key in {key for key, _ in self._tally}:
            used, binned = self._tally[key, "used"], self._tally[key, "binned"]
            if used or binned:
                self._connection.execute(
                    statements.MOVE_TALLY, {"wanted": key, "used_more": used, "binned_more": binned}
                )
        ident = self._write_change()
        rows = [_journal_row(ident, step) for step in self._steps]
        self._connection.executemany(statements.INSERT_JOURNAL, rows)
        self.commit = Commit(ident, self._name, self._at, self._who, tuple(self._steps), self._kind)

    def _write_change(self) -> int:
        first = self._steps[0].record
        values = {
            "name": self._name,
            "at": codec.put_moment(self._at),
            "who": self._who,
            "kind": self._kind,
            "target": self._target,
            "title": first.caption[:200],
            "size": len(self._steps),
            "undone": 0,
            "redoable": 0,
        }
        cursor = self._connection.execute(statements.INSERT_CHANGE, values)
        if self._kind == "change":
            self._connection.execute(statements.FORGET_REDO, {"yes": 1, "no": 0})
        return int(cursor.lastrowid)


def _entry(record: Record) -> dict[str, Any]:
    caption = record.caption or record.reference
    return {
        "id": record.id,
        "record": record.key,
        "title": caption[:300],
        "title_key": sort_key(caption)[:300],
        "folded": codec.folded_text(record),
        "binned": int(record.binned_at is not None),
    }


def _journal_row(change: int, step: Step) -> dict[str, Any]:
    record = step.record
    before = after = None
    names = list(fields_of(type(record)))
    if step.before is not None and step.after is not None:
        names = [name for name in names if getattr(step.before, name) != getattr(step.after, name)]
        names = [name for name in names if name not in STAMPS or name == "binned_at"]
    if step.before is not None:
        before = codec.put_fields(step.before, names)
    if step.after is not None:
        after = codec.put_fields(step.after, names)
    return {"change": change, "record": record.key, "record_id": record.id, "before": before, "after": after}
