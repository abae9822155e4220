"""A list with many columns is printed in parts that can be read, and loses none of them."""

from __future__ import annotations

from datetime import date

import pytest

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.fields import STAMPS, Texts, fields_of
from hospcomms.domain.locale import locale
from hospcomms.reports.compositor import TABLE_SIZE
from hospcomms.reports.document import Column, Document, Heading, Table, Text
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.pdf import set_pages
from hospcomms.reports.record_sheet import record_list
from hospcomms.reports.wide_tables import LYING, UPRIGHT, parted

TODAY = date(2026, 11, 22)
ISSUER = Issuer(hospital=Texts("مستشفى", "Hôpital", "Hospital"))
WORDS = {"ar": "حملة التلقيح ضد الأنفلونزا", "fr": "Campagne de vaccination antigrippale", "en": "Flu vaccination"}


def _list(language: str, names: list[str], rows: int = 12) -> Document:
    words = WORDS[language]
    found = [Campaign(title=f"{words} {n}", situation=words * 6, owner=words, start=TODAY) for n in range(rows)]
    return record_list(Campaign, names, found, {}, ISSUER, locale(language), TODAY)


def _public() -> list[str]:
    return [name for name, field in fields_of(Campaign).items() if name not in STAMPS and not field.private]


def _tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_every_column_is_printed_once_in_order_after_the_title(language: str) -> None:
    names = _public()
    document = _list(language, names)
    parts = _tables(document)
    assert len(parts) > 1
    title, *others = (locale(language).text(fields_of(Campaign)[name].label) for name in names)
    assert {part.columns[0].heading for part in parts} == {title}
    assert [column.heading for part in parts for column in part.columns[1:]] == others
    assert document.landscape
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert len(headings) == len(parts)
    assert isinstance(document.blocks[0], Text)
    assert set_pages(document, locale(language)).content.startswith(b"%PDF")
    assert TABLE_SIZE >= 8


def test_the_columns_an_officer_sees_at_first_stay_together() -> None:
    names = [name for name, field in fields_of(Campaign).items() if field.listed]
    for language in ("ar", "fr", "en"):
        assert len(_list(language, names).blocks) == 1
    assert not _list("fr", names[:4]).landscape


def test_the_key_column_leads_each_part_wherever_it_stands() -> None:
    heads = tuple(Column(f"column-{number:02}-of-some-length") for number in range(20))
    table = Table(heads, (tuple(f"cell-{number}" for number in range(20)),))
    parts = parted(table, 7, locale("en"), LYING)
    assert all(part.columns[0] == heads[7] for part in parts)
    assert all(part.rows[0][0] == "cell-7" for part in parts)
    rest = [column for part in parts for column in part.columns[1:]]
    assert rest == [column for column in heads if column is not heads[7]]


def test_a_table_that_fits_and_a_table_of_one_column_are_left_alone() -> None:
    small = Table((Column("a"), Column("b")), (("x", "y"),))
    assert parted(small, 0, locale("en"), UPRIGHT) == [small]
    one = Table((Column("a"),), (("x" * 400,),))
    assert parted(one, 0, locale("en"), UPRIGHT) == [one]


def test_a_column_wider_than_the_page_has_a_part_of_its_own() -> None:
    table = Table((Column("a"), Column("b"), Column("c")), (("x", "y" * 300, "z"),))
    parts = parted(table, 0, locale("en"), UPRIGHT)
    assert [len(part.columns) for part in parts] == [2, 2]
