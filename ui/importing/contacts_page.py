"""Contacts of the press imported from a file: what the import of rows is for them."""

from __future__ import annotations

from pathlib import Path

from hospcomms.domain.press import Person
from hospcomms.domain.wording import N_, sentence
from hospcomms.services.contacts.plan import Plan
from hospcomms.services.contacts.source import open_source
from hospcomms.services.contacts.writing import write
from hospcomms.services.office import Office
from hospcomms.services.row_import.plan import ADD, LATER, LEAVE, UPDATE
from ui.importing.preview_step import Decisions
from ui.importing.rows_page import RowImport, RowImportPage
from ui.session import Session


def _plan(office: Office, path: Path, encoding: str, sheet: int | None) -> Plan:
    return Plan(office, open_source(path, encoding), sheet)


CONTACTS = RowImport(
    title=N_("Import press contacts"),
    kinds=N_("Workbooks, text tables and address cards (.xlsx, .csv, .vcf)"),
    endings=".xlsx *.xls *.ods *.csv *.tsv *.txt *.vcf",
    hint=N_(
        "A workbook of Excel or LibreOffice (.xlsx, .xls, .ods), a text table (.csv, .txt), or address cards of a"
        " telephone (.vcf). The headings may stand below a title. Nothing is saved before the last step."
    ),
    decisions=Decisions(
        N_("Rows like somebody who is there"),
        (
            (LEAVE, N_("Leave them out")),
            (LATER, N_("Import, merge later")),
            (ADD, N_("Import as other people")),
        ),
        N_("Rows already present under their reference"),
        ((LEAVE, N_("Leave as they are")), (UPDATE, N_("Update from the file"))),
    ),
    under_way=sentence("The contacts are being imported."),
    shown=N_("Show the contacts"),
    record=Person,
    plan=_plan,
    write=write,
)


class ContactsImportPage(RowImportPage):
    """The steps of an import of contacts."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, CONTACTS)
