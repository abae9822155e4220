"""What the officer reads on a page is found as it is typed, and the right place is marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import cast

import pytest

from hospcomms.domain.locale import Locale, locale
from hospcomms.reports.document import Column, Document, Table, Text
from hospcomms.reports.pages_as_pictures import Pages
from hospcomms.reports.pdf import pdf_bytes
from hospcomms.reports.record_sheet import Language
from hospcomms.reports.seen_text import seen_forms

ARABIC, FRENCH, ENGLISH = locale("ar"), locale("fr"), locale("en")
EASTERN = replace(ARABIC, country=replace(ARABIC.country, arabic_digits=True))


def _document(speaking: Locale) -> Document:
    """An amount in a text, amounts and shares in a table, the same words twice."""
    spent = speaking.money(Decimal(126900))
    share = speaking.percent(37.5)
    words = {
        "ar": f"بلغت كلفة حملة «التلقيح الموسمي» {spent} من المبلغ (2026) بنسبة {share} يوم 01/12/2026 شؤون المرضى",
        "fr": f"Le coût de la campagne « Don du sang » est de {spent} (2026), soit {share}, le 01/12/2026 à l’hôpital",
        "en": f"The cost of the campaign “Blood donation”: {spent} (2026), that is {share}, on 01/12/2026 at the Café",
    }[speaking.language]
    rows = (
        ("حملة", speaking.money(Decimal(95000)), speaking.percent(12)),
        ("Vaccin", speaking.money(Decimal("1310000.50")), speaking.percent(100)),
    )
    table = Table((Column("a"), Column("b", number=True), Column("c", number=True)), rows)
    return Document("x", cast(Language, speaking.language), (Text(words), table))


@pytest.fixture(scope="module")
def books() -> Iterator[dict[str, Pages]]:
    found = {
        name: Pages(pdf_bytes(_document(speaking), speaking))
        for name, speaking in (("ar", ARABIC), ("fr", FRENCH), ("en", ENGLISH), ("eastern", EASTERN))
    }
    yield found
    for pages in found.values():
        pages.close()


CASES = [
    ("ar", "126 900,00", 1),
    ("ar", "126\u202f900,00", 1),
    ("ar", "126900,00", 1),
    ("ar", "126 900", 1),
    ("ar", "126 9", 1),
    ("ar", "900,00", 1),
    ("ar", "126 900,00 دج", 1),
    ("ar", "١٢٦ ٩٠٠,٠٠", 1),
    ("ar", "١٢٦٬٩٠٠٫٠٠", 1),
    ("ar", "1 310 000,50", 1),
    ("ar", "1310000,5", 1),
    ("ar", "95 000,00", 1),
    ("ar", "37,5%", 1),
    ("ar", "37,5 %", 1),
    ("ar", "٣٧٫٥٪", 1),
    ("ar", "بنسبة 37,5%", 1),
    ("ar", "بنسبة ٣٧,٥٪ يوم", 1),
    ("ar", "01/12/2026", 1),
    ("ar", "(2026)", 1),
    ("ar", "حملة", 2),
    ("ar", "التلقيح الموسمى", 1),
    ("ar", "التَّلقيحُ الموسميّ", 1),
    ("ar", "«التلقيح", 1),
    ("ar", "التلقيح المو", 1),
    ("ar", "شئون", 1),
    ("ar", "شؤون المرضي", 1),
    ("ar", "vaccin", 1),
    ("ar", "126 901", 0),
    ("fr", "126 900,00", 1),
    ("fr", "126 900,00 DA", 1),
    ("fr", "37,5 %", 1),
    ("fr", "37,5%", 1),
    ("fr", "don du SANG", 1),
    ("fr", "hopital", 1),
    ("fr", "l'hôpital", 1),
    ("fr", "حملة", 1),
    ("fr", "1 310 000,50", 1),
    ("en", "126,900.00", 1),
    ("en", "126900", 1),
    ("en", "1,310,000.50", 1),
    ("en", "cafe", 1),
    ("eastern", "126 900.00", 1),
    ("eastern", "١٢٦٬٩٠٠٫٠٠", 1),
    ("eastern", "126900", 1),
    ("eastern", "37.5%", 1),
    ("eastern", "٣٧٫٥٪", 1),
]


@pytest.mark.parametrize(("name", "words", "times"), CASES)
def test_what_is_seen_is_found(books: dict[str, Pages], name: str, words: str, times: int) -> None:
    assert len(books[name].find(words)) == times


@pytest.mark.parametrize("name", ["ar", "fr", "en", "eastern"])
def test_the_mark_covers_the_amount_and_no_more(books: dict[str, Pages], name: str) -> None:
    pages = books[name]
    (amount,) = pages.find("126 900.00" if name in ("en", "eastern") else "126 900,00")
    (part,) = pages.find("126")
    assert len(amount.places) == 1
    whole, first = amount.places[0], part.places[0]
    assert whole.left - 0.5 <= first.left
    assert first.left + first.width <= whole.left + whole.width + 0.5
    assert 2.3 * first.width < whole.width < 4 * first.width
    assert abs(whole.top - first.top) < 1


def test_words_over_the_end_of_a_line_are_found_and_marked_on_both() -> None:
    words = "ترافق حملة التلقيح الموسمي كبار السن في مصالح المستشفى كلها طوال فصل الشتاء " * 3
    pages = Pages(pdf_bytes(Document("x", "ar", (Text(words),)), ARABIC))
    whole = pages.find("الشتاء ترافق حملة التلقيح الموسمي كبار السن في مصالح المستشفى كلها طوال فصل الشتاء")
    pages.close()
    assert whole
    assert len(whole[0].places) >= 2


@pytest.mark.parametrize("words", ["", "  ", "\u200f", "ّ"])
def test_nothing_is_looked_for_when_nothing_was_typed(words: str) -> None:
    assert seen_forms(words) == ()
