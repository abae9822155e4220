"""After an erasure no page of the data file holds a name: no row, no free page, neither the index nor the trail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.enquiries import Enquiry
from hospcomms.domain.fields import Record
from hospcomms.domain.mentions import MARK
from hospcomms.domain.press import Interaction, ListMember, Outlet, Person, PressList, Role
from hospcomms.domain.privacy import Erasure
from hospcomms.domain.query import Query
from hospcomms.services import files, records
from hospcomms.services.office import Office
from hospcomms.services.privacy.orders import order_for
from hospcomms.storage import connect, erased_search, erasing
from hospcomms.storage.erasing import Outcome
from tests.cases import cases
from tests.hospital import empty
from tests.storage.raw_pages import pages_of, traces

NAMES = ("Zzqxwvard Kjxzwquont", "زظغضقيس ثخذغشطوض")
PHONE = "0555 123 987"


def kept(office: Office, record: Record) -> Record:
    return records.save(office, record).steps[0].record


def stage(office: Office, folder: Path) -> Person:
    """A person everything knows: roles, lists, enquiries, texts, tags, drafts, history and an attached file."""
    for number in range(60):  # so that the index has more than one segment
        kept(office, Campaign(title=f"حملة التلقيح {number}", situation="نص طويل عن الحملة " * 40))
    (folder / "card.txt").write_text(f"{NAMES[0]} {PHONE}", encoding="utf-8")
    card = files.attach(office, folder / "card.txt")
    person = kept(office, Person(name=NAMES[1], other_name=NAMES[0], phone=PHONE, attachments=(card,)))
    outlet = kept(office, Outlet(name="جريدة الصباح"))
    kept(office, Role(person=person.id, outlet=outlet.id, function="محرر"))
    kept(office, Interaction(person=person.id, at=office.clock(), outcome=f"Call with {NAMES[0]}"))
    kept(office, ListMember(press_list=kept(office, PressList(name="الصحة")).id, person=person.id))
    asked = Enquiry(title="سؤال", person=person.id, asker=NAMES[0], asker_phone=PHONE, question="ما الجديد؟")
    kept(office, replace(asked, received_at=office.clock()))
    told = kept(office, Campaign(title=f"زيارة {NAMES[1]}", situation=f"قال {NAMES[1]} إنه سيكتب"))
    records.save(office, replace(told, title="زيارة"))
    records.keep_draft(office, Campaign, 0, {"title": f"With {NAMES[0]}"})
    assert isinstance(person, Person)
    return person


def erased(office: Office, person: Person) -> Outcome:
    with office.store.change("Erase", kind=erasing.GONE) as change:
        certificate = change.save(Erasure(title="2026-001"))
        return change.erase(order_for(office, {Person: [person.id]}), certificate.id)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    found = empty(tmp_path / "office")
    yield found
    found.close()


def test_no_page_holds_a_name_afterwards_and_each_protection_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsafe = tuple(pragma for pragma in connect._SAFE if not pragma.startswith("secure_delete"))
    kept_rebuild = erased_search.REBUILD
    with cases() as table:
        for name, pragmas, rebuild, is_compacted, is_clean in (
            ("all of it", connect._SAFE, kept_rebuild, True, True),
            ("without the index made anew", connect._SAFE, "SELECT 1", True, False),
            ("deleted but not overwritten", (*unsafe, "secure_delete=OFF"), kept_rebuild, False, False),
        ):
            monkeypatch.setattr(connect, "_SAFE", pragmas)
            monkeypatch.setattr(erased_search, "REBUILD", rebuild)
            office = empty(tmp_path / name)
            with table.case(name):
                person = stage(office, tmp_path)
                assert traces(pages_of(office), NAMES), "the scan must see what is there"
                erased(office, person)
                assert not is_compacted or office.store.compact()
                assert (traces(pages_of(office), (*NAMES, PHONE)) == []) is is_clean
            office.close()


def test_links_words_and_counts_agree_afterwards(office: Office, tmp_path: Path) -> None:
    person = stage(office, tmp_path)
    outcome = erased(office, person)
    assert office.store.faults() == []
    assert [stored.name for stored in outcome.unused] == ["card.txt"]
    (enquiry,) = records.find(office, Query(Enquiry))
    assert (enquiry.person, enquiry.asker, enquiry.asker_phone) == (0, MARK, "")
    records.save(office, replace(enquiry, reason="يمكن حفظه كما هو"))
    assert not office.store.ask(erasing.left_over, order_for(office, {Person: []}))
    assert {row[1] for row in office.store.ask(erasing.tombstones)} == {
        "person", "role", "interaction", "list_member",
    }  # fmt: skip


def test_undo_of_everything_else_goes_on_and_never_brings_a_name_back(office: Office, tmp_path: Path) -> None:
    person = stage(office, tmp_path)
    person = records.get(office, Person, person.id)
    pair = records.save_all(office, [replace(person, region="وهران"), Campaign(title="معا")], "Save")
    erased(office, person)
    both = records.get(office, Campaign, next(s.record.id for s in pair.steps if isinstance(s.record, Campaign)))
    assert both.title == "معا", "a change that touched the person is passed by, not half taken back"
    undone = 0
    while records.undo(office) is not None:
        undone += 1
    assert undone > 60
    assert office.store.faults() == []
    while records.redo(office) is not None:
        undone -= 1
    assert undone == 0
    assert office.store.faults() == []
    office.store.compact()
    assert traces(pages_of(office), (*NAMES, PHONE)) == []
