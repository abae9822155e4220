"""The rows of a sheet, written as they come: openpyxl makes the workbook round them, but not every cell.

One cell object for each of 50,000 rows of 15 columns takes openpyxl ten times as long as writing the rows
themselves (tests/benchmarks). Rows wait in a temporary file and are put into the sheet at the end, so that
memory does not grow with them and several sheets can be filled by turns.
"""

from __future__ import annotations

import io
import math
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from openpyxl.utils import get_column_letter

from hospcomms.domain.fields import Kind
from hospcomms.reports.sheet_cells import FORMULA_STARTS, PLAIN, clean_text, day_format, number_format, plain_value

_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_SAFE_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year: before this day its count is one off, so earlier days become texts."""
_DIMENSION = re.compile(rb'<dimension ref="[^"]*" ?/>')
_ROWS_AT_ONCE = 500
_EFFORT = 2
"""Of packing, 1 to 9: 6 takes three times as long for files a seventh smaller."""
_MOST_KEPT = 4_000
"""So many cells of a column are kept, for values that come again."""
LINE_HEIGHT, TALLEST_ROW = 13.5, 405.0
"""Height of a line of text and of the highest row a workbook may have, in points."""
_MEASURED = 2_000
"""No row is higher than so many characters make it."""
_END = b"</sheetData>"

StyleOf = Callable[[str, str | None, bool], int]
"""The number of a cell style by number format, text (None for numbers), and whether the text is quoted."""

_Made = tuple[str, int]
"""A cell without its address, and how many lines of text it needs."""


class RowColumn:
    """A column of streamed rows: what it holds, how its cells look, and how many characters fit on a line.

    `room` 0 means that texts are not wrapped. Cells already made are kept for the next equal value: most
    columns of a long table repeat a few words, days or numbers.
    """

    def __init__(self, kind: Kind, style: StyleOf, room: float = 0.0) -> None:
        self._kind, self._style, self._room = kind, style, room
        blank = f' s="{style(PLAIN, None, False)}"/>', 1
        self.made: dict[type, dict[Any, _Made]] = {str: {"": blank}, float: {}, date: {}, type(None): {None: blank}}

    def make(self, value: object) -> _Made:
        """The cell of a value nobody asked for yet."""
        made = self._cell(value)
        known = self.made.get(type(value))
        if known is not None and len(known) < _MOST_KEPT:
            known[value] = made
        return made

    def _cell(self, value: object) -> _Made:
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, bool):
            return f' s="{self._style(PLAIN, None, False)}" t="b"><v>{int(value)}</v></c>', 1
        if isinstance(value, float | int | Decimal):
            if not math.isfinite(value):
                return self._text(str(value))
            style = self._style(number_format(value, self._kind), None, False)
            digits = f"{value:f}" if isinstance(value, Decimal) else repr(value)
            return f' s="{style}"><v>{digits}</v></c>', 1
        plain = plain_value(value)
        if not isinstance(plain, date):
            return self._cell(plain if plain is not None else "")
        if plain.toordinal() < _FIRST_SAFE_DAY.toordinal():
            return self._text(plain.isoformat())
        return f' s="{self._style(day_format(plain, self._kind), None, False)}"><v>{_serial(plain)}</v></c>', 1

    def _text(self, value: str) -> _Made:
        """A text, kept in the cell itself: a list of shared texts would have to wait for the last row."""
        if not value:
            return self.made[str][""]
        shown = value
        # printable texts hold neither controls nor marks of direction: most need no second look
        if len(value) > 30_000 or not value.isprintable():
            shown = clean_text(value).replace("\r\n", "\n").replace("\r", "\n")
        lines = self.lines(shown)
        if "&" in shown or "<" in shown or ">" in shown:
            shown = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        style = self._style(PLAIN, value, value.startswith(FORMULA_STARTS))
        # blanks at an end are only kept when that is said
        kept = "" if shown == shown.strip() else ' xml:space="preserve"'
        return f' s="{style}" t="inlineStr"><is><t{kept}>{shown}</t></is></c>', lines

    def lines(self, text: str) -> int:
        """How many lines a text needs in this column."""
        if not self._room or (len(text) <= self._room and "\n" not in text):
            return 1
        return sum(max(math.ceil(len(part) / self._room), 1) for part in text[:_MEASURED].split("\n"))


class RowStream:
    """The rows of one sheet on their way into it; `last` is the number of the last row written."""

    def __init__(self, first: int, columns: Sequence[RowColumn]) -> None:
        """Rows from number `first` on."""
        self._columns = _lettered(columns)
        self._spool = tempfile.TemporaryFile()  # noqa: SIM115  # it outlives this call; close() ends it
        self.last = first - 1

    def add(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows, each with a value for every column."""
        waiting = []
        for row in rows:
            self.last += 1
            waiting.append(_row(self.last, row, self._columns))
            if len(waiting) == _ROWS_AT_ONCE:
                self._spool.write("".join(waiting).encode())
                waiting.clear()
        self._spool.write("".join(waiting).encode())

    def add_other(self, row: Sequence[object], columns: Sequence[RowColumn]) -> None:
        """Write one row that looks otherwise, such as the totals."""
        self.last += 1
        self._spool.write(_row(self.last, row, _lettered(columns)).encode())

    def copy_to(self, stream: IO[bytes]) -> None:
        """Hand over all rows written so far."""
        self._spool.seek(0)
        shutil.copyfileobj(self._spool, stream, 1 << 20)

    def close(self) -> None:
        """Give back the temporary file."""
        self._spool.close()


