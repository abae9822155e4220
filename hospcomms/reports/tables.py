"""Tables on paper: columns in reading order, widths from their content, heads repeated, tall rows cut
across pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.platypus.flowables import Flowable

from hospcomms.reports.compositor import TABLE_SIZE, Compositor, Piece
from hospcomms.reports.document import Cell, Column, Lines, Marked, Table
from hospcomms.reports.drawing import GREY, Sheet, tone_colour
from hospcomms.reports.paragraph import Paragraph, Setting

PADDING, GUTTER = 4.5, 5.0
"""Space above and below, and at both sides of, the text of a cell, in points."""

LEADING = 13.8
LINE_OF_SMALL = 1.4
"""Height of a line of small words against their size."""
SHAPE, SHAPE_GAP = 12.0, 6.0
CUT_ABOVE = 120.0
"""A row higher than this, in points, may be cut across two pages."""

LEAST_LEFT = 60.0
"""A row is not cut when less than this much room is left."""

MEASURED_ROWS = 200
"""Column widths come from at most this many rows."""

WIDEST = 0.5
"""A column asks for at most this share of the table, so that one long text does not starve the others."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell made ready: its paragraphs one below the other, and a shape before them; ``hangs`` from its top."""

    parts: tuple[Paragraph, ...]
    shape: str = ""
    tone: str = "ink"
    hangs: bool = False

    @property
    def indent(self) -> float:
        """Width that the shape takes."""
        return SHAPE + SHAPE_GAP if self.shape else 0.0

    def height(self, width: float) -> float:
        """Height of the text in a column of that inner width."""
        return sum(part.wrap(max(width - self.indent, 1), 0)[1] for part in self.parts)

    def natural(self) -> float:
        """Width without any line break."""
        return max((part.natural_width() for part in self.parts), default=0.0) + self.indent

    def least(self) -> float:
        """Width below which words break."""
        return max((part.passage.widest_word() for part in self.parts), default=0.0) + self.indent

    def cut(self, width: float, height: float) -> tuple[Box, Box]:
        """What fits into that height, and the rest."""
        fitting: list[Paragraph] = []
        rest = list(self.parts)
        while rest and rest[0].wrap(max(width - self.indent, 1), 0)[1] <= height:
            height -= rest[0].height
            fitting.append(rest.pop(0))
        if rest:
            pieces = rest[0].split(max(width - self.indent, 1), height)
            if len(pieces) == 2:
                head, tail = pieces
                assert isinstance(head, Paragraph)
                assert isinstance(tail, Paragraph)
                fitting.append(head)
                rest[0] = tail
        return replace(self, parts=tuple(fitting)), replace(self, parts=tuple(rest), shape="")


