"""What is written into the store comes out of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Missing
from hospcomms.domain.fields import Kind, Record
from hospcomms.domain.query import Query
from hospcomms.services.office import Office, open_office
from hospcomms.storage import codec
from tests.cases import cases
from tests.hospital import empty
from tests.storage import awkward


def test_every_kind_of_field_has_a_column_and_an_awkward_value() -> None:
    assert set(codec.COLUMNS) == set(Kind) == awkward.KINDS


def test_a_filled_and_an_empty_record_of_every_type_come_back_as_they_were_written(office: Office) -> None:
    with cases() as table:
        for record in awkward.TYPES:
            for written in (awkward.filled(record), record()):
                with table.case(record.key), office.store.change("Add") as change:
                    stored = change.save(written)
                with table.case(record.key):
                    assert awkward.content(office.store.get(record, stored.id)) == awkward.content(written)
                    assert office.store.get(record, stored.id) == stored


def test_a_record_of_every_type_survives_closing_editing_and_the_way_back(tmp_path: Path) -> None:
    office = empty(tmp_path / "office")
    written = [_written(office, record) for record in awkward.TYPES]
    office.close()
    again = open_office(office.folder)
    with cases() as table:
        for first, second in written:
            with table.case(f"{first.key} after closing"):
                assert again.store.get(type(first), first.id) == second
        for first, _ in reversed(written):
            with table.case(f"{first.key} taken back"):
                again.store.undo()
                assert awkward.content(again.store.get(type(first), first.id)) == awkward.content(first)
                again.store.undo()
                with pytest.raises(Missing):
                    again.store.get(type(first), first.id)
        for first, second in written:
            with table.case(f"{first.key} done again"):
                again.store.redo()
                again.store.redo()
                assert awkward.content(again.store.get(type(first), first.id)) == awkward.content(second)
    assert [fault for fault in again.store.faults() if fault.kind not in ("link", "file")] == []
    again.close()


def _written(office: Office, record: type[Record]) -> tuple[Record, Record]:
    """A record as it was first written, and as it was emptied."""
    with office.store.change("Add") as change:
        first = change.save(awkward.filled(record))
    with office.store.change("Empty") as change:
        return first, change.save(replace(record(), id=first.id, revision=first.revision))


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
