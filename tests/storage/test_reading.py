"""Questions to the data: order, conditions, totals, suggestions, where a record is used."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospcomms.domain.activities import Activity, BudgetLine
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign, KeyMessage, Segment
from hospcomms.domain.fields import Kind, Record, Texts, fields_of
from hospcomms.domain.folding import match_expression
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.scenarios import Scenario
from hospcomms.services.office import Office
from hospcomms.storage import searching
from hospcomms.storage.connect import connect
from hospcomms.storage.schema import WORDS
from tests.storage import awkward


def save(office: Office, *records: Record) -> list[int]:
    with office.store.change("Add") as change:
        return [change.save(record).id for record in records]


def names(office: Office, query: Query) -> list[str]:
    return [record.caption for record in office.store.find(query)]


def test_arabic_names_are_ordered_by_their_folded_spelling(office: Office) -> None:
    save(office, *(Audience(name=name) for name in ("باب", "إبراهيم", "أحمد", "ابن", "آدم", "«أب»", "تاج", "أَبٌ")))
    # Alefs of every kind stand together, vowels and quotation marks do not count; equals in the order of entry.
    assert names(office, Query(Audience)) == ["«أب»", "أَبٌ", "إبراهيم", "ابن", "أحمد", "آدم", "باب", "تاج"]
    assert names(office, Query(Audience, sort=(Sort("name", descending=True),)))[0] == "تاج"


def test_french_names_are_ordered_without_their_accents(office: Office) -> None:
    save(office, *(Audience(name=name) for name in ("Zoé", "école", "Eau", "œuvre", "Étang")))
    assert names(office, Query(Audience)) == ["Eau", "école", "Étang", "œuvre", "Zoé"]


def test_numbers_amounts_and_dates_are_ordered_by_value(office: Office) -> None:
    save(office, *(Audience(name=str(size), size=size) for size in (9.0, 100.0, 10.5, 1e6)))
    assert names(office, Query(Audience, sort=(Sort("size"),))) == ["9.0", "10.5", "100.0", "1000000.0"]
    (whole,) = save(office, Campaign(title="c"))
    amounts = (Decimal("9.5"), Decimal(100), Decimal(-3))
    save(office, *(BudgetLine(campaign=whole, title=str(each), planned=each) for each in amounts))
    assert names(office, Query(BudgetLine, sort=(Sort("planned"),))) == ["-3", "9.5", "100"]
    days = (date(2026, 12, 1), date(2026, 2, 10), date(2025, 12, 31))
    save(office, *(Activity(campaign=whole, title=f"{each}", start=each) for each in days))
    assert names(office, Query(Activity, sort=(Sort("start"),))) == ["2025-12-31", "2026-02-10", "2026-12-01"]


def test_links_are_ordered_by_the_title_they_lead_to(office: Office) -> None:
    whole, second, first = save(office, Campaign(title="c"), Audience(name="ب"), Audience(name="إ"))
    save(office, *(Segment(campaign=whole, audience=each, insight=str(each)) for each in (second, first)))
    assert names(office, Query(Segment, sort=(Sort("audience"),))) == [str(first), str(second)]


def test_a_page_of_a_list_is_a_part_of_the_whole_list(office: Office) -> None:
    save(office, *(Audience(name=f"{number % 7}") for number in range(50)))
    query = Query(Audience)
    every = [record.id for record in office.store.find(query)]
    assert [record.id for start in range(0, 50, 8) for record in office.store.find(query, 8, start)] == every
    assert list(office.store.ids(query)) == every


@pytest.mark.parametrize(
    ("field", "op", "value", "expected"),
    [
        ("name", Op.HAS, "اب", ["أب", "باب"]),
        ("name", Op.HAS, "%", ["100%"]),
        ("name", Op.HAS, "_", []),
        ("size", Op.FROM, 10.0, ["باب", "100%"]),
        ("size", Op.TO, 10.0, ["أب", "باب"]),
        ("size", Op.EMPTY, None, ["تاج"]),
        ("size", Op.FILLED, None, ["أب", "باب", "100%"]),
        ("channels", Op.HAS, "radio", ["باب", "100%"]),
        ("channels", Op.EMPTY, None, ["أب", "تاج"]),
        ("id", Op.AMONG, (1, 3), ["أب", "100%"]),
        ("id", Op.AMONG, (), []),
        ("name", Op.IS, "أب", ["أب"]),
        ("size", Op.IS_NOT, 10.0, ["أب", "100%", "تاج"]),
    ],
)
def test_conditions(office: Office, field: str, op: Op, value: Any, expected: list[str]) -> None:
    save(
        office,
        Audience(name="أب", size=1.0),
        Audience(name="باب", size=10.0, channels=("radio", "sms")),
        Audience(name="100%", size=50.0, channels=("radio",)),
        Audience(name="تاج"),
    )
    query = Query(Audience, sort=(Sort("id"),)).where(field, op, value)
    assert names(office, query) == expected
    assert office.store.count(query) == len(expected)


def test_a_moment_is_compared_with_whole_days(office: Office) -> None:
    moments = (datetime(2026, 1, 1, 23, 59, tzinfo=UTC), datetime(2026, 1, 2, 0, 0, tzinfo=UTC))
    save(office, *(Campaign(title=f"{each.day}", state_since=each) for each in moments))
    first = date(2026, 1, 1)
    assert names(office, Query(Campaign).where("state_since", Op.TO, first)) == ["1"]
    assert names(office, Query(Campaign).where("state_since", Op.FROM, date(2026, 1, 2))) == ["2"]


def test_words_find_records_in_either_spelling_and_the_bin_is_apart(office: Office) -> None:
    first, second = save(office, Audience(name="الأمهات الحوامل"), Audience(name="Mères", description="à l’hôpital"))
    assert list(office.store.ids(Query(Audience, words="امهات"))) == [first]
    assert list(office.store.ids(Query(Audience, words="HOPITAL meres"))) == [second]
    assert list(office.store.ids(Query(Audience, words="?!"))) == []
    with office.store.change("Delete") as change:
        change.bin(Audience, first)
    assert list(office.store.ids(Query(Audience, words="امهات"))) == []
    assert list(office.store.ids(Query(Audience, words="امهات", binned=True))) == [first]


def test_totals_are_exact_and_none_when_nothing_is_known(office: Office) -> None:
    (whole,) = save(office, Campaign(title="c"))
    query = Query(BudgetLine)
    assert office.store.total(query, "planned") is None
    save(office, *(BudgetLine(campaign=whole, title="x", planned=Decimal("0.1")) for _ in range(10)))
    assert office.store.total(query, "planned") == Decimal(1)
    save(office, Audience(name="a", size=3.0), Audience(name="b"))
    assert office.store.total(Query(Audience), "size") == 3.0


def test_suggestions_are_what_was_typed_before_the_most_frequent_first(office: Office) -> None:
    owners = ("سعاد", "منى", "سعاد", "")
    save(
        office,
        *(Campaign(title="c", owner=owner, themes=("تلقيح", "صحة")[: index % 3]) for index, owner in enumerate(owners)),
    )
    assert office.store.distinct(Campaign, "owner", 10) == ["سعاد", "منى"]
    assert office.store.distinct(Campaign, "themes", 10) == ["تلقيح", "صحة"]


def test_where_a_record_is_used(office: Office) -> None:
    whole, audience = save(office, Campaign(title="c"), Audience(name="a"))
    segment, message = save(
        office,
        Segment(campaign=whole, audience=audience),
        KeyMessage(campaign=whole, audience=audience, wording=Texts(ar="x")),
    )
    assert set(office.store.used_in(audience)) == {(Segment, segment, "audience"), (KeyMessage, message, "audience")}
    with office.store.change("Delete") as change:
        change.bin(Segment, segment)
    assert office.store.used_in(audience) == [(KeyMessage, message, "audience")]


def test_titles_are_found_for_records_of_any_type(office: Office) -> None:
    whole, audience = save(office, Campaign(title="c"), Audience(name="a"))
    save(office, KeyMessage(campaign=whole, wording=Texts(fr="Message"), reference="M-1"), Segment(reference="S-1"))
    assert office.store.titles([whole, audience, 3, 4, 0, 999]) == {whole: "c", audience: "a", 3: "Message", 4: "S-1"}
    assert office.store.titles(range(5000)).keys() == {1, 2, 3, 4}
    assert office.store.type_of(audience) is Audience


@pytest.mark.parametrize("record", awkward.TYPES, ids=lambda record: record.key)
def test_every_field_of_every_record_can_be_sorted_and_asked_for(office: Office, record: type[Record]) -> None:
    save(office, awkward.filled(record), record())
    for field in fields_of(record).values():
        for query in _questions(record, field.name):
            assert office.store.count(query) == len(office.store.find(query))


def _questions(record: type[Record], field: str) -> Iterable[Query]:
    query = Query(record)
    kind = fields_of(record)[field].kind
    yield Query(record, sort=(Sort(field), Sort("id", descending=True)))
    yield query.where(field, Op.EMPTY)
    yield query.where(field, Op.FILLED)
    if kind in (Kind.TEXT, Kind.TEXTS, Kind.ADDRESS, Kind.TAGS, Kind.LONG_TEXT):
        yield query.where(field, Op.HAS, "ال'%")


@given(st.text(max_size=60))
def test_nothing_typed_makes_the_index_fail(typed: str) -> None:
    connection = _INDEX
    expression = match_expression(typed)
    if expression:
        connection.execute("SELECT rowid FROM search_words WHERE search_words MATCH ?", (expression,)).fetchall()


def _index() -> Any:
    connection = connect(Path(":memory:"), bytes(32))
    connection.execute("CREATE TABLE search(id INTEGER PRIMARY KEY, folded TEXT)")
    connection.execute(WORDS)
    return connection


_INDEX = _index()


def test_a_page_of_search_results_puts_titles_first(office: Office) -> None:
    save(office, Audience(name="x", description="تلقيح"), Audience(name="التلقيح"), Audience(name="تلقيح الأطفال"))
    assert [found.title for found in office.store.search("تلقيح", 2)] == ["تلقيح الأطفال", "التلقيح"]
    assert office.store.search("تلقيح", 5, ["campaign"]) == []
    assert isinstance(office.store.search("تلقيح", 1)[0], searching.Found)


@pytest.mark.parametrize("probed", [1, 3, 3_000])
@pytest.mark.parametrize("typed", ["ت", "تلقيح ا", "ا تلقيح", "تلقيح ا د", "تلقيح x", "x", "ا د", "0500 1", "ب"])
def test_a_word_of_one_letter_finds_what_the_index_finds(
    office: Office, monkeypatch: pytest.MonkeyPatch, typed: str, probed: int
) -> None:
    names = ("تلقيح الأطفال", "تلقيح دوري الأحد", "بلا", "0500 12 34 تلقيح", "xylo", "دار الأم", "تلقيح باتنة")
    made = save(office, *(Audience(name=name) for name in names))
    monkeypatch.setattr(searching, "PROBED", probed)
    with office.store.reader() as connection:
        values = {"words": match_expression(typed), "many": 120}
        wanted = {row[1] for row in connection.execute(searching.SEARCH.format(only=""), values).fetchall()}
    assert {found.id for found in office.store.search(typed, 30)} == wanted
    assert office.store.search(typed, 30, ["campaign"]) == []
    assert len(made) == len(names)


def test_a_title_in_several_languages_is_read_in_the_one_asked_for(office: Office) -> None:
    with office.store.change("Add") as change:
        ident = change.save(Scenario(title=Texts("حريق", "Incendie"), cluster="accidental")).id
    assert [office.store.titles([ident], language)[ident] for language in ("ar", "fr", "en")] == [
        *("حريق", "Incendie", "حريق")
    ]
