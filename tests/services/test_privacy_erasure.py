"""Erasing on request: refused while a hold or a crisis needs the data, certified without a name, and final."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from hospcomms.domain.access import ERASURE
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.consents import Consent, Photo
from hospcomms.domain.errors import Missing, Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.incidents import Incident, IncidentCall
from hospcomms.domain.press import Outlet, Person, Role
from hospcomms.domain.privacy import KINDS, Erasure, LegalHold
from hospcomms.domain.query import Query
from hospcomms.services import access, backups, records
from hospcomms.services.office import Office, open_office
from hospcomms.services.privacy import erasure, tombstones
from tests.storage.raw_pages import pages_of, traces

NAME, OTHER = "Zzqxwvard Kjxzwquont", "زظغضقيس ثخذغشطوض"


def kept(office: Office, record: Record) -> Record:
    return records.save(office, record).steps[0].record


def person(office: Office) -> Record:
    found = kept(office, Person(name=OTHER, other_name=NAME, phone="0555 123 987"))
    outlet = kept(office, Outlet(name="جريدة الصباح"))
    kept(office, Role(person=found.id, outlet=outlet.id, function="محرر"))
    return found


def test_a_certificate_says_how_much_was_erased_and_never_whose(office: Office) -> None:
    found = person(office)
    done = erasure.erase(office, "person", [found.id], ground="request", decided_by="المدير", asked_on=office.today)
    certificate = records.get(office, Erasure, done.certificate.id)
    assert certificate.title == f"{office.today.year}-001"
    assert certificate.contents.count(": 1") == 2
    assert "وحد" not in certificate.checked
    assert len(certificate.checked.splitlines()) == 3
    assert not traces(repr(certificate).encode(), (NAME, OTHER))
    assert {type(step.record) for step in done.commit.steps} == {Erasure, Person, Role}
    assert [line.what for line in access.lines(office)][:3].count(ERASURE) == 1
    assert len(done.older) == 1, "the backup made before it still holds the person"
    assert erasure.delete_copies(office, done.older) == 1
    assert erasure.older(office, certificate) == ()
    assert len(backups.copies(office)) == 1
    with pytest.raises(Missing):
        erasure.erase(office, "person", [found.id], ground="request", decided_by="المدير")


def test_what_a_hold_or_a_crisis_needs_is_refused_and_nothing_is_touched(office: Office) -> None:
    found = person(office)
    hold = kept(office, LegalHold(title="قضية", reason="دعوى", since=office.today, decided_by="المدير"))
    with pytest.raises(Refusal) as refused:
        erasure.erase(office, "person", [found.id], ground="retention", decided_by="المدير")
    assert refused.value.kind == "held"
    kept(office, replace(hold, lifted_on=office.today))
    with office.store.change("Activate", kind="incident") as change:
        incident = change.save(Incident(title="حريق", state="running"))
        change.save(IncidentCall(incident=incident.id, person=found.id, name=OTHER))
    with pytest.raises(Refusal) as refused:
        erasure.erase(office, "person", [found.id], ground="request", decided_by="المدير")
    assert "حريق" in str(refused.value.sentence)
    with pytest.raises(Refusal) as refused:
        erasure.erase(office, "incident", [incident.id], ground="retention", decided_by="المدير")
    assert refused.value.kind == "held"
    with pytest.raises(Refusal) as refused:
        erasure.erase(office, "person", [found.id], ground="request", decided_by=" ")
    assert refused.value.kind == "undecided"
    assert records.get(office, Person, found.id).name == OTHER
    assert backups.copies(office) == []


def test_every_kind_that_may_hold_personal_data_can_be_erased(office: Office) -> None:
    colleague = kept(office, Colleague(name=OTHER, function="طبيب", phone="0555 123 987"))
    consent = kept(office, Consent(title="P-1", name=NAME, uses=("press",), given_on=office.today))
    with office.store.change("Add") as change:
        photo = change.save(Photo(title="قاعة", people=1.0, consents=(consent.id,)))
    erasure.erase(office, "consent", [consent.id], ground="consent", decided_by="المدير")
    erasure.erase(office, "colleague", [colleague.id], ground="wrong", decided_by="المدير")
    assert records.get(office, Photo, photo.id).consents == ()
    assert office.store.faults() == []
    assert traces(pages_of(office), (NAME, OTHER)) == []
    for choice in KINDS:
        erasure.foresee(office, choice.key, [])


def test_a_name_two_people_bear_stays_where_the_other_is_meant(office: Office) -> None:
    found = person(office)
    twin = kept(office, Person(name=OTHER, phone="0666 000 111", note=f"يختلف عن {OTHER}"))
    erasure.erase(office, "person", [found.id], ground="request", decided_by="المدير")
    assert records.get(office, Person, twin.id).name == OTHER
    assert OTHER in records.get(office, Person, twin.id).note


def test_an_older_backup_does_not_bring_back_what_was_erased_nor_its_number(office: Office) -> None:
    found = person(office)
    copy = backups.make(office, "asked")
    later = kept(office, Person(name="بعد النسخة"))
    erasure.erase(office, "person", [later.id], ground="request", decided_by="المدير")
    erasure.erase(office, "person", [found.id], ground="request", decided_by="المدير")
    stones = json.loads((office.folder / tombstones.FILE).read_text(encoding="utf-8"))
    assert {stone["id"] for stone in stones} >= {found.id, later.id}
    assert NAME not in json.dumps(stones)
    office.close()
    backups.restore(office.folder, copy, office.clock() + timedelta(minutes=1))
    with closing(open_office(office.folder)) as again:
        assert records.count(again, Query(Person)) == 0
        assert traces(pages_of(again), (NAME, OTHER)) == []
        assert again.store.faults() == []
        assert kept(again, Person(name="جديد")).id > later.id
        assert tombstones.reapply(again) == 0
