"""Exchange with the outside: workbooks read safely, campaigns imported, lists exported.

The window knows these names from its start; what reads and writes files is imported when it is first used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hospcomms.domain.locale import Locale
    from hospcomms.domain.query import Query
    from hospcomms.domain.wording import Sentence
    from hospcomms.services.exchange.import_report import ImportReport
    from hospcomms.services.office import Office


def export_list(
    office: Office,
    query: Query,
    columns: Sequence[str],
    path: Path,
    speaking: Locale,
    progress: Callable[[float], None] | None = None,
    warn: Callable[[Sentence], object] | None = None,
    why: str = "",
) -> int:
    """Write what a list shows to .xlsx, .csv or .pdf, by the file's ending; returns the number of rows.

    ``columns`` are field names in order; private ones are left out unless the reason ``why`` they are needed is given,
    which is noted first. ``warn`` hears what a PDF could not show as it is, and how many press releases were left out
    because of an embargo. Raises Refusal when the file cannot be written, its ending is not known, or identities in it
    cannot be noted.
    """
    # late: openpyxl takes a quarter of a second
    from hospcomms.services.exchange.lists import export

    return export(office, query, columns, path, speaking, progress, warn, why)


def import_campaign(
    office: Office,
    path: Path,
    *,
    is_trial: bool = False,
    again: bool = False,
    progress: Callable[[float], None] | None = None,
) -> ImportReport:
    """Import a campaign workbook as one change, or refuse it whole (see ``campaign_import``)."""
    # late: reading workbooks is not needed to open the window
    from hospcomms.services.exchange import campaign_import

    return campaign_import.import_campaign(office, path, is_trial=is_trial, again=again, progress=progress)


def write_template(path: Path, speaking: Locale) -> None:
    """Write the empty campaign workbook an officer fills in. Raises Refusal when it cannot be written."""
    # late: openpyxl takes a quarter of a second
    from hospcomms.services.exchange import template

    template.write_template(path, speaking)


def is_campaign(path: Path) -> bool:
    """True when a file is a workbook of ours for a campaign, or has its sheets; contacts are taken for everything else.

    Raises Refusal when the file is not there.
    """
    # late: reading workbooks is not needed to open the window
    from hospcomms.services.exchange.campaign_rows import is_campaign_file

    return is_campaign_file(path)
