"""Record sheets of records whose texts stand in several languages: each language runs its own way."""

from __future__ import annotations

import pytest

from hospcomms.domain.evaluations import Recommendation
from hospcomms.domain.fields import Texts
from hospcomms.domain.locale import LANGUAGES, locale
from hospcomms.domain.questionnaires import Question, Questionnaire
from hospcomms.reports.cleaning import LRI, PDI, RLI
from hospcomms.reports.document import Document, Table
from hospcomms.reports.record_sheet import Parts, Sheaf, record_sheet
from tests.reports.dossiers import ISSUER, TODAY

WORDING = Texts(ar="هل يغني لبس القفازين؟", fr="Le port de gants suffit-il ?", en="Are gloves enough?")


def _sheet(sheaf: Sheaf, language: str) -> Document:
    return record_sheet(sheaf, ISSUER, locale(language), TODAY)


def _cells(document: Document) -> list[str]:
    return [str(cell) for block in document.blocks if isinstance(block, Table) for row in block.rows for cell in row]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_of_questions_speaks_the_language_of_the_page(language: str) -> None:
    sheaf = Sheaf(Questionnaire(title="استبيان"), [Parts(Question, [Question(wording=WORDING, answers_before=64)])])
    cells = _cells(_sheet(sheaf, language))
    wanted = getattr(WORDING, language)
    assert [cell.strip(LRI + RLI + PDI) for cell in cells if wanted in cell] == [wanted]
    others = [text for text in WORDING.written() if text != wanted]
    assert not any(text in cell for cell in cells for text in others)


def test_a_french_reason_that_begins_with_an_arabic_name_runs_from_left_to_right() -> None:
    reason = Texts(ar="«نسبة» من 38% إلى 34%.", fr="« نسبة » : de 38 % à 34 %.")
    record = Recommendation(campaign=1, advice=Texts(fr="Prévoir."), because=reason, rule="not_enough_answers")
    cells = _cells(_sheet(Sheaf(record), "fr"))
    assert f"{LRI}{reason.fr}{PDI}" in cells
    assert not any("not_enough_answers" in cell for cell in cells)  # a name for the program
    assert f"{RLI}{reason.ar}{PDI}" in _cells(_sheet(Sheaf(record), "ar"))
