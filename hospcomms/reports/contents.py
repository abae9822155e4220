"""The table of contents: headings, dots, page numbers; each line leads to its heading."""

from __future__ import annotations

from dataclasses import dataclass

from hospcomms.reports.compositor import LINE, TEXT_SIZE, Compositor, Piece
from hospcomms.reports.drawing import MUTED, Sheet

INDENT, NUMBER, GAP = 14.0, 26.0, 4.0


@dataclass(frozen=True)
class Entry:
    """One heading: its text as numbered, its level, the name of its place, the page it stands on."""

    text: str
    level: int
    key: str
    page: int


class EntryPiece(Piece):
    """One line of the contents; a long heading wraps, the dots follow its last line."""

    def __init__(self, compositor: Compositor, entry: Entry) -> None:
        super().__init__(compositor, before=3.0 if entry.level == 1 else 0.0)
        self.entry = entry
        self._text = compositor.line(entry.text, TEXT_SIZE, bold=entry.level == 1)
        self._page = compositor.figure(compositor.locale.number(entry.page), TEXT_SIZE)
        self._dot = compositor.line(".", TEXT_SIZE, colour=MUTED).natural_width() * 1.8

    @property
    def _start(self) -> float:
        return INDENT * (self.entry.level - 1)

    def measure(self, width: float) -> float:
        """The lines of the heading."""
        return self._text.wrap(width - self._start - NUMBER, 0)[1]

    def paint(self, sheet: Sheet) -> None:
        """The heading, the dots, the page at the end edge."""
        room = sheet.width - self._start - NUMBER
        Compositor.put(sheet.canvas, self._text, sheet.x(self._start, room), self.height, room)
        last = self._text.passage.width(*self._text.lines[-1])
        begin, end = self._start + last + GAP, sheet.width - self._number_width() - GAP
        if end > begin + 3 * self._dot:
            baseline = TEXT_SIZE * LINE * 0.5 - TEXT_SIZE * 0.3
            steps = int((end - begin) / self._dot)
            ends = [sheet.x(end - step * self._dot) for step in (0, steps)]
            sheet.line((ends[0], baseline + 0.6), (ends[1], baseline + 0.6), 0.9, MUTED, (0.9, self._dot - 0.9))
        left = sheet.x(sheet.width - NUMBER, NUMBER)
        self._place_number(sheet, left)
        sheet.canvas.linkRect("", self.entry.key, (0, 0, sheet.width, self.height), relative=1, thickness=0)

    def _number_width(self) -> float:
        return self._page.natural_width()

    def _place_number(self, sheet: Sheet, left: float) -> None:
        """The number at the end edge, on the last line of the heading."""
        top = TEXT_SIZE * LINE
        x = left if sheet.rtl else left + NUMBER - self._number_width() - 0.5
        Compositor.put(sheet.canvas, self._page, x, top, self._number_width() + 0.5)
