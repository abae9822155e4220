"""The third step of an import: counters, the rows, the problems by kind, and what becomes of doubles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hospcomms.domain.wording import N_, counted
from hospcomms.services.row_import.plan import Group, RowPlan
from ui import theme
from ui.importing.counters import Counters
from ui.importing.preview_table import EVERY, READY, WITH_PROBLEMS, PreviewTable
from ui.importing.problem_list import ProblemList
from ui.language import say, shown, tr
from ui.widgets.labels import Label
from ui.widgets.segments import Segments
from ui.widgets.sheets import Sheet, key_cap

SIDE = 300
Options = Sequence[tuple[str, str]]
"""What may become of rows, with its marked words."""


@dataclass(frozen=True)
class Decisions:
    """What is asked of rows like a record that is there, and of those that come back under their reference.

    Each has a marked question and its answers, the usual one first.
    """

    like: str
    doubles: Options
    back: str
    own: Options


class PreviewStep(QWidget):
    """``decided`` tells that something else becomes of the doubles."""

    decided = Signal()

    def __init__(self, decisions: Decisions) -> None:
        super().__init__()
        self.plan: RowPlan[Any] | None = None
        self.groups: list[Group] = []
        self.counters, self.table, self.problems = Counters(), PreviewTable(), ProblemList()
        self.doubles, self.own = _box(decisions.doubles), _box(decisions.own)
        self._doubles = _decision(decisions.like, self.doubles)
        self._own = _decision(decisions.back, self.own)
        self._which = EVERY
        self.segments = Segments([], "")
        self._bar = QHBoxLayout()
        self._compose()
        self.problems.chosen.connect(lambda _place: self._show_rows())
        for box in (self.doubles, self.own):
            box.activated.connect(lambda _place: self.decided.emit())

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self.counters)
        self._bar.setSpacing(theme.px(8))
        self._bar.addWidget(self.segments)
        self._bar.addStretch(1)
        for words, key in ((N_("Edit the cell:"), "F2"), (N_("Next problem:"), "F8")):
            self._bar.addWidget(Label(tr(words), role="small", tone="text2"))
            self._bar.addWidget(key_cap(key))
        rows = Sheet(padding=1)
        rows.body.addWidget(self.table)
        start = QVBoxLayout()
        start.setSpacing(theme.px(8))
        start.addLayout(self._bar)
        start.addWidget(rows, 1)
        side = QVBoxLayout()
        side.setSpacing(theme.px(8))
        side.addWidget(self.problems, 1)
        side.addWidget(self._doubles)
        side.addWidget(self._own)
        self._side = QWidget()
        side.setContentsMargins(0, 0, 0, 0)
        self._side.setLayout(side)
        self._side.setFixedWidth(theme.px(SIDE))
        both = QHBoxLayout()
        both.setSpacing(theme.px(14))
        both.addLayout(start, 1)
        both.addWidget(self._side)
        column.addLayout(both, 1)

    def show_plan(self, plan: RowPlan[Any]) -> None:
        """Show what an import would do."""
        self.plan = plan
        self._which = EVERY
        self.renew()
        self._show_rows()

    def renew(self) -> None:
        """Count and list the problems again; the rows stay where they are."""
        assert self.plan is not None
        plan, counts = self.plan, self.plan.counts()
        self.counters.show_counts(
            [
                ("note", counts["all"], N_("Rows in the file")),
                ("done", counts["ready"], N_("Ready")),
                ("soon", counts["warned"], N_("To be checked: imported all the same, or left out as doubles")),
                ("late", counts["refused"], N_("Refused: can be saved with the reasons")),
            ]
        )
        self.groups = plan.groups()
        self.problems.show_groups(self.groups, plan.table.first)
        problems = counts["warned"] + counts["refused"]
        self._show_segments(
            [
                (EVERY, say(counted("All {n}", "All {n}", counts["all"])), ""),
                (WITH_PROBLEMS, say(counted("With problems {n}", "With problems {n}", problems)), ""),
                (READY, say(counted("Ready {n}", "Ready {n}", counts["ready"])), ""),
            ]
        )
        sure = [twin for twin in plan.twins.values() if not twin.is_likely]
        is_own = [bool(twin.is_own and twin.ident) for twin in sure]
        self._own.setVisible(any(is_own))
        self._doubles.setVisible(not all(is_own))
        self.table.rows.can_mend = plan.is_checked

    def _show_segments(self, options: list[tuple[str, str, str]]) -> None:
        old, self.segments = self.segments, Segments(options, self._which)
        self.segments.setAccessibleName(tr(N_("Rows shown")))
        self._bar.replaceWidget(old, self.segments)
        old.hide()
        old.deleteLater()
        self.segments.chosen.connect(self._choose)

    def _choose(self, which: str) -> None:
        self._which = which
        self.problems.current = -1
        for line in self.problems.lines:
            line.show_chosen(chosen=False)
        self._show_rows()

    def _show_rows(self) -> None:
        assert self.plan is not None
        chosen = self.problems.current
        self.table.show_plan(self.plan, self._which, self.groups[chosen].places if chosen >= 0 else ())

    def follow(self, place: int) -> None:
        """A cell of a row was mended."""
        self.table.rows.follow(place)
        self.renew()

    def be_narrow(self, *, narrow: bool) -> None:
        """In a small window the problems stand behind F8 only."""
        self._side.setVisible(not narrow)


def _box(options: Options) -> QComboBox:
    box = QComboBox()
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    for key, words in options:
        box.addItem(shown(tr(words)), key)
    return box


def _decision(words: str, box: QComboBox) -> Sheet:
    sheet = Sheet(padding=10)
    box.setAccessibleName(tr(words))
    label = Label(tr(words), role="small", tone="text2", wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignLeading)
    sheet.body.addWidget(label)
    sheet.body.addWidget(box)
    sheet.hide()
    return sheet
