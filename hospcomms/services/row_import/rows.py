"""One row of a list: read cell by cell by the roles of its columns, with everything that is wrong or must be known."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from hospcomms.domain.cleaning import clean_line, clean_text
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services.exchange.tables import ERROR_SIGNS, Table
from hospcomms.services.exchange.values import shown
from hospcomms.services.row_import.headings import SKIP, Head, heading_key

ERROR, WARNING = "late", "soon"
"""How grave a trouble is, by the shape that marks it: the row is refused, or imported and said."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with a cell (``column``, -1 for the row); ``title`` says the same of every row of this kind."""

    column: int
    severity: str
    said: Sentence
    title: Sentence

    @property
    def kind(self) -> str:
        """What troubles of one kind have in common."""
        return f"{self.severity} {self.title}"


class Row:
    """A row understood: ``place`` counts the rows of the table from 0, ``number`` as Excel does."""

    __slots__ = ()

    place: int
    number: int
    troubles: tuple[Trouble, ...]

    @property
    def is_refused(self) -> bool:
        """True when the row cannot be imported as it is."""
        return any(trouble.severity == ERROR for trouble in self.troubles)

    @property
    def state(self) -> str:
        """The shape of the row: refused, to be checked, or ready."""
        if self.is_refused:
            return ERROR
        return WARNING if self.troubles else "done"


class Double(Protocol):
    """Who a row doubles: a record of the office (``ident``), or the row ``place`` of the file.

    ``is_own`` is True for a row that comes back under its reference; ``is_likely`` for one that is imported all the
    same, to be compared later.
    """

    @property
    def ident(self) -> int:
        """The record, 0 for none."""

    @property
    def place(self) -> int:
        """The other row of the file, -1 for none."""

    @property
    def is_own(self) -> bool:
        """See above."""

    @property
    def is_likely(self) -> bool:
        """See above."""

    @property
    def title(self) -> Sentence:
        """What doubles of this kind have in common."""

    def said(self, number: int) -> Sentence:
        """What the officer reads; ``number`` is the number of the other row."""


@dataclass
class Draft:
    """A row on its way: the values of fields, words still to be looked up, what goes into the note, troubles."""

    values: dict[str, Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    column_of: dict[str, int] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)

    def say(self, column: int, severity: str, said: Sentence, title: Sentence | None = None) -> None:
        """Take down a trouble."""
        self.troubles.append(Trouble(column, severity, said, title or said))


R_co = TypeVar("R_co", bound=Row, covariant=True)


class RowReader(ABC, Generic[R_co]):
    """Reads the rows of one table; a kind of list says how a cell is taken and what is made of the row."""

    with_lines: ClassVar[frozenset[str]] = frozenset()
    """Roles whose cells keep their line ends."""

    def __init__(self, table: Table, head: Head, roles: Sequence[str]) -> None:
        self._table, self._head = table, head
        self._columns = [(column, role) for column, role in enumerate(roles) if role != SKIP]
        self._first = {role: column for column, role in reversed(self._columns)}
        self._width = len(roles)
        self._headed = max((column for column, word in enumerate(head.words) if word), default=self._width) + 1
        self._heading = [heading_key(word) for word in head.words if word]
        self._notes: dict[int, list[Sentence]] = {}
        for number, said in table.notes:
            self._notes.setdefault(number, []).append(said)

    @abstractmethod
    def take(self, draft: Draft, column: int, role: str, raw: Any, text: str) -> None:
        """Take a filled cell, ``raw`` as it is and ``text`` cleaned."""

    @abstractmethod
    def made(self, place: int, number: int, draft: Draft) -> R_co:
        """The row of all its cells."""

    def read(self, place: int, mended: Mapping[int, str] | None = None) -> R_co | None:
        """The row at a place; None for a blank one and for headings that come again. ``mended`` are new cells."""
        row: Sequence[Any] = self._table.rows[place]
        if mended:
            row = [mended.get(column, cell) for column, cell in enumerate([*row, *[""] * (self._width - len(row))])]
        number = place + self._table.first
        filled = [cell for cell in row if cell not in ("", None) and (not isinstance(cell, str) or cell.strip())]
        if not filled or self._is_heading(filled):
            return None
        draft = Draft(column_of=dict(self._first))
        for column, role in self._columns:
            sign = "" if mended and column in mended else self._table.errors.get((number - 1, column), "")
            raw = sign or (row[column] if column < len(row) else "")
            if raw not in ("", None):
                self._cell(draft, column, role, raw)
        for said in self._notes.get(number, ()):
            draft.say(-1, WARNING, said)
        if self._heading and self._is_too_long(row):
            draft.say(-1, WARNING, sentence("The row has more cells than the headings; the last ones were not read."))
        return self.made(place, number, draft)

    def _is_too_long(self, row: Sequence[Any]) -> bool:
        """True for a line of a text table that goes on behind its headings in cells nobody reads."""
        if not self._table.encoding:
            return False
        read = {column for column, _role in self._columns}
        return any(shown(cell).strip() for place, cell in enumerate(row) if place >= self._headed and place not in read)

    def _is_heading(self, filled: Sequence[Any]) -> bool:
        """True for a row that repeats the headings."""
        if not self._heading or len(filled) != len(self._heading):
            return False
        return all(heading_key(shown(cell)) == known for cell, known in zip(filled, self._heading, strict=True))

    def _cell(self, draft: Draft, column: int, role: str, raw: Any) -> None:
        text = clean_line(shown(raw)) if role not in self.with_lines else clean_text(shown(raw)).strip()
        if not text:
            return
        if text in ERROR_SIGNS:
            said = sentence("The cell holds the error {sign} of Excel. Correct it.", sign=text)
            draft.say(column, ERROR, said)
        else:
            self.take(draft, column, role, raw, text)
