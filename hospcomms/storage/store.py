"""The one door to the data: reads by the bare driver, changes by SQLAlchemy Core, whole or not at all."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.changes import ChangeName, Commit
from hospcomms.domain.errors import Missing, Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.query import Query
from hospcomms.domain.wording import sentence
from hospcomms.storage import history, reading
from hospcomms.storage.codec import put_moment
from hospcomms.storage.connect import DATABASE, connect, driver
from hospcomms.storage.keys import Keys

if TYPE_CHECKING:
    from hospcomms.storage.writer import Change

R = TypeVar("R", bound=Record)


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class Store:
    """A data folder's records. Reading is safe from any thread; changes are made one at a time."""

    def __init__(self, folder: Path, keys: Keys, clock: Callable[[], datetime] = utc_now) -> None:
        self.folder = folder
        self.clock = clock
        self.who = ""
        self._keys = keys
        self._local = threading.local()
        self._readers: list[Any] = []
        self._written: Any = None
        self._writing = threading.RLock()

    # Reading

    @property
    def reader(self) -> Any:
        """This thread's reading connection of the bare driver."""
        found = getattr(self._local, "reader", None)
        if found is None:
            found = connect(self.folder / DATABASE, self._keys.data, reading=True)
            self._local.reader = found
            self._readers.append(found)
        return found

    def get(self, record: type[R], ident: int) -> R:
        """The record with this id. Raises Missing."""
        found = reading.window(self.reader, record, [ident])
        if not found:
            raise Missing(record.one, ident)
        return found[0]  # type: ignore[return-value]

    def find(self, query: Query, limit: int | None = None, offset: int = 0) -> list[Any]:
        """The records a query asks for."""
        return reading.find(self.reader, query, limit, offset)

    def ids(self, query: Query) -> array[int]:
        """All ids of a query, in its order."""
        return reading.ids(self.reader, query)

    def window(self, record: type[R], wanted: Sequence[int]) -> list[R]:
        """The records with these ids, in their order."""
        return reading.window(self.reader, record, wanted)  # type: ignore[return-value]

    def count(self, query: Query) -> int:
        """How many records a query asks for."""
        return reading.count(self.reader, query)

    def total(self, query: Query, name: str) -> float | Decimal | None:
        """The sum of a field over a query."""
        return reading.total(self.reader, query, name)

    def titles(self, wanted: Iterable[int]) -> dict[int, str]:
        """The titles of records of any type."""
        return reading.titles(self.reader, wanted)

    def distinct(self, record: type[Record], name: str, limit: int) -> list[str]:
        """Values already used in a field."""
        return reading.distinct(self.reader, record, name, limit)

    def type_of(self, ident: int) -> type[Record]:
        """The type of the record with this id. Raises Missing."""
        row = self.reader.execute("SELECT record FROM search WHERE id = ?", (ident,)).fetchone()
        if row is None:
            raise Missing(Record.one or "Record", ident)
        return BY_KEY[row[0]]

    # Changing

    @contextmanager
    def change(self, name: str, kind: str = "change", target: int = 0) -> Iterator[Change]:
        """Open a named change: it is committed whole when the block ends, or not at all.

        Raises Refusal (disk full, locked, damaged) when the database cannot be written.
        """
        # late: SQLAlchemy costs 0.1 s and the first window must not wait for it
        from hospcomms.storage.writer import Change

        with self._writing:
            try:
                with _transaction(self._writer()) as connection:
                    change = Change(connection, name, self.clock(), self.who, kind, target)
                    yield change
                    change.finish()
            except driver().Error as error:
                raise _refused(error) from error

    def _writer(self) -> Any:
        if self._written is None:
            self._written = connect(self.folder / DATABASE, self._keys.data)
        return self._written

    def undo(self) -> Commit | None:
        """Take back the last change; None when there is none."""
        return self._travel(history.next_undo(self.reader), "undo")

    def redo(self) -> Commit | None:
        """Do again the last change that was taken back; None when there is none."""
        return self._travel(history.next_redo(self.reader), "redo")

    def _travel(self, found: ChangeName | None, kind: str) -> Commit | None:
        if found is None:
            return None
        with self.change(found.name, kind, found.commit) as change:
            for line in history.lines_of(self.reader, found.commit, backwards=kind == "undo"):
                change.apply(history.step(change, line, backwards=kind == "undo"))
            change.mark(found.commit, undone=kind == "undo")
        return change.commit

    def undoable(self) -> ChangeName | None:
        """The change that undo would take back."""
        return history.next_undo(self.reader)

    def redoable(self) -> ChangeName | None:
        """The change that redo would do again."""
        return history.next_redo(self.reader)

    def history(self, ident: int) -> list[history.Line]:
        """What happened to a record, the newest first."""
        return history.of_record(self.reader, ident)

    # Drafts, where used, search

    def keep_draft(self, record: type[Record], ident: int, content: str) -> None:
        """Keep what is typed and not saved; it is no change and has no history."""
        sql = "INSERT OR REPLACE INTO draft(record, record_id, content, at) VALUES (?, ?, ?, ?)"
        self._plainly(sql, (record.key, ident, content, put_moment(self.clock())))

    def discard_draft(self, record: type[Record], ident: int) -> None:
        """Forget a draft."""
        self._plainly("DELETE FROM draft WHERE record = ? AND record_id = ?", (record.key, ident))

    def drafts(self) -> list[tuple[type[Record], int, str]]:
        """All drafts, the newest first: type, id (0 for a new record) and content."""
        rows = self.reader.execute("SELECT record, record_id, content FROM draft ORDER BY at DESC")
        return [(BY_KEY[key], ident, content) for key, ident, content in rows.fetchall() if key in BY_KEY]

    def _plainly(self, sql: str, values: tuple[Any, ...]) -> None:
        with self._writing:
            try:
                with _transaction(self._writer()) as connection:
                    connection.execute(sql, values)
            except driver().Error as error:
                raise _refused(error) from error

    def used_in(self, ident: int) -> list[tuple[type[Record], int, str]]:
        """Records in use that link to ``ident``: type, id and the linking field."""
        return reading.used_in(self.reader, ident)

    def search(self, words: str, limit: int, keys: Sequence[str] = ()) -> list[tuple[str, int, str]]:
        """Records whose text holds the words: type key, id and title, the best first."""
        return reading.search(self.reader, words, limit, keys)

    def close(self) -> None:
        """Close all connections; the WAL is folded into the file."""
        for connection in self._readers:
            connection.close()
        self._readers.clear()
        self._local = threading.local()
        if self._written is not None:
            self._written.close()
            self._written = None


@contextmanager
def _transaction(connection: Any) -> Iterator[Any]:
    """BEGIN IMMEDIATE … COMMIT, or ROLLBACK when anything goes wrong inside."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _refused(error: Exception) -> Exception:
    """The refusal behind a database error; any other error is returned as it is."""
    text = str(error)
    if "full" in text:
        return Refusal(
            "disk-full",
            sentence(
                "Could not save: the disk is full. The text is still on the screen. Free some space, then press Save."
            ),
        )
    if "readonly" in text or "read-only" in text:
        return Refusal(
            "read-only",
            sentence(
                "Could not save: this data may only be read. The text is still on the screen."
                " Check the rights of the data folder."
            ),
        )
    if "locked" in text or "busy" in text:
        return Refusal(
            "busy",
            sentence(
                "Could not save: another program holds the data file. The text is still on the screen."
                " Wait a moment, then press Save."
            ),
        )
    return error
