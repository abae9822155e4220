"""Reading the data from any thread, by the bare driver: SQLAlchemy is not imported for it."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.errors import Missing, Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.query import Query
from hospcomms.domain.wording import sentence
from hospcomms.storage import reading, searching, spans
from hospcomms.storage.connect import DATABASE, connect
from hospcomms.storage.keys import Keys
from hospcomms.storage.refusals import disk_full, refusing
from hospcomms.storage.reserve import is_full

if TYPE_CHECKING:
    from hospcomms.storage.files import Attachments

R = TypeVar("R", bound=Record)
T = TypeVar("T")
P = ParamSpec("P")


class Readers:
    """Questions to a data folder. Each borrows a connection that no other thread uses meanwhile.

    Connections are kept and lent again: one per thread would be left behind by every thread that ends.
    Every question raises Refusal (damaged, disk error) when the file cannot be read. ``on_damage`` is called, from
    any thread, when a page that was whole at the start no longer is.
    """

    def __init__(self, folder: Path, keys: Keys) -> None:
        self.folder = folder
        self._keys = keys
        self._free: deque[Any] = deque()
        self._closed = False
        self.on_damage: Callable[[], object] | None = None

    @property
    def identity(self) -> str:
        """The identity of the data folder, the same for ever and different from every other."""
        return self._keys.folder

    @property
    def keys(self) -> Keys:
        """What opens the data and what is sealed with it; for the storage and ``services.security`` only."""
        self._key()
        return self._keys

    @property
    def attachments(self) -> Attachments:
        """The files attached to records."""
        # late: no part of an ordinary start
        from hospcomms.storage.files import Attachments

        self._key()
        return Attachments(self.folder, self._keys)

    def _key(self) -> bytes:
        """What opens the data. Raises Refusal ``closed`` once it was closed: a locked window opens nothing again."""
        if self._closed:
            raise Refusal("closed", sentence("The data is locked. Unlock it and try again; nothing was changed."))
        return self._keys.data

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Say in a Refusal what the file refuses; whoever shows the data hears at once that it is damaged."""
        try:
            with refusing():
                yield
        except Refusal as refusal:
            if refusal.kind == "damaged" and self.on_damage is not None:
                self.on_damage()
            if refusal.kind == "disk-error" and is_full(self.folder):
                raise disk_full() from refusal  # SQLite could not even make its shared memory
            raise

    @contextmanager
    def reader(self) -> Iterator[Any]:
        """A reading connection of the bare driver, for the length of the block."""
        with self._refusing():
            try:
                connection = self._free.pop()
            except IndexError:
                connection = connect(self.folder / DATABASE, self._key(), reading=True)
            try:
                yield connection
            finally:
                self._give_back(connection)

    def _give_back(self, connection: Any) -> None:
        if self._closed:
            connection.close()
        else:
            self._free.append(connection)

    def ask(self, question: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The answer of ``question(connection, …)``."""
        with self.reader() as connection:
            return question(connection, *args, **kwargs)

    def get(self, record: type[R], ident: int) -> R:
        """The record with this id. Raises Missing."""
        found = self.window(record, [ident])
        if not found:
            raise Missing(record.one, ident)
        return found[0]

    def find(self, query: Query, limit: int | None = None, offset: int = 0) -> list[Any]:
        """The records a query asks for."""
        return self.ask(reading.find, query, limit, offset)

    def ids(self, query: Query) -> array[int]:
        """All ids of a query, in its order."""
        return self.ask(reading.ids, query)

    def window(self, record: type[R], wanted: Sequence[int]) -> list[R]:
        """The records with these ids, in their order."""
        return cast("list[R]", self.ask(reading.window, record, wanted))

    def count(self, query: Query) -> int:
        """How many records a query asks for."""
        return self.ask(reading.count, query)

    def spans(
        self,
        query: Query,
        days: tuple[str, str],
        bounds: tuple[date, date],
        names: Sequence[str],
        open_end: bool = False,
    ) -> list[spans.Row]:
        """Some columns of the records that touch the days of ``bounds`` (see ``storage.spans``)."""
        return self.ask(spans.spans, query, days, bounds, names, open_end)

    def total(self, query: Query, name: str) -> float | Decimal | None:
        """The sum of a field over a query."""
        return self.ask(reading.total, query, name)

    def titles(self, wanted: Iterable[int], language: str = "ar") -> dict[int, str]:
        """The titles of records of any type, in a language where they are written in several."""
        return self.ask(reading.titles, wanted, language)

    def distinct(self, record: type[Record], name: str, limit: int) -> list[str]:
        """Values already used in a field."""
        return self.ask(reading.distinct, record, name, limit)

    def type_of(self, ident: int) -> type[Record]:
        """The type of the record with this id. Raises Missing."""
        key = self.ask(reading.key_of, ident)
        if key is None:
            raise Missing(Record.one or "Record", ident)
        return BY_KEY[key]

    def used_in(self, ident: int) -> list[tuple[type[Record], int, str]]:
        """Records in use that link to ``ident``: type, id and the linking field."""
        return self.ask(reading.used_in, ident)

    def search(self, words: str, limit: int, keys: Sequence[str] = ()) -> list[searching.Found]:
        """Records in use whose text holds the words, the best first; only types in ``keys`` when given."""
        return self.ask(searching.search, words, limit, keys)

    def close(self) -> None:
        """Close all connections, and forget the keys; those still lent are closed when they come back."""
        self._closed = True
        self._keys = replace(self._keys, data=b"")
        while self._free:
            self._free.pop().close()
