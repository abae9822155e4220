"""What an import of rows did, as a report; and the rows it refuses, as a workbook to be mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Kind
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_, sentence
from hospcomms.reports.sheet import Sheet, SheetColumn, write_workbook
from hospcomms.services.exchange.import_report import Finding, ImportReport
from hospcomms.services.exchange.values import shown
from hospcomms.services.row_import.headings import COLUMN
from hospcomms.services.row_import.plan import RowPlan
from hospcomms.services.row_import.rows import ERROR, Row

R = TypeVar("R", bound=Row)
REASON = N_("Reason")


LARGE = 50
"""From so many rows on a backup is made before an import; fewer are taken back by one undo."""


def rows_wanted(plan: RowPlan[R]) -> list[R]:
    """The rows that are to be written now; a backup is made before many. Raises Refusal when there is none."""
    wanted = plan.wanted()
    if not wanted:
        raise Refusal("nothing", sentence("There is no row to import. Correct the rows that are marked."))
    if len(wanted) >= LARGE:
        # late: the preview of an import needs no backups
        from hospcomms.services import backups

        backups.before(plan.office, "import")
    return wanted


def report_of(plan: RowPlan[R], commit: Commit | None = None, *, is_trial: bool = False) -> ImportReport:
    """What an import found and did, with every refusal and warning at its cell."""
    counts = plan.counts()
    rejected: list[Finding] = []
    warnings = [Finding(plan.table.title, 0, "", "", said) for number, said in plan.table.notes if number == 0]
    for row in plan.rows:
        for trouble in plan.troubles_of(row):
            heading = plan.head.words[trouble.column] if trouble.column >= 0 else ""
            value = shown(plan.cell(row.place, trouble.column))[:200] if trouble.column >= 0 else ""
            finding = Finding(plan.table.title, row.number, heading, value, trouble.said)
            (rejected if trouble.severity == ERROR else warnings).append(finding)
    return ImportReport(
        plan.vocabulary.kind,
        counts["all"],
        imported=counts["wanted"] if commit is not None or is_trial else 0,
        rejected=tuple(rejected),
        warnings=tuple(warnings),
        duplicates=counts["doubles"],
        is_trial=is_trial,
        commit=commit,
        keeps_good=True,
        refused=counts["refused"],
    )


def save_refused(plan: RowPlan[R], path: Path, speaking: Locale) -> int:
    """Write the refused rows as .xlsx in the file's own order of columns, the reason last; returns how many.

    Corrected there, the file can be imported again. Raises Refusal when it cannot be written.
    """
    refused = [row for row in plan.rows if row.is_refused]
    headings = [
        word or speaking.say(sentence(COLUMN, letter=plan.head.letter(column)))
        for column, word in enumerate(plan.head.words)
    ]
    columns = (
        *(SheetColumn(str(place), heading) for place, heading in enumerate(headings)),
        SheetColumn("reason", speaking.text(REASON), Kind.LONG_TEXT, width=60),
    )

    def lines() -> Iterator[list[object]]:
        for row in refused:
            said = [speaking.say(trouble.said) for trouble in row.troubles if trouble.severity == ERROR]
            cells = [shown(plan.cell(row.place, column)) for column in range(len(headings))]
            yield [*cells, "\n".join(said)]

    title = plan.table.title or speaking.text(N_("Refused rows"))
    write_workbook(path, [Sheet(title, columns, lines())], speaking.language)
    return len(refused)
