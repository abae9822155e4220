"""The papers of consents one can ask for by name: the form to be signed, and the list of codes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hospcomms.domain.consents import Consent, Photo, PhotoRecall
from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records
from hospcomms.services.report import Report

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office

CONSENT_FORM, CONSENT_LIST = "consent-form", "consent-list"
LONGEST = 2_000
"""Consents of a printed list: some 80 pages."""


def _whole_office(_office: Office) -> None:
    """Without a consent the form is blank, and the list is of all."""


def _form(office: Office, record: Consent | None, speaking: Locale) -> Document:
    # late: reports bring the page engine
    from hospcomms.reports.consent_form import consent_form
    from hospcomms.services.dossiers import issuer_of

    return consent_form(record, issuer_of(office), speaking, office.today)


def _list(office: Office, _record: Consent | None, speaking: Locale) -> Document:
    # late: as above
    from hospcomms.reports.consent_list import ConsentLine, consent_list
    from hospcomms.services.consents import STANDING, standing
    from hospcomms.services.dossiers import issuer_of

    asked = Query(Consent, sort=(Sort("title"),))
    if records.count(office, asked) > LONGEST:
        raise Refusal(
            "too-long",
            sentence("The list has more than {n} rows and was not printed. Filter it, or save it as .xlsx.", n=LONGEST),
        )
    photos: list[Photo] = records.find(office, Query(Photo))
    resting = Counter(consent for photo in photos for consent in set(photo.consents))
    waiting: list[PhotoRecall] = records.find(office, Query(PhotoRecall).where("done_on", Op.EMPTY))
    open_uses = Counter(recall.consent for recall in waiting)
    lines = [
        ConsentLine(one, STANDING[standing(one, office.today)], resting[one.id], open_uses[one.id])
        for one in records.find(office, asked)
    ]
    return consent_list(lines, issuer_of(office), speaking, office.today)


CONSENT_REPORTS: tuple[Report, ...] = (
    Report(CONSENT_FORM, N_("Consent form to be signed"), _whole_office, _form, about=Consent),
    Report(CONSENT_LIST, N_("List of consents"), _whole_office, _list, about=Consent),
)
