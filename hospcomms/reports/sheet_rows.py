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
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from openpyxl.utils import get_column_letter

from hospcomms.domain.fields import Kind
from hospcomms.reports.sheet_cells import FORMULA_STARTS, PLAIN, clean_text, day_format, number_format, plain_value

_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_SAFE_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year: before this day its count is one off, so earlier days become texts."""
_NOT_PLAIN = re.compile(
    "^[=+\\-@\t\r]|[^\t\n -%'-;=?-~\u00a0-\u061b\u061d-\u200d\u2010-\u2029\u202f-\u2065\u206a-\ud7ff]"
)
"""Texts that must be looked at: formula-looking, with markup, controls or marks of direction."""
_DIMENSION = re.compile(rb'<dimension ref="[^"]*" ?/>')
_ROWS_AT_ONCE = 500
_END = b"</sheetData>"

StyleOf = Callable[[str, str | None, bool], int]
"""The number of a cell style by number format, text (None for numbers), and whether the text is quoted."""


@dataclass(frozen=True)
class RowColumn:
    """A column of streamed rows: what it holds and how its cells look."""

    kind: Kind
    style: StyleOf


class RowStream:
    """The rows of one sheet on their way into it; `last` is the number of the last row written."""

    def __init__(self, first: int, columns: Sequence[RowColumn], height: Callable[[Sequence[object]], float]) -> None:
        """Rows from number `first` on; `height` says how high one must be in points, 0 for one line."""
        self._columns = [(get_column_letter(place), column) for place, column in enumerate(columns, 1)]
        self._spool = tempfile.TemporaryFile()  # noqa: SIM115  # it outlives this call; close() ends it
        self._height = height
        self.last = first - 1

    def add(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows, each with a value for every column."""
        waiting = []
        for row in rows:
            self.last += 1
            waiting.append(self._row(self.last, row))
            if len(waiting) == _ROWS_AT_ONCE:
                self._spool.write("".join(waiting).encode())
                waiting.clear()
        self._spool.write("".join(waiting).encode())

    def add_other(self, row: Sequence[object], columns: Sequence[RowColumn]) -> None:
        """Write one row that looks otherwise, such as the totals."""
        mine, self._columns = self._columns, [(self._columns[i][0], column) for i, column in enumerate(columns)]
        self.add([row])
        self._columns = mine

    def _row(self, number: int, row: Sequence[object]) -> str:
        cells = "".join(
            [_cell(letter, number, value, column) for (letter, column), value in zip(self._columns, row, strict=True)]
        )
        height = self._height(row)
        return (
            f'<row r="{number}" ht="{height}" customHeight="1">{cells}</row>'
            if height
            else (f'<row r="{number}">{cells}</row>')
        )

    def copy_to(self, stream: io.BufferedIOBase) -> None:
        """Hand over all rows written so far."""
        self._spool.seek(0)
        shutil.copyfileobj(self._spool, stream, 1 << 20)

    def close(self) -> None:
        """Give back the temporary file."""
        self._spool.close()


def _cell(letter: str, number: int, value: object, column: RowColumn) -> str:
    """One cell as XML."""
    if value is None or value == "":
        return f'<c r="{letter}{number}" s="{column.style(PLAIN, None, False)}"/>'
    if isinstance(value, str):
        return _text(letter, number, value, column)
    if isinstance(value, bool):
        return f'<c r="{letter}{number}" s="{column.style(PLAIN, None, False)}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, float | int | Decimal):
        if not math.isfinite(value):
            return _text(letter, number, str(value), column)
        style = column.style(number_format(value, column.kind), None, False)
        digits = f"{value:f}" if isinstance(value, Decimal) else repr(value)
        return f'<c r="{letter}{number}" s="{style}"><v>{digits}</v></c>'
    if isinstance(value, date):
        plain = plain_value(value)
        assert isinstance(plain, date)
        if plain.toordinal() < _FIRST_SAFE_DAY.toordinal():
            return _text(letter, number, plain.isoformat(), column)
        style = column.style(day_format(plain, column.kind), None, False)
        return f'<c r="{letter}{number}" s="{style}"><v>{_serial(plain)}</v></c>'
    return _cell(letter, number, plain_value(value), column)


def _text(letter: str, number: int, value: str, column: RowColumn) -> str:
    """A text, kept in the cell itself: a list of shared texts would have to wait for the last row."""
    quoted = False
    if len(value) > 30_000 or _NOT_PLAIN.search(value):
        kept = clean_text(value).replace("\r\n", "\n").replace("\r", "\n")
        quoted = value.startswith(FORMULA_STARTS)
        value = kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    style = column.style(PLAIN, value, quoted)
    return f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


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
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as target,
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
                stream.copy_to(written)  # type: ignore[arg-type]  # zipfile's writer is a raw stream
                written.write(_END + tail)
