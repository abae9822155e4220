"""Headings, the verdict box, lists, pictures and signatures as parts of a page."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from hospcomms.domain.wording import sentence
from hospcomms.reports.cleaning import clean, plain
from hospcomms.reports.compositor import NOTE_SIZE, TEXT_SIZE, Compositor, Piece
from hospcomms.reports.document import Bullets, Heading, Item, Picture, Signatures, VerdictBox
from hospcomms.reports.drawing import MUTED, Sheet, tone_colour
from hospcomms.reports.letterhead import draw_picture
from hospcomms.reports.paragraph import Paragraph, Setting


class HeadingPiece(Piece):
    """A bold line with its note and legend beside it; it makes the outline of the PDF."""

    SIZES = {1: 11.5, 2: 10.5}
    GAP = 8.0

    def __init__(self, compositor: Compositor, heading: Heading, number: str, place: int) -> None:
        super().__init__(compositor, before=4.0 if heading.level == 1 else 3.0, after=2.0)
        self.heading, self.place = heading, place
        self.text = f"{number}. {heading.text}" if number else heading.text
        self._line = compositor.line(self.text, self.SIZES.get(heading.level, 10.5), bold=True)
        self._keys = [(key.shape, compositor.line(key.text, NOTE_SIZE, colour=MUTED)) for key in heading.keys]
        self._note = compositor.line(heading.note, NOTE_SIZE, colour=MUTED)
        self._below = False

    def measure(self, width: float) -> float:
        """One line, or the heading with its note below when both do not fit."""
        height = self._line.wrap(width, 0)[1]
        used = min(self._line.natural_width(), width) + self.GAP
        used += sum(line.natural_width() + 20 for _, line in self._keys)
        self._below = bool(self.heading.note) and used + self._note.natural_width() > width
        return height + (self._note.wrap(width, 0)[1] if self._below else 0.0)

    def paint(self, sheet: Sheet) -> None:
        """Draw, and enter into the outline."""
        key = f"heading{self.place}"
        sheet.canvas.bookmarkPage(key)
        self.compositor.headings.append((self.text, self.heading.level, key, sheet.canvas.getPageNumber()))
        sheet.canvas.addOutlineEntry(plain(clean(self.text)), key, level=0)
        Compositor.put(sheet.canvas, self._line, 0, self.height, sheet.width)
        start = self._line.natural_width() + self.GAP
        # small type on the baseline of the heading: half of the difference of the line heights, plus that
        # of the sizes
        top = self.height - (self._line.setting.leading - self._note.setting.leading) / 2 - 0.75
        for shape, line in self._keys:
            width = line.natural_width() + 1
            middle = top - line.setting.leading / 2
            sheet.shape(shape, sheet.x(start, 9), middle - 4.5, 9, tone_colour(shape))
            Compositor.put(sheet.canvas, line, sheet.x(start + 11, width), top, width)
            start += width + 20
        if self._below:
            Compositor.put(sheet.canvas, self._note, 0, self.height - self._line.height, sheet.width)
        elif self.heading.note:
            room = sheet.width - start
            Compositor.put(sheet.canvas, self._note, sheet.x(start, room), top, room)


class VerdictPiece(Piece):
    """The verdict: a framed box with a bar at its start edge, the shape, the sentence, what explains it."""

    BAR, PAD, SHAPE, GAP = 4.5, 9.0, 30.0, 11.0

    def __init__(self, compositor: Compositor, verdict: VerdictBox) -> None:
        super().__init__(compositor, before=4.0, after=8.0)
        self.verdict = verdict
        self.colour = tone_colour(verdict.shape)
        head = compositor.paragraphs(verdict.sentence, 13.0, bold=True, tone=verdict.shape)
        lines = [part for words in verdict.lines for part in compositor.paragraphs(words)]
        self._parts: list[Paragraph] = head + lines

    @property
    def _indent(self) -> float:
        return self.BAR + self.PAD + self.SHAPE + self.GAP

    def measure(self, width: float) -> float:
        """The text and its padding, never lower than the shape."""
        inner = width - self._indent - self.PAD
        text = sum(part.wrap(inner, 0)[1] for part in self._parts)
        return max(text + 2 * self.PAD - 3, self.SHAPE + 2 * self.PAD)

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803  # reportlab's names
        """Never in two, unless the text is longer than a page: then it goes on without its frame."""
        self.wrap(aW, aH)
        return list(self._parts) if self.height > 640 else []

    def paint(self, sheet: Sheet) -> None:
        """Frame, bar, shape, text."""
        canvas = sheet.canvas
        canvas.saveState()
        canvas.setStrokeColor(HexColor(self.colour))
        canvas.setFillColor(HexColor(self.colour))
        canvas.setLineWidth(1.1)
        canvas.rect(0.55, 0.55, sheet.width - 1.1, self.height - 1.1, stroke=1, fill=0)
        canvas.rect(sheet.x(0, self.BAR), 0, self.BAR, self.height, stroke=0, fill=1)
        canvas.restoreState()
        x = sheet.x(self.BAR + self.PAD, self.SHAPE)
        sheet.shape(self.verdict.shape, x, self.height - self.PAD - self.SHAPE, self.SHAPE, self.colour)
        inner = sheet.width - self._indent - self.PAD
        top = self.height - self.PAD + 3
        for part in self._parts:
            top -= Compositor.put(canvas, part, sheet.x(self._indent, inner), top, inner)


class ItemPiece(Piece):
    """One entry of a list: its number or dot at the start edge, its text beside it; `depth` counts lists above."""

    INDENT = 16.0

    def __init__(self, compositor: Compositor, mark: Paragraph, text: Paragraph, depth: int = 0) -> None:
        super().__init__(compositor, after=1.5)
        self._mark, self._text, self._depth = mark, text, depth
        self.notes = text.notes

    @property
    def _start(self) -> float:
        """Where the mark begins."""
        return self.INDENT * self._depth

    def measure(self, width: float) -> float:
        """The height of the text."""
        return self._text.wrap(width - self._start - self.INDENT, 0)[1]

    def least(self, width: float) -> float:
        """Two lines of the text."""
        return self._text.least(width - self._start - self.INDENT)

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803  # reportlab's names
        """The text splits; the rest has no mark."""
        parts = self._text.split(aW - self._start - self.INDENT, aH)
        if len(parts) != 2:
            return []
        empty = self.compositor.line("", TEXT_SIZE)
        marks = (self._mark, empty)
        return [
            ItemPiece(self.compositor, mark, part, self._depth)
            for mark, part in zip(marks, parts, strict=True)
            if isinstance(part, Paragraph)
        ]

    def paint(self, sheet: Sheet) -> None:
        """Draw the mark and the text."""
        start = self._start + self.INDENT
        inner, mark = sheet.width - start, self.INDENT - 4
        Compositor.put(sheet.canvas, self._mark, sheet.x(self._start, mark), self.height, mark)
        Compositor.put(sheet.canvas, self._text, sheet.x(start, inner), self.height, inner)


DOTS = ("•", "–", "·")
"""The marks of lists in lists."""


def items(compositor: Compositor, bullets: Bullets, depth: int = 0) -> list[Flowable]:
    """The entries of a list; further paragraphs of an entry have no mark of their own."""
    made: list[Flowable] = []
    for number, entry in enumerate(bullets.items, 1):
        words = entry.words if isinstance(entry, Item) else entry
        mark = f"{compositor.locale.number(number)}." if bullets.numbered else DOTS[depth % len(DOTS)]
        for place, text in enumerate(compositor.paragraphs(words)):
            shown = compositor.line("" if place else mark, TEXT_SIZE)
            made.append(ItemPiece(compositor, shown, text, depth))
        if isinstance(entry, Item):
            made += items(compositor, entry.below, depth + 1)
    if made and not depth and isinstance(made[-1], ItemPiece):
        made[-1].after = 4.0  # what follows the list stands a little off
    return made


class PicturePiece(Piece):
    """An image in the middle of the page with its caption."""

    def __init__(self, compositor: Compositor, picture: Picture) -> None:
        super().__init__(compositor, before=4.0, after=4.0)
        self.picture = picture
        self._image = compositor.picture(picture.path)
        problem = self._image.problem
        told = numbered(compositor, picture.caption) if picture.counted else picture.caption
        caption = compositor.locale.say(problem) if problem else told
        self._caption = compositor.line(caption, NOTE_SIZE, colour=MUTED, align="center")

    def measure(self, width: float) -> float:
        """The image in its proportions, at most two thirds of a page high, and the caption."""
        if self._image.image is None:
            self._drawn = 0.0, 0.0
            return self._caption.wrap(width - 20, 0)[1] + 12
        across, high = self._image.size
        wide = min(self.picture.width * mm, width)
        tall = wide * high / across
        if tall > 480:
            wide, tall = wide * 480 / tall, 480.0
        self._drawn = wide, tall
        return tall + (self._caption.wrap(width, 0)[1] if self.picture.caption else 0.0)

    def paint(self, sheet: Sheet) -> None:
        """Draw the image and the caption."""
        wide, tall = self._drawn
        left = (sheet.width - wide) / 2
        if self._image.image is None:
            sheet.canvas.rect(0.5, 0.5, sheet.width - 1, self.height - 1, stroke=1, fill=0)
            Compositor.put(sheet.canvas, self._caption, 10, self.height - 6, sheet.width - 20)
            return
        draw_picture(sheet.canvas, self._image, left, self.height - tall, wide, tall)
        if self.picture.caption:
            Compositor.put(sheet.canvas, self._caption, 0, self.height - tall, sheet.width)


def numbered(compositor: Compositor, caption: str) -> str:
    """A caption with the number of its figure; "" stays empty and is not counted."""
    if not caption:
        return ""
    compositor.figures_made += 1
    return compositor.locale.say(sentence("Figure {n}: {caption}", n=compositor.figures_made, caption=caption))


class SignaturesPiece(Piece):
    """Functions side by side, what is asked for under each, and room for it."""

    FREE = 21 * mm  # with the margin above the foot, 25 mm
    BETWEEN = 12.0

    def __init__(self, compositor: Compositor, signatures: Signatures) -> None:
        super().__init__(compositor, before=8.0)
        people = signatures.people
        self._roles = [compositor.line(person.role, TEXT_SIZE, align="center") for person in people]
        self._notes = [compositor.line(person.note, NOTE_SIZE, colour=MUTED, align="center") for person in people]

    def measure(self, width: float) -> float:
        """The highest pair of lines and the free space."""
        self._columns = self._shares(width)
        self._role_height = max(role.wrap(one, 0)[1] for role, one in zip(self._roles, self._columns, strict=True))
        notes = max(note.wrap(one, 0)[1] for note, one in zip(self._notes, self._columns, strict=True))
        return self._role_height + notes + self.FREE

    def _shares(self, width: float) -> list[float]:
        """Equal columns, unless a function needs more to stay on one line and the others can spare it."""
        equal = width / len(self._roles)
        needs = [role.natural_width() + self.BETWEEN for role in self._roles]
        if max(needs) <= equal or sum(needs) > width:
            return [equal] * len(self._roles)
        spare = (width - sum(needs)) / len(needs)
        return [need + spare for need in needs]

    def paint(self, sheet: Sheet) -> None:
        """Column by column in reading order."""
        start = 0.0
        for role, note, column in zip(self._roles, self._notes, self._columns, strict=True):
            x = sheet.x(start, column)
            Compositor.put(sheet.canvas, role, x, self.height, column)
            Compositor.put(sheet.canvas, note, x, self.height - self._role_height, column)
            start += column


def title(compositor: Compositor, text: str, subtitle: str, kicker: str = "") -> list[Paragraph]:
    """The title of the document with the lines above and under it, in the middle of the page."""
    made = compositor.paragraphs(
        kicker, 11.0, setting=Setting(leading=17.0, align="center", before=6.0), bold=True, tone="muted"
    )
    made += compositor.paragraphs(
        text, 17.0, setting=Setting(leading=27.0, align="center", before=6.0), bold=True, tone="ink"
    )
    made += compositor.paragraphs(
        subtitle, 10.0, setting=Setting(leading=16.0, align="center", after=8.0), tone="muted"
    )
    return made