Row = tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A table whose words are set; columns in reading order."""

    columns: tuple[Column, ...]
    head: Row
    rows: tuple[Row, ...]
    total: Row = ()
    row_height: float = 0.0


def prepare(table: Table, compositor: Compositor) -> Prepared:
    """Set the words of a table."""
    head = tuple(_box(compositor, column, column.heading, bold=True) for column in table.columns)
    rows = tuple(
        tuple(_box(compositor, column, cell) for column, cell in zip(table.columns, row, strict=True))
        for row in table.rows
    )
    total = tuple(
        _box(compositor, column, cell, bold=True)
        for column, cell in zip(table.columns, table.total, strict=bool(table.total))
    )
    return Prepared(table.columns, head, rows, total, table.row_height)


def _box(compositor: Compositor, column: Column, cell: Cell, *, bold: bool = False) -> Box:
    """One cell, set as its column asks."""
    weight = bold or column.bold
    setting = Setting(leading=LEADING)
    if isinstance(cell, Marked):
        parts = compositor.paragraphs(cell.text, TABLE_SIZE, setting=setting, bold=weight or cell.bold)
        return Box(tuple(parts), cell.shape, cell.shape)
    if isinstance(cell, Lines):
        tight = Setting(leading=cell.size * LINE_OF_SMALL)
        lines = [part for line in cell.lines for part in compositor.paragraphs(line, cell.size, setting=tight)]
        return Box(tuple(lines), hangs=True)
    if column.number and isinstance(cell, str):
        figure = compositor.figure(cell, TABLE_SIZE, weight)
        figure.setting = replace(figure.setting, leading=LEADING)
        return Box((figure,))
    return Box(tuple(compositor.paragraphs(cell, TABLE_SIZE, setting=setting, bold=weight)))


def column_widths(prepared: Prepared, width: float) -> list[float]:
    """Widths that share `width`: each column has what it would like, and where there is not room for all the
    widest give way first, down to one common width, so that short texts stay on one line. Columns that all name
    their share have it.
    """
    shares = [column.share for column in prepared.columns]
    if all(shares):
        return [share * width / sum(shares) for share in shares]
    rows: Sequence[Row] = (*prepared.rows[:MEASURED_ROWS], *filter(None, (prepared.total,)))
    columns = range(len(prepared.columns))
    least = [max(row[index].least() for row in (prepared.head, *rows)) + 2 * GUTTER for index in columns]
    whole = _liked(columns, (prepared.head, *rows), least, width)
    # when not everything fits on one line, headings are the first to wrap
    liked = whole if sum(whole) <= width else _liked(columns, rows, least, width)
    if sum(liked) <= width:
        return [wish * width / sum(liked) for wish in liked]
    if sum(least) >= width:
        return [need * width / sum(least) for need in least]
    level = _level(least, liked, width)
    return [max(need, min(wish, level)) for need, wish in zip(least, liked, strict=True)]


def _level(least: Sequence[float], liked: Sequence[float], width: float) -> float:
    """The width at which the columns that would like more are cut off, so that all together take `width`."""
    low, high = 0.0, width
    for _ in range(40):
        level = (low + high) / 2
        taken = sum(max(need, min(wish, level)) for need, wish in zip(least, liked, strict=True))
        low, high = (level, high) if taken <= width else (low, level)
    return low


def _liked(columns: Sequence[int], rows: Sequence[Row], least: Sequence[float], width: float) -> list[float]:
    """The width at which no text of a column wraps, up to its share of the table."""
    natural = [max((row[index].natural() for row in rows), default=0.0) + 2 * GUTTER + 0.5 for index in columns]
    return [max(min(wish, width * WIDEST), need) for wish, need in zip(natural, least, strict=True)]


class TablePiece(Piece):
    """A table on the page; the parts of a split table keep the widths of the whole."""

    def __init__(
        self, compositor: Compositor, prepared: Prepared, widths: Sequence[float] = (), before: float = 0.0
    ) -> None:
        super().__init__(compositor, before=before, after=4.0)
        self.prepared = prepared
        self.widths = list(widths)
        self.notes = [note for row in prepared.rows for box in row for part in box.parts for note in part.notes]
        self._measured: dict[int, float] = {}

    def measure(self, width: float) -> float:
        """The height of the head and all rows."""
        if not self.widths or abs(sum(self.widths) - width) > 0.5:
            self.widths = column_widths(self.prepared, width)
            self._measured = {}
        rows = self.prepared.rows
        heights = [self._row_height(index, row) for index, row in enumerate(rows)]
        total = self._height(self.prepared.total) if self.prepared.total else 0.0
        return self._height(self.prepared.head) + sum(heights) + total

    def least(self, width: float) -> float:
        """The head and the first row, or as much of a tall first row as is worth starting."""
        self.wrap(width, 0)
        first = self._row_height(0, self.prepared.rows[0]) if self.prepared.rows else 0.0
        return self._height(self.prepared.head) + min(first, CUT_ABOVE)

    def _row_height(self, index: int, row: Row) -> float:
        if index not in self._measured:
            self._measured[index] = max(self._height(row), self.prepared.row_height)
        return self._measured[index]

    def _height(self, row: Row) -> float:
        inner = [width - 2 * GUTTER for width in self.widths]
        highest = max(box.height(width) for box, width in zip(row, inner, strict=True))
        return highest + 2 * PADDING if highest else 0.0  # a head without words is not drawn

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803  # reportlab's names
        """The rows that fit, and the rest under the same head; a tall row is cut."""
        self.wrap(aW, aH)
        room = aH - self._height(self.prepared.head)
        rows = self.prepared.rows
        fitting = 0
        while fitting < len(rows) and self._row_height(fitting, rows[fitting]) <= room:
            room -= self._row_height(fitting, rows[fitting])
            fitting += 1
        fitting = min(fitting, len(rows) - 1)  # the total row never stands alone on a page
        head, tail = rows[:fitting], rows[fitting:]
        if tail and self._row_height(fitting, tail[0]) > CUT_ABOVE and room >= LEAST_LEFT:
            first, rest = self._cut(tail[0], room - 2 * PADDING)
            head, tail = (*head, first), (rest, *tail[1:])
        if not head:
            return []
        return [self._part(head, ()), self._part(tail, self.prepared.total)]

    def _part(self, rows: tuple[Row, ...], total: Row) -> TablePiece:
        part = replace(self.prepared, rows=rows, total=total)
        return TablePiece(self.compositor, part, self.widths)

    def _cut(self, row: Row, height: float) -> tuple[Row, Row]:
        inner = [width - 2 * GUTTER for width in self.widths]
        pairs = [box.cut(width, height) for box, width in zip(row, inner, strict=True)]
        return tuple(first for first, _ in pairs), tuple(rest for _, rest in pairs)

    def paint(self, sheet: Sheet) -> None:
        """Rules, then the cells row by row; no vertical lines and no fill."""
        top = self.height
        sheet.rule(top, 1.1)
        top = self._paint_row(sheet, self.prepared.head, top, self._height(self.prepared.head))
        if top < self.height:
            sheet.rule(top, 0.75)
        last = len(self.prepared.rows) - 1
        for index, row in enumerate(self.prepared.rows):
            top = self._paint_row(sheet, row, top, self._row_height(index, row))
            if index != last:
                self._rule_between(sheet, top)
        if self.prepared.total:
            sheet.rule(top, 0.75)
            top = self._paint_row(sheet, self.prepared.total, top, self._height(self.prepared.total))
        sheet.rule(top, 1.1)

    def _rule_between(self, sheet: Sheet, top: float) -> None:
        """The rule under a row; where one writes by hand it is broken between the columns."""
        if not self.prepared.row_height:
            sheet.rule(top, 0.5, GREY)
            return
        start = 0.0
        for width in self.widths:
            sheet.rule(top, 0.5, GREY, start + GUTTER / 2, width - GUTTER)
            start += width

    def _paint_row(self, sheet: Sheet, row: Row, top: float, height: float) -> float:
        start = 0.0
        for box, width in zip(row, self.widths, strict=True):
            inner = width - 2 * GUTTER - box.indent
            spare = height - box.height(width - 2 * GUTTER)
            text_top = top - (spare / 2 if height <= CUT_ABOVE and not box.hangs else PADDING)
            if box.shape:
                x = sheet.x(start + GUTTER, SHAPE)
                middle = text_top - LEADING / 2
                sheet.shape(box.shape, x, middle - SHAPE / 2, SHAPE, tone_colour(box.tone))
            for part in box.parts:
                x = sheet.x(start + GUTTER + box.indent, inner)
                text_top -= Compositor.put(sheet.canvas, part, x, text_top, inner)
            start += width
        return top - height
