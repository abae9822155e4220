"""The cards of the board: the chain of stages, the indicators, the RE-AIM panel and the costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from hospcomms.domain.evaluation.board import Board, Line, Row
from hospcomms.domain.wording import N_, sentence
from ui import theme
from ui.language import ntr, plain, say, spoken, tr
from ui.rooms.evaluation.charts import IndicatorsChart, stages_chart
from ui.widgets.buttons import Button
from ui.widgets.chart import ChartView
from ui.widgets.labels import Label
from ui.widgets.marks import Mark, Rule
from ui.widgets.sheets import Sheet

FIRST = 6
"""So many indicators are painted at first; the others when they are asked for."""
ENTRIES, LONGEST = 4, 60
"""So many buttons lead to results not entered yet; letters of an indicator's name on one."""
Asked = Callable[[int], None]
REAIM_SHARES = ("reach", "adoption", "implementation", "maintenance")


def card_head(title: str, beside: str = "") -> QHBoxLayout:
    """The title of a card and a few words at its end."""
    row = QHBoxLayout()
    row.addWidget(Label(title, role="section"))
    row.addStretch(1)
    if beside:
        row.addWidget(Label(beside, role="small", tone="text2"))
    return row


class ChainCard(Sheet):
    """The six stages, each with its bar and the sentence under it; the score only when it was asked for."""

    def __init__(self, board: Board, weigh: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.body.setSpacing(theme.px(6))
        self.body.addLayout(card_head(tr("Result chain"), tr("Attained of what was planned")))
        self.chart = ChartView(stages_chart(board))
        self.chart.setAccessibleName(tr("Result chain"))
        self.body.addWidget(self.chart)
        self.body.addStretch(1)
        self.body.addWidget(Rule(colour="line_strong"))
        note = tr("What was not measured does not count as zero; it lowers the completeness.")
        self.body.addWidget(Label(note, role="small", tone="text2", wrap=True))
        if board.score is not None:
            add_score(self.body, board.score.value, say(board.score.said), board)
        if weigh is not None:
            words = tr("Compute a score out of 100…") if board.score is None else tr("Change the weights…")
            self.body.addWidget(Button(words, weigh, kind="link"))


def add_score(column: QVBoxLayout, value: float | None, said: str, board: Board) -> None:
    """The score with its formula, and what it says nothing about."""
    if value is not None:
        words = say(sentence("Score: {value} of {most}", value=round(value), most=100))
        column.addWidget(Label(words, bold=True))
    column.addWidget(Label(said, role="small", tone="text2", wrap=True))
    if board.score is not None and board.score.missing is not None:
        column.addWidget(Label(say(board.score.missing), role="small", tone="text2", wrap=True))


class IndicatorsCard(Sheet):
    """One line per indicator: verdict, interval, difference; ``why`` is told the number of the row asked for.

    ``enter`` is told the number of a row without a result; its button stands below the chart.
    """

    def __init__(self, rows: Sequence[Row], why: Asked | None, enter: Asked | None = None) -> None:
        super().__init__()
        self._rows, self._why = rows, why
        self.body.setSpacing(theme.px(8))
        self.body.addLayout(self._head())
        self.body.addWidget(Rule())
        self.chart: IndicatorsChart | None = None
        self._place = QVBoxLayout()
        self.body.addLayout(self._place)
        self.more: Button | None = None
        self._show(rows[:FIRST])
        rest = len(rows) - FIRST
        if rest > 0:
            self.more = Button(
                ntr("Show {n} more indicator", "Show {n} more indicators", rest), self.show_all, kind="link"
            )
            self.body.addWidget(self.more)
        if enter is not None:
            self._add_entries(enter)
        if not rows:
            self.body.addWidget(Label(tr("No objective yet."), tone="text3"))

    def _add_entries(self, enter: Asked) -> None:
        """A button for each of the first indicators that has no result yet."""
        lacking = [number for number, row in enumerate(self._rows) if row.actual.value is None]
        for number in lacking[:ENTRIES]:
            words = say(sentence("Enter the result: {indicator}…", indicator=_cut(self._rows[number].name)))
            button = Button(words, partial(enter, number), kind="link")
            whole = sentence("Enter the result: {indicator}…", indicator=self._rows[number].name)
            button.setAccessibleName(plain(say(whole)))
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.px(14))
        head.addWidget(Label(tr("From the baseline to the actual value"), role="section", elide=True), 1)
        for shape, words in (("baseline", tr("Baseline")), ("actual", tr("Actual")), ("target", tr("Target"))):
            key = QHBoxLayout()
            key.setSpacing(theme.px(5))
            key.addWidget(Mark(shape, 12))
            key.addWidget(Label(words, role="small", tone="text2"))
            head.addLayout(key)
        if self._rows and self._why is not None:
            head.addWidget(Button(tr("Why?"), self._ask, kind="link"))
        return head

    def show_all(self) -> None:
        """Paint every indicator."""
        if self.more is not None:
            self.more.hide()
        self._show(self._rows)
        if self.chart is not None:
            self.chart.setFocus()

    def _show(self, rows: Sequence[Row]) -> None:
        if self.chart is not None:
            self._place.removeWidget(self.chart)
            self.chart.deleteLater()
        if not rows:
            return
        self.chart = IndicatorsChart(rows)
        if self._why is not None:
            self.chart.asked.connect(self._why)
        self._place.addWidget(self.chart)

    def _ask(self) -> None:
        if self._why is not None and self.chart is not None:
            self._why(self.chart.current)


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[:LONGEST].rpartition(' ')[0] or name[:LONGEST]} …"


