"""What is wrong in a form: said under each field, counted at the top, gone through with F8."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from hospcomms.domain.checks import Problem, errors
from hospcomms.domain.wording import counted
from ui.language import say
from ui.records.form_layout import FieldCell, worst
from ui.theme import px
from ui.widgets.buttons import Button
from ui.widgets.marks import Mark
from ui.widgets.messages import Banner


class FormProblems:
    """Shows problems in the cells of a form; those of no field stand in its banner."""

    def __init__(self, cells: Mapping[str, FieldCell], banner: Banner, focus: Callable[[str], None]) -> None:
        self._cells, self._banner, self._focus = cells, banner, focus
        self._go = Button("", self.next, kind="link", key="F8")
        self.count = QWidget()
        row = QHBoxLayout(self.count)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        row.addWidget(Mark("late"))
        row.addWidget(self._go)
        row.addStretch(1)
        self.count.hide()

    def show(self, found: Sequence[Problem]) -> None:
        """Say each problem under its field; a line counts the errors."""
        for name, cell in self._cells.items():
            cell.show_problem(worst(problem for problem in found if problem.field == name))
        elsewhere = worst(problem for problem in found if problem.field not in self._cells)
        if elsewhere is not None:
            self._banner.show_message("late" if errors([elsewhere]) else "soon", say(elsewhere.message))
        count = len(errors(found))
        self._go.name_it(say(counted("{n} problem to correct", "{n} problems to correct", count)), "F8")
        self.count.setVisible(count > 0)

    def next(self) -> None:
        """Go to the first field with a problem after the one with the cursor, and round again."""
        cells = self._cells
        names = [name for name, cell in cells.items() if cell.problem and errors([cell.problem])]
        names = names or [name for name, cell in cells.items() if cell.problem]
        if not names:
            return
        order = list(cells)
        now: QWidget | None = self._banner.window().focusWidget()
        here = next(
            (place for place, name in enumerate(order) if now is not None and cells[name].isAncestorOf(now)), -1
        )
        self._focus(next((name for name in names if order.index(name) > here), names[0]))
