"""The twin of the board: every figure and sentence of it as tables, for reading aloud and copying."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hospcomms.domain.evaluation.board import Board, Row
from hospcomms.domain.evaluation.labels import GRADES
from hospcomms.domain.evaluations import DECISIONS, Recommendation
from hospcomms.domain.objectives import measured
from hospcomms.domain.wording import N_, sentence
from ui import theme
from ui.language import say, spoken, tr
from ui.rooms.evaluation.cards import REAIM_SHARES, card_head, efficiency_said
from ui.rooms.evaluation.charts import STAGE_NAMES, figure_of, name_of, spaced, word_of
from ui.rooms.evaluation_tables import HEAD, ROW, FiguresTable
from ui.widgets.buttons import Button
from ui.widgets.sheets import Sheet, scrolled

STAGES = (N_("Stage"), N_("Attained"), N_("What it says"))
INDICATORS = (
    N_("Indicator"),
    N_("Baseline"),
    N_("Target"),
    N_("Actual"),
    N_("Difference"),
    N_("Verdict"),
    N_("Confidence"),
)
SAID = (N_("Indicator"), N_("What it says"), N_("Confidence"), N_("What must be said beside it"))
COSTS = (N_("Cost"), N_("Amount"), N_("How it is computed, or why not"))
REAIM = (N_("Dimension"), N_("Share"), N_("What it says"))
ADVICE = (N_("Rule"), N_("What to do next"), N_("Why"), N_("Source of the rule"), N_("Decision"))
_GRADES = {choice.key: choice.label for choice in GRADES}
_DECISIONS = {choice.key: choice.label for choice in DECISIONS}


class TextsTable(FiguresTable):
    """A table of sentences: each row is as high as its longest text."""

    def __init__(self, name: str, headings: Sequence[str]) -> None:
        super().__init__(name, headings)
        self.setProperty("texts", "true")
        self.verticalHeader().setMinimumSectionSize(theme.px(ROW))
        # columns are shared out after the table has its width, and rows after the columns
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.fit)
        self.horizontalHeader().sectionResized.connect(lambda *_sizes: self._later.start())

    def fill(self, rows: Sequence[Sequence[str]], stretched: int) -> None:
        super().fill([[spaced(words) for words in row] for row in rows], stretched)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def fit(self) -> None:
        """Be as high as the rows are at this width."""
        for row in range(self.rowCount()):
            self.setRowHeight(
                row, max(theme.px(ROW), *(self._height(row, place) for place in range(self.columnCount())))
            )
        wanted = theme.px(HEAD) + sum(self.rowHeight(row) for row in range(self.rowCount())) + 2
        if self.height() != wanted:
            self.setFixedHeight(wanted)

    def _height(self, row: int, column: int) -> int:
        """What a cell needs with its padding; Qt's own hint forgets the padding of the style sheet when it wraps."""
        room = QRect(0, 0, self.columnWidth(column) - 2 * theme.px(9), 100_000)
        words = str(self.model().index(row, column).data())
        found = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap.value, words)
        return found.height() + 2 * theme.px(6)


class BoardTables(QWidget):
    """The board as tables; each can be copied whole, with Ctrl+C or its button."""

    def __init__(self, board: Board, decided: Mapping[str, Recommendation]) -> None:
        super().__init__()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(12))
        self.tables: dict[str, TextsTable] = {}
        self._add("indicators", tr("Indicators"), INDICATORS, [_figures(row) for row in board.rows], 0)
        self._add("said", tr("Verdicts in words"), SAID, [_words(row) for row in board.rows], 1)
        self._add("stages", tr("Result chain"), STAGES, _stages(board), 2)
        self._add("reaim", tr("Reach, effect, and what lasts (RE-AIM)"), REAIM, _reaim(board), 2)
        self._add("costs", tr("Costs"), COSTS, _costs(board), 2)
        self._add("advice", tr("Recommendations"), ADVICE, _advice(board, decided), 2)
        self._column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(inside))

    def _add(
        self, key: str, title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], stretched: int
    ) -> None:
        if not rows:
            return
        table = TextsTable(title, headings)
        table.fill(rows, stretched)
        share_out(table, stretched)
        self.tables[key] = table
        sheet = Sheet(padding=0)
        sheet.body.setContentsMargins(1, 1, 1, 1)
        head = card_head(title)
        head.setContentsMargins(theme.px(12), theme.px(6), theme.px(6), 0)
        copy = Button(tr("Copy"), lambda: QGuiApplication.clipboard().setText(table.text()), icon="copy", kind="plain")
        copy.setAccessibleName(say(sentence("Copy the table “{title}”", title=title)))
        head.addWidget(copy)
        sheet.body.addLayout(head)
        sheet.body.addWidget(table)
        self._column.addWidget(sheet)


def share_out(table: TextsTable, stretched: int) -> None:
    """Columns of long sentences share the width; short ones keep theirs."""
    head = table.horizontalHeader()
    long = [
        column
        for column in range(table.columnCount())
        if any(len(str(table.model().index(row, column).data())) > 40 for row in range(table.rowCount()))
    ]
    for column in long or [stretched]:
        head.setSectionResizeMode(column, head.ResizeMode.Stretch)


def _figures(row: Row) -> Sequence[str]:
    known = [say(measured(_tenth(value), row.unit)) for value in (row.baseline.value, row.target, row.actual.value)]
    difference = say(row.short) if row.short else tr("Not measured")
    return (name_of(row), *known, difference, word_of(row.verdict), tr(_GRADES[row.grade]))


def _tenth(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _words(row: Row) -> Sequence[str]:
    said = [say(row.headline), *(say(figure) for figure in row.figures)]
    if row.answers is not None:
        said.append(say(row.answers))
    said += [say(one) for one in row.beside]
    notes = "\n".join(say(note) for note in row.notes)
    return (name_of(row), "\n".join(said), say(row.grade_said), notes or tr("Nothing"))


def _stages(board: Board) -> Sequence[Sequence[str]]:
    return [(tr(STAGE_NAMES[stage.key]), figure_of(stage), say(stage.said)) for stage in board.stages]


def _reaim(board: Board) -> Sequence[Sequence[str]]:
    def share(value: float | None) -> str:
        return tr("Not measured") if value is None else spoken().percent(round(100 * value, 1))

    rows = [
        (tr(line.label), share(line.share) if line.key in REAIM_SHARES else "", say(line.said)) for line in board.reaim
    ]
    rows.append((tr("Individual impact"), share(board.individual.share), say(board.individual.said)))
    rows.append((tr("Setting impact"), share(board.setting.share), say(board.setting.said)))
    rows.append((tr("Efficiency"), "", efficiency_said(board)))
    return rows


def _costs(board: Board) -> Sequence[Sequence[str]]:
    def amount(value: Decimal | None) -> str:
        return tr("Not estimable") if value is None else spoken().money(value, 0)

    return [(tr(line.label), amount(line.amount), say(line.said)) for line in board.costs]


def _advice(board: Board, decided: Mapping[str, Recommendation]) -> Sequence[Sequence[str]]:
    rows = []
    for line in board.advice:
        found = decided.get(line.rule)
        state = tr("Not decided yet") if found is None else tr(_DECISIONS[found.decision])
        why = f"{say(line.what)}\n{say(line.because)}"
        rows.append((spoken().number(line.number), say(line.next_step), why, line.source, state))
    return rows
