"""The papers of people’s rights by name: the certificate of an erasure, the file on a person, the log of access."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hospcomms.domain.access import BACKUP, ERASURE, WHAT, AccessLine
from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.locale import Locale
from hospcomms.domain.press import Person
from hospcomms.domain.privacy import Erasure
from hospcomms.domain.query import Query, Sort
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import access, records
from hospcomms.services.backup_copies import WHY
from hospcomms.services.report import Report

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office

CERTIFICATE, SUBJECT_PAPER, ACCESS_LOG = "erasure-certificate", "subject-file", "access-log"
USUAL_DAYS = 30
PLACES = {"printer": N_("Printer"), "backups": N_("Folder of backups"), "clipboard": N_("Clipboard")}
_LABELS = {choice.key: choice.label for choice in WHAT}
_OTHERS = {
    "file": N_("Attached file"),
    "calendar": N_("Calendar"),
    "letter": N_("Letter"),
    "list": N_("List"),
}
"""Names of what is neither a record type nor a report."""


def _latest_certificate(office: Office) -> Record:
    found: list[Erasure] = records.find(office, Query(Erasure, sort=(Sort("done_at", descending=True),)), limit=1)
    if not found:
        raise Refusal("nothing-fits", sentence("Nothing was erased yet, so there is no certificate."))
    return found[0]


def _certificate(office: Office, record: Erasure, speaking: Locale) -> Document:
    # late: reports bring the page engine
    from hospcomms.reports.erasure_certificate import erasure_certificate
    from hospcomms.services.dossiers import issuer_of

    return erasure_certificate(record, issuer_of(office), speaking, office.today)


def _latest_person(_office: Office) -> Record:
    raise Refusal("nobody-named", sentence("Nobody is named. Choose the person whose file is wanted."))


def _file(office: Office, record: Record, speaking: Locale) -> Document:
    # late: as above
    from hospcomms.services.privacy import handing_file, subject_file

    return handing_file.document(office, subject_file.of_record(office, record, speaking), speaking)


def _days(office: Office, first: date | None, last: date | None) -> Span:
    """The days asked for, the last thirty where none are named. Raises Refusal when they are crossed."""
    # late: brings the engine of workbooks
    from hospcomms.services.workbook import refuse_crossed

    end = last or office.today
    start = first or end - timedelta(days=USUAL_DAYS - 1)
    refuse_crossed(start, end)
    return Span(start, end)


def _log(office: Office, span: Span, speaking: Locale) -> Document:
    # late: as above
    from hospcomms.reports.access_list import access_list
    from hospcomms.services.dossiers import issuer_of

    names = kinds()
    lines = [(line, access_words(line, names, speaking)) for line in access.lines(office, days=(span.first, span.last))]
    return access_list(lines, span, issuer_of(office), speaking, office.today)


def access_words(line: AccessLine, names: dict[str, str], speaking: Locale) -> tuple[str, str, str, str]:
    """What was done, of what, where to and why, in words; ``names`` as from ``kinds``."""
    what = _LABELS.get(line.what, line.what)
    own = WHY if line.what in (BACKUP, ERASURE) else {}
    told = (what, names.get(line.record, line.record), PLACES.get(line.where, line.where), own.get(line.why, line.why))
    done, about, where, why = (speaking.text(one) if one else "" for one in told)
    return done, about, where, why


def _everything(_office: Office) -> None:
    """The log is about no record."""


def kinds() -> dict[str, str]:
    """What the log names, by key: record types, reports and a few things more; marked names."""
    # late: the table of reports is made with this module
    from hospcomms.services.reports import NAMES

    return {**_OTHERS, **NAMES, **{record.key: record.many for record in RECORDS}}


PAPERS: tuple[Report, ...] = (
    Report(CERTIFICATE, N_("Certificate of erasure"), _latest_certificate, _certificate, about=Erasure),
    Report(SUBJECT_PAPER, N_("File on a person"), _latest_person, _file, about=(Person, Colleague)),
    Report(ACCESS_LOG, N_("Access log"), _everything, _log, _days),
)
