"""The result chain as bars, and the fact strip."""

from __future__ import annotations

from hospcomms.domain.plots import bar
from hospcomms.reports.compositor import NOTE_SIZE, TABLE_SIZE, Compositor, Piece
from hospcomms.reports.document import ChainBars, Figures
from hospcomms.reports.drawing import MUTED, Sheet


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
