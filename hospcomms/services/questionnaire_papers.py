"""The papers of a questionnaire, built from the office's records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.domain.query import Query
from hospcomms.domain.questionnaires import Questionnaire
from hospcomms.domain.wording import sentence
from hospcomms.services import records
from hospcomms.services.answers.marks import is_yes_or_no
from hospcomms.services.questionnaires import change_of, questions_of

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office


def latest(office: Office) -> Questionnaire:
    """The questionnaire asked last. Raises Refusal when there is none."""
    found: list[Questionnaire] = records.find(office, Query(Questionnaire), limit=1)
    if not found:
        raise Refusal("nothing-fits", sentence("There is no questionnaire yet. Enter one first."))
    return found[0]


def form(office: Office, questionnaire: Questionnaire, speaking: Locale) -> Document:
    """The blank sheet to hand out. Raises Refusal while there are no questions."""
    # late: reports bring the page engine
    from hospcomms.reports.questionnaire import questionnaire_form
    from hospcomms.services.dossiers import issuer_of

    questions = questions_of(office, questionnaire)
    if not questions:
        said = sentence("The questionnaire has no questions yet. Enter its questions first.")
        raise Refusal("nothing-to-print", said)
    closed = frozenset(question.id for question in questions if is_yes_or_no(question.right))
    return questionnaire_form(questionnaire, questions, closed, issuer_of(office), speaking)


def results(office: Office, questionnaire: Questionnaire, speaking: Locale) -> Document:
    """What changed between the askings."""
    # late: reports bring the page engine
    from hospcomms.reports.questionnaire import questionnaire_results
    from hospcomms.services.dossiers import issuer_of, link_names

    names = link_names(office, [questionnaire])
    found = change_of(office, questionnaire)
    return questionnaire_results(questionnaire, found, names, issuer_of(office), speaking, office.today)
