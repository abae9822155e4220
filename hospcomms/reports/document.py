"""What a report says, as frozen values: blocks of words, figures and plots, without any drawing.

A report is a pure function from records to a Document; `pdf.py` alone sets it on pages. Texts are already
in the language of the document; user text is plain text, never markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hospcomms.domain.charts import Chart

Align = Literal["start", "end", "center", "justify"]

SAMPLE, DRAFT, UNSIGNED, DRILL, APPROVAL = "sample", "draft", "unsigned", "drill", "approval"
"""Marks a document may carry on every page."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text; `tone` is `ink`, `muted`, or a key of `domain.shapes.TONES`; `size` 0 is the
    block's own. Stress is told by weight: Arabic has no italics. `note` is a footnote marked after the text.
    """

    text: str
    bold: bool = False
    tone: str = "ink"
    size: float = 0.0
    note: str = ""


Words = str | tuple[Span, ...]
"""Plain text, or stretches of different weight and tone."""


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a plot's legend: the name of a shape and what it means."""

    shape: str
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the outline; `note` and `keys` stand beside it in small type. Level 1 may be numbered,
    2 is not.
    """

    text: str
    note: str = ""
    keys: tuple[Key, ...] = ()
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs; a line end in plain text begins a new one. ``after`` is the room below each, in points."""

    words: Words
    align: Align = "start"
    size: float = 10.5
    tone: str = "ink"
    after: float = 2.0


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list with a list below it."""

    words: Words
    below: Bullets


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, with numbers or with dots; entries may have lists of their own."""

    items: tuple[Words | Item, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A table cell with a painted shape before its text."""

    shape: str
    text: str
    bold: bool = True


@dataclass(frozen=True, slots=True)
class Lines:
    """A table cell of small lines below each other from its top, each of its own weight: a day of a calendar."""

    lines: tuple[Words, ...]
    size: float = 8.0


Cell = str | tuple[Span, ...] | Marked | Lines


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; digits of `number` columns share their right edge in both reading directions.

    `share` is its share of the width; it counts when every column of the table has one.
    """

    heading: str
    number: bool = False
    bold: bool = False
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under repeated headings, columns in reading order; `total` is a last row set apart.

    `row_height` is the least height of a row in points: room to write in by hand; `before` is room above the table.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    row_height: float = 0.0
    before: float = 0.0


@dataclass(frozen=True, slots=True)
class VerdictBox:
    """What the reader must know first: a shape, a sentence in its tone, and lines that explain it."""

    shape: str
    sentence: str
    lines: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """A chart, with the caption under it; `twin` also prints the table that says the same."""

    chart: Chart
    caption: str = ""
    twin: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of the fact strip."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Up to four facts side by side."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file, no wider than `width` millimetres, with its caption, which names the figure's number if
    `counted`.
    """

    path: Path
    width: float = 120.0
    caption: str = ""
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign: the function, and what is asked for under it."""

    role: str
    note: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign side by side, with room for a stamp; never split across pages."""

    people: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """The next block begins a new page."""


@dataclass(frozen=True, slots=True)
class Hold:
    """The next ``blocks`` blocks stand on one page as long as they are no higher than one."""

    blocks: int


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents stands here, with the headings down to level ``deepest``."""

    deepest: int = 1


Block = Heading | Text | Bullets | Table | VerdictBox | Graph | Figures | Picture | Signatures | Break | Hold | Contents


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of page one: state lines in the middle, the office at the start, number, date, addressee at
    the end. `second` is the name of the establishment in another language.
    """

    state: tuple[str, ...] = ()
    office: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()
    logo: Path | None = None
    second: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A report ready to be set: its language, words and marks.

    `office` and `version` stand in the foot of every page; `numbered` counts the headings of level 1. A
    document that should have at most `most_pages` pages (0: any number) before its first `Break` is set a
    little smaller if that helps, and if it does not, `briefer` is set in its place. One of at least
    `contents_from` pages (0: never) has a table of contents. `notice` stands framed at the top of every page, before
    anything else; `kicker` is a line above the title.
    """

    title: str
    language: Literal["ar", "fr", "en"]
    blocks: tuple[Block, ...]
    subtitle: str = ""
    letterhead: Letterhead | None = None
    marks: tuple[str, ...] = ()
    office: str = ""
    version: str = ""
    author: str = ""
    numbered: bool = True
    landscape: bool = False
    most_pages: int = 0
    contents_from: int = 0
    briefer: Document | None = None
    notice: str = ""
    kicker: str = ""
