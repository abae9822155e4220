"""Sets a Document on pages: the one place that turns blocks into a PDF file."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from reportlab.platypus.flowables import CondPageBreak, Flowable, PageBreak

from hospcomms.domain.charts import table_of
from hospcomms.domain.locale import Locale
from hospcomms.reports.blocks import HeadingPiece, PicturePiece, SignaturesPiece, VerdictPiece, items, title
from hospcomms.reports.charting import ChartPiece
from hospcomms.reports.charts import ChainPiece, FiguresPiece
from hospcomms.reports.compositor import NOTE_SIZE, Compositor, Piece
from hospcomms.reports.document import (
    Block,
    Break,
    Bullets,
    ChainBars,
    Column,
    Document,
    Figures,
    Graph,
    Heading,
    Picture,
    Signatures,
    Table,
    Text,
    VerdictBox,
)
from hospcomms.reports.handing_over import write_whole
from hospcomms.reports.letterhead import LetterheadPiece
from hospcomms.reports.pages import Furniture, template
from hospcomms.reports.paragraph import Paragraph, Setting
from hospcomms.reports.tables import TablePiece, prepare

REDUCTIONS = (0.96, 0.93, 0.9, 0.875, 0.85)
"""How much smaller a document may be set to keep to its number of pages: text of 10.5 points becomes 8.9."""


def write_pdf(document: Document, path: Path, locale: Locale, shaper_name: str = "") -> None:
    """Write the document as a PDF file, whole or not at all.

    `locale` must speak the language of the document. Refusal when the file cannot be written.
    """
    content = pdf_bytes(document, locale, shaper_name)
    write_whole(path, lambda temporary: _write(temporary, content))


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def pdf_bytes(
    document: Document, locale: Locale, shaper_name: str = "", paged: Callable[[int], None] | None = None
) -> bytes:
    """The PDF file of a document, e.g. for the preview on the screen.

    ``paged`` is told the number of every page that is begun; what it raises ends the work.
    """
    if locale.language != document.language:
        raise ValueError(f"a document in {document.language} needs its own locale")
    compositor = Compositor(locale, shaper_name)
    return _build(document, compositor, _reduction(document, compositor), paged)


def _reduction(document: Document, compositor: Compositor) -> float:
    """The largest size at which the document keeps to its pages; the usual size when none is small enough."""
    if not document.most_pages:
        return 1.0
    for reduction in (1.0, *REDUCTIONS):
        furniture = Furniture(document, compositor, reduction)
        width = furniture.text_width
        height = _height(flow(document, compositor, width), width)
        if height <= document.most_pages * furniture.text_height:
            return reduction
    return 1.0


def _height(parts: Sequence[Flowable], width: float) -> float:
    """The room the parts take one below the other: between two stands the larger of their distances.

    At a place where a page may break, as before each heading, both distances count.
    """
    height = after = 0.0
    for part in parts:
        if isinstance(part, Piece | Paragraph):
            gap = max(after, part.getSpaceBefore()) if height else 0.0
            height += gap + part.wrap(width, 0)[1]
            after = part.getSpaceAfter()
        else:
            height, after = height + after, 0.0
    return height


def _build(document: Document, compositor: Compositor, reduction: float, paged: Callable[[int], None] | None) -> bytes:
    """The file, set at that share of the usual size."""
    furniture = Furniture(document, compositor, reduction)
    buffer = io.BytesIO()
    made = template(buffer, furniture)
    if paged is not None:
        made.setProgressCallBack(lambda kind, value: paged(value) if kind == "PAGE" else None)
    made.build(flow(document, compositor, furniture.text_width), canvasmaker=furniture.canvas)
    return buffer.getvalue()


def flow(document: Document, compositor: Compositor, width: float) -> list[Flowable]:
    """The parts of the document in order, each heading held together with what it heads."""
    parts: list[Flowable] = []
    if document.letterhead:
        parts.append(LetterheadPiece(compositor, document.letterhead))
    parts += title(compositor, document.title, document.subtitle)
    number = 0
    for place, block in enumerate(document.blocks):
        if isinstance(block, Heading):
            numbered = document.numbered and block.level == 1
            number += numbered
            counted = compositor.locale.number(number) if numbered else ""
            heading = HeadingPiece(compositor, block, counted, place)
            needed = _needed(heading, document.blocks[place + 1 :], compositor, width)
            parts += [CondPageBreak(needed), heading]
        else:
            parts += _set(block, compositor)
    return parts


def _needed(heading: HeadingPiece, following: Sequence[Block], compositor: Compositor, width: float) -> float:
    """Height of a heading with the least of the next block that may stand under it."""
    height = heading.wrap(width, 0)[1] + heading.before + heading.after
    if not following or isinstance(following[0], Heading | Break):
        return height + 30.0
    first = _set(following[0], compositor)[:1]
    least = first[0].least(width) if first and isinstance(first[0], Piece | Paragraph) else 0.0
    return min(height + least, 500.0)


def _set(block: Block, compositor: Compositor) -> list[Flowable]:
    """The parts of one block; headings are set by `flow`, which numbers them."""
    return _SETTERS[type(block)](compositor, block)


def _text(compositor: Compositor, text: Text) -> list[Flowable]:
    """The paragraphs of a text."""
    setting = Setting(leading=0.0, align=text.align, after=2.0)
    return list(compositor.paragraphs(text.words, text.size, setting=setting, tone=text.tone))


def _graph(compositor: Compositor, graph: Graph) -> list[Flowable]:
    """The chart, its caption, and the table that says the same if it is asked for."""
    parts: list[Flowable] = [ChartPiece(compositor, graph.chart)]
    if graph.caption:
        setting = Setting(leading=0.0, align="center", after=4.0)
        parts += compositor.paragraphs(graph.caption, NOTE_SIZE, setting=setting, tone="muted")
    if graph.twin:
        twin = table_of(graph.chart, compositor.locale)
        columns = tuple(Column(text, number=0 < twin.figures <= place) for place, text in enumerate(twin.headings))
        parts.append(TablePiece(compositor, prepare(Table(columns, twin.rows), compositor)))
    return parts


_Setter = Callable[[Compositor, Any], list[Flowable]]
_SETTERS: dict[type, _Setter] = {
    Text: _text,
    Bullets: items,
    Table: lambda compositor, block: [TablePiece(compositor, prepare(block, compositor))],
    VerdictBox: lambda compositor, block: [VerdictPiece(compositor, block)],
    ChainBars: lambda compositor, block: [ChainPiece(compositor, block)] if block.stages else [],
    Graph: _graph,
    Figures: lambda compositor, block: [FiguresPiece(compositor, block)] if block.facts else [],
    Picture: lambda compositor, block: [PicturePiece(compositor, block)],
    Signatures: lambda compositor, block: [SignaturesPiece(compositor, block)] if block.people else [],
    Break: lambda _compositor, _block: [PageBreak()],
}
"""How each kind of block is set; a test checks that none is missing."""
