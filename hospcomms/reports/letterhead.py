"""The head of page one: the state, the office, the logo, and number, date and addressee."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from hospcomms.reports.compositor import Compositor, Piece
from hospcomms.reports.document import Letterhead
from hospcomms.reports.drawing import MUTED, Sheet
from hospcomms.reports.paragraph import Paragraph
from hospcomms.reports.pictures import Usable

LOGO = 15 * mm
STATE_LEADING, SIZE, SECOND = 16.8, 10.0, 8.5
OFFICE_SHARE, REFERENCE_SHARE = 0.44, 0.355
"""Widths of the office lines and of the lines at the other side of the logo, as shares of the page."""


class LetterheadPiece(Piece):
    """State lines in the middle; office lines at the start, then the logo, then the reference lines; a
    rule.
    """

    def __init__(self, compositor: Compositor, letterhead: Letterhead) -> None:
        super().__init__(compositor, after=6.0)
        found = compositor.picture(letterhead.logo) if letterhead.logo else None
        self.logo = found if found and found.image else None
        self._state = [compositor.line(text, SIZE, bold=True, align="center") for text in letterhead.state]
        self._office = [compositor.line(text, SIZE) for text in letterhead.office]
        if letterhead.second:
            self._office.append(compositor.line(letterhead.second, SECOND, colour=MUTED))
        self._reference = [compositor.line(text, SIZE) for text in letterhead.reference]

    @property
    def _office_share(self) -> float:
        """Without a logo the office lines have its room too."""
        return OFFICE_SHARE if self.logo else 1.0 - REFERENCE_SHARE

    def measure(self, width: float) -> float:
        """State lines, then the highest of the two columns and the logo."""
        office = sum(line.wrap(width * self._office_share, 0)[1] for line in self._office)
        reference = sum(line.wrap(width * REFERENCE_SHARE, 0)[1] for line in self._reference)
        logo = LOGO if self.logo else 0.0
        return len(self._state) * STATE_LEADING + max(office, reference, logo) + 8.0

    def paint(self, sheet: Sheet) -> None:
        """Draw the lines, the logo and the rule."""
        top = self.height
        for line in self._state:
            Compositor.put(sheet.canvas, line, 0, top, sheet.width)
            top -= STATE_LEADING
        self._paint_column(sheet, self._office, 0.0, top, sheet.width * self._office_share)
        narrow = sheet.width * REFERENCE_SHARE
        self._paint_column(sheet, self._reference, sheet.width - narrow, top, narrow)
        if self.logo:
            draw_picture(sheet.canvas, self.logo, (sheet.width - LOGO) / 2, top - LOGO, LOGO, LOGO)
        sheet.rule(0.55, 1.1)

    @staticmethod
    def _paint_column(sheet: Sheet, lines: Sequence[Paragraph], start: float, top: float, width: float) -> None:
        for line in lines:
            top -= Compositor.put(sheet.canvas, line, sheet.x(start, width), top, width)


def draw_picture(canvas: Canvas, picture: Usable, x: float, y: float, width: float, height: float) -> None:
    """Draw a picture inside a box, keeping its proportions."""
    if picture.image is not None:
        canvas.drawImage(picture.image, x, y, width, height, mask="auto", preserveAspectRatio=True)
