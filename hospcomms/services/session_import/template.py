"""The workbook trainers fill in: blank, or with sessions that are there, in columns the import knows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.fields import Kind, fields_of
from hospcomms.domain.locale import Locale
from hospcomms.domain.sessions import EducationSession
from hospcomms.domain.wording import N_
from hospcomms.reports.sheet import Sheet, SheetColumn, write_workbook
from hospcomms.services import embargo, records
from hospcomms.services.exchange.lists import cell_of
from hospcomms.services.session_import import headings as h

if TYPE_CHECKING:
    from hospcomms.services.office import Office

ABOVE = N_("One row for each session. People are counted, never named. Headings stay as they are.")
KIND = "sessions"
_FIELDS = fields_of(EducationSession)


def write_sheet(office: Office, path: Path, speaking: Locale, wanted: Sequence[int] = ()) -> int:
    """Write the workbook with these sessions (none: blank); returns how many. Raises Refusal when it cannot be."""
    office = embargo.leaving(office, speaking)
    found = records.window(office, EducationSession, wanted)
    names = records.titles(office, {one.programme for one in found if one.programme})
    rows = [[cell_of(_FIELDS[name], getattr(one, name), names, speaking) for name in h.COLUMNS] for one in found]
    columns = tuple(_column(name, speaking) for name in h.COLUMNS)
    sheet = Sheet(speaking.text(EducationSession.many), columns, rows, above=(speaking.text(ABOVE),))
    write_workbook(path, [sheet], speaking.language, {"kind": KIND, "version": "1"})
    return len(found)


def _column(name: str, speaking: Locale) -> SheetColumn:
    field = _FIELDS[name]
    choices = tuple(speaking.text(choice.label) for choice in field.choices)
    kind = Kind.TEXT if field.kind is Kind.LINK else field.kind
    if name in h.NUMBERS:
        return SheetColumn(name, speaking.text(field.label), kind, is_checked=True, low=0, high=100_000)
    return SheetColumn(name, speaking.text(field.label), kind, choices=choices, is_checked=field.kind is Kind.DAY)
