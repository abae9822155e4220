"""A table of cases judged row by row: published results, or counts an office keeps in a table of its own.

A row that cannot be judged is not assessable, and its notes name the row and the column. Only a file that holds no
such table at all is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hospcomms.domain.errors import Refusal
from hospcomms.domain.evaluation.designs import EXPOSED, PRE_POST
from hospcomms.domain.evaluation.labels import UNGRADED
from hospcomms.domain.evaluation.proportions import Ratio, cohen_h
from hospcomms.domain.evaluation.verdicts import (
    IMPROVED,
    NO_CHANGE,
    NOT_ASSESSABLE,
    NOT_ENOUGH,
    WORSENED,
    Finding,
    judge,
)
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services.case_rows import NEEDED, Row, read_row
from hospcomms.services.exchange.archive import read_file
from hospcomms.services.exchange.encodings import decoded, guessed
from hospcomms.services.exchange.text_table import rows_of_text
from hospcomms.services.published import disagreement

VERDICT_WORDS = {
    IMPROVED: "improved",
    WORSENED: "worsened",
    NO_CHANGE: "no detectable change",
    NOT_ENOUGH: "not enough answers",
    NOT_ASSESSABLE: "not assessable",
}
"""The verdicts as programs read them; they do not change with the language."""


@dataclass(frozen=True)
class Judged:
    """A row with its finding; ``notes`` are all that must be said beside it, in the order of weight."""

    row: Row
    finding: Finding
    notes: tuple[Sentence, ...]

    def as_json(self, speaking: Locale) -> dict[str, Any]:
        """The row for programs: proportions as fractions, None where not computable, notes in the language."""
        finding = self.finding
        odds, interval = finding.odds_ratio, finding.interval
        shape = {
            "case_id": self.row.case_id,
            "verdict": VERDICT_WORDS[finding.verdict],
            "difference": finding.difference,
            "ci_low": interval and interval.low,
            "ci_high": interval and interval.high,
            "p": finding.p,
            "odds_ratio": _value(odds),
            "or_low": odds and odds.interval.low,
            "or_high": odds and odds.interval.high,
            "risk_ratio": _value(finding.risk_ratio),
            "cohen_h": finding.cohen_h,
            "phi": finding.phi,
            "grade": "not assessable" if finding.grade.key == UNGRADED else finding.grade.key,
        }
        if finding.difference is None:
            shape |= _from_shares(self.row)
        return {**shape, "notes": [speaking.say(note) for note in self.notes]}


def evaluate(path: Path) -> list[Judged]:
    """Judge every row of a CSV table. Raises Refusal when the file cannot be read or is no such table."""
    return [judged(row) for row in rows_of(path)]


def judged(row: Row) -> Judged:
    """One row with its verdict. Never raises for what stands in the row."""
    finding = judge(row.comparison)
    published = disagreement(row.values, finding)
    return Judged(row, finding, (*finding.notes, *row.notes, *((published,) if published else ())))


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of a table of cases, empty ones left out, numbered as a spreadsheet shows them (heads are row 1).

    Any encoding and separator that Excel writes. Raises Refusal.
    """
    lines, odd = _lines(path)
    heads = [head.strip().casefold().replace(" ", "_") for head in lines[0]]
    missing = tuple(name for name in NEEDED if name not in heads)
    if missing:
        raise Refusal(
            "no-column",
            sentence("The file {file} lacks these columns: {names}. Add them.", file=path.name, names=missing),
        )
    for number, cells in enumerate(lines[1:], start=2):
        if any(cell.strip() for cell in cells):
            row = read_row(number, _by_head(heads, cells))
            yield replace(row, notes=(*row.notes, *odd.get(number, ())))


def _by_head(heads: Sequence[str], cells: Sequence[str]) -> Mapping[str, str]:
    """The cells by their column; of two columns of one name the first counts."""
    found: dict[str, str] = {}
    for head, cell in zip(heads, cells, strict=False):
        found.setdefault(head, cell.strip())
    return found


def _lines(path: Path) -> tuple[Sequence[Sequence[str]], Mapping[int, Sequence[Sentence]]]:
    """The lines from the first that is not empty, and by its number from there what had to be put right in one."""
    content = read_file(path)
    if not content.strip():
        raise Refusal("empty-file", sentence("The file {file} is empty. Choose another file.", file=path.name))
    try:
        found = rows_of_text(path.name, decoded(path.name, content, guessed(content)))
    except Refusal as refusal:
        raise refusal if refusal.kind == "open-quote" else _no_table(path.name) from refusal
    start = next((place for place, cells in enumerate(found.rows) if any(cell.strip() for cell in cells)), 0)
    odd: dict[int, list[Sentence]] = {}
    for number, note in found.notes:
        odd.setdefault(number - start, []).append(note)
    return found.rows[start:], odd


def _no_table(name: str) -> Refusal:
    return Refusal(
        "not-a-table", sentence("The file {file} is not a text table. Save it as CSV, then choose it again.", file=name)
    )


def _value(ratio: Ratio | None) -> float | None:
    return None if ratio is None else ratio.value


def _from_shares(row: Row) -> dict[str, float]:
    """What two published percentages give without their numbers of answers; nothing where one of them is missing."""
    if row.share_a is None or row.share_b is None or row.comparison.design not in (PRE_POST, EXPOSED):
        return {}
    before, after = row.share_a, row.share_b
    found = {"difference": after - before, "cohen_h": cohen_h(after, before)}
    if before > 0:
        found["risk_ratio"] = after / before
    if 0 < before < 1 and after < 1:
        found["odds_ratio"] = after * (1 - before) / (before * (1 - after))
    return found
