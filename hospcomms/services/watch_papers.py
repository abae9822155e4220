"""The papers of issues and accreditations, built from the office's records."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hospcomms.domain.accreditations import Accreditation
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.consents import PRESS, Consent
from hospcomms.domain.fields import Record
from hospcomms.domain.locale import Locale
from hospcomms.domain.monitoring import Issue
from hospcomms.domain.press import Person
from hospcomms.services import issues, records
from hospcomms.services.accreditations import days_of

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office

R = TypeVar("R", bound=Record)


def issue_document(office: Office, issue: Issue, speaking: Locale) -> Document:
    """The sheet of an issue for the director."""
    # late: reports bring the page engine
    from hospcomms.reports.issue_sheet import issue_sheet
    from hospcomms.services.dossiers import issuer_of

    return issue_sheet(issues.joined(office, issue), issuer_of(office), speaking, office.today)


def gate_document(office: Office, accreditation: Accreditation, speaking: Locale) -> Document:
    """The sheet of an accreditation for the gate."""
    # late: reports bring the page engine
    from hospcomms.reports.gate_sheet import Visit, gate_sheet
    from hospcomms.services.dossiers import issuer_of

    days = days_of(accreditation, office.today)
    consents = [
        one
        for one in records.window(office, Consent, list(accreditation.consents))
        if one.binned_at is None and all(one.why_not(PRESS, on) is None for on in days)
    ]
    visit = Visit(
        accreditation,
        records.titles(office, [accreditation.outlet]).get(accreditation.outlet, ""),
        _one(office, Person, accreditation.person),
        _one(office, Colleague, accreditation.escort),
        tuple(consent.title for consent in consents),
    )
    return gate_sheet(visit, issuer_of(office), speaking, office.today)


def _one(office: Office, kind: type[R], ident: int) -> R | None:
    """The record with this id in use, None for none."""
    found = records.window(office, kind, [ident]) if ident else []
    return found[0] if found and found[0].binned_at is None else None
