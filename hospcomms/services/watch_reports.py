"""The reports of issues and accreditations among the reports by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.accreditations import Accreditation
from hospcomms.domain.fields import Record
from hospcomms.domain.locale import Locale
from hospcomms.domain.monitoring import Issue
from hospcomms.domain.wording import N_
from hospcomms.services.report import Report

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office

ISSUE, ACCREDITATION = "issue", "accreditation"


def _latest_issue(office: Office) -> Record:
    # late: the table of reports is read at the start, what they say only when one is asked for
    from hospcomms.services.issues import latest

    return latest(office)


def _issue(office: Office, record: Issue, speaking: Locale) -> Document:
    # late: as above
    from hospcomms.services.watch_papers import issue_document

    return issue_document(office, record, speaking)


def _latest_accreditation(office: Office) -> Record:
    # late: as above
    from hospcomms.services.accreditations import latest

    return latest(office)


def _accreditation(office: Office, record: Accreditation, speaking: Locale) -> Document:
    # late: as above
    from hospcomms.services.watch_papers import gate_document

    return gate_document(office, record, speaking)


WATCH_REPORTS = (
    Report(ISSUE, N_("Issue sheet"), _latest_issue, _issue, about=Issue),
    Report(
        ACCREDITATION,
        N_("Accreditation sheet for the gate"),
        _latest_accreditation,
        _accreditation,
        about=Accreditation,
    ),
)
