"""The store as what leaves the program may read it: releases under embargo are not in it (see ``embargo.leaving``)."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from hospcomms.domain.changes import ChangeName
from hospcomms.domain.consents import PhotoRecall
from hospcomms.domain.errors import Missing, Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.query import Op, Query
from hospcomms.domain.releases import Delivery, Release, ReleaseApproval

if TYPE_CHECKING:
    from hospcomms.storage.history import Line
    from hospcomms.storage.searching import Found
    from hospcomms.storage.store import Store

R = TypeVar("R", bound=Record)


class OutgoingStore:
    """Reads as the store does, without the releases ``held``; ``hidden`` stands where one of them is named.

    Whatever it does not read itself (changes, the log of incidents, sums: releases have no figures) it passes on to
    the store.
    """

    def __init__(self, store: Store, held: frozenset[int], hidden: str, refuse: Callable[[int], Refusal]) -> None:
        self._store, self._held, self._hidden, self._refuse = store, held, hidden, refuse

    @property
    def whole(self) -> Store:
        """The store itself."""
        return self._store

    def __getattr__(self, name: str) -> Any:
        """What is not read here is the store's own."""
        return getattr(self._store, name)

    def get(self, record: type[R], ident: int) -> R:
        """The record with this id. Raises Refusal ``embargo`` for a release under embargo, Missing."""
        if ident in self._held:
            raise self._refuse(ident)
        found = self.window(record, [ident])
        if not found:
            raise Missing(record.one, ident)
        return found[0]

    def window(self, record: type[R], wanted: Sequence[int]) -> list[R]:
        """The records with these ids that may leave, in their order."""
        return self._kept(self._store.window(record, wanted))

    def find(self, query: Query, limit: int | None = None, offset: int = 0) -> list[Any]:
        """The records a query asks for that may leave."""
        if query.record is not Release:
            return self._kept(self._store.find(query, limit, offset))
        found = self._kept(self._store.find(query))[offset:]
        return found if limit is None else found[:limit]

    def ids(self, query: Query) -> array[int]:
        """The ids of those that may leave, in their order."""
        found = self._store.ids(query)
        return array("q", (ident for ident in found if ident not in self._held)) if query.record is Release else found

    def count(self, query: Query) -> int:
        """How many of them may leave."""
        return len(self.ids(query)) if query.record is Release else self._store.count(query)

    def spans(self, query: Query, *how: Any) -> list[tuple[Any, ...]]:
        """Some columns of the records on some days, without what may not leave and the tasks that name it."""
        kept_back = self._held | self._tasks if query.record is PhotoRecall else self._held
        return [row for row in self._store.spans(query, *how) if row[0] not in kept_back]

    def titles(self, wanted: Iterable[int], language: str = "ar") -> dict[int, str]:
        """The titles of records of any type."""
        found = self._store.titles(wanted, language)
        return {ident: self._hidden if self._is_secret(ident) else title for ident, title in found.items()}

    def distinct(self, record: type[Record], name: str, limit: int) -> list[str]:
        """Values already used in a field; none of releases, whose words they may be."""
        return [] if record is Release else self._store.distinct(record, name, limit)

    def used_in(self, ident: int) -> list[tuple[type[Record], int, str]]:
        """Records that link to one, without releases under embargo."""
        return [line for line in self._store.used_in(ident) if line[1] not in self._held]

    def search(self, words: str, limit: int, keys: Sequence[str] = ()) -> list[Found]:
        """What the search finds; of a release under embargo only that there is one."""
        found = self._store.search(words, limit, keys)
        return [replace(row, title=self._hidden, reference="") if self._is_secret(row.id) else row for row in found]

    def history(self, ident: int) -> list[Line]:
        """What happened to a record. Raises Refusal ``embargo`` for a release under embargo."""
        if ident in self._held:
            raise self._refuse(ident)
        return self._store.history(ident)

    def draft(self, record: type[Record], ident: int) -> str | None:
        """What was typed and not saved; a release not yet saved may be meant for an embargo."""
        return None if record is Release else self._store.draft(record, ident)

    def drafts(self) -> list[tuple[type[Record], int, str]]:
        """All drafts but those of releases."""
        return [line for line in self._store.drafts() if line[0] is not Release]

    def undoable(self) -> ChangeName | None:
        """The change that undo would take back, without the title it is about."""
        return self._untitled(self._store.undoable())

    def redoable(self) -> ChangeName | None:
        """The change that redo would do again, without the title it is about."""
        return self._untitled(self._store.redoable())

    def _untitled(self, name: ChangeName | None) -> ChangeName | None:
        named = {row.title for row in self._store.window(Release, sorted(self._held))}
        return replace(name, title=self._hidden) if name is not None and name.title in named else name

    @cached_property
    def _tasks(self) -> frozenset[int]:
        """The tasks to end a use of a photo in a release held: their titles may name it."""
        asked = (Query(PhotoRecall, binned=binned).where("where_key", Op.IS, Release.key) for binned in (False, True))
        return frozenset(task.id for query in asked for task in self._store.find(query) if task.where_id in self._held)

    def _is_secret(self, ident: int) -> bool:
        return ident in self._held or ident in self._tasks

    def _kept(self, found: list[R]) -> list[R]:
        return [self._plain(one) for one in found if not (isinstance(one, Release) and one.id in self._held)]

    def _plain(self, one: R) -> R:
        """The same; remarks on a release under embargo stay behind, as they may quote it."""
        if isinstance(one, Delivery) and one.release in self._held:
            return replace(one, note="")
        if isinstance(one, ReleaseApproval) and one.release in self._held:
            return replace(one, note="", page=None)
        if isinstance(one, PhotoRecall) and one.id in self._tasks:
            return replace(one, title=self._hidden, note="")
        return one
