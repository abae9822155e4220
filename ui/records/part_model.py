"""The parts of a record as rows: shown, edited in place, saved row by row, the last row adds one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem, errors, problems_of
from hospcomms.domain.errors import Invalid, Refusal, Stale
from hospcomms.domain.fields import Field, Kind, Record, fields_of, listed
from hospcomms.domain.wording import sentence
from hospcomms.services import records
from ui.language import say, tip
from ui.records.compare import linked_ids
from ui.records.display import cell, heading_text
from ui.records.part_drafts import put_back_rows
from ui.session import Session

if TYPE_CHECKING:
    from hospcomms.services.office import Office

    Keep = Callable[[Office, Any], Commit]

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
AMOUNTS = (Kind.NUMBER, Kind.MONEY, Kind.PERCENT)


class PartModel(QAbstractTableModel):
    """Rows of one part type of one whole. What is typed in a row is kept until the row is left and saved.

    ``refused`` carries the sentence of what keeps a row from being saved; "" when all is well.
    """

    refused = Signal(str)

    def __init__(
        self, session: Session, part: type[Record], whole: int, columns: Sequence[str] = (), keep: Keep | None = None
    ) -> None:
        super().__init__()
        self._keep = keep or records.save
        self.session = session
        self.part = part
        self.whole = whole
        described = fields_of(part)
        named = [described[name] for name in columns] or [item for item in listed(part) if item.name != part.whole]
        self.columns: list[Field] = named
        self.rows: list[Record] = []
        self.titles: dict[int, str] = {}
        self.typed: dict[int, Record] = {}  # by id; 0 is the row being added
        self.unread: dict[tuple[int, str], tuple[object, Problem]] = {}  # text that is no value
        self.restored: set[int] = set()  # rows that have a draft in the store
        self.read()
        put_back_rows(self)

    def read(self) -> None:
        """Read the parts again."""
        self.beginResetModel()
        self.rows = records.parts(self.session.office, self.part, self.whole) if self.whole else []
        known = {record.id for record in self.rows} | {0}
        self.typed = {ident: record for ident, record in self.typed.items() if ident in known}
        self._name_links(self.rows)
        self.endResetModel()

    def _name_links(self, shown: Sequence[Record]) -> None:
        wanted = linked_ids(self.columns, *shown)
        if wanted:
            self.titles.update(records.titles(self.session.office, wanted))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows) + 1

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def is_adding(self, row: int) -> bool:
        """True for the last row, which adds one."""
        return row >= len(self.rows)

    def ident(self, row: int) -> int:
        """The id of a row's record; 0 for the row that adds one."""
        return 0 if self.is_adding(row) else self.rows[row].id

    def record(self, row: int) -> Record:
        """The row as it is shown: what is typed in it included."""
        ident = self.ident(row)
        if ident in self.typed:
            return self.typed[ident]
        return self._empty() if self.is_adding(row) else self.rows[row]

    def stored(self, ident: int) -> Record:
        """The record of a row as it was read; an empty one for the row that adds."""
        return next((record for record in self.rows if record.id == ident), None) or self._empty()

    def _empty(self) -> Record:
        values: dict[str, Any] = {self.part.whole: self.whole}
        return self.part(**values)

    def row_of(self, ident: int) -> int:
        """The row of a record, -1 when it is not among them."""
        return next((row for row, record in enumerate(self.rows) if record.id == ident), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        record, field = self.record(index.row()), self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if self.is_adding(index.row()) and 0 not in self.typed and not self._unread_in(0):
                return ""
            typed = self.unread.get((self.ident(index.row()), field.name))
            if typed is not None:
                return str(typed[0])
            return cell(field, getattr(record, field.name), self.session.locale, self.titles)
        if role == Qt.ItemDataRole.ToolTipRole:
            wrong = self.problem(index.row(), field.name)
            return tip(say(wrong.message)) if wrong else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return heading_text(self.columns[section], self.session.locale)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.columns[index.column()].own:
            return plain
        return plain | Qt.ItemFlag.ItemIsEditable

    def put(self, index: Index, value: object, draft: object, trouble: Problem | None) -> None:
        """Take what was typed into a cell; it is saved when the row is left."""
        ident, field = self.ident(index.row()), self.columns[index.column()]
        key = (ident, field.name)
        if trouble is not None:
            self.unread[key] = (draft, trouble)
        else:
            self.unread.pop(key, None)
            record = self.record(index.row())
            values: dict[str, Any] = {field.name: value}
            if getattr(record, field.name) != value:
                self.typed[ident] = replace(record, **values)
                self._name_links([self.typed[ident]])
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(self.columns) - 1))

    def problem(self, row: int, name: str) -> Problem | None:
        """What is wrong in a cell of a row in which something was typed."""
        ident = self.ident(row)
        if (ident, name) in self.unread:
            return self.unread[ident, name][1]
        if ident not in self.typed:
            return None
        return next((found for found in errors(problems_of(self.typed[ident])) if found.field == name), None)

    def is_touched(self, row: int) -> bool:
        """True when something typed in the row is not saved yet."""
        ident = self.ident(row)
        return ident in self.typed or self._unread_in(ident)

    def _unread_in(self, ident: int) -> bool:
        return any(key[0] == ident for key in self.unread)

    def save_row(self, row: int) -> bool:
        """Save what is typed in a row; False when it was refused, and then it stays as typed."""
        if not self.is_touched(row):
            return True
        ident = self.ident(row)
        unread = next((problem for key, (_, problem) in self.unread.items() if key[0] == ident), None)
        if unread is not None:
            self.refused.emit(say(unread.message))
            return False
        try:
            commit = self._keep(self.session.office, self.typed[ident])
        except Stale as refusal:
            self._follow(ident)
            self.refused.emit(say(refusal.sentence))
            return False
        except Invalid as refusal:
            self.refused.emit(self._reasons(refusal))
            return False
        except Refusal as refusal:
            self.refused.emit(say(refusal.sentence))
            return False
        self.typed.pop(ident)
        if ident in self.restored:
            records.discard_draft(self.session.office, self.part, ident)
            self.restored.discard(ident)
        self.refused.emit("")
        self.session.go.committed(commit)
        return True

    def _follow(self, ident: int) -> None:
        """Put what was typed on top of the row as it is stored now; saving again then succeeds."""
        stored = records.get(self.session.office, self.part, ident)
        old = self.stored(ident)
        mine = {
            field.name: getattr(self.typed[ident], field.name)
            for field in self.columns
            if getattr(self.typed[ident], field.name) != getattr(old, field.name)
        }
        self.typed[ident] = replace(stored, **mine)

    def _reasons(self, refusal: Invalid) -> str:
        named = fields_of(self.part)
        shown = [problem for problem in refusal.problems if problem.field in named]
        if not shown:
            return say(refusal.sentence)
        return say(
            sentence("The row is not saved yet. {problems}", problems=tuple(problem.message for problem in shown))
        )

    def forget(self, row: int) -> None:
        """Give up what is typed in a row."""
        ident = self.ident(row)
        self.typed.pop(ident, None)
        self.unread = {key: value for key, value in self.unread.items() if key[0] != ident}
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
        self.refused.emit("")

    def remove(self, rows: Sequence[int]) -> None:
        """Put rows into the bin; «undo» is offered by the window."""
        wanted = [self.rows[row].id for row in rows if not self.is_adding(row)]
        for row in rows:
            self.forget(row)
        if wanted:
            self.session.go.committed(records.remove(self.session.office, self.part, wanted))


def totals(model: PartModel) -> list[tuple[str, str]]:
    """Heading and sum of each column of amounts, for those in which something is known."""
    found = []
    for field in model.columns:
        known = [getattr(record, field.name) for record in model.rows]
        amounts = [value for value in known if value is not None]
        if field.kind is Kind.MONEY and amounts:
            found.append((field.label, model.session.locale.money(sum(amounts, Decimal(0)))))
    return found
