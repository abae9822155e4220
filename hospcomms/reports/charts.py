"""Plots on paper: the result chain, baseline against target and actual value, the fact strip. They read on
a fax.
"""

from __future__ import annotations

from collections.abc import Iterable

from hospcomms.domain.plots import Interval, Scale, bar, scale
from hospcomms.reports.compositor import NOTE_SIZE, TABLE_SIZE, Compositor, Piece
from hospcomms.reports.document import ChainBars, Figures, IntervalPlot, PlotRow
from hospcomms.reports.drawing import GREY, INK, MUTED, Sheet, tone_colour
from hospcomms.reports.paragraph import Paragraph

TICK_SIZE, MARK = 8.5, 9.0


class ChainPiece(Piece):
    """The stages of the result chain: label, bar, value; hatched where nothing was measured."""

    GAP, BAR = 6.0, 8.5

    def __init__(self, compositor: Compositor, chain: ChainBars) -> None:
        super().__init__(compositor, after=1.0)
        self.chain = chain
        self._labels = [compositor.line(stage.label, TABLE_SIZE, bold=True) for stage in chain.stages]
        self._values = [compositor.line(stage.value, NOTE_SIZE) for stage in chain.stages]

    def _stage_width(self, width: float) -> float:
        count = max(len(self.chain.stages), 1)
        return (width - self.GAP * (count - 1)) / count

    def measure(self, width: float) -> float:
        """The highest label, the bar, the highest value."""
        column = self._stage_width(width)
        self._label_height = max((line.wrap(column, 0)[1] for line in self._labels), default=0.0)
        values = max((line.wrap(column, 0)[1] for line in self._values), default=0.0)
        return self._label_height + self.BAR + 4 + values

    def paint(self, sheet: Sheet) -> None:
        """Stage by stage in reading order."""
        column = self._stage_width(sheet.width)
        for index, stage in enumerate(self.chain.stages):
            x = sheet.x(index * (column + self.GAP), column)
            label = self._labels[index]
            label_top = self.height - self._label_height + label.height
            Compositor.put(sheet.canvas, label, x, label_top, column)
            top = self.height - self._label_height - 2
            sheet.bar(bar(stage.attained), x, top - self.BAR, column, self.BAR)
            Compositor.put(sheet.canvas, self._values[index], x, top - self.BAR - 2, column)


