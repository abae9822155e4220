"""Clips imported from a file: what the import of rows is for them."""

from __future__ import annotations

from pathlib import Path

from hospcomms.domain.monitoring import Clip
from hospcomms.domain.wording import N_, sentence
from hospcomms.services.clip_import.plan import ClipPlan, open_clips
from hospcomms.services.clip_import.writing import write
from hospcomms.services.office import Office
from hospcomms.services.row_import.plan import ADD, LEAVE, UPDATE
from ui.importing.preview_step import Decisions
from ui.importing.rows_page import RowImport, RowImportPage
from ui.session import Session


def _plan(office: Office, path: Path, encoding: str, sheet: int | None) -> ClipPlan:
    return ClipPlan(office, open_clips(path, encoding), sheet)


CLIPS = RowImport(
    title=N_("Import media clips"),
    kinds=N_("Workbooks and text tables (.xlsx, .csv)"),
    endings=".xlsx *.xls *.ods *.csv *.tsv *.txt",
    hint=N_(
        "A workbook of Excel or LibreOffice (.xlsx, .xls, .ods), or a text table (.csv, .txt). The headings may stand"
        " below a title. A tone is a word or a number from −2 to +2. Nothing is saved before the last step."
    ),
    decisions=Decisions(
        N_("Rows like a clip that is there"),
        ((LEAVE, N_("Leave them out")), (ADD, N_("Import as other clips"))),
        N_("Rows already present under their reference"),
        ((LEAVE, N_("Leave as they are")), (UPDATE, N_("Update from the file"))),
    ),
    under_way=sentence("The clips are being imported."),
    shown=N_("Show the clips"),
    record=Clip,
    plan=_plan,
    write=write,
)


class ClipsImportPage(RowImportPage):
    """The steps of an import of clips."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, CLIPS)
