"""The reports by name about questionnaires: the blank form and what its answers say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.fields import Record
from hospcomms.domain.locale import Locale
from hospcomms.domain.questionnaires import Questionnaire
from hospcomms.domain.wording import N_
from hospcomms.services.report import Report

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office

QUESTIONNAIRE, QUESTIONNAIRE_RESULTS = "questionnaire", "questionnaire-results"


def _latest_questionnaire(office: Office) -> Record:
    # late: reports bring the page engine
    from hospcomms.services.questionnaire_papers import latest

    return latest(office)


def _questionnaire(office: Office, record: Questionnaire, speaking: Locale) -> Document:
    # late: as above
    from hospcomms.services.questionnaire_papers import form

    return form(office, record, speaking)


def _questionnaire_results(office: Office, record: Questionnaire, speaking: Locale) -> Document:
    # late: as above
    from hospcomms.services.questionnaire_papers import results

    return results(office, record, speaking)


QUESTIONNAIRE_REPORTS: tuple[Report, ...] = (
    Report(QUESTIONNAIRE, N_("Blank questionnaire"), _latest_questionnaire, _questionnaire, about=Questionnaire),
    Report(
        QUESTIONNAIRE_RESULTS,
        N_("Results of the questionnaire"),
        _latest_questionnaire,
        _questionnaire_results,
        about=Questionnaire,
    ),
)
