"""Fields that are asked for and saved as no record: those of a period, of a letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hospcomms.domain.checks import errors
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from ui import theme
from ui.records.form_draft import Draft
from ui.records.form_entry import Entry
from ui.records.form_layout import Group, bring_into_view, make_sections
from ui.records.form_problems import FormProblems
from ui.session import Session
from ui.widgets.messages import Banner

R = TypeVar("R", bound=Record)


class Asked(QWidget):
    """The editors of a record that is never stored; ``edited`` tells of typing.

    With ``is_kept`` what is typed is a draft: it is there again when the page is opened anew.
    """

    edited = Signal()

    def __init__(self, session: Session, record: Record, sections: Sequence[Group], *, is_kept: bool = False) -> None:
        super().__init__()
        self._asked = False
        self._draft = Draft(session, record, wanted=is_kept)
        self.banner = Banner(self)
        grids, self.cells = make_sections(session, record, sections)
        self.entry = Entry(record, self.cells)
        self.wrong = FormProblems(self.cells, self.banner, self.focus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.banner)
        column.addWidget(self.wrong.count)
        for grid in grids:
            column.addWidget(grid)
        for name, cell in self.cells.items():
            cell.editor.edited.connect(lambda name=name: self._typed(name))
        self.is_restored = self.entry.put_back(self._draft.found())

    def record(self, kind: type[R]) -> R | None:
        """What is typed, None while some of it cannot be used."""
        found = self.entry.typed()
        return found if isinstance(found, kind) and not errors(self.entry.problems()) else None

    def settle(self) -> bool:
        """True when everything can be used; else what is wrong is said under its field."""
        self._asked = True
        found = self.entry.problems()
        self.wrong.show(found)
        if errors(found):
            self.wrong.next()
            return False
        return True

    def focus(self, name: str) -> None:
        """Put the cursor into a field and bring it into view."""
        self.cells[name].editor.focus()
        bring_into_view(self.cells[name])

    def keep_draft(self) -> None:
        """Keep what is typed until it is cleared. A folder that cannot be written now is passed over."""
        if self.entry.touched:
            try:
                self._draft.keep(self.cells, self.entry.touched)
            except Refusal:
                return  # the text still stands on the page

    def clear(self) -> None:
        """Empty the fields and forget the draft."""
        self._draft.discard()
        self.entry.show(self.entry.stored)
        self._asked = False
        self.wrong.show([])
        self.edited.emit()

    def _typed(self, name: str) -> None:
        self.entry.touched.add(name)
        self.wrong.show(self.entry.problems() if self._asked else self.entry.early_problems())
        self.edited.emit()
