"""An import of a list on its way: a file, what its columns are, what each row becomes, what is decided of doubles."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from hospcomms.domain.wording import Sentence
from hospcomms.services.exchange.tables import Table
from hospcomms.services.row_import.headings import Vocabulary, guessed_roles, head_of
from hospcomms.services.row_import.memory import kept_roles
from hospcomms.services.row_import.rows import ERROR, WARNING, Double, Row, RowReader, Trouble
from hospcomms.services.row_import.source import Source

if TYPE_CHECKING:
    from hospcomms.services.office import Office

LEAVE, ADD, LATER, UPDATE = "leave", "add", "later", "update"
"""What becomes of a double: left out; added as another; added, to be merged later; the record gets the values."""
FIRST_ROWS = 500
"""So many rows are checked before the preview is shown; the others follow beside the window."""
_STEP = 250
Progress = Callable[[float], None]
"""Hears how far the work is (0-1); may raise to stop it."""
R = TypeVar("R", bound=Row)


def unheard(_fraction: float) -> None:
    """Work nobody waits for."""


@dataclass(frozen=True)
class Group:
    """Troubles of one kind: what they have in common and the places of the rows that have them."""

    severity: str
    title: Sentence
    places: tuple[int, ...]


class RowPlan(ABC, Generic[R]):
    """What an import would do; nothing is written here.

    ``doubles`` is what becomes of rows like a record that is there, ``own`` of rows that come back under their
    reference. Change ``roles``, then ``check`` again.
    """

    vocabulary: ClassVar[Vocabulary]

    def __init__(self, office: Office, source: Source, table: int | None = None) -> None:
        self.office, self.source = office, source
        self.doubles, self.own = LEAVE, LEAVE
        self.mended: dict[int, dict[int, str]] = {}
        self.rows: list[R] = []
        self.is_checked = False
        self.take_table(source.best if table is None else table)

    def take_table(self, place: int) -> None:
        """Work with another sheet of the file."""
        self.place = place
        self.table: Table = self.source.tables[place]
        self.head = head_of(self.table, self.vocabulary)
        kept = kept_roles(self.office, self.head, self.vocabulary)
        self.roles = guessed_roles(self.table, self.head, self.vocabulary, kept)
        self.mended, self.rows, self.is_checked = {}, [], False
        self.forget()

    # what a kind of list says of itself

    @property
    @abstractmethod
    def lacking(self) -> str:
        """What the columns must still tell before rows can be read, marked; "" when nothing."""

    @property
    @abstractmethod
    def twins(self) -> Mapping[int, Double]:
        """The rows that double a record or another row, by place."""

    @abstractmethod
    def reader(self) -> RowReader[R]:
        """What reads the rows by the roles as they are."""

    @abstractmethod
    def forget(self) -> None:
        """Another sheet: forget what was compared."""

    @abstractmethod
    def prepare(self, progress: Progress) -> None:
        """Learn what the office knows before rows are read (progress 0 to 0.1)."""

    @abstractmethod
    def compare(self, found: list[R], progress: Progress) -> None:
        """Find the doubles among all rows (progress 0.4 to 1) and keep the rows."""

    @abstractmethod
    def compare_again(self, place: int) -> None:
        """Find the doubles again after the row at ``place`` was mended."""

    # the work

    def begin(self) -> None:
        """Understand the first rows, for the preview."""
        self.is_checked = False
        self.rows = list(self._read(0, FIRST_ROWS))
        self.forget()

    def check(self, progress: Progress = unheard) -> None:
        """Understand every row and find the doubles; ``progress`` may raise to stop."""
        count = len(self.table.rows)
        self.prepare(progress)
        found: list[R] = []
        for start in range(0, count, _STEP):
            progress(0.1 + 0.3 * start / max(count, 1))
            found += self._read(start, _STEP)
        self.compare(found, progress)
        self.is_checked = True

    def _read(self, start: int, count: int) -> Iterator[R]:
        reader = self.reader()
        first = max(start, self.head.row + 1)
        for place in range(first, min(start + count, len(self.table.rows))):
            row = reader.read(place, self.mended.get(place))
            if row is not None:
                yield row

    def mend(self, place: int, column: int, text: str) -> None:
        """Put another value into a cell of the preview; the file stays as it is."""
        self.mended.setdefault(place, {})[column] = text
        found = self.reader().read(place, self.mended[place])
        self.rows = [row if row.place != place else found or row for row in self.rows]
        if self.is_checked:
            self.compare_again(place)

    def cell(self, place: int, column: int) -> object:
        """A cell as it would be read: mended, or as in the file."""
        mended = self.mended.get(place, {})
        if column in mended:
            return mended[column]
        row = self.table.rows[place]
        sign = self.table.errors.get((place + self.table.first - 1, column))
        return sign or (row[column] if column < len(row) else "")

    def fate(self, row: R) -> str:
        """What becomes of a row: refused (``ERROR``), left out as a double (``LEAVE``), else how it is written."""
        if row.is_refused:
            return ERROR
        twin = self.twins.get(row.place)
        if twin is None:
            return ADD
        if twin.is_likely:
            return LATER
        return self.own if twin.is_own and twin.ident else self.doubles

    def wanted(self) -> list[R]:
        """The rows that would be written."""
        return [row for row in self.rows if self.fate(row) not in (ERROR, LEAVE)]

    def counts(self) -> dict[str, int]:
        """Rows: all, ready, with a warning, refused, doubles, and those that would be written."""
        states = [row.state for row in self.rows]
        warned = sum(row.state != ERROR and (bool(row.troubles) or row.place in self.twins) for row in self.rows)
        refused = states.count(ERROR)
        return {
            "all": len(states),
            "ready": len(states) - warned - refused,
            "warned": warned,
            "refused": refused,
            "doubles": sum(not twin.is_likely for twin in self.twins.values()),
            "wanted": len(self.wanted()),
        }

    def troubles_of(self, row: R) -> list[Trouble]:
        """What is said of a row, its likeness to another included."""
        twin = self.twins.get(row.place)
        if twin is None:
            return list(row.troubles)
        return [*row.troubles, Trouble(-1, WARNING, twin.said(twin.place + self.table.first), twin.title)]

    def groups(self) -> list[Group]:
        """The troubles by kind, the gravest first, then those with most rows."""
        found: dict[str, tuple[Trouble, dict[int, None]]] = {}
        for row in self.rows:
            for trouble in self.troubles_of(row):
                found.setdefault(trouble.kind, (trouble, {}))[1][row.place] = None
        made = [Group(trouble.severity, trouble.title, tuple(places)) for trouble, places in found.values()]
        return sorted(made, key=lambda group: (group.severity != ERROR, -len(group.places)))
