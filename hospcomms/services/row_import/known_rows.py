"""An import whose rows double a record that has their reference, or one alike in a few fields; nothing is weighed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from hospcomms.domain.fields import Record
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.row_import.plan import Progress, R, RowPlan
from hospcomms.services.row_import.same_row import SameRow

Key = tuple[object, ...]


class KnownPlan(RowPlan[R]):
    """What an import of records of a type (``record``) would do; ``same`` is what is said of a double."""

    record: ClassVar[type[Record]]
    same: ClassVar[type[SameRow]]

    # what a kind of list says of itself

    @abstractmethod
    def learn(self) -> None:
        """Learn the names that rows may tell."""

    @abstractmethod
    def named(self, row: R) -> R:
        """The row with what it names as records, or with what is said where there is none."""

    @abstractmethod
    def made(self, row: R) -> Any:
        """The record a row becomes."""

    @abstractmethod
    def key_of(self, made: Any) -> Key:
        """What two records that are one have in common."""

    def key_in_file(self, row: R) -> Key:
        """The same for rows, where more is known than their record holds."""
        return self.key_of(self.made(row))

    def may_be_there(self, _row: R) -> bool:
        """False for a row that names something new, which no record of the office can have."""
        return True

    # the work

    @property
    def twins(self) -> Mapping[int, SameRow]:
        """Records that are there already, by the place of their row."""
        return self._twins

    def forget(self) -> None:
        """Forget what was compared."""
        self._twins: dict[int, SameRow] = {}
        self._known: dict[Key, tuple[int, str]] = {}

    def prepare(self, progress: Progress) -> None:
        """Learn the names, and the records the office has."""
        self.learn()
        progress(0.05)
        self._known = {}
        for one in records.find(self.office, Query(self.record)):
            if one.reference:
                self._known["reference", one.reference.casefold()] = one.id, one.caption
            self._known[self.key_of(one)] = one.id, one.caption
        progress(0.1)

    def compare(self, found: list[R], progress: Progress) -> None:
        """Look the names up, then find the records that are there twice."""
        self.rows = [self.named(row) for row in found]
        progress(0.7)
        self._find_twins()
        progress(1.0)

    def compare_again(self, place: int) -> None:
        """The mended row is looked up again."""
        self.rows = [self.named(row) if row.place == place else row for row in self.rows]
        self._find_twins()

    def _find_twins(self) -> None:
        self._twins = {}
        in_file: dict[Key, tuple[int, str]] = {}
        for row in self.rows:
            if row.is_refused:
                continue
            twin = self._twin_of(row, in_file)
            if twin is not None:
                self._twins[row.place] = twin
            in_file.setdefault(self.key_in_file(row), (row.place, self.made(row).caption))

    def _twin_of(self, row: R, in_file: Mapping[Key, tuple[int, str]]) -> SameRow | None:
        made = self.made(row)
        own = self._known.get(("reference", made.reference.casefold())) if made.reference else None
        if own is not None:
            return self.same(own[0], -1, own[1], is_own=True)
        there = self._known.get(self.key_of(made))
        if there is not None and self.may_be_there(row):
            return self.same(there[0], -1, there[1])
        above = in_file.get(self.key_in_file(row))
        return self.same(0, above[0], above[1]) if above is not None else None
