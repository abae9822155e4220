"""The verdict band over the board: the verdict in a sentence, its figures in words, and what must be said beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.evaluation.board import Board
from hospcomms.domain.wording import sentence
from ui import theme
from ui.language import ntr, plain, say, spoken, tr
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
WIDEST = 560
"""Statements wider than so many pixels are lines of their own."""


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
        _add_statements(lines, board, why if main is not None else None)
        row.addLayout(lines, 1)
        self.body.addLayout(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        used = theme.current()
        painter = QPainter(self)
        edge = kit.start_part(QRectF(self.rect()), used.px(EDGE), used)
        painter.fillRect(edge, QColor(kit.tone(self._shape, used)))
        painter.end()


def _add_statements(lines: QVBoxLayout, board: Board, why: Callable[[], None] | None) -> None:
    """Short statements in frames after each other; long ones below them, each with its shape."""
    holder = QWidget()
    flow = Flow(holder, gap=8)
    lines.addWidget(holder)
    for mark, words in _statements(board):
        chip = Framed(words, mark)
        if chip.sizeHint().width() <= WIDEST:
            flow.addWidget(chip)
            continue
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(Mark(mark or "note"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Label(words, role="small", wrap=True), 1)
        lines.addLayout(line)
    if why is not None:
        flow.addWidget(Button(tr("Why this verdict"), why, kind="link"))


def _statements(board: Board) -> list[tuple[str, str]]:
    """The grade with its reason, the weightiest notes, the stages measured, the cost for each person reached."""
    main = board.main_row
    found: list[tuple[str, str]] = []
    if main is not None:
        found.append(("", say(main.grade_said)))
        found += [("soon", say(note)) for note in main.notes[:NOTES]]
        rest = len(main.notes) - NOTES
        if rest > 0:
            found.append(("soon", ntr("{n} more note", "{n} more notes", rest)))
        if main.standing is not None:
            found.append(("", say(main.standing)))
    found.append(("", say(sentence("Measured: {n} of {total} stages", n=board.measured, total=len(board.stages)))))
    return [*found, ("", _cost(board))]


def _cost(board: Board) -> str:
    line = next((line for line in board.costs if line.key == "reached"), None)
    if line is None or line.amount is None:
        return tr("Cost per person reached: not estimable")
    return say(sentence("Cost per person reached: {amount}", amount=spoken().money(line.amount, 0)))


class Framed(QWidget):
    """A short statement in a thin frame, with the shape of its gravity when it has one."""

    def __init__(self, words: str, mark: str = "") -> None:
        super().__init__()
        self.setAccessibleName(plain(words))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(9), theme.px(2), theme.px(9), theme.px(2))
        row.setSpacing(theme.px(7))
        if mark:
            row.addWidget(Mark(mark))
        row.addWidget(Label(words, role="small"))
        self.setMinimumHeight(theme.px(25))

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(used.colour("line"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), used.px(4), used.px(4))
        painter.end()
