"""The log of access as a sheet for other programs; that it left is itself noted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.access import EXPORT, AccessLine
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Kind
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.services import access
from hospcomms.services.privacy.papers import ACCESS_LOG, access_words, kinds

if TYPE_CHECKING:
    from hospcomms.services.office import Office

HEADS = (
    ("at", N_("When"), Kind.MOMENT),
    ("who", N_("By"), Kind.TEXT),
    ("what", C_("access", "What"), Kind.TEXT),
    ("record", N_("Of what"), Kind.TEXT),
    ("ident", C_("access", "No."), Kind.NUMBER),
    ("size", N_("Number of records"), Kind.NUMBER),
    ("where", N_("Where to"), Kind.TEXT),
    ("why", N_("Why"), Kind.TEXT),
)


def cells(line: AccessLine, names: dict[str, str], speaking: Locale) -> list[object]:
    """A line as the sheet and the page show it, in the order of ``HEADS``; ``names`` as from ``papers.kinds``."""
    what, about, where, why = access_words(line, names, speaking)
    number = float(line.ident) if line.ident else None
    return [line.at, line.who, what, about, number, float(line.size), where, why]


def export(office: Office, lines: Sequence[AccessLine], speaking: Locale, path: Path) -> int:
    """Write lines to .xlsx or .csv, by the file's ending; returns their number. Raises Refusal."""
    # late: openpyxl takes a quarter of a second
    from hospcomms.reports.csv_file import write_csv
    from hospcomms.reports.sheet import Sheet, SheetColumn, write_workbook

    names = kinds()
    columns = tuple(SheetColumn(key, speaking.text(head), kind) for key, head, kind in HEADS)
    title = speaking.text(N_("Access log"))
    sheet = Sheet(title, columns, iter([cells(line, names, speaking) for line in lines]))
    if path.suffix.casefold() == ".csv":
        write_csv(path, sheet, speaking.language)
    elif path.suffix.casefold() == ".xlsx":
        write_workbook(path, [sheet], speaking.language, {"kind": ACCESS_LOG, "version": "1"})
    else:
        raise Refusal("ending", sentence("The log is saved as .xlsx or .csv. Choose a name with one of these endings."))
    access.note(office, EXPORT, record=ACCESS_LOG, size=len(lines), where=path.suffix)
    return len(lines)
