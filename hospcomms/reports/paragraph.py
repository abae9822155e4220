"""The paragraph as a flowing part of a page: aligned, justified, split across pages, drawn word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from reportlab.platypus.flowables import Flowable

from hospcomms.reports.fonts import Face, Fonts
from hospcomms.reports.glyphs import Glyph, Ink, Lettering, colour
from hospcomms.reports.lines import Line, Look, Part, Passage, Stretch
from hospcomms.reports.shaping import Shaper, shaper

Align = Literal["start", "end", "center", "justify"]

WIDEST_BLANK = 1.0
"""A line whose blanks would each gain more than this share of the size is not justified: a long address in the next
line would leave holes in this one."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set: line height and space around it in points, alignment, whether it stays with
    the next.
    """

    leading: float = 16.5
    align: Align = "start"
    before: float = 0.0
    after: float = 0.0
    keeps_with_next: bool = False


class Typesetter:
    """Makes paragraphs of one document: its fonts, its shaper and its base direction, which is never
    detected.
    """

    def __init__(self, rtl: bool, shaper_name: str = "") -> None:
        self.rtl = rtl
        self.fonts = Fonts()
        self.shaper: Shaper = shaper(shaper_name)

    def passage(self, stretches: Sequence[Stretch], *, rtl: bool | None = None) -> Passage:
        """One paragraph to measure or draw; `rtl` overrides the direction of the document."""
        return Passage(stretches, self.fonts, self.shaper, self.rtl if rtl is None else rtl)

    def paragraph(
        self, stretches: Sequence[Stretch], setting: Setting = Setting(), *, rtl: bool | None = None
    ) -> Paragraph:
        """One paragraph that flows on the page, aligned as the document reads; `rtl` is its own direction."""
        return Paragraph(self.passage(stretches, rtl=rtl), setting, page_rtl=self.rtl)

    def line(self, text: str, look: Look) -> Paragraph:
        """One short line, placed by hand, e.g. a label of a chart."""
        return self.paragraph((Stretch(text, look),), Setting(leading=look.size * 1.57))


class Paragraph(Flowable):
    """A passage broken to the width it is given. `lines` is set for the two parts of a split paragraph.

    `page_rtl` says which edge is the start: that of the page, whatever the direction of the passage itself.
    """

    def __init__(
        self, passage: Passage, setting: Setting, lines: Sequence[Line] = (), *, page_rtl: bool | None = None
    ) -> None:
        super().__init__()
        self.passage, self.setting = passage, setting
        self.page_rtl = passage.rtl if page_rtl is None else page_rtl
        self._given = list(lines)
        self._broken: dict[float, list[Line]] = {}
        self.lines: list[Line] = self._given
        self.keepWithNext = setting.keeps_with_next
        self.marked: list[tuple[int, Paragraph]] = []  # footnotes by the place of their mark

    @property
    def notes(self) -> list[Paragraph]:
        """The footnotes whose marks stand in these lines."""
        if not self._given:
            return [note for _, note in self.marked]
        first, last = self._given[0][0], self._given[-1][1]
        return [note for place, note in self.marked if first < place <= last]

    def getSpaceBefore(self) -> float:  # noqa: N802  # reportlab's name
        """Space above, in points."""
        return self.setting.before

    def getSpaceAfter(self) -> float:  # noqa: N802  # reportlab's name
        """Space below, in points."""
        return self.setting.after

    def natural_width(self) -> float:
        """Width of the paragraph on one line."""
        return self.passage.natural_width()

    def least(self, width: float) -> float:
        """The smallest height that may be left at the foot of a page: two lines."""
        self.wrap(width, 0)
        return self.setting.leading * (2 if len(self.lines) > 3 else len(self.lines))

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002  # reportlab's names
        """Break to the width; returns width and height."""
        if not self._given and aW not in self._broken:
            self._broken[aW] = self.passage.lines(aW)
        self.lines = self._given or self._broken[aW]
        self.width, self.height = aW, self.setting.leading * len(self.lines)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803  # reportlab's names
        """The part that fits and the rest; never one line alone on either page."""
        self.wrap(aW, aH)
        fitting, count = int((aH + 0.01) // self.setting.leading), len(self.lines)
        if fitting >= count:
            return [self]
        if count - fitting == 1:
            fitting -= 1
        if fitting < 2:
            return []
        head, tail = replace(self.setting, after=0.0), replace(self.setting, before=0.0)
        parts = [
            Paragraph(self.passage, head, self.lines[:fitting], page_rtl=self.page_rtl),
            Paragraph(self.passage, tail, self.lines[fitting:], page_rtl=self.page_rtl),
        ]
        for part in parts:
            part.marked = self.marked
        return list(parts)

    def draw(self) -> None:
        """Draw all lines; called by reportlab with the canvas moved to the lower left corner."""
        self.put(self.canv, 0.0, self.height)

    def put(self, canvas: Any, x: float, top: float) -> None:
        """Draw all lines, once wrapped, with the upper left corner at (x, top)."""
        pen = Pen(canvas)
        baseline = top - self.setting.leading * 0.5 - self.passage.look.size * 0.3
        for line in self.lines:
            self._draw_line(pen, line, x, baseline)
            baseline -= self.setting.leading
        pen.lift()

    def _draw_line(self, pen: Pen, line: Line, x: float, y: float) -> None:
        parts = self.passage.line_parts(line)
        if not parts:
            return
        width = sum([part.width for part in parts])
        has_hyphen = self.passage.ends_with_hyphen(line)
        if has_hyphen:
            width += self.passage.hyphen_width()
        extra = self._stretching(line, width)
        x += self._edge(width) if not extra else 0.0
        if has_hyphen:
            x = self._draw_hyphen(pen, x, y, width)
        if self.passage.is_even and not extra:
            _draw_even(pen, parts, x, y)
            return
        places: dict[int, float] = {}
        for part in sorted(parts, key=_rank):
            places[part.start] = x
            x += part.width + (extra if part.is_blank else 0.0)
        for part in parts:
            pen.show(part.span.face, part.span.look, part.lettering, places[part.start], y)

    def _draw_hyphen(self, pen: Pen, x: float, y: float, width: float) -> float:
        """The hyphen at the end of a broken word; returns where the rest of the line begins."""
        face, look = self.passage.hyphen
        wide = face.advance("-")
        hyphen = Lettering((Glyph(ord("-"), "-", wide, 0.0, wide),))
        size = self.passage.hyphen_width()
        pen.show(face, look, hyphen, x if self.passage.rtl else x + width - size, y)
        return x + size if self.passage.rtl else x

    def _edge(self, width: float) -> float:
        """Left edge of a line of that width. The longest line of a text of the other direction stands at the start
        of the page, and the others begin where it begins.
        """
        if self.setting.align == "center":
            return (self.width - width) / 2
        at_right = self.page_rtl == (self.setting.align != "end")
        if self.passage.rtl == self.page_rtl or self.setting.align == "end":
            return self.width - width if at_right else 0.0
        block = max(width, *(self._drawn_width(one) for one in self.lines)) if len(self.lines) > 1 else width
        return self.width - block if at_right else block - width

    def _drawn_width(self, line: Line) -> float:
        """The width of the words of a line, with the hyphen of a broken word."""
        hyphen = self.passage.hyphen_width() if self.passage.ends_with_hyphen(line) else 0.0
        return sum([part.width for part in self.passage.line_parts(line)]) + hyphen

    def _stretching(self, line: Line, width: float) -> float:
        """What each blank of a justified line gains, in points; the last line is never stretched."""
        words = self.passage.words
        if self.setting.align != "justify" or not words or line[1] >= words[-1][1]:
            return 0.0
        blanks = sum([part.is_blank for part in self.passage.line_parts(line)])
        extra = (self.width - width) / blanks if blanks and self.width > width else 0.0
        return extra if extra <= WIDEST_BLANK * self.passage.look.size else 0.0


def _rank(part: Part) -> int:
    return part.rank


def _draw_even(pen: Pen, parts: list[Part], x: float, y: float) -> None:
    """A line of one direction, face and look, which needs no sorting."""
    span = parts[0].span
    face, look, rtl = span.face, span.look, span.rtl
    if rtl:
        x += sum([part.width for part in parts])
    for part in parts:
        if rtl:
            x -= part.width
            pen.show(face, look, part.lettering, x, y)
        else:
            pen.show(face, look, part.lettering, x, y)
            x += part.width


class Pen:
    """Writes words on a canvas, and after them the marks over and under their letters.

    Words are drawn one by one in reading order: programs that read the PDF in drawing order then find the
    sentence.
    """

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._document = canvas._doc  # noqa: SLF001  # reportlab gives fonts their codes by document
        self._written = ["BT"]
        self._marks: list[tuple[Face, Look, Ink, float, float]] = []
        self._colour = ""

    def show(self, face: Face, look: Look, letters: Lettering, x: float, y: float) -> None:
        """Draw a word with its left end at (x, y) points."""
        written = self._written
        y += look.rise
        if look.colour != self._colour:
            self._colour = look.colour
            written.append(colour(look.colour))
        place = f"1 0 0 1 {x:.2f} {y:.2f} Tm "
        for font, shown in letters.written(face, self._document):
            # the font is named before every word: pypdf joins words that share one from left to right
            written.append(f"{font} {look.size:g} Tf {place}{shown}")
            place = ""
        if letters.inks:
            scale = look.size / 1000
            self._marks += [(face, look, ink, x + ink.x * scale, y + ink.y * scale) for ink in letters.inks]

    def lift(self) -> None:
        """Put everything on the page."""
        if len(self._written) > 1:
            self._canvas.addLiteral(" ".join([*self._written, "ET"]))
        for face, look, ink, x, y in self._marks:
            name = _figure(self._canvas, face, ink.glyph)
            scale = look.size / face.units
            self._canvas.addLiteral(f"q {colour(look.colour)} {scale:.5f} 0 0 {scale:.5f} {x:.2f} {y:.2f} cm")
            self._canvas.doForm(name)
            self._canvas.addLiteral("Q")


def _figure(canvas: Any, face: Face, glyph: int) -> str:
    """The name of the form that draws a mark, made when the document first needs it."""
    name = f"{face.name}{glyph}"
    if not canvas.hasForm(name):
        path, box = face.outline(glyph)
        canvas.beginForm(name, *box)
        canvas.addLiteral(path)
        canvas.endForm()
    return name
