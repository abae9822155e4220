"""The papers of personal data among the reports by name: the register of processing and the notice of a breach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.fields import Record
from hospcomms.domain.locale import Locale
from hospcomms.domain.privacy import Breach, ProcessingActivity
from hospcomms.domain.wording import N_
from hospcomms.services.report import Report

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office

REGISTER, BREACH = "processing-register", "breach-notice"


def _whole_register(_office: Office) -> None:
    """The register is about no single line of it."""


def _register(office: Office, _record: Record | None, speaking: Locale) -> Document:
    # late: reports bring the page engine
    from hospcomms.reports.processing_register import processing_register
    from hospcomms.services.dossiers import issuer_of
    from hospcomms.services.processing import in_order

    return processing_register(in_order(office), issuer_of(office), speaking, office.today)


def _latest_breach(office: Office) -> Record:
    # late: the table of reports is read at the start, what they say only when one is asked for
    from hospcomms.services.breaches import latest

    return latest(office)


def _breach(office: Office, record: Breach, speaking: Locale) -> Document:
    # late: as above
    from hospcomms.reports.breach_notice import breach_notice
    from hospcomms.services.dossiers import issuer_of

    settings = office.settings
    responsible = record.responsible or settings.officer
    return breach_notice(record, responsible, issuer_of(office), speaking, office.clock(), office.today)


PRIVACY_REPORTS = (
    Report(REGISTER, N_("Register of processing"), _whole_register, _register, about=ProcessingActivity),
    Report(BREACH, N_("Notice of a data breach"), _latest_breach, _breach, about=Breach),
)
