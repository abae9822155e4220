"""What is typed over a stored record: the touched fields, what they make of it, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hospcomms.domain.checks import Problem, is_empty, problems_of
from hospcomms.domain.fields import Field, Record, changed_fields, fields_of
from ui.records.form_layout import FieldCell, SectionGrid


class Entry:
    """``stored`` is the record as it was read; fields not touched keep exactly what it holds.

    Of the ``grids`` only the fields are shown that mean something with what the others hold.
    """

    def __init__(self, stored: Record, cells: Mapping[str, FieldCell], grids: Sequence[SectionGrid] = ()) -> None:
        self.stored = stored
        self.cells = cells
        self.touched: set[str] = set()
        self._grids = grids
        self._hide_idle()

    def touch(self, name: str) -> None:
        """Something was typed into a field."""
        self.touched.add(name)
        self._hide_idle()

    def typed(self) -> Record:
        """The record as the form shows it."""
        return replace(self.stored, **{name: self.cells[name].editor.value() for name in self.touched})

    def _hide_idle(self) -> None:
        """Hide the fields that mean nothing with what the others hold; one that holds something stays."""
        record = self.typed()
        idle = frozenset(
            name
            for name in record.idle()
            if name in self.cells and self.cells[name].editor.trouble() is None and not getattr(record, name)
        )
        for grid in self._grids:
            grid.leave_out(idle)

    def fields(self) -> list[Field]:
        """The fields in which something was typed."""
        described = fields_of(type(self.stored))
        return [described[name] for name in self.cells if name in self.touched]

    def problems(self) -> list[Problem]:
        """What cannot be read, then what the record's rules say about the rest."""
        unread = [
            Problem(name, trouble)
            for name, cell in self.cells.items()
            if (trouble := cell.editor.trouble()) is not None
        ]
        names = {problem.field for problem in unread}
        return unread + [problem for problem in problems_of(self.typed()) if problem.field not in names]

    def early_problems(self) -> list[Problem]:
        """What may be said while typing goes on: of the touched fields, and not that one is still empty."""
        return [
            problem for problem in self.problems() if problem.field in self.touched and not self._blank(problem.field)
        ]

    def _blank(self, name: str) -> bool:
        editor = self.cells[name].editor
        return editor.trouble() is None and is_empty(editor.value())

    def show(self, record: Record) -> None:
        """Show a record as it is stored; what was typed is given up."""
        self.stored = record
        self.touched.clear()
        for name, cell in self.cells.items():
            cell.editor.set_value(getattr(record, name))
            cell.show_problem(None)
        self._hide_idle()

    def follow(self, stored: Record) -> None:
        """Take over what was saved elsewhere in the fields that are not touched."""
        self.stored = stored
        for name, cell in self.cells.items():
            if name not in self.touched:
                cell.editor.set_value(getattr(stored, name))
        self._hide_idle()

    def clashes(self, stored: Record) -> bool:
        """True when a touched field was saved elsewhere with another value."""
        return any(field.name in self.touched for field in changed_fields(self.stored, stored))

    def put_back(self, kept: Mapping[str, Any]) -> bool:
        """Put a draft back into its fields; False when it held none of them."""
        known = {name: value for name, value in kept.items() if name in self.cells}
        for name, value in known.items():
            self.cells[name].editor.set_draft(value)
            self.touched.add(name)
        self._hide_idle()
        return bool(known)
