"""A quiet hint where a text looks like a page of a medical record, and none for ordinary questions and numbers."""

from __future__ import annotations

from datetime import UTC, datetime

from hospcomms.domain.checks import errors, problems_of
from hospcomms.domain.enquiries import Enquiry
from hospcomms.domain.medical_words import looks_medical
from tests.cases import cases

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_numbers_of_patients_and_words_of_a_record_are_noticed() -> None:
    with cases() as table:
        for text, expected in (
            ("الرقم 850412345678 للضمان", True),
            ("109850412345678901", True),
            ("1098 5041 2345 6789 01", True),
            ("حالة المريض: رقم الملف الطبي 4512", True),
            ("Numéro de dossier : 4512", True),
            ("Diagnostic : pneumopathie", True),
            ("كم عدد الأسرة في المستشفى؟", False),
            ("اتصل على 0555 12 34 56 قبل 22/11/2026", False),
            ("+213 555 12 34 56 78 90", False),
            ("Budget 2026 : 12 500 000 DA", False),
            ("ما هو التشخيص المبكر للسرطان؟", False),
            ("", False),
        ):
            with table.case(text):
                assert looks_medical(text) is expected


def test_an_enquiry_that_looks_so_is_warned_of_and_saved_all_the_same() -> None:
    asked = Enquiry(title="سؤال", asker="صحفي", question="حالة 850412345678؟", received_at=AT)
    assert [problem.field for problem in problems_of(asked)] == ["question"]
    assert errors(problems_of(asked)) == []