_Lettered = list[tuple[str, dict[type, dict[Any, _Made]], RowColumn]]


def _lettered(columns: Sequence[RowColumn]) -> _Lettered:
    return [(f'<c r="{get_column_letter(place)}', column.made, column) for place, column in enumerate(columns, 1)]


def _row(number: int, row: Sequence[object], columns: _Lettered) -> str:
    """One row as XML; the innermost loop of every export, hence without calls for values seen before."""
    parts, most, name = [], 1, f'{number}"'
    for (start, made, column), value in zip(columns, row, strict=True):
        try:
            text, lines = made[type(value)][value]
        except KeyError:
            text, lines = column.make(value)
        parts.append(f"{start}{name}{text}")
        most = max(most, lines)  # max() would be called for every wrapped cell
    if most == 1:
        return f'<row r="{number}">{"".join(parts)}</row>'
    return f'<row r="{number}" ht="{row_height(most)}" customHeight="1">{"".join(parts)}</row>'


def row_height(lines: int, extra: float = 2.0) -> float:
    """Room for wrapped texts, in points: not every program works it out when it opens a workbook."""
    return min(lines * LINE_HEIGHT + extra, TALLEST_ROW)


def _serial(value: date) -> float | int:
    """A day as Excel counts it, a moment with its share of the day."""
    days = value.toordinal() - _EPOCH
    if not isinstance(value, datetime):
        return days
    return days + (value.hour * 3600 + value.minute * 60 + value.second) / 86_400


def put_together(skeleton: bytes, streams: Mapping[str, RowStream], path: Path) -> None:
    """Write the workbook `skeleton` to `path`, with the rows of `streams` at the end of the sheets in these
    parts.
    """
    with (
        zipfile.ZipFile(io.BytesIO(skeleton)) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=_EFFORT) as target,
    ):
        for item in source.infolist():
            content = source.read(item)
            stream = streams.get(item.filename)
            if stream is None:
                target.writestr(item, content, zipfile.ZIP_DEFLATED)
                continue
            head, _, tail = _DIMENSION.sub(b"", content, count=1).partition(_END)
            with target.open(item.filename, "w", force_zip64=True) as written:
                written.write(head)
                stream.copy_to(written)
                written.write(_END + tail)
