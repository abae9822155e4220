"""Two records of one person, or of one outlet, are made one by one change; one undo brings both back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from hospcomms.domain.errors import Invalid, Missing, Refusal, Stale
from hospcomms.domain.fields import Record, StoredFile
from hospcomms.domain.merging import merged, proposed
from hospcomms.domain.press import FOLLOW_UP, Interaction, ListMember, NotDuplicate, Outlet, Person, PressList, Role
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.duplicates import apart, candidates, keep_apart
from hospcomms.services.merging import merge
from hospcomms.services.office import Office
from hospcomms.services.upkeep import check

KINDS = (Person, Outlet, Role, Interaction, ListMember, NotDuplicate, PressList)
A_FILE = StoredFile("a" * 64, "بطاقة.pdf", 10)


def stored(office: Office, record: Record) -> int:
    return records.save(office, record).saved(type(record)).id


def person(office: Office, ident: int) -> Person:
    return records.get(office, Person, ident)


def everything(office: Office) -> dict[type[Record], list[Record]]:
    """All records in use, without the stamps a change and its undo leave."""
    found = {kind: records.find(office, Query(kind)) for kind in KINDS}
    return {
        kind: sorted((replace(one, revision=0, changed_at=None) for one in held), key=lambda one: one.id)
        for kind, held in found.items()
    }


@pytest.fixture
def pair(office: Office) -> tuple[int, int]:
    """Samira twice, at two outlets, on one list and on another."""
    old, new = stored(office, Outlet(name="جريدة عيّنة")), stored(office, Outlet(name="إذاعة عيّنة"))
    one = stored(
        office, Person(name="سميرة قروج", phone="0550 12 34 56", email="samira@journal.example", groups=("صحة",))
    )
    other = stored(
        office,
        Person(
            name="Guerroudj Samira", phone="+213 550 12 34 56", phone2="0661 00 00 01", email="s.g@radio.example",
            email2="samira@journal.example", groups=("صحة", "مجتمع"), languages=("fr",), note="تفضّل الصباح",
            verified_on=date(2026, 11, 1), do_not_contact=False,
        ),
    )  # fmt: skip
    stored(office, Role(person=one, outlet=old, function="صحفية", start=date(2020, 1, 1), end=date(2024, 1, 1)))
    stored(office, Role(person=other, outlet=new, function="رئيسة تحرير", start=date(2024, 1, 2)))
    stored(office, Role(person=other, outlet=old, function="صحفية", start=date(2020, 1, 1), end=date(2024, 1, 1)))
    stored(office, Interaction(person=other, at=datetime(2026, 11, 9, 10, tzinfo=UTC), outcome="ردّت"))
    both, single = stored(office, PressList(name="قائمة")), stored(office, PressList(name="أخرى"))
    stored(office, ListMember(press_list=both, person=one))
    stored(office, ListMember(press_list=both, person=other, progress=FOLLOW_UP, note="تسأل عن الأرقام"))
    stored(office, ListMember(press_list=single, person=other))
    return one, other


def test_the_pair_is_offered_merged_and_no_longer_offered(office: Office, pair: tuple[int, int]) -> None:
    (twin,) = candidates(office, Person)
    assert (twin.first, twin.second) == pair
    keep, drop = person(office, pair[0]), person(office, pair[1])
    merge(office, keep, drop, proposed(keep, drop))
    assert candidates(office, Person) == []


def test_a_merge_loses_nothing_and_one_undo_brings_all_back(office: Office, pair: tuple[int, int]) -> None:
    before = everything(office)
    keep, drop = person(office, pair[0]), person(office, pair[1])
    merge(office, keep, drop, proposed(keep, drop))
    now = person(office, keep.id)
    assert (now.name, now.other_name) == ("سميرة قروج", "Guerroudj Samira")
    assert (now.phone, now.phone2) == ("0550 12 34 56", "0661 00 00 01")
    assert (now.email, now.email2) == ("samira@journal.example", "s.g@radio.example")
    assert now.groups == ("صحة", "مجتمع")
    assert (now.languages, now.note, now.verified_on) == (("fr",), "تفضّل الصباح", date(2026, 11, 1))
    assert now.last_contact == date(2026, 11, 9)
    assert now.function == "رئيسة تحرير"
    assert len(records.parts(office, Role, keep.id)) == 2
    members = records.find(office, Query(ListMember))
    assert sorted((one.person, one.progress, one.note) for one in members) == [
        (keep.id, FOLLOW_UP, "تسأل عن الأرقام"),
        (keep.id, "new", ""),
    ]
    assert person(office, drop.id).binned_at is not None
    assert records.where_used(office, drop.id) == []
    assert next(line.name for line in records.history(office, drop.id)) == "Merge"
    assert check(office).ok
    records.undo(office)
    assert everything(office) == before
    assert check(office).ok


def test_fields_come_from_the_side_that_was_chosen(office: Office, pair: tuple[int, int]) -> None:
    keep, drop = person(office, pair[0]), person(office, pair[1])
    merge(office, keep, drop, {"name", "phone", "email"})
    now = person(office, keep.id)
    assert (now.name, now.other_name) == ("Guerroudj Samira", "سميرة قروج")
    assert (now.phone, now.phone2) == ("+213 550 12 34 56", "0661 00 00 01")
    assert (now.email, now.email2) == ("s.g@radio.example", "samira@journal.example")


def test_numbers_that_have_no_field_left_go_to_the_note(office: Office) -> None:
    one = stored(office, Person(name="أ", phone="0550 00 00 01", phone2="0550 00 00 02", attachments=()))
    other = stored(office, Person(name="أ", phone="0550 00 00 03", phone2="0550 00 00 04", note="مناوبة"))
    merge(office, person(office, one), person(office, other))
    now = person(office, one)
    assert (now.phone, now.phone2) == ("0550 00 00 01", "0550 00 00 02")
    assert now.note.splitlines() == ["مناوبة", "0550 00 00 03", "0550 00 00 04"]


def test_files_of_both_are_kept() -> None:
    one, other = Person(id=1, name="أ"), Person(id=2, name="أ", attachments=(A_FILE,))
    assert merged(one, other, ()).attachments == (A_FILE,)
    assert merged(other, other, ()).attachments == (A_FILE,)


def test_who_asked_not_to_be_contacted_stays_so_and_stays_on_the_lists(office: Office, pair: tuple[int, int]) -> None:
    records.save(office, replace(person(office, pair[0]), do_not_contact=True))
    keep, drop = person(office, pair[0]), person(office, pair[1])
    merge(office, keep, drop, proposed(keep, drop))
    assert person(office, keep.id).do_not_contact
    assert len(records.find(office, Query(ListMember))) == 2


def test_outlets_take_over_the_people_of_the_other(office: Office) -> None:
    one = stored(office, Outlet(name="الخبر", phone="021 00 00 01"))
    other = stored(office, Outlet(name="El Khabar", phone="021 00 00 02", website="https://www.elkhabar.example"))
    (twin,) = candidates(office, Outlet)
    assert (twin.first, twin.second) == (one, other)
    who = stored(office, Person(name="سميرة"))
    stored(office, Role(person=who, outlet=other))
    keep, drop = records.get(office, Outlet, one), records.get(office, Outlet, other)
    merge(office, keep, drop, proposed(keep, drop))
    assert person(office, who).outlet == one
    now = records.get(office, Outlet, one)
    assert (now.other_name, now.website) == ("El Khabar", "https://www.elkhabar.example")
    assert (now.phone, now.note) == ("021 00 00 01", "021 00 00 02")
    records.undo(office)
    assert person(office, who).outlet == other


def test_a_pair_kept_apart_is_not_offered_again_until_undo(office: Office, pair: tuple[int, int]) -> None:
    commit = keep_apart(office, pair[1], pair[0], "أختان")
    assert commit.name == "Not a duplicate"
    assert apart(office) == {pair}
    assert candidates(office, Person) == []
    records.undo(office)
    assert len(candidates(office, Person)) == 1


def test_a_merge_ends_what_kept_the_two_apart_and_moves_what_kept_others(office: Office, pair: tuple[int, int]) -> None:
    third = stored(office, Person(name="سمير"))
    keep_apart(office, *pair)
    keep_apart(office, pair[1], third)
    merge(office, person(office, pair[0]), person(office, pair[1]))
    (left,) = records.find(office, Query(NotDuplicate))
    assert {left.first, left.second} == {pair[0], third}


def test_what_cannot_be_merged_is_refused_and_nothing_is_written(office: Office, pair: tuple[int, int]) -> None:
    keep, drop = person(office, pair[0]), person(office, pair[1])
    place = records.find(office, Query(Outlet))[0]
    before = everything(office)
    with pytest.raises(Refusal, match="not two records but one"):
        merge(office, keep, keep)
    with pytest.raises(Refusal, match="cannot be merged"):
        merge(office, keep, place)
    with pytest.raises(Stale):
        merge(office, keep, replace(drop, revision=drop.revision - 1))
    with pytest.raises(Missing):
        merge(office, keep, replace(drop, id=99_999))
    with pytest.raises(Invalid):
        merge(office, replace(keep, name=""), replace(drop, name=""))
    with pytest.raises(Missing):
        keep_apart(office, keep.id, 99_999)
    assert everything(office) == before
    records.remove(office, Person, [drop.id])
    with pytest.raises(Refusal, match="in the bin"):
        merge(office, keep, person(office, drop.id))