class ReachCard(Sheet):
    """The five dimensions of RE-AIM, each with its sentence, and what they make together."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.body.addLayout(card_head(tr("Reach, effect, and what lasts (RE-AIM)")))
        self.body.addWidget(Rule())
        grid = _grid()
        for line in board.reaim:
            figure = spoken().percent(100 * line.share, 0) if _is_share(line) and line.share is not None else ""
            _add(grid, tr(line.label), figure, say(line.said), is_known=line.share is not None)
        impact = board.individual
        figure = "" if impact.share is None else spoken().percent(100 * impact.share, 1)
        _add(grid, tr(N_("Individual impact")), figure, say(impact.said), is_known=impact.share is not None)
        setting = board.setting
        figure = "" if setting.share is None else spoken().percent(100 * setting.share, 0)
        _add(grid, tr(N_("Setting impact")), figure, say(setting.said), is_known=setting.share is not None)
        _add(grid, tr(N_("Efficiency")), "", efficiency_said(board), is_known=board.efficiency is not None)
        self.body.addLayout(grid)
        self.body.addWidget(Label(say(board.running), role="small", tone="text2", wrap=True))
        self.body.addStretch(1)


def efficiency_said(board: Board) -> str:
    """What the whole effect would cost, or that it cannot be told."""
    if board.efficiency is None:
        return tr("Not estimable: it needs the cost and an individual impact above zero beyond its interval.")
    cost = spoken().money(board.efficiency, 0)
    return say(sentence("Cost ÷ individual impact = {cost}, as if everybody concerned had changed.", cost=cost))


def _is_share(line: Line) -> bool:
    return line.key in REAIM_SHARES


class CostsCard(Sheet):
    """What it cost for each person reached, engaged or changed; what cannot be known says why."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        spent = spoken().money(board.cost, 0) if board.cost is not None else tr("Amount spent: not known")
        self.body.addLayout(card_head(tr("Costs"), spent))
        self.body.addWidget(Rule())
        grid = _grid()
        for line in board.costs:
            figure = tr("Not estimable") if line.amount is None else spoken().money(line.amount, 0)
            _add(grid, tr(line.label), figure, say(line.said), is_known=line.amount is not None)
        self.body.addLayout(grid)
        self.body.addStretch(1)


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(10))
    grid.setVerticalSpacing(theme.px(4))
    grid.setColumnStretch(1, 1)
    return grid


def _add(grid: QGridLayout, name: str, figure: str, said: str, *, is_known: bool) -> None:
    """A named figure over its sentence; the unknown has the shape of what was not measured."""
    row = grid.rowCount()
    top = Qt.AlignmentFlag.AlignTop
    grid.addWidget(Mark("done" if is_known else "not_measured"), row, 0, top)
    head = QHBoxLayout()
    head.addWidget(Label(name, bold=True))
    head.addStretch(1)
    if figure:
        head.addWidget(Label(figure, tone="text" if is_known else "text2"))
    grid.addLayout(head, row, 1)
    grid.addWidget(Label(said, role="small", tone="text2", wrap=True), row + 1, 1)
