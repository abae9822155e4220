"""What is written into the store comes out of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.fields import Kind, Record
from hospcomms.domain.query import Query
from hospcomms.services.office import Office, open_office
from hospcomms.storage import codec
from tests.storage import awkward


def name_of(record: type[Record]) -> str:
    return record.key


def test_every_kind_of_field_has_a_column_and_an_awkward_value() -> None:
    assert set(codec.COLUMNS) == set(Kind) == awkward.KINDS


@pytest.mark.parametrize("record", awkward.TYPES, ids=name_of)
def test_a_filled_record_comes_back_as_it_was_written(office: Office, record: type[Record]) -> None:
    written = awkward.filled(record)
    with office.store.change("Add") as change:
        stored = change.save(written)
    assert awkward.content(office.store.get(record, stored.id)) == awkward.content(written)
    assert office.store.get(record, stored.id) == stored


@pytest.mark.parametrize("record", awkward.TYPES, ids=name_of)
def test_an_empty_record_comes_back_as_it_was_written(office: Office, record: type[Record]) -> None:
    with office.store.change("Add") as change:
        stored = change.save(record())
    assert awkward.content(office.store.get(record, stored.id)) == awkward.content(record())


@pytest.mark.parametrize("record", awkward.TYPES, ids=name_of)
def test_a_record_survives_closing_editing_and_the_way_back(office: Office, record: type[Record]) -> None:
    with office.store.change("Add") as change:
        first = change.save(awkward.filled(record))
    with office.store.change("Empty") as change:
        second = change.save(replace(record(), id=first.id, revision=first.revision))
    office.close()
    again = open_office(office.folder)
    try:
        assert again.store.get(record, first.id) == second
        assert again.store.undo() is not None
        assert awkward.content(again.store.get(record, first.id)) == awkward.content(first)
        assert again.store.redo() is not None
        assert awkward.content(again.store.get(record, first.id)) == awkward.content(second)
        assert [fault for fault in again.store.faults() if fault.kind not in ("link", "file")] == []
    finally:
        again.close()


def test_control_characters_surrogates_and_overrides_do_not_enter_the_store(office: Office) -> None:
    dirty = Campaign(
        title=" سطر\r\nواحد\x00\ud800\u202e ",
        situation="فقرة\r\nأولى\x07\u2028ثانية \u202bداخل\u202c",
        themes=("a\x00", " a", "\u202e"),
        owner="e\u0301cole",
    )
    with office.store.change("Add") as change:
        stored = change.save(dirty)
    found = office.store.get(Campaign, stored.id)
    assert found == stored
    assert found.title == "سطر واحد"
    assert found.situation == "فقرة\nأولى\nثانية \u202bداخل\u202c"
    assert found.themes == ("a",)
    assert found.owner == "\u00e9cole"


def test_a_list_of_records_keeps_the_order_asked_for_and_leaves_out_what_is_gone(office: Office) -> None:
    with office.store.change("Add") as change:
        made = [change.save(Campaign(title=str(number))) for number in range(1200)]
    wanted = [record.id for record in reversed(made)]
    assert [record.id for record in office.store.window(Campaign, [*wanted, 99_999])] == wanted
    assert len(office.store.ids(Query(Campaign))) == 1200
