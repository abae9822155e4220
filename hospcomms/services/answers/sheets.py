"""Sheets of answers as plain text, from a workbook or a text table (CSV) in any of the encodings Excel writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import LIST_ROWS
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services.exchange.archive import read_file
from hospcomms.services.exchange.book import open_book
from hospcomms.services.exchange.encodings import decoded, guessed
from hospcomms.services.exchange.text_table import rows_of_text
from hospcomms.services.exchange.values import shown

TEXT_ENDINGS = (".csv", ".txt", ".tsv")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class AnswerSheet:
    """One sheet: the file and the title it has (none in a text table), and its filled cells.

    ``rows`` holds the texts by row (from 1, as Excel counts) and column (from 0).
    """

    file: str
    title: str
    rows: Mapping[int, Mapping[int, str]]

    @property
    def name(self) -> str:
        """What people call the sheet."""
        return f"{self.file} – {self.title}" if self.title else self.file


def read_sheets(path: Path) -> list[AnswerSheet]:
    """The sheets of a file that hold anything. Raises Refusal, one sentence, for a file that cannot be read."""
    if path.suffix.lower() in TEXT_ENDINGS:
        found = [AnswerSheet(path.name, "", _text_rows(path))]
    else:
        found = [
            AnswerSheet(
                path.name,
                page.title,
                {
                    row + 1: {column: _clean(shown(value)) for column, value in cells.items()}
                    for row, cells in page.rows.items()
                },
            )
            for page in open_book(path).pages
        ]
    filled = [sheet for sheet in found if sheet.rows]
    if not filled:
        raise Refusal("no-answers", sentence("The file {file} holds nothing. Choose another file.", file=path.name))
    if any(len(sheet.rows) > LIST_ROWS for sheet in filled):
        raise Refusal("too-large", _too_many(path.name))
    return filled


def _text_rows(path: Path) -> dict[int, dict[int, str]]:
    content = read_file(path)
    rows = {}
    for number, cells in enumerate(rows_of_text(path.name, decoded(path.name, content, guessed(content))).rows, 1):
        filled = {column: clean for column, cell in enumerate(cells) if (clean := _clean(cell))}
        if filled:
            rows[number] = filled
    return rows


def _clean(text: str) -> str:
    return _SPACES.sub(" ", text.replace("\ufeff", "")).strip()


def _too_many(name: str) -> Sentence:
    return sentence("The file {file} has more than {limit} rows; it was not read.", file=name, limit=LIST_ROWS)