class IntervalPiece(Piece):
    """Indicators one below the other: hollow circle = baseline, square = actual, dashes = target, values
    printed.
    """

    LABEL_SHARE, GAP = 0.3, 12.0
    UPPER, LOWER, AXIS, TICKS = 9.0, 22.0, 31.0, 13.0

    def __init__(self, compositor: Compositor, plot: IntervalPlot) -> None:
        super().__init__(compositor, after=1.0)
        self.plot = plot
        units = {row.unit for row in plot.rows}
        self._scales = {unit: _shared_scale(row for row in plot.rows if row.unit == unit) for unit in units}
        self._labels = [compositor.line(row.label, TABLE_SIZE, bold=True) for row in plot.rows]
        self._notes = [compositor.line(row.note, TICK_SIZE, colour=MUTED) for row in plot.rows]
        self._heights: list[float] = []

    def measure(self, width: float) -> float:
        """Room for two lines of marks, the axis and its numbers, or for a long label."""
        column = width * self.LABEL_SHARE
        plotted = self.AXIS + self.TICKS
        self._heights = []
        for row, label, note in zip(self.plot.rows, self._labels, self._notes, strict=True):
            words = label.wrap(column, 0)[1] + (note.wrap(column, 0)[1] if row.note else 0.0)
            self._heights.append(max(plotted, words + 4))
        return sum(self._heights)

    def paint(self, sheet: Sheet) -> None:
        """Row by row."""
        top = self.height
        for index, row in enumerate(self.plot.rows):
            self._paint_label(sheet, index, top)
            self._paint_row(sheet, row, top)
            top -= self._heights[index]

    def _paint_label(self, sheet: Sheet, index: int, top: float) -> None:
        column = sheet.width * self.LABEL_SHARE
        x = sheet.x(0, column)
        has_note = bool(self.plot.rows[index].note)
        words = self._labels[index].height + (self._notes[index].height if has_note else 0.0)
        top -= max((self.AXIS - words) / 2 + 4, 0)
        top -= Compositor.put(sheet.canvas, self._labels[index], x, top, column)
        if has_note:
            Compositor.put(sheet.canvas, self._notes[index], x, top, column)

    def _paint_row(self, sheet: Sheet, row: PlotRow, top: float) -> None:
        axis = self._scales[row.unit]
        start = sheet.width * self.LABEL_SHARE + self.GAP
        length = sheet.width - start - 2 * self.GAP
        plot = _Axis(sheet, axis, start, length)
        sheet.rule(top - self.AXIS, 0.6, GREY, start, length)
        for tick in axis.ticks:
            text = self.compositor.locale.number(tick)
            self._centred(sheet, text, plot.x(tick), top - self.AXIS - 1)
        if row.target is not None:
            x = plot.x(row.target)
            sheet.line((x, top - 2), (x, top - self.AXIS), 1.1, INK, (3, 2))
        self._mark(sheet, plot, row.baseline, "baseline", top - self.UPPER, MUTED)
        self._mark(sheet, plot, row.actual, "actual", top - self.LOWER, tone_colour(row.tone))

    def _mark(self, sheet: Sheet, plot: _Axis, interval: Interval, shape: str, y: float, colour: str) -> None:
        """One value with its whiskers and its number; the word for missing where there is no value."""
        if interval.value is None:
            text = self.compositor.line(self.plot.missing, TICK_SIZE, colour=MUTED)
            width = text.natural_width() + 1
            left = sheet.x(plot.start, width)
            Compositor.put(sheet.canvas, text, left, y + text.setting.leading / 2, width)
            return
        x = edge = plot.x(interval.value)
        if interval.low is not None and interval.high is not None:
            low, edge = plot.x(interval.low), plot.x(interval.high)
            sheet.line((low, y), (edge, y), 1.4, colour)
            for end in (low, edge):
                sheet.line((end, y - 3), (end, y + 3), 1.4, colour)
        sheet.shape(shape, x - MARK / 2, y - MARK / 2, MARK, colour)
        self._beside(sheet, interval.value, edge, y + 6.5, colour)

    def _beside(self, sheet: Sheet, value: float, x: float, top: float, colour: str) -> None:
        """The number of a mark, on the side where the axis grows."""
        text = self.compositor.line(self.compositor.locale.number(value), TICK_SIZE, colour=colour)
        width = text.natural_width() + 1
        left = x - MARK + 2 - width if sheet.rtl else x + MARK - 2
        Compositor.put(sheet.canvas, text, left, top, width)

    def _centred(self, sheet: Sheet, text: str, x: float, top: float) -> None:
        line: Paragraph = self.compositor.line(text, TICK_SIZE, align="center")
        Compositor.put(sheet.canvas, line, x - 30, top, 60)


class _Axis:
    """Places of values along an axis that grows in reading direction."""

    def __init__(self, sheet: Sheet, values: Scale, start: float, length: float) -> None:
        self._sheet, self._values = sheet, values
        self.start, self._length = start, length

    def x(self, value: float) -> float:
        """Distance of a value from the left edge of the sheet."""
        return self._sheet.x(self.start + self._values.place(value) * self._length)


def _shared_scale(rows: Iterable[PlotRow]) -> Scale:
    """One axis for all values of some rows."""
    values: list[float] = []
    for row in rows:
        values += row.baseline.numbers() + row.actual.numbers()
        if row.target is not None:
            values.append(row.target)
    return scale(values)


class FiguresPiece(Piece):
    """The fact strip: small labels over bold values, between two thin rules."""

    GAP, PAD = 10.0, 5.0

    def __init__(self, compositor: Compositor, figures: Figures) -> None:
        super().__init__(compositor, before=2.0, after=6.0)
        self._labels = [compositor.line(fact.label, NOTE_SIZE, colour=MUTED) for fact in figures.facts]
        self._values = [compositor.line(fact.value, 11.5, bold=True) for fact in figures.facts]

    def _column(self, width: float) -> float:
        return (width - self.GAP * (len(self._labels) - 1)) / len(self._labels)

    def measure(self, width: float) -> float:
        """The highest fact between the rules."""
        column = self._column(width)
        pairs = zip(self._labels, self._values, strict=True)
        highest = max(label.wrap(column, 0)[1] + value.wrap(column, 0)[1] for label, value in pairs)
        return highest + 2 * self.PAD

    def paint(self, sheet: Sheet) -> None:
        """Fact by fact in reading order."""
        sheet.rule(self.height, 0.75)
        sheet.rule(0, 0.75)
        column = self._column(sheet.width)
        for index, (label, value) in enumerate(zip(self._labels, self._values, strict=True)):
            x = sheet.x(index * (column + self.GAP), column)
            top = self.height - self.PAD
            top -= Compositor.put(sheet.canvas, label, x, top, column)
            Compositor.put(sheet.canvas, value, x, top, column)
