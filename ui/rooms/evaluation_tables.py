"""The twin of the evaluation board: the same figures as two tables, for reading aloud and copying."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from hospcomms.domain.evaluation.chain import Chain, ObjectiveLine, Stage, difference_said
from hospcomms.domain.objectives import STAGES, measured
from hospcomms.domain.wording import N_
from ui import theme
from ui.language import plain, say, shown, spoken, tr
from ui.widgets.labels import Label
from ui.widgets.sheets import Sheet

ROW, HEAD = 36, 32
STAGE_HEADINGS = (N_("Stage"), N_("Attained"), N_("What it says"))
OBJECTIVE_HEADINGS = (
    N_("Objective"),
    N_("Baseline"),
    N_("Target"),
    N_("Actual"),
    N_("Difference"),
    N_("Attained"),
)
_STAGES = {choice.key: choice.label for choice in STAGES}


class FiguresTable(QTableWidget):
    """A table that is only read; Ctrl+C copies it whole, as rows of tab-separated text."""

    def __init__(self, name: str, headings: Sequence[str]) -> None:
        super().__init__(0, len(headings))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels([tr(heading) for heading in headings])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        head = self.horizontalHeader()
        head.setFixedHeight(theme.px(HEAD))
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def fill(self, rows: Sequence[Sequence[str]], stretched: int) -> None:
        """Show these rows; the column ``stretched`` takes what the others leave."""
        self.setRowCount(len(rows))
        for row, cells in enumerate(rows):
            for column, words in enumerate(cells):
                self.setItem(row, column, QTableWidgetItem(shown(words)))
        for column in range(self.columnCount()):
            mode = QHeaderView.ResizeMode.Stretch if column == stretched else QHeaderView.ResizeMode.ResizeToContents
            self.horizontalHeader().setSectionResizeMode(column, mode)
        self.setFixedHeight(theme.px(HEAD) + len(rows) * theme.px(ROW) + 2)

    def text(self) -> str:
        """The table as tab-separated text with its headings."""
        model = self.model()
        columns = range(self.columnCount())
        lines = [[plain(str(model.headerData(column, Qt.Orientation.Horizontal))) for column in columns]]
        lines += [[plain(str(model.index(row, column).data())) for column in columns] for row in range(self.rowCount())]
        return "\n".join("\t".join(line) for line in lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.text())
            return
        super().keyPressEvent(event)


class EvaluationTables(QScrollArea):
    """The chain and the objectives as tables."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stages = FiguresTable(tr("Result chain"), STAGE_HEADINGS)
        self.objectives = FiguresTable(tr("Objectives"), OBJECTIVE_HEADINGS)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for title, table in ((tr("Result chain"), self.stages), (tr("Objectives"), self.objectives)):
            sheet = Sheet(padding=0)
            sheet.body.setContentsMargins(1, 1, 1, 1)
            heading = Label(title, role="section")
            heading.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), 0)
            sheet.body.addWidget(heading)
            sheet.body.addWidget(table)
            column.addWidget(sheet)
        column.addStretch(1)
        self.setWidget(page)

    def show_chain(self, found: Chain) -> None:
        """Show a chain."""
        self.stages.fill([_stage(stage) for stage in found.stages], 2)
        self.objectives.fill([_objective(line) for line in found.objectives], 0)


def _stage(stage: Stage) -> Sequence[str]:
    share = spoken().percent(stage.attained.share, 0) if stage.attained else ""
    unknown = tr("No target") if stage.is_measured else tr("Not measured")
    return (tr(_STAGES[stage.key]), share or unknown, say(stage.said))


def _objective(line: ObjectiveLine) -> Sequence[str]:
    objective = line.objective
    known = tuple(say(measured(value, objective.unit)) for value in (objective.baseline, objective.target, line.value))
    share = spoken().percent(line.attained.share, 0) if line.attained else tr("Not measured")
    return (objective.indicator, *known, say(difference_said(line)), share)
