"""The one door to the data: reads by the bare driver, changes whole or not at all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hospcomms.domain.access import AccessLine
from hospcomms.domain.changes import ChangeName, Commit
from hospcomms.domain.fields import Record
from hospcomms.storage import access_log, history, reading, reserve
from hospcomms.storage.codec import put_moment
from hospcomms.storage.connect import DATABASE, connect, driver
from hospcomms.storage.keys import Keys
from hospcomms.storage.log_readers import LogReaders
from hospcomms.storage.refusals import refusing

if TYPE_CHECKING:
    from hospcomms.storage.checking import Fault
    from hospcomms.storage.writer import Change


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class Store(LogReaders):
    """A data folder's records. Reading is safe from any thread; changes are made one at a time."""

    def __init__(self, folder: Path, keys: Keys, clock: Callable[[], datetime] = utc_now) -> None:
        super().__init__(folder, keys)
        self.clock = clock
        self.who = ""
        self.unnoted: list[AccessLine] = []  # lines of access the disk refused; the next takes them along
        self.reserve_given = False
        self._written: Any = None
        self._writing = threading.RLock()

    @contextmanager
    def change(self, name: str, kind: str = "change", target: int = 0) -> Iterator[Change]:
        """Open a named change: it is committed whole when the block ends, or not at all.

        Raises Refusal (disk full, locked, damaged) when the database cannot be written. When the end of it is refused
        and it is on the disk all the same, which a failing disk brings about, it counts as committed.
        """
        # late: SQLAlchemy costs 0.1 s and the first window must not wait for it
        from hospcomms.storage.writer import Change

        begun: list[Change] = []
        with self._transaction(lambda fresh: any(history.holds(fresh, made.commit) for made in begun)) as connection:
            change = Change(connection, name, self.clock(), self.who, kind, target)
            begun.append(change)
            yield change
            change.finish()

    @contextmanager
    def _transaction(self, is_there: Callable[[Any], bool] = lambda _fresh: False) -> Iterator[Any]:
        """BEGIN IMMEDIATE … COMMIT, or ROLLBACK when anything goes wrong inside; one thread at a time.

        When COMMIT fails, ``is_there`` is asked on a fresh connection whether all of it is on the disk nevertheless.
        """
        with self._writing, self._refusing():
            if reserve.make_room(self.folder):
                self.reserve_given = True
            connection = self._writer()
            with _undone_on_error(connection):
                yield connection
            try:
                connection.execute("COMMIT")
            except driver().Error:
                if not self._landed(is_there):
                    raise

    def _writer(self) -> Any:
        if self._written is None:
            self._written = connect(self.folder / DATABASE, self._key())
        return self._written

    def compact(self) -> bool:
        """Write the file anew without what was deleted from it, and empty its trail, so that nothing can be read there.

        False when the trail could not be emptied since somebody reads just now; closing does it. Raises Refusal.
        """
        with self._writing, refusing():
            self._writer().execute("VACUUM")
            return bool(self._written.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)

    def _landed(self, is_there: Callable[[Any], bool]) -> bool:
        """What the disk holds after a COMMIT that failed; the connection that failed is not used again."""
        failed, self._written = self._written, None
        with suppress(driver().Error):
            if failed.in_transaction:
                failed.execute("ROLLBACK")
        with suppress(driver().Error):
            failed.close()
        try:
            with closing(connect(self.folder / DATABASE, self._key(), reading=True)) as fresh:
                return is_there(fresh)
        except driver().Error:
            return False

    def give_reserve(self) -> bool:
        """Free the room kept for the day the disk is full; True when there was some, so that one may try again."""
        given = reserve.give_up(self.folder)
        self.reserve_given |= given
        return given

    def undo(self, check: Callable[[Change], object] | None = None) -> Commit | None:
        """Take back the last change; None when there is none. What ``check`` raises forbids it."""
        return self._travel(self.undoable, "undo", check)

    def redo(self) -> Commit | None:
        """Do again the last change that was taken back; None when there is none."""
        return self._travel(self.redoable, "redo")

    def _travel(
        self, offered: Callable[[], ChangeName | None], kind: str, check: Callable[[Change], object] | None = None
    ) -> Commit | None:
        with self._writing:  # two threads that undo at once must not take back the same change twice
            found = offered()
            if found is None:
                return None
            backwards = kind == "undo"
            with self.change(found.name, kind, found.commit) as change:
                lines = self.ask(history.lines_of, found.commit, backwards=backwards)
                for line in lines:
                    change.apply(history.step(change, line, backwards=backwards))
                if check is not None:
                    check(change)
                if backwards:
                    # late: the first page is shown before
                    from hospcomms.storage.passed import refuse_dangling

                    refuse_dangling(self._writer(), found.commit, lines)
                change.mark(found.commit, undone=backwards)
        return change.commit

    def undoable(self) -> ChangeName | None:
        """The change that undo would take back."""
        return self.ask(history.next_undo)

    def redoable(self) -> ChangeName | None:
        """The change that redo would do again."""
        return self.ask(history.next_redo)

    def history(self, ident: int) -> list[history.Line]:
        """What happened to a record, the newest first."""
        return self.ask(history.of_record, ident)

    def keep_draft(self, record: type[Record], ident: int, content: str) -> None:
        """Keep what is typed and not saved; it is no change and has no history."""
        sql = "INSERT OR REPLACE INTO draft(record, record_id, content, at) VALUES (?, ?, ?, ?)"
        with self._transaction() as connection:
            connection.execute(sql, (record.key, ident, content, put_moment(self.clock())))

    def draft(self, record: type[Record], ident: int) -> str | None:
        """The draft kept for a record, or None."""
        return self.ask(reading.draft, record, ident)

    def discard_draft(self, record: type[Record], ident: int) -> None:
        """Forget a draft."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM draft WHERE record = ? AND record_id = ?", (record.key, ident))

    def drafts(self) -> list[tuple[type[Record], int, str]]:
        """All drafts, the newest first: type, id (0 for a new record) and content."""
        return self.ask(reading.drafts)

    def note_access(self, line: AccessLine) -> None:
        """Write a line of the log of access, and those that waited. Raises Refusal; what waits then goes on waiting."""
        with self._transaction() as connection:
            waiting = tuple(self.unnoted)
            access_log.append(connection, (*waiting, line))
        del self.unnoted[: len(waiting)]

    def faults(self) -> list[Fault]:
        """What is wrong with the data file and what it keeps; nothing when all is well."""
        # late: no part of an ordinary start
        from hospcomms.storage import backup, checking

        with self._writing, self._refusing():
            backup.fold_in(self._writer())
        with self._transaction() as connection:
            return checking.faults(connection, self.attachments)

    def copy_to(self, target: Path) -> None:
        """Write a verified copy of the database. Raises Refusal."""
        # late: no part of an ordinary start
        from hospcomms.storage.backup import copy_verified

        # A connection of its own: those lent for reading may not write anywhere, not even beside.
        with refusing(), closing(connect(self.folder / DATABASE, self._keys.data)) as connection:
            copy_verified(connection, target, self._keys.data)

    def close(self) -> None:
        """Close all connections; the WAL is folded into the file."""
        with self._writing:
            super().close()
            if self._written is not None:
                self._written.close()
                self._written = None


@contextmanager
def _undone_on_error(connection: Any) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
