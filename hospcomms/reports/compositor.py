"""Sets the words of a document as paragraphs, and holds the measures that all printed pages share."""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import Sentence
from hospcomms.reports.bidi import own_direction
from hospcomms.reports.cleaning import isolate, isolate_tokens, paragraphs
from hospcomms.reports.document import Align, Span, Words
from hospcomms.reports.drawing import INK, MUTED, Sheet, tone_colour
from hospcomms.reports.lines import Look, Stretch
from hospcomms.reports.paragraph import Paragraph, Setting, Typesetter
from hospcomms.reports.pictures import Usable, usable
from hospcomms.reports.stand_ins import StandIns

TEXT_SIZE, TABLE_SIZE, NOTE_SIZE, FOOT_SIZE = 10.5, 9.5, 9.0, 8.5
LINE = 16.5 / 10.5
"""Line height over type size in text; tables are a little tighter, text with vowel signs a little wider."""

VOWELLED_LINE = 1.7
_VOWELLED_SHARE = 0.1
_VOWELS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")


_NATURAL = Setting(leading=0.0)
"""Line height 0 means: from the size of the type."""


def is_vowelled(text: str) -> bool:
    """Whether enough letters carry vowel signs for the lines to need more room."""
    return len(_VOWELS.findall(text)) > _VOWELLED_SHARE * max(len(text), 1)


class Compositor:
    """Sets the words of one document. Sizes and widths are points."""

    def __init__(self, locale: Locale, shaper_name: str = "") -> None:
        self.locale, self.rtl = locale, locale.rtl
        self.typesetter = Typesetter(locale.rtl, shaper_name)
        self.stand_ins = StandIns(locale, self.typesetter.fonts)
        self.problems: dict[Path, Sentence] = {}
        self.headings: list[tuple[str, int, str, int]] = []  # text, level, name of the place, page
        self._pictures: dict[Path, Usable] = {}
        self.begin()

    def begin(self) -> None:
        """Count notes and figures from the first again: the document is set anew."""
        self.notes_made = self.figures_made = 0
        self.headings.clear()
        self.stand_ins.begin()

    def picture(self, path: Path) -> Usable:
        """A picture ready to be drawn; what is wrong with it is kept for the warnings."""
        if path not in self._pictures:
            found = self._pictures[path] = usable(path)
            if told := found.problem or found.notice:
                self.problems[path] = told
        return self._pictures[path]

    def warnings(self) -> tuple[Sentence, ...]:
        """What could not be shown as it is."""
        missing = self.stand_ins.warning()
        return (*((missing,) if missing else ()), *self.problems.values())

    def paragraphs(
        self,
        words: Words,
        size: float = TEXT_SIZE,
        *,
        setting: Setting = _NATURAL,
        bold: bool = False,
        tone: str = "ink",
    ) -> list[Paragraph]:
        """The paragraphs of `words`; the line height follows from the size and from vowel signs."""
        groups: list[tuple[Span, ...]]
        if isinstance(words, str):
            groups = [(Span(piece, bold, tone),) for piece in paragraphs(words)]
        else:
            groups = [words] if words else []
        return [self._paragraph(spans, size, setting, bold, tone) for spans in groups]

    def _paragraph(self, spans: tuple[Span, ...], size: float, setting: Setting, bold: bool, tone: str) -> Paragraph:
        whole = "".join([span.text for span in spans])
        leading = setting.leading or size * (VOWELLED_LINE if is_vowelled(whole) else LINE)
        stretches: list[Stretch] = []
        notes: list[tuple[int, Paragraph]] = []
        for span in spans:
            look = Look(span.size or size, span.bold or bold, tone_colour(tone if span.tone == "ink" else span.tone))
            stretches.append(Stretch(isolate_tokens(self.stand_ins.put(span.text)), look))
            if span.note:
                mark, note = self._note(span.note)
                stretches.append(Stretch(mark, Look(size * 0.68, False, look.colour, size * 0.36)))
                notes.append((sum(len(one.text) for one in stretches), note))
        direction = own_direction(whole, self.rtl)
        made = self.typesetter.paragraph(stretches, replace(setting, leading=leading), rtl=direction)
        made.marked = notes
        return made

    def _note(self, text: str) -> tuple[str, Paragraph]:
        """The mark of the next footnote, and the note."""
        self.notes_made += 1
        mark = self.locale.number(self.notes_made)
        plain = " ".join(paragraphs(text))
        return f"\u2060{isolate(f'({mark})')}", self.line(f"({mark}) {plain}", NOTE_SIZE, colour=MUTED)

    def figure(self, text: str, size: float, bold: bool = False, tone: str = "ink") -> Paragraph:
        """A number of a table column: kept left to right unless it holds Arabic words, right edges
        aligned.
        """
        align: Align = "start" if self.rtl else "end"
        direction = own_direction(text, self.rtl)
        text = self.stand_ins.put(text)
        has_words = any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
        shown = isolate_tokens(text) if has_words else isolate(text)
        look = Look(size, bold, tone_colour(tone))
        setting = Setting(leading=size * LINE, align=align)
        return self.typesetter.paragraph((Stretch(shown, look),), setting, rtl=direction)

    def line(
        self,
        text: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = INK,
        align: Align = "start",
        leading: float = 0.0,
    ) -> Paragraph:
        """A short text placed by hand, such as the label of an axis."""
        drawn = self.stand_ins.put(" ".join(paragraphs(text)), is_repeated=True)
        stretch = Stretch(isolate_tokens(drawn), Look(size, bold, colour))
        setting = Setting(leading=leading or size * LINE, align=align)
        return self.typesetter.paragraph((stretch,), setting, rtl=own_direction(text, self.rtl))

    @staticmethod
    def put(canvas: Canvas, paragraph: Paragraph, x: float, top: float, width: float) -> float:
        """Draw a paragraph with its upper left corner at (x, top); returns its height."""
        height = paragraph.wrap(width, 0)[1]
        paragraph.put(canvas, x, top)
        return height


class Piece(Flowable, ABC):
    """A part of the page drawn by hand. Subclasses set `height` in `measure` and draw in `paint`."""

    notes: Sequence[Paragraph] = ()
    """Footnotes that must stand on the same page."""

    def __init__(self, compositor: Compositor, before: float = 0.0, after: float = 0.0) -> None:
        super().__init__()
        self.compositor = compositor
        self.before, self.after = before, after

    def getSpaceBefore(self) -> float:  # noqa: N802  # reportlab's name
        """Space above, in points."""
        return self.before

    def getSpaceAfter(self) -> float:  # noqa: N802  # reportlab's name
        """Space below, in points."""
        return self.after

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002  # reportlab's names
        """Take the whole width; returns width and height."""
        self.width = aW
        self.height = self.measure(aW)
        return aW, self.height

    def least(self, width: float) -> float:
        """The smallest height that may be left at the foot of a page: all of it unless it splits."""
        return self.wrap(width, 0)[1]

    def draw(self) -> None:
        """Draw; called by reportlab with the canvas moved to the lower left corner."""
        self.paint(Sheet(self.canv, self.width, self.compositor.rtl))

    @abstractmethod
    def measure(self, width: float) -> float:
        """The height at that width."""

    @abstractmethod
    def paint(self, sheet: Sheet) -> None:
        """Draw on the sheet, whose lower left corner is (0, 0)."""
