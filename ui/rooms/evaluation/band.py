"""The verdict band over the board: the verdict in a sentence, its figures in words, and what must be said beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.evaluation.board import Board, Row
from hospcomms.domain.wording import sentence
from ui import theme
from ui.language import ntr, say, spoken, tr
from ui.records.editors.flow import Flow
from ui.rooms.evaluation.charts import shape_of
from ui.widgets import kit
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark
from ui.widgets.sheets import Sheet

SHAPE, EDGE = 46, 5
NOTES = 2
"""So many notes stand in the band; the others wait behind «why»."""


class VerdictBand(Sheet):
    """A sheet with a bar in the tone of its verdict on the leading edge."""

    def __init__(self, board: Board, why: Callable[[], None] | None = None) -> None:
        super().__init__(padding=14)
        self._shape = shape_of(board.verdict)
        tone = kit.tone(self._shape, theme.current())
        row = QHBoxLayout()
        row.setSpacing(theme.px(18))
        row.addWidget(Mark(self._shape, SHAPE), 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(theme.px(4))
        main = board.main_row
        title = say(main.headline) if main else tr("Not assessable: there is no objective yet.")
        self.headline = Label(title, role="verdict", wrap=True)
        self.headline.paint_in_colour(tone.name())
        lines.addWidget(self.headline)
        if main is not None and main.figures:
            lines.addWidget(Label(" ".join(say(figure) for figure in main.figures), wrap=True))
        lines.addWidget(_chips(board, main))
        if main is not None:
            _add_notes(lines, main, why)
        row.addLayout(lines, 1)
        self.body.addLayout(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        used = theme.current()
        painter = QPainter(self)
        edge = kit.start_part(QRectF(self.rect()), used.px(EDGE), used)
        painter.fillRect(edge, QColor(kit.tone(self._shape, used)))
        painter.end()


def _chips(board: Board, main: Row | None) -> QWidget:
    """The grade with its reason, the stages measured, what it cost for each person reached."""
    holder = QWidget()
    flow = Flow(holder, gap=8)
    if main is not None:
        flow.addWidget(chip(say(main.grade_said)))
        if main.standing is not None:
            flow.addWidget(chip(say(main.standing)))
    measured = sentence("Measured: {n} of {total} stages", n=board.measured, total=len(board.stages))
    flow.addWidget(chip(say(measured)))
    flow.addWidget(chip(_cost(board)))
    return holder


def _cost(board: Board) -> str:
    line = next((line for line in board.costs if line.key == "reached"), None)
    if line is None or line.amount is None:
        return tr("Cost per person reached: not estimable")
    return say(sentence("Cost per person reached: {amount}", amount=spoken().money(line.amount, 0)))


def chip(words: str) -> Label:
    """A short statement in a thin frame; a long one is broken into lines."""
    found = Label(words, role="small")
    found.setProperty("badge", "true")
    if found.sizeHint().width() > theme.px(620):
        found.setWordWrap(True)
        found.setFixedWidth(theme.px(620))
    return found


def _add_notes(lines: QVBoxLayout, main: Row, why: Callable[[], None] | None) -> None:
    for note in main.notes[:NOTES]:
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(Mark("soon"))
        line.addWidget(Label(say(note), role="small", wrap=True), 1)
        lines.addLayout(line)
    if why is None:
        return
    foot = QHBoxLayout()
    foot.addWidget(Button(tr("Why this verdict"), why, kind="link"))
    rest = len(main.notes) - NOTES
    if rest > 0:
        foot.addWidget(Label(ntr("{n} more note", "{n} more notes", rest), role="small", tone="text2"))
    foot.addStretch(1)
    lines.addLayout(foot)
