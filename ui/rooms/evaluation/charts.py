"""What the evaluation shows as charts: the stages of the chain, and each indicator with its intervals and verdict."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from hospcomms.domain.charts import IntervalRow, Intervals, StageRow, Stages
from hospcomms.domain.charts.drawing import Stroke
from hospcomms.domain.charts.kinds import NUMBER
from hospcomms.domain.charts.kinds import PERCENT as IN_PERCENT
from hospcomms.domain.evaluation.board import Board, Measure, Row, StageLine
from hospcomms.domain.evaluation.labels import VERDICTS
from hospcomms.domain.locale import NARROW
from hospcomms.domain.objectives import PERCENT, STAGES, UNITS
from hospcomms.domain.plots import Interval
from hospcomms.domain.wording import sentence
from ui import theme
from ui.language import say, spoken, tr
from ui.widgets import kit
from ui.widgets.chart import SCALE, ChartView
from ui.widgets.labels import NO_BREAK

ROOM = 7
"""Room between a row and the frame of the keyboard round it."""
STAGE_NAMES = {choice.key: choice.label for choice in STAGES}
_UNITS = {choice.key: choice.label for choice in UNITS}
_SHAPES = {choice.key: choice.shape for choice in VERDICTS}
_WORDS = {choice.key: choice.label for choice in VERDICTS}


def shape_of(verdict: str) -> str:
    """The shape that carries a verdict; it is also its tone."""
    return _SHAPES[verdict]


def word_of(verdict: str) -> str:
    """A verdict in a word or two, translated."""
    return tr(_WORDS[verdict])


def stages_chart(board: Board) -> Stages:
    """The stages with their bars and the sentence under each."""
    return Stages(tuple(_stage(stage) for stage in board.stages))


def _stage(stage: StageLine) -> StageRow:
    warnings = []
    if stage.is_required and not stage.is_measured:
        warnings.append(tr("The tier asks for this stage."))
    if stage.is_alarm:
        warnings.append(tr("Moved away from the target"))
    return StageRow(
        tr(STAGE_NAMES[stage.key]),
        None if stage.share is None else stage.share / 100,
        figure_of(stage),
        spaced(say(stage.said)),
        " · ".join(warnings),
        is_measured=stage.is_measured,
    )


def figure_of(stage: StageLine) -> str:
    """What stands at the end of a stage's bar."""
    if stage.share is not None:
        return spoken().percent(stage.share, 0)
    return tr("No target") if stage.is_measured else tr("Not measured")


def changes_chart(rows: Sequence[Row]) -> Intervals:
    """Every indicator from its baseline to what was reached, on one scale for each unit."""
    return Intervals(tuple(_change(row) for row in rows))


def _change(row: Row) -> IntervalRow:
    return IntervalRow(
        name_of(row),
        _interval(row.baseline),
        _interval(row.actual),
        row.target,
        group=row.unit,
        tone=shape_of(row.verdict),
        note=spaced(note_of(row)),
        sign=shape_of(row.verdict),
        verdict=word_of(row.verdict),
        difference=spaced(say(row.short)) if row.short else "",
        unit=IN_PERCENT if row.unit == PERCENT else NUMBER,
    )


def spaced(words: str) -> str:
    """Words for a chart: the narrow space between digits has hardly any width in Vazirmatn, the usual one has."""
    return words.replace(NARROW, NO_BREAK)


def _interval(measure: Measure) -> Interval:
    value = measure.value
    return Interval(None if value is None else round(value, 1), measure.low, measure.high)


def name_of(row: Row) -> str:
    """The name of an indicator; one that should fall says so, since the arrow tells better or worse."""
    if row.wants_fall:
        return say(sentence("{indicator} (a fall is wanted)", indicator=row.name))
    if row.is_control:
        return say(sentence("{indicator} (the campaign did not speak of it)", indicator=row.name))
    return row.name


def note_of(row: Row) -> str:
    """How many answered; the unit of what is no share."""
    if row.answers is not None:
        return say(row.answers)
    return "" if row.unit == PERCENT else tr(_UNITS.get(row.unit, row.unit))


class FocusFrame(QWidget):
    """The frame of keyboard focus, laid over a part of a page that is painted; clicks go through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        kit.paint_focus(painter, QRectF(self.rect()), theme.current())
        painter.end()


class IndicatorsChart(ChartView):
    """The indicators; a click or Enter on one asks why. Arrow keys go from one to the next."""

    asked = Signal(int)

    def __init__(self, rows: Sequence[Row], parent: QWidget | None = None) -> None:
        super().__init__(changes_chart(rows), parent)
        self.count, self.current = len(rows), 0
        self._frame = FocusFrame(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("From the baseline to the actual value"))

    def place_of(self, row: int) -> QRectF:
        """Where a row is painted."""
        edges = self._edges()
        return QRectF(0, edges[row], self.width(), edges[row + 1] - edges[row])

    def _edges(self) -> list[float]:
        """The upper edges of all rows and the lower one of the last: the long lines between them tell."""
        drawing = self.laid_out(self.width())
        scale = SCALE * theme.current().zoom / 100
        lines = [part for part in drawing.parts if isinstance(part, Stroke) and part.tone == "grid"]
        # from edge to edge, whichever way the page runs
        between = [line.y1 * scale for line in lines if abs(line.x2 - line.x1) > drawing.width - 1]
        return [0.0, *between, drawing.height * scale]

    def choose(self, row: int) -> None:
        """Go to a row with the keyboard."""
        self.current = min(max(row, 0), self.count - 1)
        self._frame_current()
        place = self.place_of(self.current)
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea) and (inside := area.widget()) is not None:
            spot = self.mapTo(inside, place.center().toPoint())
            area.ensureVisible(spot.x(), spot.y(), 0, round(place.height()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        y = event.position().y()
        found = next((row for row in range(self.count) if self.place_of(row).bottom() >= y), -1)
        if (
            found >= 0
            and event.button() == Qt.MouseButton.LeftButton
            and self.rect().contains(event.position().toPoint())
        ):
            self.current = found
            self.asked.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -self.count, Qt.Key.Key_End: self.count}
        if event.key() in steps:
            self.choose(self.current + steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit(self.current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._frame_current()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._frame_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._frame_current()

    def _frame_current(self) -> None:
        """Put the frame of the keyboard round the row it is on, or hide it."""
        around = self.parentWidget()
        self._frame.setVisible(self.hasFocus() and around is not None and self.count > 0)
        if around is None or not self.hasFocus() or not self.count:
            return
        if self._frame.parentWidget() is not around:
            self._frame.setParent(around)
            self._frame.show()
        edge = theme.px(ROOM)
        place = self.place_of(self.current).toRect()
        self._frame.setGeometry(place.translated(self.mapTo(around, QPoint(0, 0))).adjusted(-edge, 1, edge, -1))
        self._frame.raise_()
