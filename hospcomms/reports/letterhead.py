"""The head of page one: the state, the office, the logo, and number, date and addressee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from hospcomms.reports.compositor import Compositor, Piece
from hospcomms.reports.document import Letterhead
from hospcomms.reports.drawing import MUTED, Sheet
from hospcomms.reports.paragraph import Paragraph
from hospcomms.reports.pictures import Usable

LOGO, GAP = 15 * mm, 10.0
STATE_LEADING, SIZE, SECOND = 16.8, 10.0, 8.5
SIZES = (10.0, 9.5, 9.0)
"""Sizes at which the lines of a column are tried, each on one line; then with two lines, down to the last one."""

SMALLEST, MOST_LINES = 8.5, 2
WIDEST_REFERENCE = 0.46
"""Number, date and addressee take what they need, and at most this share of the width where there is no logo."""


@dataclass(frozen=True)
class _Words:
    """A line of a column: its text, and whether it is the small muted one in another language."""

    text: str
    is_second: bool = False


class LetterheadPiece(Piece):
    """State lines in the middle; office lines at the start, then the logo, then the reference lines; a
    rule.
    """

    def __init__(self, compositor: Compositor, letterhead: Letterhead) -> None:
        super().__init__(compositor, after=6.0)
        found = compositor.picture(letterhead.logo) if letterhead.logo else None
        self.logo = found if found and found.image else None
        self._state = [compositor.line(text, SIZE, bold=True, align="center") for text in letterhead.state]
        self._office_words = [_Words(text) for text in letterhead.office]
        if letterhead.second:
            self._office_words.append(_Words(letterhead.second, is_second=True))
        self._reference_words = [_Words(text) for text in letterhead.reference]
        self._set_for = 0.0

    def _set(self, width: float) -> None:
        """Set both columns for a width: the reference lines take what they need, the office lines the rest."""
        if self._set_for == width:
            return
        self._set_for = width
        most = (width - LOGO) / 2 - GAP if self.logo else width * WIDEST_REFERENCE
        self._reference = self._column(self._reference_words, most)
        self._narrow = min(max((line.natural_width() for line in self._reference), default=0.0) + 1.0, most)
        self._wide = most if self.logo else width - self._narrow - (GAP if self._reference else 0.0)
        self._office = self._column(self._office_words, self._wide)

    def _column(self, words: Sequence[_Words], width: float) -> list[Paragraph]:
        """The lines of a column in one size: each on one line if it can be, else on two, never on more."""
        for size in SIZES:
            lines = [self._line(one, size) for one in words]
            if all(line.natural_width() <= width for line in lines):
                return lines
        for size in (*SIZES, SMALLEST):
            lines = [self._line(one, size) for one in words]
            if all(_count(line, width) <= MOST_LINES for line in lines):
                return lines
        return [self._shortened(one, width) for one in words]

    def _line(self, words: _Words, size: float) -> Paragraph:
        if words.is_second:
            return self.compositor.line(words.text, min(SECOND, size), colour=MUTED)
        return self.compositor.line(words.text, size)

    def _shortened(self, words: _Words, width: float) -> Paragraph:
        """As many of the words as two lines hold."""
        text, line = words.text, self._line(words, SMALLEST)
        while _count(line, width) > MOST_LINES:
            text = text.rstrip("…").rpartition(" ")[0].rstrip() or text.rstrip("…")[: len(text) // 2]
            text += "…"
            line = self._line(replace(words, text=text), SMALLEST)
        return line

    def measure(self, width: float) -> float:
        """State lines, then the highest of the two columns and the logo."""
        self._set(width)
        office = sum(line.wrap(self._wide, 0)[1] for line in self._office)
        reference = sum(line.wrap(self._narrow, 0)[1] for line in self._reference)
        logo = LOGO if self.logo else 0.0
        state = sum(max(STATE_LEADING, line.wrap(width, 0)[1]) for line in self._state)
        return state + max(office, reference, logo) + 8.0

    def paint(self, sheet: Sheet) -> None:
        """Draw the lines, the logo and the rule."""
        self._set(sheet.width)
        top = self.height
        for line in self._state:
            top -= max(STATE_LEADING, Compositor.put(sheet.canvas, line, 0, top, sheet.width))
        self._paint_column(sheet, self._office, 0.0, top, self._wide)
        self._paint_column(sheet, self._reference, sheet.width - self._narrow, top, self._narrow)
        if self.logo:
            draw_picture(sheet.canvas, self.logo, (sheet.width - LOGO) / 2, top - LOGO, LOGO, LOGO)
        sheet.rule(0.55, 1.1)

    @staticmethod
    def _paint_column(sheet: Sheet, lines: Sequence[Paragraph], start: float, top: float, width: float) -> None:
        for line in lines:
            top -= Compositor.put(sheet.canvas, line, sheet.x(start, width), top, width)


def _count(line: Paragraph, width: float) -> int:
    """The number of lines at that width."""
    line.wrap(width, 0)
    return len(line.lines)


def draw_picture(canvas: Canvas, picture: Usable, x: float, y: float, width: float, height: float) -> None:
    """Draw a picture inside a box, keeping its proportions."""
    if picture.image is not None:
        canvas.drawImage(picture.image, x, y, width, height, mask="auto", preserveAspectRatio=True)
