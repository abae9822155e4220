"""The matrix of risks: likelihood along the reading direction, impact upwards; a cell shows its risks beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.query import Query
from hospcomms.domain.risks import SIDE, matrix, severity
from hospcomms.domain.scenarios import Risk
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.services import records
from ui import theme
from ui.language import say, shown, spoken, tr
from ui.session import Session
from ui.widgets import kit
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark
from ui.widgets.sheets import EmptyState, Sheet

Cell = tuple[int, int]
_STEPS: Mapping[Qt.Key, Cell] = {Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
_EDGE = 34
"""Room for the numbers of an axis, in pixels at 100 %."""


class MatrixGrid(QWidget):
    """Five by five cells coloured by score, each with the number of its risks. Arrow keys move; Enter begins one."""

    chosen = Signal(int, int)
    wanted = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._risks: Mapping[Cell, Sequence[Risk]] = {}
        self.cell: Cell = (3, 3)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.px(300), theme.px(240))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(560), theme.px(420))

    def show_risks(self, risks: Mapping[Cell, Sequence[Risk]]) -> None:
        """Show these risks; the gravest cell that holds any is chosen at first."""
        fresh = not self._risks
        self._risks = risks
        if fresh and risks:
            self.cell = max(risks, key=lambda cell: (cell[0] * cell[1], cell[1]))
        self.choose(self.cell)

    def choose(self, cell: Cell) -> None:
        """Choose a cell and tell it."""
        self.cell = cell
        likelihood, impact = cell
        n = len(self._risks.get(cell, ()))
        place = sentence("Likelihood {likelihood}, impact {impact}", likelihood=likelihood, impact=impact)
        told = counted("{place}: {n} risk", "{place}: {n} risks", n, place=place)
        self.setAccessibleName(say(told))
        self.update()
        self.chosen.emit(likelihood, impact)

    def area_of(self, cell: Cell) -> QRectF:
        """Where a cell stands: likelihood 1 at the start, impact 1 at the bottom."""
        edge = theme.px(_EDGE)
        wide, tall = (self.width() - edge) / SIDE, (self.height() - edge) / SIDE
        along, up = cell[0] - 1, SIDE - cell[1]
        left = self.width() - edge - (along + 1) * wide if theme.current().rtl else edge + along * wide
        return QRectF(left, up * tall, wide, tall).adjusted(2, 2, -2, -2)

    def cell_at(self, place: QPointF) -> Cell | None:
        """The cell under a point, or None."""
        cells = [(along, up) for along in range(1, SIDE + 1) for up in range(1, SIDE + 1)]
        return next((cell for cell in cells if self.area_of(cell).contains(place)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.cell_at(event.position())
        if found is not None:
            self.choose(found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.cell_at(event.position())
        if found is not None:
            self.wanted.emit(*found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        ahead = Qt.Key.Key_Left if theme.current().rtl else Qt.Key.Key_Right
        aside = 1 if key == ahead else -1 if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) else 0
        along, up = _STEPS.get(key, (aside, 0))
        if along or up:
            self.choose((_within(self.cell[0] + along), _within(self.cell[1] + up)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit(*self.cell)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for along in range(1, SIDE + 1):
            for up in range(1, SIDE + 1):
                self._paint_cell(painter, (along, up))
        self._paint_numbers(painter)
        painter.end()

    def _paint_cell(self, painter: QPainter, cell: Cell) -> None:
        used, area = theme.current(), self.area_of(cell)
        grave = severity(cell[0] * cell[1])
        ground = {"late": used.late_soft, "soon": used.soon_soft}.get(grave, used.sunken)
        painter.fillRect(area, QColor(ground))
        is_chosen = cell == self.cell
        painter.setPen(QColor(used.accent if is_chosen else used.line))
        painter.drawRect(area)
        if is_chosen:
            painter.drawRect(area.adjusted(1, 1, -1, -1))
            if self.hasFocus():
                kit.paint_focus(painter, area, used)
        n = len(self._risks.get(cell, ()))
        if n:
            painter.setFont(used.font("title"))
            painter.setPen(used.colour("text"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, spoken().number(n))
        if grave:
            edge = used.px(14)
            kit.paint_shape(painter, QRectF(area.left() + 6, area.top() + 6, edge, edge), grave, used)

    def _paint_numbers(self, painter: QPainter) -> None:
        used, edge = theme.current(), theme.px(_EDGE)
        painter.setFont(used.font("small"))
        painter.setPen(used.colour("text2"))
        for step in range(1, SIDE + 1):
            under, beside = self.area_of((step, 1)), self.area_of((1, step))
            low = QRectF(under.left(), self.height() - edge, under.width(), edge)
            left = self.width() - edge if used.rtl else 0
            painter.drawText(low, Qt.AlignmentFlag.AlignCenter, spoken().number(step))
            side = QRectF(left, beside.top(), edge, beside.height())
            painter.drawText(side, Qt.AlignmentFlag.AlignCenter, spoken().number(step))


def _within(step: int) -> int:
    return min(SIDE, max(1, step))


class RiskMatrix(QWidget):
    """The grid with what its axes mean, and beside it the risks of the chosen cell."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._risks: Mapping[Cell, Sequence[Risk]] = {}
        self.grid = MatrixGrid()
        self.grid.chosen.connect(self._show_cell)
        self.grid.wanted.connect(lambda _along, _up: session.go.new_record(Risk))
        self._beside = QScrollArea()
        self._beside.setWidgetResizable(True)
        self._beside.setFrameShape(QFrame.Shape.NoFrame)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self._drawn(), 3)
        row.addWidget(self._beside, 2)
        session.bus.committed.connect(self._heard)
        self.fill()

    def _drawn(self) -> Sheet:
        sheet = Sheet()
        sheet.body.addWidget(Label(tr(N_("Impact, from 1 at the bottom to 5")), role="small", tone="text2"))
        sheet.body.addWidget(self.grid, 1)
        sheet.body.addWidget(Label(tr(N_("Likelihood, from 1 to 5")), role="small", tone="text2"))
        sheet.body.addLayout(_key())
        return sheet

    def _heard(self, commit: Commit) -> None:
        if commit.touches(Risk):
            self.fill()

    def fill(self) -> None:
        """Show the risks as they stand now."""
        self._risks = matrix(records.find(self.session.office, Query(Risk)))
        self.grid.show_risks(self._risks)

    def _show_cell(self, likelihood: int, impact: int) -> None:
        found = self._risks.get((likelihood, impact), ())
        title = say(sentence("Likelihood {likelihood}, impact {impact}", likelihood=likelihood, impact=impact))
        if not found:
            self._beside.setWidget(EmptyState("shield_error", title, tr(N_("No risk is judged so."))))
            return
        sheet = Sheet()
        sheet.body.addWidget(Label(title, role="section", bold=True, wrap=True))
        for risk in found:
            sheet.body.addWidget(self._risk(risk))
        sheet.body.addStretch(1)
        self._beside.setWidget(sheet)

    def _risk(self, risk: Risk) -> QWidget:
        """A risk that opens, and its first early sign."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, theme.px(8))
        column.setSpacing(theme.px(2))
        opened = Button(shown(risk.title), lambda: self.session.go.open_record(Risk, risk.id), kind="link")
        column.addWidget(opened, alignment=Qt.AlignmentFlag.AlignLeading)
        if risk.signs:
            column.addWidget(Label(risk.signs.splitlines()[0], role="small", tone="text2", wrap=True))
        return holder


def _key() -> QHBoxLayout:
    """What the shapes stand for."""
    row = QHBoxLayout()
    row.setSpacing(theme.px(6))
    for shape, words in (("late", N_("Grave: 15 to 25")), ("soon", N_("Serious: 8 to 14"))):
        row.addWidget(Mark(shape))
        row.addWidget(Label(tr(words), role="small", tone="text2"))
        row.addSpacing(theme.px(10))
    row.addStretch(1)
    return row
