"""A file of rows opened: the tables it holds, and which of them looks most like the list that is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hospcomms.services.exchange.archive import read_file
from hospcomms.services.exchange.tables import Table, tables_in
from hospcomms.services.row_import.headings import SKIP, Vocabulary, guessed_roles, head_of


@dataclass(frozen=True)
class Source:
    """A file and its tables; ``encoding`` is "" where the file says it itself, else the one it was read in."""

    path: Path
    tables: tuple[Table, ...]
    vocabulary: Vocabulary
    encoding: str = ""

    @property
    def best(self) -> int:
        """The place of the table that looks most like the list that is wanted."""
        return max(range(len(self.tables)), key=lambda place: (self._weight(self.tables[place]), -place))

    def _weight(self, table: Table) -> int:
        head = head_of(table, self.vocabulary)
        known = len(set(guessed_roles(table, head, self.vocabulary)) - {SKIP})
        return known * 1000 + min(len(table.rows), 999)


def open_tables(path: Path, vocabulary: Vocabulary, encoding: str = "", content: bytes | None = None) -> Source:
    """Read a workbook or a text table; ``encoding`` is that of a text, "" to guess.

    ``content`` is that of the file where it was read already. Raises Refusal when it cannot be read.
    """
    tables = tables_in(path.name, read_file(path) if content is None else content, encoding)
    return Source(path, tuple(tables), vocabulary, tables[0].encoding)
