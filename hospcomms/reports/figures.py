"""The fact strip."""

from __future__ import annotations

from hospcomms.reports.compositor import NOTE_SIZE, Compositor, Piece
from hospcomms.reports.document import Figures
from hospcomms.reports.drawing import MUTED, Sheet


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
