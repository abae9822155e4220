"""What stands around the text of every page: marks, the running line, the foot with the number of pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate

from hospcomms.domain.wording import N_, sentence
from hospcomms.reports.cleaning import clean, plain
from hospcomms.reports.compositor import FOOT_SIZE, LINE, Compositor
from hospcomms.reports.document import APPROVAL, DRAFT, DRILL, SAMPLE, UNSIGNED, Document
from hospcomms.reports.drawing import GREY, INK, MUTED, TRACK, Sheet
from hospcomms.reports.notes import NotedFrame
from hospcomms.reports.paragraph import Paragraph

# Plain bytes in the file: written as ASCII they cost a twentieth of the time and a fifth of the size, for no reader.
rl_config.useA85 = 0

SIDE, TOP, BOTTOM = 16 * mm, 10 * mm, 14 * mm
"""Margins of the page in points."""

FOOT_RULE, RUNNING_LINE = 34.0, 22.0
LOWER = BOTTOM + 6
"""Where the text ends, above the foot."""

MARK_TOP = 9.0
NOTICE_SIZE, NOTICE_EDGE, NOTICE_GAP = 11.5, 5.0, 8.0
"""The notice at the top of every page: its type, the room inside its frame and below it, in points."""

GAP = 14.0
"""Between two texts of the running line or the foot, at least, in points."""

LEAST_SHARE = 0.25
"""No text of these lines is made shorter than this share of the width."""

BETWEEN = " · "
"""Between the establishment and its office."""

MARKS = {
    SAMPLE: N_("Sample: invented names and figures"),
    DRAFT: N_("Draft"),
    UNSIGNED: N_("Draft, not signed"),
    DRILL: N_("DRILL – not a real event"),
    APPROVAL: N_("For internal approval: not to be passed on"),
}


class CountedCanvas(Canvas):
    """A canvas that knows the number of pages when it draws the feet.

    Every page refers to a form, which is drawn when all pages are there: drawing pages twice would break
    bookmarks.
    """

    draw_foot: Callable[[Canvas, int, int], None]
    paper: tuple[float, float]

    def save(self) -> None:
        """Draw the feet, then write the file."""
        total = self.getPageNumber() - 1
        for page in range(1, total + 1):
            self.beginForm(f"foot{page}", 0, 0, *self.paper)
            self.draw_foot(self, page, total)
            self.endForm()
        super().save()


class Furniture:
    """Draws what stands around the text of a document."""

    def __init__(self, document: Document, compositor: Compositor, reduction: float = 1.0) -> None:
        self.document, self.compositor, self.reduction = document, compositor, reduction
        self.size = landscape(A4) if document.landscape else A4
        self._notice = compositor.line(document.notice, NOTICE_SIZE, bold=True, align="center")

    @property
    def width(self) -> float:
        """Width of the text in points."""
        return self.size[0] - 2 * SIDE

    @property
    def text_width(self) -> float:
        """Width of the text in its own points, which are smaller on a reduced page."""
        return self.width / self.reduction

    @property
    def text_height(self) -> float:
        """Height of the text of page one, in its own points."""
        return (self.size[1] - self.top - LOWER) / self.reduction

    @property
    def top(self) -> float:
        """Upper margin in points; marks need a little more, a notice its own room."""
        return self._edge + (self._notice_height + NOTICE_GAP if self.document.notice else 0.0)

    @property
    def _edge(self) -> float:
        """Where the notice, or else the text, begins below the edge of the paper."""
        return TOP + (6 if self.document.marks else -4)

    @property
    def _notice_height(self) -> float:
        return self._notice.wrap(self.width - 4 * NOTICE_EDGE, 0)[1] + 2 * NOTICE_EDGE

    def canvas(self, *args: Any, **kwargs: Any) -> CountedCanvas:
        """A canvas for reportlab's document template."""
        made = CountedCanvas(*args, **kwargs)
        made.draw_foot = self.draw_foot
        made.paper = self.size
        if self.compositor.rtl:
            made.setViewerPreference("Direction", "R2L")
        made.setViewerPreference("DisplayDocTitle", "true")
        return made

    def first(self, canvas: Canvas, template: Any) -> None:
        """Page one: the notice before anything else, marks and foot."""
        del template
        self._draw_notice(canvas)
        self._draw_around(canvas)

    def _draw_around(self, canvas: Canvas) -> None:
        self._draw_marks(canvas)
        canvas.doForm(f"foot{canvas.getPageNumber()}")
        canvas.scale(self.reduction, self.reduction)

    def later(self, canvas: Canvas, template: Any) -> None:
        """Later pages: also the running line with the title and the office."""
        del template
        self._draw_notice(canvas)
        self._draw_running_line(canvas)
        self._draw_around(canvas)

    def _draw_notice(self, canvas: Canvas) -> None:
        """The notice in a strong frame over the whole width."""
        if not self.document.notice:
            return
        top, height = self.size[1] - self._edge, self._notice_height
        canvas.saveState()
        canvas.translate(SIDE, 0)
        canvas.setStrokeColor(HexColor(INK))
        canvas.setLineWidth(1.4)
        canvas.rect(0.7, top - height, self.width - 1.4, height, stroke=1, fill=0)
        Compositor.put(canvas, self._notice, 2 * NOTICE_EDGE, top - NOTICE_EDGE, self.width - 4 * NOTICE_EDGE)
        canvas.restoreState()

    def _draw_running_line(self, canvas: Canvas) -> None:
        sheet, top = self._sheet(canvas), self.size[1] - self.top - 1
        canvas.saveState()
        canvas.translate(SIDE, 0)
        self._put_line(sheet, top, (self.document.title, self._establishment), fixed=1)
        sheet.rule(top - FOOT_SIZE * LINE - 1, 0.5, GREY)
        canvas.restoreState()

    def draw_foot(self, canvas: Canvas, page: int, total: int) -> None:
        """Office, version and page number under a thin rule."""
        sheet = self._sheet(canvas)
        locale = self.compositor.locale
        pages = locale.say(sentence("Page {page} of {pages}", page=page, pages=total))
        canvas.saveState()
        canvas.translate(SIDE, 0)
        sheet.rule(FOOT_RULE, 0.5, GREY)
        top = FOOT_RULE - 3
        self._put_line(sheet, top, (self.document.office, self.document.version, pages), fixed=0)
        canvas.restoreState()

    @property
    def _establishment(self) -> str:
        """The office without its department: what the running line has room for."""
        return self.document.office.partition(BETWEEN)[0]

    def _sheet(self, canvas: Canvas) -> Sheet:
        return Sheet(canvas, self.width, self.compositor.rtl)

    def _put_line(self, sheet: Sheet, top: float, texts: Sequence[str], fixed: int) -> None:
        """Texts of small grey type on one line: the first at the start, the last at the end, one between in the
        middle of what is left. The text `fixed` gives way when there is not room for all.
        """
        room = self.width - GAP * (len(texts) - 1)
        lines = [self._small(text) for text in texts]
        widths = [line.natural_width() for line in lines]
        order = sorted(range(len(texts)), key=lambda place: place == fixed)
        least = room * LEAST_SHARE
        for place in reversed(order):
            spare = room - sum(widths)
            if spare < 0 and widths[place] > least:
                lines[place] = self._shortened(texts[place], max(widths[place] + spare, least))
                widths[place] = lines[place].natural_width()
        ends = self.width - widths[-1]
        Compositor.put(sheet.canvas, lines[0], sheet.x(0.0, widths[0] + 1), top, widths[0] + 1)
        Compositor.put(sheet.canvas, lines[-1], sheet.x(ends - 1, widths[-1] + 1), top, widths[-1] + 1)
        for line, width in list(zip(lines, widths, strict=True))[1:-1]:
            start = (self.width - width) / 2
            if start < widths[0] + GAP or start + width > ends - GAP:
                start = (widths[0] + ends - width) / 2
            Compositor.put(sheet.canvas, line, sheet.x(start, width + 1), top, width + 1)

    def _small(self, text: str) -> Paragraph:
        return self.compositor.line(text, FOOT_SIZE, colour=MUTED)

    def _shortened(self, text: str, width: float) -> Paragraph:
        """The beginning of a text: whole parts first, then whole words, with a sign that something follows."""
        if BETWEEN in text:
            text = text.rpartition(BETWEEN)[0]
        line = self._small(text)
        while line.natural_width() > width and " " in text:
            text = text.rstrip("… ·«").rpartition(" ")[0].rstrip(" ·«\u00a0\u202f") + "…"
            line = self._small(text)
        return line

    def _draw_marks(self, canvas: Canvas) -> None:
        """The marks, framed at the top start corner; a drill also has a grey band behind them."""
        if not self.document.marks:
            return
        sheet = self._sheet(canvas)
        text = " · ".join(self.compositor.locale.text(MARKS[mark]) for mark in self.document.marks)
        line = self.compositor.line(text, FOOT_SIZE, align="center")
        width, height = line.natural_width() + 12, FOOT_SIZE * LINE + 2
        top = self.size[1] - MARK_TOP
        canvas.saveState()
        if DRILL in self.document.marks:
            canvas.setFillColor(HexColor(TRACK))
            canvas.rect(0, top - height - 2, self.size[0], height + 4, stroke=0, fill=1)
        canvas.translate(SIDE, 0)
        canvas.setStrokeColor(HexColor(INK))
        canvas.setFillColor(HexColor("#FFFFFF"))
        canvas.setLineWidth(0.6)
        canvas.rect(sheet.x(0, width), top - height, width, height, stroke=1, fill=1)
        Compositor.put(canvas, line, sheet.x(0, width), top - 1, width)
        canvas.restoreState()


def _end_page(area: NotedFrame, rtl: bool, canvas: Canvas, template: Any) -> None:
    """The footnotes of the page that ends."""
    del template
    area.draw_notes(canvas, rtl)


def template(target: Any, furniture: Furniture) -> BaseDocTemplate:
    """The document of reportlab with our two kinds of page."""
    height = furniture.size[1]

    def frame(top: float) -> NotedFrame:
        share = furniture.reduction
        return NotedFrame(
            SIDE / share, LOWER / share, furniture.text_width, (height - LOWER - top) / share,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip

    document = furniture.document
    made = BaseDocTemplate(
        target,
        pagesize=furniture.size,
        title=plain(clean(document.title)),
        author=clean(document.author or document.office),
        subject=clean(document.version),
        creator="HospComms",
        lang=document.language,
    )
    for name, above, begin in (("first", 0.0, furniture.first), ("later", RUNNING_LINE, furniture.later)):
        area = frame(furniture.top + above)
        end = partial(_end_page, area, furniture.compositor.rtl)
        made.addPageTemplates([PageTemplate(name, [area], begin, end, autoNextPageTemplate="later")])
    return made
