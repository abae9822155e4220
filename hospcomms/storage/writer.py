"""Writing one change: rows, search text, counts and journal in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from hospcomms.domain.changes import Commit, Step, how_many
from hospcomms.domain.cleaning import cleaned
from hospcomms.domain.errors import Missing, Stale
from hospcomms.domain.fields import STAMPS, Record, fields_of, per_record
from hospcomms.domain.incident_log import LogLine
from hospcomms.domain.query import Op, Query
from hospcomms.storage import chronicle, codec, erasing, indexing, reading, statements
from hospcomms.storage.erasing import Order, Outcome

R = TypeVar("R", bound=Record)


class Change:
    """One open change; made by ``Store.change`` and valid inside its ``with`` block.

    After the block ``commit`` holds what was written. When nothing was changed its ``id`` is 0, no history was
    written, and its steps are the records that were saved as they already stood.
    """

    def __init__(self, connection: Any, name: str, at: datetime, who: str, kind: str, target: int) -> None:
        self._connection = connection
        self._name, self._at, self._who, self._kind, self._target = name, at, who, kind, target
        self._steps: list[Step] = []
        self._unchanged: list[Step] = []
        self._journal: list[tuple[str, int, str | None, str | None]] = []
        self._tally: Counter[tuple[str, str]] = Counter()
        self._added: dict[type[Record], list[Record]] = {}
        self._removed: dict[type[Record], list[int]] = {}
        self._gathered: set[int] = set()
        self._serial: int | None = None
        self.commit: Commit | None = None

    @property
    def at(self) -> datetime:
        """The moment of this change, in UTC."""
        return self._at

    @property
    def kind(self) -> str:
        """What kind of change this is: change, undo, redo, start, incident …"""
        return self._kind

    @property
    def steps(self) -> tuple[Step, ...]:
        """What was written so far."""
        return tuple(self._steps)

    def stored(self, record: type[R], ident: int) -> R:
        """The record as it stands inside this change. Raises Missing."""
        if ident in self._gathered:
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

    def find(self, query: Query) -> list[Any]:
        """The records a query asks for, as they stand inside this change."""
        self._flush()
        return reading.find(self._connection, query)

    def number(self, count: int = 1) -> int:
        """The first of ``count`` new identifiers."""
        if self._serial is None:
            self._serial = int(self._connection.execute(statements.LAST_SERIAL).fetchone()[0])
        first = self._serial + 1
        self._serial += count
        return first

    def save(self, record: R) -> R:
        """Write a new record (id 0) or a new state of one; returns it as stored, its texts cleaned.

        Raises Stale when the stored revision is not the one the record was read with.
        """
        if record.id == 0:
            return self.add(replace(record, id=self.number()))
        before = self.stored(type(record), record.id)
        if before.revision != record.revision:
            raise Stale
        return self._replace(before, cleaned(record, _changed(before, record)), self._at)

    def add(self, record: R) -> R:
        """Write a new record that already has its identifier (from ``number``)."""
        created = record.created_at or self._at
        stored = cleaned(replace(record, revision=1, created_at=created, changed_at=self._at))
        self._insert(stored)
        return stored

    def bin(self, record: type[R], ident: int) -> R:
        """Put a record into the bin; a record already there stays as it is."""
        before = self.stored(record, ident)
        return before if before.binned_at else self._replace(before, replace(before, binned_at=self._at), self._at)

    def recover(self, record: type[R], ident: int) -> R:
        """Take a record out of the bin."""
        before = self.stored(record, ident)
        return self._replace(before, replace(before, binned_at=None), self._at) if before.binned_at else before

    def log(self, identity: str, line: LogLine) -> LogLine:
        """Write a line of an incident's log, sealed, in this change; a change of kind ``change`` could be undone."""
        return chronicle.append(self._connection, identity, line)

    def erase(self, order: Order, erasure: int) -> Outcome:
        """Take records out of everything that remembers them, for the certificate ``erasure``; for good."""
        self._flush()
        outcome = erasing.erase(self._connection, order, self._at, erasure)
        self._tally.clear()  # everything was counted anew
        return outcome

    def apply(self, step: Step) -> None:
        """Write a step of an undo or redo (its ``before`` read inside this change), whatever the revision."""
        if step.after is None:
            assert step.before is not None
            self._remove(step.before)
        elif step.before is None:
            self._insert(step.after)
        else:
            self._replace(step.before, step.after, step.before.changed_at)

    def mark(self, ident: int, *, undone: bool) -> None:
        """Note that a change was taken back (and may be done again), or was done again."""
        self._connection.execute(statements.MARK_CHANGE, {"wanted": ident, "v_undone": int(undone)})

    def _replace(self, before: Record, after: R, changed_at: datetime | None) -> R:
        changed = _changed(before, after)
        if not changed:
            self._unchanged.append(Step(before, before))
            return before  # type: ignore[return-value]
        revision = before.revision + 1
        stored = replace(after, revision=revision, created_at=before.created_at, changed_at=changed_at)
        row = {"revision": revision, **codec.values_of(stored, ("changed_at", *changed))}
        update = statements.update_record(type(stored), tuple(row))
        values = {f"v_{name}": value for name, value in row.items()}
        self._connection.execute(update, {"wanted": stored.id, **values})
        indexing.renew(self._connection, stored, frozenset(changed))
        self._count(before, -1)
        self._count(stored, +1)
        self._note(Step(before, stored), changed)
        return stored

    def _insert(self, record: Record) -> None:
        self._added.setdefault(type(record), []).append(record)
        self._gathered.add(record.id)
        self._count(record, +1)
        self._note(Step(None, record), fields_of(type(record)))

    def _remove(self, record: Record) -> None:
        self._removed.setdefault(type(record), []).append(record.id)
        self._gathered.add(record.id)
        self._count(record, -1)
        self._note(Step(record, None), fields_of(type(record)))

    def _flush(self) -> None:
        """Write what was gathered: one statement per type keeps long imports, and their undoing, fast."""
        for kind, removed in self._removed.items():
            self._connection.executemany(statements.delete_record(kind), [(ident,) for ident in removed])
            indexing.remove(self._connection, removed)
        self._removed.clear()
        for kind, added in self._added.items():
            rows = [codec.to_row(record) for record in added]
            self._connection.executemany(statements.insert_record(kind), rows)
            indexing.add(self._connection, added)
        self._added.clear()
        self._gathered.clear()

    def _count(self, record: Record, by: int) -> None:
        self._tally[record.key, "binned" if record.binned_at else "used"] += by

    def _note(self, step: Step, names: Iterable[str]) -> None:
        """Keep a step for the commit, and its line for the journal: the fields that differ."""
        before = None if step.before is None else codec.put_fields(step.before, names)
        after = None if step.after is None else codec.put_fields(step.after, names)
        record = step.record
        self._steps.append(step)
        self._journal.append((record.key, record.id, before, after))

    def finish(self) -> None:
        """Write the counts and the journal; the caller commits."""
        if not self._steps:
            self.commit = Commit(0, self._name, self._at, self._who, tuple(self._unchanged), self._kind)
            return
        ident = self._write_change()
        self._flush()
        if self._serial is not None:
            self._connection.execute(statements.KEEP_SERIAL, (self._serial,))
        _write_tally(self._connection, self._tally)
        lines = ((ident, number, *line) for number, line in enumerate(self._journal))
        self._connection.executemany(statements.INSERT_JOURNAL, lines)
        self.commit = Commit(ident, self._name, self._at, self._who, tuple(self._steps), self._kind)

    def _write_change(self) -> int:
        if self._kind == "change" and self._connection.execute(statements.HAS_REDO).fetchone():
            self._connection.execute(statements.FORGET_REDO)
        values = {
            "name": self._name,
            "at": codec.put_moment(self._at),
            "who": self._who,
            "kind": self._kind,
            "target": self._target,
            "title": indexing.title_of(self._steps[0].record)[:200],
            "size": how_many(self._steps),
            "undone": 0,
            "redoable": 0,
        }
        return int(self._connection.execute(statements.INSERT_CHANGE, values).lastrowid)


def _write_tally(connection: Any, tally: Counter[tuple[str, str]]) -> None:
    for key in {key for key, _ in tally}:
        used, binned = tally[key, "used"], tally[key, "binned"]
        if used or binned:
            values = {"wanted": key, "used_more": used, "binned_more": binned}
            connection.execute(statements.MOVE_TALLY, values)


@per_record
def _written_fields(record: type[Record]) -> tuple[str, ...]:
    """The fields a change may change; the other stamps follow by themselves."""
    return tuple(name for name in fields_of(record) if name not in STAMPS or name == "binned_at")


def _changed(before: Record, after: Record) -> tuple[str, ...]:
    names = _written_fields(type(before))
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))
