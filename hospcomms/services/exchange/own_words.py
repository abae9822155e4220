"""The words a workbook was made with, kept inside it: it is understood even when a later version words them anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hospcomms.domain.fields import Kind
from hospcomms.domain.locale import Locale
from hospcomms.services.exchange.columns import NO, SHEETS, YES, PlanColumn, PlanSheet, matching

_SHEET, _HEADING, _CHOICE = "sheet", "heading", "choice"


def own_words(speaking: Locale) -> dict[str, str]:
    """What the marker sheet says of every title, heading and choice of the campaign workbook."""
    return dict(_words(speaking))


def _words(speaking: Locale) -> Iterator[tuple[str, str]]:
    for sheet in SHEETS:
        yield f"{_SHEET}:{sheet.key}", sheet.title(speaking)
        for column in sheet.columns:
            yield f"{_HEADING}:{sheet.key}:{column.key}", column.heading(speaking)
            for key, label in _choices(column, speaking):
                yield f"{_CHOICE}:{column.record.key}.{column.field.name}:{key}", label


def _choices(column: PlanColumn, speaking: Locale) -> Iterator[tuple[str, str]]:
    for choice in column.field.choices:
        yield choice.key, speaking.text(choice.label)
    if column.field.kind is Kind.FLAG:
        yield "1", speaking.text(YES)
        yield "0", speaking.text(NO)


def sheet_called(says: Mapping[str, str], title: str) -> PlanSheet | None:
    """The sheet that had this title when the workbook was made."""
    return next((sheet for sheet in SHEETS if _is(says, f"{_SHEET}:{sheet.key}", title)), None)


def column_called(says: Mapping[str, str], sheet: PlanSheet, heading: str) -> PlanColumn | None:
    """The column that had this heading when the workbook was made."""
    return next(
        (column for column in sheet.columns if _is(says, f"{_HEADING}:{sheet.key}:{column.key}", heading)), None
    )


def choices_called(says: Mapping[str, str], column: PlanColumn) -> dict[str, str]:
    """The keys of a column's choices by the words (folded) the workbook was made with."""
    start = f"{_CHOICE}:{column.record.key}.{column.field.name}:"
    return {matching(word): name.removeprefix(start) for name, word in says.items() if name.startswith(start)}


def _is(says: Mapping[str, str], name: str, word: str) -> bool:
    return name in says and matching(says[name]) == matching(word)
