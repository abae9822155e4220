"""Records are described once, by their fields."""

from __future__ import annotations

import dataclasses

import pytest

from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign, KeyMessage
from hospcomms.domain.catalog import BY_KEY, RECORDS, parts_of
from hospcomms.domain.checks import problems_of
from hospcomms.domain.fields import STAMPS, Kind, Record, Texts, changed_fields, fields_of, listed, typed
from hospcomms.domain.privacy import Erasure

_DEFAULTS = {
    Kind.TEXTS: Texts(),
    Kind.FLAG: False,
    Kind.LINK: 0,
    Kind.CHOICES: (),
    Kind.LINKS: (),
    Kind.FILES: (),
    Kind.TAGS: (),
    Kind.TEXT: "",
    Kind.LONG_TEXT: "",
    Kind.ADDRESS: "",
}


MADE_BY_THE_PROGRAM = {Erasure}
"""Nobody types these: the program names them, too."""


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.key)
class TestEveryRecordType:
    def test_has_a_name_a_title_and_an_order_of_its_own_fields(self, record: type[Record]) -> None:
        fields = fields_of(record)
        assert record.key.isidentifier()
        assert record.one
        assert record.many
        assert record.title_field in fields
        assert all(name.lstrip("-") in {*fields, "id"} for name in record.order)
        assert list(fields)[-4:] == ["reference", *STAMPS]

    def test_starts_empty_and_shows_something_in_lists(self, record: type[Record]) -> None:
        empty = record()
        for field in fields_of(record).values():
            value = getattr(empty, field.name)
            if field.kind is Kind.CHOICE:
                assert value == "" or field.choice(value)
            else:
                assert value == _DEFAULTS.get(field.kind)
        assert listed(record)
        assert record.title_field in {field.name for field in typed(record)} or record in MADE_BY_THE_PROGRAM

    def test_leads_only_to_types_that_are_there(self, record: type[Record]) -> None:
        links = [field for field in fields_of(record).values() if field.kind in (Kind.LINK, Kind.LINKS)]
        assert all(field.target in BY_KEY for field in links)
        if record.whole:
            assert fields_of(record)[record.whole].required
            assert record in parts_of(BY_KEY[fields_of(record)[record.whole].target])

    def test_has_choices_with_keys_that_differ_and_labels(self, record: type[Record]) -> None:
        for field in fields_of(record).values():
            keys = [choice.key for choice in field.choices]
            assert len(keys) == len(set(keys))
            assert all(choice.label for choice in field.choices)
            assert bool(keys) == (field.kind in (Kind.CHOICE, Kind.CHOICES))

    def test_says_what_is_missing_when_it_is_empty(self, record: type[Record]) -> None:
        missing = {problem.field for problem in problems_of(record())}
        empty = record()
        for field in typed(record):
            if field.required and not getattr(empty, field.name):
                assert field.name in missing

    def test_cannot_be_changed_in_place(self, record: type[Record]) -> None:
        with pytest.raises(dataclasses.FrozenInstanceError):
            record().id = 5  # type: ignore[misc]


def test_keys_of_types_differ() -> None:
    assert len(BY_KEY) == len(RECORDS)


def test_the_fields_that_differ_are_named_without_the_stamps() -> None:
    before = Audience(name="a")
    after = dataclasses.replace(before, name="b", size=1.0, changed_at=None)
    assert [field.name for field in changed_fields(before, after)] == ["name", "size"]


def test_the_best_text_is_that_of_the_language_or_the_first_that_is_written() -> None:
    assert Texts(fr="a", en="b").best("en") == "b"
    assert Texts(fr="a", en="b").best("ar") == "a"
    assert Texts("c", "a").best("de") == "c"
    assert Texts(ar="c", en="b").written() == ("c", "b")


def test_a_caption_is_the_text_that_stands_for_the_record() -> None:
    assert Campaign(title="حملة").caption == "حملة"
    assert KeyMessage(wording=Texts(fr="Bonjour")).caption == "Bonjour"


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.key)
def test_records_are_equal_when_all_their_fields_are_and_none_is_of_another_type(kind: type[Record]) -> None:
    record = kind(id=3)
    assert record == kind(id=3)
    assert hash(record) == hash(kind(id=3))
    others = {other(id=3) for other in RECORDS}
    assert len(others) == len(RECORDS)
    for item in dataclasses.fields(kind):
        assert dataclasses.replace(record, **{item.name: "something else"}) != record
        assert f"{item.name}={getattr(record, item.name)!r}" in repr(record)
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.id = 4  # type: ignore[misc]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.key)
def test_a_record_takes_only_the_fields_its_type_has_and_keeps_what_was_given(kind: type[Record]) -> None:
    given = {item.name: object() for item in dataclasses.fields(kind)}
    record = kind(**given)  # type: ignore[arg-type]
    assert all(getattr(record, name) is value for name, value in given.items())
    with pytest.raises(TypeError, match="no field pencil"):
        kind(pencil=1)  # type: ignore[call-arg]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del record.id
