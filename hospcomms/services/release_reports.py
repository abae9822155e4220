"""The reports about press releases one can ask for by name: the release, its approval copy, its distribution log."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.locale import Locale
from hospcomms.domain.query import Query, Sort
from hospcomms.domain.releases import Delivery, Release
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records
from hospcomms.services.report import Report

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office

RELEASE, RELEASE_APPROVAL, DISTRIBUTION_LOG = "release", "release-approval", "distribution-log"


def _latest(office: Office) -> Record:
    """The release begun last that may leave."""
    asked = replace(Query(Release), sort=(Sort("created_at", descending=True),))
    found: list[Release] = records.find(office, asked, limit=1)
    if not found:
        raise Refusal("nothing-fits", sentence("There is no press release this report could be about."))
    return found[0]


def _release(office: Office, record: Release, _speaking: Locale) -> Document:
    # late: brings the rules of the embargo, and the pictures
    from hospcomms.services import release_papers

    return release_papers.document_let_out(office, record)


def _approval(office: Office, record: Release, _speaking: Locale) -> Document:
    # late: as above
    from hospcomms.services import release_papers

    return release_papers.approval_let_out(office, record)


def _log(office: Office, record: Release, speaking: Locale) -> Document:
    # late: reports bring the page engine
    from hospcomms.reports.delivery_log import delivery_log
    from hospcomms.services.dossiers import issuer_of

    lines = records.parts(office, Delivery, record.id)
    return delivery_log(record, lines, issuer_of(office), speaking, office.today)


RELEASE_REPORTS = (
    Report(RELEASE, N_("Press release"), _latest, _release, about=Release),
    Report(RELEASE_APPROVAL, N_("Copy for internal approval"), _latest, _approval, about=Release),
    Report(DISTRIBUTION_LOG, N_("Distribution log"), _latest, _log, about=Release),
)
"""They speak the language of the release, but for the log, which is the officer's own paper."""
