"""Sets a Document on pages: the one place that turns blocks into a PDF file."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from reportlab.platypus.flowables import CondPageBreak, Flowable, PageBreak

from hospcomms.domain.charts import table_of
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_, Sentence
from hospcomms.reports.blocks import HeadingPiece, PicturePiece, SignaturesPiece, VerdictPiece, items, numbered, title
from hospcomms.reports.charting import ChartPiece
from hospcomms.reports.compositor import NOTE_SIZE, Compositor, Piece
from hospcomms.reports.contents import Entry, EntryPiece
from hospcomms.reports.document import (
    Block,
    Break,
    Bullets,
    Column,
    Contents,
    Document,
    Figures,
    Graph,
    Heading,
    Hold,
    Picture,
    Signatures,
    Table,
    Text,
    VerdictBox,
)
from hospcomms.reports.figures import FiguresPiece
from hospcomms.reports.handing_over import write_whole
from hospcomms.reports.letterhead import LetterheadPiece
from hospcomms.reports.pages import Furniture, template
from hospcomms.reports.paragraph import Paragraph, Setting
from hospcomms.reports.tables import TablePiece, prepare

SHORT_CONTENTS = 14
"""A table of contents of more entries has the rest of its page to itself."""

MOST_PASSES = 4
MOST_PAGES_TRIED = 6
"""A document of more pages than this is not set again and again to save one."""

CONTENTS_KEY = "heading-1"
MOST_HELD, HELD_SPARE = 680.0, 12.0
"""Blocks held together ask for at most this height, and a little more than they measure, in points."""

REDUCTIONS = (0.96, 0.93, 0.9, 0.875, 0.85)
"""How much smaller a document may be set to keep to its number of pages: text of 10.5 points becomes 8.9."""


def write_pdf(document: Document, path: Path, locale: Locale, shaper_name: str = "") -> tuple[Sentence, ...]:
    """Write the document as a PDF file, whole or not at all; returns warnings of what could not be shown as it is.

    `locale` must speak the language of the document. Refusal when the file cannot be written.
    """
    pages = set_pages(document, locale, shaper_name)
    write_whole(path, lambda temporary: _write(temporary, pages.content))
    return pages.warnings


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def pdf_bytes(
    document: Document, locale: Locale, shaper_name: str = "", paged: Callable[[int], None] | None = None
) -> bytes:
    """The PDF file of a document, e.g. for the preview on the screen; see ``set_pages``."""
    return set_pages(document, locale, shaper_name, paged).content


@dataclass(frozen=True)
class Pages:
    """A PDF file, and what in it could not be shown as it is."""

    content: bytes
    warnings: tuple[Sentence, ...] = ()


def set_pages(
    document: Document, locale: Locale, shaper_name: str = "", paged: Callable[[int], None] | None = None
) -> Pages:
    """Set a document on pages.

    ``paged`` is told the number of every page that is begun; what it raises ends the work.
    """
    if locale.language != document.language:
        raise ValueError(f"a document in {document.language} needs its own locale")
    compositor = Compositor(locale, shaper_name)
    document = _fitting(document, compositor)
    reduction = _reduction(_front(document), compositor)
    build = partial(_build, document, compositor, reduction, paged)
    has_place = any(isinstance(block, Contents) for block in document.blocks)
    listed = _expected(document, compositor) if has_place else ()
    content, entries = build(listed)
    pages = max([entry.page for entry in entries], default=0)
    if has_place or (document.contents_from and pages >= document.contents_from):
        for _ in range(MOST_PASSES):  # the contents themselves move the headings, by whole pages at most
            if listed == entries:
                break
            listed = entries
            content, entries = build(listed)
    return Pages(content, compositor.warnings())


def _expected(document: Document, compositor: Compositor) -> tuple[Entry, ...]:
    """The entries of the contents before their pages are known: they take the room they will need."""
    headings = _numbered(document, compositor)
    return tuple(
        Entry(f"{number}. {one.text}" if number else one.text, one.level, f"heading{place}", 0)
        for place, one, number in headings
    )


def _numbered(document: Document, compositor: Compositor) -> list[tuple[int, Heading, str]]:
    """The headings with their places among the blocks and their numbers in words, "" for none."""
    found: list[tuple[int, Heading, str]] = []
    number = 0
    for place, block in enumerate(document.blocks):
        if isinstance(block, Heading):
            counted = document.numbered and block.level == 1
            number += counted
            found.append((place, block, compositor.locale.number(number) if counted else ""))
    return found


def _front(document: Document) -> Document:
    """The document up to its first break: what ``most_pages`` counts."""
    place = next((place for place, block in enumerate(document.blocks) if isinstance(block, Break)), None)
    return document if place is None else replace(document, blocks=document.blocks[:place])


def _fitting(document: Document, compositor: Compositor) -> Document:
    """The document, or the first briefer one that keeps to its pages at the smallest size; else the briefest."""
    while document.briefer is not None and not _fits(_front(document), compositor, REDUCTIONS[-1]):
        document = document.briefer
    return document


def _fits(document: Document, compositor: Compositor, reduction: float) -> bool:
    """Whether the parts are no higher than its pages at that share of the usual size."""
    furniture = Furniture(document, compositor, reduction)
    width = furniture.text_width
    return _height(flow(document, compositor, width), width) <= document.most_pages * furniture.text_height


def _reduction(document: Document, compositor: Compositor) -> float:
    """The largest size at which the document keeps to its pages. When none is small enough: the largest at which it
    needs as few pages as at the smallest, so that no page is begun for a few last lines.
    """
    if not document.most_pages:
        return 1.0
    for reduction in (1.0, *REDUCTIONS):
        if _fits(document, compositor, reduction):
            return reduction
    pages = {reduction: _pages(document, compositor, reduction) for reduction in (1.0, REDUCTIONS[-1])}
    if pages[1.0] > MOST_PAGES_TRIED or pages[1.0] == pages[REDUCTIONS[-1]]:
        return 1.0
    fewest = (one for one in REDUCTIONS if _pages(document, compositor, one) == pages[REDUCTIONS[-1]])
    return next(fewest, REDUCTIONS[-1])


def _pages(document: Document, compositor: Compositor, reduction: float) -> int:
    """The number of pages at that share of the usual size."""
    made = template(io.BytesIO(), furniture := Furniture(document, compositor, reduction))
    made.build(flow(document, compositor, furniture.text_width), canvasmaker=furniture.canvas)
    return made.page


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


def _build(
    document: Document,
    compositor: Compositor,
    reduction: float,
    paged: Callable[[int], None] | None,
    contents: Sequence[Entry],
) -> tuple[bytes, tuple[Entry, ...]]:
    """The file, set at that share of the usual size, with that table of contents; and where its headings stand."""
    furniture = Furniture(document, compositor, reduction)
    buffer = io.BytesIO()
    made = template(buffer, furniture)
    if paged is not None:
        made.setProgressCallBack(lambda kind, value: paged(value) if kind == "PAGE" else None)
    made.build(flow(document, compositor, furniture.text_width, contents), canvasmaker=furniture.canvas)
    found = tuple(Entry(*heading) for heading in compositor.headings if heading[2] != CONTENTS_KEY)
    return buffer.getvalue(), found


def flow(document: Document, compositor: Compositor, width: float, contents: Sequence[Entry] = ()) -> list[Flowable]:
    """The parts of the document in order, each heading held together with what it heads."""
    compositor.begin()
    parts: list[Flowable] = []
    if document.letterhead:
        parts.append(LetterheadPiece(compositor, document.letterhead))
    parts += title(compositor, document.title, document.subtitle, document.kicker)
    made = _made(document, compositor, contents)
    if contents and not any(isinstance(block, Contents) for block in document.blocks):
        parts += _contents(compositor, contents)
        parts += [PageBreak()] if len(contents) > SHORT_CONTENTS else []
    for place, (block, group) in enumerate(zip(document.blocks, made, strict=True)):
        if isinstance(block, Hold):
            parts.append(CondPageBreak(_held(made, place, block, width)))
        elif isinstance(block, Heading):
            needed = _needed(made[place:], width)
            first = next((at for at in range(place, len(made)) if not isinstance(document.blocks[at], Heading)), place)
            if isinstance(hold := document.blocks[first], Hold):  # the heading stays with what is held together
                heads = [part for one in made[place:first] for part in one]
                needed = min(_height(heads, width) + _held(made, first, hold, width), MOST_HELD)
            parts.append(CondPageBreak(needed))
        parts += group
    return parts


def _held(made: Sequence[Sequence[Flowable]], place: int, hold: Hold, width: float) -> float:
    """The room that the blocks after a ``Hold`` ask for together."""
    parts = [part for one in made[place + 1 : place + 1 + hold.blocks] for part in one]
    return min(_height(parts, width) + HELD_SPARE, MOST_HELD)


def _made(document: Document, compositor: Compositor, contents: Sequence[Entry]) -> list[list[Flowable]]:
    """The parts of each block."""
    numbers = {place: number for place, _, number in _numbered(document, compositor)}
    made: list[list[Flowable]] = []
    for place, block in enumerate(document.blocks):
        if isinstance(block, Heading):
            made.append([HeadingPiece(compositor, block, numbers[place], place)])
        elif isinstance(block, Contents):
            made.append(_contents(compositor, [entry for entry in contents if entry.level <= block.deepest]))
        else:
            made.append(_set(block, compositor))
    return made


def _contents(compositor: Compositor, entries: Sequence[Entry]) -> list[Flowable]:
    """The table of contents under its heading."""
    heading = Heading(compositor.locale.text(N_("Contents")))
    return [HeadingPiece(compositor, heading, "", -1), *(EntryPiece(compositor, entry) for entry in entries)]


def _needed(groups: Sequence[Sequence[Flowable]], width: float) -> float:
    """Height of the headings that follow each other here, with the least of the block that may stand under them."""
    height = 0.0
    for group in groups:
        first = group[0] if group else None
        if isinstance(first, HeadingPiece):
            height += first.wrap(width, 0)[1] + first.before + first.after
        elif isinstance(first, Piece | Paragraph):
            return min(height + first.least(width) + first.getSpaceBefore(), 640.0)
        elif first is not None:
            break
    return height + 30.0


def _set(block: Block, compositor: Compositor) -> list[Flowable]:
    """The parts of one block; headings are set by `flow`, which numbers them."""
    return _SETTERS[type(block)](compositor, block)


def _text(compositor: Compositor, text: Text) -> list[Flowable]:
    """The paragraphs of a text."""
    setting = Setting(leading=0.0, align=text.align, after=text.after)
    return list(compositor.paragraphs(text.words, text.size, setting=setting, tone=text.tone))


def _graph(compositor: Compositor, graph: Graph) -> list[Flowable]:
    """The chart, its caption, and the table that says the same if it is asked for."""
    parts: list[Flowable] = [ChartPiece(compositor, graph.chart)]
    if graph.caption:
        caption = numbered(compositor, graph.caption)
        setting = Setting(leading=0.0, align="center", after=4.0)
        parts += compositor.paragraphs(caption, NOTE_SIZE, setting=setting, tone="muted")
    if graph.twin:
        twin = table_of(graph.chart, compositor.locale)
        columns = tuple(Column(text, number=0 < twin.figures <= place) for place, text in enumerate(twin.headings))
        parts.append(TablePiece(compositor, prepare(Table(columns, twin.rows), compositor)))
    return parts


_Setter = Callable[[Compositor, Any], list[Flowable]]
_SETTERS: dict[type, _Setter] = {
    Text: _text,
    Bullets: items,
    Table: lambda compositor, block: [TablePiece(compositor, prepare(block, compositor), before=block.before)],
    VerdictBox: lambda compositor, block: [VerdictPiece(compositor, block)],
    Graph: _graph,
    Figures: lambda compositor, block: [FiguresPiece(compositor, block)] if block.facts else [],
    Picture: lambda compositor, block: [PicturePiece(compositor, block)],
    Signatures: lambda compositor, block: [SignaturesPiece(compositor, block)] if block.people else [],
    Break: lambda _compositor, _block: [PageBreak()],
    Hold: lambda _compositor, _block: [],
    Contents: lambda _compositor, _block: [],  # set by `_made`, which knows the entries
}
"""How each kind of block is set; a test checks that none is missing."""
