"""The paragraph as a flowing part of a page: aligned, justified, split across pages, drawn word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from reportlab.platypus.flowables import Flowable

from hospcomms.reports.fonts import Fonts
from hospcomms.reports.glyphs import Glyph, colour, operators, total
from hospcomms.reports.lines import Line, Look, Passage, Run, Stretch
from hospcomms.reports.shaping import Shaper, shaper

Align = Literal["start", "end", "center", "justify"]


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

    def getSpaceBefore(self) -> float:  # noqa: N802  # reportlab's name
        """Space above, in points."""
        return self.setting.before

    def getSpaceAfter(self) -> float:  # noqa: N802  # reportlab's name
        """Space below, in points."""
        return self.setting.after

    def natural_width(self) -> float:
        """Width of the paragraph on one line."""
        return self.passage.width(0, len(self.passage.text))

    def least(self, width: float) -> float:
        """The smallest height that may be left at the foot of a page: two lines."""
        self.wrap(width, 0)
        return self.setting.leading * min(2, len(self.lines))

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002  # reportlab's names
        """Break to the width; returns width and height."""
        if not self._given and aW not in self._broken:
            self._broken[aW] = self.passage.lines(aW)
        self.lines = self._given or self._broken[aW]
        self.width, self.height = aW, self.setting.leading * len(self.lines)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803  # reportlab's names
        """The part that fits and the rest; never one line alone on either page when there are more than
        two.
        """
        self.wrap(aW, aH)
        fitting, count = int((aH + 0.01) // self.setting.leading), len(self.lines)
        if fitting >= count:
            return [self]
        if count - fitting == 1 and fitting > 2:
            fitting -= 1
        if fitting < 1 or (fitting == 1 and count > 2):
            return []
        head, tail = replace(self.setting, after=0.0), replace(self.setting, before=0.0)
        return [
            Paragraph(self.passage, head, self.lines[:fitting], page_rtl=self.page_rtl),
            Paragraph(self.passage, tail, self.lines[fitting:], page_rtl=self.page_rtl),
        ]

    def draw(self) -> None:
        """Draw all lines; called by reportlab with the canvas moved to the lower left corner."""
        size = self.passage.looks[0].size if self.passage.looks else Look().size
        baseline = self.height - self.setting.leading * 0.5 - size * 0.3
        for line in self.lines:
            self._draw_line(line, baseline)
            baseline -= self.setting.leading

    def _draw_line(self, line: Line, y: float) -> None:
        runs = self._runs(line)
        width = sum(total(glyphs) * run.look.size / 1000 for run, glyphs in runs)
        extra = self._stretching(line, width)
        words = _words(runs, self._edge(width) if not extra else 0.0, extra)
        canvas: Any = self.canv
        document = canvas._doc  # noqa: SLF001  # reportlab gives fonts their codes by document
        self.canv.addLiteral("BT")
        painted = ""
        for _, x, run, glyphs in sorted(words, key=lambda word: word[0]):
            if run.look.colour != painted:
                painted = run.look.colour
                self.canv.addLiteral(colour(painted))
            for operator in operators(document, run.face, run.look.size, x, y, glyphs):
                self.canv.addLiteral(operator)
        self.canv.addLiteral("ET")

    def _runs(self, line: Line) -> list[tuple[Run, list[Glyph]]]:
        """The runs of a line from left to right, with the hyphen at a broken word."""
        runs = [(run, self.passage.glyphs(run)) for run in self.passage.runs(*line)]
        if self.passage.ends_with_hyphen(line):
            face, look = self.passage.hyphen
            width = face.advance("-")
            hyphen = Run(line[1], line[1], False, face, look), [Glyph(ord("-"), "-", width, 0, 0, width)]
            runs = [hyphen, *runs] if self.passage.rtl else [*runs, hyphen]
        return runs

    def _edge(self, width: float) -> float:
        """Left edge of a line of that width."""
        if self.setting.align == "center":
            return (self.width - width) / 2
        at_right = self.page_rtl == (self.setting.align != "end")
        return self.width - width if at_right else 0.0

    def _stretching(self, line: Line, width: float) -> float:
        """What each blank of a justified line gains, in points; the last line is never stretched."""
        is_last = line[1] >= len(self.passage.text.rstrip())
        if self.setting.align != "justify" or is_last:
            return 0.0
        blanks = self.passage.text[line[0] : line[1]].count(" ")
        return (self.width - width) / blanks if blanks and self.width > width else 0.0


_Word = tuple[float, float, Run, list[Glyph]]


def _words(runs: list[tuple[Run, list[Glyph]]], x: float, extra: float) -> list[_Word]:
    """(reading order, x, run, glyphs) of every word and blank of a line whose left edge is at x points.

    Words are drawn one by one in reading order: programs that read the PDF in drawing order then find the
    sentence.
    """
    found: list[_Word] = []
    for run, run_glyphs in runs:
        size = run.look.size
        glyphs = [g.widened(extra * 1000 / size) if extra and g.meaning == " " else g for g in run_glyphs]
        pieces: list[tuple[float, list[Glyph]]] = []
        was_blank = True
        for glyph in glyphs:
            if glyph.is_blank or was_blank:
                pieces.append((x, []))
            pieces[-1][1].append(glyph)
            was_blank = glyph.is_blank
            x += glyph.advance * size / 1000
        count = len(pieces)
        for place, (left, piece) in enumerate(pieces):
            rank = count - place if run.rtl else place
            found.append((run.start + rank / (count + 1), left, run, piece))
    return found
