"""A text table (CSV): its separator, its rows, and quotation marks that stand where they should not."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import CSV_CELL_TEXT, OPEN_QUOTE_LINES
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.reports.sheet_cells import unguarded

SEPARATORS = ";\t,|؛"

csv.field_size_limit(CSV_CELL_TEXT)


@dataclass
class TextRows:
    """The rows of a text table as they stand in it, and what had to be put right, by row from 1."""

    rows: list[Sequence[str]] = field(default_factory=list)
    notes: list[tuple[int, Sentence]] = field(default_factory=list)


def separator_of(text: str) -> str:
    """The sign between the cells: the one that parts the first lines into most cells; what “sep=;” says goes first."""
    start = text[:200].splitlines()
    said = start[0].strip().strip('"') if start else ""
    if said.lower().startswith("sep=") and len(said) == 5:
        return said[4]
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:20]
    return max(SEPARATORS, key=lambda sign: sum(line.count(sign) for line in lines))


def rows_of_text(name: str, text: str) -> TextRows:
    """The rows of a table of text. Raises Refusal when it is none, or when a quotation mark is never closed."""
    if "\0" in text:
        raise Refusal("not-a-table", _no_table(name))
    separator = separator_of(text)
    found = TextRows()
    try:
        found.rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        found = _line_by_line(name, text, separator)
    if found.rows and ",".join(found.rows[0]).lower().startswith("sep="):
        found.rows[0] = []
    _mend_separators(found, separator)
    if "'" in text:
        found.rows = [[unguarded(cell) for cell in row] for row in found.rows]
    return found


def _line_by_line(name: str, text: str, separator: str) -> TextRows:
    """The rows of a table in which some quotation mark is out of place."""
    found = TextRows()
    waiting: list[str] = []
    begun = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        begun = begun if waiting else number
        waiting.append(line)
        try:
            rows = list(csv.reader(waiting, delimiter=separator, strict=True))
        except csv.Error as error:
            if "unexpected end" in str(error) and len(waiting) <= OPEN_QUOTE_LINES:
                continue
            if len(waiting) > 1:
                raise _never_closed(name, begun) from error
            rows = list(csv.reader(waiting, delimiter=separator))
            found.notes.append((len(found.rows) + 1, sentence("A quotation mark stood out of place; it was left out.")))
        found.rows += rows
        waiting = []
    if waiting:
        raise _never_closed(name, begun)
    return found


def _never_closed(name: str, line: int) -> Refusal:
    return Refusal(
        "open-quote",
        sentence(
            "In line {line} of the file {file} a quotation mark opens and is never closed; no data has changed."
            " Delete it and import the file again.",
            file=name,
            line=str(line),
        ),
    )


def _mend_separators(found: TextRows, separator: str) -> None:
    """Part the rows that use another separator than the rest of the table."""
    wide = max((len(row) for row in found.rows[:50]), default=0)
    if wide < 2:
        return
    for place, row in enumerate(found.rows):
        if len(row) == 1 and row[0].strip():
            others = [sign for sign in SEPARATORS if sign != separator and sign in row[0]]
            best = max(others, key=row[0].count, default="")
            if best and row[0].count(best) >= wide // 2:
                found.rows[place] = next(_parted(row[0], best))
                said = sentence("This row uses another separator than the table; it was parted by it.")
                found.notes.append((place + 1, said))


def _parted(line: str, separator: str) -> Iterator[list[str]]:
    return csv.reader([line], delimiter=separator)


def _no_table(name: str) -> Sentence:
    return sentence(
        "The file {file} is not a table of text. Open it in Excel, save it as .xlsx, then choose it again.", file=name
    )
